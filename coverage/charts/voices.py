"""Voices (rows) against outlets (columns): to whom each outlet gives its words on an event.

First one stacked bar an outlet: all its words, by whose they are. Below, a bar for each speaker in
each outlet, on a scale of their own, since most speakers have few words. What is clicked are
unseen bars over the cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from coverage.charts import voices_labels
from coverage.charts.labels import Density
from coverage.charts.style import (
    CLEAR,
    Row,
    Theme,
    layout,
    mixed,
    percent,
    records,
    text_width,
)
from coverage.charts.voices_labels import GROUPS, INDIRECT, LEFT

ROW, SPLIT, HEADING = 40, 52, 34
"""Heights in pixels: of a speaker, of the stacked bars, of a heading."""

TOP, TOP_SLANTED = 74, 140
"""Pixels for the outlets above the first row: level, and slanted."""

BAR, STACK = 15, 26
"""Heights in pixels of a speaker's bar and of a stacked bar."""

WIDEST, WHOLE = 0.6, 0.9
"""In columns: the longest speaker's bar, a stacked bar."""

HEADINGS = (HEADING / 2, HEADING + SPLIT / 2, HEADING + SPLIT + HEADING / 2)
"""Vertical centres of the first heading, the stacked bars, the second heading."""


def voices(
    rows: pd.DataFrame,
    cells: pd.DataFrame,
    splits: pd.DataFrame,
    outlets: pd.DataFrame,
    theme: Theme,
    selected: tuple[str, str] = ("", ""),
) -> go.Figure:
    """To whom the outlets of an event give their words.

    `outlets` (outlet, n_words; if known date, dates) are the columns, `rows` (voice, label, note)
    the speakers below, in order; `cells` (voice, outlet, share, direct, n_sentences) what each
    outlet gives each, `direct` being the share in quotation marks; `splits` (group, outlet,
    share, direct, n_sentences) by `GROUPS`. `selected`: voice or group, and outlet.
    """
    columns = {name: i for i, name in enumerate(outlets["outlet"])}
    room = voices_labels.density(len(columns))
    places = {row["voice"]: _first(k) for k, row in enumerate(records(rows))}
    drawn, parts = _drawn(records(cells), places, columns), _parts(records(splits), columns)
    most = max((cell["share"] for cell in drawn), default=1.0) or 1.0
    names = dict(zip(rows["voice"], rows["label"], strict=True))
    words = dict(zip(outlets["outlet"], outlets["n_words"], strict=True))
    figure = go.Figure(
        [
            *_bars(drawn, most, theme),
            _stacks(parts, voices_labels.least_column(len(columns)), theme),
            _numbers(drawn, most, room, theme),
            _silent(drawn, columns, places, theme),
            _targets(drawn, parts, names, words),
        ]
    )
    height = HEADING + SPLIT + (HEADING + len(places) * ROW if places else 0)
    _lay_out(figure, len(columns), height, theme)
    figure.update_layout(
        shapes=_frame(selected, drawn, parts, theme),
        annotations=[
            *voices_labels.row_labels(records(rows), places, room, theme),
            *voices_labels.headings(most if places else None, HEADINGS, room, theme),
            *voices_labels.outlet_labels(outlets, room, theme),
        ],
    )
    return figure


def _lay_out(figure: go.Figure, n_outlets: int, height: float, theme: Theme) -> None:
    """Margins and axes: across the columns, down the pixels."""
    room = voices_labels.density(n_outlets)
    top = TOP if room.has_numbers else TOP_SLANTED
    margin = {"l": room.label, "r": room.right, "t": top, "b": 10}
    figure.update_layout(layout(theme, height, margin), barmode="overlay", bargap=0)
    figure.update_xaxes(range=[-0.55, n_outlets - 0.4], visible=False, fixedrange=True)
    figure.update_yaxes(range=[height, 0], visible=False, fixedrange=True)


def _drawn(cells: Sequence[Row], places: dict[str, float], columns: dict[str, int]) -> list[Row]:
    """The cells that have a place in the picture, with it, along the rows."""
    found = [
        cell | {"x": columns[cell["outlet"]], "y": places[cell["voice"]]}
        for cell in cells
        if cell["voice"] in places and cell["outlet"] in columns
    ]
    return sorted(found, key=lambda cell: (cell["y"], cell["x"]))


def _first(number: int) -> float:
    """Vertical centre of the speaker's row of that number."""
    return 2 * HEADING + SPLIT + number * ROW + ROW / 2


def _parts(splits: Sequence[Row], columns: dict[str, int]) -> list[Row]:
    """The segments of the stacked bars, each from where the one before ends."""
    found = []
    ends = dict.fromkeys(columns, 0.0)
    order = {group: k for k, group in enumerate(GROUPS)}
    for part in sorted(splits, key=lambda part: order[part["group"]]):
        if part["outlet"] in columns and part["share"] > 0:
            begin = columns[part["outlet"]] + LEFT + ends[part["outlet"]] * WHOLE
            ends[part["outlet"]] += part["share"]
            more = {"voice": part["group"], "base": begin, "y": HEADING + SPLIT / 2}
            found.append(part | more | {"width": part["share"] * WHOLE})
    return found


def _bar(name: str, bars: Sequence[tuple[float, float, float]], **more: Any) -> go.Bar:
    """Bars (base, length, y) of one trace."""
    return go.Bar(
        base=[base for base, _, _ in bars],
        x=[length for _, length, _ in bars],
        y=[y for _, _, y in bars],
        name=name,
        orientation="h",
        **more,
    )


def _bars(cells: Sequence[Row], most: float, theme: Theme) -> list[go.Bar]:
    """Each speaker's words in each outlet: quoted ones solid, reported ones lighter."""
    direct, indirect = [], []
    for cell in cells:
        begin = cell["x"] + LEFT
        quoted, whole = (cell[key] / most * WIDEST for key in ("direct", "share"))
        direct.append((begin, quoted, cell["y"]))
        indirect.append((begin + quoted, whole - quoted, cell["y"]))
    light = mixed(theme.accent, theme.card, INDIRECT)
    return [
        _bar(name, bars, width=BAR, hoverinfo="skip", marker={"color": ink, "line": {"width": 0}})
        for name, bars, ink in (("direct", direct, theme.accent), ("indirect", indirect, light))
    ]


def _stacks(parts: Sequence[Row], column: float, theme: Theme) -> go.Bar:
    """The stacked bars; a number in each segment that has room for it."""
    ink = voices_labels.shades(theme)
    return _bar(
        "split",
        [(part["base"], part["width"], part["y"]) for part in parts],
        width=STACK,
        hoverinfo="skip",
        text=[_inside(part, column) for part in parts],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        insidetextfont={
            "size": 11,
            "color": [theme.card if p["group"] == "person" else theme.text for p in parts],
        },
        marker={
            "color": [theme.quiet if p["group"] == "unclear" else ink[p["group"]] for p in parts],
            "line": {"color": [theme.quiet if p["group"] == "unclear" else theme.card
                               for p in parts], "width": 1},
            "pattern": {"shape": ["/" if p["group"] == "unclear" else "" for p in parts],
                        "bgcolor": theme.card, "size": 5, "solidity": 0.3},
        },
    )  # fmt: skip


def _inside(part: Row, column: float) -> str:
    """A segment's number, where columns of that width give it room."""
    said = percent(part["share"])
    is_wide = part["width"] * column > text_width(said, 11) + 4
    return said if is_wide and part["group"] != "unclear" else ""


def _numbers(cells: Sequence[Row], most: float, room: Density, theme: Theme) -> go.Scatter:
    """The share behind each bar."""
    return go.Scatter(
        x=[cell["x"] + LEFT + cell["share"] / most * WIDEST for cell in cells],
        y=[cell["y"] for cell in cells],
        name="number",
        mode="text" if room.has_numbers else "none",
        text=[f"\u2009{percent(cell['share'])}" for cell in cells],
        textposition="middle right",
        textfont={"size": 11, "color": theme.quiet},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _silent(
    cells: Sequence[Row], columns: dict[str, int], places: dict[str, float], theme: Theme
) -> go.Scatter:
    """A faint dash where a speaker does not speak in an outlet."""
    heard = {(cell["x"], cell["y"]) for cell in cells}
    empty = [(x, y) for x in columns.values() for y in places.values() if (x, y) not in heard]
    return go.Scatter(
        x=[x + LEFT for x, _ in empty],
        y=[y for _, y in empty],
        name="silent",
        mode="text",
        text=["–"] * len(empty),
        textposition="middle right",
        textfont={"size": 11, "color": theme.faint},
        hoverinfo="skip",
    )


def _targets(
    cells: Sequence[Row], parts: Sequence[Row], names: dict[str, str], words: dict[str, int]
) -> go.Bar:
    """An unseen bar over every cell and segment: what is hovered and clicked."""
    bars = [(cell["x"] + LEFT, WHOLE, cell["y"]) for cell in cells]
    bars += [(part["base"], part["width"], part["y"]) for part in parts]
    told = [(cell, names[cell["voice"]]) for cell in cells]
    told += [(part, GROUPS[part["group"]]) for part in parts]
    same = {"marker": {"opacity": 1}}
    return _bar(
        "cell",
        bars,
        width=[ROW - 2] * len(cells) + [STACK] * len(parts),
        marker={"color": CLEAR, "line": {"width": 0}},
        selected=same,
        unselected=same,
        hovertext=[voices_labels.explained(row, name, words[row["outlet"]]) for row, name in told],
        hoverinfo="text",
        customdata=[[row["voice"], row["outlet"]] for row, _ in told],
    )


def _frame(
    selected: tuple[str, str], cells: Sequence[Row], parts: Sequence[Row], theme: Theme
) -> list[dict[str, Any]]:
    """What is selected: a ground behind a speaker's cell, a frame around a segment."""
    found = []
    for row in (*cells, *parts):
        if (row["voice"], row["outlet"]) != selected:
            continue
        is_part = "group" in row
        half = STACK / 2 + 4 if is_part else ROW / 2 - 2
        begin = row["base"] if is_part else row["x"] + LEFT - 0.02
        width = row["width"] if is_part else WHOLE + 0.04
        line = {"color": theme.text, "width": 1.6} if is_part else {"width": 0}
        found.append(
            {"type": "rect", "name": "selected", "x0": begin, "x1": begin + width,
             "layer": "above" if is_part else "below", "y0": row["y"] - half, "y1": row["y"] + half,
             "fillcolor": CLEAR if is_part else theme.row, "line": line}
        )  # fmt: skip
    return found
