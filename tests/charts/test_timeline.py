"""What the timeline shows for a table."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from coverage import charts
from coverage.charts import DARK, LIGHT


def trace(figure: go.Figure, name: str) -> Any:
    return next(t for t in figure.data if t.name == name)


def test_timeline_marks_who_and_how_exactly() -> None:
    """A lane an outlet; hollow where the day is not known; beside them what is undated."""
    time = pd.Timestamp("2031-05-03T09:30Z")
    articles = pd.DataFrame(
        {
            "event_id": ["a", "a", "b"],
            "outlet": ["Gazette", "Courier", "Courier"],
            "title": ["One", "Two", "Three"],
            "published": [time, time, pd.NaT],
            "published_precision": ["minute", "window", "none"],
            "published_basis": ["said", "a <window>", "the page does not say"],
            "is_shared": [True, True, False],
        }
    )
    drawn = charts.timeline(articles, LIGHT)
    dots = trace(drawn, "article")
    assert list(drawn.layout.yaxis.ticktext) == ["Courier", "Gazette"]
    assert list(dots.marker.color) == [LIGHT.accent, charts.CLEAR]
    assert "3 May 2031, 09:30 UTC" in dots.hovertext[0]
    assert "about 3 May 2031" in dots.hovertext[1]
    assert "a &lt;window&gt;" in dots.hovertext[1]
    undated = trace(drawn, "undated")
    assert list(undated.y) == [dots.y[1]]
    assert list(undated.marker.color) == [charts.CLEAR]
    assert "Courier · undated<br>the page does not say" in undated.hovertext[0]
    checked = go.Figure(drawn.to_dict())  # raises at what Plotly does not know
    assert json.loads(checked.to_json()) == json.loads(drawn.to_json())


@pytest.mark.parametrize(
    ("published", "precision", "said"),
    [
        ("2031-05-03T09:30Z", "minute", "3 May 2031, 09:30 UTC"),
        ("2031-05-03T09:30Z", "day", "3 May 2031"),
        ("2031-05-03T09:30Z", "window", "about 3 May 2031"),
        (None, "none", "undated"),
    ],
)
def test_when_in_words(published: str | None, precision: str, said: str) -> None:
    time = pd.Timestamp(published) if published else None
    assert charts.when(time, precision) == said


def test_a_timeline_of_undated_articles_only() -> None:
    """No axis of time where there is no time."""
    articles = pd.DataFrame(
        {
            "event_id": "a",
            "outlet": ["Courier"] * 9,
            "title": "One",
            "published": pd.NaT,
            "published_precision": "none",
            "published_basis": "",
            "is_shared": False,
        }
    )
    drawn = charts.timeline(articles, DARK)
    assert not drawn.layout.xaxis.visible
    assert max(trace(drawn, "undated").x) < drawn.layout.xaxis2.range[1]
