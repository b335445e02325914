"""Articles over time, a lane each outlet: when what was published, and what bears no date."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from coverage.charts.style import (
    CLEAR,
    Row,
    Theme,
    bold,
    figure,
    fit,
    layout,
    plain,
    records,
    text_width,
    wrapped,
)
from coverage.records import Precision

LANE = 34
"""Height of an outlet's lane in pixels."""

UNDATED = 0.13
"""Share of the width, at the right, where the articles without a date stand."""

MOST_UNDATED = 6
"""Undated articles of an outlet that stand side by side; the rest share the last place."""


def when(published: datetime | None, precision: str) -> str:
    """A time of publication in words: "8 February 2022, 00:42 UTC", "undated"."""
    if published is None or pd.isna(published) or precision == Precision.NONE:
        return "undated"
    exact = precision in {Precision.MINUTE, Precision.HOUR}
    day = f"{published.day} {published:%B %Y}" + (f", {published:%H:%M} UTC" if exact else "")
    return f"about {day}" if precision == Precision.WINDOW else day


def timeline(articles: pd.DataFrame, theme: Theme) -> go.Figure:
    """When what was published.

    `articles` (event_id, outlet, title, published, published_precision, published_basis,
    is_shared): one dot each, in the accent's colour when two outlets or more tell its event, hollow
    where not even the day is known. Those without a date stand in a column of their own.
    """
    lanes = {name: i * LANE + LANE / 2 for i, name in enumerate(sorted(set(articles["outlet"])))}
    rows = sorted(records(articles), key=lambda a: bool(a["is_shared"]))  # the shared lie on top
    undated = [a for a in rows if pd.isna(a["published"])]
    dated = [a for a in rows if not pd.isna(a["published"])]
    height = max(len(lanes), 1) * LANE
    widest = max((min(text_width(name, 13), 130) for name in lanes), default=0)
    margin = {"l": 30 + round(widest), "r": 16, "t": 8, "b": 34}
    return figure(
        [
            _dots("article", dated, [a["published"].isoformat() for a in dated], lanes, theme),
            _dots("undated", undated, _side_by_side(undated), lanes, theme) | {"xaxis": "x2"},
        ],
        layout(theme, height, margin) | _axes(lanes, bool(dated), bool(undated), theme),
    )


def _dots(
    name: str, articles: list[Row], x: list[str] | list[int], lanes: dict[str, float],
    theme: Theme,
) -> dict[str, Any]:  # fmt: skip
    """A dot an article, hollow where the day is not sure."""
    inks = [theme.accent if a["is_shared"] else theme.faint for a in articles]
    vague = [a["published_precision"] in {Precision.WINDOW, Precision.NONE} for a in articles]
    fills = [CLEAR if v else ink for v, ink in zip(vague, inks, strict=True)]
    return {
        "type": "scatter",
        "x": x,
        "y": [lanes[a["outlet"]] for a in articles],
        "name": name,
        "mode": "markers",
        "marker": {"size": 11, "color": fills, "line": {"color": inks, "width": 1.6}},
        "hovertext": [_said(a) for a in articles],
        "hoverinfo": "text",
        "customdata": np.array(
            [[a["event_id"], bool(a["is_shared"])] for a in articles], dtype=object
        ),
    }


def _side_by_side(articles: list[Row]) -> list[int]:
    """Places 0, 1, 2 ... of the articles of each outlet."""
    seen: Counter[str] = Counter()
    places = []
    for article in articles:
        places.append(min(seen[article["outlet"]], MOST_UNDATED - 1))
        seen[article["outlet"]] += 1
    return places


def _axes(
    lanes: dict[str, float], has_dated: bool, has_undated: bool, theme: Theme
) -> dict[str, Any]:
    """Time below, beside it the column without; the outlets at the left."""
    grid = {"fixedrange": True, "zeroline": False, "gridcolor": theme.line, "ticks": ""}
    ticks = {"tickfont": {"size": 11, "color": theme.quiet}}
    split = 1 - UNDATED if has_dated else 0.0
    end = 1.0 if not has_undated else max(split - 0.03, 0.0)
    names = [fit(name, 130, 13, lines=1) for name in lanes]
    height = max(len(lanes), 1) * LANE
    return {
        "xaxis": grid | ticks | {"domain": [0, end], "visible": has_dated},
        "xaxis2": grid | ticks | {"domain": [split, 1], "range": [-0.7, MOST_UNDATED - 0.3],
                "showgrid": False, "tickvals": [0.7], "ticktext": ["undated"], "anchor": "y",
                "visible": has_undated},
        "yaxis": grid | {"range": [height, 0], "tickvals": list(lanes.values()),
                "ticktext": names},
    }  # fmt: skip


def _said(article: Row) -> str:
    """An article, its time and from what that is known."""
    time = when(article["published"], article["published_precision"])
    basis = article.get("published_basis")
    known = f"<br>{wrapped(str(basis))}" if basis else ""
    return f"{bold(article['title'])}<br>{plain(article['outlet'])} · {plain(time)}{known}"
