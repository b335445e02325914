"""What two articles share: stretches of the same words, whether verbatim or edited.

1. Runs of the same words are found and chained (`matching.chaining`).
2. The words from before a chain to after it are aligned (longest common subsequence), and of the
   alignment that part is kept in which the same words most outweigh those that differ: a word
   exchanged or dropped does not part a passage, and foreign text at its ends does not join it.
3. Between two stretches that follow one another in both articles, weaker likeness will do: who
   copies what stands before and after has most likely rewritten what lies between.

A word is in one stretch at most. That is local alignment as in Smith and Waterman 1981, seeded and
chained as in the comparison of genomes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Indel

from coverage.matching.chaining import (
    DIFFERENCE,
    MIN_SCORE,
    Run,
    balance,
    chains_of,
    free_end,
    free_parts,
    runs_of,
)
from coverage.matching.shingles import Flags, Hashes, Places, Words

REACH = 14
"""Words before and after a chain that are aligned with it."""

MIN_AGREEMENT = 0.5
"""Share of a stretch's words that must be the same for it to be a copy. Sentences that tell the
same in words of their own have about a third in one order."""

MAX_BETWEEN = 100
"""Words between two stretches that are still searched for rewritten text, in either article."""

DIFFERENCE_BETWEEN = 0.3
"""`DIFFERENCE` there."""

MIN_BETWEEN = 5
"""Words that must be the same there."""

AGREEMENT_BETWEEN = 0.4
"""Share of the words that must be the same there."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Words `places_a[k]` and `places_b[k]` are the same; both rise."""

    places_a: Places
    places_b: Places

    def part(self, start: int, stop: int) -> Shared:
        """From same word `start` to before `stop`."""
        return Shared(self.places_a[start:stop], self.places_b[start:stop])

    @property
    def n_same(self) -> int:
        """Words that are the same."""
        return len(self.places_a)

    @property
    def n_words(self) -> tuple[int, int]:
        """Words from the first to the last in either article."""
        a, b = self.places_a, self.places_b
        return int(a[-1] - a[0]) + 1, int(b[-1] - b[0]) + 1

    @property
    def agreement(self) -> float:
        """Share of the words that are the same, of the longer of the two stretches; 0-1."""
        return self.n_same / max(self.n_words)

    @property
    def longest_run(self) -> int:
        """Most words in a row that are the same in both."""
        parts = np.flatnonzero((np.diff(self.places_a) != 1) | (np.diff(self.places_b) != 1))
        ends = np.concatenate([[-1], parts, [self.n_same - 1]])
        return int(np.diff(ends).max())


def find(a: Words, b: Words) -> list[Shared]:
    """The stretches that two articles share, in order of the first; none overlap in either."""
    found: list[Shared] = []
    taken_a, taken_b = np.zeros(len(a.codes), np.bool_), np.zeros(len(b.codes), np.bool_)
    runs, n_before = runs_of(a, b), -1
    while runs and len(found) > n_before:
        n_before = len(found)
        for whole in chains_of(runs):
            chain = free_end(whole, taken_a, taken_b)
            window = _window(chain, taken_a, taken_b) if balance(chain) >= MIN_SCORE else None
            shared = _aligned(a, b, window, DIFFERENCE) if window else None
            if shared is not None:
                found.append(shared)
                taken_a[shared.places_a[0] : shared.places_a[-1] + 1] = True
                taken_b[shared.places_b[0] : shared.places_b[-1] + 1] = True
        runs = [part for run in runs for part in free_parts(run, taken_a, taken_b)]
    return sorted(found, key=lambda shared: int(shared.places_a[0]))


def bridged(a: Words, b: Words, found: list[Shared]) -> list[Shared]:
    """`found`, in its order, those joined that follow one another with like text between."""
    joined: list[Shared] = []
    for shared in found:
        whole = _joined(a, b, joined[-1], shared) if joined else None
        if whole is None:
            joined.append(shared)
        else:
            joined[-1] = whole
    return joined


def _joined(a: Words, b: Words, last: Shared, shared: Shared) -> Shared | None:
    """Two stretches and what is between them; None where they are rather two."""
    middle = _middle(a, b, last, shared)
    if middle is None:
        return None
    parts = (last, middle, shared)
    whole = Shared(
        np.concatenate([part.places_a for part in parts]),
        np.concatenate([part.places_b for part in parts]),
    )
    return whole if whole.agreement >= MIN_AGREEMENT else None


def _middle(a: Words, b: Words, last: Shared, shared: Shared) -> Shared | None:
    """Like text between two stretches, if they follow one another in both articles."""
    windows = [
        slice(int(before[-1]) + 1, int(after[0]))
        for before, after in (
            (last.places_a, shared.places_a),
            (last.places_b, shared.places_b),
        )
    ]
    if not all(0 < window.stop - window.start <= MAX_BETWEEN for window in windows):
        return None
    middle = _aligned(a, b, (windows[0], windows[1]), DIFFERENCE_BETWEEN)
    if middle is None or middle.n_same < MIN_BETWEEN or middle.agreement < AGREEMENT_BETWEEN:
        return None
    return middle


def _places(chain: list[Run], of: str) -> Places:
    return np.array([getattr(chain[0], of), getattr(chain[-1], of) + chain[-1].length - 1])


def _window(chain: list[Run], *taken: Flags) -> tuple[slice, slice]:
    """The words of a chain and those around it that are in no passage yet, in either article."""
    windows = []
    for of, is_taken in zip(("i", "j"), taken, strict=True):
        start, last = _places(chain, of).tolist()
        low, high = max(0, start - REACH), min(len(is_taken), last + 1 + REACH)
        before = np.flatnonzero(is_taken[low:start])
        after = np.flatnonzero(is_taken[last + 1 : high])
        windows.append(
            slice(
                low + int(before[-1]) + 1 if len(before) else low,
                last + 1 + int(after[0]) if len(after) else high,
            )
        )
    return windows[0], windows[1]


def _aligned(a: Words, b: Words, window: tuple[slice, slice], difference: float) -> Shared | None:
    """The best stretch of two windows, from a run to a run; None where there is none."""
    steps = Indel.opcodes(a.codes[window[0]].tolist(), b.codes[window[1]].tolist())
    runs = [
        Run(step.src_start, step.dest_start, step.src_end - step.src_start)
        for step in steps
        if step.tag == "equal"
    ]
    span = _best_span(runs, difference)
    if span is None:
        return None
    kept = _widened(runs[slice(*span)], a.codes[window[0]], b.codes[window[1]])
    i = np.concatenate([np.arange(run.i, run.i + run.length) for run in kept])
    j = np.concatenate([np.arange(run.j, run.j + run.length) for run in kept])
    return Shared(i + window[0].start, j + window[1].start)


def _widened(runs: list[Run], a: Hashes, b: Hashes) -> list[Run]:
    """With the same words before the first and after the last of them; the alignment may have given
    those to others of their kind further off.
    """
    first, last = runs[0], runs[-1]
    n_before = n_after = 0
    most = min(first.i, first.j)
    while n_before < most and a[first.i - n_before - 1] == b[first.j - n_before - 1]:
        n_before += 1
    i, j = last.i + last.length, last.j + last.length
    while i + n_after < len(a) and j + n_after < len(b) and a[i + n_after] == b[j + n_after]:
        n_after += 1
    before = Run(first.i - n_before, first.j - n_before, n_before)
    return [before, *runs, Run(i, j, n_after)]


def _best_span(runs: list[Run], difference: float) -> tuple[int, int] | None:
    """Which of the runs, from the first to before the last, have the best balance."""
    best, score, start, span = 0.0, 0.0, 0, None
    for k, run in enumerate(runs):
        if k:
            last = runs[k - 1]
            apart = max(run.i - last.i - last.length, run.j - last.j - last.length)
            score -= difference * apart
        if score <= 0:
            score, start = 0.0, k
        score += run.length
        if score > best:
            best, span = score, (start, k + 1)
    return span
