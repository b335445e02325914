"""Where to cut a tree of articles into events: where the corpus itself parts.

A threshold that fits one corpus fails on the next. The silhouette (Rousseeuw 1987) of a cut says
how much nearer articles are to their own event than to the nearest other one, and is highest
where the gaps are. It is flat around its height, and a false merge is worse than a false split:
of the cuts that are as good as the best one, the finest is taken.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from coverage.matching.linkage import Tree
from coverage.matching.terms import Floats

Indices = npt.NDArray[np.intp]

LEVELS = np.arange(2.0, 11.25, 0.25)
"""Cuts that are looked at, in log-odds of likeness. Best cuts of labelled corpora, whole and in
parts, lie between 2 (invented events) and 9.5 (ECB+)."""

USUAL_LEVEL = 7.25
"""Where the usual corpus is cut: at this level the labelled news corpora lose at most 0.02 of
B-cubed F1 against their best one. It decides where the articles are too few to say anything."""

MOST = 15.0
"""Likeness above which two articles are simply the same: copies must not stretch the scale."""

SLACK = 0.01
"""Silhouette, 0 to 1, by which a finer cut may stay behind the best and still be taken."""

PRIOR_ARTICLES = 20
"""Articles' worth of weight of the usual level against the corpus's own silhouette."""

PRIOR_PER_LEVEL = 0.1 / 5.0**2
"""How fast the usual level's worth falls, in silhouette per squared log-odds. Own choice."""

N_SAMPLED = 4000
"""Articles whose silhouettes are averaged: the first ones, or all."""


def best_level(tree: Tree, i: Indices, j: Indices, likeness: Floats) -> float:
    """The finest of `LEVELS` whose cut is as good as the best, within `SLACK`.

    `likeness` of the pairs (i[k], j[k]), each given once; pairs not given count as 0.
    """
    graph = graph_of(tree.n, i, j, likeness)[:N_SAMPLED]
    own = tree.n / (tree.n + PRIOR_ARTICLES)
    worth = np.array(
        [
            own * silhouettes(graph, tree.cut(level)).mean()
            - (1 - own) * PRIOR_PER_LEVEL * (level - USUAL_LEVEL) ** 2
            for level in LEVELS
        ]
    )
    return float(LEVELS[np.flatnonzero(worth >= worth.max() - SLACK).max()])


def silhouettes(graph: sparse.csr_matrix, group: Indices) -> npt.NDArray[np.float64]:
    """Silhouette of each of the first m items, -1 to 1; 0 where one is alone in its group.

    `graph` and `group` are those of `means`. The distance of two items is `MOST` less their
    likeness. The world outside the corpus counts as one more group, at likeness 0.
    """
    within, beside = means(graph, group)
    found = (within - beside) / np.maximum(MOST - np.minimum(within, beside), 1e-9)
    return np.where(np.bincount(group)[group[: len(within)]] > 1, found, 0.0)


def means(
    graph: sparse.csr_matrix, group: Indices
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Mean likeness of each of the first m items to the others of its group, and to the group that
    is nearest of the rest; 0 where there is none. Two arrays of shape (m,).

    `graph`: (m, n) likeness of the first m items to all n, without themselves; `group`: (n,).
    """
    m, n = graph.shape
    size = np.bincount(group)
    member = sparse.csr_matrix((np.ones(n), (np.arange(n), group)), (n, len(size)))
    sums = (graph @ member).tocsr()
    row = np.repeat(np.arange(m), np.diff(sums.indptr))
    is_own = sums.indices == group[row]
    within = np.zeros(m)
    within[row[is_own]] = sums.data[is_own]
    beside = np.zeros(m)
    others = sums.data[~is_own] / size[sums.indices[~is_own]]
    np.maximum.at(beside, row[~is_own], others)
    return within / np.maximum(size[group[:m]] - 1, 1), beside


def graph_of(n: int, i: Indices, j: Indices, likeness: Floats) -> sparse.csr_matrix:
    """The likeness of pairs, each given once and capped at `MOST`, as a symmetric matrix."""
    value = np.minimum(likeness, np.float32(MOST))
    both = (np.concatenate([i, j]), np.concatenate([j, i]))
    return sparse.csr_matrix((np.concatenate([value, value]), both), (n, n))
