"""The sheet of a slide: a line that says of what, a sentence, the finding, the picture, a foot."""

from __future__ import annotations

import html
import math
import re

import streamlit as st

from coverage import charts
from coverage.presentations import Presentation, Slide
from coverage.store import Snapshot
from coverage.views import linking, offering, queries, slides, state
from coverage.views.slides import RATIO, SIDES, Sheet

PAGES = {
    kind: f"coverage/views/{name}.py"
    for kind, name in {
        "matrix": "event",
        "claim": "event",
        "pairs": "read",
        "voices": "voices",
        "words": "wording",
        "copies": "copies",
        "timeline": "timeline",
    }.items()
}
"""Kind of slide -> the page that it is picked from."""

LARGE, SMALL = 26, 16
"""Pixels of a sheet's letters: of its sentence, of the finding below it."""

FIXED = 96
"""Pixels of a sheet's height that neither text nor picture has: its edges, first line and foot."""


def show(snapshot: Snapshot, shown: Presentation, slide: Slide) -> tuple[int, int]:
    """Draw a slide; returns the sheet's width and height in pixels, to be scaled to the screen."""
    sheet = made(snapshot, slide)
    sentence, finding = _words(slide, sheet)
    needed = width(sheet, sentence, finding)
    number = [one.slide_id for one in shown.slides].index(slide.slide_id) + 1
    with st.container(key="stage"), st.container(key="sheet"):
        said = f"<p>{finding}</p>" if finding else ""
        st.html(
            f'<div class="sheet-head"><p class="of">{html.escape(_of(slide))}</p>'
            f"<h1>{sentence}</h1>{said}</div>"
        )
        if sheet.figure is not None:
            # drawn in its own size whatever the sheet's is, and scaled by the browser
            sheet.figure.update_layout(width=needed - SIDES)
            size = f"--w: {needed - SIDES}px; --h: {sheet.figure.layout.height}px"
            st.html(f"<style>.st-key-stage {{{size}}}</style>")
            st.plotly_chart(
                sheet.figure,
                theme=None,
                key=f"sheet_{slide.slide_id}",
                width="content",
                config={"staticPlot": True},
                alt=sheet.alt,
            )
        if sheet.body:
            st.html(sheet.body)
        st.html(
            f'<div class="sheet-foot"><span>{html.escape(sheet.note)}</span>'
            f"<span>{html.escape(shown.name)} · {number} of {len(shown.slides)}</span></div>"
        )
    return needed, round(needed / RATIO)


def _of(slide: Slide) -> str:
    """What the sheet is of: its kind and its event."""
    return " · ".join(filter(None, [offering.name(slide), slide.about]))


def _words(slide: Slide, sheet: Sheet) -> tuple[str, str]:
    """The large and the small text, as HTML: the analyst's sentence, else what was computed."""
    if slide.sentence:
        return html.escape(slide.sentence), sheet.finding
    return sheet.finding, ""


def made(snapshot: Snapshot, slide: Slide) -> Sheet:
    """The sheet, of the event that comes nearest by name where the picked one is gone."""
    events = {str(row["event_id"]): row for row in queries.events(snapshot).to_dict("records")}
    event = events.get(slide.selection.get("event", ""))
    if slide.kind not in slides.MAKERS:
        return slides.gone("This version of the program knows no slide of this kind.")
    if event is None:
        near = linking.nearest_to(slide.about, [str(row["label"]) for row in events.values()])
        said = f" Nearest by name is “{near}”." if near else ""
        return slides.gone(f"The event “{slide.about}” is not in this snapshot.{said}")
    with state.as_if(slide.selection):
        return slides.make(slide.kind, snapshot, event)


def width(sheet: Sheet, sentence: str, finding: str) -> int:
    """The width at which all of the sheet has room in height: letters wrap, pictures do not."""
    wide = sheet.width
    while True:
        room = wide - SIDES
        text = _lines(sentence, LARGE, room) * LARGE * 1.25 + _lines(finding, SMALL, room) * 23
        picture = sheet.figure.layout.height if sheet.figure is not None else sheet.body_height
        if wide / RATIO >= FIXED + text + picture:
            return wide
        wide += 16


def _lines(text: str, size: float, room: int) -> int:
    """How many lines HTML text takes, at most: words do not fill a line to its end."""
    plain = html.unescape(re.sub(r"<[^>]+>", "", text))
    return math.ceil(charts.text_width(plain, size) / (room * 0.94)) if plain else 0
