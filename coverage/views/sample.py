"""The second sample: offered beside the first, and made behind the pages for who asks for it."""

from __future__ import annotations

import html
import time
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from coverage.views import places, server
from coverage.views.builds import STAGES, Build
from coverage.views.phrases import label
from coverage.views.snapshots import Listed

FIRST = "seeds"
"""Title of the first sample; beside anything else the second one is not offered."""

INPUT = Path("seeds", "invented")
NAME = "invented"
"""The second sample's input, in this repository, and the name of its link."""

LASTS = "about 6 minutes"
"""How long it takes: 5 minutes 20 on two cores beside other work, nearly all for pairs in doubt."""

LONGEST = "claims"
"""The stage that takes nearly all of it."""

REFRESH_SECONDS = 0.7
_WATCHED = "sample_watched"


def offer(found: Sequence[Listed]) -> None:
    """The offer to make the second sample, or how far that is; nothing where it is there.

    `found`: the snapshots that can be chosen, the default first.
    """
    if places.is_given() or not found:
        return
    if any(one.name == NAME for one in found):
        if st.session_state.pop(_WATCHED, False):
            st.toast("The thirty invented events are ready: choose them under *Snapshot*.")
        return
    build = server.builds().get(_place())
    if build is not None and build.is_running:
        st.session_state[_WATCHED] = True
        st.fragment(_watch, run_every=REFRESH_SECONDS)()
    elif found[0].name == "" and found[0].title == FIRST:
        if build is not None and build.failure:
            st.warning(f"The invented events could not be made. {label(build.failure)}")
        st.html('<p class="quiet">A second sample: thirty invented events, four outlets each.</p>')
        st.button(
            f"Make it ({LASTS})",
            type="tertiary",
            key="make_sample",
            on_click=_make,
            help="From seeds/invented, as a snapshot of its own; you can read on meanwhile.",
        )


def _place() -> Path:
    return places.default().with_name(NAME)


def _make() -> None:
    """Callback: build it; who asks again, asks for the same build."""
    server.builds().start(_place(), "this page", [places.ROOT / INPUT])


def _watch() -> None:
    """A fragment: the build while it goes on; then the page is drawn anew, with the chooser."""
    build = server.builds().get(_place())
    if build is not None and build.is_running:
        st.html(_told(build))
    elif not st.session_state.get("held"):
        st.rerun()


def _told(build: Build) -> str:
    """How far it is, as HTML: the seconds, a bar over the longest stage, the stage's name."""
    order = list(STAGES)
    at = order.index(build.stage) if build.stage in order else 0
    share = float(at > order.index(LONGEST))
    steps = f" {build.done:,} of {build.total:,}" if build.total > 1 else ""
    if build.stage == LONGEST:
        share = build.done / max(build.total, 1)
    percent = round(100 * share)
    said = f"{STAGES.get(build.stage, 'Starting')}{steps}"
    seconds = int(time.monotonic() - build.began)
    return (
        f'<div class="sample"><p class="quiet">Making thirty invented events · {seconds} s</p>'
        f'<div role="progressbar" aria-label="{html.escape(said)}" aria-valuemin="0" '
        f'aria-valuemax="100" aria-valuenow="{percent}"><b style="width:{percent}%"></b></div>'
        f'<p class="quiet">{html.escape(said)}</p></div>'
    )
