"""Where articles that share text stand, which of their pairs are drawn, and how."""

from __future__ import annotations

import time
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from coverage import charts
from coverage.charts import DARK, LIGHT
from coverage.charts.copies_layout import TIGHT, UNDATED, lay_out


def article(name: str, version: str, hour: float | None, outlet: str = "") -> dict[str, Any]:
    begin = (
        None if hour is None else pd.Timestamp("2031-05-03", tz="UTC") + pd.Timedelta(hours=hour)
    )
    return {
        "article_id": name, "version_id": version, "outlet": outlet or name.title(),
        "title": f"Told by {name}", "n_words": 120, "published": begin,
        "published_precision": "none" if begin is None else "minute", "begin": begin,
        "until": None if begin is None else begin + pd.Timedelta("1min"),
    }  # fmt: skip


def pair(a: str, b: str, n_words: int, first: str = "") -> dict[str, Any]:
    return {
        "article_a": a, "article_b": b, "n_words": n_words, "share_a": 0.5, "share_b": 0.9,
        "first": first, "first_basis": "published <earlier>",
    }  # fmt: skip


WIRE = [
    article("courier", "v", 10),
    article("gazette", "v", None),
    article("ledger", "own", 12),
    article("observer", "alone", 9),
    article("wire", "v", 8),
]
SHARED = [
    pair("courier", "wire", 80, "b"),
    pair("gazette", "wire", 60),
    pair("courier", "gazette", 40),
    pair("ledger", "wire", 20, "b"),
]


def drawn(
    selected: tuple[str, ...] = ("courier", "wire"), theme: charts.Theme = LIGHT
) -> go.Figure:
    return charts.copies(pd.DataFrame(WIRE), pd.DataFrame(SHARED), theme, frozenset(selected))


def named(figure: go.Figure, kind: str, name: str) -> list[Any]:
    return [part for part in getattr(figure.layout, kind) if part.name == name]


def test_versions_stand_together_in_order_of_time() -> None:
    """The wire's copies first, then who has some of its text; who shares nothing is not drawn.

    Time runs from the wire at 8:00 to the minute after the Ledger at 12:00; what is undated has a
    column of its own.
    """
    layout = lay_out(WIRE, SHARED, frozenset())
    assert list(layout.nodes) == ["wire", "courier", "gazette", "ledger"]
    assert [(g.is_version, g.n_articles) for g in layout.groups] == [(True, 3), (False, 1)]
    rows = [node.y for node in layout.nodes.values()]
    assert rows == sorted(rows)
    places = {name: node.x for name, node in layout.nodes.items()}
    assert places["wire"] == 0
    assert places["courier"] == pytest.approx(120 / 241)
    assert places["gazette"] == UNDATED
    assert layout.ticks[-1] == (UNDATED, "undated")
    assert layout.ticks[0] == (0, "08:00<br>3 May 2031")
    assert [said for _, said in layout.ticks[1:-1]] == ["09:00", "10:00", "11:00", "12:00"]


def test_each_article_hangs_by_its_nearest_copy() -> None:
    """Courier and Gazette share text, but each shares more with the wire; chosen, it is drawn."""
    ties = [
        (e.pair["article_a"], e.pair["article_b"]) for e in lay_out(WIRE, SHARED, frozenset()).edges
    ]
    assert ties == [("courier", "wire"), ("gazette", "wire"), ("ledger", "wire")]
    chosen = lay_out(WIRE, SHARED, frozenset(("courier", "gazette")))
    assert len(chosen.edges) == 4


def test_a_line_runs_from_who_had_it_first() -> None:
    edges = {edge.pair["article_a"]: edge for edge in lay_out(WIRE, SHARED, frozenset()).edges}
    wire = lay_out(WIRE, SHARED, frozenset()).nodes["wire"]
    assert edges["courier"].is_directed
    assert edges["courier"].start == (wire.x, wire.y)
    assert not edges["gazette"].is_directed


def test_articles_of_one_time_are_joined_by_lines_that_turn() -> None:
    """Of three copies of one minute the lines bend out, farther over more rows."""
    same = [article(name, "v", 8) for name in "abc"]
    layout = lay_out(same, [pair("a", "b", 50), pair("a", "c", 40)], frozenset())
    near, far = layout.edges
    assert near.is_turning
    assert near.controls[0][0] < far.controls[0][0] <= layout.right


def test_without_dates_there_is_no_axis() -> None:
    bare = [article(name, "v", None) for name in "ab"]
    layout = lay_out(bare, [pair("a", "b", 50)], frozenset())
    assert layout.ticks == []
    assert {node.x for node in layout.nodes.values()} == {0}


def test_lines_are_as_wide_as_words_are_shared() -> None:
    figure = drawn()
    widths = [line.line.width for line in named(figure, "shapes", "pair")]
    assert widths == [
        7.0,
        pytest.approx(60 / 80 * 7, abs=0.06),
        pytest.approx(20 / 80 * 7, abs=0.06),
    ]
    assert [line.line.color for line in named(figure, "shapes", "pair")] == [
        LIGHT.accent, LIGHT.faint, LIGHT.faint,
    ]  # fmt: skip
    arrows = next(t for t in figure.data if t.name == "arrow")
    assert len(arrows.x) == 2


def test_marks_say_what_they_stand_for_and_whose_click_it_is() -> None:
    figure = drawn()
    targets = next(t for t in figure.data if t.name == "pair")
    assert list(targets.customdata[0]) == ["courier", "wire"]
    assert "80 words are the same" in targets.hovertext[0]
    assert "Wire likely had it first:<br>published &lt;earlier&gt;" in targets.hovertext[0]
    assert "Who had it first is not known" in targets.hovertext[1]
    dots = next(t for t in figure.data if t.name == "article")
    assert list(dots.customdata[0]) == ["courier", "wire"], "the wire's strongest pair"
    assert [note.text for note in named(figure, "annotations", "number")] == [
        "<b>80 words</b>", "60 words", "20 words",
    ]  # fmt: skip


def test_outlets_are_escaped() -> None:
    odd = [article("a", "v", 8, outlet="<b>Post</b> & Co"), article("b", "v", 9)]
    figure = charts.copies(pd.DataFrame(odd), pd.DataFrame([pair("a", "b", 9)]), DARK, frozenset())
    labels = named(figure, "annotations", "article")
    assert "&lt;b&gt;Post&lt;/b&gt; &amp; Co" in labels[0].text


def test_sixty_articles_are_drawn_tightly_and_soon() -> None:
    """Sixty copies and their 300 pairs: one row each, no number but the chosen pair's, in time."""
    many = pd.DataFrame([article(f"n{k:02}", "v", k / 7) for k in range(60)])
    pairs = pd.DataFrame([
        pair(f"n{a:02}", f"n{b:02}", 100 + (a * b) % 90, "a") for a in range(60)
        for b in range(a + 1, min(a + 6, 60))
    ][:300])  # fmt: skip
    begin = time.process_time()
    figure = charts.copies(many, pairs, LIGHT, frozenset(("n00", "n01")))
    figure.to_json()
    assert time.process_time() - begin < 1
    assert len(named(figure, "shapes", "pair")) <= 60
    assert len(named(figure, "annotations", "number")) == 1
    assert figure.layout.height < 60 * TIGHT + 120


def test_no_pairs_make_an_empty_picture() -> None:
    layout = lay_out(WIRE, [], frozenset())
    assert (layout.nodes, layout.edges, layout.groups) == ({}, [], [])
