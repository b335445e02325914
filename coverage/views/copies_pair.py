"""Two articles side by side as HTML: copied passages level and joined, the rest between them.

A row a passage, in the left article's order; in the right article's own order a passage may stand
elsewhere, and then says so. Between two rows stands, in either column, what that article has there
and does not share: so each column holds its whole article, but for the right one's order.

All text is escaped. In a passage, the words that the other article has otherwise are marked; what
of its first and last sentence is not copied is grey.
"""

from __future__ import annotations

import html
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coverage.charts import percent
from coverage.matching.shingles import Words
from coverage.records import TELLING_ROLES, Article, Passage, Role, count_words
from coverage.views.copies_marks import Marks, differing
from coverage.views.copies_queries import Spans
from coverage.views.phrases import count

MOST_OPEN = 45
"""Words that are not shared, one after the other, above which they fold. Own choice."""

N_BEGIN = 90
"""Letters of a fold that stand beside it."""

ALWAYS = frozenset({Role.HEADLINE, Role.STANDFIRST})
"""Roles that never fold."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two articles: what it is called, its words, where its sentences are."""

    name: str
    article: Article
    words: Words
    sentences: Spans


@dataclass(frozen=True, slots=True)
class Column:
    """Where the passages of a pair stand in one of its articles, by their numbers.

    `spans`: the passages; `wide`: the same with the rest of their first and last sentences;
    `after`: what stands between them, by the passage before it, -1 for the beginning; `order`: the
    numbers as this article has them.
    """

    side: Side
    spans: list[tuple[int, int]]
    wide: list[tuple[int, int]]
    after: dict[int, tuple[int, int]]
    order: list[int]


def render(left: Side, right: Side, passages: Sequence[Passage]) -> str:
    """The two articles, and between them what each of their `passages` is.

    A pair without passages is two columns of text.
    """
    is_a = left.article.article_id < right.article.article_id
    ends = [((p.start_a, p.end_a), (p.start_b, p.end_b)) for p in passages]
    found = [
        (*(pair if is_a else pair[::-1]), passage)
        for pair, passage in zip(ends, passages, strict=True)
    ]
    found.sort(key=lambda one: one[:2])
    columns = (
        _column(left, [own for own, _, _ in found]),
        _column(right, [other for _, other, _ in found]),
    )
    moved = _moved(columns[1].order, right.name)
    rows = [_between(columns, -1)]
    for number, (own, other, passage) in enumerate(found):
        marks = differing(left.words, own, right.words, other)
        sides = [_copied(c, number, m) for c, m in zip(columns, marks, strict=True)]
        joint = _joint(number, passage, moved.get(number, ""))
        kind = html.escape(passage.kind)
        rows.append(f'<div class="row {kind}">{sides[0]}{joint}{sides[1]}</div>')
        rows.append(_between(columns, number))
    return f'<div class="side-by-side">{"".join(rows)}</div>'


def _column(side: Side, spans: list[tuple[int, int]]) -> Column:
    """`spans`: a passage's place in this article, by the passage's number."""
    order = sorted(range(len(spans)), key=lambda number: spans[number])
    wide = list(spans)
    at = 0
    after = {}
    before = -1
    for place, number in enumerate(order):
        following = spans[order[place + 1]][0] if place + 1 < len(order) else None
        begin, end = _widened(spans[number], side.sentences)
        begin = max(begin, at)
        end = end if following is None else min(end, following)
        after[before] = (at, begin)
        wide[number], at, before = (begin, end), end, number
    after[before] = (at, len(side.article.text))
    return Column(side, spans, wide, after, order)


def _widened(span: tuple[int, int], sentences: Spans) -> tuple[int, int]:
    """From the beginning of a passage's first sentence to the end of its last."""
    first = bisect_right(sentences, span[0], key=lambda sentence: sentence[0]) - 1
    last = bisect_left(sentences, span[1], key=lambda sentence: sentence[0]) - 1
    begin, end = span
    if first >= 0 and sentences[first][1] > begin:
        begin = sentences[first][0]
    if last >= 0:
        end = max(end, sentences[last][1])
    return begin, end


def _moved(order: Sequence[int], name: str) -> dict[int, str]:
    """Where a passage stands that is not in the left article's order; most of them are in it.

    `order`: the passages' numbers as the right article, called `name`, has them.
    """
    kept = _longest_rise(order)
    found = {}
    for place, number in enumerate(order):
        if number not in kept:
            where = f"after {order[place - 1] + 1}" if place else "first"
            arrow = "↑" if any(n < number for n in order[place + 1 :]) else "↓"
            found[number] = f"{arrow} in {name} it stands {where}"
    return found


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """The most numbers that rise in the order given, by patience sorting; none twice."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(tails, number)
        before[number] = tails[place - 1] if place else None
        tails[place : place + 1] = [number]
    kept = set()
    at = tails[-1] if tails else None
    while at is not None:
        kept.add(at)
        at = before[at]
    return kept


def _joint(number: int, passage: Passage, moved: str) -> str:
    """What stands between the two places of a passage: its number, and what it is."""
    how = "verbatim" if passage.kind == "verbatim" else f"{percent(passage.agreement)} the same"
    lines = [count(passage.n_words, "word"), how]
    if passage.n_quoted:
        is_all = passage.n_quoted == passage.n_words
        lines.append("all quoted" if is_all else f"{passage.n_quoted:,} quoted")
    told = "".join(f"<span>{html.escape(line)}</span>" for line in [*lines, moved] if line)
    return f'<div class="joint"><b>{number + 1}</b>{told}</div>'


def _copied(column: Column, number: int, marks: Marks) -> str:
    """One article's words of a passage, with the rest of their sentences."""
    (begin, end), (start, stop) = column.wide[number], column.spans[number]
    spans = [
        *([(begin, start, "rest")] if begin < start else []),
        *((*mark, "mark") for mark in marks),
        *([(stop, end, "rest")] if stop < end else []),
    ]
    parts = [
        f'<p class="{html.escape(role)}">{_marked(column.side.article.text, piece, spans)}</p>'
        for role, piece in _pieces(column.side.article, begin, end)
    ]
    return f'<div class="copied">{"".join(parts)}</div>'


def _pieces(article: Article, start: int, end: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """The parts of the article's blocks from `start` to `end`, with their roles; no empty one."""
    for block in article.blocks:
        piece = max(block.start, start), min(block.end, end)
        if piece[0] < piece[1] and article.text[slice(*piece)].strip():
            yield block.role, piece


def _marked(text: str, piece: tuple[int, int], spans: Sequence[tuple[int, int, str]]) -> str:
    """A piece of `text` as HTML, with `<mark>` or `<i>` around the parts of `spans` in it."""
    at, parts = piece[0], []
    for begin, end, kind in spans:
        start, stop = max(begin, piece[0]), min(end, piece[1])
        if start < stop:
            tag = "mark" if kind == "mark" else "i"
            own = html.escape(text[start:stop])
            parts += [html.escape(text[at:start]), f"<{tag}>{own}</{tag}>"]
            at = stop
    return "".join(parts) + html.escape(text[at : piece[1]])


def _between(columns: tuple[Column, Column], number: int) -> str:
    """What stands after a passage in either article, as a row; "" where nothing does."""
    cells = [_unshared(column.side.article, *column.after[number]) for column in columns]
    left, right = (f'<div class="unshared">{cell}</div>' for cell in cells)
    return f'<div class="row">{left}<div></div>{right}</div>' if any(cells) else ""


def _unshared(article: Article, start: int, end: int) -> str:
    """Text that is not shared; folded where it is long, but for headline and standfirst."""
    pieces = list(_pieces(article, start, end))
    told = [(role, article.text[slice(*piece)].strip()) for role, piece in pieces]
    told = [(role, text) for role, text in told if any(c.isalnum() for c in text)]
    heads = [(role, text) for role, text in told if role in ALWAYS]
    rest = [(role, text) for role, text in told if role not in ALWAYS]
    n_words = sum(count_words(text) for role, text in rest if role in TELLING_ROLES)
    body = "".join(map(_paragraph, rest))
    if n_words > MOST_OPEN:
        begin = " ".join(text for _, text in rest)[:N_BEGIN]
        said = html.escape(f"{count(n_words, 'word')} not shared")
        body = (
            f'<details><summary>{said}<span class="begin">{html.escape(begin)}</span></summary>'
            f"{body}</details>"
        )
    return "".join(map(_paragraph, heads)) + body


def _paragraph(told: tuple[str, str]) -> str:
    role, text = told
    return f'<p class="{html.escape(role)}">{html.escape(text)}</p>'
