"""The Wording page's fourth part: by which words each outlet names a person, a place or a thing."""

from __future__ import annotations

import html
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from coverage.store import Snapshot
from coverage.views import choosing, instances, state, wording_queries, wording_text
from coverage.views.instances import Instance

MADE = (
    "How this was made: a person’s names, titles and roles within each article; of places and "
    "things, names that stand in one another’s place in sentences of one claim. Only what at least "
    "two outlets name differently is listed; what is not sure to be the same is left out."
)


def show(snapshot: Snapshot, articles: Sequence[str]) -> None:
    """A row a thing, a column an outlet; and the sentences of the row that is chosen."""
    rows = wording_queries.namings(snapshot, articles)
    st.html(f'<p class="finding">{wording_text.names(rows)}</p>')
    if rows.empty:
        st.info("No two outlets here name a person, a place or a thing differently.")
        return
    table = wording_text.tabulated(rows)
    ids = [f"{kind}|{thing}" for kind, thing in zip(table["kind"], table["thing"], strict=True)]
    chosen = state.selection().pick if state.selection().pick in ids else ids[0]
    columns = {
        "thing": st.column_config.TextColumn("Whom or what", width=150, pinned=True),
        "said": st.column_config.TextColumn("", width=64),
        **{o: st.column_config.TextColumn(o, width=260) for o in table.columns[3:]},
    }
    with st.container(key="table_card"):
        choosing.table(table, columns, ids, chosen, "names", "Names")
        st.html(f'<p class="quiet made">{MADE}</p>')
    with st.container(key="uses_card"):
        kind, _, thing = chosen.partition("|")
        _sentences(rows[(rows["kind"] == kind) & (rows["thing"] == thing)])


def _sentences(rows: pd.DataFrame) -> None:
    """Each use, by outlet."""
    merged = rows.groupby(["outlet", "article_id", "sentence_id", "text"], sort=True)
    found = [
        Instance(
            str(outlet), str(text),
            list(zip(own["start"].astype(int), own["end"].astype(int), strict=True)),
            str(article_id),
        )
        for (outlet, article_id, _, text), own in merged
    ]  # fmt: skip
    st.html(f'<div class="panel"><h2>{html.escape(str(rows["thing"].iloc[0]))}</h2></div>')
    st.html(instances.by_outlet(found))
