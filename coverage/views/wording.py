"""The Wording page: what sets outlets apart in their words, in one event or over many."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from coverage.store import Snapshot
from coverage.views import (
    event_filters,
    spans,
    state,
    topline,
    wording_keys,
    wording_names,
    wording_queries,
    wording_quotes,
    wording_shifts,
)
from coverage.views.wording_queries import MOST_ARTICLES, Scope

PARTS: dict[str, tuple[str, Callable[[Snapshot, Sequence[str]], None]]] = {
    "keys": ("Key words", wording_keys.show),
    "shifts": ("Shifts", wording_shifts.show),
    "quotes": ("Scare quotes", wording_quotes.show),
    "names": ("Names", wording_names.show),
}
"""Name in the URL -> title and what draws it."""


def page(snapshot: Snapshot) -> None:
    """The whole page."""
    state.restore(state.WORDING_FIELDS)
    events = topline.comparable(snapshot)
    if events.empty:
        return
    if state.selection().wording not in PARTS:
        state.select(wording="keys")
    scope = _scope(snapshot, events)
    articles = wording_queries.article_ids(snapshot, scope)
    if len(articles) > MOST_ARTICLES:
        st.info(
            f"The newest {MOST_ARTICLES:,} of {len(articles):,} articles are looked at; narrow the "
            "days for others."
        )
    _, show = PARTS[state.selection().wording]
    if articles:
        show(snapshot, articles[:MOST_ARTICLES])
    else:
        st.info("No article was published on these days.")
    state.mirror(state.WORDING_FIELDS)


def _scope(snapshot: Snapshot, events: pd.DataFrame) -> Scope:
    """What is looked at, said in the heading and changed beside it."""
    is_all = state.selection().scope == state.ALL
    since, until = map(event_filters.day, (state.selection().since, state.selection().until))
    if is_all:
        st.html('<p class="quiet">All events</p>')
        label = "Wording over all events"
    else:
        label = str(topline.event(snapshot, events)["label"])
    st.html(f'<div class="head"><h1>{html.escape(label)}</h1></div>')
    with st.container(horizontal=True, vertical_alignment="center", key="parts"):
        st.segmented_control(
            "Part",
            list(PARTS),
            format_func=lambda part: PARTS[part][0],
            required=True,
            key=state.control("wording"),
            on_change=_turn,
            label_visibility="collapsed",
        )
        st.segmented_control(
            "Scope",
            ["", state.ALL],
            format_func=lambda scope: "All events" if scope else "This event",
            required=True,
            key=state.control("scope"),
            on_change=state.take,
            args=("scope",),
            label_visibility="collapsed",
        )
        if is_all:
            spans.control(since, until)
    if not is_all:
        return Scope(event=state.selection().event)
    return Scope(since=str(since or ""), until=str(until or ""))


def _turn() -> None:
    """Callback: another part is shown, of which no row is chosen yet."""
    state.take("wording")
    state.select(pick="")


if __name__ == "__main__":
    state.show(page, "words")
