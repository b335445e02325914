"""What the best pair of clauses says for two sentences reporting the same claim.

One long sentence tells several things, and two long sentences about the same people look alike
as wholes. The clauses that come nearest, one from each, tell more: how near, whether each is the
other's best, and whether they name the same people and days.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from coverage.language.clauses import clauses
from coverage.language.embeddings import Vectors
from coverage.language.words import WORD
from coverage.matching.features import views
from coverage.matching.terms import NAME, Floats, mass, presence, shared_mass, tfidf
from coverage.matching.terms import weighted_presence as weighted
from coverage.records import Sentence

Indices = npt.NDArray[np.intp]

FEATURES = (
    "clause_cosine",  # of the best pair, after removing the mean of the event's clauses
    "clause_terms",  # cosine of their TF-IDF
    "clause_mutual",  # 1 / rank of each for the other in that article: the worse of the two
    "clause_margin",  # cosine minus the better of the two best rivals'
    "clause_words",  # log of the shorter one's words
    "clause_shared",  # summed rarity of their common words
    "clause_covered",  # share of the other's rare words that the worse covered one has
    "clause_names_apart",  # names that only the one has, or only the other: the fewer, at most 4
    "clause_days_apart",  # the same for weekdays, months and numbers
    "cover_most",  # mean best cosine of a sentence's clauses in the other: the better direction
    "cover_least",  # and the worse one
)
"""Names of the clause features, in the order of their columns."""

TERMS_WEIGHT = 0.5
"""What common words count beside the cosine when the best pair of clauses is picked. Own choice."""

MOST_AT_ONCE = 4_000_000
"""Pairs of clauses looked at at a time: bounds memory, changes nothing."""

DAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b\d+(?:[.,]\d+)*\b"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b"
)


@dataclass(frozen=True, slots=True)
class ClauseFeatures:
    """Of one event: n sentences, m clauses. `clauses`: (n, most of a sentence), which are whose."""

    clauses: Indices  # short sentences repeat their last
    nearness: Floats  # (m, m): by which the best pair of clauses is picked
    centred: Floats  # (m, m)
    rank: Floats  # (m, m), see features.views
    rival: Floats  # (m, m)
    covered: Floats  # (n, n): how well row i's clauses are found in sentence j
    terms: sparse.csr_matrix
    rarity: sparse.csr_matrix
    names: sparse.csr_matrix
    days: sparse.csr_matrix
    log_words: Floats

    def best(self, rows: Indices, columns: Indices) -> tuple[Indices, Indices]:
        """The clauses that come nearest, one of each sentence; one pick for both orders."""
        one, other = np.minimum(rows, columns), np.maximum(rows, columns)
        width = self.clauses.shape[1]
        found = np.empty((len(one), 2), dtype=np.intp)
        step = max(1, MOST_AT_ONCE // width**2)
        for low in range(0, len(one), step):
            a, b = self.clauses[one[low : low + step]], self.clauses[other[low : low + step]]
            near = self.nearness[a[:, :, None], b[:, None, :]].reshape(len(a), width * width)
            where, each = near.argmax(axis=1), np.arange(len(a))
            found[low : low + step, 0] = a[each, where // width]
            found[low : low + step, 1] = b[each, where % width]
        is_turned = rows > columns
        found[is_turned] = found[is_turned, ::-1]
        return found[:, 0], found[:, 1]


def prepare(
    sentences: Sequence[Sentence], vectors_of: Callable[[Sequence[str]], Vectors]
) -> ClauseFeatures:
    """Everything about the clauses of one event's sentences."""
    parts = [clauses(sentence.text) for sentence in sentences]
    texts = [clause for part in parts for clause in part]
    owner = [s.article_id for s, part in zip(sentences, parts, strict=True) for _ in part]
    sizes = np.array([len(part) for part in parts])
    vectors = vectors_of(texts)
    centred = vectors - vectors.mean(axis=0, keepdims=True)
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), np.float32(1e-9))
    similarity = (centred @ centred.T).astype(np.float32)
    terms = tfidf(texts, WORD)
    rank, rival = views(similarity, owner)
    n_words = np.array([len(text.split()) for text in texts], dtype=np.float32)
    return ClauseFeatures(
        clauses=_clauses(sizes),
        nearness=similarity + TERMS_WEIGHT * (terms @ terms.T).toarray(),
        centred=similarity,
        rank=rank,
        rival=rival,
        covered=_covered(similarity, sizes, n_words),
        terms=terms,
        rarity=weighted(texts, WORD, lower=True),
        names=presence(texts, NAME),
        days=presence(texts, DAY),
        log_words=np.log1p(n_words),
    )


def of_pairs(event: ClauseFeatures, rows: Indices, columns: Indices) -> Floats:
    """Features of the pairs (rows[k], columns[k]), shape (n pairs, len(FEATURES)); symmetric."""
    a, b = event.best(rows, columns)
    shared = shared_mass(event.rarity, a, b)
    whole = mass(event.rarity)
    covered = np.stack([event.covered[rows, columns], event.covered[columns, rows]])
    columns_of = {
        "clause_cosine": event.centred[a, b],
        "clause_terms": np.asarray(event.terms[a].multiply(event.terms[b]).sum(axis=1)).ravel(),
        "clause_mutual": np.minimum(event.rank[a, b], event.rank[b, a]),
        "clause_margin": event.centred[a, b] - np.maximum(event.rival[a, b], event.rival[b, a]),
        "clause_words": np.minimum(event.log_words[a], event.log_words[b]),
        "clause_shared": shared,
        "clause_covered": np.minimum(shared / whole[a], shared / whole[b]),
        "clause_names_apart": _apart(event.names, a, b),
        "clause_days_apart": _apart(event.days, a, b),
        "cover_most": covered.max(axis=0),
        "cover_least": covered.min(axis=0),
    }
    return np.stack([columns_of[name] for name in FEATURES], axis=1).astype(np.float32)


def _clauses(sizes: npt.NDArray[np.int64]) -> Indices:
    """Which clauses each sentence has, shape (n, most of a sentence)."""
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    steps = np.minimum(np.arange(sizes.max()), sizes[:, None] - 1)
    return np.asarray(starts[:, None] + steps, dtype=np.intp)


def _covered(similarity: Floats, sizes: npt.NDArray[np.int64], n_words: Floats) -> Floats:
    """Mean over i's clauses, by their words, of the best cosine in sentence j; shape (n, n)."""
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    best = np.maximum.reduceat(similarity, starts, axis=1)
    weight = np.maximum(n_words, 1)[:, None]
    total = np.add.reduceat(best * weight, starts, axis=0)
    return (total / np.add.reduceat(weight, starts, axis=0)).astype(np.float32)


def _apart(present: sparse.csr_matrix, a: Indices, b: Indices) -> Floats:
    """Terms that stand in one clause only: the smaller of the two counts, at most 4."""
    shared = shared_mass(present, a, b)
    count = np.asarray(present.sum(axis=1), dtype=np.float32).ravel()
    return np.minimum(np.minimum(count[a], count[b]) - shared, np.float32(4))
