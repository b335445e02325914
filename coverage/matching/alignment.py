"""How well the words of two sentences find one another: each word's likest in the other one.

"The mayor shut the bridge" and "The crossing was closed by the town's head" have no word in
common; but each word has its like, and what has none is common in the event anyway. The vectors
are those of words in their places (`language.words`), less the mean of the event's words; words
weigh by their rarity among its sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coverage.language.words import Words
from coverage.matching.terms import Floats

Indices = npt.NDArray[np.intp]

FEATURES = (
    "aligned_most",  # mean likeness of a sentence's words to their likest: the better direction
    "aligned_least",  # and the worse one
    "found_most",  # share of a sentence's words that have their like: the better direction
    "found_least",  # and the worse one
    "found_mass",  # log of the rarity of those that have, both sentences' mean
    "rarity",  # log of the summed rarity of both sentences' words
    "rarity_ratio",  # log of the rarer over the other
)
"""Names of the alignment features, in the order of their columns."""

LIKE, SLOPE = 0.55, 0.07
"""Cosine from which a word counts as found, halfway, and how soft that is. Own choice, by reading:
forms of one word and synonyms in their places stand above, words of one field below."""

LEAST_MASS = np.float32(0.1)


@dataclass(frozen=True, slots=True)
class Alignable:
    """Of one event: n sentences of N words in all. `starts`: (n + 1,), where each one's begin."""

    vectors: Floats  # (N, dimensions), of length 1
    rarity: Floats  # (N,)
    starts: Indices

    def mass(self) -> Floats:
        """Summed rarity of each sentence's words, shape (n,), above zero."""
        sums = np.concatenate([[0.0], np.cumsum(self.rarity, dtype=np.float64)])
        found = sums[self.starts[1:]] - sums[self.starts[:-1]]
        return np.asarray(np.maximum(found, LEAST_MASS), dtype=np.float32)


def prepare(words: Sequence[Words]) -> Alignable:
    """What the words of one event's sentences need to be aligned."""
    sizes = [len(row.words) for row in words]
    lower = [{word.casefold() for word in row.words} for row in words]
    count: dict[str, int] = {}
    for row in lower:
        for word in row:
            count[word] = count.get(word, 0) + 1
    every = [word.casefold() for row in words for word in row.words]
    rarity = np.log((1 + len(words)) / (1 + np.array([count[word] for word in every])))
    width = words[0].vectors.shape[1] if words else 0
    vectors = np.concatenate([np.zeros((0, width), np.float32), *(row.vectors for row in words)])
    if len(vectors):
        vectors = vectors - vectors.mean(axis=0, keepdims=True)
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return Alignable(
        vectors=np.asarray(vectors / np.maximum(length, 1e-6), dtype=np.float32),
        rarity=np.asarray(rarity, dtype=np.float32).reshape(len(every)),
        starts=np.concatenate([[0], np.cumsum(sizes)]).astype(np.intp),
    )


def of_pairs(event: Alignable, rows: Indices, columns: Indices) -> Floats:
    """Features of the pairs (rows[k], columns[k]), shape (n pairs, len(FEATURES)); symmetric."""
    aligned = np.zeros((len(rows), 2), dtype=np.float32)
    found = np.zeros((len(rows), 2), dtype=np.float32)
    order = np.argsort(rows, kind="stable")
    for group in np.split(order, np.flatnonzero(np.diff(rows[order])) + 1):
        if len(group):
            aligned[group], found[group] = _one_to_many(event, rows[group[0]], columns[group])
    mass = event.mass()
    one, other = mass[rows], mass[columns]
    share = aligned / np.stack([one, other], axis=1)
    has = found / np.stack([one, other], axis=1)
    of_feature = {
        "aligned_most": share.max(axis=1),
        "aligned_least": share.min(axis=1),
        "found_most": has.max(axis=1),
        "found_least": has.min(axis=1),
        "found_mass": np.log1p(found.mean(axis=1)),
        "rarity": np.log(one + other),
        "rarity_ratio": np.abs(np.log(one / other)),
    }
    return np.stack([of_feature[name] for name in FEATURES], axis=1).astype(np.float32)


def _one_to_many(event: Alignable, row: int, columns: Indices) -> tuple[Floats, Floats]:
    """Of sentence `row` with each of `columns`: summed rarity times likeness, and rarity found.

    Both of shape (len(columns), 2): the words of `row` in the other one, and the other way.
    """
    aligned = np.zeros((len(columns), 2), dtype=np.float32)
    found = np.zeros((len(columns), 2), dtype=np.float32)
    starts, ends = event.starts[columns], event.starts[columns + 1]
    mine = slice(event.starts[row], event.starts[row + 1])
    able = np.flatnonzero(ends > starts)
    if not len(able) or mine.start == mine.stop:
        return aligned, found
    theirs = np.concatenate([np.arange(starts[k], ends[k]) for k in able])
    first = np.concatenate([[0], np.cumsum((ends - starts)[able])[:-1]])
    likeness = event.vectors[mine] @ event.vectors[theirs].T
    forth = np.maximum.reduceat(likeness, first, axis=1)  # (my words, sentences)
    back = likeness.max(axis=0)
    weight, weights = event.rarity[mine], event.rarity[theirs]
    aligned[able, 0], found[able, 0] = weight @ forth, weight @ _is_like(forth)
    aligned[able, 1] = np.add.reduceat(back * weights, first)
    found[able, 1] = np.add.reduceat(_is_like(back) * weights, first)
    return aligned, found


def _is_like(likeness: Floats) -> Floats:
    """1 where a word is found, 0 where it is not, softly."""
    return np.asarray(1 / (1 + np.exp((LIKE - likeness) / SLOPE)), dtype=np.float32)
