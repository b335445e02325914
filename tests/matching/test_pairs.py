"""The probability that two sentences report the same claim."""

from __future__ import annotations

from itertools import groupby

import numpy as np
import pytest

from coverage.matching import candidates, pairs
from coverage.matching.terms import Floats
from coverage.records import Sentence
from tests.examples import bridge_and_painting, embedder, sentence


def on_the_bridge() -> list[Sentence]:
    """The sentences of the bridge's three articles, article by article."""
    comparison = bridge_and_painting()
    event = next(e.event_id for e in comparison.events if e.n_outlets == 3)
    ids = {a.article_id for a in comparison.articles if a.event_id == event}
    return [s for s in comparison.sentences if s.article_id in ids]


@pytest.fixture(scope="module")
def sentences() -> list[Sentence]:
    return on_the_bridge()


@pytest.fixture(scope="module")
def probability(sentences: list[Sentence]) -> Floats:
    return pairs.score(sentences, {}, embedder())


def place(sentences: list[Sentence], beginning: str) -> int:
    return next(k for k, s in enumerate(sentences) if s.text.startswith(beginning))


def test_the_same_promise_in_other_words_matches_and_another_subject_does_not(
    sentences: list[Sentence], probability: Floats
) -> None:
    """Courier and Observer on the free ferry; the Courier on the shopkeepers."""
    courier = place(sentences, "The ferry across the Tarn")
    observer = place(sentences, "The ferry over the Tarn")
    shops = place(sentences, "Shopkeepers on the eastern")
    assert probability[courier, observer] > 0.5
    assert probability[shops, observer] < 0.25


def test_probabilities_are_symmetric_between_0_and_1_and_sure_of_oneself(
    probability: Floats,
) -> None:
    assert np.array_equal(probability, probability.T)
    assert probability.min() >= 0
    assert probability.max() <= 1
    assert np.array_equal(probability.diagonal(), np.ones(len(probability)))


def test_the_order_of_the_articles_changes_nothing(
    sentences: list[Sentence], probability: Floats
) -> None:
    """Up to the last digits of the machine's arithmetic."""
    by_article = [list(rows) for _, rows in groupby(sentences, key=lambda s: s.article_id)]
    turned = [s for rows in reversed(by_article) for s in rows]
    order = [sentences.index(s) for s in turned]
    again = pairs.score(turned, {}, embedder())
    assert np.abs(again - probability[np.ix_(order, order)]).max() <= 1e-3


@pytest.mark.parametrize("n", [0, 1])
def test_fewer_than_two_sentences_have_no_pairs(sentences: list[Sentence], n: int) -> None:
    assert np.array_equal(pairs.score(sentences[:n], {}, embedder()), np.eye(n))


def test_in_a_large_event_what_matches_is_weighed_as_in_a_small_one(
    sentences: list[Sentence], probability: Floats, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each sentence against its three likest, and on from there: fewer pairs, no match lost."""
    monkeypatch.setattr(candidates, "MOST_EXACT", 2)
    monkeypatch.setattr(candidates, "N_NEAR", 3)
    found = pairs.score(sentences, {}, embedder())
    assert np.array_equal(found, found.T)
    assert (found > 0).sum() < 0.7 * (probability > 0).sum()
    assert np.array_equal(found[found > 0], probability[found > 0])
    sure = probability >= 0.5
    assert np.array_equal(found[sure], probability[sure])


def test_two_that_match_a_third_are_weighed_against_one_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """0 and 2 both match 1, 3 matches nobody: (0, 2) is weighed, as nothing else was left out."""
    monkeypatch.setattr(candidates, "MOST_EXACT", 2)
    probability = np.eye(4, dtype=np.float32)
    for i, j, p in ((0, 1, 0.6), (1, 2, 0.4), (2, 3, 0.1)):
        probability[i, j] = probability[j, i] = p
    rows, columns = candidates.further(probability, np.array([0, 1, 2]), np.array([1, 2, 3]))
    assert list(zip(rows.tolist(), columns.tolist(), strict=True)) == [(0, 2)]


def test_another_partner_is_another_meeting() -> None:
    """Vane met Holt, and Vane met Marsh: one name of two is the same. A third sentence that names
    Vane alone, or both again, is not in doubt.
    """
    texts = (
        "Ann Vane met Bo Holt.",
        "Ann Vane met Cy Marsh.",
        "Ann Vane left.",
        "Bo Holt and Ann Vane met.",
    )
    sentences = [sentence(f"s{k}", text, article_id=f"a{k}") for k, text in enumerate(texts)]
    rows, columns = np.array([0, 0, 0, 1]), np.array([1, 2, 3, 3])
    assert pairs.swapped(sentences, rows, columns).tolist() == [True, False, False, True]
