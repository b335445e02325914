"""Pairs in doubt are read a second time, by a cross-encoder; its word and the first are weighed.

The pair model knows the event: what is common in it, who speaks, what else is near. A
cross-encoder knows the language: that holding talks in the Kremlin is meeting in Moscow. It takes
some hundredths of a second a pair, so it reads only those that may match.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit

from coverage.errors import ModelUnavailable
from coverage.matching.cross_encoder import Matcher, Reader
from coverage.matching.terms import Floats
from coverage.records import Report, silent

Indices = npt.NDArray[np.intp]

WEIGHINGS_FILE = Path(__file__).with_suffix(".json")

FROM = 0.08
"""First probability from which a pair is read again. From 0.02 two and a half times as many are
read for the same F1; from 0.1 it is lower."""

TURNED = (0.2, 0.7)
"""Probabilities after the second reading between which the pair is read in the other direction
too. F1 is 0.004 higher than with one direction, and no higher with both for all."""

MOST_READ = 1_500
"""Most pairs of an event that are read, those nearest to `DOUBT` first. Events of five articles
have fewer. Own choice: at thirty pairs a second a minute."""

DOUBT = 0.3
"""Probability near which F1 is decided."""

FARTHEST = 1e-4
"""Distance of a probability from 0 and 1 beyond which its log-odds grow no more."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """What the log-odds of both readings count: `first`, `second`, and the constant beside them."""

    first: float
    second: float
    constant: float

    def probability(self, first: Floats, second: Floats) -> Floats:
        """Shape (n,), for first probabilities and the cross-encoder's log-odds."""
        odds = self.first * log_odds(first) + self.second * second + self.constant
        return np.asarray(expit(odds), dtype=np.float32)


def log_odds(probability: Floats) -> Floats:
    """Of probabilities, cut off near 0 and 1."""
    kept = np.clip(probability.astype(np.float64), FARTHEST, 1 - FARTHEST)
    return np.asarray(logit(kept), dtype=np.float32)


def of(encoder: Reader, file: Path = WEIGHINGS_FILE) -> Weighing:
    """The weighing that was found for this cross-encoder.

    Raises ModelUnavailable where it was not yet weighed on labelled events.
    """
    try:
        known = json.loads(file.read_text(encoding="utf-8"))[encoder.fingerprint]
    except (OSError, KeyError) as error:
        msg = (
            f"What the matcher {encoder.name} says was not yet weighed against labelled events; "
            f"run python -m coverage train GOLD --matcher {encoder.name}, or leave --matcher out."
        )
        raise ModelUnavailable(msg) from error
    return Weighing(*(float(known["weighing"][name]) for name in Weighing.__slots__))


def keep(encoder: Reader, weighing: Weighing, told: dict[str, Any], file: Path) -> None:
    """Write the weighing of this cross-encoder beside those of others."""
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except OSError:
        known = {}
    rounded = {name: round(value, 4) for name, value in asdict(weighing).items()}
    entry = {"name": encoder.name, "kind": encoder.kind, "weighing": rounded, **told}
    known = dict(sorted({**known, encoder.fingerprint: entry}.items()))
    file.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


def chosen(first: Floats, is_apart: npt.NDArray[np.bool_], order: Sequence[str]) -> Indices:
    """Which of an event's pairs are read again, ascending.

    `first`: their probabilities; `is_apart`: of two articles, and not the same text; `order`: what
    decides where two are equally near to `DOUBT`. All of shape (n pairs,).
    """
    able = np.flatnonzero((first >= FROM) & is_apart)
    if len(able) > MOST_READ:
        distance = np.abs(log_odds(first[able]) - float(logit(DOUBT))).round(4).tolist()
        places = able.tolist()
        ranked = sorted(range(len(able)), key=lambda k: (distance[k], order[places[k]]))
        able = able[ranked[:MOST_READ]]
    return np.sort(able)


def read(
    first: Floats,
    texts: Sequence[str],
    rows: Indices,
    columns: Indices,
    matcher: Matcher,
    weighing: Weighing,
    report: Report = silent,
) -> Floats:
    """Probabilities, shape (n pairs,), after the second reading of the pairs (rows[k], columns[k]).

    `first`: their probabilities before it.
    """
    found = weighing.probability(first, matcher(texts, rows, columns, both=False, report=report))
    least, most = TURNED
    doubtful = np.flatnonzero((found > least) & (found < most))
    score = matcher(texts, rows[doubtful], columns[doubtful], both=True, report=report)
    found[doubtful] = weighing.probability(first[doubtful], score)
    return found
