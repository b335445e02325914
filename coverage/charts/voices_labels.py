"""The words of the picture of voices: speakers, headings, outlets, legend, and hovered bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from coverage.charts import labels
from coverage.charts.labels import Density
from coverage.charts.style import Row, Theme, bold, fit, mixed, percent, plain

LABEL = 236
"""Pixels for the speakers' names."""

LEAST = 580
"""Pixels under which the legends do not fit."""

GAP = "\u00a0" * 3

LEFT = -0.46
"""In columns: where bars begin, and the outlets' names above them."""

GROUPS = {
    "own": "own voice",
    "person": "named people",
    "institution": "institutions",
    "anonymous": "without a name",
    "unclear": "unclear",
}
"""Into which an outlet's words part, in the order of the stacked bars."""

INDIRECT = 0.42
"""Weight of the colour of words that are reported, not quoted."""


def density(n_outlets: int) -> Density:
    """Room for `n_outlets` columns beside the speakers' names."""
    return replace(labels.density(n_outlets), label=LABEL)


def least_width(n_outlets: int) -> int:
    """Pixels under which the picture should scroll rather than shrink."""
    room = density(n_outlets)
    return max(room.label + n_outlets * room.column + room.right + 8, LEAST)


def least_column(n_outlets: int) -> float:
    """Pixels that a column has at least."""
    room = density(n_outlets)
    return (least_width(n_outlets) - room.label - room.right) / max(n_outlets, 1)


def shades(theme: Theme) -> dict[str, str]:
    """Colour of each group: the less is known of who speaks, the fainter."""
    return {
        "own": mixed(theme.middle, theme.card, 0.6),
        "person": theme.low,
        "institution": mixed(theme.low, theme.card, 0.58),
        "anonymous": mixed(theme.low, theme.card, 0.3),
        "unclear": theme.card,
    }


def explained(row: Row, name: str, n_words: int) -> str:
    """What a bar says, in words."""
    sentences = "1 sentence" if row["n_sentences"] == 1 else f"{row['n_sentences']:,} sentences"
    head = f"{bold(name)}<br>{plain(row['outlet'])}: {plain(percent(row['share']))} of its "
    said = f"{head}{n_words:,} words, in {sentences}"
    if row["voice"] == "own":
        return said
    reported = row["share"] - row["direct"]
    return (
        f"{said}<br>{plain(percent(row['direct']))} in quotation marks, "
        f"{plain(percent(reported))} reported"
    )


def row_labels(
    rows: Sequence[Row], places: dict[str, float], room: Density, theme: Theme
) -> list[dict[str, Any]]:
    """The speakers' names, and in small letters what they are, whole when hovered."""
    found = []
    for row in rows:
        name = fit(row["label"], room.label - 20, 13, lines=1)
        small = f"<br><span style='color:{theme.quiet};font-size:11px'>{plain(row['note'])}</span>"
        text = name + (small if row["note"] else "")
        place = labels.left(text, places[row["voice"]], room, theme.text, 13)
        found.append(place | {"name": "voice", "hovertext": bold(row["label"])})
    return found


def headings(
    most: float | None, places: tuple[float, float, float], room: Density, theme: Theme
) -> list[dict[str, Any]]:
    """What the bars are, each heading with its legend; `most`: the longest speaker's bar.

    `places`: the vertical centres of the first heading, the stacked bars, the second heading.
    """
    first, split, second = places
    told = [("WHOSE WORDS", _groups(theme), first)]
    if most is not None:
        scale = f"{GAP}the longest bar is {plain(percent(most))}"
        told.append(("WHO SPEAKS", _ways(theme) + scale, second))
    found = [
        labels.left(f"{title}{GAP}{key}", y, room, theme.quiet) | {"name": "heading"}
        for title, key, y in told
    ]
    return [*found, labels.left("All words", split, room, theme.text, 13) | {"name": "split"}]


def _key(ink: str, text: str, mark: str = "■") -> str:
    return f"<span style='color:{ink};font-size:15px'>{mark}</span> {text}"


def _groups(theme: Theme) -> str:
    """The colours of the stacked bars."""
    ink = shades(theme) | {"unclear": theme.quiet}
    marks = {"unclear": "▨"}
    return GAP.join(_key(ink[g], name, marks.get(g, "■")) for g, name in GROUPS.items())


def _ways(theme: Theme) -> str:
    """The colours of the speakers' bars."""
    light = mixed(theme.accent, theme.card, INDIRECT)
    return GAP.join((_key(theme.accent, "in quotation marks"), _key(light, "reported")))


def outlet_labels(outlets: pd.DataFrame, room: Density, theme: Theme) -> list[dict[str, Any]]:
    """The outlets above the beginning of their bars."""
    found = labels.outlet_labels(outlets, room, theme)
    if room.has_numbers:
        found = [
            label | {"x": label["x"] + LEFT, "xanchor": "left", "align": "left"} for label in found
        ]
    return found
