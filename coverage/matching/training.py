"""Training of the pair model, the weighing of a cross-encoder, and figures on labelled events.

Figures are by cross-validation over events: a pair is judged by models that saw nothing of its
event. The shipped ones then learn from all of them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

from coverage.language.embeddings import Embedder
from coverage.matching import fitting, pair_encoder, pair_model, pairs, second_reading
from coverage.matching.cross_encoder import Matcher, key, read_scores
from coverage.matching.labelled import LabelledEvent
from coverage.matching.pair_model import PairModel
from coverage.matching.second_reading import Weighing
from coverage.matching.terms import Floats
from coverage.records import Report, silent
from coverage.settings import Settings

N_FOLDS = 5

INVENTED_WEIGHT = 0.3
"""Weight of a pair of an invented event against 1 for a real one. Invented events teach to tell
apart what is alike but not the same; at full weight the figures on real ones are lower."""

REVIEWED_WEIGHT = 3.0
"""Weight of a pair that an analyst confirmed or refused. Own choice: such pairs are few, in doubt
and looked at one by one; and they are not a sample of all, so that more would tilt the model."""

_SAME_ARTICLE = pairs.FEATURES.index("same_article")


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
    one: npt.NDArray[np.object_]  # texts, with opening pronouns spelt out
    other: npt.NDArray[np.object_]

    def take(self, rows: npt.NDArray[np.bool_] | npt.NDArray[np.intp]) -> Table:
        """The pairs in `rows`."""
        return Table(*(getattr(self, f.name)[rows] for f in dataclasses.fields(self)))

    @classmethod
    def joined(cls, tables: Sequence[Table]) -> Table:
        """All their pairs."""
        names = [f.name for f in dataclasses.fields(cls)]
        return cls(*(np.concatenate([getattr(table, name) for table in tables]) for name in names))

    @property
    def is_judged(self) -> npt.NDArray[np.bool_]:
        """Whether figures are on a pair: of real events, of invented ones where there is none."""
        judged = self.is_real if self.is_real.any() else ~self.is_real
        return np.asarray(judged & self.is_cross, dtype=np.bool_)

    @property
    def is_apart(self) -> npt.NDArray[np.bool_]:
        """Whether the two are of different articles and not the same text."""
        is_same = self.features[:, _SAME_ARTICLE] == 1
        return np.asarray(~is_same & (self.one != self.other), dtype=np.bool_)


def tabulate(events: Sequence[LabelledEvent], embedder: Embedder, report: Report = silent) -> Table:
    """All pairs of all events."""
    parts = []
    for number, event in enumerate(events):
        i, j = np.triu_indices(len(event.sentences), 1)
        outlets = np.array(event.outlets)
        known = pairs.prepare(event.sentences, event.speakers, embedder)
        texts = np.array(known.texts, dtype=np.object_)
        parts.append(
            (
                known.table(i, j),
                event.shares[i, j],
                np.full(len(i), number),
                outlets[i] != outlets[j],
                np.full(len(i), event.is_real),
                pairs.swapped(event.sentences, i, j),
                texts[i],
                texts[j],
            )
        )
        report("features", number + 1, len(events))
    return Table(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def train(
    events: Sequence[LabelledEvent],
    embedder: Embedder,
    matcher: Matcher | None = None,
    folder: Path = pair_model.CARD_FILE.parent,
    report: Report = silent,
    reviewed: Table | None = None,
) -> pd.DataFrame:
    """Train on all `events`, write the model into `folder`, return the figures.

    With a `matcher`, what it says is weighed anew too. `reviewed`: pairs that analysts confirmed or
    refused; the model learns from them, but figures and the weighing are without them.
    """
    table = tabulate(events, embedder, report)
    judged = judge(table, matcher, report)
    figures = compare(table, judged)
    n_real = sum(event.is_real for event in events)
    trained_on = {
        "real_events": n_real,
        "invented_events": len(events) - n_real,
        "pairs": len(table.shares),
        "pairs_that_share_a_claim": int(table.shares.sum()),
    }
    if reviewed is not None:
        trained_on["reviewed_pairs"] = len(reviewed.shares)
    _fit(table, reviewed).save(
        {
            "about": "Probability that two sentences of one event share a claim: the mean of "
            f"{fitting.N_NETWORKS} small networks over {len(pairs.FEATURES)} features.",
            "limits": LIMITS,
            "trained_on": trained_on,
            "cross_validated": _told(table, judged.first),
        },
        folder / pair_model.CARD_FILE.name,
    )
    if matcher is not None and judged.weighing is not None:
        told = {
            "limits": LIMITS,
            "weighed_on": {**trained_on, "pairs_read": int(judged.is_read.sum())},
            "cross_validated": _told(table, judged.probability),
        }
        file = folder / second_reading.WEIGHINGS_FILE.name
        second_reading.keep(matcher.encoder, judged.weighing, told, file)
    return figures


LIMITS = (
    "Trained on English news of politics by three outlets each. It misses what is told in wholly "
    "other words, and takes the same people and subject for the same claim."
)


def _told(table: Table, probability: Floats) -> dict[str, float]:
    """Figures for a model's card."""
    on = table.is_judged
    found = figures_of("", table.shares[on], probability[on], None)
    return {name: round(float(str(found[name])), 3) for name in list(found)[1:]}


def _fit(table: Table, reviewed: Table | None = None) -> PairModel:
    weight = np.where(table.is_real, 1.0, INVENTED_WEIGHT).astype(np.float32)
    if reviewed is not None:
        weight = np.concatenate([weight, np.full(len(reviewed.shares), REVIEWED_WEIGHT)])
        table = Table.joined([table, reviewed])
    return fitting.fit(pairs.FEATURES, table.features, table.shares, weight.astype(np.float32))


def folds(table: Table) -> npt.NDArray[np.intp]:
    """The fold of each pair, shape (n pairs,); events stay whole, both kinds are shared out."""
    found = np.zeros(len(table.shares), dtype=np.intp)
    for kind in (True, False):
        rows = np.flatnonzero(table.is_real == kind)
        events = table.event[rows]
        n_folds = min(N_FOLDS, len(set(events.tolist())))
        if n_folds > 1:
            for number, (_, held) in enumerate(GroupKFold(n_folds).split(rows, groups=events)):
                found[rows[held]] = number
    return found


def cross_validated(table: Table) -> Floats:
    """Probability of each pair by a pair model that saw nothing of its event; shape (n pairs,)."""
    fold = folds(table)
    probability = np.zeros(len(table.shares), dtype=np.float32)
    for number in range(int(fold.max()) + 1):
        held = fold == number
        probability[held] = _fit(table.take(~held)).probability(table.features[held])
    return probability


@dataclass(frozen=True, slots=True)
class Judged:
    """Cross-validated probabilities of a table's pairs, each of shape (n pairs,).

    `first`: by the pair model; `probability`: after the second reading of those that `is_read`.
    `weighing`: found on all pairs; `None` where nothing was read.
    """

    first: Floats
    probability: Floats
    is_read: npt.NDArray[np.bool_]
    weighing: Weighing | None


def judge(table: Table, matcher: Matcher | None = None, report: Report = silent) -> Judged:
    """What the shipped program would say of each pair, had it learned nothing of its event."""
    first = cross_validated(table)
    is_read = np.zeros(len(first), dtype=np.bool_)
    if matcher is None:
        return Judged(first, pair_model.held_back(first, table.is_swapped), is_read, None)
    one_way, both_ways = _scores(table, first, matcher, report)
    is_read = ~np.isnan(both_ways)
    fold, taught = folds(table), is_read & (table.is_real | (not table.is_real.any()))
    probability = first.copy()
    least, most = second_reading.TURNED
    for number in range(int(fold.max()) + 1):
        held = np.flatnonzero(is_read & (fold == number))
        learned = _weigh(first, both_ways, table.shares, taught & (fold != number))
        found = learned.probability(first[held], one_way[held])
        again = learned.probability(first[held], both_ways[held])
        probability[held] = np.where((found > least) & (found < most), again, found)
    weighing = _weigh(first, both_ways, table.shares, taught)
    return Judged(first, pair_model.held_back(probability, table.is_swapped), is_read, weighing)


def _scores(table: Table, first: Floats, matcher: Matcher, report: Report) -> tuple[Floats, Floats]:
    """The cross-encoder's log-odds of each pair, in one direction and in both; NaN: not read.

    Of events that the shipped cross-encoder was tuned on, only the scores that were given by one
    that learned nothing of them.
    """
    is_own = matcher.encoder.name == pair_encoder.DEFAULT_MATCHER
    fitted = read_scores(pair_encoder.CROSS_FITTED_FILE) if is_own else {}
    found = np.full((2, len(first)), np.nan, dtype=np.float32)
    wanted = (first >= second_reading.FROM) & table.is_apart
    for number in np.unique(table.event).tolist():
        rows = np.flatnonzero(wanted & (table.event == number))
        texts = [
            (min(a, b), max(a, b)) for a, b in zip(table.one[rows], table.other[rows], strict=True)
        ]
        known = [(fitted.get(key(pair)), fitted.get(key(pair[::-1]))) for pair in texts]
        if any(one is not None for one, _ in known):
            for row, (one, other) in zip(rows.tolist(), known, strict=True):
                if one is not None and other is not None:
                    found[:, row] = one, (one + other) / 2
            continue
        flat = [text for pair in texts for text in pair]
        i, j = np.arange(0, len(flat), 2), np.arange(1, len(flat), 2)
        found[0, rows] = matcher(flat, i, j, both=False, report=report)
        found[1, rows] = matcher(flat, i, j, both=True, report=report)
    return found[0], found[1]


def _weigh(
    first: Floats, second: Floats, shares: npt.NDArray[np.bool_], taught: npt.NDArray[np.bool_]
) -> Weighing:
    """The weighing that fits the pairs in `taught` best."""
    values = np.stack([second_reading.log_odds(first[taught]), second[taught]], axis=1)
    fitted = LogisticRegression().fit(values, shares[taught])
    one, other = fitted.coef_[0].tolist()
    return Weighing(one, other, float(fitted.intercept_[0]))


def evaluate_links(
    table: Table, matcher: Matcher | None = None, report: Report = silent
) -> pd.DataFrame:
    """Link precision, recall and F1 pooled over events, cross-validated; one row a method."""
    return compare(table, judge(table, matcher, report))


def compare(table: Table, judged: Judged, settings: Settings | None = None) -> pd.DataFrame:
    """One row a method: the program's, at its best threshold and the shipped ones, and baselines.

    Baselines stand at their best threshold for F1.
    """
    settings = settings or Settings()
    on = table.is_judged
    shares, cosines = table.shares[on], table.features[on][:, :2]
    probability = judged.probability[on]
    rows = [
        figures_of("shipped, best threshold", shares, probability, None),
        figures_of("shipped, sure", shares, probability, settings.match_sure),
        figures_of("shipped, possible", shares, probability, settings.match_possible),
        figures_of("first reading alone, best threshold", shares, judged.first[on], None),
        figures_of("cosine, best threshold", shares, cosines[:, 0], None),
        figures_of("cosine less mean, best threshold", shares, cosines[:, 1], None),
    ]
    return pd.DataFrame(rows if judged.is_read.any() else rows[:3] + rows[4:])


def figures_of(
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
