"""Two sentences of one event -> the probability that they report the same claim.

A logistic regression over the features of `features` and `clause_features` and their products,
trained on labelled events by `training` and kept as readable numbers in `pair_model.json`, with
its data and figures.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coverage.language import references
from coverage.language.embeddings import Vectors
from coverage.matching import clause_features, features
from coverage.matching.terms import Floats
from coverage.records import Sentence

FEATURES = (*features.FEATURES, *clause_features.FEATURES, "same_article")

PAIRED = tuple(combinations_with_replacement(range(len(FEATURES)), 2))
"""The products of two features (or of one with itself) that the model weighs, as columns."""

MODEL_FILE = Path(__file__).with_name("pair_model.json")

CHUNK = 50_000
"""Pairs scored at a time: bounds memory, changes nothing."""

DIGITS = 4
"""Digits of a probability that are kept: those beyond depend on the machine's arithmetic."""


SWAPPED_CERTAIN, SWAPPED_MOST = 0.8, 0.49
"""Each of two sentences names two people, and only one of them is the same: "A met B", "A met C".
Of such pairs with a probability from 0.5 to 0.8, 27 of 53 share a claim on the labelled events, so
under `SWAPPED_CERTAIN` none is given more than `SWAPPED_MOST`."""


@dataclass(frozen=True, slots=True)
class PairModel:
    """A logistic regression over the features and their products.

    z = (features - mean) / scale
    probability = 1 / (1 + exp(-(intercept + z . weights + products of z . product_weights)))
    """

    intercept: float
    mean: npt.NDArray[np.float64]  # shape (len(FEATURES),), as are scale and weights
    scale: npt.NDArray[np.float64]
    weights: npt.NDArray[np.float64]
    product_weights: npt.NDArray[np.float64]  # shape (len(PAIRED),)

    def probability(self, table: Floats, is_swapped: npt.NDArray[np.bool_]) -> Floats:
        """Shape (n pairs,), 0 to 1, for features of shape (n pairs, len(FEATURES)).

        `is_swapped`: shape (n pairs,), see `swapped`.
        """
        z = (table.astype(np.float64) - self.mean) / self.scale
        square = np.zeros((len(FEATURES), len(FEATURES)))
        square[tuple(np.array(PAIRED).T)] = self.product_weights
        score = self.intercept + z @ self.weights + ((z @ square) * z).sum(axis=1)
        found = np.round(1.0 / (1.0 + np.exp(-score)), DIGITS)
        capped = np.minimum(found, SWAPPED_MOST)
        doubtful = is_swapped & (found < SWAPPED_CERTAIN)
        return np.asarray(np.where(doubtful, capped, found), dtype=np.float32)

    def to_json(self) -> dict[str, Any]:
        """Readable numbers under the features' names."""
        return {
            "intercept": _short(self.intercept),
            "features": {
                name: {"mean": _short(m), "scale": _short(s), "weight": _short(w)}
                for name, m, s, w in zip(FEATURES, self.mean, self.scale, self.weights, strict=True)
            },
            "products": {
                f"{FEATURES[a]} * {FEATURES[b]}": _short(w)
                for (a, b), w in zip(PAIRED, self.product_weights, strict=True)
            },
        }

    @classmethod
    def of_json(cls, stored: Mapping[str, Any]) -> PairModel:
        """The model that `to_json` told."""
        known = [stored["features"][name] for name in FEATURES]
        mean, scale, weights = (
            np.array([row[key] for row in known]) for key in ("mean", "scale", "weight")
        )
        products = [stored["products"][f"{FEATURES[a]} * {FEATURES[b]}"] for a, b in PAIRED]
        return cls(stored["intercept"], mean, scale, weights, np.array(products))


def _short(number: float) -> float:
    """Six significant digits: more would not survive retraining."""
    return float(f"{number:.6g}")


@cache
def shipped() -> PairModel:
    """The model that comes with the package."""
    return PairModel.of_json(json.loads(MODEL_FILE.read_text(encoding="utf-8")))


def table(
    sentences: Sequence[Sentence],
    vectors_of: Callable[[Sequence[str]], Vectors],
    rows: npt.NDArray[np.intp],
    columns: npt.NDArray[np.intp],
) -> Floats:
    """Features of the pairs (rows[k], columns[k]) of one event's sentences.

    The sentences stand article by article, in order of position: an opening pronoun is compared
    as the name it stands for.
    """
    clear = references.spelt_out(sentences)
    wholes = features.prepare(clear, vectors_of([s.text for s in clear]))
    parts = clause_features.prepare(clear, vectors_of)
    article = np.array([sentence.article_id for sentence in sentences])
    blocks = []
    for low in range(0, len(rows), CHUNK):
        i, j = rows[low : low + CHUNK], columns[low : low + CHUNK]
        same = (article[i] == article[j])[:, None].astype(np.float32)
        found = (features.of_pairs(wholes, i, j), clause_features.of_pairs(parts, i, j), same)
        blocks.append(np.concatenate(found, axis=1))
    return np.concatenate(blocks) if blocks else np.zeros((0, len(FEATURES)), dtype=np.float32)


def swapped(
    sentences: Sequence[Sentence], rows: npt.NDArray[np.intp], columns: npt.NDArray[np.intp]
) -> npt.NDArray[np.bool_]:
    """Whether the pairs (rows[k], columns[k]) name two people each, of whom one is the same."""
    named = references.people(references.spelt_out(sentences))
    vocabulary = {name: k for k, name in enumerate(sorted(frozenset().union(*named)))}
    present = np.zeros((len(sentences), max(len(vocabulary), 1)), dtype=np.float32)
    for row, names in enumerate(named):
        present[row, [vocabulary[name] for name in names]] = 1
    is_pair = present.sum(axis=1) == 2  # noqa: PLR2004
    shared = (present @ present.T)[rows, columns]
    return np.asarray(is_pair[rows] & is_pair[columns] & (shared == 1))


def score(
    sentences: Sequence[Sentence],
    vectors_of: Callable[[Sequence[str]], Vectors],
    model: PairModel | None = None,
) -> Floats:
    """Match probabilities of all pairs of one event's sentences: (n, n), symmetric, diagonal 1."""
    n = len(sentences)
    probability = np.eye(n, dtype=np.float32)
    rows, columns = np.triu_indices(n, 1)
    if len(rows):
        known = table(sentences, vectors_of, rows, columns)
        found = (model or shipped()).probability(known, swapped(sentences, rows, columns))
        probability[rows, columns] = probability[columns, rows] = found
    return probability
