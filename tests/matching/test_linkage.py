"""Average linkage over the pairs that are given."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from coverage.matching.linkage import join


def test_an_item_joins_what_it_matches_on_the_whole() -> None:
    """a-b 9, b-c 6, a-c not given and so 0: c's mean with the two is 3, and b does not pull it in.

    >>> tree.cut(4)   # a and b, c
    >>> tree.cut(3)   # all three
    """
    tree = join(3, np.array([0, 1]), np.array([1, 2]), np.array([9, 6], dtype=np.float32), 1.0)
    assert tree.level.tolist() == [9, 3]
    assert tree.cut(4).tolist() == [0, 0, 1]
    assert tree.cut(3).tolist() == [0, 0, 0]
    assert tree.cut(9.5).tolist() == [0, 1, 2]


def test_items_without_a_pair_stand_alone() -> None:
    none = np.array([], dtype=np.intp)
    tree = join(3, none, none, np.array([], dtype=np.float32), 1.0)
    assert tree.cut(1.0).tolist() == [0, 1, 2]


@given(st.integers(2, 12), st.integers(0, 10_000))
def test_it_is_scipys_average_linkage_where_all_pairs_are_given(n: int, seed: int) -> None:
    i, j = np.triu_indices(n, 1)
    likeness = np.random.default_rng(seed).uniform(1, 9, len(i)).astype(np.float32)
    tree = join(n, i, j, likeness, 0.001)
    most = 10
    square = squareform(most - likeness.astype(float))
    theirs = linkage(squareform(square), "average")
    assert np.allclose(np.sort(tree.level), np.sort(most - theirs[:, 2]), atol=1e-3)
    for level in np.unique(tree.level)[:: max(n // 4, 1)] - 1e-3:
        ours, other = tree.cut(level), fcluster(theirs, most - level, "distance")
        assert np.array_equal(ours[i] == ours[j], other[i] == other[j])
