"""How often texts have terms, as sparse matrices whose columns are in the order of the terms.

What is counted depends on each text alone, so that it can be kept (`counting`); what makes a term
weigh, its rarity in a corpus, is laid over it (`weighed`). The order of the columns is that of the
terms themselves and so does not depend on what was counted first: sums over a row come out the
same to the last digit.
"""

from __future__ import annotations

import importlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, compress

import numpy as np
import numpy.typing as npt
from scipy import sparse

Indices = npt.NDArray[np.intp]
Find = Callable[[str], Sequence[str]]

CHUNK = 4096
"""Texts whose terms are held as strings at a time: bounds memory, changes nothing."""


@dataclass(frozen=True, slots=True)
class Terms:
    """`counts[k, t]`: how often text k has the term `vocabulary[t]`. The vocabulary is sorted."""

    vocabulary: list[str]
    counts: sparse.csr_matrix  # (n texts, n terms, at least one), float32; columns in order

    def __len__(self) -> int:
        return int(self.counts.shape[0])

    def of(self, rows: Indices) -> Terms:
        """The texts `rows`, in that order, and the terms that they have."""
        counts = self.counts[rows]
        is_used = np.bincount(counts.indices, minlength=counts.shape[1]) > 0
        place = np.cumsum(is_used, dtype=np.int32) - 1
        vocabulary = list(compress(self.vocabulary, is_used.tolist()))
        return of_arrays(vocabulary, counts.data, place[counts.indices], counts.indptr)


def count(texts: Sequence[str], find: Find) -> Terms:
    """Count what `find` finds in each text."""
    number: defaultdict[str, int] = defaultdict()
    number.default_factory = number.__len__  # terms are numbered as they come
    blocks = [
        _block([find(text) for text in texts[low : low + CHUNK]], number)
        for low in range(0, len(texts), CHUNK)
    ]
    vocabulary = sorted(number)
    place = np.empty(len(number), dtype=np.int32)
    place[[number[term] for term in vocabulary]] = np.arange(len(number), dtype=np.int32)
    return _stacked(vocabulary, [(block, place) for block in blocks])


def merged(one: Terms, other: Terms) -> Terms:
    """The texts of `one`, then those of `other`, over the terms of both."""
    known = set(one.vocabulary)
    # Two sorted runs: Python's sort merges them in linear time.
    both = sorted(one.vocabulary + [term for term in other.vocabulary if term not in known])
    number = {term: k for k, term in enumerate(both)}
    return _stacked(
        both,
        [
            (terms.counts, np.array([number[t] for t in terms.vocabulary], dtype=np.int32))
            for terms in (one, other)
        ],
    )


def weighed(terms: Terms, *, is_log: bool = False) -> sparse.csr_matrix:
    """TF-IDF among these texts, rows of unit length; `is_log`: of counts, their logarithm + 1."""
    text = importlib.import_module("sklearn.feature_extraction.text")  # as `terms` has it
    weights = text.TfidfTransformer(sublinear_tf=is_log)
    return weights.fit_transform(terms.counts).tocsr().astype(np.float32, copy=False)


def empty() -> Terms:
    """No texts."""
    return _stacked([], [])


def _block(found: Sequence[Sequence[str]], number: defaultdict[str, int]) -> sparse.csr_matrix:
    """Counts of the terms found in some texts, by the terms' numbers."""
    pointers = np.cumsum([0, *map(len, found)])
    numbers = map(number.__getitem__, chain.from_iterable(found))
    indices = np.fromiter(numbers, dtype=np.int32, count=int(pointers[-1]))
    ones = np.ones(len(indices), dtype=np.float32)
    shape = (len(found), max(len(number), 1))
    block = sparse.csr_matrix((ones, indices, pointers), shape)
    block.sum_duplicates()
    return block


def _stacked(
    vocabulary: list[str], blocks: Sequence[tuple[sparse.csr_matrix, npt.NDArray[np.int32]]]
) -> Terms:
    """Counts one below the other, the columns of each moved to their places in `vocabulary`."""
    data = np.concatenate([np.array([], dtype=np.float32), *(b.data for b, _ in blocks)])
    none = np.array([], dtype=np.int32)
    indices = np.concatenate([none, *(place[b.indices] for b, place in blocks)])
    lengths = np.concatenate([none, *(np.diff(b.indptr) for b, _ in blocks)])
    return of_arrays(vocabulary, data, indices, np.concatenate([[0], np.cumsum(lengths)]))


def of_arrays(
    vocabulary: list[str],
    data: npt.NDArray[np.float32],
    indices: npt.NDArray[np.int32],
    pointers: npt.NDArray[np.integer],
) -> Terms:
    """Terms from the parts of a sparse matrix: counts, columns, and where each row begins."""
    shape = (len(pointers) - 1, max(len(vocabulary), 1))
    counts = sparse.csr_matrix((data, indices, pointers), shape)
    counts.sort_indices()
    return Terms(vocabulary, counts)
