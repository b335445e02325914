"""Events as rows: name, days, who came first, what stands out, who tells it."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from coverage import charts
from coverage.store import Snapshot
from coverage.views import (
    event_filters,
    event_queries,
    firsts,
    overview_tables,
    phrases,
    places,
    shown,
    state,
)
from coverage.views.overview_tables import Tables
from coverage.views.queries import Row

EVENT_PAGE = "coverage/views/event.py"
CORPUS_PAGE = "coverage/views/corpus.py"

PAGE_SIZE = 30
"""Events shown at first, and more at each click."""

N_AT_ONCE = 15
"""Events whose findings are computed at once, so that the first rows need not wait for all."""

N_DATES = 8
"""Articles of an outlet whose dates are told when it is hovered."""

N_CHIPS = 12
"""Outlets of an event that are named; the rest are counted."""


def events(snapshot: Snapshot, tables: Tables, rows: pd.DataFrame) -> None:
    """Who came first on the most of `rows`, then the first of them, and a way to more.

    Events of one story stand together.
    """
    shared = rows.loc[rows["n_outlets"] >= charts.SHARED, "event_id"]
    first = tables.firsts[tables.firsts.index.isin(shared)]
    tally = html.escape(firsts.tally(first, len(shared)))
    st.html(f'<p class="quiet tally">{tally}</p>')
    ordered = event_filters.by_story(rows)
    few = ordered.head(n_shown("events", rows))
    sizes = tables.events["story_id"].value_counts()
    story = ""
    with st.container(key="events_card", gap=None):
        for start in range(0, len(few), N_AT_ONCE):
            part = few[start : start + N_AT_ONCE]
            ids = tuple(part["event_id"])
            findings, articles = _findings(snapshot, snapshot.content, ids), tables.of(ids)
            for event in part.to_dict("records"):
                event_id = str(event["event_id"])
                if event["n_story"] and event["story_id"] != story:
                    _story(event, rows[rows["story_id"] == event["story_id"]], sizes)
                story = str(event["story_id"]) if event["n_story"] else ""
                event |= {"finding": findings[event_id], "in_story": bool(story)}
                _row(event, articles[event_id], _first(tables, event_id))
    more(len(ordered) - len(few), "event", "events")


def _first(tables: Tables, event_id: str) -> Row | None:
    """Who came first on the event, as `firsts.firsts` gives it."""
    if event_id not in tables.firsts.index:
        return None
    row: Row = tables.firsts.loc[event_id].to_dict()
    return row


def _story(event: Row, shown_ones: pd.DataFrame, sizes: pd.Series[int]) -> None:
    """Over the events of one story: that they are, when, and how many are not among them."""
    size = int(sizes[event["story_id"]])
    first, last = shown_ones["first_published"].min(), shown_ones["last_published"].max()
    hidden = size - len(shown_ones)
    left_out = f"; {hidden:,} left out by the filters" if hidden else ""
    text = f"One story in {size:,} events · {phrases.days(first, last)}{left_out}"
    with st.container(key=f"story_{event['story_id']}"):
        st.html(f'<p class="story">{html.escape(text)}</p>')


def _row(event: Row, articles: Sequence[Row], first: Row | None) -> None:
    """One event, a link, with what there is to compare where two outlets tell it."""
    prefix = "storied" if event["in_story"] else "event"
    said = ""
    if event["n_outlets"] >= charts.SHARED:
        said = (
            f'<p class="first">{html.escape(firsts.told(first))}</p>'
            f'<p class="said">{event["finding"]}</p>'
        )
    row(event, articles, said, f"{prefix}_{event['event_id']}")


def row(event: Row, articles: Sequence[Row], said: str, key: str) -> None:
    """An event's name, its days, its outlets, and what is `said` of it, as HTML."""
    with st.container(key=key):
        name(event, articles)
        st.html(
            f'<p class="quiet under">{html.escape(facts(event))}</p>'
            f'<p class="chips">{chips(articles)}</p>{said}'
        )


def name(event: Row, articles: Sequence[Row]) -> None:
    """The event's label, a link to its page or, where one outlet alone tells it, its article."""
    if event["n_outlets"] < charts.SHARED:
        place, params = CORPUS_PAGE, places.query() | {"article": str(articles[0]["article_id"])}
    else:
        place, params = EVENT_PAGE, state.event_link(str(event["event_id"]))
    st.page_link(place, label=phrases.label(event["label"]), query_params=params)


def facts(event: Row) -> str:
    """When, and how much of it there is, in plain text."""
    return " · ".join(
        [
            phrases.days(event["first_published"], event["last_published"]),
            phrases.count(event["n_articles"], "article"),
            phrases.count(event["n_versions"], "independent version"),
            _claims(int(event["n_claims"]), int(event["n_shared"])),
        ]
    )


def _claims(n: int, n_shared: int) -> str:
    """How many claims, and how many of them two outlets tell: "4 claims, 1 of them shared"."""
    if n == 0:
        return "no claim"
    if n == 1:
        return "1 claim, shared" if n_shared else "1 claim, not shared"
    shared = {0: "none", n: "all"}.get(n_shared, f"{n_shared:,}")
    return f"{n:,} claims, {shared} of them shared"


def chips(articles: Sequence[Row]) -> str:
    """An outlet each, with the number of its articles and whether they are undated, as HTML."""
    by_outlet: defaultdict[str, list[Row]] = defaultdict(list)
    for article in articles:
        by_outlet[str(article["outlet"])].append(article)
    parts = []
    for outlet, own in list(by_outlet.items())[:N_CHIPS]:
        n = f" <i>{len(own)}</i>" if len(own) > 1 else ""
        undated = " <i>undated</i>" if all(pd.isna(row["published"]) for row in own) else ""
        dates = html.escape("\n".join(phrases.dated(row) for row in own[:N_DATES]))
        parts.append(f'<span title="{dates}">{html.escape(outlet)}{n}{undated}</span>')
    others = list(by_outlet)[N_CHIPS:]
    if others:
        names = html.escape(", ".join(others))
        parts.append(f'<span title="{names}">{len(others):,} more</span>')
    return "".join(parts)


def more(n: int, one: str, many: str, key: str = "events") -> None:
    """A button for the next rows of `n` that are not shown yet."""
    if n <= 0:
        return

    def show() -> None:
        st.session_state[f"n_{key}"] = st.session_state.get(f"n_{key}", PAGE_SIZE) + PAGE_SIZE

    label = f"Show {phrases.count(min(n, PAGE_SIZE), f'more {one}', f'more {many}')} of {n:,}"
    st.button(label, key=f"more_{key}", type="tertiary", on_click=show)


def n_shown(key: str, rows: pd.DataFrame) -> int:
    """How many rows are shown; the first ones again where other rows are to be shown."""
    about = (len(rows), rows["event_id"].iloc[0] if len(rows) else "")
    if st.session_state.get(f"about_{key}") != about:
        st.session_state[f"about_{key}"] = about
        st.session_state[f"n_{key}"] = PAGE_SIZE
    n: int = st.session_state[f"n_{key}"]
    return n


@st.cache_data(show_spinner=False, max_entries=1000)
def _findings(_snapshot: Snapshot, path: str, event_ids: Sequence[str]) -> dict[str, str]:
    """What each event's picture shows, as HTML; the same sentence as on its page."""
    some = _snapshot.of_events(event_ids)
    table = event_queries.claims(some, event_ids)
    twins = table[table.duplicated(["event_id", "label"], keep=False)]
    claims = _parts(table)
    members = _parts(event_queries.members(some, list(twins["claim_id"])))
    cells = _parts(event_queries.cells(some, event_ids))
    articles, found = overview_tables.read(_snapshot).of(event_ids), {}
    for event_id in event_ids:
        own, cell = claims.get(event_id, _NONE), cells.get(event_id, _NONE)
        if event_id in members:
            own = shown.told_apart(own, members[event_id])
        outlets = pd.DataFrame(
            {"outlet": list(dict.fromkeys(a["outlet"] for a in articles[event_id]))}
        )
        found[event_id] = phrases.finding(cell, own, outlets)
    return found


_NONE = pd.DataFrame({"claim_id": [], "n_outlets": []})


def _parts(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {str(event_id): own for event_id, own in rows.groupby("event_id")}
