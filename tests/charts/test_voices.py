"""What the picture of voices shows for a table, read off its traces and annotations."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from coverage import charts
from coverage.charts import DARK, LIGHT

OUTLETS = pd.DataFrame({"outlet": ["Courier", "Gazette"], "n_words": [100, 2000]})
ROWS = pd.DataFrame(
    {
        "voice": ["person:Ann Vane", "institution:Port & Co <b>"],
        "label": ["Ann Vane", "Port & Co <b>"],
        "note": ["", "institution · only in Courier"],
    }
)
CELLS = pd.DataFrame(
    [
        ("person:Ann Vane", "Courier", 0.2, 0.05, 2),
        ("person:Ann Vane", "Gazette", 0.4, 0.4, 1),
        ("institution:Port & Co <b>", "Courier", 0.1, 0.0, 3),
    ],
    columns=["voice", "outlet", "share", "direct", "n_sentences"],
)
SPLITS = pd.DataFrame(
    [
        ("own", "Courier", 0.7, 0.0, 9),
        ("person", "Courier", 0.2, 0.05, 2),
        ("institution", "Courier", 0.1, 0.0, 3),
        ("unclear", "Gazette", 0.1, 0.1, 1),
        ("own", "Gazette", 0.5, 0.0, 20),
        ("person", "Gazette", 0.4, 0.4, 1),
    ],
    columns=["group", "outlet", "share", "direct", "n_sentences"],
)


@pytest.fixture
def figure() -> go.Figure:
    return charts.voices(ROWS, CELLS, SPLITS, OUTLETS, LIGHT, ("person:Ann Vane", "Gazette"))


def trace(figure: go.Figure, name: str) -> Any:
    return next(t for t in figure.data if t.name == name)


def test_bars_are_as_long_as_shares_quoted_words_first(figure: go.Figure) -> None:
    """0.4 is the longest; of Vane's 0.2 in the Courier a quarter is quoted."""
    direct, indirect = trace(figure, "direct"), trace(figure, "indirect")
    longest = direct.x[1]
    assert direct.x[0] == pytest.approx(longest / 8)
    assert indirect.x[0] == pytest.approx(longest * 3 / 8)
    assert indirect.base[0] == pytest.approx(direct.base[0] + direct.x[0])
    assert indirect.x[1] == pytest.approx(0)


def test_the_stacked_bars_are_all_words_in_their_order(figure: go.Figure) -> None:
    """Own voice first and nobody named last, each from where the one before ends."""
    split = trace(figure, "split")
    ends = [base + length for base, length in zip(split.base, split.x, strict=True)]
    courier = [k for k, base in enumerate(split.base) if base < 0.5]
    assert [round(split.x[k] / sum(split.x[i] for i in courier), 6) for k in courier] == [
        0.7,
        0.2,
        0.1,
    ]
    assert split.base[courier[1]] == pytest.approx(ends[courier[0]])
    assert split.text[courier[0]] == "70%"


def test_every_bar_can_be_clicked_and_says_what_it_is(figure: go.Figure) -> None:
    cells = trace(figure, "cell")
    told = dict(zip(map(tuple, cells.customdata), cells.hovertext, strict=True))
    assert len(told) == len(CELLS) + len(SPLITS)
    said = told["institution:Port & Co <b>", "Courier"]
    assert said.startswith("<b>Port &amp; Co &lt;b&gt;</b><br>Courier: 10% of its 100 words")
    assert "3 sentences" in said
    assert "quotation" not in told["own", "Courier"]


def test_a_dash_stands_where_a_speaker_is_silent(figure: go.Figure) -> None:
    assert len(trace(figure, "silent").x) == 1


def test_what_is_chosen_has_a_ground(figure: go.Figure) -> None:
    assert len(figure.layout.shapes) == 1
    part = charts.voices(ROWS, CELLS, SPLITS, OUTLETS, DARK, ("own", "Courier"))
    assert part.layout.shapes[0].layer == "above"
    assert not charts.voices(ROWS, CELLS, SPLITS, OUTLETS, DARK).layout.shapes


def test_labels_are_escaped_and_say_what_a_speaker_is(figure: go.Figure) -> None:
    texts = [a.text for a in figure.layout.annotations if a.name == "voice"]
    assert texts[0] == "Ann Vane"
    assert texts[1].startswith("Port &amp; Co &lt;b&gt;<br>")
    assert "only in Courier" in texts[1]


def test_without_speakers_the_stacked_bars_stand_alone() -> None:
    figure = charts.voices(ROWS[:0], CELLS[:0], SPLITS[SPLITS["group"] == "own"], OUTLETS, DARK)
    assert len(trace(figure, "cell").x) == 2
    assert not any("WHO SPEAKS" in str(a.text) for a in figure.layout.annotations)


def test_with_many_outlets_numbers_make_way() -> None:
    names = [f"Outlet {k}" for k in range(12)]
    outlets = pd.DataFrame({"outlet": names, "n_words": [100] * 12})
    cells = pd.DataFrame(
        [("person:Ann Vane", name, 0.2, 0.1, 1) for name in names], columns=CELLS.columns
    )
    figure = charts.voices(ROWS, cells, SPLITS, outlets, LIGHT)
    assert trace(figure, "number").mode == "none"
    assert charts.voices_width(12) > charts.voices_width(2)
