"""The sheet *Matrix*: claims by outlets, each cell the share of the outlet's words.

It looks as the app's matrix does: coloured by lift, with a mark for what is omitted, uncertain or
in the headline. All of a cell's marks are its number format, so it stays a number to compute with.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from coverage.charts import LIGHT, colour, probability
from coverage.charts.labels import lift
from coverage.charts.style import LIFT_LIMIT, Row, records
from coverage.exports.columns import CLAIMS, Column, Kind
from coverage.exports.subject import Subject
from coverage.exports.workbook_pen import Pen, Sheet, fit_row
from coverage.records import Status

LEGEND = (
    "Per cent: share of the outlet's words; blue below, orange above the outlets' mean share. "
    "▣ in the headline or standfirst. ✕ omitted.",
    "p: uncertain, the probability of the nearest sentence. "
    "n_versions: independent versions among the outlets that report the claim.",
)

STEP = 0.25
"""Of lift, to which colours are rounded: a workbook has no room for a format each cell."""

ROWS = tuple(
    column for column in CLAIMS.columns if column.name in {"claim", "n_outlets", "n_versions"}
)
"""Columns before the outlets'."""

HEADER = len(LEGEND)
"""Row of the columns' names."""

WIDTH = 13
"""Letters of an outlet's column."""

DASHED = {"border": 3, "border_color": LIGHT.faint}
WHITE = dict.fromkeys(("left", "right", "bottom"), 1) | {"border_color": LIGHT.card}
"""Edges of a cell that is uncertain, of one that is told."""


def write(pen: Pen, sheet: Sheet, subject: Subject) -> None:
    """The claims and outlets in their order."""
    places = {name: col for col, name in enumerate(subject.outlets["outlet"], start=len(ROWS))}
    rows = {key: row for row, key in enumerate(subject.claims["claim_id"], start=HEADER + 1)}
    for row, said in enumerate(LEGEND):
        pen.text(sheet, row, 0, said, font_color=LIGHT.quiet, text_wrap=False)
    pen.header(sheet, HEADER, ROWS)
    outlets = [Column(name, Kind.SHARE) for name in places]
    pen.header(sheet, HEADER, outlets, first=len(ROWS), align="center")
    fit_row(sheet, HEADER, [(name, WIDTH - 2) for name in places])
    for claim in records(subject.claims):
        row = rows[claim["claim_id"]]
        for col, column in enumerate(ROWS):
            name = "label" if column.name == "claim" else column.name
            pen.value(sheet, row, col, claim[name], column.kind)
        fit_row(sheet, row, [(claim["label"], ROWS[0].kind.width)])
    for cell in records(subject.cells):
        if cell["claim_id"] in rows and cell["outlet"] in places:
            at = rows[cell["claim_id"]], places[cell["outlet"]]
            sheet.write_number(*at, cell["share"], pen.format(**_style(cell)))
    for col, column in enumerate(ROWS):
        sheet.set_column(col, col, column.kind.width)
    last = len(ROWS) + len(places) - 1
    sheet.set_column(len(ROWS), last, WIDTH)
    sheet.freeze_panes(HEADER + 1, 1)
    sheet.autofilter(HEADER, 0, HEADER + max(len(rows), 1), last)
    sheet.repeat_rows(HEADER)


def _style(cell: Row) -> dict[str, Any]:
    """Colour and marks of a cell."""
    middle = {"align": "center"}
    if cell["status"] == Status.OMITTED:
        return middle | {"num_format": '"✕"', "font_color": LIGHT.faint}
    if cell["status"] == Status.UNCERTAIN:
        near = cell["nearest_probability"]
        said: str = "p" if pd.isna(near) else probability(near)
        return middle | {"num_format": f'"{said}"', "font_color": LIGHT.quiet} | DASHED
    mark = "▣ " if cell["is_headline"] else ""
    return middle | {
        "num_format": f'[<0.005]"{mark}<1%";"{mark}"0%',
        **WHITE,
        "bg_color": colour(_rounded(lift(cell)), LIGHT),
    }


def _rounded(value: float) -> float:
    """A lift to the next `STEP`, within the scale."""
    return max(-LIFT_LIMIT, min(LIFT_LIMIT, round(value / STEP) * STEP))
