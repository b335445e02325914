"""Which articles of a large corpus are worth comparing: never all pairs.

Near by vectors, through an index of inverted lists (faiss), or near by rare words and names they
share. The lists are kept by anchors, articles picked by their place in the order of ids, so that
the same corpus gives the same pairs however it was put together.
"""

from __future__ import annotations

from collections.abc import Iterator

import faiss
import numpy as np
import numpy.typing as npt
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn

from coverage.matching.event_features import ArticleFeatures
from coverage.matching.terms import Floats

Indices = npt.NDArray[np.intp]

MOST_EXACT = 2000
"""Articles up to which all pairs are compared."""

N_NEAR = 24
"""Nearest articles by vectors, and again by words, that each article is compared with at first."""

N_NEAREST = 8
"""Of the articles it turns out to be like, those whose own are compared with it as well."""

LISTS_PER_ROOT = 4
"""Lists of the index for each square root of n, as faiss's manual has it."""

N_PROBED = 8
"""Lists that are searched for each article."""

MOST_SHARED = 200
"""Articles with a word beyond which it is no rare one."""

CHUNK = 4096
"""Articles looked up at a time: bounds memory, changes nothing."""


def pairs(articles: ArticleFeatures) -> tuple[Indices, Indices]:
    """Indices i < j of the pairs worth comparing, each once, in order."""
    n = len(articles)
    if n <= MOST_EXACT:
        i, j = np.triu_indices(n, 1)
        return i.astype(np.intp), j.astype(np.intp)
    keys = np.unique(np.concatenate([*_by_vectors(articles), _by_words(articles)]))
    return np.asarray(keys // n, dtype=np.intp), np.asarray(keys % n, dtype=np.intp)


def of_neighbours(
    n: int, i: Indices, j: Indices, likeness: Floats, level: float
) -> tuple[Indices, Indices]:
    """Further pairs i < j: what is like an article that is like this one, both at `level` or above.

    A large event has more articles than a list has places, and needs all of its pairs: the ones
    that are not given count as nothing in common. `likeness` of the pairs i[k] < j[k].
    """
    is_like = likeness >= level
    ends = (np.concatenate([i[is_like], j[is_like]]), np.concatenate([j[is_like], i[is_like]]))
    value = np.concatenate([likeness[is_like], likeness[is_like]])
    order = np.lexsort((ends[1], -value, ends[0]))
    row, other = ends[0][order], ends[1][order]
    place = np.arange(len(row)) - np.searchsorted(row, row)
    nearest = place < N_NEAREST
    ones = np.ones(len(row), dtype=np.float32)
    like = sparse.csr_matrix((ones, (row, other)), (n, n))
    near = sparse.csr_matrix((ones[nearest], (row[nearest], other[nearest])), (n, n))
    reached = (near @ like).tocoo()
    is_pair = reached.row != reached.col
    keys = np.unique(_keys(reached.row[is_pair], reached.col[is_pair], n))
    new = np.setdiff1d(keys, _keys(i, j, n), assume_unique=True)
    return np.asarray(new // n, dtype=np.intp), np.asarray(new % n, dtype=np.intp)


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
    index = faiss.IndexIVFFlat(lists, vectors.shape[1], n_lists, faiss.METRIC_INNER_PRODUCT)
    index.is_trained = True
    index.add(vectors)
    index.nprobe = N_PROBED
    for low in range(0, n, CHUNK):
        found = index.search(vectors[low : low + CHUNK], N_NEAR + 1)[1]
        rows = np.repeat(np.arange(low, low + len(found)), N_NEAR + 1)
        others = found.ravel()
        is_pair = (others >= 0) & (others != rows)
        yield _keys(rows[is_pair], others[is_pair], n)


def _by_words(articles: ArticleFeatures) -> npt.NDArray[np.int64]:
    n = len(articles)
    rare = sparse.hstack([_rare(articles.terms), _rare(articles.names)]).tocsr()
    near = sp_matmul_topn(rare, rare.T.tocsr(), N_NEAR + 1, n_threads=-1).tocoo()
    is_pair = near.row != near.col
    return _keys(near.row[is_pair].astype(np.intp), near.col[is_pair].astype(np.intp), n)


def _rare(words: sparse.csr_matrix) -> sparse.csr_matrix:
    """The columns that few articles share, and two at least."""
    n_articles = np.bincount(words.indices, minlength=words.shape[1])
    return words[:, np.flatnonzero((n_articles > 1) & (n_articles <= MOST_SHARED))]
