"""The sheet *Read me*: what the workbook is, what was found, what its words and columns mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coverage.charts import LIGHT
from coverage.exports import columns, tables
from coverage.exports.subject import Subject
from coverage.exports.workbook_pen import Pen, Sheet, fit_row

PARTS = {
    "matrix": "Emphasis",
    "voices": "Voices",
    "keys": "Words",
    "shifts": "Wording",
    "quotes": "Scare quotes",
    "names": "Names",
    "copies": "Reuse",
    "timeline": "Time",
}
"""Part of `Subject.findings` -> how it is headed."""

WIDTHS = (32, 110)
"""Letters of the columns: a term, what is said of it."""

TITLE, HEADING = (16, 22), (12, 17)
"""Points of letters and of the row that they stand in."""


@dataclass(frozen=True, slots=True)
class Held:
    """A sheet of the workbook: its table, how many rows it has, how many had no room."""

    sheet: columns.Sheet
    n_rows: int
    n_left_out: int


def write(pen: Pen, sheet: Sheet, subject: Subject, held: Sequence[Held]) -> None:
    """Headings, and under each its terms beside what is said of them."""
    sheet.hide_gridlines(2)
    for col, width in enumerate(WIDTHS):
        sheet.set_column(col, col, width)
    pen.text(sheet, 0, 0, subject.label, bold=True, font_size=TITLE[0], text_wrap=False)
    sheet.set_row(0, TITLE[1])
    pen.text(sheet, 1, 0, subject.header, font_color=LIGHT.quiet, text_wrap=False)
    row = 2
    for heading, lines in _parts(subject, held):
        row += 1
        pen.text(sheet, row, 0, heading, bold=True, font_size=HEADING[0], bottom=1)
        pen.text(sheet, row, 1, "", bottom=1)
        sheet.set_row(row, HEADING[1])
        row += 1
        for term, said in lines:
            pen.text(sheet, row, 0, term, bold=True)
            pen.text(sheet, row, 1, said)
            fit_row(sheet, row, zip((term, said), WIDTHS, strict=True))
            row += 1


Lines = list[tuple[str, str]]
"""Terms, "" for none, and what is said of them."""


def _parts(subject: Subject, held: Sequence[Held]) -> Iterator[tuple[str, Lines]]:
    """The parts of the sheet, in order."""
    yield "What this is", [_halves(line) for line in subject.said()]
    yield (
        "What is found",
        [(PARTS.get(part, part), said) for part, said in subject.findings.items()],
    )
    yield "Sheets", [*_OTHERS, *((each.sheet.name, _rows(each)) for each in held)]
    yield "Definitions", list(subject.definitions.items())
    yield "What to bear in mind", [("", limit) for limit in subject.limits]
    for each in held:
        says = tables.described(each.sheet.columns, subject)
        yield f"Columns of {each.sheet.name}", list(says.items())


_OTHERS = (
    ("Charts", "emphasis and voices as charts, each above its numbers"),
    ("Matrix", "claims by outlets: the share of each outlet's words, coloured by lift"),
)


def _halves(line: str) -> tuple[str, str]:
    """A line such as "Corpus: two files" as its term and the rest; a sentence has no term."""
    term, colon, rest = line.partition(": ")
    return (term, rest) if colon else ("", line)


def _rows(held: Held) -> str:
    """How many rows a sheet has: "17 rows, one for each claim"."""
    if not held.n_rows:
        return f"no rows; one for each {held.sheet.of}"
    said = f"{held.n_rows:,} {'row' if held.n_rows == 1 else 'rows'}, one for each {held.sheet.of}"
    if held.n_left_out:
        said += f"; the last {held.n_left_out:,} have no room in a sheet and are left out"
    return said
