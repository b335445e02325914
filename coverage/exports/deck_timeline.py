"""An event's articles over time, drawn with shapes: a lane an outlet, a dot an article."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.util import Pt

from coverage.charts import LIGHT, when
from coverage.charts.style import Row, records
from coverage.exports.deck_page import Box, Deck, Page, bare, describe, head, room
from coverage.exports.deck_runs import Run, colour
from coverage.exports.deck_sources import day
from coverage.exports.deck_text import clean, count, cut
from coverage.exports.subject import Subject
from coverage.records import Precision

HIGHEST, LOWEST, TITLED = 62.0, 17.0, 40.0
"""Points of a lane's height: at most, at least, and from which on it has room for a title."""

NAMES, TIMES, UNDATED = 280.0, 190.0, 100.0
"""Points across: outlets, when their first article came out, the place of those without a date."""

DOT, AXIS = 12.0, 24.0

MOST_UNDATED = 5
"""Undated articles that stand side by side; the rest share the last place."""

SHORT = timedelta(days=4)
"""Length of the axis up to which its ends bear hours."""

EXACT = frozenset({Precision.MINUTE, Precision.HOUR})
VAGUE = frozenset({Precision.WINDOW, Precision.NONE})


def slide(deck: Deck, subject: Subject, sentence: str = "", claim_id: str = "") -> None:
    """Who published when; in colour those articles that tell the claim, all where none is given."""
    telling = subject.mentions.loc[subject.mentions["claim_id"] == claim_id, "article_id"]
    articles = [
        row | {"is_shared": not claim_id or row["article_id"] in set(telling)}
        for row in records(subject.timeline)
    ]
    by_outlet: dict[str, list[Row]] = {str(name): [] for name in subject.outlets["outlet"]}
    for article in articles:
        by_outlet.setdefault(str(article["outlet"]), []).append(article)
    lanes = sorted(by_outlet.items(), key=lambda lane: _place(lane[1]))
    finding = subject.findings.get("timeline", "")
    least = room(head("Timeline", finding, sentence, "x " * 200)).height
    most = max(int((least - AXIS) / LOWEST), 1)
    rest = count(len(lanes) - most, "more outlet") + " not shown." if len(lanes) > most else ""
    labels = dict(zip(subject.claims["claim_id"], subject.claims["label"], strict=True))
    told = f" Coloured: tells “{labels[claim_id].rstrip('.')}”." if claim_id in labels else ""
    key = f"A dot an article; hollow: the day is not sure.{told} {rest}".strip()
    top = head("Timeline", finding, sentence, key)
    page = deck.page(top, subject)
    _draw(page, room(top), lanes[:most])


def _place(articles: Sequence[Row]) -> float:
    """When the first of them came out, in seconds; without end where that is not known."""
    return min(map(_seconds, articles), default=math.inf)


def _seconds(article: Row) -> float:
    time = day(article["published"])
    return time.timestamp() if time else math.inf


def _draw(page: Page, space: Box, lanes: Sequence[tuple[str, list[Row]]]) -> None:
    times = [t for _, own in lanes for article in own if (t := day(article["published"]))]
    begin, end = (min(times), max(times)) if times else (None, None)
    has_undated = any(not day(article["published"]) for _, own in lanes for article in own)
    right = space.width - NAMES - TIMES - (UNDATED if has_undated else 0) - 2 * DOT
    axis = Box(space.left + NAMES + TIMES, space.top, right, space.height)
    high = min((space.height - AXIS) / max(len(lanes), 1), HIGHEST)
    size = 14 if high >= 20 else 11  # noqa: PLR2004
    for place, (name, own) in enumerate(lanes):
        lane = Box(space.left, space.top + AXIS + place * high, space.width, high)
        _lane(page, lane, name, own, size)
        undated = 0
        for article in own:
            time = day(article["published"])
            if time and begin and end:
                x = axis.left + axis.width * _share(time, begin, end)
            else:
                x = axis.left + axis.width + 4 * DOT + min(undated, MOST_UNDATED - 1) * (DOT + 3)
                undated += 1
            _dot(page, x, lane.top + high / 2, article)
    if begin and end:
        dated = [article for _, own in lanes for article in own if day(article["published"])]
        is_exact = all(article["published_precision"] in EXACT for article in dated)
        _axis(page, axis, begin, end, is_exact)
    if has_undated:
        box = Box(axis.left + axis.width + 3.5 * DOT, space.top, UNDATED - 2 * DOT, AXIS - 4)
        page.write(box, [[Run("undated", 11, LIGHT.quiet)]], name="Undated")


def _share(time: datetime, begin: datetime, end: datetime) -> float:
    return (time - begin) / (end - begin) if end > begin else 0.5


def _lane(page: Page, lane: Box, name: str, own: Sequence[Row], size: float) -> None:
    """The outlet, when its first article came out, and a hair line above."""
    ends = (lane.left, lane.top, lane.left + lane.width, lane.top)
    line = page.slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *map(Pt, ends))
    bare(line)
    line.line.color.rgb, line.line.width = colour(LIGHT.line), Pt(0.75)
    describe(line, "Line", "A line between outlets")
    said = cut(name, NAMES - 16, size, 1, is_bold=True).text
    lines = [[Run(said, size, is_bold=True)]]
    first = min(own, key=_seconds, default=None)
    if first is not None and lane.height >= TITLED:
        lines.append([Run(cut(first["title"], NAMES - 16, 12, 1).text, 12, LIGHT.quiet)])
    place = Box(lane.left, lane.top, NAMES - 10, lane.height)
    page.write(place, lines, anchor="middle", name="Outlet")
    if first is None:
        return
    time = when(day(first["published"]), first["published_precision"])
    small, more = min(size, 12), f" +{len(own) - 1}" if len(own) > 1 else ""
    run = Run(f"{cut(time, TIMES - 30, small, 1).text}{more}", small, LIGHT.quiet)
    page.write(Box(lane.left + NAMES, lane.top, TIMES - 6, lane.height), [[run]],
               anchor="middle", name="First published")  # fmt: skip


def _dot(page: Page, x: float, y: float, article: Row) -> None:
    """A dot in the middle of (x, y), hollow where the day is not sure."""
    place = (Pt(x - DOT / 2), Pt(y - DOT / 2), Pt(DOT), Pt(DOT))
    dot = page.slide.shapes.add_shape(MSO_SHAPE.OVAL, *place)
    bare(dot)
    dot.fill.solid()
    is_vague = article["published_precision"] in VAGUE
    ink = LIGHT.accent if article["is_shared"] else LIGHT.faint
    dot.fill.fore_color.rgb = colour(LIGHT.card if is_vague else ink)
    dot.line.color.rgb, dot.line.width = colour(ink), Pt(1.5)
    time = when(day(article["published"]), article["published_precision"])
    describe(dot, "Article", f"{clean(article['outlet'])}: “{clean(article['title'])}”, {time}")


def _axis(page: Page, axis: Box, begin: datetime, end: datetime, is_exact: bool) -> None:
    """The first and the last time, above the lanes."""
    exact = "%H:%M" if is_exact and end - begin < SHORT else ""
    ends = [(begin, 0.0, "left"), (end, axis.width / 2, "right")] if end > begin else [
        (begin, axis.width / 4, "center")
    ]  # fmt: skip
    for time, left, align in ends:
        hour = f", {time:{exact}}" if exact else ""
        said = f"{time.day} {time:%B %Y}{hour}"
        box = Box(axis.left + left - (DOT / 2 if align == "left" else -DOT / 2),
                  axis.top, axis.width / 2, AXIS - 4)  # fmt: skip
        page.write(box, [[Run(said, 11, LIGHT.quiet)]], align=align, name="Time")
