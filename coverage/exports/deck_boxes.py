"""Sentences side by side in boxes of one letter size, words that the others lack marked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from coverage.charts import LIGHT
from coverage.exports import deck_marks
from coverage.exports.deck_page import Box, Page
from coverage.exports.deck_runs import Run, marked
from coverage.exports.deck_text import LINE, Fitted, clean, cut, wrapped

SIZES = (20, 18, 16, 15, 14)
"""Of the sentences' letters, the largest in which all of them fit."""

NAME, WHERE, MARGIN, GAP, BETWEEN = 14, 11, 10, 12, 4
"""Points: sizes of an outlet's name and of the line below; margins, between boxes, paragraphs."""

TOLD, SILENT = "#f6f6f3", "#ffffff"
"""Grounds of a sentence that tells the claim, and of one that does not."""


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in a box: who, where and how sure, the sentence.

    Marked are the words that none of the sentences `beside` it has, or `mark` where it is given.
    `is_telling`: whether it tells the claim; a sentence that does not has no mark.
    """

    outlet: str
    where: str
    text: str
    beside: tuple[str, ...] = ()
    mark: str = ""
    is_telling: bool = True


def draw(page: Page, space: Box, boxes: Sequence[Said], n_beside: int) -> None:
    """The boxes in rows of `n_beside`, each row as high as its longest text needs."""
    width = (space.width - (n_beside - 1) * GAP) / n_beside
    rows = [boxes[i : i + n_beside] for i in range(0, len(boxes), n_beside)]
    size, high = _sizes(rows, width - 2 * MARGIN, space.height)
    top = space.top
    for row, height in zip(rows, high, strict=True):
        for place, said in enumerate(row):
            box = Box(space.left + place * (width + GAP), top, width, height)
            _box(page, box, said, size)
        top += height + GAP


def fitting(space: Box, boxes: Sequence[Said], n_beside: int) -> Sequence[Said]:
    """As many rows of them as have room without being cut, one at least."""
    width = (space.width - (n_beside - 1) * GAP) / n_beside - 2 * MARGIN
    for n in range(len(boxes), n_beside, -n_beside):
        rows = [boxes[i : i + n_beside] for i in range(0, n, n_beside)]
        high = sum(max(_height(said, width, SIZES[-1]) for said in row) for row in rows)
        if high + (len(rows) - 1) * GAP <= space.height:
            return boxes[:n]
    return boxes[:n_beside]


def whole(boxes: Sequence[Said]) -> list[str]:
    """The sentences as lines of a slide's notes: on the slide they may be cut."""
    return [f"{said.outlet}: {said.text}" for said in boxes if said.text]


def _sizes(rows: Sequence[Sequence[Said]], room: float, height: float) -> tuple[float, list[float]]:
    """The letters' size and each row's height; in the least size rows share what there is."""
    left = height - (len(rows) - 1) * GAP
    for size in SIZES:
        high = [max(_height(said, room, size) for said in row) for row in rows]
        if sum(high) <= left:
            return size, high
    even = left / max(len(rows), 1)
    spare = sum(max(even - one, 0) for one in high)
    over = sum(max(one - even, 0) for one in high)
    return size, [one if one <= even else even + spare * (one - even) / over for one in high]


def _above(said: Said, room: float) -> float:
    """Points above the sentence."""
    n_lines = cut(said.where, room, WHERE, 2).n_lines if said.where else 0
    return NAME * LINE + n_lines * WHERE * LINE + 2 * BETWEEN


def _height(said: Said, room: float, size: float) -> float:
    n_lines = len(wrapped(said.text, room, size))
    return 2 * MARGIN + _above(said, room) + n_lines * size * LINE + BETWEEN


def _box(page: Page, box: Box, said: Said, size: float) -> None:
    room = box.width - 2 * MARGIN
    left = box.height - 2 * MARGIN - _above(said, room) - BETWEEN
    text: Fitted = cut(said.text, room, size, max(math.floor(left / (size * LINE) + 0.01), 1))
    name = cut(said.outlet, room, NAME, 1, is_bold=True).text
    ink = LIGHT.text if said.is_telling else LIGHT.quiet
    run = Run(text.text, size, ink)
    spans = _spans(text.text, said) if said.is_telling else []
    paragraphs = [
        [Run(name, NAME, LIGHT.accent if said.is_telling else LIGHT.quiet, is_bold=True)],
        [Run(cut(said.where, room, WHERE, 2).text, WHERE, LIGHT.quiet)],
        marked(run, spans),
    ]
    page.write(
        box,
        [p for p in paragraphs if p and p[0].text],
        TOLD if said.is_telling else SILENT,
        MARGIN,
        BETWEEN,
        name=f"{said.outlet}: sentence",
    )


def _spans(text: str, said: Said) -> list[tuple[int, int]]:
    """Offsets of what is marked."""
    if not said.mark:
        return deck_marks.spans(text, said.beside)
    at = text.casefold().find(clean(said.mark).casefold())
    return [(at, at + len(clean(said.mark)))] if at >= 0 else []
