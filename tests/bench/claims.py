"""How well claims are matched, beside what is commonly done: `python -m tests.bench.claims GOLD`.

All on the same labelled events and, where something is learned, the same folds. `--ablate` leaves
out one kind of feature after another, `--draw FOLDER` draws precision against recall and how often
what is said with some probability is so, `--errors N` prints pairs to be read. `--tuned` adds what
takes an hour on one core, once: the small encoder tuned, and a cross-encoder made from it.
"""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from sentence_transformers import util
from sklearn.cluster import HDBSCAN, AgglomerativeClustering
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from coverage.language.embeddings import Embedder, SentenceEncoder
from coverage.matching import (
    alignment,
    clause_features,
    features,
    labelled,
    pairs,
    phrases,
    speaker_features,
    training,
)
from coverage.matching.cross_encoder import Matcher
from coverage.matching.labelled import LabelledEvent
from coverage.matching.pair_encoder import PairEncoder
from coverage.matching.terms import Floats
from coverage.matching.training import Judged, Table, figures_of
from coverage.settings import Settings
from tests.bench import tuned

KINDS = {
    "whole sentences": features.FEATURES,
    "clauses": clause_features.FEATURES,
    "aligned words": alignment.FEATURES,
    "shared phrases": phrases.FEATURES,
    "speakers": speaker_features.FEATURES,
}

N_DRAWN = 1000
"""Times that the events are drawn anew for an interval."""

CACHE = Path("data", ".cache")

Grouping = Callable[[Floats], npt.NDArray[np.intp]]
"""Unit vectors of an event's sentences, (n, dimensions) -> group of each; -1 for none."""


def communities(vectors: Floats) -> npt.NDArray[np.intp]:
    """As sentence-transformers ships them: at 0.75."""
    group = np.full(len(vectors), -1)
    found = util.community_detection(vectors, threshold=0.75, min_community_size=2)
    for number, members in enumerate(found):
        group[members] = number
    return group


def by_density(vectors: Floats) -> npt.NDArray[np.intp]:
    """HDBSCAN, groups of two and more."""
    return np.asarray(HDBSCAN(min_cluster_size=2, copy=True).fit_predict(vectors))


def average_linkage(distance: float) -> Grouping:
    """Groups whose mean cosine distance is under `distance`."""

    def grouping(vectors: Floats) -> npt.NDArray[np.intp]:
        cut = AgglomerativeClustering(
            None, metric="cosine", linkage="average", distance_threshold=distance
        )
        return np.asarray(cut.fit_predict(vectors))

    return grouping


def together(events: list[LabelledEvent], embedder: Embedder, grouping: Grouping) -> Floats:
    """1 for the pairs of the table that stand in one group, else 0."""
    found = []
    for event in events:
        group = grouping(embedder([sentence.text for sentence in event.sentences]))
        i, j = np.triu_indices(len(group), 1)
        found.append((group[i] == group[j]) & (group[i] >= 0))
    return np.concatenate(found).astype(np.float32)


def learned(table: Table, names: tuple[str, ...], model: Callable[[], object]) -> Floats:
    """Cross-validated probabilities by a common learner over the features named."""
    columns = [pairs.FEATURES.index(name) for name in names]
    fold, found = training.folds(table), np.zeros(len(table.shares), dtype=np.float32)
    for number in range(int(fold.max()) + 1):
        held = fold == number
        fitted = model()
        fitted.fit(table.features[~held][:, columns], table.shares[~held])  # type: ignore[attr-defined]
        probability = fitted.predict_proba(table.features[held][:, columns])  # type: ignore[attr-defined]
        found[held] = probability[:, 1]
    return found


def best_average_linkage(
    events: list[LabelledEvent], embedder: Embedder, table: Table
) -> dict[str, object]:
    """At the distance with the best F1."""
    on = table.is_judged
    rows = [
        figures_of(
            "average linkage of cosine, best distance",
            table.shares[on],
            together(events, embedder, average_linkage(distance))[on],
            0.5,
        )
        for distance in np.arange(0.2, 0.6, 0.05)
    ]
    return max(rows, key=lambda row: float(str(row["f1"])))


def compared(
    events: list[LabelledEvent],
    embedder: Embedder,
    table: Table,
    judged: Judged,
    others: Mapping[str, Floats],
) -> tuple[pd.DataFrame, dict[str, Floats]]:
    """A row a method, of `others` too; and the scores of those that have any, for curves."""
    on, wholes = table.is_judged, features.FEATURES + clause_features.FEATURES
    cosine, less_mean, rare = (
        table.features[:, pairs.FEATURES.index(name)]
        for name in ("cosine", "cosine_centred", "terms")
    )
    spread = less_mean[on].std(), rare[on].std()
    scores = {
        "cosine": cosine,
        "cosine less the event's mean": less_mean,
        "the same and TF-IDF within the event": less_mean / spread[0] + rare / spread[1],
        **others,
        "logistic regression, 34 features": learned(
            table, wholes, lambda: make_pipeline(StandardScaler(), LogisticRegression(max_iter=500))
        ),
        "gradient boosting, 34 features": learned(
            table, wholes, lambda: HistGradientBoostingClassifier(random_state=0)
        ),
        "first reading": judged.first,
        "shipped": judged.probability,
    }
    rows = [
        figures_of(name, table.shares[on], together(events, embedder, grouping)[on], 0.5)
        for name, grouping in (("community detection, 0.75", communities), ("HDBSCAN", by_density))
    ]
    rows.append(best_average_linkage(events, embedder, table))
    rows += [figures_of(name, table.shares[on], score[on], None) for name, score in scores.items()]
    found = pd.DataFrame(rows)[["method", "threshold", "precision", "recall", "f1"]]
    found["average_precision"] = [
        average_precision_score(table.shares[on], scores[name][on]) if name in scores else np.nan
        for name in found["method"]
    ]
    return found, scores


def interval(table: Table, probability: Floats) -> tuple[float, float]:
    """Of the best F1: from where to where it lies in 95 of 100 drawings of the events."""
    on = table.is_judged
    shares, score, event = table.shares[on], probability[on], table.event[on]
    threshold = float(str(figures_of("", shares, score, None)["threshold"]))
    is_found = score >= threshold
    each = [event == e for e in np.unique(event)]
    counts = np.array(
        [[(is_found & shares)[own].sum(), is_found[own].sum(), shares[own].sum()] for own in each]
    )
    random = np.random.default_rng(0)
    drawn = counts[random.integers(len(counts), size=(N_DRAWN, len(counts)))].sum(axis=1)
    f1 = 2 * drawn[:, 0] / (drawn[:, 1] + drawn[:, 2])
    low, high = np.percentile(f1, [2.5, 97.5]).tolist()
    return low, high


def ablated(table: Table, whole: Judged) -> pd.DataFrame:
    """The first reading without one kind of feature, and without the invented events."""

    def row(name: str, probability: Floats) -> dict[str, object]:
        found = figures_of(name, table.shares[on], probability[on], None)
        return {key: found[key] for key in ("method", "average_precision", "f1")}

    on = table.is_judged
    rows = [row("all", whole.first)]
    for name, kind in KINDS.items():
        less = table.features.copy()
        less[:, [pairs.FEATURES.index(feature) for feature in kind]] = 0
        without = dataclasses.replace(table, features=less)
        rows.append(row(f"without {name}", training.cross_validated(without)))
    real = table.take(table.is_real)
    found = np.zeros(len(table.shares), dtype=np.float32)
    found[table.is_real] = training.cross_validated(real)
    rows.append(row("without invented events", found))
    return pd.DataFrame(rows)


def calibrated(shares: npt.NDArray[np.bool_], probability: Floats) -> pd.DataFrame:
    """By tenths of probability: how many pairs, their mean probability, the share that is so."""
    place = np.clip((probability * 10).astype(int), 0, 9)
    rows = pd.DataFrame({"tenth": place, "said": probability, "so": shares})
    return rows.groupby("tenth").agg(pairs=("so", "size"), said=("said", "mean"), so=("so", "mean"))


def draw(table: Table, scores: dict[str, Floats], folder: Path) -> None:
    """`claims-precision.svg` and `claims-calibration.svg`."""
    import matplotlib as mpl  # noqa: PLC0415  # only for the pictures
    from matplotlib.figure import Figure  # noqa: PLC0415

    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "claims", "font.size": 10})
    on = table.is_judged
    shares = table.shares[on]
    curves = Figure(figsize=(8, 4.2), layout="constrained")
    panel = curves.subplots()
    for name, score in scores.items():
        order = np.argsort(-score[on], kind="stable")
        right, n = np.cumsum(shares[order]), np.arange(1, len(order) + 1)
        some = np.unique(np.geomspace(60, len(order), 400).astype(int)) - 1
        panel.plot((right / shares.sum())[some], (right / n)[some], label=name)
    panel.set(xlabel="recall of links", ylabel="precision", xlim=(0, 1), ylim=(0, 1))
    panel.grid(alpha=0.3)
    panel.legend(frameon=False, loc="upper right", fontsize=9)
    curves.savefig(folder / "claims-precision.svg", metadata={"Date": None})
    diagram = Figure(figsize=(4.6, 4.2), layout="constrained")
    panel = diagram.subplots()
    found = calibrated(shares, scores["shipped"][on])
    panel.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    panel.plot(found["said"], found["so"], marker="o")
    for n, said, so in zip(found["pairs"], found["said"], found["so"], strict=True):
        panel.annotate(f"{n:,}", (said, so), (6, -10), textcoords="offset points", fontsize=8)
    panel.set(xlabel="probability said", ylabel="share of pairs that share a claim")
    panel.set(xlim=(0, 1), ylim=(0, 1))
    panel.grid(alpha=0.3)
    diagram.savefig(folder / "claims-calibration.svg", metadata={"Date": None})


def errors(table: Table, probability: Floats, sure: float, n: int) -> Iterator[str]:
    """Of the links missed and of those found wrongly n each, drawn by chance, to be read."""
    on = np.flatnonzero(table.is_judged)
    missed = on[table.shares[on] & (probability[on] < sure)]
    wrong = on[~table.shares[on] & (probability[on] >= sure)]
    random = np.random.default_rng(0)
    for name, rows in (("missed", missed), ("wrong", wrong)):
        for row in random.permutation(rows)[:n].tolist():
            yield f"{name} {probability[row]:.2f}\n  {table.one[row]}\n  {table.other[row]}"


def main() -> None:
    """Print the figures; draw and print what else is asked for."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("gold", type=Path)
    reader.add_argument("--ablate", action="store_true")
    reader.add_argument("--draw", type=Path, metavar="FOLDER")
    reader.add_argument("--tuned", action="store_true")
    reader.add_argument("--errors", type=int, default=0, metavar="N")
    options = reader.parse_args()
    events = labelled.load(options.gold)
    embedder, matcher = Embedder(SentenceEncoder(), CACHE), Matcher(PairEncoder(), CACHE)
    table = training.tabulate(events, embedder)
    judged = training.judge(table, matcher)
    embedder.save()
    matcher.save()
    others = tuned.scores(table, CACHE) if options.tuned else {}
    found, scores = compared(events, embedder, table, judged, others)
    print(found.round(3).to_string(index=False))
    if not options.tuned:
        print(f"left out: {tuned.ENCODER}; {tuned.CROSS_ENCODER}; --tuned adds them")
    low, high = interval(table, judged.probability)
    print(
        f"best F1 of what is shipped: {low:.3f} to {high:.3f} in 95 of 100 drawings of the events"
    )
    on = table.is_judged
    print(calibrated(table.shares[on], judged.probability[on]).round(3).to_string())
    if options.ablate:
        print(ablated(table, judged).round(3).to_string(index=False))
    if options.draw:
        draw(table, scores, options.draw)
    for pair in errors(table, judged.probability, Settings().match_sure, options.errors):
        print(pair)


if __name__ == "__main__":
    main()
