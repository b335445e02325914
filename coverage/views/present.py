"""The Present page: picked views in order, each with a sentence; then one by one, full screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from coverage.errors import CoverageError
from coverage.presentations import Presentation, Shelf, Slide, place
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

KEY = "presenter"

SAID = "presentation_said"
"""Key of the session for a message about the step before."""

_FOLDER = Path(__file__).parent

_mount = st.components.v2.component(
    "coverage_presenter",
    html='<div class="presenter"><button class="enter">Present, full screen</button>'
    '<button class="leave" aria-label="Leave the presentation">✕</button></div>',
    css=(_FOLDER / "presenter.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "presenter.js").read_text(encoding="utf-8"),
)

HOW = """
1. On any page that shows an event, open **Add to presentation** below the navigation.
2. Order the slides here and give each the sentence that it is to show.
3. Present: arrow keys turn the slides, Esc ends.
"""


def page(snapshot: Snapshot) -> None:
    """The whole page."""
    state.restore(state.PRESENT_FIELDS)
    shelf = Shelf(place(state.snapshot_path()))
    known = shelf.all()
    if message := st.session_state.pop(SAID, ""):
        st.warning(phrases.label(message))
    if not known or not any(one.slides for one in known):
        _empty(shelf, known)
    if known:
        shown = _chosen(known)
        slide = _slide(shown)
        if state.selection().full == state.ALL and slide is not None:
            _full(snapshot, shown, slide)
        else:
            _edit(snapshot, shelf, known, shown, slide)
    state.mirror(state.PRESENT_FIELDS)


def _empty(shelf: Shelf, known: list[Presentation]) -> None:
    """What a presentation is made of, where there is none yet."""
    st.html('<div class="head"><h1>No slides yet</h1></div>')
    st.markdown(HOW)
    removed = shelf.removed()
    if removed and not known:
        _bring_back(shelf, removed[-1])


def _bring_back(shelf: Shelf, removed: Presentation) -> None:
    st.button(
        f"Bring back “{phrases.label(removed.name)}”",
        on_click=_change,
        args=(shelf, lambda: shelf.undo(removed)),
    )


def _chosen(known: list[Presentation]) -> Presentation:
    """The presentation that is worked on: the one that the address names, or else the last."""
    by_id = {one.presentation_id: one for one in known}
    wanted = state.selection().presentation
    if wanted and wanted not in by_id:
        st.info("This link’s presentation is not here; this is another one.")
    found = by_id.get(wanted) or by_id.get(st.session_state.get(offering.CHOSEN, ""), known[-1])
    if found.presentation_id != wanted:
        state.select(presentation=found.presentation_id)
    return found


def _slide(shown: Presentation) -> Slide | None:
    """The slide that is shown, the first where the address names none of this presentation's."""
    by_id = {slide.slide_id: slide for slide in shown.slides}
    slide = by_id.get(state.selection().slide, shown.slides[0] if shown.slides else None)
    state.select(slide=slide.slide_id if slide else "")
    return slide


def _present(shown: Presentation, slide: Slide | None, size: tuple[int, int]) -> None:
    """The button that begins, and what turns slides by keys and scales the sheet."""
    data: dict[str, Any] = {
        "ids": [one.slide_id for one in shown.slides],
        "slide": slide.slide_id if slide else "",
        "full": state.selection().full == state.ALL,
        "width": size[0],
        "height": size[1],
    }
    _mount(
        key=KEY,
        data=data,
        on_slide_change=lambda: state.select(slide=str(st.session_state[KEY]["slide"])),
        on_enter_change=lambda: state.select(full=state.ALL),
        on_leave_change=lambda: state.select(full=""),
    )


def _full(snapshot: Snapshot, shown: Presentation, slide: Slide) -> None:
    """One slide and nothing else."""
    st.html(
        "<style>.stSidebar, .stAppHeader, [data-testid='stExpandSidebarButton'] {display: none}"
        ".st-key-stage {position: fixed; inset: 0; z-index: 1000000}</style>"
    )
    size = sheets.show(snapshot, shown, slide)
    _present(shown, slide, size)


def _edit(
    snapshot: Snapshot,
    shelf: Shelf,
    known: list[Presentation],
    shown: Presentation,
    slide: Slide | None,
) -> None:
    """The presentation's name and slides at the left, the slide that is worked on at the right."""
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        spot = st.container(width=210)
        _which(snapshot, shelf, known, shown)
    exports_menu.show()
    with st.container(horizontal=True, gap="medium", key="body"):
        with st.container(key="slides_card"):
            _list(shelf, shown)
        with st.container(key="slide_card"):
            if slide is not None:
                _sentence(shelf, shown, slide)
                size = sheets.show(snapshot, shown, slide)
                with spot:
                    _present(shown, slide, size)
            else:
                st.markdown(HOW)


def _which(
    snapshot: Snapshot, shelf: Shelf, known: list[Presentation], shown: Presentation
) -> None:
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
        _bring_back(shelf, removed[-1])


def _list(shelf: Shelf, shown: Presentation) -> None:
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


def _sentence(shelf: Shelf, shown: Presentation, slide: Slide) -> None:
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


if __name__ == "__main__":
    state.show(page)
