"""Which pairs are read a second time, and what it changes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from coverage.errors import ModelUnavailable
from coverage.matching import pair_model, pairs, second_reading
from coverage.matching.cross_encoder import CrossEncoder, Matcher
from coverage.matching.pair_encoder import PairEncoder
from coverage.matching.second_reading import FROM, TURNED, Weighing
from coverage.matching.terms import Floats
from tests.examples import embedder, models, sentence

MIDDLE = (TURNED[0] + TURNED[1]) / 2


def floats(*values: float) -> Floats:
    return np.array(values, dtype=np.float32)


def test_by_hand_a_probability_is_that_of_the_weighed_log_odds() -> None:
    """Log-odds of 0.5 are 0: 2 * 0 + 0.5 * 2 - 1 = 0; of 0.8 ln 4: 2 ln 4 + 0.5 * -2 - 1."""
    found = Weighing(2, 0.5, -1).probability(floats(0.5, 0.8), floats(2, -2))
    odds = 2 * np.log(4) - 2
    assert found.tolist() == pytest.approx([0.5, 1 / (1 + np.exp(-odds))], abs=1e-5)


def test_read_are_pairs_of_two_articles_that_may_match() -> None:
    first = floats(FROM - 0.01, FROM, 0.5, 0.99, 0.5)
    apart = np.array([True, True, True, True, False])
    assert second_reading.chosen(first, apart, ["x"] * 5).tolist() == [1, 2, 3]
    assert second_reading.chosen(floats(), np.zeros(0, dtype=np.bool_), []).tolist() == []


def test_of_too_many_the_most_doubtful_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two are equally doubtful, the one that comes first by its text, wherever it stands."""
    monkeypatch.setattr(second_reading, "MOST_READ", 2)
    apart = np.ones(4, dtype=np.bool_)
    first, order = floats(0.98, 0.3, 0.4, 0.4), ["a", "b", "d", "c"]
    assert second_reading.chosen(first, apart, order).tolist() == [1, 3]
    assert second_reading.chosen(first[::-1], apart, order[::-1]).tolist() == [0, 2]


class Said:
    """Stands in for weights: it says what it is told to, and notes what it was asked."""

    name, kind, is_symmetric, fingerprint = "said", "tuned", True, "0" * 16

    def __init__(self, *odds: float) -> None:
        self.odds = dict(zip("abcdef", odds, strict=False))
        self.heard: list[tuple[str, str]] = []

    def score(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """Log-odds by the first letter of the pair's first text in the alphabet."""
        self.heard += pairs
        return floats(*(self.odds[min(pair)[0]] for pair in pairs))


def test_what_is_still_in_doubt_is_read_in_the_other_direction_too() -> None:
    said = Said(5, 0, -5)
    texts = ["a", "a2", "b", "b2", "c", "c2"]
    rows, columns = np.array([1, 2, 4]), np.array([0, 3, 5])
    only_second = Weighing(0, 1, 0)
    found = second_reading.read(
        floats(0.5, 0.5, 0.5), texts, rows, columns, Matcher(said), only_second
    )
    assert found.tolist() == pytest.approx([0.9933, 0.5, 0.0067], abs=1e-4)
    assert sorted(said.heard) == [("a", "a2"), ("b", "b2"), ("b2", "b"), ("c", "c2")]


def test_a_cross_encoder_that_was_not_weighed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="train GOLD --matcher said"):
        second_reading.of(Said())
    with pytest.raises(ModelUnavailable, match="not yet weighed"):
        second_reading.of(Said(), tmp_path / "none.json")


def test_a_weighing_is_kept_beside_those_of_others(tmp_path: Path) -> None:
    file, other = tmp_path / "weighings.json", Said()
    other.fingerprint = "1" * 16
    second_reading.keep(Said(), Weighing(1, 2, 3), {"pairs": 7}, file)
    second_reading.keep(other, Weighing(4, 5, 6), {}, file)
    assert second_reading.of(Said(), file) == Weighing(1, 2, 3)
    assert second_reading.of(other, file) == Weighing(4, 5, 6)


def test_the_shipped_one_was_weighed_and_counts() -> None:
    weighing = second_reading.of(PairEncoder())
    assert weighing.first > 0
    assert weighing.second > 0


TOLD_IN_OTHER_WORDS = (
    "The central bank of Oxby raised its rates by half a point on Thursday.",
    "Borrowing in Oxby gets dearer by 0.5 percentage points, its bank decided this week.",
    "The governor of the central bank of Oxby said that prices were rising too fast.",
)


def test_the_same_in_other_words_is_found_and_its_like_is_not() -> None:
    """The first two say one thing; the third has more words in common with the first."""
    told = [sentence(f"s{k}", t, article_id=f"a{k}") for k, t in enumerate(TOLD_IN_OTHER_WORDS)]
    before = pairs.score(told, {}, embedder())
    after = pairs.score(told, {}, embedder(), models().matcher)
    assert after[0, 1] > after[0, 2]
    assert after[0, 1] > before[0, 1]
    assert np.array_equal(after, after.T)
    assert np.array_equal(after, after.round(pair_model.DIGITS))


def test_sentences_of_one_article_are_not_read_together() -> None:
    told = [sentence(f"s{k}", t, article_id="a") for k, t in enumerate(TOLD_IN_OTHER_WORDS)]
    found = pairs.score(told, {}, embedder(), models().matcher)
    assert np.array_equal(found, pairs.score(told, {}, embedder()))


def test_another_matcher_must_be_weighed_before_it_is_used(tmp_path: Path) -> None:
    told = [sentence(f"s{k}", t, article_id=f"a{k}") for k, t in enumerate(TOLD_IN_OTHER_WORDS)]
    assert not isinstance(Said(), CrossEncoder)
    with pytest.raises(ModelUnavailable, match="not yet weighed"):
        pairs.score(told, {}, embedder(), Matcher(Said(), tmp_path))
