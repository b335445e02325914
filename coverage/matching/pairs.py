"""Two sentences of one event -> the probability that they report the same claim.

What speaks for and against is told by several modules, each with its features: the sentences as
wholes (`features`), their clauses, the alignment of their words, phrases they share and whose
words they give. `pair_model` weighs it; `training` makes that model from labelled events. Pairs
that remain in doubt are read once more, by a cross-encoder (`second_reading`).
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
    second_reading,
    speaker_features,
)
from coverage.matching.cross_encoder import Matcher
from coverage.matching.terms import Floats
from coverage.records import Report, Sentence, silent

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
    matcher: Matcher | None = None,
    report: Report = silent,
) -> Floats:
    """Match probabilities of one event's sentences: (n, n), symmetric, diagonal 1.

    In a large event 0 stands for the pairs that were not worth weighing (`candidates`). With a
    `matcher` those in doubt are read a second time. Raises ModelUnavailable where it was not yet
    weighed.
    """
    n = len(sentences)
    probability = np.eye(n, dtype=np.float32)
    if n <= 1:
        return probability
    known, model = prepare(sentences, speakers, embedder), pair_model.shipped()

    def put(rows: Indices, columns: Indices, found: Floats) -> None:
        probability[rows, columns] = probability[columns, rows] = found

    rows, columns = candidates.pairs(known.wholes)
    put(rows, columns, model.probability(known.table(rows, columns)))
    more = candidates.further(probability, rows, columns)
    put(*more, model.probability(known.table(*more)))
    if matcher is not None:
        rows, columns = _read_again(known, probability)
        weighing = second_reading.of(matcher.encoder)
        first = probability[rows, columns]
        found = second_reading.read(first, known.texts, rows, columns, matcher, weighing, report)
        put(rows, columns, np.round(found, pair_model.DIGITS))
    rows, columns = _upper(probability, pair_model.SWAPPED_MOST)
    likely, is_swapped = probability[rows, columns], swapped(sentences, rows, columns)
    put(rows, columns, pair_model.held_back(likely, is_swapped))
    return probability


def _read_again(known: Known, probability: Floats) -> tuple[Indices, Indices]:
    """The pairs that are read a second time."""
    rows, columns = _upper(probability, second_reading.FROM)
    texts = [(known.texts[i], known.texts[j]) for i, j in zip(rows, columns, strict=True)]
    is_apart = known.article[rows] != known.article[columns]
    is_apart &= np.array([one != other for one, other in texts], dtype=np.bool_)
    order = ["\n".join(sorted(pair)) for pair in texts]
    kept = second_reading.chosen(probability[rows, columns], is_apart, order)
    return rows[kept], columns[kept]


def _upper(probability: Floats, least: float) -> tuple[Indices, Indices]:
    """Rows and columns above the diagonal with at least this probability."""
    rows, columns = np.nonzero(np.triu(probability, 1) >= least)
    return rows, columns
