"""What the matrix shows for a table, read off its traces and shapes."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from coverage import charts
from coverage.charts import DARK, LIGHT
from coverage.records import Status

OUTLETS = pd.DataFrame({"outlet": ["Courier", "Gazette", "Observer"], "n_words": [100, 200, 4000]})
CLAIMS = pd.DataFrame(
    {
        "claim_id": ["closed", "free", "ferry"],
        "label": ["The bridge is closed", "Crossing stays free", "The ferry is full"],
        "n_outlets": [2, 1, 1],
    }
)


def cell(claim: str, outlet: str, status: Status, **more: Any) -> dict[str, Any]:
    """A row of `emphasis`, as it is for a claim that is told or left out."""
    told = status in {Status.STRESSED, Status.MENTIONED}
    usual = {
        "share": 0.1 if told else 0.0,
        "lift": 0.5 if told else math.nan,
        "n_mentions": int(told),
        "is_headline": False,
        "nearest_probability": math.nan if told else 0.06,
    }
    return {"claim_id": claim, "outlet": outlet, "status": status} | usual | more


# The Observer has no article on which "free" could stand: no row.
CELLS = pd.DataFrame(
    [
        cell("free", "Courier", Status.STRESSED, share=0.4, lift=1.5, is_headline=True),
        cell("free", "Gazette", Status.UNCERTAIN, nearest_probability=0.41),
        cell("closed", "Courier", Status.MENTIONED, share=0.1, lift=-3.0),
        cell("closed", "Gazette", Status.MENTIONED, share=0.2, lift=0.0),
        cell("closed", "Observer", Status.OMITTED),
        cell("ferry", "Observer", Status.MENTIONED, share=0.0004),
    ]
)


@pytest.fixture
def figure() -> go.Figure:
    return charts.matrix(CLAIMS, CELLS, OUTLETS, LIGHT, selected="free")


def trace(figure: go.Figure, name: str) -> Any:
    return next(t for t in figure.data if t.name == name)


def places(figure: go.Figure, name: str) -> list[tuple[float, float]]:
    drawn = trace(figure, name)
    return list(zip(drawn.x, drawn.y, strict=True))


def texts(figure: go.Figure, name: str) -> list[str]:
    return [a.text for a in figure.layout.annotations if a.name == name]


def cells_by_id(figure: go.Figure) -> dict[tuple[str, str], tuple[float, float]]:
    """Claim and outlet -> place, as a click and what is said of the cell tell them."""
    claims = [claim for (claim,) in trace(figure, "cell").customdata]
    outlets = [
        re.findall("<br>([^<]+?) (?:gives|does not|may) ", said)[0] for said in hovered(figure)
    ]
    ids = zip(claims, outlets, strict=True)
    return dict(zip(ids, places(figure, "cell"), strict=True))


def hovered(figure: go.Figure) -> list[str]:
    """What each cell says when it is hovered."""
    cell = trace(figure, "cell")
    return [
        re.sub(r"%\{meta\[(\d+)\]\}", lambda found: cell.meta[int(found[1])], template)
        for template in cell.hovertemplate
    ]


def test_status_decides_the_mark(figure: go.Figure) -> None:
    """Told: a square. Omitted: a cross. Uncertain: a dashed square with how near it came."""
    at = cells_by_id(figure)
    told = [
        ("closed", "Courier"),
        ("closed", "Gazette"),
        ("free", "Courier"),
        ("ferry", "Observer"),
    ]
    assert set(places(figure, "share")) == {at[key] for key in told}
    assert places(figure, "omitted") == [at["closed", "Observer"]]
    dashed = [s for s in figure.layout.shapes if s.name == "uncertain"]
    assert [(s.xanchor, s.yanchor) for s in dashed] == [at["free", "Gazette"]]
    numbers = dict(zip(at, trace(figure, "cell").text, strict=True))
    assert numbers["free", "Gazette"] == "p .41"
    assert numbers["free", "Courier"] == "40%"
    assert numbers["ferry", "Observer"] == "<1%"
    assert numbers["closed", "Observer"] == ""


def test_an_outlet_without_an_article_has_nothing_at_all(figure: go.Figure) -> None:
    """Silence on the event is not omission of a claim: no cross, and nothing to click."""
    assert ("free", "Observer") not in cells_by_id(figure)


def test_the_headline_is_ringed(figure: go.Figure) -> None:
    assert places(figure, "ring") == [cells_by_id(figure)["free", "Courier"]]


def test_area_is_the_share(figure: go.Figure) -> None:
    """Four times the share is twice the side; what is too small to be seen gets the least side."""
    side = dict(zip(places(figure, "share"), trace(figure, "share").marker.size, strict=True))
    at = cells_by_id(figure)
    assert side[at["free", "Courier"]] == pytest.approx(2 * side[at["closed", "Courier"]])
    assert side[at["ferry", "Observer"]] == charts.SMALLEST


def test_order_is_the_tables(figure: go.Figure) -> None:
    """Rows and columns stand as given, downwards and to the right, under their groups' headings."""
    at = cells_by_id(figure)
    assert at["closed", "Courier"][1] < at["free", "Courier"][1] < at["ferry", "Observer"][1]
    assert at["closed", "Courier"][0] < at["closed", "Gazette"][0] < at["closed", "Observer"][0]
    assert texts(figure, "group") == ["SHARED BY TWO OR MORE", "TOLD BY ONE OUTLET ONLY"]
    assert [re.sub("<.*?>", "", text) for text in texts(figure, "outlet")] == [
        "Courier100 words",
        "Gazette200 words",
        "Observer4,000 words",
    ]


def test_the_selected_row_is_lit(figure: go.Figure) -> None:
    y = cells_by_id(figure)["free", "Courier"][1]
    lit = [s for s in figure.layout.shapes if s.name == "selected"]
    assert lit
    assert all(s.y0 < y < s.y1 and s.y1 - s.y0 <= charts.ROW for s in lit)


def test_hover_says_the_cell_in_words(figure: go.Figure) -> None:
    said = dict(zip(cells_by_id(figure), hovered(figure), strict=True))
    assert "Courier gives this 40% of its 100 words" in said["free", "Courier"]
    assert "its headline or standfirst" in said["free", "Courier"]
    assert "does not report this" in said["closed", "Observer"]
    assert "may report this" in said["free", "Gazette"]


def test_text_is_data() -> None:
    """Plotly reads a little HTML; an article's words must not become any."""
    evil = "<a href='https://out.example'>Free</a> & easy"
    outlets = OUTLETS.assign(outlet=["<b>C</b>", "Gazette", "Observer"])
    cells = CELLS.replace({"outlet": {"Courier": "<b>C</b>"}})
    drawn = charts.matrix(CLAIMS.assign(label=evil), cells, outlets, LIGHT)
    written = drawn.to_json()
    assert "<a " not in written.replace("\\u003c", "<")
    assert "<b>C</b>" not in written.replace("\\u003c", "<")


def test_plotly_takes_what_is_drawn(figure: go.Figure) -> None:
    """A figure is made unchecked; this raises at a name or a value that Plotly does not know."""
    checked = go.Figure(figure.to_dict())
    assert json.loads(checked.to_json()) == json.loads(figure.to_json())


@pytest.mark.parametrize(("n_claims", "n_outlets"), [(3, 2), (200, 30)])
def test_any_size(n_claims: int, n_outlets: int) -> None:
    """Rows keep their height, however many; columns get narrow, then the numbers go."""
    names = [f"Outlet {i}" for i in range(n_outlets)]
    ids = [f"c{i}" for i in range(n_claims)]
    claims = pd.DataFrame({"claim_id": ids, "label": ids, "n_outlets": n_outlets})
    outlets = pd.DataFrame({"outlet": names, "n_words": 100})
    cells = pd.DataFrame([cell(i, o, Status.MENTIONED) for i in ids for o in names])
    drawn = charts.matrix(claims, cells, outlets, DARK)
    assert len(cells_by_id(drawn)) == n_claims * n_outlets
    assert drawn.layout.height > n_claims * charts.ROW
    assert ("text" in trace(drawn, "cell").mode) == (n_outlets <= 8)
    assert charts.LEGEND <= charts.least_width(n_outlets) < 60 * n_outlets + 520
    rows = sorted({y for _, y in cells_by_id(drawn).values()})
    again = {a.y for a in drawn.layout.annotations if a.name == "again"}
    assert len(again) == (0 if n_outlets <= 8 else (n_claims - 1) // 14)
    assert not [y for y in again for row in rows if abs(y - row) < charts.ROW / 2], "between rows"


def test_what_is_left_out_is_said_in_the_picture() -> None:
    """A picture that leaves claims out says so itself: it may be shown without the page."""
    drawn = charts.matrix(CLAIMS, CELLS, OUTLETS, LIGHT, n_left_out=23)
    assert texts(drawn, "group")[-1] == "TOLD BY ONE OUTLET ONLY · 23 MORE NOT SHOWN"


SECTIONS = pd.DataFrame(
    {
        "sub_event_id": ["boats", "choir"],
        "label": ["The <ferry> is full", "The choir sings"],
        "n_outlets": [1, 2],
        "n_left_out": [4, 0],
    }
)


def test_sub_events_stand_in_sections_below_the_events_own_claims() -> None:
    """Under a rule and a heading that says how many outlets tell it; without claims, none."""
    claims = CLAIMS.assign(sub_event_id=["", "", "boats"])
    drawn = charts.matrix(claims, CELLS, OUTLETS, LIGHT, n_left_out=2, sections=SECTIONS)
    (heading,) = [a for a in drawn.layout.annotations if a.name == "section"]
    assert re.sub("<.*?>", "", heading.text.replace("<br>", " ")) == (
        "The &lt;ferry&gt; is full told by 1 of 3 outlets · 4 more not shown"
    )
    assert texts(drawn, "group")[-1].endswith("2 MORE NOT SHOWN")
    at = cells_by_id(drawn)
    assert at["free", "Courier"][1] < heading.y < at["ferry", "Observer"][1]
    rules = {s.y0 for s in drawn.layout.shapes if s.name == "section"}
    assert len(rules) == 1
    assert at["free", "Courier"][1] < rules.pop() < heading.y


def test_without_sub_events_nothing_changes(figure: go.Figure) -> None:
    claims, none = CLAIMS.assign(sub_event_id=""), SECTIONS.head(0)
    drawn = charts.matrix(claims, CELLS, OUTLETS, LIGHT, selected="free", sections=none)
    assert drawn.to_json() == figure.to_json()


def test_the_date_stands_under_the_outlet() -> None:
    """With what it is known from when hovered."""
    dates = pd.Series([["why <i>"]] * 3)
    outlets = OUTLETS.assign(date=["3 May 2031", "undated", "4 May 2031"], dates=dates)
    drawn = charts.matrix(CLAIMS, CELLS, outlets, LIGHT)
    header = [a for a in drawn.layout.annotations if a.name == "outlet"][1]
    assert "undated" in header.text
    assert header.hovertext == "why &lt;i&gt;"
