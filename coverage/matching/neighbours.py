"""Which articles of a large corpus are worth comparing: never all pairs.

Near by vectors, through an index of inverted lists (faiss), or near by rare words and names they
share. The lists are kept by anchors, articles picked by their place in the order of ids, so that
the same corpus gives the same pairs however it was put together.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn

from coverage.matching.event_features import ArticleFeatures
from coverage.matching.row_products import distinct
from coverage.matching.terms import Floats

Indices = npt.NDArray[np.intp]

MOST_EXACT = 2000
"""Articles up to which all pairs are compared."""

N_NEAR = 24
"""Nearest articles by vectors, and again by words, that each article is compared with at first."""

N_NEAREST = 8
"""Of the articles it turns out to be like, those whose own are compared with it as well."""

LISTS_PER_ROOT = 2
"""Lists of the index for each square root of n: half of the least that faiss's manual has."""

N_PROBED = 4
"""Lists that are searched for each article. With twice as many lists and twice as many searched,
finding pairs takes a tenth longer, and of those of ECB+ at 4 log-odds and more no more are found:
0.998 rather than 0.999."""

MOST_SHARED = 200
"""Articles with a word beyond which it is no rare one."""

MOST_LEVELS = 1 << 16
"""Thousandths of log-odds that are told apart, more than likeness ever has."""

CHUNK = 4096
"""Articles looked up at a time: bounds memory, changes nothing."""


def pairs(articles: ArticleFeatures) -> tuple[Indices, Indices]:
    """Indices i < j of the pairs worth comparing, each once, in order."""
    n = len(articles)
    if n <= MOST_EXACT:
        i, j = np.triu_indices(n, 1)
        return i.astype(np.intp), j.astype(np.intp)
    keys = distinct(np.concatenate([*_by_vectors(articles), _by_words(articles)]))
    return np.asarray(keys // n, dtype=np.intp), np.asarray(keys % n, dtype=np.intp)


def of_neighbours(
    n: int, i: Indices, j: Indices, likeness: Floats, level: float
) -> tuple[Indices, Indices]:
    """Further pairs i < j: what is like an article that is like this one, both at `level` or above.

    A large event has more articles than a list has places, and needs all of its pairs: the ones
    that are not given count as nothing in common. `likeness` of the pairs i[k] < j[k], in order.
    """
    is_like = likeness >= level
    row, other = _likest_first(n, i[is_like], j[is_like], likeness[is_like])
    place = np.arange(len(row)) - np.searchsorted(row, row)
    nearest = place < N_NEAREST
    reached = (_graph(n, row[nearest], other[nearest]) @ _graph(n, row, other)).tocoo()
    is_pair = reached.row != reached.col
    keys = distinct(_keys(reached.row[is_pair], reached.col[is_pair], n))
    known = _keys(i, j, n)
    new = keys[known[np.minimum(np.searchsorted(known, keys), len(known) - 1)] != keys]
    return np.asarray(new // n, dtype=np.intp), np.asarray(new % n, dtype=np.intp)


def _likest_first(n: int, i: Indices, j: Indices, likeness: Floats) -> tuple[Indices, Indices]:
    """Each pair from both its ends, by the first end and from its likest other on.

    Of likeness, three digits count. One number holds all three, for up to ten million articles:
    sorting numbers is ten times as fast as sorting by several keys.
    """
    level = np.clip(np.round(likeness * 1000), 0, MOST_LEVELS - 1).astype(np.int64)
    row, other = np.concatenate([i, j]).astype(np.int64), np.concatenate([j, i])
    key = (row * MOST_LEVELS + (MOST_LEVELS - 1 - np.tile(level, 2))) * n + other
    key.sort()
    return np.asarray(key // (MOST_LEVELS * n), dtype=np.intp), np.asarray(key % n, dtype=np.intp)


def _graph(n: int, row: Indices, other: Indices) -> sparse.csr_matrix:
    """1 for each pair; `row` does not fall."""
    pointers = np.searchsorted(row, np.arange(n + 1))
    ones = np.ones(len(row), dtype=np.float32)
    return sparse.csr_matrix((ones, other.astype(np.int32), pointers), (n, n))


def _keys(i: Indices, j: Indices, n: int) -> npt.NDArray[np.int64]:
    """One number for each pair, the same for (i, j) and (j, i)."""
    return np.minimum(i, j).astype(np.int64) * n + np.maximum(i, j)


def _by_vectors(articles: ArticleFeatures) -> Iterator[npt.NDArray[np.int64]]:
    n, width = articles.dense.shape
    # Lead and body as one: half the work, and what is near by both is near by their sum.
    vectors = articles.dense[:, : width // 2] + articles.dense[:, width // 2 :]
    n_lists = int(LISTS_PER_ROOT * np.sqrt(n))
    lists = faiss.IndexFlatL2(vectors.shape[1])
    lists.add(vectors[np.linspace(0, n - 1, n_lists).astype(np.intp)])
    away, near = lists.search(vectors, N_PROBED)
    index: Any = faiss.IndexIVFFlat(lists, vectors.shape[1], n_lists, faiss.METRIC_INNER_PRODUCT)
    index.is_trained = True
    index.nprobe = N_PROBED
    nearest = np.ascontiguousarray(near[:, 0])
    index.add_core(n, faiss.swig_ptr(vectors), None, faiss.swig_ptr(nearest))
    order = np.argsort(nearest, kind="stable")  # who looks through one list, one after the other
    for low in range(0, n, CHUNK):
        asking = order[low : low + CHUNK]
        found = index.search_preassigned(vectors[asking], N_NEAR + 1, near[asking], away[asking])[1]
        rows, others = np.repeat(asking, N_NEAR + 1), found.ravel()
        is_pair = (others >= 0) & (others != rows)
        yield _keys(rows[is_pair], others[is_pair], n)


def _by_words(articles: ArticleFeatures) -> npt.NDArray[np.int64]:
    n = len(articles)
    rare = _rare(articles.words)
    n_threads = faiss.omp_get_max_threads()
    near = sp_matmul_topn(rare, rare.T.tocsr(), N_NEAR + 1, n_threads=n_threads).tocoo()
    is_pair = near.row != near.col
    return _keys(near.row[is_pair].astype(np.intp), near.col[is_pair].astype(np.intp), n)


def _rare(words: sparse.csr_matrix) -> sparse.csr_matrix:
    """The columns that few articles share, and two at least."""
    n_articles = np.bincount(words.indices, minlength=words.shape[1])
    return words[:, np.flatnonzero((n_articles > 1) & (n_articles <= MOST_SHARED))]
