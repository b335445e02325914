"""The overview: the events of a snapshot by the outlets that cover them, and when."""

from __future__ import annotations

import html
from collections.abc import Iterator

import pandas as pd
import streamlit as st

from coverage import charts
from coverage.store import Snapshot
from coverage.views import phrases, queries, shown, state

EVENT_PAGE = "coverage/views/event.py"

PAGE_SIZE = 20
"""Events listed at a time."""

N_DOTS = 1000
"""Articles in the timeline with a date, the newest, and without; more are not drawn smoothly."""

N_DATES = 8
"""Articles of an outlet whose dates are told when it is hovered."""

TIMELINE = "timeline"


def page(snapshot: Snapshot) -> None:
    """The whole page."""
    events, articles = queries.events(snapshot), queries.articles(snapshot)
    _head(events, articles)
    if events.empty:
        st.info("This snapshot holds no event.")
        return
    shared = events[events["n_outlets"] >= charts.SHARED]
    if shared.empty:
        st.info("No event of this snapshot is told by two outlets, so there is nothing to compare.")
    _events(snapshot, shared, articles)
    _alone(events[events["n_outlets"] < charts.SHARED], articles)
    _timeline(articles)


def _head(events: pd.DataFrame, articles: pd.DataFrame) -> None:
    """What the snapshot holds, in a line and a sentence."""
    n_shared = int((events["n_outlets"] >= charts.SHARED).sum())
    line = " · ".join(
        [
            "Overview",
            phrases.count(len(articles), "article"),
            phrases.count(articles["outlet"].nunique(), "outlet"),
        ]
    )
    verb = "is" if n_shared == 1 else "are"
    st.html(
        f'<div class="head"><p class="quiet">{line}</p><h1>Events</h1>'
        f'<p class="finding"><b>{n_shared}</b> of {phrases.count(len(events), "event")} '
        f"{verb} told by two outlets or more and can be compared.</p></div>"
    )


def _events(snapshot: Snapshot, events: pd.DataFrame, articles: pd.DataFrame) -> None:
    """The events that can be compared, each a link to its page."""
    if events.empty:
        return
    n_pages = -(-len(events) // PAGE_SIZE)
    number = 1
    if n_pages > 1:
        number = st.pagination(n_pages, key="events_page") or 1
    with st.container(key="events_card", gap=None):
        for event in events[(number - 1) * PAGE_SIZE : number * PAGE_SIZE].to_dict("records"):
            _row(snapshot, event, articles[articles["event_id"] == event["event_id"]])


def _row(snapshot: Snapshot, event: queries.Row, articles: pd.DataFrame) -> None:
    """One event: its name, when, and who covers it with how many articles."""
    event_id = str(event["event_id"])
    with st.container(horizontal=True, vertical_alignment="center", key=f"event_{event_id}"):
        with st.container():
            st.page_link(
                EVENT_PAGE, label=phrases.label(event["label"]), query_params={"event": event_id}
            )
            st.html(
                f'<p class="quiet under">{html.escape(_facts(event))}</p>'
                f'<p class="said">{_finding(snapshot, snapshot.snapshot_id, event_id)}</p>'
            )
        st.html(f'<p class="chips">{"".join(_chips(articles))}</p>', width="content")


@st.cache_data(show_spinner=False, max_entries=500)
def _finding(_snapshot: Snapshot, snapshot_id: str, event_id: str) -> str:
    """What the event's picture shows, as HTML; the same sentence as on its page."""
    claims = shown.told_apart(
        queries.claims(_snapshot, event_id), queries.members(_snapshot, event_id)
    )
    cells, outlets = queries.cells(_snapshot, event_id), queries.outlets(_snapshot, event_id)
    return phrases.finding(cells, claims, outlets)


def _chips(articles: pd.DataFrame) -> Iterator[str]:
    """An outlet each, with the number of its articles and whether they are undated."""
    for outlet, own in articles.groupby("outlet", sort=False):
        n = f" <i>{len(own)}</i>" if len(own) > 1 else ""
        undated = " <i>undated</i>" if own["published"].isna().all() else ""
        dates = "\n".join(phrases.dated(row) for row in own.head(N_DATES).to_dict("records"))
        yield f'<span title="{html.escape(dates)}">{html.escape(str(outlet))}{n}{undated}</span>'


def _facts(event: queries.Row) -> str:
    return " · ".join(
        [
            phrases.days(event["first_published"], event["last_published"]),
            phrases.count(event["n_articles"], "article"),
            phrases.count(event["n_versions"], "independent version"),
            f"{phrases.count(event['n_claims'], 'claim')}, {event['n_shared']:,} of them shared",
        ]
    )


def _alone(events: pd.DataFrame, articles: pd.DataFrame) -> None:
    """What one outlet alone covers: nothing to compare, so only told."""
    if events.empty:
        return
    rows = []
    for event in events.head(PAGE_SIZE).to_dict("records"):
        who = "".join(_chips(articles[articles["event_id"] == event["event_id"]]))
        rows.append(f"<li>{html.escape(str(event['label']))}{who}</li>")
    more = len(events) - len(rows)
    rows += [f"<li><span>and {more:,} more</span></li>"] if more else []
    st.html(
        '<p class="under-title">TOLD BY ONE OUTLET ONLY, SO NOTHING TO COMPARE</p>'
        f'<ul class="alone">{"".join(rows)}</ul>'
    )


def _timeline(articles: pd.DataFrame) -> None:
    """When the articles were published; a click opens the article's event."""
    is_dated = articles["published"].notna()
    dated, undated = articles[is_dated].tail(N_DOTS), articles[~is_dated].head(N_DOTS)
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
        st.switch_page(EVENT_PAGE, query_params={"event": str(points[0]["customdata"][0])})


if __name__ == "__main__":
    state.show(page)
