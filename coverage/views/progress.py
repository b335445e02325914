"""How far the build behind the pages is, and what it brought.

A session that asked for a build sees the new snapshot as soon as it is whole; others are told
and keep what they read until their next click. Nobody's half-filled form is taken away: while a
form is open, the new snapshot waits.
"""

from __future__ import annotations

import html
import time
from collections.abc import Iterator
from pathlib import Path

import streamlit as st

from coverage.store import WAITING
from coverage.views import server, state
from coverage.views.builds import STAGES, Build
from coverage.views.phrases import join, label

REFRESH_SECONDS = 0.7
"""How often a running build is looked at."""

DEFAULT_NAME = "analyst"


def name() -> str:
    """How the person at the screen is called in what is added and corrected."""
    return str(st.session_state.get("name") or DEFAULT_NAME)


def name_input(key: str) -> str:
    """A field for that name; what was written in it last stands in it."""
    return st.text_input("Your name", name(), key=key, help="Stands beside what you change.")


def start(by: str) -> None:
    """Build the shown snapshot again; this session opens the new one."""
    st.session_state["name"] = by.strip() or DEFAULT_NAME
    st.session_state["own_build"] = server.builds().start(state.snapshot_path(), name())


def hold(form: str, is_open: bool) -> None:
    """Say on each run whether `form` is open: then no other snapshot opens by itself."""
    held = {*st.session_state.get("held", ())} - {form}
    st.session_state["held"] = held | {form} if is_open else held


def show() -> None:
    """The running build, or what the last one brought; nothing where there was none.

    Its place is there in any case, so that what stands below keeps its own when a build begins.
    """
    build = server.builds().get(state.snapshot_path())
    number = 0 if build is None else build.number
    if "told_build" not in st.session_state:  # a new session has nothing to be told
        is_over = build is not None and not build.is_running and not build.failure
        st.session_state["told_build"] = number if is_over else number - 1
    with st.container(key="build"):
        if build is not None and build.is_running:
            st.fragment(_watch, run_every=REFRESH_SECONDS)(state.snapshot_path(), number)
        elif build is not None and build.failure:
            _failed(build)
    is_news = build is not None and not build.is_running and not build.failure
    if build is not None and is_news and number > st.session_state["told_build"]:
        st.session_state["told_build"] = number
        is_own = st.session_state.get("own_build") == number
        st.toast(label(build.news if is_own else f"{_who(build)}: {build.news}"))


def _who(build: Build) -> str:
    return join(build.by)


def _watch(out: Path, number: int) -> None:
    """A fragment: the stages while they go on, then the new snapshot or the offer to open it."""
    build = server.builds().get(out)
    if build is not None and build.is_running:
        st.html(_stages(build))
        return
    is_own = st.session_state.get("own_build") == number
    if build is None or build.failure or (is_own and not st.session_state.get("held")):
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center", key="build_ready"):
        news = html.escape(f"{_who(build)}: {build.news}; the new snapshot is whole.")
        st.html(f'<p class="quiet">{news}</p>')
        if st.button("Open it", key="open_build"):
            st.rerun()


def _failed(build: Build) -> None:
    """Why the last build failed, until it is dismissed or another one ends."""
    if st.session_state.get("dismissed_build") == build.number:
        return
    with st.container(key="build_failed"):
        st.error(
            f"The build asked for by {label(_who(build))} failed; the snapshot before it stays. "
            f"{label(build.failure)}"
        )
        with st.container(horizontal=True):
            st.button("Try again", key="build_again", on_click=start, args=(name(),))
            st.button("Dismiss", key="dismiss_build", on_click=_dismiss, args=(build.number,))


def _dismiss(number: int) -> None:
    st.session_state["dismissed_build"] = number


def _stages(build: Build) -> str:
    """Every stage with its bar, as HTML."""
    waits = build.stage == WAITING and build.done < build.total
    what = f"Building a new snapshot, asked for by {_who(build)}"
    said = f"{what}; it waits for another build to end" if waits else what
    seconds = int(time.monotonic() - build.began)
    aside = f"{seconds} s · what you see is the one before, whole"
    return (
        f'<div class="build"><p>{html.escape(said)} <span class="quiet">· {aside}</span></p>'
        f'<div class="stages">{"".join(_bars(build))}</div></div>'
    )


def _bars(build: Build) -> Iterator[str]:
    """A bar a stage: those before the one that goes on are full."""
    at = list(STAGES).index(build.stage) if build.stage in STAGES else -1
    for place, title in enumerate(STAGES.values()):
        share = float(place < at)
        steps = ""
        if place == at:
            share = build.done / max(build.total, 1)
            steps = f" {build.done:,} of {build.total:,}" if build.total > 1 else ""
        percent = round(100 * share)
        now = " now" if place == at else ""
        yield (
            f'<div class="stage{now}"><span>{html.escape(title)}<i>{steps}</i></span>'
            f'<div role="progressbar" aria-label="{html.escape(title)}" aria-valuemin="0" '
            f'aria-valuemax="100" aria-valuenow="{percent}"><b style="width:{percent}%"></b>'
            "</div></div>"
        )
