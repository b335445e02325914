"""The Wording page's fourth part: by which words each outlet names a person, a place or a thing."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from coverage.store import Snapshot
from coverage.views import choosing, instances, phrases, state, wording_queries
from coverage.views.instances import Instance

KINDS = {"person": "Person", "place": "Place", "other": "Thing"}

FORMS = 4
"""Forms of one outlet that a cell of the table names; the rest are counted."""

MADE = (
    "How this was made: a person’s names, titles and roles within each article; of places and "
    "things, names that stand in one another’s place in sentences of one claim. Only what at least "
    "two outlets name differently is listed; what is not sure to be the same is left out."
)


def show(snapshot: Snapshot, articles: Sequence[str]) -> None:
    """A row a thing, a column an outlet; and the sentences of the row that is chosen."""
    rows = wording_queries.namings(snapshot, articles)
    st.html(f'<p class="finding">{finding(rows)}</p>')
    if rows.empty:
        st.info("No two outlets here name a person, a place or a thing differently.")
        return
    table = tabulated(rows)
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


def tabulated(rows: pd.DataFrame) -> pd.DataFrame:
    """Columns `kind`, `said` (the kind in words), `thing`, then one an outlet: its words, counted.

    Those that most outlets name come first.
    """
    outlets = sorted(set(rows["outlet"]))
    found = []
    for (kind, thing), own in rows.groupby(["kind", "thing"], sort=True):
        cells = {o: _forms(list(own.loc[own["outlet"] == o, "words"])) for o in outlets}
        found.append({"kind": kind, "said": KINDS[str(kind)], "thing": thing, **cells})
    table = pd.DataFrame(found)
    n_outlets = (table[outlets] != "").sum(axis=1)
    n_uses = [
        len(rows[(rows["kind"] == kind) & (rows["thing"] == thing)])
        for kind, thing in zip(table["kind"], table["thing"], strict=True)
    ]
    order = table.assign(outlets_=n_outlets, uses_=n_uses).sort_values(
        ["outlets_", "uses_", "thing"], ascending=[False, False, True], kind="stable"
    )
    return table.loc[order.index].reset_index(drop=True)


def _forms(words: Sequence[str]) -> str:
    """What an outlet calls a thing, most frequent first: Kiev 3, the capital 2."""
    counts = Counter(words).most_common()
    named = [f"{form} {n:,}" for form, n in sorted(counts, key=lambda c: (-c[1], c[0]))[:FORMS]]
    rest = len(counts) - FORMS
    return ", ".join([*named, f"{rest:,} more"] if rest > 0 else named)


def finding(rows: pd.DataFrame) -> str:
    """What is named in most ways, as HTML."""
    if rows.empty:
        return "Nothing is named differently."
    forms = rows.groupby(["kind", "thing"])["words"].nunique()
    kinds = forms.groupby("kind").size()
    words = {
        "person": ("person", "people"),
        "place": ("place", "places"),
        "other": ("thing", "things"),
    }
    counted = [phrases.count(int(kinds[kind]), *words[kind]) for kind in KINDS if kind in kinds]
    most = forms.sort_values(ascending=False, kind="stable")
    thing, n = most.index[0][1], int(most.iloc[0])
    return (
        f"{phrases.join(counted)} {'is' if len(forms) == 1 else 'are'} named differently; "
        f"{html.escape(str(thing))} in {phrases.count(n, 'way')}."
    )


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
