"""Which sentences of articles side by side are joined by a line, and how sure that is.

copied    the two are copies of one another, word for word or lightly edited
sure      the two report one claim
possible  they may: their match reaches the lower threshold, but they stand in no common claim
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from coverage.measures.side_by_side import Claims


class Kind(StrEnum):
    """What joins two sentences, the surest first."""

    COPIED = "copied"
    SURE = "sure"
    POSSIBLE = "possible"


Pair = frozenset[str]
"""Ids of two sentences."""


@dataclass(frozen=True, slots=True)
class Join:
    """Two sentences of different columns, `a` of the one to the left.

    `probability`: that they report one claim; `None` where it is too low to be kept. `n_same`: of
    copies, the words that are the same. `is_drawn`: whether its line is seen before one of the two
    is chosen.
    """

    a: str
    b: str
    kind: Kind
    probability: float | None
    n_same: int = 0
    is_drawn: bool = True


def joins(
    columns: Sequence[Sequence[str]],
    claims: Claims,
    links: Mapping[Pair, float],
    same: Mapping[Pair, int],
    possible: float,
) -> list[Join]:
    """The joins between any two of `columns`, each the ids of its sentences; the surest first,
    as they are read where they are as sure.

    `claims`: only sentences that it knows can be joined, but for copies; `same`: the words that
    are the same of sentences that are copies; `possible`: the lower threshold.
    """
    found: list[Join] = []
    for left, right in combinations(columns, 2):
        own = sorted(_between(left, right, claims, links, same, possible), key=_sureness)
        found += _drawn(own)
    return found


def _sureness(join: Join) -> tuple[int, int, float]:
    """Copies before others, by their same words; then by probability."""
    return list(Kind).index(join.kind), -join.n_same, -(join.probability or 0.0)


def _between(
    left: Sequence[str],
    right: Sequence[str],
    claims: Claims,
    links: Mapping[Pair, float],
    same: Mapping[Pair, int],
    possible: float,
) -> Iterator[Join]:
    """Those between two columns, as they are read."""
    for a in left:
        own = claims.get(a)
        for b in right:
            pair = frozenset((a, b))
            if n_same := same.get(pair, 0):
                yield Join(a, b, Kind.COPIED, links.get(pair), n_same)
            elif own and (others := claims.get(b)):
                probability = links.get(pair)
                if own & others:
                    yield Join(a, b, Kind.SURE, probability)
                elif probability is not None and probability >= possible:
                    yield Join(a, b, Kind.POSSIBLE, probability)


def _drawn(ordered: Sequence[Join]) -> Iterator[Join]:
    """The same, with a line for each sentence to the one that it is most surely joined to.

    A claim that each of two articles tells in several sentences would else be a web of lines.
    Copies all have their line.
    """
    met: set[str] = set()
    for join in ordered:
        is_drawn = join.kind == Kind.COPIED or join.a not in met or join.b not in met
        met |= {join.a, join.b}
        yield Join(join.a, join.b, join.kind, join.probability, join.n_same, is_drawn)


def partners(found: Sequence[Join], sentence_id: str) -> list[tuple[str, Join]]:
    """The sentences that one is joined to, the surest first."""
    own = [
        (join.b if join.a == sentence_id else join.a, join)
        for join in found
        if sentence_id in {join.a, join.b}
    ]
    return sorted(own, key=lambda one: _sureness(one[1]))


def joined_columns(found: Sequence[Join], column_of: Mapping[str, int]) -> dict[str, set[int]]:
    """Sentence -> numbers of the columns that it is joined to."""
    columns: defaultdict[str, set[int]] = defaultdict(set)
    for join in found:
        columns[join.a].add(column_of[join.b])
        columns[join.b].add(column_of[join.a])
    return dict(columns)
