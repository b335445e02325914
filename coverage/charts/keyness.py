"""What sets each outlet apart: its words and phrases, a panel an outlet, a bar a term."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from coverage.charts.style import CLEAR, Row, Theme, bold, fit, layout, plain, records

LINE = 25
"""Height of a term's line in pixels."""

HEADING = 34
"""Height of an outlet's heading in pixels."""

GAP = 0.035
"""Share of the width between two panels."""

MOST_BESIDE = 3
"""Panels side by side; more go below."""

PANEL = 250
"""Width of a panel in pixels from which its terms can be read."""

ROOM = 1.22
"""Length of a panel by that of the longest bar: behind it stand the counts."""

SURE, UNSURE = 0.3, 0.1
"""How much of the accent's colour fills the bar of a term that is surely the outlet's, or not."""


def keyness(keys: pd.DataFrame, outlets: list[str], theme: Theme, selected: str = "") -> go.Figure:
    """A bar for each term of each outlet, as long as its z.

    `keys` (outlet, term, written, n, n_others, rate, rate_others, z, is_sure), in the order in
    which they are to be shown; `outlets`: all of them, in order. Bars of terms that may be chance
    are paler and say so; an outlet without a term says that it has none. A click tells term and
    outlet.
    """
    by_outlet = {outlet: records(keys[keys["outlet"] == outlet]) for outlet in outlets}
    n_beside = min(max(len(outlets), 1), MOST_BESIDE)
    bands = [outlets[i : i + n_beside] for i in range(0, len(outlets), n_beside)]
    heights = [HEADING + LINE * max(len(by_outlet[o]) or 1 for o in band) for band in bands]
    height = float(sum(heights)) or LINE
    longest = max((row["z"] for rows in by_outlet.values() for row in rows), default=1.0)
    figure = go.Figure()
    annotations: list[dict[str, Any]] = []
    top = 0.0
    number = 0
    for band, band_height in zip(bands, heights, strict=True):
        for column, outlet in enumerate(band):
            number += 1
            place = _place(column, n_beside, top, band_height, height)
            rows = by_outlet[outlet]
            axes = _axes(figure, number, place, longest, band_height)
            annotations += _heading(outlet, axes, rows, theme)
            if rows:
                figure.add_traces(_bars(rows, axes, longest, theme, selected))
        top += band_height
    figure.update_layout(layout(theme, height, {"l": 14, "r": 14, "t": 4, "b": 4}))
    figure.update_layout(annotations=annotations, barmode="overlay", bargap=0)
    return figure


def _place(
    column: int, n_beside: int, top: float, band_height: float, height: float
) -> tuple[list[float], list[float]]:
    """The panel's domains across and down, each 0 to 1."""
    width = (1 - GAP * (n_beside - 1)) / n_beside
    left = column * (width + GAP)
    low = max(1 - (top + band_height) / height, 0)
    return [left, min(left + width, 1.0)], [low, 1 - top / height]


def _axes(
    figure: go.Figure,
    number: int,
    place: tuple[list[float], list[float]],
    longest: float,
    band_height: float,
) -> dict[str, str]:
    """A pair of unseen axes; down they count pixels from the panel's top."""
    ending = "" if number == 1 else str(number)
    hidden = {"visible": False, "fixedrange": True}
    across, down = place
    figure.layout[f"xaxis{ending}"] = hidden | {"domain": across, "range": [0, longest * ROOM]}
    figure.layout[f"yaxis{ending}"] = hidden | {
        "domain": down, "range": [band_height, 0], "anchor": f"x{ending}",
    }  # fmt: skip
    return {"xaxis": f"x{ending}", "yaxis": f"y{ending}"}


def _heading(
    outlet: str, axes: dict[str, str], rows: list[Row], theme: Theme
) -> list[dict[str, Any]]:
    """The outlet's name and, where it has no term, that it has none."""
    at = {"xref": axes["xaxis"], "yref": axes["yaxis"], "x": 0, "xanchor": "left",
          "yanchor": "middle", "showarrow": False}  # fmt: skip
    name = {"text": f"<b>{fit(outlet, PANEL - 20, 13, lines=1)}</b>", "y": HEADING / 2 + 4}
    none = {"text": "no word sets it apart", "y": HEADING + LINE / 2,
            "font": {"color": theme.quiet, "size": 12}}  # fmt: skip
    return [at | name] + ([] if rows else [at | none])


def _bars(
    rows: list[Row], axes: dict[str, str], longest: float, theme: Theme, selected: str
) -> list[go.Bar | go.Scatter]:
    """Bars, the terms on them, the counts at their end, and what is hovered and clicked."""
    y = [HEADING + LINE * (i + 0.5) for i in range(len(rows))]
    flat = {"orientation": "h", "y": y, "width": LINE - 5, "hoverinfo": "skip"} | axes
    inks = [_tint(theme.accent, SURE if row["is_sure"] else UNSURE) for row in rows]
    edges = [theme.accent if row["term"] == selected else CLEAR for row in rows]
    bar = go.Bar(
        x=[row["z"] for row in rows],
        name="z",
        marker={"color": inks, "line": {"color": edges, "width": 1.5}},
        **flat,
    )
    written = {"mode": "text", "y": y, "hoverinfo": "skip", "cliponaxis": False} | axes
    inks = [theme.text if row["is_sure"] else theme.quiet for row in rows]
    term = go.Scatter(
        x=[0.0] * len(rows),
        name="term",
        text=[f" {fit(row['written'], PANEL - 90, 13, lines=1)}" for row in rows],
        textposition="middle right",
        textfont={"size": 13, "color": inks},
        **written,
    )
    counts = go.Scatter(
        x=[longest * ROOM] * len(rows),
        name="uses",
        text=[f"{row['n']:,} : {row['n_others']:,}" for row in rows],
        textposition="middle left",
        textfont={"size": 11, "color": theme.quiet},
        **written,
    )
    target = go.Bar(
        x=[longest * ROOM] * len(rows),
        name="target",
        marker={"color": CLEAR},
        hovertext=[_said(row) for row in rows],
        customdata=[[row["term"], row["outlet"]] for row in rows],
        selected={"marker": {"opacity": 0}},
        unselected={"marker": {"opacity": 0}},
        **(flat | {"hoverinfo": "text"}),
    )
    return [bar, term, counts, target]


def _tint(colour: str, share: float) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share})"


def _said(row: Row) -> str:
    """The term's counts in words."""
    sure = "" if row["is_sure"] else "<br>May be chance: too few uses."
    return (
        f"{bold(row['written'])}<br>{plain(row['outlet'])}: {row['n']:,} times, "
        f"{row['rate']:.1f} of 1,000 words<br>the others: {row['n_others']:,} times, "
        f"{row['rate_others']:.1f} of 1,000 words<br>z {row['z']:.2f}{sure}"
    )
