"""Which articles of a large corpus are compared."""

from __future__ import annotations

import numpy as np
import pytest

from coverage.matching import event_features, neighbours
from coverage.matching.event_evaluation import b_cubed
from coverage.matching.event_features import ArticleFeatures
from coverage.matching.event_links import _weigh, find
from coverage.matching.events import tree
from tests.bench.corpora import make

N = 900


@pytest.fixture(scope="module")
def articles() -> ArticleFeatures:
    made = make(N, seed=3)
    return event_features.prepare(made.texts, made.vectors, made.days)


def test_a_small_corpus_is_compared_whole(articles: ArticleFeatures) -> None:
    i, j = neighbours.pairs(articles)
    assert len(i) == N * (N - 1) // 2
    assert (i < j).all()


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a few hundred articles are too many for all pairs."""
    monkeypatch.setattr(neighbours, "MOST_EXACT", 100)


@pytest.mark.usefixtures("large")
def test_a_large_one_is_not_and_misses_next_to_nothing(articles: ArticleFeatures) -> None:
    """What is not found is as good as unlike: the events are those of all pairs."""
    every = _weigh(articles, *np.triu_indices(N, 1))
    i, j = neighbours.pairs(articles)
    assert (i < j).all()
    assert len(i) < N * (N - 1) / 2 / 5
    found = find(articles)
    alike = every.likeness >= 7
    known = set(zip(found.i.tolist(), found.j.tolist(), strict=True))
    pairs = set(zip(every.i[alike].tolist(), every.j[alike].tolist(), strict=True))
    assert len(pairs & known) >= 0.995 * len(pairs)
    groups = [tree(links).cut(7) for links in (every, found)]
    assert b_cubed(*groups)["f1"] >= 0.99


@pytest.mark.usefixtures("large")
def test_the_same_corpus_gives_the_same_pairs(articles: ArticleFeatures) -> None:
    first, second = find(articles), find(articles)
    assert np.array_equal(first.i, second.i)
    assert np.array_equal(first.j, second.j)
    assert np.array_equal(first.likeness, second.likeness)
