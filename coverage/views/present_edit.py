"""How a presentation is worked on, on the Present page: its name, slides and sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from coverage.errors import CoverageError
from coverage.presentations import Presentation, Shelf, Slide
from coverage.store import Snapshot
from coverage.views import (
    exports_menu,
    offering,
    phrases,
    places,
    present_export,
    sheets,
    state,
)

SAID = "presentation_said"
"""Key of the session for a message about the step before."""


def bring_back(shelf: Shelf, removed: Presentation) -> None:
    """A button that undoes the removal of a presentation."""
    st.button(
        f"Bring back “{phrases.label(removed.name)}”",
        on_click=_change,
        args=(shelf, lambda: shelf.undo(removed)),
    )


def which(snapshot: Snapshot, shelf: Shelf, known: list[Presentation], shown: Presentation) -> None:
    """One row: which presentation, its name, undo, PowerPoint, a new one, away with it."""
    names = {one.presentation_id: phrases.label(one.name) for one in known}
    if len(known) > 1:
        st.selectbox(
            "Presentation",
            list(names),
            format_func=lambda key: names[key],
            key=state.control("presentation"),
            on_change=state.take,
            args=("presentation",),
            label_visibility="collapsed",
            width=260,
        )
    name = f"name_{shown.presentation_id}_{shown.revision}"
    st.session_state.setdefault(name, shown.name)
    st.text_input(
        "Name",
        key=name,
        on_change=lambda: _change(
            shelf,
            lambda: shelf.keep(replace(shown, name=st.session_state[name].strip() or shown.name)),
        ),
        label_visibility="collapsed",
        width=260,
    )
    st.button(
        "Undo",
        icon=":material/undo:",
        on_click=_change,
        args=(shelf, lambda: shelf.undo(shown)),
        disabled=not shown.can_undo,
    )
    st.button(
        "Save as PowerPoint",
        icon=":material/download:",
        on_click=lambda: exports_menu.start("", "deck", present_export.handed(snapshot, shown)),
        disabled=not shown.slides,
    )
    st.button(
        "New presentation",
        on_click=_change,
        args=(shelf, lambda: shelf.keep(Presentation(name=f"Presentation {len(known) + 1}"))),
        type="tertiary",
    )
    st.button(
        "Remove this one",
        on_click=_change,
        args=(shelf, lambda: shelf.keep(replace(shown, is_removed=True))),
        type="tertiary",
    )
    if removed := shelf.removed():
        bring_back(shelf, removed[-1])


def listed(shelf: Shelf, shown: Presentation) -> None:
    """The slides in order: a click shows one; up, down, away."""
    count = phrases.count(len(shown.slides), "SLIDE", "SLIDES")
    st.html(f'<p class="under-title">{count}</p>')
    for number, slide in enumerate(shown.slides, start=1):
        is_shown = slide.slide_id == state.selection().slide
        said = slide.sentence or slide.about
        with st.container(
            horizontal=True,
            vertical_alignment="center",
            key=f"slide_{'shown' if is_shown else 'row'}_{slide.slide_id}",
        ):
            st.button(
                f"{number}. {phrases.label(offering.name(slide))}  \n{phrases.label(said)}",
                key=f"show_{slide.slide_id}",
                on_click=state.select,
                kwargs={"slide": slide.slide_id},
                type="tertiary",
                width="stretch",
            )
            _step(shelf, shown, slide, "Earlier", ":material/arrow_upward:", -1, number == 1)
            last = number == len(shown.slides)
            _step(shelf, shown, slide, "Later", ":material/arrow_downward:", 1, last)
            st.button(
                "",
                icon=":material/close:",
                help="Take this slide out",
                key=f"out_{slide.slide_id}",
                on_click=_change,
                args=(shelf, lambda s=slide: shelf.keep(shown.without(s.slide_id))),
                type="tertiary",
            )


def _step(
    shelf: Shelf, shown: Presentation, slide: Slide, name: str, icon: str, steps: int, is_end: bool
) -> None:
    st.button(
        "",
        icon=icon,
        help=name,
        key=f"{name}_{slide.slide_id}",
        on_click=_change,
        args=(shelf, lambda: shelf.keep(shown.moved(slide.slide_id, steps))),
        disabled=is_end,
        type="tertiary",
    )


def sentence(shelf: Shelf, shown: Presentation, slide: Slide) -> None:
    """The sentence of the slide, and the way back to the view it was picked from."""
    key = f"sentence_{slide.slide_id}_{shown.revision}"
    st.session_state.setdefault(key, slide.sentence)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text_input(
            "What this slide shows, in a sentence",
            key=key,
            on_change=lambda: _change(
                shelf,
                lambda: shelf.keep(
                    shown.with_slide(replace(slide, sentence=st.session_state[key].strip()))
                ),
            ),
            placeholder="What this slide shows, in a sentence",
            label_visibility="collapsed",
        )
        if slide.kind in sheets.PAGES:
            st.page_link(
                sheets.PAGES[slide.kind],
                label="Open the view",
                query_params=dict(slide.selection) | places.query(),
            )


def _change(shelf: Shelf, act: Callable[[], Presentation]) -> None:
    """Callback: keep a change, or say why it cannot be."""
    try:
        kept = act()
    except CoverageError as error:
        st.session_state[SAID] = str(error)
        return
    removed = {one.presentation_id for one in shelf.removed()}
    if kept.presentation_id not in removed:
        state.select(presentation=kept.presentation_id)
        st.session_state[offering.CHOSEN] = kept.presentation_id
