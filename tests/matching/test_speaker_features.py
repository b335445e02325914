"""Whose words two sentences give."""

from __future__ import annotations

import numpy as np

from coverage.matching import speaker_features
from coverage.records import Attribution


def test_speakers_are_told_by_their_surnames() -> None:
    rows = [
        Attribution("s1", "Mayor Ann Vane", "direct", "said", 0, 4),
        Attribution("s1", "Bo Holt", "indirect", "told", 5, 9),
        Attribution("s2", "", "direct", "", 0, 4),
    ]
    assert speaker_features.surnames(rows) == {"s1": frozenset({"vane", "holt"})}


def test_same_other_and_no_speakers_are_told_apart() -> None:
    """Vane; Vane and Holt; Marsh, of Vane; nobody."""
    texts = ("“No,” Vane said.", "Vane and Holt agreed.", "Marsh told Vane to go.", "Snow fell.")
    speakers = [frozenset({"vane"}), frozenset({"vane", "holt"}), frozenset({"marsh"}), frozenset()]
    rows, columns = np.array([0, 0, 0]), np.array([1, 2, 3])
    found = speaker_features.of_pairs(texts, speakers, rows, columns)
    assert found.tolist() == [[1, 0, 0, 2], [0, 1, 0, 1], [0, 0, 1, 0]]
