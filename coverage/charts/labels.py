"""The words of the matrix: claims, headings, outlets, legend, and what a hovered cell says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from coverage.charts.style import (
    Row,
    Theme,
    bold,
    colour,
    fit,
    percent,
    plain,
    probability,
    records,
    wrapped,
)
from coverage.records import Status

LEGEND = 620
"""Pixels that the legend takes, with room for the tool bar beside it."""


@dataclass(frozen=True, slots=True)
class Density:
    """How tightly the columns stand; pixels."""

    most: int  # outlets up to which it serves
    label: int  # width of the claims' labels
    column: int  # least width of a column
    right: int  # right margin
    has_numbers: bool = True  # whether "12%" fits beside a mark, and outlets stand level


DENSITIES = (
    Density(2, 420, 96, 8),
    Density(3, 348, 92, 8),
    Density(4, 336, 96, 8),
    Density(8, 300, 72, 8),
    Density(999, 280, 40, 100, False),
)


def density(n_outlets: int) -> Density:
    """Room for `n_outlets` columns beside the labels."""
    return next((d for d in DENSITIES if n_outlets <= d.most), DENSITIES[-1])


def least_width(n_outlets: int) -> int:
    """Pixels under which a matrix of `n_outlets` should scroll rather than shrink."""
    room = density(n_outlets)
    return max(room.label + n_outlets * room.column + room.right + 8, LEGEND)


def left(text: str, y: float, room: Density, ink: str, size: int = 11) -> dict[str, Any]:
    """Text at the left edge of the figure."""
    return {"text": text, "x": 0, "xref": "paper", "xanchor": "left", "xshift": 10 - room.label,
            "y": y, "yanchor": "middle", "align": "left", "showarrow": False,
            "font": {"size": size, "color": ink}}  # fmt: skip


def claim_labels(
    claims: pd.DataFrame, places: dict[str, float], room: Density, theme: Theme
) -> list[dict[str, Any]]:
    """The claims in words, whole when hovered."""
    return [
        left(
            fit(claim["label"], room.label - 34, 13),
            places[claim["claim_id"]],
            room,
            theme.text,
            13,
        )
        | {"name": "claim", "hovertext": bold(claim["label"])}
        for claim in records(claims)
    ]


def group_labels(
    groups: list[tuple[str, float]], room: Density, theme: Theme
) -> list[dict[str, Any]]:
    """The groups' names."""
    return [left(text, y, room, theme.quiet) | {"name": "group"} for text, y in groups]


def section_labels(
    headings: list[tuple[Row, float]], n_outlets: int, room: Density, theme: Theme
) -> list[dict[str, Any]]:
    """Each sub-event in words, whole when hovered, and how many of the outlets tell it."""
    found = []
    for section, y in headings:
        rest = f" · {section['n_left_out']:,} more not shown" if section["n_left_out"] else ""
        told = f"told by {section['n_outlets']:,} of {n_outlets:,} outlets{rest}"
        text = (
            f"<b>{fit(section['label'], room.label - 34, 13.5)}</b><br>"
            f"<span style='color:{theme.quiet};font-size:11px'>{told}</span>"
        )
        more = {"name": "section", "hovertext": bold(section["label"])}
        found.append(left(text, y + 7, room, theme.text, 13) | more)
    return found


def outlets_again(
    centres: list[float], outlets: pd.DataFrame, room: Density, theme: Theme
) -> list[dict[str, Any]]:
    """The outlets beside later headings, for whoever has scrolled there."""
    font = {"size": 11, "color": theme.quiet}
    names = list(enumerate(outlets["outlet"])) if room.has_numbers else []
    return [
        {"text": fit(name, room.column, 11, 1), "x": i, "y": y, "showarrow": False, "font": font}
        for y in centres
        for i, name in names
    ]


def outlets_between(ends: list[float], outlets: pd.DataFrame, theme: Theme) -> list[dict[str, Any]]:
    """The outlets, slanted, above where each band between rows ends."""
    fixed = {"name": "again", "xanchor": "left", "yanchor": "bottom", "textangle": -45,
             "showarrow": False, "font": {"size": 11, "color": theme.quiet}}  # fmt: skip
    names = [fit(name, 92, 11, lines=1) for name in outlets["outlet"]]
    return [fixed | {"text": name, "x": i, "y": y} for y in ends for i, name in enumerate(names)]


def outlet_labels(outlets: pd.DataFrame, room: Density, theme: Theme) -> list[dict[str, Any]]:
    """Outlets with their words counted, above the columns; slanted where columns are narrow."""
    fixed = {"name": "outlet", "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False,
             "font": {"size": 13, "color": theme.text}}  # fmt: skip
    labels = []
    for i, row in enumerate(records(outlets)):
        small = f"<span style='color:{theme.quiet};font-size:11px'>"
        words = f"{small}{row['n_words']:,} words</span>"
        date = f"{small}{row['date']}</span>" if "date" in row else ""
        if room.has_numbers:
            name = f"<b>{fit(row['outlet'], room.column + 4, 13.5)}</b>"
            text = "<br>".join(filter(None, [name, words, date]))
            place = {"text": text, "xanchor": "center", "yshift": 4}
        else:
            text = f"{fit(row['outlet'], 110, 13, lines=1)} {words}"
            place = {"text": text, "xanchor": "left", "textangle": -45, "yshift": 2}
        hover = {"hovertext": "<br>".join(map(wrapped, row["dates"]))} if "dates" in row else {}
        labels.append(fixed | {"x": i} | place | hover)
    return labels


def legend(room: Density, theme: Theme, top: int) -> dict[str, Any]:
    """One quiet line above all."""
    scale = "".join(f"<span style='color:{colour(x, theme)}'>■</span>" for x in (-2, -1, 0, 1, 2))
    parts = [
        "■ share of the outlet’s words",
        f"below {scale} above the outlets’ mean",
        "▣ headline or standfirst",
        "⬚ uncertain",
        "✕ omitted",
    ]
    place = {"name": "legend", "yref": "paper", "yanchor": "top", "yshift": top - 4}
    return left(("\u00a0" * 3).join(parts), 1, room, theme.quiet) | place


def number(cell: Row) -> str:
    """What stands beside a cell's mark."""
    if cell["status"] == Status.UNCERTAIN:
        return probability(cell["nearest_probability"])
    return "" if cell["status"] == Status.OMITTED else percent(cell["share"])


def lift(cell: Row) -> float:
    """A cell's lift; 0 where it has none."""
    return 0.0 if pd.isna(cell["lift"]) else float(cell["lift"])


def _nearest(probable: float | None) -> str:
    """How near an outlet comes to a claim it does not report."""
    if probable is None or pd.isna(probable):
        return ""
    return f"<br>Its nearest sentence: {plain(probability(probable))}"


def explanation(cell: Row, claim: str, n_words: int) -> tuple[str, ...]:
    """What a cell says, in words: parts of one text, of which many cells have some in common."""
    outlet, status = plain(cell["outlet"]), cell["status"]
    if status in {Status.OMITTED, Status.UNCERTAIN}:
        verb = "does not report this" if status == Status.OMITTED else "may report this"
        return bold(claim), f"<br>{outlet} {verb}", _nearest(cell["nearest_probability"])
    of = "one of them " if cell["n_mentions"] > 1 else ""
    where = f", {of}its headline or standfirst"
    sentences = "1 sentence" if cell["n_mentions"] == 1 else f"{cell['n_mentions']} sentences"
    return (
        bold(claim),
        f"<br>{outlet} gives this ",
        f"{plain(percent(cell['share']))} of its {n_words:,} words,<br>in {sentences}"
        f"{where if cell['is_headline'] else ''}; {2 ** lift(cell):.1f} times the outlets’ mean",
    )
