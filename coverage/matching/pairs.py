"""Two sentences of one event -> the probability that they report the same claim.

What speaks for and against is told by several modules, each with its features: the sentences as
wholes (`features`), their clauses, the alignment of their words, phrases they share and whose
words they give. `pair_model` weighs it; `training` makes that model from labelled events.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coverage.language import references
from coverage.language.embeddings import Embedder
from coverage.matching import (
    alignment,
    candidates,
    clause_features,
    features,
    pair_model,
    phrases,
    speaker_features,
)
from coverage.matching.pair_model import PairModel
from coverage.matching.terms import Floats
from coverage.records import Sentence

Indices = npt.NDArray[np.intp]
Speakers = Mapping[str, frozenset[str]]
"""Sentence id -> to whom it gives words, as `speaker_features.surnames` tells them."""

FEATURES = (
    *features.FEATURES,
    *clause_features.FEATURES,
    *alignment.FEATURES,
    *phrases.FEATURES,
    *speaker_features.FEATURES,
    "same_article",
)

CHUNK = 50_000
"""Pairs scored at a time: bounds memory, changes nothing."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the features of all pairs of one event's n sentences are computed from."""

    wholes: features.EventFeatures
    parts: clause_features.ClauseFeatures
    words: alignment.Alignable
    shared: phrases.Phrases
    texts: list[str]
    speakers: list[frozenset[str]]
    article: npt.NDArray[np.str_]

    def table(self, rows: Indices, columns: Indices) -> Floats:
        """Features of the pairs (rows[k], columns[k]), in the order of `FEATURES`."""
        blocks = [
            self._block(rows[low : low + CHUNK], columns[low : low + CHUNK])
            for low in range(0, len(rows), CHUNK)
        ]
        return np.concatenate(blocks) if blocks else np.zeros((0, len(FEATURES)), dtype=np.float32)

    def _block(self, i: Indices, j: Indices) -> Floats:
        found = (
            features.of_pairs(self.wholes, i, j),
            clause_features.of_pairs(self.parts, i, j),
            alignment.of_pairs(self.words, i, j),
            phrases.of_pairs(self.shared, i, j),
            speaker_features.of_pairs(self.texts, self.speakers, i, j),
            (self.article[i] == self.article[j])[:, None].astype(np.float32),
        )
        return np.concatenate(found, axis=1)


def prepare(sentences: Sequence[Sentence], speakers: Speakers, embedder: Embedder) -> Known:
    """What is known of one event's sentences.

    They stand article by article, in order of position: an opening pronoun is compared as the
    name it stands for.
    """
    clear = references.spelt_out(sentences)
    texts = [sentence.text for sentence in clear]
    return Known(
        wholes=features.prepare(clear, embedder(texts)),
        parts=clause_features.prepare(clear, embedder),
        words=alignment.prepare(embedder.words(texts)),
        shared=phrases.prepare(texts),
        texts=texts,
        speakers=[speakers.get(sentence.sentence_id, frozenset()) for sentence in sentences],
        article=np.array([sentence.article_id for sentence in sentences]),
    )


def swapped(
    sentences: Sequence[Sentence], rows: Indices, columns: Indices
) -> npt.NDArray[np.bool_]:
    """Whether the pairs (rows[k], columns[k]) name two people each, of whom one is the same."""
    named = references.people(references.spelt_out(sentences))
    vocabulary = {name: k for k, name in enumerate(sorted(frozenset().union(*named)))}
    present = np.zeros((len(sentences), max(len(vocabulary), 1)), dtype=np.float32)
    for row, names in enumerate(named):
        present[row, [vocabulary[name] for name in names]] = 1
    is_pair = present.sum(axis=1) == 2  # noqa: PLR2004
    shared = (present @ present.T)[rows, columns]
    return np.asarray(is_pair[rows] & is_pair[columns] & (shared == 1))


def score(
    sentences: Sequence[Sentence],
    speakers: Speakers,
    embedder: Embedder,
    model: PairModel | None = None,
) -> Floats:
    """Match probabilities of one event's sentences: (n, n), symmetric, diagonal 1.

    In a large event 0 stands for the pairs that were not worth weighing (`candidates`).
    """
    n = len(sentences)
    probability = np.eye(n, dtype=np.float32)
    if n <= 1:
        return probability
    known, weighed = prepare(sentences, speakers, embedder), model or pair_model.shipped()

    def weigh(rows: Indices, columns: Indices) -> None:
        found = weighed.probability(known.table(rows, columns), swapped(sentences, rows, columns))
        probability[rows, columns] = probability[columns, rows] = found

    rows, columns = candidates.pairs(known.wholes)
    weigh(rows, columns)
    weigh(*candidates.further(probability, rows, columns))
    return probability
