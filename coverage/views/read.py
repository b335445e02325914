"""Two or three articles of an event side by side, lines between sentences that tell the same."""

from __future__ import annotations

import html
from collections.abc import Sequence

import streamlit as st

from coverage.measures.strictness import settings_of
from coverage.records import Article
from coverage.store import Snapshot
from coverage.views import (
    copies_queries,
    phrases,
    progress,
    queries,
    read_columns,
    read_differences,
    read_queries,
    read_text,
    read_told,
    shown,
    state,
    strictness,
    topline,
    why,
)
from coverage.views.panel import Section
from coverage.views.read_text import Chosen
from coverage.views.read_told import MOST_COLUMNS, Reading

EVENT_PAGE = "coverage/views/event.py"

SIDES = ("Left", "Right", "Third")

WIDTH = 280
"""Pixels of a menu of articles."""


def page(snapshot: Snapshot) -> None:
    """The whole page."""
    state.restore(state.READ_FIELDS)
    events = topline.comparable(snapshot)
    if events.empty:
        return
    event = topline.event(snapshot, events)
    event_id = str(event["event_id"])
    told = strictness.at_chosen(snapshot, event_id)
    articles = copies_queries.articles(snapshot, event_id)
    ids = _ids(told, event_id, articles)
    reading = read_told.read(told, articles, ids)
    chosen = _chosen(reading)
    st.html(
        f'<div class="head"><h1>{html.escape(str(event["label"]))}</h1>'
        f'<p class="finding">{read_text.finding(reading)}</p></div>'
    )
    _controls(articles, ids, reading)
    _joined(told, event_id, reading, chosen)
    drawn = read_differences.only(reading) if state.selection().only == state.ALL else reading
    with st.container(key="columns_card"):
        read_columns.show(drawn, state.selection().sentence, _choose)
    if hidden := read_differences.n_hidden(reading, drawn):
        said = phrases.count(hidden, "sentence")
        st.html(f'<p class="quiet made">Not shown: {said} that another of these tells too.</p>')
    settings = settings_of(snapshot.manifest)
    sure = float(state.selection().strictness or settings.match_sure)
    st.html(f'<p class="quiet made">{html.escape(read_text.made(settings, sure))}</p>')
    state.mirror(state.READ_FIELDS)


def _ids(snapshot: Snapshot, event_id: str, articles: Sequence[Article]) -> list[str]:
    """The articles that are shown; said where a link names one that is not of the event."""
    wanted = [part for part in state.selection().articles.split(",") if part]
    if not {*wanted} <= {article.article_id for article in articles}:
        st.info("An article of this link is not in this event; the others are shown.")
    ids = read_told.chosen(wanted, articles, read_queries.likest(snapshot, event_id))
    state.select(articles=",".join(ids))
    return ids


def _chosen(reading: Reading) -> Chosen | None:
    """The sentence that was clicked, if any."""
    wanted = state.selection().sentence
    found = read_text.choose(reading, wanted)
    if wanted and found is None:
        st.info("This link’s sentence is in none of these articles.")
        state.select(sentence="")
    return found


def _choose(sentence_id: str) -> None:
    """Callback of the columns: a sentence was clicked."""
    state.select(sentence=sentence_id)


def _controls(articles: Sequence[Article], ids: Sequence[str], reading: Reading) -> None:
    """A menu above each column: the article that stands there; of the third none as well.

    And whether all of them is shown, or what differs; export.
    """
    called = _menu(articles)
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        st.segmented_control(
            "Sentences",
            ["", state.ALL],
            format_func=lambda only: "Only differences" if only else "All sentences",
            required=True,
            key=state.control("only"),
            on_change=state.take,
            args=("only",),
            label_visibility="collapsed",
        )
        for place in range(min(MOST_COLUMNS, len(articles))):
            key = f"control_side_{place}"
            st.session_state[key] = ids[place] if place < len(ids) else None
            st.selectbox(
                SIDES[place],
                [article.article_id for article in articles],
                index=None if place >= len(SIDES) - 1 else 0,
                format_func=lambda article_id: called[article_id],
                key=key,
                on_change=_take,
                args=(place, tuple(ids)),
                placeholder="Add a third article",
                label_visibility="collapsed",
                width=WIDTH,
            )
        with st.popover("Export"):
            st.download_button(
                "Joined sentences as CSV",
                data=lambda: read_differences.to_csv(reading),
                file_name="coverage-side-by-side.csv",
                mime="text/csv",
                on_click="ignore",
                width="stretch",
            )


def _menu(articles: Sequence[Article]) -> dict[str, str]:
    """What an article is called in a menu: by its title too where its outlet has several."""
    called = read_told.names(articles)
    return {
        a.article_id: called[a.article_id]
        + (f": {a.title}" if called[a.article_id] != a.outlet else "")
        for a in articles
    }


def _take(place: int, ids: tuple[str, ...]) -> None:
    """Callback of a menu: put the article there; one that stands elsewhere changes places."""
    now, new = list(ids), st.session_state[f"control_side_{place}"]
    if new is None:
        now = now[:place]
    elif place >= len(now):
        now = [*now, new]
    else:
        now = [now[place] if each == new else each for each in now]
        now[place] = new
    state.select(articles=",".join(now), sentence="")


def _joined(snapshot: Snapshot, event_id: str, reading: Reading, chosen: Chosen | None) -> None:
    """What joins the sentence that was clicked, with the ways on from there."""
    settings = settings_of(snapshot.manifest)
    opened: Section | None = None
    with st.container(horizontal=True, vertical_alignment="center", key="joined"):
        if chosen is None:
            st.html(f'<p class="quiet">{html.escape(read_text.ASK)}</p>')
        else:
            labels = _labels(snapshot, event_id)
            st.html(read_text.told(reading, chosen, labels, settings))
            opened = _ways(event_id, chosen)
    progress.hold("why", opened is not None)
    if opened is not None:
        why.explain(snapshot, event_id, queries.sentences(snapshot, event_id), opened)


def _labels(snapshot: Snapshot, event_id: str) -> dict[str, str]:
    """What the event page calls each claim."""
    claims = shown.told_apart(
        queries.claims(snapshot, event_id), queries.members(snapshot, event_id)
    )
    return dict(zip(claims["claim_id"], claims["label"], strict=True))


def _ways(event_id: str, chosen: Chosen) -> Section | None:
    """The way to the claim, and why the sentences match: those to explain once that is asked."""
    if chosen.claim_id:
        st.page_link(
            EVENT_PAGE,
            label="The claim on the event page",
            query_params=state.event_link(event_id) | {"claim": chosen.claim_id},
        )
    if not chosen.partners:
        return None
    name = why.MATCH if chosen.is_shared else why.NEAR
    if not st.button(name, key="why_joined", type="tertiary"):
        return None
    others = tuple(
        other for other, join in chosen.partners if not chosen.is_shared or join.kind != "possible"
    )
    own = (chosen.sentence.sentence_id,)
    return Section(chosen.column.name, "", own, others, not chosen.is_shared)


if __name__ == "__main__":
    state.show(page, "pairs")
