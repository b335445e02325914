"""Why two sentences of one event were found to report the same claim, or not: for people to read.

    words     which words of the one find their like in the other, and which have none
    reasons   what spoke for it and against it in the pair model, by kinds of features, in words
    later     what moved the probability afterwards: the second reading, a partner swapped

Nothing here changes a probability. It tells of matching only; it passes no verdict on outlets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from coverage.language import references
from coverage.language.embeddings import Embedder
from coverage.matching import pair_model, pairs, second_reading, speaker_features
from coverage.matching.aligned_words import AlignedWords, align
from coverage.matching.pairs import Known
from coverage.matching.reason_case import Case, listed
from coverage.matching.reason_kinds import Kind, Usual, weights
from coverage.matching.reason_words import tell
from coverage.records import Attribution, Sentence

LEAST = 0.2
"""Log-odds under which a reason is left out: it moves a probability by 0.05 at most."""

SAME = 0.005
"""Difference of two probabilities that cannot be seen in two digits."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What spoke for a match, with a weight above zero, or against it. `told`: the evidence."""

    kind: Kind
    weight: float  # log-odds, see reason_kinds
    told: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why a pair has its probability. `texts`: as compared, with opening pronouns spelt out."""

    texts: tuple[str, str]
    words: AlignedWords
    reasons: tuple[Reason, ...]  # the heaviest first
    first: float  # what the pair model says, 0 to 1
    final: float | None  # what the matcher said in the end; `None` where it was too low to be kept
    later: tuple[str, ...]  # what happened between the two, a sentence each


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the pairs of one event's sentences are explained from."""

    sentences: tuple[Sentence, ...]
    known: Known
    usual: Usual
    people: tuple[frozenset[str], ...]  # the surnames that each sentence names
    speakers: tuple[tuple[str, ...], ...]  # of each sentence, as they are written

    @classmethod
    def of(
        cls, sentences: Sequence[Sentence], voices: Sequence[Attribution], embedder: Embedder
    ) -> Self:
        """Of two sentences or more, in the order that `pairs.prepare` asks for."""
        known = pairs.prepare(sentences, speaker_features.surnames(voices), embedder)
        said: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for row in voices:
            said[row.sentence_id][row.speaker] = None
        people = references.people(references.spelt_out(sentences))
        speakers = tuple(tuple(said[sentence.sentence_id]) for sentence in sentences)
        return cls(tuple(sentences), known, Usual.of(known), tuple(people), speakers)


def why(
    grounds: Grounds,
    i: int,
    j: int,
    final: float | None,
    has_reader: bool,
    names: tuple[str, str] = ("the first", "the second"),
) -> Why:
    """Why sentences `i` and `j` have the probability `final` in the end.

    `final`: the stored one before anybody but the matcher judged; `has_reader`: whether pairs in
    doubt were read a second time; `names`: what the two are called in running text.
    """
    model, own = pair_model.shipped(), case(grounds, i, j, names)
    found = weights(model, own.features, grounds.usual)
    heavy = sorted((k for k in found if abs(found[k]) >= LEAST), key=lambda k: -abs(found[k]))
    reasons = [Reason(k, round(found[k], 3), tell(k, own, found[k] > 0)) for k in heavy]
    first = round(float(model.probability(own.features[None])[0]), pair_model.DIGITS)
    later = _later(grounds, own, first, final, has_reader)
    return Why(own.texts, own.words, tuple(reasons), first, final, later)


def case(grounds: Grounds, i: int, j: int, names: tuple[str, str]) -> Case:
    """What the reasons for the pair (i, j) are told from."""
    known = grounds.known
    return Case(
        known=known,
        usual=grounds.usual,
        i=i,
        j=j,
        sentences=(grounds.sentences[i], grounds.sentences[j]),
        speakers=(grounds.speakers[i], grounds.speakers[j]),
        words=align(known.words, known.texts, i, j),
        features=known.table(np.array([i]), np.array([j]))[0],
        names=names,
    )


def _later(
    grounds: Grounds, pair: Case, first: float, final: float | None, has_reader: bool
) -> tuple[str, ...]:
    """What moved the probability from `first` to `final`, a sentence each."""
    is_held = _is_held(grounds, pair, first, final)
    is_read = has_reader and first >= second_reading.FROM and _is_readable(pair)
    told = [_read(first, final, is_held)] if is_read else []
    if is_held:
        one, other = (grounds.people[k] for k in (pair.i, pair.j))
        apart = listed(name.title() for name in sorted(one ^ other))
        same = listed(name.title() for name in one & other)
        told.append(
            f"Each names two people, of whom only {same} is the same ({apart} differ), so the "
            "pair was held under one half."
        )
    if not told and final is not None and abs(final - first) > SAME:
        told.append("The snapshot was built with other models than these; its number stands.")
    return tuple(told)


def _is_held(grounds: Grounds, pair: Case, first: float, final: float | None) -> bool:
    """Whether a swapped partner held the probability back."""
    if final is None or abs(final - pair_model.SWAPPED_MOST) > SAME:
        return False
    row, column = np.array([pair.i]), np.array([pair.j])
    return bool(pairs.swapped(grounds.sentences, row, column)[0])


def _is_readable(pair: Case) -> bool:
    """Whether the two are such as are read together: of two articles, and not one text."""
    one, other = pair.sentences
    return one.article_id != other.article_id and pair.texts[0] != pair.texts[1]


def _read(first: float, final: float | None, is_held: bool) -> str:
    """What the second reading said, as far as the two probabilities show it."""
    if is_held:
        return "The second model read them together as well."
    start = "Read together by the second model, they were found"
    if final is None:
        return f"{start} less alike than word by word: too little to be kept."
    if _p(first) == _p(final):
        return f"{start} as much alike as word by word."
    more = "more" if final > first else "less"
    return f"{start} {more} alike than word by word: {_p(final)}."


def _p(probability: float) -> str:
    """A probability in two digits: "p .41"."""
    return f"p .{min(round(100 * probability), 99):02d}"
