"""Native tables: rows as high as their text needs by measure, fills and hair lines set on cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn
from pptx.util import Pt

from coverage.charts import LIGHT
from coverage.exports.deck_page import Box, Page, describe
from coverage.exports.deck_runs import ANCHOR, Run, colour, fill
from coverage.exports.deck_text import LINE, cut, wrapped

PAD = 4
"""Points between a cell's edges and its text."""

LEAST_SIZE = 11
"""Size of the smallest letters in a table."""

LEAST = 2 * 12 * LINE + 2 * PAD
"""Points that must be left below a heading: a row of two lines."""

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's table style without any colour and line."""

_SIDES = ("lnL", "lnR", "lnT", "lnB")


@dataclass(frozen=True, slots=True)
class Cell:
    """Paragraphs of runs. `is_dashed`: framed by a dashed line; `span`: columns that it takes."""

    paragraphs: tuple[tuple[Run, ...], ...] = ()
    fill: str = ""
    align: str = "left"
    is_dashed: bool = False
    span: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table; `is_heading`: it heads those below, on each page that they go on to."""

    cells: tuple[Cell, ...]
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its columns' widths in points, its head, its rows."""

    widths: tuple[float, ...]
    head: Line
    rows: tuple[Line, ...]

    def paged(self, room: float, later: float | None = None) -> list[Grid]:
        """In parts, one at least, the first at most `room` high, the others `later`."""
        above_all = height(self.head, self.widths)
        later = room if later is None else later
        pages: list[list[Line]] = [[]]
        used, above = 0.0, None
        for row in self.rows:
            high = height(row, self.widths)
            limit = (later if pages[1:] else room) - above_all
            if pages[-1] and used + high + (LEAST if row.is_heading else 0) > limit:
                pages.append([above] if above and not row.is_heading else [])
                used = sum(height(one, self.widths) for one in pages[-1])
            above = row if row.is_heading else above
            pages[-1].append(row)
            used += high
        return [replace(self, rows=tuple(rows)) for rows in pages]

    @property
    def height(self) -> float:
        """Points that it takes."""
        return sum(height(row, self.widths) for row in (self.head, *self.rows))


def one(
    text: str,
    width: float,
    lines: int = 2,
    size: float = 12,
    ink: str = LIGHT.text,
    is_bold: bool = False,
    align: str = "left",
) -> Cell:
    """A cell of text, cut to `lines` in a column of `width`."""
    found = cut(text, width - 2 * PAD, size, lines, is_bold)
    return Cell(((Run(found.text, size, ink, is_bold),),), align=align)


def header(names: Sequence[str], widths: Sequence[float], right: Sequence[int] = ()) -> Line:
    """The head of a table; the columns `right` hold numbers."""
    pairs = enumerate(zip(names, widths, strict=True))
    return Line(
        tuple(
            one(name, width, 2, 11, LIGHT.quiet, True, "right" if place in right else "left")
            for place, (name, width) in pairs
        )
    )


def height(row: Line, widths: Sequence[float]) -> float:
    """Points that a row takes."""
    highest, at = 0.0, 0
    for cell in row.cells:
        room = sum(widths[at : at + cell.span]) - 2 * PAD
        at += cell.span
        highest = max(highest, sum(_height(runs, room) for runs in cell.paragraphs))
    return highest + 2 * PAD


def _height(runs: Sequence[Run], room: float) -> float:
    size = max((run.size for run in runs), default=LEAST_SIZE)
    text = "".join(run.text for run in runs)
    is_bold = any(run.is_bold for run in runs)
    return max(len(wrapped(text, room, size, is_bold)), 1) * size * LINE


def draw(page: Page, box: Box, grid: Grid, alt: str) -> None:
    """The table at the top left of `box`; `alt`: what it shows, in words."""
    lines = [grid.head, *grid.rows]
    frame = page.slide.shapes.add_table(
        len(lines), len(grid.widths),
        Pt(box.left), Pt(box.top), Pt(sum(grid.widths)), Pt(grid.height),
    )  # fmt: skip
    describe(frame, "Table", alt)
    table = frame.table
    _plain(table)
    for column, width in enumerate(grid.widths):
        table.columns[column].width = Pt(width)
    for place, line in enumerate(lines):
        row = table.rows[place]
        row.height = Pt(height(line, grid.widths))
        _row(list(row.cells), line, is_head=place == 0)


def _row(made: list[Any], line: Line, is_head: bool) -> None:
    at = 0
    for cell in line.cells:
        if cell.span > 1:
            made[at].merge(made[at + cell.span - 1])
        _cell(made[at], cell, is_head)
        at += cell.span


def _plain(table: Any) -> None:
    """No bands and no style of the program's; the first row is told to be the head."""
    table.first_row, table.horz_banding = True, False
    for style in table._tbl.tblPr.iter(qn("a:tableStyleId")):
        style.text = _PLAIN


def _cell(made: Any, cell: Cell, is_head: bool) -> None:
    fill(made.text_frame, cell.paragraphs or ((Run(" ", LEAST_SIZE),),), cell.align)
    made.margin_left = made.margin_right = Pt(PAD)
    made.margin_top = made.margin_bottom = Pt(PAD - 1)
    made.vertical_anchor = ANCHOR["bottom" if is_head else "middle"]
    if cell.fill:
        made.fill.solid()
        made.fill.fore_color.rgb = colour(cell.fill)
    else:
        made.fill.background()
    properties = made._tc.get_or_add_tcPr()
    for place, side in enumerate(_SIDES):
        properties.insert(place, _line(side, cell.is_dashed, is_head))


def _line(side: str, is_dashed: bool, is_head: bool) -> etree._Element:
    """A cell's line: dashed all round, else a hair line below."""
    made = etree.Element(qn(f"a:{side}"))
    if not is_dashed and side != "lnB":
        made.set("w", "0")
        etree.SubElement(made, qn("a:noFill"))
        return made
    made.set("w", str(Pt(1.25 if is_dashed or is_head else 0.75)))
    ink = LIGHT.quiet if is_dashed or is_head else LIGHT.line
    filled = etree.SubElement(etree.SubElement(made, qn("a:solidFill")), qn("a:srgbClr"))
    filled.set("val", ink.removeprefix("#").upper())
    etree.SubElement(made, qn("a:prstDash")).set("val", "sysDash" if is_dashed else "solid")
    return made
