"""Where the words of one text stand in another that holds most of them.

Runs of words that both hold once are the same and are followed both ways; what is left, as short
headings are, is looked for between its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt

N_GRAM = 5
"""Words of a run that is looked for. Own choice: fewer stand in more than one place, and
paragraphs of fewer are found between their neighbours."""

MAX_GAP = 2000
"""Words behind the one before it within which a short part is looked for; bounds the time."""

_FACTOR = np.uint64(0x9E3779B97F4A7C15)

Ids = npt.NDArray[np.int64]
"""One number a word; the same word has the same number."""


def align(parts: Sequence[Ids], seen: Ids) -> list[int]:
    """For each word of `parts` its place in `seen`, -1 where it has none; none is given twice."""
    own = np.concatenate(parts) if parts else np.array([], np.int64)
    match = _Match(own.tolist(), seen.tolist(), [-1] * len(own), bytearray(len(seen)))
    for at, place in _anchors(own, seen):
        if match.is_open(at):
            match.follow(at, place)
    start = 0
    for part in parts:
        for is_open, run in groupby(range(start, start + len(part)), match.is_open):
            if is_open:
                match.fill(list(run))
        start += len(part)
    return match.found


def _anchors(own: Ids, seen: Ids) -> list[tuple[int, int]]:
    """Where runs of `N_GRAM` words begin that stand once in `own` and once in `seen`."""
    (a, at), (b, place) = _single_runs(own), _single_runs(seen)
    _, in_own, in_seen = np.intersect1d(a, b, assume_unique=True, return_indices=True)
    return sorted(zip(at[in_own].tolist(), place[in_seen].tolist(), strict=True))


def _single_runs(ids: Ids) -> tuple[npt.NDArray[np.uint64], Ids]:
    """Hash and place of each run of `N_GRAM` words that stands once."""
    n_runs = max(len(ids) - N_GRAM + 1, 0)
    hashes = np.zeros(n_runs, np.uint64)
    for step in range(N_GRAM):
        hashes = hashes * _FACTOR + ids[step : step + n_runs].astype(np.uint64) + np.uint64(1)
    values, first, counts = np.unique(hashes, return_index=True, return_counts=True)
    return values[counts == 1], first[counts == 1]


@dataclass(frozen=True, slots=True)
class _Match:
    """Places found so far of the words `own` among those `seen`."""

    own: list[int]
    seen: list[int]
    found: list[int]
    is_taken: bytearray

    def is_open(self, at: int) -> bool:
        """Whether the word has no place yet."""
        return self.found[at] < 0

    def follow(self, at: int, place: int) -> None:
        """Give the word `at` its place, and its neighbours theirs as long as they are the same."""
        self._follow(at, place, 1)
        self._follow(at - 1, place - 1, -1)

    def _follow(self, at: int, place: int, step: int) -> None:
        while (
            0 <= at < len(self.own)
            and 0 <= place < len(self.seen)
            and self.own[at] == self.seen[place]
            and self.found[at] < 0
            and not self.is_taken[place]
        ):
            self.found[at] = place
            self.is_taken[place] = 1
            at, place = at + step, place + step

    def fill(self, run: Sequence[int]) -> None:
        """Give words that follow one another their place between those of their neighbours."""
        words = [self.own[at] for at in run]
        behind = run[-1] + 1
        low = self.found[run[0] - 1] + 1 if run[0] else 0
        high = self.found[behind] if behind < len(self.found) else -1
        high = min(high if high > low else len(self.seen), low + MAX_GAP)
        for first in self._standing(words[0], low, high):
            place = range(first, first + len(words))
            if self.seen[first : place.stop] == words and not any(
                self.is_taken[first : place.stop]
            ):
                for at, own in zip(run, place, strict=True):
                    self.found[at] = own
                    self.is_taken[own] = 1
                return

    def _standing(self, word: int, low: int, high: int) -> Iterator[int]:
        """Places of a word among those seen from `low` to `high`."""
        while low < high:
            try:
                low = self.seen.index(word, low, high) + 1
            except ValueError:
                return
            yield low - 1
