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
    events: pd.DataFrame = _comparable(snapshot, snapshot.content)
    if events.empty:
        st.info("No event of this snapshot is told by two outlets, so there is nothing to compare.")
    return events


@st.cache_resource(show_spinner=False, max_entries=3)
def _comparable(_snapshot: Snapshot, content: str) -> pd.DataFrame:
    """The same for all sessions that look at this content, so never changed in place."""
    events = queries.events(_snapshot)
    return events[events["n_outlets"] >= SHARED]


def event(snapshot: Snapshot, events: pd.DataFrame) -> queries.Row:
    """The selected event, the first where none is; said and changed in the top line."""
    if not (events["event_id"] == state.selection().event).any():
        _instead(events)
    is_chosen = events["event_id"] == state.selection().event
    (chosen,) = events[is_chosen].to_dict("records")
    with st.container(horizontal=True, vertical_alignment="center", key="topline"):
        articles = queries.published(snapshot, chosen["event_id"])
        n_undated = int(articles["published"].isna().sum())
        st.html(f'<p class="quiet">{html.escape(phrases.header(chosen, n_undated))}</p>')
        others = events[~is_chosen].head(N_OTHERS)
        labels = dict(zip(others["event_id"], others["label"], strict=True))
        if labels:
            st.menu_button(
                "Other event",
                list(labels),
                format_func=lambda event_id: phrases.label(labels[event_id]),
                key="other",
                on_click=lambda: state.select(event=st.session_state["other"]),
                type="tertiary",
            )
    return chosen


def _instead(events: pd.DataFrame) -> None:
    """Select the event whose name comes nearest to what a link names, or else the first."""
    labels = dict(zip(events["label"], events["event_id"], strict=True))
    near = linking.nearest(list(labels))
    if state.selection().event:
        other = "the one nearest to it by name" if near else "another one"
        st.info(f"This link’s event is not in this snapshot; here is {other}.")
    state.select(event=labels[near] if near else str(events["event_id"].iloc[0]))
