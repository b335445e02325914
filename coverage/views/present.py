"""The Present page: picked views in order, each with a sentence; then one by one, full screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from coverage.presentations import Presentation, Shelf, Slide, place
from coverage.store import Snapshot
from coverage.views import exports_menu, offering, phrases, present_edit, sheets, state

KEY = "presenter"

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
    if message := st.session_state.pop(present_edit.SAID, ""):
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
        present_edit.bring_back(shelf, removed[-1])


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
        present_edit.which(snapshot, shelf, known, shown)
    exports_menu.show()
    with st.container(horizontal=True, gap="medium", key="body"):
        with st.container(key="slides_card"):
            present_edit.listed(shelf, shown)
        with st.container(key="slide_card"):
            if slide is not None:
                present_edit.sentence(shelf, shown, slide)
                size = sheets.show(snapshot, shown, slide)
                with spot:
                    _present(shown, slide, size)
            else:
                st.markdown(HOW)


if __name__ == "__main__":
    state.show(page)
