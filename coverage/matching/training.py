"""Training of the pair model, and its figures on labelled events.

Figures are by cross-validation over events: a pair is judged by a model that saw nothing of its
event. The shipped model then learns from all of them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

from coverage.language.embeddings import Embedder
from coverage.matching import fitting, pair_model, pairs
from coverage.matching.labelled import LabelledEvent
from coverage.matching.pair_model import PairModel
from coverage.matching.terms import Floats
from coverage.records import Report, silent
from coverage.settings import Settings

N_FOLDS = 5

INVENTED_WEIGHT = 0.3
"""Weight of a pair of an invented event against 1 for a real one. Invented events teach to tell
apart what is alike but not the same; at full weight the figures on real ones are lower."""


@dataclass(frozen=True, slots=True)
class Table:
    """Labelled pairs: features (n, len(FEATURES)), whether they share a claim, their event.

    `is_cross`: the two are of different outlets; figures are on these. `is_real`: of a real event.
    """

    features: Floats
    shares: npt.NDArray[np.bool_]
    event: npt.NDArray[np.intp]
    is_cross: npt.NDArray[np.bool_]
    is_real: npt.NDArray[np.bool_]
    is_swapped: npt.NDArray[np.bool_]  # see pairs.swapped

    def take(self, rows: npt.NDArray[np.bool_]) -> Table:
        """The pairs where `rows` is true."""
        return Table(*(getattr(self, f.name)[rows] for f in dataclasses.fields(self)))


def tabulate(events: Sequence[LabelledEvent], embedder: Embedder, report: Report = silent) -> Table:
    """All pairs of all events."""
    parts = []
    for number, event in enumerate(events):
        i, j = np.triu_indices(len(event.sentences), 1)
        outlets = np.array(event.outlets)
        parts.append(
            (
                pairs.prepare(event.sentences, event.speakers, embedder).table(i, j),
                event.shares[i, j],
                np.full(len(i), number),
                outlets[i] != outlets[j],
                np.full(len(i), event.is_real),
                pairs.swapped(event.sentences, i, j),
            )
        )
        report("features", number + 1, len(events))
    return Table(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def train(
    events: Sequence[LabelledEvent],
    embedder: Embedder,
    file: Path = pair_model.CARD_FILE,
    report: Report = silent,
) -> pd.DataFrame:
    """Train on all `events`, write the model to `file` and beside it, return the figures."""
    table = tabulate(events, embedder, report)
    figures = evaluate_links(table)
    best = figures.iloc[0]
    stored = {
        "about": "Probability that two sentences of one event share a claim: the mean of "
        f"{fitting.N_NETWORKS} small networks over {len(pairs.FEATURES)} features.",
        "limits": "Trained on English news of politics by three outlets each. It misses what is "
        "told in wholly other words, and takes the same people and subject for the same claim.",
        "trained_on": {
            "real_events": sum(event.is_real for event in events),
            "invented_events": sum(not event.is_real for event in events),
            "pairs": len(table.shares),
            "pairs_that_share_a_claim": int(table.shares.sum()),
        },
        "cross_validated": {key: round(float(best[key]), 3) for key in figures.columns[1:]},
    }
    _fit(table).save(stored, file)
    return figures


def _fit(table: Table) -> PairModel:
    weight = np.where(table.is_real, 1.0, INVENTED_WEIGHT).astype(np.float32)
    return fitting.fit(pairs.FEATURES, table.features, table.shares, weight)


def cross_validated(table: Table) -> Floats:
    """Probability of each pair by a model that saw nothing of its event; shape (n pairs,).

    Invented events, where real ones are judged, are learned from in every fold.
    """
    judged = table.is_real if table.is_real.any() else ~table.is_real
    probability = np.zeros(len(table.shares), dtype=np.float32)
    numbers = np.flatnonzero(judged)
    folds = GroupKFold(min(N_FOLDS, len(set(table.event[judged].tolist()))))
    for _, held in folds.split(numbers, groups=table.event[judged]):
        rest = np.ones(len(table.shares), dtype=np.bool_)
        rest[numbers[held]] = False
        place = numbers[held]
        probability[place] = _fit(table.take(rest)).probability(
            table.features[place], table.is_swapped[place]
        )
    return probability


def evaluate_links(table: Table, settings: Settings | None = None) -> pd.DataFrame:
    """Link precision, recall and F1 pooled over events, cross-validated; one row a method.

    "sure" and "possible" are at the shipped thresholds, the others at the best one for F1.
    """
    settings = settings or Settings()
    judged = (table.is_real if table.is_real.any() else ~table.is_real) & table.is_cross
    probability = cross_validated(table)[judged]
    shares, cosines = table.shares[judged], table.features[judged][:, :2]
    rows = [
        _figures("learned, best threshold", shares, probability, None),
        _figures("learned, sure", shares, probability, settings.match_sure),
        _figures("learned, possible", shares, probability, settings.match_possible),
        _figures("cosine, best threshold", shares, cosines[:, 0], None),
        _figures("cosine less mean, best threshold", shares, cosines[:, 1], None),
    ]
    return pd.DataFrame(rows)


def _figures(
    method: str, shares: npt.NDArray[np.bool_], score: Floats, threshold: float | None
) -> dict[str, object]:
    """One row: at `threshold`, or at the one with the best F1."""
    if threshold is None:
        threshold = _best_threshold(shares, score)
    found = score >= threshold
    right = int((found & shares).sum())
    precision = right / max(int(found.sum()), 1)
    recall = right / max(int(shares.sum()), 1)
    return {
        "method": method,
        "threshold": threshold,
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(precision + recall, 1e-9),
        "average_precision": average_precision_score(shares, score),
        "calibration_error": calibration_error(shares, score),
    }


def _best_threshold(shares: npt.NDArray[np.bool_], score: Floats) -> float:
    order = np.argsort(-score, kind="stable")
    right = np.cumsum(shares[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + shares.sum())
    return float(score[order][int(f1.argmax())])


def calibration_error(shares: npt.NDArray[np.bool_], score: Floats, bins: int = 10) -> float:
    """Expected calibration error: mean distance of probability and share true, over 10 bins."""
    place = np.clip((score * bins).astype(int), 0, bins - 1)
    gaps = [
        abs(float(score[place == b].mean()) - float(shares[place == b].mean())) * (place == b).sum()
        for b in range(bins)
        if (place == b).any()
    ]
    return float(sum(gaps) / len(score))
