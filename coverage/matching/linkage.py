"""Average linkage over a sparse graph: what joins what, from the likest on.

scipy's linkage wants all pairs; here those that are not given count as 0, which is the likeness of
two articles that have nothing to do with one another. So time and memory go with the pairs given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from coverage.matching.terms import Floats

Indices = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Tree:
    """Joins in the order they were made: the groups of `a[k]` and `b[k]` join at `level[k]`.

    `a < b` are the first members of their groups; `level` is the mean over the pairs of the two
    groups and does not rise from one join to the next.
    """

    n: int
    a: Indices
    b: Indices
    level: Floats

    def cut(self, level: float) -> Indices:
        """Number of its group for each of n, joins at or above `level` made; shape (n,).

        Groups are numbered by their first members.
        """
        made = int(np.searchsorted(-self.level, -level, side="right"))
        ones = np.ones(made, dtype=np.int8)
        graph = sparse.coo_matrix((ones, (self.a[:made], self.b[:made])), (self.n, self.n))
        group = connected_components(graph, directed=False)[1]
        first = np.unique(group, return_index=True)[1]
        rank = np.empty(len(first), dtype=np.intp)
        rank[np.argsort(first)] = np.arange(len(first))
        return np.asarray(rank[group])


def join(n: int, i: Indices, j: Indices, likeness: Floats, lowest: float) -> Tree:
    """The tree of n items with the likeness of i[k] and j[k], each pair given once.

    Joins below `lowest` (> 0) are not made. In each round all groups join that are each other's
    likest. Average linkage never makes two groups liker to a third than the liker of them was, so
    this gives the tree that joining one pair at a time does (Murtagh 1983), in a few rounds.
    """
    ends = (np.concatenate([i, j]), np.concatenate([j, i]))
    value = np.concatenate([likeness, likeness]).astype(np.float64)
    sums = sparse.csr_matrix((value, ends), (n, n))
    first, size = np.arange(n), np.ones(n)  # of each group: its first member, how many it has
    found: list[tuple[Indices, Indices, npt.NDArray[np.float64]]] = []
    while True:
        partner, mean = _likest(sums, size)
        kept = np.flatnonzero(mean >= lowest)  # no other will ever join anything
        if not len(kept):
            break
        place = np.full(len(first), -1, dtype=np.intp)
        place[kept] = np.arange(len(kept))
        sums = sums[kept][:, kept]
        first, size, partner, mean = first[kept], size[kept], place[partner[kept]], mean[kept]
        rows = np.arange(len(kept))
        is_join = (partner >= 0) & (partner[partner] == rows) & (rows < partner)
        a, b = rows[is_join], partner[is_join]
        found.append((first[a], first[b], mean[a]))
        first, size, sums = _joined(first, size, sums, a, b)
    return _tree(n, found)


def _likest(
    sums: sparse.csr_matrix, size: npt.NDArray[np.float64]
) -> tuple[Indices, npt.NDArray[np.float64]]:
    """Of each group the likest other one, the first of several, and the mean likeness to it.

    -1 and 0 for a group without any.
    """
    n_near = np.diff(sums.indptr)
    row = np.repeat(np.arange(len(size)), n_near)
    mean = sums.data / (size[row] * size[sums.indices])
    best, partner = np.zeros(len(size)), np.full(len(size), -1, dtype=np.intp)
    has_any = n_near > 0
    start = sums.indptr[:-1][has_any]
    if len(start):
        best[has_any] = np.maximum.reduceat(mean, start)
        candidates = np.where(mean == best[row], sums.indices, len(size))
        partner[has_any] = np.minimum.reduceat(candidates, start)
    return partner, best


def _joined(
    first: Indices,
    size: npt.NDArray[np.float64],
    sums: sparse.csr_matrix,
    a: Indices,
    b: Indices,
) -> tuple[Indices, npt.NDArray[np.float64], sparse.csr_matrix]:
    """The groups after a[k] and b[k] have become one."""
    is_left = np.ones(len(first), dtype=bool)
    is_left[b] = False
    place = np.cumsum(is_left, dtype=np.int32) - 1
    group = place.copy()
    group[b] = place[a]
    n = int(is_left.sum())
    row, column = np.repeat(group, np.diff(sums.indptr)), group[sums.indices]
    is_between = row != column
    ends = (row[is_between], column[is_between])
    merged = sparse.coo_matrix((sums.data[is_between], ends), (n, n)).tocsr()
    sizes = np.asarray(np.bincount(group, weights=size), dtype=np.float64)
    firsts = first[is_left]
    firsts[place[a]] = np.minimum(first[a], first[b])
    return firsts, sizes, merged


def _tree(n: int, found: Sequence[tuple[Indices, Indices, npt.NDArray[np.float64]]]) -> Tree:
    """The joins of all rounds, from the likest on."""
    none = np.array([], dtype=np.intp)
    a = np.concatenate([none, *(rows for rows, *_ in found)])
    b = np.concatenate([none, *(rows for _, rows, _ in found)])
    level = np.concatenate([none.astype(np.float64), *(at for *_, at in found)])
    order = np.argsort(-level, kind="stable")
    return Tree(
        n, np.minimum(a, b)[order], np.maximum(a, b)[order], level[order].astype(np.float32)
    )
