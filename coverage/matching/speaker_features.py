"""Whether two sentences give the words of the same speaker, of different ones, or of nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from coverage.language.people import surname
from coverage.language.words import WORD
from coverage.matching.terms import Floats
from coverage.records import Attribution

Indices = npt.NDArray[np.intp]

FEATURES = (
    "speaker_same",  # both give words to speakers, and one of them is the same
    "speaker_differs",  # both do, and none is
    "speaker_one",  # one of the two does
    "speaker_named",  # in how many of the two a speaker of the other one is named
)
"""Names of the speaker features, in the order of their columns."""


def surnames(voices: Iterable[Attribution]) -> dict[str, frozenset[str]]:
    """Sentence id -> surnames (last words), in lower case, of those to whom it gives words."""
    said: dict[str, set[str]] = {}
    for row in voices:
        if name := surname(row.speaker):
            said.setdefault(row.sentence_id, set()).add(name)
    return {sentence_id: frozenset(names) for sentence_id, names in said.items()}


def of_pairs(
    texts: Sequence[str], speakers: Sequence[frozenset[str]], rows: Indices, columns: Indices
) -> Floats:
    """Features of the pairs (rows[k], columns[k]), shape (n pairs, len(FEATURES)); symmetric."""
    place = {name: k for k, name in enumerate(sorted(frozenset().union(*speakers)))}
    speaks = np.zeros((len(texts), max(len(place), 1)), dtype=np.float32)
    names = np.zeros_like(speaks)
    for k, (text, row) in enumerate(zip(texts, speakers, strict=True)):
        speaks[k, [place[name] for name in row]] = 1
        words = {word.casefold() for word in WORD.findall(text)}
        names[k, [place[name] for name in words & place.keys()]] = 1
    shared = (speaks @ speaks.T)[rows, columns] > 0
    named = (speaks @ names.T) > 0
    does = np.asarray(speaks.any(axis=1))
    one, other = does[rows], does[columns]
    of_feature = {
        "speaker_same": shared,
        "speaker_differs": one & other & ~shared,
        "speaker_one": one != other,
        "speaker_named": named[rows, columns].astype(np.float32) + named[columns, rows],
    }
    return np.stack([of_feature[name] for name in FEATURES], axis=1).astype(np.float32)
