"""Runs of words that two sentences share: copied wording, quotations of the same words.

Two sentences that share rare words share much with any on the subject; two that share them in the
same order, or inside quotation marks, report the same words.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse

from coverage.language.words import WORD
from coverage.matching.terms import Floats, dot, shared_mass

Indices = npt.NDArray[np.intp]
Weights = dict[tuple[str, ...], float]

FEATURES = (
    "pairs_shared",  # summed rarity of the pairs of neighbouring words that both have
    "pairs_share",  # share of the shorter one's such pairs that the other has
    "run",  # log of the longest run of words that both have
    "near_shared",  # log of the rarity of pairs of rare words close to one another in both
    "quoted_shared",  # log of the rarity of words that both have in quotation marks
    "quoted_apart",  # both quote, and no rare word is common to the quotations
)
"""Names of the phrase features, in the order of their columns."""

LONGEST = 12
"""Words of a run beyond which longer says no more."""

REACH = 4
"""Words between which two rare words are close to one another."""

RARE = 0.5
"""Rarity, log((1 + n) / (1 + sentences with the word)), from which a word is rare: it stands in
fewer than three of five sentences."""

QUOTED = re.compile(r"[“\"«„]([^”\"»“]{8,})(?:[”\"»“]|$)")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Of one event's n sentences, sparse, with a row for each."""

    pairs: sparse.csr_matrix  # rarity of neighbouring words
    runs: tuple[sparse.csr_matrix, ...]  # 1 where a sentence has a run of 2, 3, ... words
    near: sparse.csr_matrix
    quoted: sparse.csr_matrix  # rarity of words in quotation marks
    quotes: npt.NDArray[np.bool_]


def prepare(texts: Sequence[str]) -> Phrases:
    """What the phrases of one event's sentences need to be compared."""
    words = [[word.casefold() for word in WORD.findall(text)] for text in texts]
    rarity = _rarity(words)
    quoted = [
        {word.casefold() for match in QUOTED.finditer(text) for word in WORD.findall(match[1])}
        for text in texts
    ]
    runs = (_matrix([_runs(row, n) for row in words]) for n in range(2, LONGEST + 1))
    return Phrases(
        pairs=_matrix([_neighbours(row, rarity) for row in words]),
        runs=tuple(runs),
        near=_matrix([_close(row, rarity) for row in words]),
        quoted=_matrix([_rare(row, rarity) for row in quoted]),
        quotes=np.array([bool(row) for row in quoted], dtype=np.bool_),
    )


def of_pairs(event: Phrases, rows: Indices, columns: Indices) -> Floats:
    """Features of the pairs (rows[k], columns[k]), shape (n pairs, len(FEATURES)); symmetric."""
    i, j = rows, columns
    two = event.runs[0]
    n_pairs = np.asarray(two.sum(axis=1), dtype=np.float32).ravel()
    longest = np.zeros(len(i), dtype=np.float32)
    left = np.arange(len(i))
    for n, present in enumerate(event.runs, start=2):  # a run of n words holds one of n - 1
        left = left[dot(present, i[left], j[left]) > 0]
        longest[left] = n
        if not len(left):
            break
    in_quotes = shared_mass(event.quoted, i, j)
    of_feature = {
        "pairs_shared": shared_mass(event.pairs, i, j),
        "pairs_share": dot(two, i, j) / (1 + np.minimum(n_pairs[i], n_pairs[j])),
        "run": np.log1p(longest),
        "near_shared": np.log1p(shared_mass(event.near, i, j)),
        "quoted_shared": np.log1p(in_quotes),
        "quoted_apart": event.quotes[i] & event.quotes[j] & (in_quotes == 0),
    }
    return np.stack([of_feature[name] for name in FEATURES], axis=1).astype(np.float32)


def _rarity(words: Sequence[Sequence[str]]) -> dict[str, float]:
    """log((1 + n) / (1 + sentences with the word)) of each word of n sentences."""
    count: dict[str, int] = {}
    for row in words:
        for word in set(row):
            count[word] = count.get(word, 0) + 1
    return {word: float(np.log((1 + len(words)) / (1 + n))) for word, n in count.items()}


def _neighbours(words: Sequence[str], rarity: Mapping[str, float]) -> Weights:
    """Pairs of neighbouring words with their mean rarity."""
    return {(a, b): (rarity[a] + rarity[b]) / 2 for a, b in pairwise(words)}


def _runs(words: Sequence[str], n: int) -> Weights:
    """Runs of `n` words, each with 1."""
    return {tuple(words[k : k + n]): 1.0 for k in range(len(words) - n + 1)}


def _rare(words: Iterable[str], rarity: Mapping[str, float]) -> Weights:
    """The rare ones of the words, with their rarity."""
    return {(word,): rarity[word] for word in words if rarity[word] > RARE}


def _close(words: Sequence[str], rarity: Mapping[str, float]) -> Weights:
    """Pairs of rare words at most `REACH` words apart, in either order, with their rarity."""
    rare = [(k, word) for k, word in enumerate(words) if rarity[word] > RARE]
    return {
        (min(a, b), max(a, b)): rarity[a] + rarity[b]
        for place, (k, a) in enumerate(rare)
        for m, b in rare[place + 1 : place + 1 + REACH]
        if m - k <= REACH
    }


def _matrix(rows: Iterable[Weights]) -> sparse.csr_matrix:
    """A row for each mapping and a column for each of their keys, at least one."""
    named = [{" ".join(key): value for key, value in row.items()} for row in rows]
    if not any(named):
        return sparse.csr_matrix((len(named), 1), dtype=np.float32)
    features = importlib.import_module("sklearn.feature_extraction")  # as `terms` has it
    return features.DictVectorizer(dtype=np.float32).fit_transform(named).tocsr()
