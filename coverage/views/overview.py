"""The overview: the events of a snapshot by the outlets that cover them, and when."""

from __future__ import annotations

import html
from enum import StrEnum

import pandas as pd
import streamlit as st

from coverage import charts
from coverage.store import Snapshot
from coverage.views import (
    overview_blind,
    overview_filters,
    overview_levels,
    overview_near,
    overview_rows,
    overview_tables,
    phrases,
    state,
)
from coverage.views.event_filters import Filters, chosen
from coverage.views.overview_tables import Tables

N_ALONE = 20
"""Events of one outlet only that are named."""

N_DOTS = 500
"""Articles in the timeline with a date, the newest, and without; more are not drawn smoothly."""

N_UNDATED = 6
"""Undated articles of an outlet in the timeline: as many as have a place of their own."""

TIMELINE = "timeline"


class Part(StrEnum):
    """Parts of the page, one of which is shown; the value stands in the URL."""

    EVENTS = ""
    BLIND = "blind"
    NEAR = "near"
    LEVEL = "level"


PART_LABELS = {
    Part.EVENTS: "Events",
    Part.BLIND: "Blind spots",
    Part.NEAR: "Perhaps one event",
    Part.LEVEL: "Broader or narrower",
}


def page(snapshot: Snapshot) -> None:
    """The whole page."""
    state.restore(state.OVERVIEW_FIELDS)
    tables = overview_tables.read(snapshot)
    _head(tables)
    if tables.events.empty:
        st.info("This snapshot holds no event.")
        return
    if not (tables.events["n_outlets"] >= charts.SHARED).any():
        st.info("No event of this snapshot is told by two outlets, so there is nothing to compare.")
    part = _part()
    if part == Part.LEVEL:
        overview_levels.draw(snapshot)
    else:
        rows = overview_filters.narrowed(tables, is_shared=part == Part.BLIND).events
        if part == Part.BLIND:
            overview_blind.draw(tables, rows)
        elif part == Part.NEAR:
            overview_near.draw(tables, rows)
        else:
            _events(snapshot, tables, rows)
    state.mirror(state.OVERVIEW_FIELDS)


def _part() -> Part:
    """The part of the page to show, and the switch between them."""
    if state.selection().show not in set(Part):
        state.select(show=Part.EVENTS)
    st.segmented_control(
        "Part",
        list(Part),
        format_func=lambda part: PART_LABELS[Part(part)],
        required=True,
        key=state.control("show"),
        on_change=state.take,
        args=("show",),
        label_visibility="collapsed",
    )
    return Part(state.selection().show)


def _head(tables: Tables) -> None:
    """What the snapshot holds, in a line and a sentence."""
    n_events = len(tables.events)
    n_shared = int((tables.events["n_outlets"] >= charts.SHARED).sum())
    line = " · ".join(
        [
            "Overview",
            phrases.count(len(tables.articles), "article"),
            phrases.count(len(tables.outlets), "outlet"),
        ]
    )
    verb = "is" if n_shared == 1 else "are"
    st.html(
        f'<div class="head"><p class="quiet">{line}</p><h1>Events</h1>'
        f'<p class="finding"><b>{n_shared:,}</b> of {phrases.count(n_events, "event")} '
        f"{verb} told by two outlets or more and can be compared.</p></div>"
    )


def _events(snapshot: Snapshot, tables: Tables, rows: pd.DataFrame) -> None:
    """The events that meet the filters, who came first on them, and when they were told."""
    if rows.empty:
        if chosen(state.selection()) != Filters():
            st.info("No event meets all of these filters. Take one off, or reset them.")
    else:
        overview_rows.events(snapshot, tables, rows)
    if chosen(state.selection()) == Filters():
        _alone(tables)
    _timeline(tables, rows)


def _alone(tables: Tables) -> None:
    """What one outlet alone covers: nothing to compare, so only told."""
    events = tables.events[tables.events["n_outlets"] < charts.SHARED]
    if events.empty:
        return
    rows, few = [], events.head(N_ALONE)
    articles = tables.of(few["event_id"])
    for event in few.to_dict("records"):
        who = overview_rows.chips(articles[event["event_id"]])
        rows.append(f"<li>{html.escape(str(event['label']))}{who}</li>")
    more = len(events) - len(rows)
    if more:
        tick = html.escape(overview_filters.SINGLE)
        rows.append(f"<li><span>and {more:,} more; tick “{tick}” to see them all</span></li>")
    st.html(
        '<p class="under-title">TOLD BY ONE OUTLET ONLY, SO NOTHING TO COMPARE</p>'
        f'<ul class="alone">{"".join(rows)}</ul>'
    )


def _timeline(tables: Tables, rows: pd.DataFrame) -> None:
    """When the articles were published; a click opens the article's event."""
    articles = tables.articles
    if chosen(state.selection()) != Filters():
        articles = articles[articles["event_id"].isin(rows["event_id"])]
    if articles.empty:
        return
    is_dated = articles["published"].notna()
    dated = articles[is_dated].tail(N_DOTS)
    undated = articles[~is_dated].groupby("outlet").head(N_UNDATED).head(N_DOTS)
    left_out = len(articles) - len(dated) - len(undated)
    notes = ["hollow: the day is not known", "grey: nothing to compare with"]
    notes += [f"{left_out:,} more are not shown"] if left_out else []
    st.html(
        '<p class="under-title">WHEN THE ARTICLES WERE PUBLISHED '
        f"&nbsp;<span>{' · '.join(notes)}</span></p>"
    )
    with st.container(key="timeline_card"):
        clicked = st.plotly_chart(
            charts.timeline(pd.concat([dated, undated]), state.theme()),
            theme=None,
            key=TIMELINE,
            on_select="rerun",
            selection_mode="points",
            config={"displayModeBar": False},
            alt="Articles by outlet and time of publication.",
        )
    points = clicked.selection.points
    if points and points[0]["customdata"][1]:
        event_id = str(points[0]["customdata"][0])
        st.switch_page(overview_rows.EVENT_PAGE, query_params=state.event_link(event_id))


if __name__ == "__main__":
    state.show(page)
