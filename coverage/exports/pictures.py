"""The charts of a `Subject` as pictures: each with what is seen as its title, and what it rests on.

A browser draws them (Chrome or Chromium, through kaleido), one for all pictures of a call. It gets
everything from this machine: what it would ask of others, as browsers do, ends at a closed port.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import os
import re
from collections.abc import Generator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import kaleido
import plotly
import plotly.graph_objects as go
from kaleido.errors import BrowserFailedError, ChromeNotFoundError

from coverage import charts
from coverage.charts.style import LIGHT
from coverage.errors import NoBrowser
from coverage.exports import figures as drawn
from coverage.exports import svg
from coverage.exports.subject import Subject

FORMATS = ("png", "svg", "pdf")

WIDTH = 1200
"""Pixels of a picture on its own scale; more where its outlets need them."""

N_CLAIMS = 20
"""Claims of a matrix on one picture, at most."""

TITLE, NOTE, FOOT = 18, 12, 11
"""Sizes of letters in pixels: what is seen, how to read it, what it rests on."""

LINE = 1.3
"""Height of a line by the size of its letters, as Plotly sets them."""

EDGE = 16
"""Pixels around the words."""

MOST_LINES = 6
"""Lines of a title, and of a foot."""

NOWHERE = "127.0.0.1:9"
"""Proxy of the browser: nothing listens there, so that nothing it asks for leaves the machine."""

PLOTLY_JS = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"

NONE_FOUND = (
    "Pictures are drawn by Chrome or Chromium, and none starts here: install one, or name its "
    "program in BROWSER_PATH; the camera in each chart's corner and the leaflet work without."
)

NOTES = {
    "voices": "Bars are shares of the outlet’s words; the darker part in quotation marks.",
    "keys": "Uses by the outlet : by all others. Darker: seldom chance.",
    "copies": "Line: copied text, the wider the more words; arrow: to who likely has it from the "
    "other.",
    "timeline": "A dot an article, hollow where not even the day is known.",
}


def figures(subject: Subject) -> dict[str, go.Figure]:
    """Name -> picture; what the event has nothing of is left out."""
    found = _matrices(subject)
    if len(subject.voice_splits):
        found["voices"] = drawn.voices(subject)
    if len(subject.keys):
        found["keys"] = drawn.keys(subject)
    if len(subject.pairs):
        found["copies"] = drawn.copies(subject)
    if len(subject.timeline):
        found["timeline"] = drawn.timeline(subject)
    for name, figure in found.items():
        part = name.partition("-")[0]
        width = max(WIDTH, drawn.least_width(subject, part))
        note = NOTES.get(part) or str(figure.layout.meta)
        _frame(figure, subject, subject.findings[part], note, width)
        for number, trace in enumerate(figure.data):
            trace.uid = f"trace{number}"  # else Plotly makes one up, anew each time
    return found


def _matrices(subject: Subject) -> dict[str, go.Figure]:
    """The matrix in pictures of like many claims; which they are stands in `meta`."""
    n = len(subject.claims)
    n_pages = math.ceil(n / N_CLAIMS)
    size = math.ceil(n / n_pages) if n_pages else 0
    found = {}
    for page in range(n_pages):
        rows = subject.claims.iloc[page * size : (page + 1) * size]
        figure = drawn.matrix(subject, rows)
        which = f"Claims {page * size + 1:,} to {page * size + len(rows):,} of {n:,}. "
        alone = " Squares compare within one picture." if n_pages > 1 else ""
        figure.layout.meta = f"{which}Each square is a share of the outlet’s words.{alone}"
        found[f"matrix-{page + 1:0{len(str(n_pages))}}" if n_pages > 1 else "matrix"] = figure
    return found


def _frame(figure: go.Figure, subject: Subject, finding: str, note: str, width: int) -> None:
    """Put the title above a chart and its origin below; `meta` becomes when it was made."""
    room = width - 2 * EDGE
    title = charts.fit(finding, room, TITLE, lines=MOST_LINES)
    small = charts.fit(note, room, NOTE, lines=2)
    foot = charts.fit(_origin(subject), room, FOOT, lines=MOST_LINES)
    above = round(_height(title, TITLE) + _height(small, NOTE) + 2 * EDGE)
    below = round(_height(foot, FOOT) + 2 * EDGE)
    margin = figure.layout.margin
    left, top, bottom = margin.l, margin.t, margin.b
    figure.update_layout(
        width=width,
        height=figure.layout.height + above + below,
        margin={"t": top + above, "b": bottom + below},
        paper_bgcolor=LIGHT.card,
        meta={"made": subject.origin.made.isoformat()},
    )
    words = f"{title}<br><span style='font-size:{NOTE}px;color:{LIGHT.quiet}'>{small}</span>"
    place = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": EDGE - left,
             "yref": "paper", "align": "left", "showarrow": False}  # fmt: skip
    figure.add_annotation(
        place | {"text": words, "y": 1, "yanchor": "top", "yshift": top + above - EDGE + 4,
                 "font": {"size": TITLE, "color": LIGHT.text}}
    )  # fmt: skip
    figure.add_annotation(
        place | {"text": foot, "y": 0, "yanchor": "top", "yshift": -(bottom + EDGE),
                 "font": {"size": FOOT, "color": LIGHT.quiet}}
    )  # fmt: skip


def _height(text: str, size: int) -> float:
    return (text.count("<br>") + 1) * size * LINE


def _origin(subject: Subject) -> str:
    """What the picture rests on, in a line or some."""
    return " · ".join(subject.said())


def render(
    figures: Mapping[str, go.Figure], formats: Sequence[str] = FORMATS, width: int = 2 * WIDTH
) -> Generator[tuple[str, bytes], None, None]:
    """File name and content of each picture in each format, one after another.

    `width`: of a PNG in pixels; SVG and PDF have lines, not pixels. The same figures give the same
    bytes with the same browser and fonts. To end it early ends the browser. Raises NoBrowser where
    none starts.
    """
    with asyncio.Runner() as runner:
        browser = runner.run(_open())
        try:
            for name, figure in figures.items():
                for each in formats:
                    own = figure.layout.width
                    scale = width / own if each == "png" else 1
                    options = {"format": each, "width": own, "scale": scale,
                               "height": figure.layout.height}  # fmt: skip
                    content = runner.run(browser.calc_fig(figure, opts=options))
                    yield f"{name}.{each}", _settled(content, name, each, figure)
        finally:
            runner.run(browser.close())


async def _open() -> kaleido.Kaleido:
    """A browser that is ready; within its own sandbox where the system lets it have one."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    try:
        for has_sandbox in (False,) if is_root else (True, False):
            browser = kaleido.Kaleido(
                plotlyjs=PLOTLY_JS,
                mathjax=False,
                proxy_server=NOWHERE,
                enable_sandbox=has_sandbox,
            )
            with contextlib.suppress(BrowserFailedError):
                await browser.open()
                return browser
            await browser.close()  # else a thread of its waits for it for ever
    except ChromeNotFoundError as error:
        raise NoBrowser(NONE_FOUND) from error
    raise NoBrowser(NONE_FOUND)


def _settled(content: bytes, name: str, kind: str, figure: go.Figure) -> bytes:
    """A picture without what differs each time: an SVG's random ids, a PDF's clock."""
    if kind == "svg":
        return svg.settled(content, name)
    if kind == "pdf":
        made = datetime.fromisoformat(figure.layout.meta["made"])
        stamp = f"(D:{made:%Y%m%d%H%M%S}+00'00')".encode()
        return re.sub(rb"\(D:\d{14}\+00'00'\)", lambda _: stamp, content)
    return content
