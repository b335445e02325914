"""The top line of the pages that show one event: which it is, and a menu of the others."""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

from coverage.charts import SHARED
from coverage.store import Snapshot
from coverage.views import linking, phrases, queries, state

N_OTHERS = 30
"""Other events in the menu; the overview lists all."""


def comparable(snapshot: Snapshot) -> pd.DataFrame:
    """The events that two outlets or more tell; where there is none, that is said."""
    events = queries.events(snapshot)
    events = events[events["n_outlets"] >= SHARED]
    if events.empty:
        st.info("No event of this snapshot is told by two outlets, so there is nothing to compare.")
    return events


def event(snapshot: Snapshot, events: pd.DataFrame) -> queries.Row:
    """The selected event, the first where none is; said and changed in the top line."""
    rows = {row["event_id"]: row for row in events.to_dict("records")}
    if state.selection().event not in rows:
        _instead(rows)
    chosen = rows[state.selection().event]
    with st.container(horizontal=True, vertical_alignment="center", key="topline"):
        articles = queries.published(snapshot, chosen["event_id"])
        n_undated = int(articles["published"].isna().sum())
        st.html(f'<p class="quiet">{html.escape(phrases.header(chosen, n_undated))}</p>')
        others = [event_id for event_id in rows if event_id != chosen["event_id"]]
        if others:
            st.menu_button(
                "Other event",
                others[:N_OTHERS],
                format_func=lambda event_id: phrases.label(rows[event_id]["label"]),
                key="other",
                on_click=lambda: state.select(event=st.session_state["other"]),
                type="tertiary",
            )
    return chosen


def _instead(rows: dict[str, queries.Row]) -> None:
    """Select the event whose name comes nearest to what a link names, or else the first."""
    labels = {str(row["label"]): event_id for event_id, row in rows.items()}
    near = linking.nearest(list(labels))
    if state.selection().event:
        other = "the one nearest to it by name" if near else "another one"
        st.info(f"This link’s event is not in this snapshot; here is {other}.")
    state.select(event=labels[near] if near else next(iter(rows)))
