"""The chooser of snapshots below the navigation; nothing where there is but one to see."""

from __future__ import annotations

import html

import streamlit as st

from coverage.views import places, sample, snapshots
from coverage.views.phrases import label

KEY = "control_from"


def take() -> None:
    """Choose what an opened address names; one that is not there, or no more, is told."""
    told = st.query_params.to_dict()
    is_opened = bool(told) and told != st.session_state.get("mirrored")
    wanted = told.get(places.FROM, "") if is_opened else places.name()
    found = snapshots.listed(places.default())
    one = snapshots.chosen(
        found, places.default().name, wanted, told.get("snapshot", "") if is_opened else ""
    )
    name = "" if one is None else one.name
    if name != places.name():
        places.choose(name)
    if one is None and wanted and found:
        first = found[0].title
        st.info(f"There is no snapshot called {label(wanted)} here; shown is {label(first)}.")


def draw() -> None:
    """The snapshots that can be chosen, if there are several, and the offer of the sample."""
    found = {one.name: one for one in snapshots.listed(places.default())}
    with st.sidebar, st.container(key="snapshots"):
        if len(found) > 1 or (found and places.name() not in found):
            now = found.get(places.name())
            st.session_state[KEY] = None if now is None else now.name
            st.selectbox(
                "Snapshot",
                list(found),
                format_func=lambda name: _option(found[name]),
                key=KEY,
                on_change=lambda: places.choose(st.session_state[KEY]),
            )
            if now is not None and now.about:
                st.html(f'<p class="quiet">{html.escape(now.about)}</p>')
        sample.offer(list(found.values()))


def _option(one: snapshots.Listed) -> str:
    return " · ".join(filter(None, [one.title, one.about]))
