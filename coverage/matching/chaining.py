"""Runs of the same words in two articles, and the chains that they make.

1. Runs of the same words in both are found by shingles of `ANCHOR` words.
2. Runs that follow one another in both, with little between them, make a chain.

That is how genomes are compared: seeds are found, chained, and then aligned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from coverage.matching.shingles import Flags, Words, shingles

ANCHOR = 3
"""Words in a row that must be the same for a stretch to be looked at; one or two meet by chance
("of the", "he said")."""

MAX_REPEATS = 4
"""Places in one article that a run may begin at; more of them say nothing."""

MAX_GAP = 24
"""Words that may lie between two runs of one passage: about a sentence."""

DIFFERENCE = 0.5
"""What a differing word costs where a same one brings 1. Unrelated sentences have a quarter to a
third of their words in one order, so that for them the balance is negative."""

MIN_SCORE = 4.0
"""Balance of same and differing words from which a chain is aligned."""

MAX_BACK = 60
"""Runs looked back at for one that a run may follow. Keeps time linear in long articles."""


@dataclass(frozen=True, slots=True)
class Run:
    """`length` words from `i` in one article and from `j` in the other are the same."""

    i: int
    j: int
    length: int


def runs_of(a: Words, b: Words) -> list[Run]:
    """All longest runs of at least `ANCHOR` words that are the same, in order of `a`."""
    of_a, of_b = shingles(a.codes, ANCHOR), shingles(b.codes, ANCHOR)
    order = np.argsort(of_b, kind="stable")
    first = np.searchsorted(of_b[order], of_a, "left")
    n_held = np.searchsorted(of_b[order], of_a, "right") - first
    pairs = []
    for k in range(MAX_REPEATS):
        i = np.flatnonzero((n_held > k) & (n_held <= MAX_REPEATS))
        pairs.append(np.stack([i, order[first[i] + k]], axis=1))
    i, j = np.concatenate(pairs).T
    by_diagonal = np.lexsort((i, i - j))
    i, j = i[by_diagonal], j[by_diagonal]
    begins = np.flatnonzero(
        np.concatenate([[True], (np.diff(i) != 1) | (np.diff(i - j) != 0)]) if len(i) else []
    )
    lengths = np.diff(np.append(begins, len(i))) + ANCHOR - 1
    runs = map(Run, i[begins].tolist(), j[begins].tolist(), lengths.tolist())
    return sorted(runs, key=lambda run: (run.i, run.j))


def chains_of(runs: list[Run]) -> Iterator[list[Run]]:
    """Runs that follow one another with the best balance of same and differing words, the chains
    of best balance first. A run is in one chain.
    """
    scores: list[float] = []
    before: list[int] = []
    for k, run in enumerate(runs):
        score, previous = float(run.length), -1
        for m in range(max(0, k - MAX_BACK), k):
            reached = scores[m] + _gain(runs[m], run)
            if reached > score:
                score, previous = reached, m
        scores.append(score)
        before.append(previous)
    is_used = [False] * len(runs)
    for last in sorted(range(len(runs)), key=lambda k: (-scores[k], k)):
        chain, k = [], last
        while k >= 0 and not is_used[k]:
            chain.append(runs[k])
            is_used[k] = True
            k = before[k]
        if chain:
            yield chain[::-1]


def free_end(chain: list[Run], taken_a: Flags, taken_b: Flags) -> list[Run]:
    """The end of a chain of which no word and none between is in a stretch found already."""
    end_a, end_b = chain[-1].i + chain[-1].length, chain[-1].j + chain[-1].length
    for k in range(len(chain) - 1, -1, -1):
        run = chain[k]
        if taken_a[run.i : end_a].any() or taken_b[run.j : end_b].any():
            return chain[k + 1 :]
        end_a, end_b = run.i + run.length, run.j + run.length
    return chain


def balance(chain: list[Run]) -> float:
    """Same words of a chain less what the differing ones cost; 0 for none."""
    if not chain:
        return 0.0
    return chain[0].length + sum(_gain(last, run) for last, run in pairwise(chain))


def _gain(last: Run, run: Run) -> float:
    """What a chain that ends with `last` gains by `run`; negative where it may not follow."""
    between_a, between_b = run.i - last.i - last.length, run.j - last.j - last.length
    overlap = max(0, -between_a, -between_b)
    if overlap >= min(run.length, last.length) or max(between_a, between_b) > MAX_GAP:
        return -1e9
    return run.length - overlap - DIFFERENCE * max(between_a, between_b, 0)


def free_parts(run: Run, taken_a: Flags, taken_b: Flags) -> Iterator[Run]:
    """What of a run is in no passage yet, where that is long enough to begin one."""
    if not (taken_a[run.i : run.i + run.length].any() or taken_b[run.j : run.j + run.length].any()):
        yield run
        return
    is_free = ~(taken_a[run.i : run.i + run.length] | taken_b[run.j : run.j + run.length])
    edges = np.flatnonzero(np.diff(np.concatenate([[0], is_free.astype(np.int8), [0]])))
    for start, end in edges.reshape(-1, 2).tolist():
        if end - start >= ANCHOR:
            yield Run(run.i + start, run.j + start, end - start)
