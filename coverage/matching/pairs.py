"""Two sentences of one event -> the probability that they report the same claim.

What speaks for and against is told by several modules, each with its features: the sentences as
wholes (`features`), their clauses, the alignment of their words, phrases they share and whose
words they give. `pair_model` weighs it; `training` makes that model from labelled events.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from coverage.language import references
from coverage.language.embeddings import Embedder
from coverage.matching import (
    alignment,
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


def table(
    sentences: Sequence[Sentence],
    speakers: Speakers,
    embedder: Embedder,
    rows: Indices,
    columns: Indices,
) -> Floats:
    """Features of the pairs (rows[k], columns[k]) of one event's sentences, as `FEATURES` has them.

    The sentences stand article by article, in order of position: an opening pronoun is compared
    as the name it stands for.
    """
    clear = references.spelt_out(sentences)
    texts = [sentence.text for sentence in clear]
    wholes = features.prepare(clear, embedder(texts))
    parts = clause_features.prepare(clear, embedder)
    words = alignment.prepare(embedder.words(texts))
    shared = phrases.prepare(texts)
    said = [speakers.get(sentence.sentence_id, frozenset()) for sentence in sentences]
    article = np.array([sentence.article_id for sentence in sentences])
    blocks = []
    for low in range(0, len(rows), CHUNK):
        i, j = rows[low : low + CHUNK], columns[low : low + CHUNK]
        found = (
            features.of_pairs(wholes, i, j),
            clause_features.of_pairs(parts, i, j),
            alignment.of_pairs(words, i, j),
            phrases.of_pairs(shared, i, j),
            speaker_features.of_pairs(texts, said, i, j),
            (article[i] == article[j])[:, None].astype(np.float32),
        )
        blocks.append(np.concatenate(found, axis=1))
    return np.concatenate(blocks) if blocks else np.zeros((0, len(FEATURES)), dtype=np.float32)


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
    """Match probabilities of all pairs of one event's sentences: (n, n), symmetric, diagonal 1."""
    n = len(sentences)
    probability = np.eye(n, dtype=np.float32)
    rows, columns = np.triu_indices(n, 1)
    if len(rows):
        known = table(sentences, speakers, embedder, rows, columns)
        weighed = model or pair_model.shipped()
        found = weighed.probability(known, swapped(sentences, rows, columns))
        probability[rows, columns] = probability[columns, rows] = found
    return probability
