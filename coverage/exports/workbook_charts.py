"""The sheet *Charts*: emphasis and voices as charts of the workbook's own, above their numbers.

Who changes a number, a label or the colour of a bar changes the chart. A chart's title is the
finding, in a cell of its own: XlsxWriter would take a title that looks like "Sheet!A1" for a
reference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from coverage.charts import LIGHT
from coverage.charts.voices_labels import GROUPS, shades
from coverage.exports.cell_text import line
from coverage.exports.columns import Column, Kind
from coverage.exports.subject import Subject
from coverage.exports.workbook_pen import Pen, Sheet, fit_row

NAME = "Charts"

MOST_CLAIMS, MOST_OUTLETS = 10, 6
"""Of the emphasis chart: more bars cannot be told apart."""

MOST_SERIES = max(MOST_OUTLETS, len(GROUPS))
"""Columns of numbers."""

MOST_BARS = 40
"""Outlets of the voices chart, one bar each."""

LABEL, TITLE = 64, 260
"""Letters of a bar's label and of a title."""

WIDTH = 1040
"""Pixels of a chart."""

WIDEST, WIDE = 62, 14
"""Letters of the sheet's columns: what the bars are called, their numbers."""

ROW = 20
"""Pixels of a sheet's row."""

AROUND = 170
"""Pixels of a chart above and below its bars: title, legend, axis."""

COLOURS = (LIGHT.accent, LIGHT.high, LIGHT.low, "#b89b3e", "#8a6fb0", LIGHT.quiet)
"""Of the outlets, in their order; no outlet's own."""


DARK = 130
"""Brightness, 0 to 255, of a colour on which dark letters cannot be read."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart to be drawn: its numbers a row each bar (or group of bars), a column each series."""

    heading: str
    title: str
    note: str
    numbers: pd.DataFrame  # indexed by what the rows are called
    colours: Sequence[str]
    is_stacked: bool
    bar: int  # pixels of a row
    least: float  # share from which a bar says its own


def write(pen: Pen, sheet: Sheet, subject: Subject) -> None:
    """Both charts, one below the other; in place of one without numbers, its finding."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, WIDEST)
    sheet.set_column(1, MOST_SERIES, WIDE)
    row = _draw(pen, sheet, 0, emphasis(subject))
    _draw(pen, sheet, row, voices(subject))


def emphasis(subject: Subject) -> Picture:
    """The shares of the most shared claims, a group of bars a claim, a bar an outlet."""
    outlets = list(subject.outlets["outlet"])
    claims = subject.claims.sort_values("n_outlets", ascending=False, kind="stable")
    claims = claims.head(MOST_CLAIMS)
    shown = outlets[:MOST_OUTLETS]
    wide = subject.cells.pivot(index="claim_id", columns="outlet", values="share")
    wide = wide.reindex(index=claims["claim_id"], columns=shown)
    wide.index = pd.Index([line(label, LABEL) for label in claims["label"]])
    few = _of(len(claims), len(subject.claims), "claim")
    whose = f", {_of(len(shown), len(outlets), 'outlet')}" if len(shown) < len(outlets) else ""
    return Picture(
        heading=f"Emphasis: {few}, the most shared first{whose}",
        title=_shortened(subject.findings.get("matrix", "")),
        note="Share of the outlet's words on the event. No bar: omitted or uncertain; the sheet "
        "Matrix tells which.",
        numbers=wide,
        colours=COLOURS,
        is_stacked=False,
        bar=14 + 13 * len(shown),
        least=0.005,
    )


def voices(subject: Subject) -> Picture:
    """Whose words an outlet gives: a bar an outlet, parted by what the speakers are."""
    outlets = list(subject.outlets["outlet"])
    wide = subject.voice_splits.pivot(index="outlet", columns="group", values="share")
    wide = wide.reindex(index=outlets[:MOST_BARS], columns=list(GROUPS))
    wide = wide.loc[:, wide.notna().any()].fillna(0.0)
    ink: Mapping[str, str] = shades(LIGHT) | {"unclear": LIGHT.faint}
    return Picture(
        heading=f"Voices: {_of(len(wide), len(outlets), 'outlet')}",
        title=_shortened(subject.findings.get("voices", "")),
        note="Share of the outlet's words on the event, by who says them.",
        numbers=wide.rename(columns=GROUPS),
        colours=[ink[group] for group in wide.columns],
        is_stacked=True,
        bar=26,
        least=0.03,
    )


def _draw(pen: Pen, sheet: Sheet, row: int, picture: Picture) -> int:
    """The chart and its numbers from `row` on; the row below them."""
    pen.text(sheet, row, 0, picture.heading, bold=True, font_size=14, text_wrap=False)
    pen.text(sheet, row + 1, 0, picture.note, font_color=LIGHT.quiet, text_wrap=False)
    if picture.numbers.empty:
        pen.text(sheet, row + 2, 0, picture.title, text_wrap=False)
        return row + 5
    height = AROUND + picture.bar * len(picture.numbers)
    at = row + 3 + -(-height // ROW)
    _title(pen, sheet, at, picture.title)
    _numbers(pen, sheet, at + 1, picture.numbers)
    chart = _chart(pen, at, picture)
    chart.set_size({"width": WIDTH, "height": height})
    sheet.insert_chart(row + 2, 0, chart, {"description": picture.heading, "object_position": 3})
    return at + len(picture.numbers) + 5


def _title(pen: Pen, sheet: Sheet, row: int, title: str) -> None:
    """The finding, in one cell across all columns."""
    sheet.merge_range(row, 0, row, MOST_SERIES, "", pen.format(bold=True))
    pen.text(sheet, row, 0, title, bold=True)
    fit_row(sheet, row, [(title, WIDEST + MOST_SERIES * WIDE)])


def _numbers(pen: Pen, sheet: Sheet, top: int, numbers: pd.DataFrame) -> None:
    """The table that the chart is drawn from, its header in row `top`."""
    series = [line(name, LABEL) for name in numbers.columns]
    pen.header(sheet, top, [Column("", Kind.TEXT), *(Column(name, Kind.SHARE) for name in series)])
    fit_row(sheet, top, [(name, WIDE) for name in series])
    for row, (name, values) in enumerate(numbers.iterrows(), start=top + 1):
        pen.text(sheet, row, 0, line(str(name), LABEL))
        fit_row(sheet, row, [(line(str(name), LABEL), WIDEST)])
        for col, share in enumerate(values, start=1):
            sheet.write_number(row, col, share, pen.format(num_format='[=0]"–";0.0%'))


def _chart(pen: Pen, at: int, picture: Picture) -> Any:
    """The chart of the numbers below row `at`, which holds its title."""
    kind = {"type": "bar"} | ({"subtype": "stacked"} if picture.is_stacked else {})
    chart = pen.book.add_chart(kind)
    first, last = at + 2, at + 1 + len(picture.numbers)
    small = {"name": "Arial", "size": 9, "color": LIGHT.text}
    for col, ink in zip(range(1, 1 + len(picture.numbers.columns)), picture.colours, strict=False):
        on = _ink_on(ink) if picture.is_stacked else LIGHT.text
        chart.add_series({
            "name": [NAME, at + 1, col],
            "categories": [NAME, first, 0, last, 0],
            "values": [NAME, first, col, last, col],
            "fill": {"color": ink},
            "gap": 45,
            "data_labels": {"value": True, "num_format": f'[<{picture.least}]"";0%',
                            "font": small | {"size": 8, "color": on}},
        })  # fmt: skip
    chart.set_title({"name": [NAME, at, 0], "name_font": small | {"size": 12, "bold": True}})
    chart.set_y_axis(
        {"reverse": True, "crossing": "max", "num_font": small, "line": {"color": LIGHT.faint}}
    )
    chart.set_x_axis({
        "min": 0, **({"max": 1} if picture.is_stacked else {}), "num_format": "0%",
        "name": "share of the outlet's words", "name_font": small | {"bold": False},
        "num_font": small, "major_gridlines": {"visible": True, "line": {"color": LIGHT.line}},
    })  # fmt: skip
    chart.set_legend({"position": "top", "font": small})
    chart.set_chartarea({"border": {"none": True}})
    return chart


def _shortened(finding: str) -> str:
    """A finding as a title: as many of its sentences as there is room for, if that is half of it.

    That more follows is always marked, so a sentence that is ended too early ("St. ...") shows.
    """
    title = line(finding, TITLE)
    if title == line(finding, len(finding)):
        return title
    whole = title.rpartition(". ")[0]
    return f"{whole}. …" if len(whole) > TITLE // 2 else title


def _ink_on(colour: str) -> str:
    """Colour of letters that can be read on `colour`."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return LIGHT.card if 0.3 * red + 0.59 * green + 0.11 * blue < DARK else LIGHT.text


def _of(n: int, of: int, noun: str) -> str:
    """Of how many how many: "10 of 39 claims", or "3 claims" where that is all."""
    many = f"{of:,} {noun}{'' if of == 1 else 's'}"
    return f"{n:,} of {many}" if n < of else many
