"""The pair model: what it computes, and how it is kept."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from coverage.matching import fitting, pair_model, pairs
from coverage.matching.pair_model import PairModel


def by_hand() -> PairModel:
    """Two networks over one feature with mean 1 and scale 2, one hidden unit each.

    The first has weights 1 and 3 and bias -1 at the end, the second is 0 but for a bias of 2.
    """
    first = np.array([[[1.0]], [[0.0]]], dtype=np.float32), np.zeros((2, 1, 1), np.float32)
    last = (
        np.array([[[3.0]], [[0.0]]], dtype=np.float32),
        np.array([[[-1.0]], [[2.0]]], dtype=np.float32),
    )
    mean, scale = np.array([1.0], np.float32), np.array([2.0], np.float32)
    return PairModel(("cosine",), mean, scale, (first, last))


def test_a_score_is_the_mean_of_the_networks() -> None:
    """Feature 3: z = 1, the unit gives 1 * (1 + erf(1 / sqrt 2)) / 2; times 3 less 1, and 2."""
    unit = (1 + math.erf(1 / math.sqrt(2))) / 2
    score = by_hand().score(np.array([[3.0]], dtype=np.float32))
    assert score.tolist() == pytest.approx([(3 * unit - 1 + 2) / 2], abs=1e-6)


def test_what_lies_beyond_training_counts_as_its_edge() -> None:
    edge = 1 + 2 * pair_model.MOST
    score = by_hand().score(np.array([[edge], [1000 * edge]], dtype=np.float32))
    assert score[0] == score[1]


def test_a_swapped_partner_is_never_nearly_sure() -> None:
    """Held under one half, unless it is all but certain; without another name it stays."""
    sure, certain = 0.7, pair_model.SWAPPED_CERTAIN + 0.01
    given = np.array([sure, sure, certain, 0.2], dtype=np.float32)
    found = pair_model.held_back(given, np.array([False, True, True, True]))
    assert found.tolist() == pytest.approx([sure, pair_model.SWAPPED_MOST, certain, 0.2])


def test_a_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "model.json"
    by_hand().save({"about": "by hand"}, file)
    again = PairModel.load(file)
    table = np.linspace(-3, 5, 9, dtype=np.float32)[:, None]
    assert np.array_equal(again.score(table), by_hand().score(table))
    assert json.loads(file.read_text())["about"] == "by hand"


def test_the_shipped_model_is_over_the_features_there_are() -> None:
    assert pair_model.shipped().features == pairs.FEATURES


def test_fitting_learns_what_is_there_and_the_same_each_time() -> None:
    """Pairs share a claim where the first of two features is above one; the second is noise."""
    rng = np.random.default_rng(3)
    table = rng.normal(size=(6000, 2)).astype(np.float32)
    shares, weight = table[:, 0] > 1, np.ones(6000, dtype=np.float32)
    one, again = (fitting.fit(("a", "b"), table, shares, weight) for _ in range(2))
    assert np.array_equal(one.score(table), again.score(table))
    assert ((one.score(table) > 0) == shares).mean() > 0.97
