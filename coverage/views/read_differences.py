"""Articles side by side without what they have in common; what joins them as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from coverage.exports import cell_text
from coverage.records import Sentence
from coverage.views import read_text
from coverage.views.read_joins import Kind
from coverage.views.read_told import Column, Reading

COLUMNS = [
    "outlet_a", "title_a", "place_a", "sentence_a", "outlet_b", "title_b", "place_b", "sentence_b",
    "kind", "probability", "n_same_words",
]  # fmt: skip


def only(reading: Reading) -> Reading:
    """Without the sentences that another column has word for word, or tells in other words.

    What one alone tells stays, and copies in which a word differs, with what these are joined to.
    """
    kept = _kept(reading)
    columns = tuple(_cut(column, kept) for column in reading.columns)
    joins = tuple(join for join in reading.joins if join.a in kept and join.b in kept)
    return replace(reading, columns=columns, joins=joins)


def n_hidden(whole: Reading, cut: Reading) -> int:
    """How many sentences were taken out."""
    return len(whole.column_of()) - len(cut.column_of())


def _kept(reading: Reading) -> set[str]:
    copied = reading.copied
    kept = {key for key in reading.column_of() if copied.marks[key]}
    for join in reading.joins:
        if join.kind == Kind.COPIED and (join.a in kept or join.b in kept):
            kept |= {join.a, join.b}
    told = {key for join in reading.joins if join.kind != Kind.POSSIBLE for key in (join.a, join.b)}
    return kept | (set(reading.column_of()) - told)


def _cut(column: Column, kept: set[str]) -> Column:
    pairs = zip(column.sentences, column.places, strict=True)
    rows = [(sentence, place) for sentence, place in pairs if sentence.sentence_id in kept]
    sentences = tuple(sentence for sentence, _ in rows)
    return replace(column, sentences=sentences, places=tuple(place for _, place in rows))


def to_csv(reading: Reading) -> bytes:
    """A row for each two sentences that are joined, then one for each that one alone tells."""
    table = pd.DataFrame([*_joined(reading), *_alone(reading)], columns=COLUMNS)
    return cell_text.csv(table)


def _joined(reading: Reading) -> Iterator[dict[str, Any]]:
    known = {s.sentence_id: (c, s) for c in reading.columns for s in c.sentences}
    for join in sorted(reading.joins, key=lambda one: list(known).index(one.a)):
        sides = _side("a", *known[join.a]) | _side("b", *known[join.b])
        told = {"kind": join.kind, "probability": join.probability, "n_same_words": join.n_same}
        yield sides | told


def _alone(reading: Reading) -> Iterator[dict[str, Any]]:
    for column in reading.columns:
        for sentence in column.sentences:
            if sentence.sentence_id in reading.alone:
                yield _side("a", column, sentence) | {"kind": "only here"}


def _side(side: str, column: Column, sentence: Sentence) -> dict[str, str]:
    return {
        f"outlet_{side}": column.name,
        f"title_{side}": column.article.title,
        f"place_{side}": read_text.where(column, sentence),
        f"sentence_{side}": sentence.text,
    }
