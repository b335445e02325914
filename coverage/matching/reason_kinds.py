"""What each kind of feature weighs in the pair model's word on one pair.

The features fall into a few kinds that a reader understands (`KINDS`). A kind's weight is found by
occlusion (Zeiler and Fergus 2014, there of patches of a picture): its features are put to what they
are on the mean of the event's pairs of different articles, and the change of the model's log-odds
is the weight; above zero the kind spoke for a match.

Limits: one kind is changed at a time, so two that say the same each look lighter than both are
together; the weights do not add up to the model's log-odds; and a pair with one kind at its mean
may be one that never occurs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import numpy as np

from coverage.matching.pair_model import PairModel
from coverage.matching.pairs import FEATURES, Known
from coverage.matching.terms import Floats


class Kind(StrEnum):
    """Kinds of features, as they are called on the screen."""

    WORDS = "Words"
    MEANING = "Meaning as a whole"
    CLAUSES = "Clauses"
    PHRASES = "Phrases"
    NAMES = "Names"
    NUMBERS = "Numbers and days"
    SPEAKERS = "Who speaks"
    NEGATION = "Denial"
    MATTER = "Rare matter"
    LENGTH = "Length"
    PLACE = "Place in the article"
    ARTICLE = "Same article"


KINDS: dict[Kind, tuple[str, ...]] = {
    Kind.WORDS: (
        "aligned_most", "aligned_least", "found_most", "found_least", "found_mass",
        "terms", "letters", "covered_most", "covered_least",
    ),
    Kind.MEANING: (
        "cosine", "cosine_centred", "rank", "margin", "terms_x_cosine", "rank_x_terms",
    ),
    Kind.CLAUSES: (
        "clause_cosine", "clause_terms", "clause_mutual", "clause_margin", "clause_words",
        "clause_shared", "clause_covered", "cover_most", "cover_least",
    ),
    Kind.PHRASES: (
        "pairs_shared", "pairs_share", "run", "near_shared", "quoted_shared", "quoted_apart",
    ),
    Kind.NAMES: ("names", "clause_names_apart"),
    Kind.NUMBERS: ("numbers_shared", "numbers_differ", "clause_days_apart"),
    Kind.SPEAKERS: (
        "speaker_same", "speaker_differs", "speaker_one", "speaker_named",
        "speech_one", "speech_both",
    ),
    Kind.NEGATION: ("negation_differs",),
    Kind.MATTER: ("rarity",),
    Kind.LENGTH: ("length_least", "length_ratio", "rarity_ratio"),
    Kind.PLACE: ("place", "place_counted", "place_first", "headlines"),
    Kind.ARTICLE: ("same_article",),
}  # fmt: skip
"""Each feature of `pairs.FEATURES` under the one kind it belongs to."""

N_USUAL = 5_000
"""Most pairs of an event that the usual one is taken from: its mean moves no more with others."""


@dataclass(frozen=True, slots=True)
class Usual:
    """Features of an event's pairs of different articles, shape (m, f); of all its pairs where it
    has one article.
    """

    table: Floats

    @classmethod
    def of(cls, known: Known) -> Self:
        """Of an event with two sentences or more; in a large one of pairs at even distances."""
        is_apart = known.article[:, None] != known.article[None]
        rows, columns = np.nonzero(np.triu(is_apart if is_apart.any() else ~is_apart, 1))
        step = -(-len(rows) // N_USUAL)
        return cls(known.table(rows[::step], columns[::step]))

    def share_below(self, feature: str, value: float) -> float:
        """Share of these pairs, 0 to 1, that have less of a feature."""
        return float((self.table[:, FEATURES.index(feature)] < value).mean())


def weights(model: PairModel, features: Floats, usual: Usual) -> dict[Kind, float]:
    """Weight of each kind in log-odds for the pair with these features, shape (f,)."""
    mean = usual.table.mean(axis=0)
    tables = np.repeat(features[None], 1 + len(KINDS), axis=0)
    for row, names in enumerate(KINDS.values(), start=1):
        columns = [FEATURES.index(name) for name in names]
        tables[row, columns] = mean[columns]
    score = model.score(tables)
    return dict(zip(KINDS, (score[0] - score[1:]).tolist(), strict=True))
