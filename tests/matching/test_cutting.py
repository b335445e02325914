"""Where a tree of articles is cut."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import silhouette_samples

from coverage.matching import cutting
from coverage.matching.cutting import MOST, best_level, graph_of, silhouettes
from coverage.matching.linkage import join
from coverage.matching.terms import Floats


def corpus(size: int, n_events: int, within: float, beside: float) -> tuple[int, Floats]:
    """Articles in events of `size`; each event has one other that is `beside` it."""
    event = np.repeat(np.arange(n_events), size)
    i, j = np.triu_indices(len(event), 1)
    is_beside = event[i] // 2 == event[j] // 2
    likeness = np.where(event[i] == event[j], within, np.where(is_beside, beside, 0))
    return len(event), likeness.astype(np.float32)


@pytest.mark.parametrize(("within", "beside"), [(5.0, 0.5), (9.0, 3.0), (14.0, 7.5)])
def test_the_cut_lies_where_the_corpus_parts(within: float, beside: float) -> None:
    """No one threshold parts both the first and the last of these corpora."""
    n, likeness = corpus(4, 24, within, beside)
    i, j = np.triu_indices(n, 1)
    tree = join(n, i, j, likeness, 2.0)
    level = best_level(tree, i, j, likeness)
    assert beside < level <= within
    assert len(set(tree.cut(level).tolist())) == 24


def test_a_few_articles_are_cut_at_the_usual_level() -> None:
    """Three articles that have a little in common say nothing about where events part."""
    i, j = np.triu_indices(3, 1)
    likeness = np.full(3, 3.0, dtype=np.float32)
    tree = join(3, i, j, likeness, 2.0)
    assert best_level(tree, i, j, likeness) > 3
    strong = np.full(3, 9.0, dtype=np.float32)
    tree = join(3, i, j, strong, 2.0)
    assert len(set(tree.cut(best_level(tree, i, j, strong)))) == 1


def test_copies_do_not_stretch_the_scale() -> None:
    """Likeness beyond `MOST` counts as `MOST`."""
    n, likeness = corpus(2, 10, 9.0, 2.5)
    i, j = np.triu_indices(n, 1)
    tree = join(n, i, j, likeness, 2.0)
    extreme = likeness.copy()
    extreme[0] = 500.0
    assert best_level(tree, i, j, extreme) == pytest.approx(best_level(tree, i, j, likeness), abs=1)


@given(st.integers(4, 12), st.data())
def test_silhouettes_are_scikit_learns(n: int, data: st.DataObject) -> None:
    i, j = np.triu_indices(n, 1)
    whole = st.integers(1, int(MOST) - 1)
    likeness = np.array(data.draw(st.lists(whole, min_size=len(i), max_size=len(i))), np.float32)
    n_groups = data.draw(st.integers(2, n - 1))
    group = np.array([k % n_groups for k in data.draw(st.permutations(range(n)))])
    graph = graph_of(n, i, j, likeness)
    distance = MOST - graph.toarray()
    np.fill_diagonal(distance, 0)
    theirs = silhouette_samples(distance, group, metric="precomputed")
    assert np.allclose(silhouettes(graph, group), theirs, atol=1e-5)


def test_the_usual_level_is_one_of_those_looked_at() -> None:
    assert cutting.USUAL_LEVEL in cutting.LEVELS
