"""Colours, measured text and numbers."""

from __future__ import annotations

import pytest

from coverage import charts
from coverage.charts import DARK, LIGHT


def test_colour_is_the_lift_clipped() -> None:
    """Grey at the outlets' mean, full at four times and at a quarter of it."""
    assert charts.colour(0.0, LIGHT) == LIGHT.middle
    assert charts.colour(2.0, LIGHT) == charts.colour(5.0, LIGHT) == LIGHT.high
    assert charts.colour(-2.0, DARK) == charts.colour(-5.0, DARK) == DARK.low


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.0, "0%"), (0.001, "<1%"), (0.12, "12%"), (0.997, ">99%"), (1.0, "100%")],
)
def test_percent_says_neither_nothing_nor_all_unless_it_is(share: float, said: str) -> None:
    assert charts.percent(share) == said
    assert charts.percent(share - 1e-12 if share == 1.0 else share) == said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Short", "Short"),
        ("The bridge over the Lenn", "The bridge<br>over the Lenn"),
        ("The bridge over the Lenn is closed", "The bridge<br>over the Le…"),
        ("Donaudampfschifffahrt", "Donaudam…"),
        ("", ""),
    ],
)
def test_fit_breaks_by_width(text: str, shown: str) -> None:
    """Two lines of 80 pixels at 13 pixels a letter's height; the rest is for the hover."""
    assert charts.fit(text, 80, 13) == shown
