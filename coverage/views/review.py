"""The review page: pairs of sentences that the matcher doubts, one at a time, and all corrections.

The surest way to better claims: an answer stands over every model's, at once and in each build.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from coverage import charts, edits
from coverage.edits import Kind
from coverage.errors import CoverageError
from coverage.measures.strictness import settings_of
from coverage.store import Snapshot
from coverage.views import (
    corrected,
    phrases,
    progress,
    queries,
    review_log,
    review_pair,
    review_queue,
    state,
    topline,
    why,
)
from coverage.views.panel import Section
from coverage.views.review_queue import Pair, Question, Queue

MOST_TOLD = 90
"""Letters of a sentence that a correction keeps, for people to know it by."""

N_EVENTS = 1_000
"""Events of which it is told how much of each was reviewed, those with most left first."""

N_KEPT = 300
"""Events whose borderline pairs are kept for whoever looks next."""

SCOPES = {"": "This event", state.ALL: "All events"}
DONE, SKIPPED = "review_done", "review_skipped"

SHARES = {
    "event": st.column_config.TextColumn("Event", width=420),
    "n": st.column_config.NumberColumn("Borderline pairs", width=120),
    "n_left": st.column_config.NumberColumn("Left", width=80),
    "share": st.column_config.ProgressColumn("Reviewed", format="percent", max_value=1.0),
}


def page(snapshot: Snapshot) -> None:
    """The whole page."""
    state.restore(state.REVIEW_FIELDS)
    progress.show()
    events = topline.comparable(snapshot)
    if events.empty:
        return
    event = topline.event(snapshot, events)
    rows = corrected.rows(state.snapshot_path())
    said = edits.matches(rows)
    is_all = state.selection().scope == state.ALL
    event_id = str(event["event_id"])
    own = [] if is_all else _questions(snapshot, str(snapshot.path), event_id)
    counts, first = {event_id: len(own)} if own else {}, own
    if is_all:
        queue = _queue(snapshot, str(snapshot.path))
        counts, first = queue.counts, queue.first
    reviewed = _reviewed(snapshot, counts, said)
    rest = review_queue.left(first, said, st.session_state.get(SKIPPED, ()))
    n, n_done = sum(counts.values()), sum(reviewed.values())
    _head("All events" if is_all else str(event["label"]), n, n_done, snapshot)
    _controls()
    if message := st.session_state.pop(review_log.SAID, ""):
        st.warning(phrases.label(message))
    with st.container(key="review_card"):
        if is_all and rest:
            names = dict(zip(events["event_id"], events["label"], strict=True))
            st.html(f'<p class="quiet asked-of">{html.escape(names[rest[0].event_id])}</p>')
        _pair(snapshot, rest[0] if rest else None, bool(n), rows[-1].seq if rows else 0)
    if is_all and counts:
        _shares(review_queue.shares(counts, reviewed), events)
    review_log.show(snapshot, event, rows, is_all)
    state.mirror(state.REVIEW_FIELDS)


@st.cache_resource(show_spinner=False, max_entries=N_KEPT)
def _questions(_snapshot: Snapshot, path: str, event_id: str) -> list[Question]:
    """The borderline pairs of an event of the snapshot at `path`."""
    own = _snapshot.as_built().of_event(event_id)
    return review_queue.questions(own, settings_of(_snapshot.manifest))


@st.cache_resource(show_spinner="Counting the borderline pairs …", max_entries=3)
def _queue(_snapshot: Snapshot, path: str) -> Queue:
    """Those of all events of the snapshot at `path`."""
    return review_queue.queue(_snapshot.as_built(), settings_of(_snapshot.manifest))


def _reviewed(
    snapshot: Snapshot, counts: Mapping[str, int], said: Mapping[Pair, bool]
) -> dict[str, int]:
    """For each of the events of which something was said, how many of its pairs had a look."""
    told = tuple(sorted({each for pair in said for each in pair}))
    found = {}
    for event_id in corrected.events_with(snapshot, told):
        if event_id in counts:
            own = _questions(snapshot, str(snapshot.path), event_id)
            found[event_id] = sum(review_queue.is_reviewed(each, said) for each in own)
    return found


def _head(name: str, n: int, n_done: int, snapshot: Snapshot) -> None:
    """How many pairs are borderline, how many of them had a look, and what that means."""
    settings = settings_of(snapshot.manifest)
    pairs = phrases.count(n, "borderline pair")
    share = charts.percent(n_done / n) if n else ""
    told = f"<b>{n_done:,} of {pairs}</b> reviewed ({share})." if n else "No pair is borderline."
    least, most = (
        charts.probability(p) for p in (settings.match_possible, review_queue.upper(settings))
    )
    st.html(
        f'<div class="head"><h1>{html.escape(name)}</h1><p class="finding">{told} '
        f'<span class="quiet">Sentences of two outlets that match by {least} to {most}; nearest '
        f"to {charts.probability(settings.match_sure)}, where they are one claim, first.</span></p>"
        f'<div class="reviewed-bar" role="progressbar" aria-label="Reviewed" aria-valuemin="0" '
        f'aria-valuemax="{n}" aria-valuenow="{n_done}">'
        f'<b style="width:{100 * n_done / max(n, 1):.1f}%"></b></div></div>'
    )


def _controls() -> None:
    """Of which events pairs are asked, who answers, and why."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="controls"):
        st.segmented_control(
            "Events",
            list(SCOPES),
            format_func=lambda scope: SCOPES[scope],
            required=True,
            key=state.control("scope"),
            on_change=state.take,
            args=("scope",),
            label_visibility="collapsed",
        )
        with st.container(width=190):
            st.session_state["name"] = progress.name_input("review_name").strip()
        st.text_input(
            "Why", key="review_why", placeholder="Stands beside your answer, if you like", width=320
        )


def _pair(snapshot: Snapshot, question: Question | None, has_any: bool, seen: int) -> None:
    """The pair that is asked about, large, and the answers; a key of the keyboard each."""
    if question is None:
        done = "All borderline pairs are reviewed." if has_any else "No pair here is in doubt."
        st.html(f'<p class="finding-line">{done}</p>')
        _answers(None, "", seen)
        return
    rows = queries.sentences(snapshot, question.event_id).to_dict("records")
    one, other = question.pairs[0]
    st.html(
        '<p class="finding-line">Do these two sentences report the same claim? '
        f'<span class="quiet">{html.escape(_told(question))}</span></p>'
        + review_pair.render(rows, one, other)
    )
    texts = {row["sentence_id"]: str(row["text"]) for row in rows}
    about = " · ".join(
        textwrap.shorten(texts[each], MOST_TOLD, placeholder=" …") for each in (one, other)
    )
    is_open = _answers(question, about, seen)
    progress.hold("why", is_open)
    if is_open:
        section = Section("", "", (one,), (other,), is_near=False)
        sentences = pd.DataFrame(rows)
        why.explain(snapshot, question.event_id, sentences, section)


def _told(question: Question) -> str:
    """What the matcher says, and of how many sentences an answer is said."""
    n = len({each for pair in question.pairs for each in pair})
    also = (
        f" Your answer is said of all {n} sentences with these words."
        if len(question.pairs) > 1
        else ""
    )
    return f"The matcher says {charts.probability(question.probability)}.{also}"


def _answers(question: Question | None, about: str, seen: int) -> bool:
    """The buttons; returns whether it is asked why the matcher says so."""
    with st.container(horizontal=True, vertical_alignment="center", key="answers"):
        for name, is_same, key in (("Same claim", True, "S"), ("Different claims", False, "D")):
            st.button(
                name,
                key=f"answer_{key}",
                shortcut=key,
                disabled=question is None,
                on_click=_answer,
                args=(question, about, is_same, seen),
            )
        st.button(
            "Skip", key="skip", shortcut="K", disabled=question is None, on_click=_skip,
            args=(question,),
        )  # fmt: skip
        st.button(
            "Undo", key="undo_answer", shortcut="U", on_click=_undo, args=(seen,),
            disabled=not st.session_state.get(DONE),
        )  # fmt: skip
        return question is not None and st.button(
            "Why the matcher says so", key="why_pair", type="tertiary"
        )


def _answer(question: Question, about: str, is_same: bool, seen: int) -> None:
    """Callback: say it of all pairs of the question, at once."""
    changes = [edits.match_change(*pair, about, is_same) for pair in question.pairs]
    reason = " ".join(st.session_state.get("review_why", "").split())
    try:
        log = corrected.log(state.snapshot_path())
        written = log.add(changes, _who(), reason, seen)
    except CoverageError as error:
        st.session_state[review_log.SAID] = str(error)
        return
    st.session_state[DONE] = [*st.session_state.get(DONE, []), written]
    st.session_state["review_why"] = ""


def _who() -> str:
    return str(st.session_state.get("review_name", "")).strip() or progress.name()


def _skip(question: Question) -> None:
    """Callback: ask again when all others were asked."""
    skipped: frozenset[Pair] = st.session_state.get(SKIPPED, frozenset())
    st.session_state[SKIPPED] = skipped | {question.pairs[0]}


def _undo(seen: int) -> None:
    """Callback: take back this session's last answer; its pair is asked about again."""
    *before, last = st.session_state[DONE]
    st.session_state[DONE] = before
    review_log.turn(last, Kind.UNDO, seen)


def _shares(table: pd.DataFrame, events: pd.DataFrame) -> None:
    """How much of each event was reviewed, those with most left first."""
    first = table.head(N_EVENTS)
    labels = events.set_index("event_id")["label"]
    rest = f" &nbsp;<span>the first {N_EVENTS:,} of {len(table):,}</span>"
    more = rest if len(table) > N_EVENTS else ""
    st.html(f'<p class="under-title">REVIEWED SO FAR, EVENT BY EVENT{more}</p>')
    st.dataframe(
        first.assign(event=first["event_id"].map(labels), share=first["share"].round(2))[
            list(SHARES)
        ],
        hide_index=True,
        column_config=SHARES,
        alt="Share of the borderline pairs of each event that were reviewed",
    )


if __name__ == "__main__":
    state.show(page)
