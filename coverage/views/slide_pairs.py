"""Two articles on a slide: the sentences that are joined, level with one another, as HTML."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass

from coverage.charts import probability, text_width
from coverage.records import Sentence
from coverage.views import read_columns
from coverage.views.phrases import count
from coverage.views.read_joins import Join, Kind
from coverage.views.read_text import where
from coverage.views.read_told import Column, Reading

N_PAIRS = 3
"""Pairs of sentences that a slide has room for."""

LETTER, LINE, BESIDE = 16, 22, 46
"""Pixels: of the letters and lines of a sentence, and of the rest of a pair's height."""

HEAD = 30

COLUMN = 430
"""Pixels of a column on the narrowest sheet."""

KINDS = {Kind.COPIED: "copied", Kind.SURE: "same claim", Kind.POSSIBLE: "perhaps the same"}


@dataclass(frozen=True, slots=True)
class Pairs:
    """`body` HTML, `height` in pixels at most; `n_left_out`: joined pairs that are not shown."""

    body: str
    height: int
    n_left_out: int


def render(reading: Reading, chosen: str) -> Pairs:
    """The joins of the sentence `chosen`, or else those that tell most, of the first two columns.

    Copies whose words differ come first, then other words for one claim, then copies word for word.
    """
    left, right = reading.columns[:2]
    known = {s.sentence_id: s for column in (left, right) for s in column.sentences}
    own = [j for j in reading.joins if j.a in known and j.b in known]
    if any(chosen in (j.a, j.b) for j in own):
        own = [j for j in own if chosen in (j.a, j.b)]
    marks = reading.copied.marks

    def rank(join: Join) -> tuple[int, int]:
        differs = bool(marks[join.a] or marks[join.b])
        order = {Kind.COPIED: 0 if differs else 2, Kind.SURE: 1, Kind.POSSIBLE: 3}
        return order[join.kind], own.index(join)

    met: set[str] = set()
    first: list[Join] = []
    for join in sorted(own, key=rank):
        if not ({join.a, join.b} & met - {chosen}):
            first.append(join)
            met |= {join.a, join.b}
    few = sorted(first[:N_PAIRS], key=lambda join: known[join.a].position)
    rows = "".join(_row(reading, join, known, left, right) for join in few)
    heads = "".join(f"<h3>{html.escape(column.name)}</h3>" for column in (left, right))
    height = HEAD + sum(_height(known[join.a], known[join.b]) for join in few)
    body = f'<div class="slide-pairs">{heads}{rows}</div>' if few else ""
    return Pairs(body, height, len(first) - len(few))


def _row(
    reading: Reading, join: Join, known: dict[str, Sentence], left: Column, right: Column
) -> str:
    sure = f"{count(join.n_same, 'word')} the same" if join.n_same else ""
    if not sure and join.probability is not None:
        sure = f"match {probability(join.probability)}"
    kind = ", ".join(filter(None, [KINDS[join.kind], sure]))
    return "".join(
        f'<section class="{join.kind}"><p class="where">'
        f"{html.escape(f'{where(column, known[key])} · {kind}')}</p>"
        f"<p>{_text(reading, known[key])}</p></section>"
        for column, key in ((left, join.a), (right, join.b))
    )


def _text(reading: Reading, sentence: Sentence) -> str:
    key = sentence.sentence_id
    spans, marks = reading.copied.spans[key], reading.copied.marks[key]
    found: Sequence[tuple[str, str]] = read_columns.pieces(sentence.text, spans, marks, True)
    return "".join(
        f"<mark>{html.escape(words)}</mark>" if kind == "differs" else html.escape(words)
        for words, kind in found
    )


def _height(one: Sentence, other: Sentence) -> int:
    lines = max(math.ceil(text_width(s.text, LETTER) * 1.08 / COLUMN) for s in (one, other))
    return lines * LINE + BESIDE
