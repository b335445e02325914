"""The Search page: sentences by the words they hold or by what they mean, with filters."""

from __future__ import annotations

import html
import importlib
from typing import Any

import numpy as np
import numpy.typing as npt
import streamlit as st

from coverage.errors import ModelUnavailable
from coverage.exports import cell_text
from coverage.inputs import Recipe
from coverage.store import Snapshot
from coverage.views import (
    event_filters,
    phrases,
    search_hits,
    search_queries,
    spans,
    state,
)
from coverage.views.search_queries import Found, Where
from coverage.views.searching import Sought

STEP = 30
"""Sentences shown at first, and further ones at a click."""

N_OUTLETS = 12
"""Outlets of which it is said how many sentences each has; the rest are counted."""

N_KEPT = 50
"""Answers that are kept for whoever asks the same, or for more of the same."""

MEANING = "meaning"
TITLES = {"": "Words", MEANING: "Meaning"}


def page(snapshot: Snapshot) -> None:
    """The whole page."""
    state.restore(state.SEARCH_FIELDS)
    n_versions = _n_versions(snapshot, snapshot.content)
    n_sentences = int(snapshot.manifest.get("counts", {}).get("sentences", 0))
    among = f"{phrases.count(n_sentences, 'sentence')} of " if n_sentences else ""
    st.html(
        '<div class="head"><p class="quiet">Search</p><h1>Find sentences</h1>'
        f'<p class="finding">Among {among}{phrases.count(n_versions, "independent version")}, '
        "by the words they hold or by what they mean.</p></div>"
    )
    where = _controls(snapshot)
    if state.selection().seek.strip():
        _answer(snapshot, where)
    else:
        st.info(
            "Write some words: all must stand in a sentence. “Quotation marks” keep words "
            "together, a * stands for any ending. By meaning, write a whole sentence."
        )
    state.mirror(state.SEARCH_FIELDS)


@st.cache_data(show_spinner=False, max_entries=3)
def _n_versions(_snapshot: Snapshot, content: str) -> int:
    return int(_snapshot.query("SELECT count(DISTINCT version_id) AS n FROM articles")["n"][0])


def _controls(snapshot: Snapshot) -> Where:
    """What is sought, how, and where."""
    chosen = state.selection()
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        st.text_input(
            "What is sought",
            key=state.control("seek"),
            on_change=_begin,
            args=("seek",),
            placeholder='blockade "port vellin" sanction*',
            label_visibility="collapsed",
            type="search",
            width=340,
        )
        st.segmented_control(
            "By",
            list(TITLES),
            format_func=lambda by: TITLES[by],
            required=True,
            key=state.control("by"),
            on_change=_begin,
            args=("by",),
            label_visibility="collapsed",
        )
        key = "control_who"
        st.session_state[key] = event_filters.unpack(chosen.who)
        st.multiselect(
            "Outlets",
            search_queries.outlets(snapshot),
            format_func=phrases.label,
            key=key,
            on_change=lambda: state.select(who=event_filters.pack(st.session_state[key]), more=""),
            placeholder="All outlets",
            label_visibility="collapsed",
            select_all=False,
            width=220,
        )
        since, until = map(event_filters.day, (chosen.since, chosen.until))
        spans.control(since, until)
    return Where(
        outlets=tuple(event_filters.unpack(chosen.who)),
        since=str(since or ""),
        until=str(until or ""),
    )


def _begin(field: str) -> None:
    """Callback: something else is sought, so the first sentences are shown."""
    state.take(field)
    state.select(more="")


def _answer(snapshot: Snapshot, where: Where) -> None:
    written = state.selection().seek
    sought = Sought.read(written)
    is_meant = state.selection().by == MEANING
    found = _meant(snapshot, written, where) if is_meant else None
    if not is_meant:
        if not sought.parts:
            st.info("There is no word in this to look for.")
            return
        found = _holding(snapshot, snapshot.content, sought.parts, where)
    if found is None:
        return
    if not found.n:
        hint = "" if is_meant else " Fewer words, a * for endings, or *Meaning* may find more."
        st.info(f"No sentence here {'means something like' if is_meant else 'holds'} this.{hint}")
        return
    _list(snapshot, found, sought)


@st.cache_resource(show_spinner="Searching …", max_entries=N_KEPT)
def _holding(_snapshot: Snapshot, content: str, parts: tuple[str, ...], where: Where) -> Found:
    return search_queries.holding(_snapshot, Sought(parts), where)


@st.cache_resource(show_spinner="Searching …", max_entries=N_KEPT)
def _like(
    _snapshot: Snapshot, content: str, model: str, written: str, where: Where
) -> Found | None:
    return search_queries.like(_snapshot, _vector(model, written), where)


def _meant(snapshot: Snapshot, written: str, where: Where) -> Found | None:
    """Sentences like what was written, by the model that the snapshot was built with."""
    model = Recipe.of(snapshot.manifest).model
    try:
        found: Found | None = _like(snapshot, snapshot.content, model, written, where)
    except ModelUnavailable:
        st.info(
            f"The model that this snapshot was built with, {phrases.label(model)}, is not on this "
            "machine; search by words."
        )
        return None
    if found is None:
        st.info("This snapshot was built without meanings; build it again, or search by words.")
    return found


@st.cache_resource(show_spinner="Loading the language model, once …", max_entries=2)
def _encoder(model: str) -> Any:
    return importlib.import_module("coverage.language.embeddings").SentenceEncoder(model)


@st.cache_data(show_spinner=False, max_entries=200)
def _vector(model: str, written: str) -> npt.NDArray[np.float32]:
    vector: npt.NDArray[np.float32] = _encoder(model).encode([written])[0]
    return vector


def _list(snapshot: Snapshot, found: Found, sought: Sought) -> None:
    """How many each outlet has, the sentences, and more at a click."""
    counts = sorted(found.each.items(), key=lambda c: (-c[1], c[0]))
    each = " · ".join(f"{outlet} {n:,}" for outlet, n in counts[:N_OUTLETS])
    if len(counts) > N_OUTLETS:
        rest = len(counts) - N_OUTLETS
        each += f" · {phrases.count(rest, 'more outlet')}"
    n_shown = STEP * (1 + int(state.selection().more or 0))
    n_all = phrases.count(found.n, "SENTENCE", "SENTENCES")
    with st.container(horizontal=True, vertical_alignment="center", key="found"):
        told = f'<p class="under-title">{n_all} &nbsp;<span>{html.escape(each)}</span></p>'
        st.html(told, width="content")
        st.download_button(
            "CSV",
            data=lambda: cell_text.csv(search_queries.told(snapshot, found, search_queries.MOST)),
            file_name="coverage-search.csv",
            mime="text/csv",
            on_click="ignore",
            type="tertiary",
        )
    rows = search_queries.told(snapshot, found, n_shown).to_dict("records")
    likeness = dict(zip(found.ids, found.likeness, strict=True)) if found.likeness else {}
    with st.container(key="uses_list"):
        marks = sought.telling() if likeness else sought
        st.html(search_hits.hits(rows, marks.spans, likeness))
    if len(found.ids) > n_shown:
        st.button(
            f"Show {min(STEP, found.n - n_shown)} more of {found.n - n_shown:,}",
            key="more",
            on_click=lambda: state.select(more=str(n_shown // STEP)),
            type="tertiary",
        )


if __name__ == "__main__":
    state.show(page)
