"""Dot products of pairs of rows, millions of them, without copying the rows of each pair.

Each product is summed by itself in the order of its columns, so that it is the same to the last
digit whatever it is computed with and however many threads there are.
"""

from __future__ import annotations

from typing import TypeVar

import faiss
import numpy as np
import numpy.typing as npt
from scipy import sparse

from coverage.matching.terms import Floats

Indices = npt.NDArray[np.intp]
Number = TypeVar("Number", np.int32, np.int64)

PAIRS, ROWS = 8192, 128
"""Pairs, and rows on their first side, that are computed at a time: to fit a processor's cache."""


def dense(rows: Floats, i: Indices, j: Indices) -> Floats:
    """`rows[i[k]] @ rows[j[k]]`; shape (n pairs,)."""
    rows = np.ascontiguousarray(rows)
    found = np.empty(len(i), dtype=np.float32)
    first, second = (np.ascontiguousarray(k, dtype=np.int64) for k in (i, j))
    data = faiss.swig_ptr(rows)
    faiss.pairwise_indexed_inner_product(  # type: ignore[attr-defined]  # missing in its stubs
        rows.shape[1],
        len(i),
        data,
        faiss.swig_ptr(first),
        data,
        faiss.swig_ptr(second),
        faiss.swig_ptr(found),
    )
    return found


def distinct(numbers: npt.NDArray[Number]) -> npt.NDArray[Number]:
    """Each number once, in order; ten times as fast as numpy's own, which hashes them."""
    numbers = np.sort(numbers)
    is_first = np.ones(len(numbers), dtype=bool)
    is_first[1:] = numbers[1:] != numbers[:-1]
    return numbers[is_first]


def sparse_rows(rows: sparse.csr_matrix, i: Indices, j: Indices) -> Floats:
    """`rows[i[k]] @ rows[j[k]]`; shape (n pairs,). Fast where equal i follow one another.

    The rows i of a few pairs are laid out densely, one behind the other, over the columns that
    any of them has, before a column of zeros for all the rest. So each row j is a product with a
    vector, which looks up what it needs; laying two sparse rows side by side takes twice as long.
    """
    found = np.empty(len(i), dtype=np.float32)
    rank = np.concatenate([[0], np.cumsum(i[1:] != i[:-1])])
    place = np.zeros(rows.shape[1], dtype=np.int32)
    low = 0
    while low < len(i):
        high = min(low + PAIRS, int(np.searchsorted(rank, rank[low] + ROWS)))
        which = rank[low:high] - rank[low]
        is_first = np.append(True, which[1:] != which[:-1])
        own, others = rows[i[low:high][is_first]], rows[j[low:high]]
        columns = distinct(own.indices)
        place[columns] = np.arange(1, len(columns) + 1)
        laid = _laid_out(own, place, len(columns) + 1)
        begin = (which * laid.shape[1]).astype(np.int32)
        at = place[others.indices] + np.repeat(begin, np.diff(others.indptr))
        looked_up = (others.data, at, others.indptr)
        found[low:high] = sparse.csr_matrix(looked_up, (len(which), laid.size)) @ laid.ravel()
        place[columns] = 0
        low = high
    return found


def _laid_out(rows: sparse.csr_matrix, place: npt.NDArray[np.int32], width: int) -> Floats:
    """The rows over `width` columns: `place` says at which each of their own stands."""
    laid = np.zeros((rows.shape[0], width), dtype=np.float32)
    row = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    laid[row, place[rows.indices]] = rows.data
    return laid
