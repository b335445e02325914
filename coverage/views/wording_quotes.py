"""The Wording page's third part: words in quotation marks that nobody is quoted with."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

import streamlit as st

from coverage.charts import probability
from coverage.measures import scare_quotes
from coverage.store import Snapshot
from coverage.views import choosing, instances, state, wording_queries, wording_text
from coverage.views.instances import Instance
from coverage.views.queries import Row

COLUMNS = {
    "outlet": st.column_config.TextColumn("Outlet", width=130),
    "words": st.column_config.TextColumn("In quotation marks", width=190),
    "confidence": st.column_config.ProgressColumn(
        "Sure", width=90, min_value=0, max_value=1, format="%.2f",
        help="That nobody is quoted: the outlet holds the words at a distance.",
    ),
    "n_bare": st.column_config.NumberColumn(
        "Bare in", width=80, help="Other outlets of the event that use the words without marks."
    ),
}  # fmt: skip

MADE = (
    "How this was made: quotations of up to five words to which no speaker and no verb of speech "
    "belongs, and that are neither titles nor names. Each sign for and against is weighed; below "
    f"{scare_quotes.SHOWN:.2f} nothing is shown."
)


def show(snapshot: Snapshot, articles: Sequence[str]) -> None:
    """The table, and the sentence of the row that is chosen, beside another outlet's."""
    rows = wording_queries.scare_quotes(snapshot, articles)
    rows = rows[rows["confidence"] >= scare_quotes.SHOWN].reset_index(drop=True)
    st.html(f'<p class="finding">{wording_text.quotes(rows)}</p>')
    if rows.empty:
        st.info("No outlet here puts words in quotation marks without quoting somebody.")
        return
    places = rows["sentence_id"].str.cat(rows["start"].astype(str), sep="|")
    ids = list(places)
    chosen = state.selection().pick if state.selection().pick in ids else ids[0]
    with st.container(horizontal=True, gap="medium", key="body"):
        with st.container(key="table_card"):
            choosing.table(rows, COLUMNS, ids, chosen, "quotes", "Scare quotes")
            st.html(f'<p class="quiet made">{MADE}</p>')
        with st.container(key="claim_card"):
            _sentence(rows.to_dict("records")[ids.index(chosen)])


def _sentence(row: Row) -> None:
    """Who writes it so, how sure that is and why, and who has the words bare."""
    found = [
        Instance(
            str(row["outlet"]),
            str(row["text"]),
            [(int(row["start"]), int(row["end"]))],
            str(row["article_id"]),
            note=f"{probability(float(row['confidence']))}: {row['basis']}",
        )
    ]
    if isinstance(row["bare_text"], str):
        bare = row["bare_text"]
        where = re.search(re.escape(str(row["words"])), bare, re.IGNORECASE)
        spans = [where.span()] if where else []
        found.append(
            Instance(str(row["bare_outlet"]), bare, spans, str(row["bare_article_id"]), "bare")
        )
    st.html(f'<div class="panel"><h2>“{html.escape(str(row["words"]))}”</h2></div>')
    st.html(instances.by_outlet(found))
