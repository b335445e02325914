"""Runs of words that two sentences share."""

from __future__ import annotations

import numpy as np
import pytest

from coverage.matching import phrases

TEXTS = (
    "The mayor said “the bridge is safe for carts” on Monday.",
    "On Tuesday “the bridge is safe for carts” was his word.",
    "Safe carts cross the bridge, Marsh said: “no one pays”.",
    "",
    "Snow fell.",
    "Boats lay idle.",
)


def found(i: int, j: int) -> dict[str, float]:
    """Features of one pair by name."""
    (row,) = phrases.of_pairs(phrases.prepare(TEXTS), np.array([i]), np.array([j]))
    return dict(zip(phrases.FEATURES, row.tolist(), strict=True))


def test_the_longest_run_is_counted_in_words() -> None:
    """Six words: the bridge is safe for carts; in the third only two of them in a row."""
    assert found(0, 1)["run"] == pytest.approx(np.log1p(6))
    assert found(0, 2)["run"] == pytest.approx(np.log1p(2))
    assert found(0, 3)["run"] == 0


def test_the_same_words_quoted_are_told_from_other_ones() -> None:
    assert found(0, 1)["quoted_shared"] > 0
    assert not found(0, 1)["quoted_apart"]
    assert found(0, 2)["quoted_shared"] == 0
    assert found(0, 2)["quoted_apart"]
    assert not found(0, 3)["quoted_apart"]  # nothing is quoted there


def test_the_order_of_a_pair_changes_nothing() -> None:
    assert found(0, 2) == found(2, 0)


def test_rare_words_close_to_one_another_count_in_any_order() -> None:
    """Of the third one rare words too, in another order; the pairs of neighbours differ."""
    assert found(0, 2)["near_shared"] > 0
    assert found(0, 1)["pairs_share"] > found(0, 2)["pairs_share"] > 0
