"""Claims (rows) against outlets (columns): what each outlet does with each claim of an event.

The vertical axis counts pixels, so a row is as high as `ROW` says however many there are. Labels
stand in the left margin, whose width `Density` fixes; the columns share what is left. The marks are
scatter marks, not a heat map: Streamlit reports no clicks on one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from coverage.charts import labels
from coverage.charts.style import CLEAR, Row, Theme, colour, figure, layout, records
from coverage.records import Status

SHARED = 2
"""Outlets from which a claim or an event counts as shared."""

ROW, HEADING, SECTION = 40, 36, 66
"""Heights in pixels: of a claim, of a group's heading, of a section's."""

TOP, TOP_SLANTED = 100, 164
"""Pixels for legend and outlets above the first row: outlets level, and slanted."""

AGAIN, BAND = 14, 78
"""Rows after which slanted outlets are named again, since who has scrolled there sees them no more;
and the height in pixels that their names take."""

LARGEST, SMALLEST = 31.0, 6.0
"""Side of a mark in pixels: of the largest share in the picture; the least that is still seen."""

CELL = (
    "claim_id", "outlet", "status", "share", "lift", "n_mentions", "is_headline",
    "nearest_probability",
)  # fmt: skip
"""What is told of a cell, of the columns of `emphasis`."""

NO_NAME = "<extra></extra>"
"""Keeps Plotly from adding the trace's name to what is hovered."""

GROUPS = {True: "SHARED BY TWO OR MORE", False: "TOLD BY ONE OUTLET ONLY"}


def sides(shares: Sequence[float]) -> list[float]:
    """Sides of squares whose areas are as the shares, the largest `LARGEST` pixels wide."""
    most = max(shares, default=0.0) or 1.0
    return [max(SMALLEST, LARGEST * math.sqrt(share / most)) for share in shares]


def matrix(
    claims: pd.DataFrame,
    cells: pd.DataFrame,
    outlets: pd.DataFrame,
    theme: Theme,
    selected: str = "",
    n_left_out: int = 0,
    sections: pd.DataFrame | None = None,
) -> go.Figure:
    """What each outlet does with each claim of an event.

    `claims` (claim_id, label, n_outlets) gives the rows, `outlets` (outlet, n_words; if known
    date, and dates, lines to hover) the columns, in order; `cells` are rows of `emphasis`, and
    where there is none the place stays empty. A heading stands above each run of claims that are
    shared, or told by one outlet only; the latter says that `n_left_out` more are not shown.
    `sections` (sub_event_id, label, n_outlets, n_left_out) are the sub-events: their claims, by
    `sub_event_id`, stand after the event's own, each run under the section's heading.
    """
    columns = {name: i for i, name in enumerate(outlets["outlet"])}
    room = labels.density(len(columns))
    every = None if room.has_numbers else AGAIN
    places, groups, headings, bands, height = _places(claims, n_left_out, _titles(sections), every)
    drawn = _drawn(cells, places, columns)
    top = TOP if room.has_numbers else TOP_SLANTED
    margin = {"l": room.label, "r": room.right, "t": top, "b": 10}
    fixed = {"visible": False, "fixedrange": True}
    return figure(
        [*_marks(drawn, theme), _targets(drawn, claims, outlets, theme)],
        layout(theme, height, margin)
        | {
            "xaxis": fixed | {"range": [-0.55, len(columns) - 0.4]},
            "yaxis": fixed | {"range": [height, 0]},
            "shapes": _stripe(places.get(selected), room, theme)
            + _dashes(drawn, theme)
            + _rules([y for _, y in headings], room, theme),
            "annotations": labels.claim_labels(claims, places, room, theme)
            + labels.group_labels(groups, room, theme)
            + labels.section_labels(headings, len(columns), room, theme)
            + labels.outlets_again([y for _, y in (*groups, *headings)][1:], outlets, room, theme)
            + labels.outlets_between(bands, outlets, theme)
            + labels.outlet_labels(outlets, room, theme)
            + [labels.legend(room, theme, top)],
        },
    )


Heading = tuple[str, float]
"""Text of a group's heading, and its vertical centre."""


def _titles(sections: pd.DataFrame | None) -> dict[str, Row]:
    """Sub-event id -> its section."""
    return {} if sections is None else {s["sub_event_id"]: s for s in records(sections)}


def _places(
    claims: pd.DataFrame, n_left_out: int, titles: dict[str, Row], every: int | None = None
) -> tuple[dict[str, float], list[Heading], list[tuple[Row, float]], list[float], float]:
    """Vertical centre of each claim's row, of each group's and section's heading; total height.

    `every`: rows after which there is a band for outlets; before the height, where each ends.
    """
    rest = f" · {n_left_out:,} MORE NOT SHOWN" if n_left_out else ""
    names = {True: GROUPS[True], False: GROUPS[False] + rest}
    places: dict[str, float] = {}
    groups: list[Heading] = []
    headings: list[tuple[Row, float]] = []
    bands: list[float] = []
    y = 0.0
    for number, claim in enumerate(records(claims)):
        title = titles.get(claim.get("sub_event_id", ""))
        group = names[bool(claim["n_outlets"] >= SHARED)]
        if title and (not headings or headings[-1][0] is not title):
            headings.append((title, y + SECTION / 2))
            y += SECTION
        elif not title and (not groups or groups[-1][0] != group):
            groups.append((group, y + HEADING / 2 + 2))
            y += HEADING
        if every and number and number % every == 0:
            y += BAND
            bands.append(y)
        places[claim["claim_id"]] = y + ROW / 2
        y += ROW
    return places, groups, headings, bands, max(y, ROW)


def _drawn(cells: pd.DataFrame, places: dict[str, float], columns: dict[str, int]) -> list[Row]:
    """The cells that have a place in the picture, with it, along the rows."""
    x, y = cells["outlet"].map(columns), cells["claim_id"].map(places)
    placed = cells[list(CELL)].assign(x=x, y=y)[x.notna() & y.notna()]
    return records(placed.astype({"x": int, "y": int}).sort_values(["y", "x"], kind="stable"))


def _marks(cells: list[Row], theme: Theme) -> list[dict[str, Any]]:
    """Crosses, squares and rings."""
    told = [c for c in cells if c["status"] in {Status.STRESSED, Status.MENTIONED}]
    omitted = [c for c in cells if c["status"] == Status.OMITTED]
    side = sides([c["share"] for c in told])
    ringed = [(c, s) for c, s in zip(told, side, strict=True) if c["is_headline"]]
    cross = {"size": 7, "symbol": "x-thin", "line": {"color": theme.faint, "width": 1.3}}
    square = {"size": side, "symbol": "square", "opacity": 1, "line": {"width": 0},
              "color": [colour(labels.lift(c), theme) for c in told]}  # fmt: skip
    ring = {"size": [s + 9 for _, s in ringed], "symbol": "square", "color": CLEAR,
            "line": {"color": theme.text, "width": 1.6}}  # fmt: skip
    return [
        _dots("omitted", omitted, cross),
        _dots("share", told, square),
        _dots("ring", [c for c, _ in ringed], ring),
    ]


def _dots(name: str, cells: list[Row], marker: dict[str, Any]) -> dict[str, Any]:
    fixed = {"type": "scatter", "mode": "markers", "hoverinfo": "skip"}
    return fixed | _at(cells) | {"name": name, "marker": marker}


def _at(cells: list[Row]) -> dict[str, Any]:
    """Where the cells stand, as numbers that Plotly packs."""
    x, y = ([c[name] for c in cells] for name in "xy")
    return {"x": np.array(x, dtype=np.int16), "y": np.array(y, dtype=np.int32)}


def _dashes(cells: list[Row], theme: Theme) -> list[dict[str, Any]]:
    """A dashed square for each uncertain cell: markers have no dashes, shapes have."""
    fixed = {"type": "rect", "name": "uncertain", "xsizemode": "pixel", "ysizemode": "pixel",
             "x0": -7, "x1": 7, "y0": -7, "y1": 7,
             "line": {"color": theme.quiet, "width": 1.3, "dash": "3px,2.4px"}}  # fmt: skip
    uncertain = [c for c in cells if c["status"] == Status.UNCERTAIN]
    return [fixed | {"xanchor": c["x"], "yanchor": c["y"]} for c in uncertain]


def _targets(
    cells: list[Row], claims: pd.DataFrame, outlets: pd.DataFrame, theme: Theme
) -> dict[str, Any]:
    """An unseen square over every cell: what is hovered and clicked, and carries the number.

    What is said when it is hovered stands in `meta`, each part once however many cells say it, and
    a cell names its parts: so the picture weighs half, and text can be no template.
    """
    label = dict(zip(claims["claim_id"], claims["label"], strict=True))
    words = dict(zip(outlets["outlet"], outlets["n_words"], strict=True))
    has_numbers = labels.density(len(words)).has_numbers
    same = {"marker": {"opacity": 0}, "textfont": {"color": theme.quiet}}
    parts: dict[str, int] = {}
    hovered = [
        _named(labels.explanation(c, label[c["claim_id"]], words[c["outlet"]]), parts)
        for c in cells
    ]
    return _at(cells) | {
        "type": "scatter",
        "name": "cell",
        "mode": "markers+text" if has_numbers else "markers",
        "marker": {"size": LARGEST + 7, "symbol": "square", "opacity": 0},
        "text": [labels.number(c) for c in cells] if has_numbers else "",
        "textposition": "middle right",
        "textfont": {"size": 11, "color": theme.quiet},
        "selected": same,
        "unselected": same,
        "hovertemplate": hovered,
        "meta": list(parts),
        "customdata": np.array([[c["claim_id"]] for c in cells], dtype=object),
        "cliponaxis": False,
    }


def _named(said: Sequence[str], parts: dict[str, int]) -> str:
    """A template that names the parts of a text by their numbers, new ones added to `parts`."""
    *first, last = said
    numbers = [parts.setdefault(part, len(parts)) for part in (*first, last + NO_NAME)]
    return "".join(f"%{{meta[{number}]}}" for number in numbers)


def _stripe(y: float | None, room: labels.Density, theme: Theme) -> list[dict[str, Any]]:
    """The selected row's ground: one part behind the cells, one behind the label."""
    if y is None:
        return []
    rows = {"type": "rect", "name": "selected", "layer": "below", "xref": "paper", "yref": "y",
            "y0": y - ROW / 2 + 1, "y1": y + ROW / 2 - 1, "fillcolor": theme.row,
            "line": {"width": 0}}  # fmt: skip
    margin = {"xsizemode": "pixel", "xanchor": 0, "x0": -room.label, "x1": 0.5}
    return [rows | {"x0": 0, "x1": 1}, rows | margin]


def _rules(centres: Sequence[float], room: labels.Density, theme: Theme) -> list[dict[str, Any]]:
    """A hair line above each section's heading, from edge to edge."""
    line = {"type": "line", "name": "section", "layer": "below", "xref": "paper", "yref": "y",
            "line": {"color": theme.line, "width": 1}}  # fmt: skip
    margin = {"xsizemode": "pixel", "xanchor": 0, "x0": 10 - room.label, "x1": 0.5}
    tops = [centre - SECTION / 2 + 8 for centre in centres]
    return [line | part | {"y0": y, "y1": y} for y in tops for part in ({"x0": 0, "x1": 1}, margin)]
