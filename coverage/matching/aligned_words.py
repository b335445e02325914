"""The words of two sentences side by side: each telling word with its likest in the other one.

    The mayor shut the bridge.            mayor – head     shut – closed     bridge – crossing
    The town's head closed the crossing.  town's: none

For people to read; what the pair model is told of the alignment stands in `alignment`, on the same
vectors and with the same bound from which a word counts as found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coverage.language.subjects import (
    AUXILIARY,
    BE,
    BOUNDARY,
    DETERMINER,
    NOT_SPEAKERS,
    PREPOSITION,
    PRONOUNS,
)
from coverage.language.words import WORD
from coverage.matching.alignment import LIKE, Alignable
from coverage.matching.terms import Floats

_NUMBER = re.compile(r"\d+(?:[.,]\d+)+\b")
_NUMBERS = frozenset("one two three".split())
_OTHER = frozenset(
    "am being having doing does done not my me us yours too very can't don't".split()
)
_SAYS_LITTLE = (
    BE | AUXILIARY | BOUNDARY | DETERMINER | NOT_SPEAKERS | PREPOSITION | PRONOUNS | _OTHER
) - _NUMBERS


@dataclass(frozen=True, slots=True)
class Word:
    """A telling word of a sentence; `start` and `end` count in the sentence as it was compared.

    `rarity`: log((1 + n) / (1 + those that have it)) among the event's n sentences; `likeness`: of
    its likest word in the other sentence, 0 to 1; `is_found`: whether that counts as its like.
    """

    text: str
    start: int
    end: int
    rarity: float
    likeness: float
    is_found: bool


@dataclass(frozen=True, slots=True)
class WordPair:
    """A telling word of the one sentence and its like in the other; `likeness` 0 to 1.

    `is_mutual`: each is the other's likest, else one of them is only the other's.
    """

    one: Word
    other: Word
    likeness: float
    is_mutual: bool

    @property
    def is_same(self) -> bool:
        """Whether both are one word, however it is written."""
        return self.one.text.casefold() == self.other.text.casefold()


@dataclass(frozen=True, slots=True)
class AlignedWords:
    """The telling words of both sentences, in their order, and those that find their like.

    `pairs`: mutual ones first, then those that carry most: likeness times rarity.
    """

    one: tuple[Word, ...]
    other: tuple[Word, ...]
    pairs: tuple[WordPair, ...]

    @property
    def n_found(self) -> int:
        """Telling words of both sentences that have their like."""
        return sum(word.is_found for word in (*self.one, *self.other))

    @property
    def alone(self) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
        """The telling words of each that have none, the rarest first."""
        one, other = (
            tuple(sorted((w for w in side if not w.is_found), key=lambda w: (-w.rarity, w.start)))
            for side in (self.one, self.other)
        )
        return one, other


def align(event: Alignable, texts: Sequence[str], i: int, j: int) -> AlignedWords:
    """The words of sentences `i` and `j` of an event; `texts`: its sentences as compared.

    A word tells something unless it is one of grammar alone. Words beyond the model's longest text
    were not compared and are left out.
    """
    mine, theirs = _rows(event, i), _rows(event, j)
    likeness = np.clip(event.vectors[mine] @ event.vectors[theirs].T, 0, 1)
    one = _words(texts[i], event.rarity[mine], _most(likeness))
    other = _words(texts[j], event.rarity[theirs], _most(likeness.T))
    pairs = _pairs(likeness, one, other) if likeness.size else []
    return AlignedWords(tuple(filter(None, one)), tuple(filter(None, other)), tuple(pairs))


def _rows(event: Alignable, k: int) -> slice:
    return slice(int(event.starts[k]), int(event.starts[k + 1]))


def _most(likeness: Floats) -> Floats:
    """The most of each row; 0 where the other sentence has no word."""
    return np.asarray(likeness.max(axis=1, initial=0.0), dtype=np.float32)


def _words(text: str, rarity: Floats, most: Floats) -> list[Word | None]:
    """An entry for each word that was compared, `None` where it says little.

    What a point or comma parts is one number, told by its first part.
    """
    whole = {m.start(): m.end() for m in _NUMBER.finditer(text)}
    found: list[Word | None] = []
    done = 0
    spans = [match.span() for match in WORD.finditer(text)][: len(most)]
    for (start, end), rare, like in zip(spans, rarity.tolist(), most.tolist(), strict=True):
        if start < done or not _tells(text[start:end]):
            found.append(None)
            continue
        done = whole.get(start, end)
        is_found = like >= LIKE
        found.append(Word(text[start:done], start, done, round(rare, 4), round(like, 4), is_found))
    return found


def _tells(word: str) -> bool:
    """Whether a word says something by itself."""
    low = word.casefold().replace("’", "'")
    return low not in _SAYS_LITTLE and (len(low) > 1 or low.isdigit())


def _pairs(
    likeness: Floats, one: Sequence[Word | None], other: Sequence[Word | None]
) -> list[WordPair]:
    """Words that find their like in another telling one."""
    forth, back = likeness.argmax(axis=1).tolist(), likeness.argmax(axis=0).tolist()
    found = {(a, b) for a, b in enumerate(forth)} | {(a, b) for b, a in enumerate(back)}
    pairs = [
        WordPair(w, v, round(float(likeness[a, b]), 4), forth[a] == b and back[b] == a)
        for a, b in found
        if (w := one[a]) and (v := other[b]) and likeness[a, b] >= LIKE
    ]
    return sorted(pairs, key=_place)


def _place(pair: WordPair) -> tuple[bool, float, int, int]:
    carried = pair.likeness * (pair.one.rarity + pair.other.rarity)
    return not pair.is_mutual, -round(carried, 3), pair.one.start, pair.other.start
