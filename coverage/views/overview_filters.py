"""The overview's filters: one row of controls, and a line that says what they leave."""

from __future__ import annotations

import html
from dataclasses import replace

import streamlit as st

from coverage.views import event_filters, phrases, spans, state
from coverage.views.event_filters import Filters, Narrowed
from coverage.views.overview_tables import Tables

N_VERSIONS = (2, 3, 5, 10)
"""Least numbers of independent versions to choose from."""

NARROW, WIDE = 155, 320
"""Pixels of a list of outlets with none chosen, and with room for two."""

SINGLE = "also those of one outlet"
"""What the switch for events of one outlet says."""

BLANK = {
    "words": "", "outlets": "", "groups": "", "since": "", "until": "", "versions": "",
    "single": "",
}  # fmt: skip
"""The selection in which no filter is set."""


def narrowed(tables: Tables, *, is_shared: bool = False) -> Narrowed:
    """Draw the filters; the events that meet them.

    `is_shared`: only events of two outlets matter here, so there is no switch for the others.
    """
    filters = _known(tables)
    filters = replace(filters, is_shared=filters.is_shared or is_shared)
    _controls(tables, filters, has_switch=not is_shared)
    rows = event_filters.narrow(tables.events, tables.tellers, filters, tables.groups)
    said = html.escape(event_filters.summary(rows, len(tables.events)))
    with st.container(horizontal=True, vertical_alignment="center", key="filtered"):
        st.html(f'<p class="quiet">{said}</p>', width="content")
        if filters != Filters():
            st.button("Reset", key="reset", type="tertiary", on_click=lambda: state.select(**BLANK))
    return rows


def _known(tables: Tables) -> Filters:
    """The filters that are set, less outlets and groups that this snapshot does not have."""
    chosen = event_filters.chosen(state.selection())
    outlets = [name for name in chosen.outlets if name in tables.outlets]
    groups = [name for name in chosen.groups if name in tables.group_names]
    if len(outlets) < len(chosen.outlets) or len(groups) < len(chosen.groups):
        st.info("This link’s filter names an outlet or group that this snapshot does not have.")
        state.select(outlets=event_filters.pack(outlets), groups=event_filters.pack(groups))
    return event_filters.chosen(state.selection())


def _controls(tables: Tables, filters: Filters, has_switch: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="controls"):
        st.text_input(
            "Search the events",
            key=state.control("words"),
            on_change=state.take,
            args=("words",),
            placeholder="Search headlines",
            label_visibility="collapsed",
            type="search",
            width=200,
        )
        _names("outlets", "Told by", tables.outlets, filters.outlets)
        if tables.groups:
            _names("groups", "Told by group", tables.group_names, filters.groups)
        spans.control(filters.since, filters.until)
        _versions(filters)
        if has_switch:
            _single(filters)


def _single(filters: Filters) -> None:
    """Whether events that one outlet alone tells are shown, too."""
    key = "control_single"
    st.session_state[key] = not filters.is_shared
    st.checkbox(
        SINGLE,
        key=key,
        on_change=lambda: state.select(single=state.ALL if st.session_state[key] else ""),
    )


def _names(field: str, hint: str, names: list[str], chosen: tuple[str, ...]) -> None:
    """Outlets or groups, all of which must tell an event."""
    key = f"control_{field}"
    st.session_state[key] = list(chosen)
    st.multiselect(
        hint,
        names,
        format_func=phrases.label,
        key=key,
        on_change=lambda: state.select(**{field: event_filters.pack(st.session_state[key])}),
        placeholder=hint,
        label_visibility="collapsed",
        select_all=False,
        width=WIDE if chosen else NARROW,
    )


def _versions(filters: Filters) -> None:
    """At least how many independent versions an event has."""
    key = "control_versions"
    st.session_state[key] = str(filters.n_versions or "") or None
    options = sorted({*N_VERSIONS, filters.n_versions} - {0})
    st.selectbox(
        "Independent versions",
        [str(n) for n in options],
        format_func=lambda n: phrases.count(int(n), "version") + " or more",
        key=key,
        on_change=state.take,
        args=("versions",),
        index=None,
        placeholder="Versions: any",
        label_visibility="collapsed",
        width=184,
    )
