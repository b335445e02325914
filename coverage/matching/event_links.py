"""Pairs of articles that may tell of one event, and how much speaks for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coverage.matching import event_features, neighbours
from coverage.matching.event_features import ArticleFeatures
from coverage.matching.terms import Floats

Indices = npt.NDArray[np.intp]

FLOOR = 2.0
"""Log-odds of likeness under which a pair counts as one that has nothing in common."""


LIKE = 4.0
"""Log-odds from which an article's neighbours are looked at by those it is near to. Own choice:
about half of the usual level, so that what joins on the whole is reached."""

ROUNDS = 2
"""Times that neighbours of neighbours are looked at in a large corpus."""


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs i < j of n articles at or above `FLOOR`, with their likeness in log-odds.

    `content` leaves the days between them out.
    """

    n: int
    i: Indices
    j: Indices
    likeness: Floats
    content: Floats


def find(articles: ArticleFeatures) -> Links:
    """The pairs of a corpus that may be of one event."""
    found = _weigh(articles, *neighbours.pairs(articles))
    for _ in range(ROUNDS if len(articles) > neighbours.MOST_EXACT else 0):
        further = neighbours.of_neighbours(found.n, found.i, found.j, found.likeness, LIKE)
        if not len(further[0]):
            break
        found = _together(found, _weigh(articles, *further))
    return found


def _weigh(articles: ArticleFeatures, i: Indices, j: Indices) -> Links:
    content = articles.content(i, j)
    likeness = np.round(content + articles.timing.between(i, j), event_features.DIGITS)
    kept = likeness >= FLOOR
    return Links(len(articles), i[kept], j[kept], likeness[kept], content[kept])


def _together(one: Links, other: Links) -> Links:
    """The pairs of both, in order."""
    i, j = np.concatenate([one.i, other.i]), np.concatenate([one.j, other.j])
    order = np.argsort(i * one.n + j)
    likeness = np.concatenate([one.likeness, other.likeness])[order]
    content = np.concatenate([one.content, other.content])[order]
    return Links(one.n, i[order], j[order], likeness, content)
