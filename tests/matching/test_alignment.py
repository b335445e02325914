"""Words of two sentences finding one another."""

from __future__ import annotations

import numpy as np
import pytest

from coverage.language.words import Words
from coverage.matching import alignment
from tests.examples import embedder

TEXTS = (
    "The mayor shut the old bridge on Monday.",
    "On Monday the mayor closed the ancient bridge.",
    "Shopkeepers want to be paid for lost trade.",
    "!",
)


def table(texts: tuple[str, ...]) -> dict[tuple[int, int], dict[str, float]]:
    """The features of all pairs, by place and name."""
    event = alignment.prepare(embedder().words(texts))
    rows, columns = np.triu_indices(len(texts), 1)
    found = alignment.of_pairs(event, rows, columns).tolist()
    return {
        (i, j): dict(zip(alignment.FEATURES, row, strict=True))
        for i, j, row in zip(rows.tolist(), columns.tolist(), found, strict=True)
    }


def test_words_find_their_like_in_other_words_and_not_in_another_subject() -> None:
    found = table(TEXTS)
    assert found[0, 1]["aligned_least"] > 0.6 > found[0, 2]["aligned_most"] + 0.2
    assert found[0, 1]["found_mass"] > 2 * found[0, 2]["found_mass"]


def test_a_text_without_words_finds_nothing() -> None:
    found = table(TEXTS)[0, 3]
    assert found["aligned_most"] == found["found_most"] == 0
    assert np.isfinite(list(found.values())).all()


def test_the_order_of_a_pair_changes_nothing() -> None:
    event = alignment.prepare(embedder().words(TEXTS))
    there = alignment.of_pairs(event, np.array([0, 1, 3]), np.array([2, 0, 1]))
    back = alignment.of_pairs(event, np.array([2, 0, 1]), np.array([0, 1, 3]))
    assert there == pytest.approx(back, abs=1e-5)


def test_likeness_counts_by_the_rarity_of_the_words() -> None:
    """Words along axes: "rare" stands in one sentence of three, "common" in two.

    Less their mean the words of the first two sentences are alike where they are the same.
    """
    axes = np.eye(3, dtype=np.float32)
    event = alignment.prepare(
        [
            Words(("common", "rare"), axes[[0, 1]]),
            Words(("common",), axes[[0]]),
            Words(("other",), axes[[2]]),
        ]
    )
    assert event.rarity.tolist() == pytest.approx(np.log([4 / 3, 2, 4 / 3, 2]).tolist())
    (row,) = alignment.of_pairs(event, np.array([0]), np.array([1]))
    found = dict(zip(alignment.FEATURES, row.tolist(), strict=True))
    assert found["aligned_most"] == pytest.approx(1, abs=1e-5)  # "common" finds itself
    assert found["aligned_least"] < 0.5  # "rare" finds nothing, and weighs more
