"""Colours, font and words of the figures: what every picture has in common.

Text from articles is escaped (`plain`): Plotly reads a little HTML.
"""

from __future__ import annotations

import html
import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd
import plotly.graph_objects as go

LIFT_LIMIT = 2.0
"""Lift at which the colour is full: 4 times the outlets' mean, or a quarter of it."""

HOVER = 58
"""Letters in a line of a hover label."""

ALL = 0.9999
"""Share from which "100%" is said: sums of shares are not exact."""

CLEAR = "rgba(0,0,0,0)"

_N_FITTED = 20_000
"""Texts that stay as fitted: a picture is drawn anew at each click, and its words are the same."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours and font of a figure; its background is always see-through."""

    text: str
    quiet: str  # secondary text
    faint: str  # crosses
    line: str  # hair lines
    row: str  # behind the selected row
    accent: str
    card: str  # what the figure lies on
    low: str  # below the outlets' mean
    middle: str
    high: str  # above it
    font: str = "Arial, 'Liberation Sans', 'Helvetica Neue', Helvetica, sans-serif"


LIGHT = Theme(
    text="#1f2328", quiet="#676c72", faint="#a4a8ad", line="#e6e6e2", row="#e8eff0",
    accent="#1f6f73", card="#ffffff", low="#4a78b5", middle="#d6d4ce", high="#d9653a",
)  # fmt: skip
DARK = Theme(
    text="#e8e8e4", quiet="#a0a5ab", faint="#696f76", line="#2a2e33", row="#253133",
    accent="#6fc3be", card="#1c1f23", low="#5f94dc", middle="#858a8f", high="#ec8a5c",
)  # fmt: skip


_WIDTHS = {
    "ijl'|": 222, " !,./:;I[]ft": 278, '()-r"': 344, "Jckszvxy*": 500, "+<=>~": 584,
    "FTZ": 611, "ABEKPSVXY&": 667, "CDHNRUw": 722, "GOQ": 778, "mM": 833, "%W": 925, "@—…": 1000,
}  # fmt: skip
_WIDTH = {char: width for chars, width in _WIDTHS.items() for char in chars}
_ANY, _WIDE = 556, 1000  # of any other letter or digit, of an East Asian one; thousandths of an em


def text_width(text: str, size: float) -> float:
    """Pixels that `text` takes in Arial of `size`; near enough to decide where to break it."""
    wide = [c for c in text if unicodedata.east_asian_width(c) in "WF"]
    narrow = sum(_WIDTH.get(c, _ANY) for c in text if c not in wide)
    return (narrow + _WIDE * len(wide)) * size / 1000


@lru_cache(maxsize=_N_FITTED)
def fit(text: str, width: float, size: float, lines: int = 2) -> str:
    """`text` escaped and broken into at most `lines` of `width` pixels, "…" where it is cut."""
    rows, words = [""], text.split()
    for i, word in enumerate(words):
        longer = f"{rows[-1]} {word}".strip()
        ending = "…" if len(rows) == lines and i < len(words) - 1 else ""
        if text_width(longer + ending, size) <= width:
            rows[-1] = longer
        elif len(rows) == lines:
            rows[-1] = _cut(longer, width, size)
            break
        else:
            rows.append(word if text_width(word, size) <= width else _cut(word, width, size))
    return "<br>".join(plain(row) for row in rows if row)


def _cut(text: str, width: float, size: float) -> str:
    """The longest beginning of `text` that fits `width` with an ellipsis."""
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip(" ,;:") + "…"


def plain(text: str) -> str:
    """`text` with nothing in it that Plotly would read as markup."""
    return html.escape(text, quote=False)


@lru_cache(maxsize=_N_FITTED)
def bold(text: str) -> str:
    """The whole of `text` in bold lines of a hover label."""
    return "<br>".join(f"<b>{plain(line)}</b>" for line in textwrap.wrap(text, HOVER))


@lru_cache(maxsize=_N_FITTED)
def wrapped(text: str) -> str:
    """The whole of `text` in lines of a hover label."""
    return "<br>".join(plain(line) for line in textwrap.wrap(text, HOVER))


def percent(share: float) -> str:
    """A share as per cent: "12%", "<1%" for what would round to nothing, ">99%" to all."""
    rounded = f"{share:.0%}"
    if rounded == "100%" and share < ALL:
        return ">99%"
    return "<1%" if share > 0 and rounded == "0%" else rounded


def probability(value: float) -> str:
    """A probability as it stands beside a mark: "p .41"."""
    hundredths = min(round(value * 100), 99)
    return f"p .{hundredths:02d}" if hundredths else "p <.01"


def colour(lift: float, theme: Theme) -> str:
    """Colour of a lift on the theme's diverging scale, `middle` at 0."""
    weight = min(abs(lift), LIFT_LIMIT) / LIFT_LIMIT
    ends = zip(_rgb(theme.middle), _rgb(theme.high if lift > 0 else theme.low), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * weight):02x}" for a, b in ends)


def mixed(code: str, ground: str, weight: float) -> str:
    """A colour over a ground, `weight` of it from 0 to 1."""
    pairs = zip(_rgb(code), _rgb(ground), strict=True)
    return "#" + "".join(f"{round(b + (a - b) * weight):02x}" for a, b in pairs)


def _rgb(code: str) -> list[int]:
    return [int(code[i : i + 2], 16) for i in (1, 3, 5)]


Row = dict[str, Any]
"""A row of a table."""


def records(frame: pd.DataFrame) -> list[Row]:
    """The rows of a table, in order."""
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def layout(theme: Theme, height: float, margin: dict[str, int]) -> dict[str, Any]:
    """Layout that every figure has."""
    font = {"family": theme.font, "color": theme.text, "size": 13}
    label = {"bgcolor": theme.card, "bordercolor": theme.faint, "align": "left", "font": font}
    bar = {"bgcolor": CLEAR, "color": theme.faint, "activecolor": theme.accent}
    return {
        "height": height + margin["t"] + margin["b"],
        "margin": margin | {"pad": 0},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": font,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": label,
        "modebar": bar,
    }


def figure(traces: Sequence[dict[str, Any]], layout: dict[str, Any]) -> go.Figure:
    """The figure of these traces and this layout, unchecked by Plotly.

    To check a matrix of 200 claims by 30 outlets takes ten times as long as to make it, at each
    click anew; the tests have Plotly check what is made here.
    """
    return go.Figure(list(traces), layout, _validate=False)
