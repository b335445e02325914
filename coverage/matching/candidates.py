"""Which pairs of a large event's sentences are worth weighing: never all of them.

An event of a hundred articles has millions of pairs, of which few share a claim. Each sentence is
weighed against those likest to it at first, and then against those likest to what it turns out to
match: a claim with more mentions than a list has places needs all of its pairs, since a sentence
joins a claim only when it fits all members.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from coverage.matching.features import EventFeatures
from coverage.matching.terms import Floats

Indices = npt.NDArray[np.intp]

MOST_EXACT = 400
"""Sentences up to which all pairs are weighed: 80,000 pairs, of sixteen articles or so."""

N_NEAR = 40
"""Likest sentences that each one is weighed against at first."""

MATCHES = 0.25
"""Probability from which a pair leads on to others. As `Settings.match_possible` by default."""


def pairs(event: EventFeatures) -> tuple[Indices, Indices]:
    """Indices i < j of the pairs to weigh at first, each once, in order.

    All where the event has at most `MOST_EXACT` sentences; else those of the likest by vectors
    less their mean and by words together, in both directions.
    """
    n = len(event.cosine)
    if n <= MOST_EXACT:
        rows, columns = np.triu_indices(n, 1)
        return rows.astype(np.intp), columns.astype(np.intp)
    likeness = event.centred + (event.terms @ event.terms.T).toarray()
    np.fill_diagonal(likeness, -np.inf)
    # Rounded, so that what differs between machines decides no place; ties go to the earlier one.
    order = np.argsort(-likeness.round(3), axis=1, kind="stable")[:, :N_NEAR]
    is_near = np.zeros((n, n), dtype=np.bool_)
    np.put_along_axis(is_near, order, values=True, axis=1)
    return _upper(is_near | is_near.T)


def further(probability: Floats, rows: Indices, columns: Indices) -> tuple[Indices, Indices]:
    """Pairs i < j not among the given ones, with a third sentence that both match.

    `probability`, shape (n, n), symmetric, holds what was weighed so far, of (rows[k], columns[k]).
    """
    n = len(probability)
    if n <= MOST_EXACT:
        return np.array([], dtype=np.intp), np.array([], dtype=np.intp)
    matches = probability >= MATCHES
    np.fill_diagonal(matches, val=False)
    # Counted in float32, which numpy multiplies by the processor's fast routines.
    through = matches.astype(np.float32) @ matches.astype(np.float32)
    is_new = through > 0
    is_new[rows, columns] = is_new[columns, rows] = False
    np.fill_diagonal(is_new, val=False)
    return _upper(is_new)


def _upper(chosen: npt.NDArray[np.bool_]) -> tuple[Indices, Indices]:
    rows, columns = np.nonzero(np.triu(chosen, 1))
    return rows.astype(np.intp), columns.astype(np.intp)
