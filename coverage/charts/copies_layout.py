"""Where articles and the text they share stand in the picture of copies; nothing of how it looks.

A row an article, versions together, the earliest first; time runs from left to right, 0 to 1, and
what bears no exact date stands in a column of its own. Rows are counted in pixels from above.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from coverage.charts.style import Row

LANE, TIGHT, HEADING, GAP = 42, 26, 30, 12
"""Pixels: an article's row, the same where there are many, a group's heading, between groups."""

MANY = 16
"""Articles from which rows are tight."""

UNDATED = 1.14
"""Where the column of what bears no exact date stands; times run from 0 to 1."""

LEAST_BEND, BEND = 0.1, 0.4
"""How far a line that turns back bends out to the right: over one row, and more over all rows."""

APART = 0.25
"""Time between two articles from which the line between them need not turn back."""

_STEPS = ("5min", "15min", "30min", "1h", "3h", "6h", "12h", "1D", "2D", "7D", "14D", "30D", "91D")
_MOST_TICKS = 5

TOWARDS = 0.6
"""How far along a curve that does not turn its number stands, 0 to 1."""

LABEL, MARGIN = 0.16, 0.04
"""Room to the right of the last number, and of the last dot."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Node:
    """An article: its row of the table, its place, and until when it may have come out."""

    article: Row
    x: float
    y: float
    until: float  # `x` where the time is exact
    is_dated: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that stand together, from `top` to `bottom`: a version, or those on their own."""

    is_version: bool
    top: float
    bottom: float
    n_articles: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A pair that is drawn, as a curve from `start` to `end` by way of two `controls`.

    `end` is whose article has the text from the other, where that is known (`is_directed`).
    """

    pair: Row
    start: Point
    controls: tuple[Point, Point]
    end: Point
    is_directed: bool

    @property
    def is_turning(self) -> bool:
        """Whether the curve bends out and comes back."""
        return self.controls[0][0] > max(self.start[0], self.end[0])

    @property
    def label(self) -> Point:
        """Where its number stands: where the curve turns, else towards its end, whose row is its
        own, as a rule.
        """
        t = 0.5 if self.is_turning else TOWARDS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        points = (self.start, *self.controls, self.end)
        x, y = (sum(w * p[k] for w, p in zip(weights, points, strict=True)) for k in (0, 1))
        return x, y


@dataclass(frozen=True, slots=True)
class Layout:
    """All of the picture. `ticks`: places above the rows, and what stands there."""

    nodes: dict[str, Node]
    groups: list[Group]
    edges: list[Edge]
    ticks: list[tuple[float, str]]
    right: float  # where it ends
    height: float


def lay_out(articles: Sequence[Row], pairs: Sequence[Row], selected: frozenset[str]) -> Layout:
    """The picture of `pairs` and of those of the `articles` that are in one of them.

    `selected`: the ids of a pair that is drawn in any case. The order of the rows does not matter.
    """
    shared = Counter(i for p in pairs for i in (p["article_a"], p["article_b"]))
    drawn = [a for a in articles if shared[a["article_id"]]]
    lane = TIGHT if len(drawn) > MANY else LANE
    time = _times(drawn)
    nodes: dict[str, Node] = {}
    groups: list[Group] = []
    y = 0.0
    for is_version, own in _grouped(drawn):
        top = y
        y += HEADING
        for article in own:
            x, until, is_dated = time[article["article_id"]]
            nodes[article["article_id"]] = Node(article, x, y + lane / 2, until, is_dated)
            y += lane
        groups.append(Group(is_version, top, y + GAP / 2, len(own)))
        y += GAP
    rows = {article_id: row for row, article_id in enumerate(nodes)}
    edges = [_edge(p, nodes, rows) for p in _ties(pairs, selected)]
    ticks = _ticks(drawn)
    if {node.is_dated for node in nodes.values()} == {True, False}:
        ticks.append((UNDATED, "undated"))
    ends = [node.until + MARGIN for node in nodes.values()]
    right = max([*ends, *(edge.label[0] + LABEL for edge in edges)], default=1.0)
    return Layout(nodes, groups, edges, ticks, right, max(y, lane))


def _grouped(articles: Sequence[Row]) -> Iterator[tuple[bool, list[Row]]]:
    """Each version of several articles, the largest first, then the articles that are one alone."""
    versions: defaultdict[str, list[Row]] = defaultdict(list)
    for article in sorted(articles, key=_order):
        versions[article["version_id"]].append(article)
    alone = [own[0] for own in versions.values() if len(own) == 1]
    for own in sorted(versions.values(), key=lambda own: (-len(own), _order(own[0]))):
        if len(own) > 1:
            yield True, own
    if alone:
        yield False, alone


def _order(article: Row) -> tuple[bool, float, str, str]:
    """The earliest first, then what bears no date, by outlet."""
    begin = article["begin"]
    is_undated = bool(pd.isna(begin))
    seconds = 0.0 if is_undated else begin.timestamp()
    return is_undated, seconds, str(article["outlet"]), str(article["article_id"])


def _ends(articles: Sequence[Row]) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """From when to when the articles came out; nothing where only one bears an exact date."""
    dated = [a for a in articles if not pd.isna(a["begin"])]
    if len(dated) < 2:  # noqa: PLR2004 - one point in time is no span
        return None
    return min(a["begin"] for a in dated), max(a["until"] for a in dated)


def _times(articles: Sequence[Row]) -> dict[str, tuple[float, float, bool]]:
    """Article id -> where it begins and ends on the axis of time, and whether it is dated."""
    ends = _ends(articles)
    any_dated = any(not pd.isna(article["begin"]) for article in articles)
    found = {}
    for article in articles:
        is_dated = not pd.isna(article["begin"])
        if ends is None or not is_dated:
            at = 0.0 if is_dated or not any_dated else UNDATED
            found[article["article_id"]] = (at, at, is_dated)
        else:
            x, until = ((article[k] - ends[0]) / (ends[1] - ends[0]) for k in ("begin", "until"))
            found[article["article_id"]] = (x, until, True)
    return found


def _ticks(articles: Sequence[Row]) -> list[tuple[float, str]]:
    """Round times along the axis, with the day where it changes; none where it has no length."""
    ends = _ends(articles)
    if ends is None:
        return []
    first, last = ends
    length = last - first
    step = next((s for s in _STEPS if length // pd.Timedelta(s) < _MOST_TICKS), _STEPS[-1])
    times = list(pd.date_range(first.ceil(step), last, freq=step)) or [first]
    times = times[:: -(-len(times) // _MOST_TICKS)]
    ticks, day = [], ""
    for time in times:
        said = f"{time.day} {time:%b %Y}"
        hour = "" if step.endswith("D") else f"{time:%H:%M}"
        ticks.append(
            ((time - first) / length, "<br>".join(filter(None, [hour, said * (said != day)])))
        )
        day = said
    return ticks


def _ties(pairs: Sequence[Row], selected: frozenset[str]) -> list[Row]:
    """The pairs that are drawn: each article hangs by the copy that shares most words with it.

    That is a maximum spanning forest (Kruskal 1956); `selected` is drawn as well. The other pairs
    share text mostly because both have it from a third.
    """
    ordered = sorted(pairs, key=lambda p: (-p["n_words"], p["article_a"], p["article_b"]))
    head: dict[str, str] = {}

    def root(article_id: str) -> str:
        while (above := head.get(article_id, article_id)) != article_id:
            article_id = above
        return article_id

    ties = []
    for pair in ordered:
        a, b = root(pair["article_a"]), root(pair["article_b"])
        if a != b or {pair["article_a"], pair["article_b"]} == selected:
            head[b] = a
            ties.append(pair)
    return ties


def _edge(pair: Row, nodes: Mapping[str, Node], rows: Mapping[str, int]) -> Edge:
    """The curve of a pair: along with time where there is room, else out to the right and back."""
    a, b = nodes[pair["article_a"]], nodes[pair["article_b"]]
    start, end = (b, a) if pair["first"] == "b" else (a, b)
    if not pair["first"] and start.x > end.x:
        start, end = end, start
    if abs(start.x - end.x) >= APART:
        middle = (start.x + end.x) / 2
        bends = (middle, middle)
    else:
        over = abs(rows[pair["article_a"]] - rows[pair["article_b"]]) - 1
        out = LEAST_BEND + BEND * over / max(1, len(rows) - 2)
        bends = (max(start.x, end.x) + out,) * 2
    controls = ((bends[0], start.y), (bends[1], end.y))
    return Edge(pair, (start.x, start.y), controls, (end.x, end.y), bool(pair["first"]))
