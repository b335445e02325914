"""Writes values into the cells of a workbook: numbers as numbers, dates as dates, text as text.

XlsxWriter's `write` guesses from a text what it may be; here the value's own type decides. A text
that looks like a formula is marked as text in its format too (what "'" before it does when typed),
so that it stays text when its cell is edited.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import pandas as pd
import pyarrow as pa
import xlsxwriter

from coverage.charts import LIGHT, text_width
from coverage.exports.cell_text import is_like_formula, storable
from coverage.exports.columns import Column, Kind

MOST_ROWS = 1_048_576
"""Rows of a sheet, its header among them."""

MOST_LINKS = 65_530
"""Links of a sheet."""

LONGEST_LINK = 2_079
"""Letters of a link."""

FIRST_YEAR = 1900
"""The first that a sheet knows; earlier days stand in words."""

HIGHEST = 409
"""Points of a row at most: a sheet knows no higher."""

FONT = {"font_name": "Arial", "font_size": 10}
"""Of all cells, and the measure of columns: a letter in width."""

INDENTED = {"align": "left", "indent": 1}
"""Text does not touch the number before it."""

FLAG = '"TRUE";"TRUE";"FALSE"'
"""Format of yes and no, for programs to which they are numbers."""

_LETTER, _EM, _LINE = 7, 13.4, 13
"""Pixels that a column's width has for each letter, that an em takes; points of a line."""

_N_MEASURED = 50_000
"""Texts that stay as measured: a claim stands in a row for each outlet."""

_LINK = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)

Sheet = Any
"""A worksheet of XlsxWriter, which has no types."""


class Pen:
    """Writes into the sheets of one `book`."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **style: Any) -> Any:
        """The format of a style, made once."""
        key = tuple(sorted(style.items()))
        if key not in self._formats:
            base = FONT | {"font_color": LIGHT.text, "valign": "top", "text_wrap": True}
            self._formats[key] = self.book.add_format(base | style)
        return self._formats[key]

    def text(self, sheet: Sheet, row: int, col: int, text: str, **style: Any) -> None:
        """A text, whatever it looks like."""
        if is_like_formula(text):
            style["quote_prefix"] = True
        sheet.write_string(row, col, storable(text), self.format(**style))

    def value(self, sheet: Sheet, row: int, col: int, value: Any, kind: Kind) -> None:
        """A value of a column; what is missing or no number at all leaves the cell empty."""
        if isinstance(value, str):
            self._told(sheet, row, col, value, kind)
        elif pd.isna(value) or (isinstance(value, float) and math.isinf(value)):
            sheet.write_blank(row, col, None, self.format())
        elif kind is Kind.FLAG:
            sheet.write_boolean(row, col, bool(value), self.format(num_format=FLAG))
        elif isinstance(value, datetime):
            self._time(sheet, row, col, value)
        else:
            sheet.write_number(row, col, value, self.format(num_format=kind.number_format))

    def header(
        self, sheet: Sheet, row: int, columns: Iterable[Column], first: int = 0, align: str = ""
    ) -> None:
        """Names of columns from the `first` on, each over its values."""
        for col, column in enumerate(columns, start=first):
            is_number = column.kind.arrow not in (pa.string(), Kind.TIME.arrow)
            side = {"align": "right"} if is_number else INDENTED
            style = {"bold": True, "bottom": 1, "bg_color": LIGHT.row} | side
            style |= {"align": align} if align else {}
            self.text(sheet, row, col, column.name, **style)

    def table(self, sheet: Sheet, columns: Sequence[Column], frame: pd.DataFrame) -> int:
        """A table with its header from the first cell on, to be filtered; rows left out for room.

        The header stays in sight and is repeated on each printed page.
        """
        self.header(sheet, 0, columns)
        widths = [max(column.kind.width, len(column.name) + 4) for column in columns]
        for col, width in enumerate(widths):
            sheet.set_column(col, col, width)
        kept = frame.head(MOST_ROWS - 1)
        for row, values in enumerate(kept.itertuples(index=False), start=1):
            for col, (column, value) in enumerate(zip(columns, values, strict=True)):
                self.value(sheet, row, col, value, column.kind)
            fit_row(sheet, row, zip(values, widths, strict=True))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(kept), 1), len(columns) - 1)
        sheet.repeat_rows(0)
        return len(frame) - len(kept)

    def _told(self, sheet: Sheet, row: int, col: int, text: str, kind: Kind) -> None:
        """A text, and a link where it is one to the web that a sheet can hold."""
        is_link = kind is Kind.LINK and row < MOST_LINKS and len(text) <= LONGEST_LINK
        if is_link and _LINK.fullmatch(text) and storable(text) == text:
            style = self.format(font_color=LIGHT.accent, underline=1, **INDENTED)
            sheet.write_url(row, col, text, style, string=text)
        else:
            self.text(sheet, row, col, text, **INDENTED)

    def _time(self, sheet: Sheet, row: int, col: int, time: datetime) -> None:
        """A moment, in UTC, which a sheet knows no name for."""
        if time.tzinfo is not None:
            time = time.astimezone(UTC).replace(tzinfo=None)
        if time.year < FIRST_YEAR:
            self.text(sheet, row, col, f"{time:%Y-%m-%d %H:%M}", **INDENTED)
        else:
            style = self.format(num_format=Kind.TIME.number_format, **INDENTED)
            sheet.write_datetime(row, col, time, style)


def fit_row(sheet: Sheet, row: int, cells: Iterable[tuple[Any, int]]) -> None:
    """Make a row as high as its texts need, each in a column so many letters wide."""
    lines = [n_lines(text, width) for text, width in cells if isinstance(text, str)]
    sheet.set_row(row, min(max([1, *lines]) * _LINE + 3, HIGHEST))


@lru_cache(maxsize=_N_MEASURED)
def n_lines(text: str, width: int) -> int:
    """Lines that `text` takes in a column `width` letters wide; near enough for its height.

    Not every program that opens a workbook makes its rows as high as their texts.
    """
    room, lines = float((width - 1) * _LETTER), 0
    for part in text.split("\n"):
        lines, left = lines + 1, room
        for word in part.split():
            takes = text_width(word, _EM)
            if takes > left:
                broken = math.ceil(takes / room)  # over so many lines, where it is longer than one
                lines, left = lines + broken, broken * room
            left -= takes + text_width(" ", _EM)
    return lines
