"""One pair of an event's sentences, and how what is found in them is written down."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from textwrap import shorten

from coverage.language.words import WORD
from coverage.matching.aligned_words import AlignedWords
from coverage.matching.pairs import FEATURES, Known
from coverage.matching.phrases import QUOTED
from coverage.matching.reason_kinds import Usual
from coverage.matching.terms import Floats
from coverage.records import Sentence

N_TOLD = 6
"""Words or names that are told before the rest is left out."""

CLAUSE = 110
"""Letters of a clause that is quoted at most."""

_QUOTES = " “”„\"'"


@dataclass(frozen=True, slots=True)
class Case:
    """One pair of an event's sentences, with what its reasons are told from.

    `names`: what the two are called in running text, as "the first" and "the second".
    """

    known: Known
    usual: Usual
    i: int
    j: int
    sentences: tuple[Sentence, Sentence]
    speakers: tuple[tuple[str, ...], tuple[str, ...]]  # of each sentence, as they are written
    words: AlignedWords
    features: Floats  # in the order of pairs.FEATURES
    names: tuple[str, str]

    def feature(self, name: str) -> float:
        """Its value."""
        return float(self.features[FEATURES.index(name)])

    @property
    def texts(self) -> tuple[str, str]:
        """The two as they were compared: with opening pronouns spelt out."""
        return self.known.texts[self.i], self.known.texts[self.j]


def longest_run(one: str, other: str) -> str:
    """The longest run of two words or more that both have, as the first one writes it."""
    spans = [match.span() for match in WORD.finditer(one)]
    a, b = ([word.casefold() for word in WORD.findall(text)] for text in (one, other))
    found = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    is_run = found.size > 1
    return one[spans[found.a][0] : spans[found.a + found.size - 1][1]] if is_run else ""


def quoted(text: str) -> list[str]:
    """Words in quotation marks, in lower case."""
    return [w.casefold() for match in QUOTED.finditer(text) for w in WORD.findall(match[1])]


def as_written(text: str, words: set[str]) -> list[str]:
    """The words as they stand in the text, neighbours as one: "Emmanuel Macron"."""
    any_word = "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
    word = rf"(?:{any_word})(?!\w)"
    return re.findall(rf"(?<!\w){word}(?: {word})*", text)


def listed(words: Iterable[str]) -> str:
    """Words as a list, each once, the rest left out: "a, b, c …"."""
    own = list(dict.fromkeys(words))
    return ", ".join(own[:N_TOLD]) + (" …" if len(own) > N_TOLD else "")


def quote(text: str) -> str:
    """A text in quotation marks, cut at a word where it is long."""
    return f"“{shorten(text.strip(_QUOTES), CLAUSE, placeholder=' …')}”"


def percent(share: float) -> str:
    """A share in whole per cent, never 100 where something is left out."""
    return f"{min(round(100 * share), 99)}%"
