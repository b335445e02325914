"""Articles that share text, over time: who had it first, who has it from whom, and how much.

Lines are shapes, since Plotly's traces have no curves with a width each in one trace; what is
clicked is a mark in the middle of each line, and each article's dot.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from coverage.charts.copies_layout import MANY, Edge, Group, Layout, Node, lay_out
from coverage.charts.labels import Density, left
from coverage.charts.style import (
    CLEAR,
    Row,
    Theme,
    bold,
    fit,
    layout,
    percent,
    plain,
    records,
    text_width,
)
from coverage.charts.timeline import when

ROOM = Density(0, 232, 0, 34)
"""Room at the left for the articles' labels, at the right for half of the last column's."""

TOPS = (14, 32, 48)
"""Pixels above the first row for no, one or two lines of the axis of time."""

WIDEST, THINNEST = 7.0, 1.4
"""Pixels of a line's width: of the pair that shares most words, and of the least that is seen."""

TARGET = 22
"""Side in pixels of what is clicked in the middle of a line."""


def copies(
    articles: pd.DataFrame, pairs: pd.DataFrame, theme: Theme, selected: frozenset[str]
) -> go.Figure:
    """The network of copies of one event.

    `articles` (article_id, version_id, outlet, title, n_words, published, published_precision,
    begin, until: when it came out, as exactly as that is known, or null): a dot each, those of one
    version on one ground; who shares nothing is not drawn. `pairs` (article_a, article_b, n_words,
    share_a, share_b, first, first_basis): a line each, as wide as the words they share are many,
    with an arrow to who has it from the other where that is known, and the number of words where
    there is room. `selected`: the ids of the pair
    in the accent's colour. Of the pairs those are drawn that `copies_layout` says. Without any the
    picture is empty.
    """
    drawn = lay_out(records(articles), records(pairs), selected)
    most = max((edge.pair["n_words"] for edge in drawn.edges), default=1)
    n_lines = max((said.count("<br>") + 1 for _, said in drawn.ticks), default=0)
    margin = {"l": ROOM.label, "r": ROOM.right, "t": TOPS[n_lines], "b": 6}
    figure = go.Figure([_arrows(drawn, theme), _dots(drawn, theme), _targets(drawn)])
    figure.update_layout(layout(theme, drawn.height, margin))
    figure.update_layout(
        shapes=[part for group in drawn.groups for part in _ground(group, theme)]
        + [_line(edge, most, theme, selected) for edge in drawn.edges]
        + [_span(node, theme) for node in drawn.nodes.values() if node.until > node.x],
        annotations=[_heading(group, theme) for group in drawn.groups]
        + [_label(node, len(drawn.nodes), theme) for node in drawn.nodes.values()]
        + [
            _number(edge, theme, _is(edge, selected))
            for edge in drawn.edges
            if len(drawn.nodes) <= MANY or _is(edge, selected)
        ],
    )
    figure.update_xaxes(
        range=[-0.04 * drawn.right, drawn.right], side="top", tickvals=[x for x, _ in drawn.ticks],
        ticktext=[said for _, said in drawn.ticks], tickfont={"size": 11, "color": theme.quiet},
        gridcolor=theme.line, zeroline=False, fixedrange=True, ticks="", visible=bool(drawn.ticks),
    )  # fmt: skip
    figure.update_yaxes(range=[drawn.height, 0], visible=False, fixedrange=True)
    return figure


def _dots(drawn: Layout, theme: Theme) -> go.Scatter:
    """The articles, hollow where the day is not known; a click is one on their strongest pair."""
    nodes = list(drawn.nodes.values())
    strongest: dict[str, Row] = {}
    for edge in sorted(drawn.edges, key=lambda edge: edge.pair["n_words"]):
        strongest |= {edge.pair[side]: edge.pair for side in ("article_a", "article_b")}
    ids = [node.article["article_id"] for node in nodes]
    return go.Scatter(
        x=[node.x for node in nodes],
        y=[node.y for node in nodes],
        name="article",
        mode="markers",
        marker={"size": 11, "opacity": 1, "line": {"color": theme.accent, "width": 1.6},
                "color": [theme.accent if node.is_dated else theme.card for node in nodes]},
        **_still({"opacity": 1}),
        hovertext=[_article(node.article) for node in nodes],
        hoverinfo="text",
        customdata=[_ids(strongest[article_id]) for article_id in ids],
    )  # fmt: skip


def _targets(drawn: Layout) -> go.Scatter:
    """What a line says, and the mark that is clicked."""
    edges, names = drawn.edges, _names(drawn)
    return go.Scatter(
        x=[edge.label[0] for edge in edges],
        y=[edge.label[1] for edge in edges],
        name="pair",
        mode="markers",
        marker={"size": TARGET, "symbol": "square", "opacity": 0},
        **_still({"opacity": 0}),
        hovertext=[_pair(edge.pair, names) for edge in edges],
        hoverinfo="text",
        customdata=[_ids(edge.pair) for edge in edges],
        cliponaxis=False,
    )


def _still(marker: dict[str, Any]) -> dict[str, Any]:
    """Marks that look the same whether they are selected or not."""
    return {"selected": {"marker": marker}, "unselected": {"marker": marker}}


def _ids(pair: Row) -> list[str]:
    return [pair["article_a"], pair["article_b"]]


def _is(edge: Edge, selected: frozenset[str]) -> bool:
    return frozenset(_ids(edge.pair)) == selected


def _line(edge: Edge, most: int, theme: Theme, selected: frozenset[str]) -> dict[str, Any]:
    """The curve of a pair, as wide as it shares words."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = edge.start, *edge.controls, edge.end
    ink = theme.accent if _is(edge, selected) else theme.faint
    width = max(THINNEST, WIDEST * edge.pair["n_words"] / most)
    path = f"M {x0},{y0} C {x1},{y1} {x2},{y2} {x3},{y3}"
    return {"type": "path", "name": "pair", "path": path, "layer": "between",
            "line": {"color": ink, "width": round(width, 1)}, "fillcolor": CLEAR}  # fmt: skip


def _number(edge: Edge, theme: Theme, is_selected: bool) -> dict[str, Any]:
    """How many words a pair shares, on its line."""
    x, y = edge.label
    said = f"{edge.pair['n_words']:,} words"
    ink = theme.accent if is_selected else theme.quiet
    return {"name": "number", "text": f"<b>{said}</b>" if is_selected else said, "x": x, "y": y,
            "showarrow": False, "font": {"size": 11, "color": ink}, "bgcolor": theme.card,
            "bordercolor": theme.line, "borderpad": 2}  # fmt: skip


def _arrows(drawn: Layout, theme: Theme) -> go.Scatter:
    """A head at each article that has its text from another."""
    edges = [edge for edge in drawn.edges if edge.is_directed]
    angles = [-90 if edge.controls[1][0] > edge.end[0] else 90 for edge in edges]
    return go.Scatter(
        x=[edge.end[0] for edge in edges],
        y=[edge.end[1] for edge in edges],
        name="arrow",
        mode="markers",
        marker={"symbol": "arrow-wide", "size": 14, "angle": angles, "standoff": 6,
                "color": theme.text,
                "opacity": 1, "line": {"width": 0}},
        **_still({"opacity": 1}),
        hoverinfo="skip",
    )  # fmt: skip


def _span(node: Node, theme: Theme) -> dict[str, Any]:
    """From when to when an article may have come out."""
    line = {"color": theme.accent, "width": 2}
    return {"type": "line", "name": "span", "layer": "between", "line": line,
            "x0": node.x, "x1": node.until, "y0": node.y, "y1": node.y}  # fmt: skip


def _ground(group: Group, theme: Theme) -> list[dict[str, Any]]:
    """The ground of a version: behind the dots, behind the labels, and in the right margin."""
    if not group.is_version:
        return []
    whole = {"type": "rect", "name": "version", "layer": "below", "xref": "paper", "yref": "y",
             "y0": group.top, "y1": group.bottom, "fillcolor": theme.row,
             "line": {"width": 0}}  # fmt: skip
    sides = ((0, -ROOM.label, 0.5), (1, -0.5, ROOM.right))
    parts: list[dict[str, Any]] = [{"x0": 0, "x1": 1}]
    parts += [{"xsizemode": "pixel", "xanchor": at, "x0": x0, "x1": x1} for at, x0, x1 in sides]
    return [whole | part for part in parts]


def _heading(group: Group, theme: Theme) -> dict[str, Any]:
    said = f"ONE VERSION · {group.n_articles:,} ARTICLES"
    alone = "VERSIONS OF THEIR OWN WITH SOME OF THE TEXT"
    text = said if group.is_version else alone
    return left(text, group.top + 16, ROOM, theme.quiet) | {"name": "group"}


def _label(node: Node, n_nodes: int, theme: Theme) -> dict[str, Any]:
    """Outlet, words and time of an article; in one line where rows are tight."""
    article, room = node.article, ROOM.label - 24
    small = f"<span style='color:{theme.quiet};font-size:11px'>"
    words = f"{article['n_words']:,} words"
    if n_nodes > MANY:
        name = fit(article["outlet"], room - text_width(words, 11) - 8, 13, lines=1)
        text = f"{name} {small}{words}</span>"
    else:
        time = when(article["published"], article["published_precision"])
        name = fit(article["outlet"], room, 13.5, lines=1)
        text = f"<b>{name}</b><br>{small}{words} · {plain(time)}</span>"
    more = {"name": "article", "hovertext": _article(article)}
    return left(text, node.y, ROOM, theme.text, 13) | more


def _names(drawn: Layout) -> dict[str, str]:
    return {article_id: str(node.article["outlet"]) for article_id, node in drawn.nodes.items()}


def _article(article: Row) -> str:
    """An article in words, for whoever hovers."""
    time = when(article["published"], article["published_precision"])
    return (
        f"{bold(article['title'])}<br>{plain(article['outlet'])} · {article['n_words']:,} words · "
        f"{plain(time)}"
    )


def _pair(pair: Row, names: dict[str, str]) -> str:
    """What two articles share and who had it first, for whoever hovers."""
    a, b = (plain(names[pair[side]]) for side in ("article_a", "article_b"))
    known = {"a": f"{a} likely had it first", "b": f"{b} likely had it first"}
    first = known.get(pair["first"], "Who had it first is not known")
    return (
        f"<b>{pair['n_words']:,} words are the same</b><br>{plain(percent(pair['share_a']))} of "
        f"{a}, {plain(percent(pair['share_b']))} of {b}<br>{first}:<br>{plain(pair['first_basis'])}"
    )
