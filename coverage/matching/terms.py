"""Words of texts as sparse matrices, weighted by their rarity among these texts."""

from __future__ import annotations

import importlib
import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.float32]

NAME = re.compile(r"\b[A-ZÀ-ÞЀ-Я][\w’'-]+")


def tfidf(texts: Sequence[str], pattern: re.Pattern[str]) -> sparse.csr_matrix:
    """TF-IDF over what `pattern` finds, lower case; rows of unit length."""
    return _fit(texts, analyzer=lambda text: pattern.findall(text.lower()))


def letters(texts: Sequence[str]) -> sparse.csr_matrix:
    """TF-IDF over runs of 3 to 5 letters within words: forms of one word meet."""
    return _fit(texts, analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)


def _fit(texts: Sequence[str], **options: Any) -> sparse.csr_matrix:
    """Rows of unit length, or one empty column where no text has a term.

    scikit-learn takes most of a second to load, and pages are shown without it: so only here.
    """
    text = importlib.import_module("sklearn.feature_extraction.text")
    vectorizer = text.TfidfVectorizer(dtype=np.float32, **options)
    try:
        return vectorizer.fit_transform(texts).tocsr()
    except ValueError:  # scikit-learn's word for an empty vocabulary
        return sparse.csr_matrix((len(texts), 1), dtype=np.float32)


def presence(
    texts: Sequence[str], pattern: re.Pattern[str], lower: bool = False
) -> sparse.csr_matrix:
    """1 where a text has a term."""
    found = [set(pattern.findall(text.lower() if lower else text)) for text in texts]
    vocabulary = {term: k for k, term in enumerate(sorted(set().union(*found)))}
    indices = [sorted(vocabulary[term] for term in terms) for terms in found]
    pointers = np.concatenate([[0], np.cumsum([len(row) for row in indices])])
    flat = np.array([k for row in indices for k in row], dtype=np.int32)
    shape = (len(texts), max(len(vocabulary), 1))
    return sparse.csr_matrix((np.ones(len(flat), dtype=np.float32), flat, pointers), shape=shape)


def weighted_presence(
    texts: Sequence[str], pattern: re.Pattern[str], lower: bool
) -> sparse.csr_matrix:
    """Where a text has a term: the term's rarity within the event, log((1 + n) / (1 + df))."""
    present = presence(texts, pattern, lower)
    frequency = np.asarray(present.sum(axis=0)).ravel()
    rarity = np.log((1 + len(texts)) / (1 + frequency)).astype(np.float32)
    return (present @ sparse.diags(rarity)).tocsr().astype(np.float32)


def mass(matrix: sparse.csr_matrix) -> Floats:
    """Sum of each row, at least a little above zero so that it can divide."""
    return np.maximum(np.asarray(matrix.sum(axis=1), dtype=np.float32).ravel(), np.float32(1e-3))


def dot(matrix: sparse.csr_matrix, i: npt.NDArray[np.intp], j: npt.NDArray[np.intp]) -> Floats:
    """Dot products of the rows i[k] and j[k]."""
    return np.asarray(matrix[i].multiply(matrix[j]).sum(axis=1), dtype=np.float32).ravel()


def shared_mass(
    matrix: sparse.csr_matrix, i: npt.NDArray[np.intp], j: npt.NDArray[np.intp]
) -> Floats:
    """Summed weights of the terms that the rows i[k] and j[k] share."""
    return np.asarray(matrix[i].minimum(matrix[j]).sum(axis=1), dtype=np.float32).ravel()
