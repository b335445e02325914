"""What the days between two articles say about their telling of one event.

Reports of one event come close together, but dates are often wrong or those of a later edition,
and how much it says that two articles are of one day depends on the corpus: much where it spans
years, little where it is one day's news. So the gap is weighed by how often it occurs in this
corpus, and at half of what that would be worth (own definition).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from coverage.matching.terms import Floats

# Gaps of two articles of one event: nine in ten fall off by e every two days, the rest every sixty.
# Own choice; with a fifth of the days wrong by months, simulated on the labelled corpora, a weight
# of 0.5 gains 0.01 to 0.04 of B-cubed F1, of 1 loses 0.01, a hard window of ten days loses 0.10.
WEIGHT = 0.5
NEAR_DAYS, FAR_DAYS, FAR_SHARE = 2.0, 60.0, 0.1
MOST_AGAINST, MOST_FOR = -10.0, 4.0
"""Bounds of the log-likelihood ratio before it is weighted."""

_SMOOTHED = 2.0  # days over which the corpus's own gaps are smoothed
_REACH = 6


@dataclass(frozen=True, slots=True)
class Timing:
    """`day`: ordinal day of n articles, NaN where undated. `by_gap`: log-odds by days apart."""

    day: npt.NDArray[np.float64]
    by_gap: Floats

    @classmethod
    def of(cls, days: Sequence[int | None]) -> Self:
        """Learn from the days of a corpus how often each gap occurs in it."""
        day = np.array([np.nan if d is None else d for d in days], dtype=np.float64)
        known = day[~np.isnan(day)].astype(np.int64)
        if len(known) <= 1:
            return cls(day, np.zeros(1, dtype=np.float32))
        usual = _usual_gaps(known - known.min())
        gap = np.arange(len(usual), dtype=np.float64)
        near = (1 - FAR_SHARE) * np.exp(-gap / NEAR_DAYS) / NEAR_DAYS
        same = near + FAR_SHARE * np.exp(-gap / FAR_DAYS) / FAR_DAYS
        ratio = np.clip(np.log(same / same.sum() / usual), MOST_AGAINST, MOST_FOR)
        return cls(day, (WEIGHT * ratio).astype(np.float32))

    def between(self, i: npt.NDArray[np.intp], j: npt.NDArray[np.intp]) -> Floats:
        """Log-odds for i[k] and j[k]; 0 where one of them is undated."""
        apart = np.abs(self.day[i] - self.day[j])
        gap = np.nan_to_num(apart, nan=0).astype(np.int64)
        return np.where(np.isnan(apart), np.float32(0), self.by_gap[gap])


def _usual_gaps(day: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Share of the corpus's pairs that lie each number of days apart, smoothed; sums to 1."""
    per_day = np.bincount(day).astype(np.float64)
    size = 1 << int(2 * len(per_day) - 1).bit_length()
    spectrum = np.fft.rfft(per_day, size)
    pairs = np.fft.irfft(spectrum * spectrum.conj(), size)[: len(per_day)].round()
    pairs[0] = (pairs[0] - len(day)) / 2  # each article with itself, and each pair twice
    kernel = np.exp(-np.abs(np.arange(-_REACH, _REACH + 1)) / _SMOOTHED)
    at = np.abs(np.arange(-_REACH, len(pairs) + _REACH))
    mirrored = np.where(at < len(pairs), pairs[np.minimum(at, len(pairs) - 1)], 0)
    smooth = np.convolve(mirrored, kernel / kernel.sum(), "valid") + 0.5
    return np.asarray(smooth / smooth.sum())
