"""The model of two sentences reporting the same claim: what its numbers are and what it computes.

A few small networks, each trained from another beginning, of which the mean counts: each alone
learns its own accidents beside what they all learn. The numbers stand in `pair_model.safetensors`,
what they were trained on and how well they do in `pair_model.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file, save_file
from scipy.special import erf, expit

from coverage.matching.terms import Floats

CARD_FILE = Path(__file__).with_name("pair_model.json")

MOST = 6.0
"""Standard deviations from the mean at which a feature is cut off: what lies beyond was not met
in training."""

DIGITS = 4
"""Digits of a probability that are kept: those beyond depend on the machine's arithmetic."""

SWAPPED_CERTAIN, SWAPPED_MOST = 0.85, 0.49
"""Each of two sentences names two people, and only one of them is the same: "A met B", "A met C".
Under `SWAPPED_CERTAIN` no such pair is given more than `SWAPPED_MOST`. Of those on the labelled
events with a probability from 0.5 to 0.7, 20 of 35 share a claim, from 0.7 to 0.85 20 of 24, above
21 of 22; one of 0.82 in the originals does not. A meeting with somebody else told as the same one
is worse than one missed."""


def held_back(probability: Floats, is_swapped: npt.NDArray[np.bool_]) -> Floats:
    """The probabilities, none that is in doubt above `SWAPPED_MOST` where a partner is swapped.

    `is_swapped`: shape (n pairs,), see `pairs.swapped`.
    """
    doubtful = is_swapped & (probability < SWAPPED_CERTAIN)
    kept = np.where(doubtful, np.minimum(probability, SWAPPED_MOST), probability)
    return np.asarray(kept, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class PairModel:
    """k networks over f features: `layers` are their weights (k, from, to) and biases (k, 1, to).

    The first layer is from f, the last to 1; between layers stands the Gaussian error linear unit
    (Hendrycks and Gimpel 2016).
    """

    features: tuple[str, ...]
    mean: Floats  # (f,)
    scale: Floats  # (f,)
    layers: tuple[tuple[Floats, Floats], ...]

    def probability(self, table: Floats) -> Floats:
        """Shape (n pairs,), 0 to 1, for features of shape (n pairs, f)."""
        return np.asarray(np.round(expit(self.score(table)), DIGITS), dtype=np.float32)

    def score(self, table: Floats) -> Floats:
        """Log-odds, shape (n pairs,): the mean of the networks'."""
        values = np.clip((table - self.mean) / self.scale, -MOST, MOST).astype(np.float32)[None]
        for weights, biases in self.layers[:-1]:
            values = values @ weights + biases
            values = (values * (1 + erf(values / np.sqrt(2))) / 2).astype(np.float32)
        weights, biases = self.layers[-1]
        return np.asarray((values @ weights + biases).mean(axis=(0, 2)), dtype=np.float32)

    def save(self, card: dict[str, Any], file: Path = CARD_FILE) -> None:
        """Write the numbers, and beside them what `card` tells of them."""
        numbers = {"mean": self.mean, "scale": self.scale}
        for k, (weights, biases) in enumerate(self.layers):
            numbers |= {f"{k}.weights": weights, f"{k}.biases": biases}
        save_file(numbers, file.with_suffix(".safetensors"))
        told = {**card, "features": list(self.features)}
        file.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, file: Path = CARD_FILE) -> Self:
        """The model that `save` wrote."""
        numbers = load_file(file.with_suffix(".safetensors"))
        features = tuple(json.loads(file.read_text(encoding="utf-8"))["features"])
        n_layers = sum(name.endswith(".weights") for name in numbers)
        layers = [(numbers[f"{k}.weights"], numbers[f"{k}.biases"]) for k in range(n_layers)]
        return cls(features, numbers["mean"], numbers["scale"], tuple(layers))


@cache
def shipped() -> PairModel:
    """The model that comes with the package."""
    return PairModel.load()
