"""The Wording page's second part: words that stand for one another between two outlets."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import asdict, fields

import pandas as pd
import streamlit as st

from coverage.charts.style import records
from coverage.measures import substitutions
from coverage.measures.substitutions import Alternation, Substitution
from coverage.store import Snapshot
from coverage.views import choosing, instances, state, wording_queries, wording_text
from coverage.views.instances import Instance

COLUMNS = {
    "outlet_a": st.column_config.TextColumn("Outlet", width=110),
    "words_a": st.column_config.TextColumn("says", width=170),
    "outlet_b": st.column_config.TextColumn("Outlet", width=110),
    "words_b": st.column_config.TextColumn("says", width=170),
    "n": st.column_config.NumberColumn("Times", width=60, help="Pairs of sentences."),
    "n_events": st.column_config.NumberColumn("Events", width=60),
}

MADE = (
    "How this was made: the words of sentences that share a claim, and at least half of their "
    "words, are aligned; what is replaced or put in quotation marks is counted. Function words, "
    "figures and stretches of more than four words are left out."
)


def show(snapshot: Snapshot, articles: Sequence[str]) -> None:
    """The table, and both sentences of each instance of the row that is chosen."""
    alternations = wording_queries.alternations(snapshot, articles)
    found = substitutions.count(Alternation(**row) for row in records(alternations))
    st.html(f'<p class="finding">{wording_text.shifts(found)}</p>')
    if not found:
        st.info(
            "No two sentences here tell one claim in nearly the same words. Shifts show best where "
            "outlets carry versions of one text; try all events."
        )
        return
    names = [field.name for field in fields(Substitution)]
    table = pd.DataFrame([asdict(row) for row in found], columns=names)
    chosen = next((row for row in found if _id(row) == state.selection().pick), found[0])
    with st.container(horizontal=True, gap="medium", key="body"):
        with st.container(key="table_card"):
            choosing.table(
                table, COLUMNS, [_id(row) for row in found], _id(chosen), "shifts", "Shifts"
            )
            st.html(f'<p class="quiet made">{MADE}</p>')
        with st.container(key="claim_card"):
            _sentences(snapshot, articles, chosen)


def _id(row: Substitution) -> str:
    return f"{row.kind}|{row.outlet_a}|{row.outlet_b}|{row.key}"


def _sentences(snapshot: Snapshot, articles: Sequence[str], chosen: Substitution) -> None:
    """Both sentences of each instance, the words marked."""
    outlets = chosen.outlet_a, chosen.outlet_b
    rows = wording_queries.shifts(snapshot, articles, chosen.kind, outlets)
    found: list[Instance] = []
    for row in rows.to_dict("records"):
        sides = [
            Instance(
                str(row[f"outlet_{side}"]),
                str(row[f"text_{side}"]),
                [(int(row[f"start_{side}"]), int(row[f"end_{side}"]))],
                str(row[f"article_{side}"]),
                pair=f"{row['sentence_a']} {row['sentence_b']} {row['start_a']} {row['start_b']}",
            )
            for side in "ab"
        ]
        said = {row["outlet_a"]: str(row["words_a"]), row["outlet_b"]: str(row["words_b"])}
        if substitutions.key(said[outlets[0]], said[outlets[1]]) == chosen.key:
            found += sorted(sides, key=lambda side: side.outlet)
    title = f"{chosen.words_a} / {chosen.words_b}"
    st.html(f'<div class="panel"><h2>{html.escape(title)}</h2></div>')
    st.html(instances.in_pairs(found))
