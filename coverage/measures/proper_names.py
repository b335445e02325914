"""The proper names in an event's sentences, each with its place.

    read([..., "In the northern town of Veshny, Union Bridge is closed.", ...])
    ->  Veshny, Union Bridge

A name is a run of capitalised words. The first word of a sentence is one only where the event
never writes it in lower case and has it within a sentence too; headlines in capitals throughout
give only such words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coverage.language.people import POSSESSIVE, TITLES
from coverage.language.subjects import BOUNDARY, DETERMINER, PREPOSITION, PRONOUNS, TIME
from coverage.records import Role, Sentence

MIN_LETTERS = 3
"""Fewest letters of a name. Own choice: shorter ones are initials and abbreviations."""

TITLE_CASE = 0.6
"""Share of a headline's words in capitals from which capitals tell nothing, 0 to 1. Own choice."""

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ](?:[\w’'\-]*\w)?"
_LINK = r"(?:of|the|de|la|da|di|du|del|van|von|der|den|al|el)"
_RUN = re.compile(rf"\b{_CAPITAL}(?: (?:{_LINK} ){{0,2}}{_CAPITAL})*")
_LOW = re.compile(r"\b[a-zß-öø-ÿ][\w’'\-]*")
_WORD = re.compile(r"[\w’'\-]*\w")
_NO_NAMES = (
    BOUNDARY | DETERMINER | PREPOSITION | PRONOUNS | TIME | frozenset("i we you not".split())
)


PLACES = frozenset(
    "bridge square street avenue river valley hall building palace airport island islands sea gulf"
    " mountain mountains camp prison hill base port harbour harbor cathedral church monastery"
    " temple mosque plant dam canal strait straits heights peninsula lake bay park gate house tower"
    " theatre theater stadium station barracks fort crossing border mount road pass desert"
    " forest".split()
)
"""Last words of names of places. Our own list."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands; offsets into the sentence."""

    sentence: int  # index among the sentences read
    start: int
    end: int
    words: str

    @property
    def key(self) -> str:
        """What makes two names the same: the words in lower case, with straight apostrophes."""
        return self.words.lower().replace("’", "'")


def read(sentences: Sequence[Sentence]) -> list[Name]:
    """Names of the sentences, in order; titles before a name are no part of it. None: []."""
    reader = _Reader(sentences)
    names = [name for i, s in enumerate(sentences) for name in reader.names(i, s)]
    sure = {n.key for n in names if " " in n.words or not _opens(sentences[n.sentence], n.start)}
    return [name for name in names if name.key in sure]


def _opens(sentence: Sentence, at: int) -> bool:
    """Whether a word at `at` has a capital whatever it is: first, or in a headline."""
    return sentence.role == Role.HEADLINE or not any(c.isalnum() for c in sentence.text[:at])


class _Reader:
    """Tells names from other words with a capital by how the event writes them elsewhere."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.low = {m.group() for s in sentences for m in _LOW.finditer(s.text)}
        self.inner = {
            m.group().split(" ")[0]
            for s in sentences
            for m in _RUN.finditer(s.text)
            if not _opens(s, m.start())
        }

    def names(self, index: int, sentence: Sentence) -> Iterator[Name]:
        """The names of one sentence, in order."""
        words = _WORD.findall(sentence.text)
        capitals = sum(w[0].isupper() for w in words)
        tells = sentence.role != Role.HEADLINE or capitals < TITLE_CASE * len(words)
        for run in _RUN.finditer(sentence.text):
            opens = not any(c.isalnum() for c in sentence.text[: run.start()])
            for part in self._parts(run, tells, opens):
                yield from _name(index, run, part)

    def _parts(self, run: re.Match[str], tells: bool, opens: bool) -> Iterator[list[re.Match[str]]]:
        """The words of a run of capitals, parted where one is no part of a name."""
        part: list[re.Match[str]] = []
        for word in _WORD.finditer(run.group()):
            begins = opens and word.start() == 0
            is_link = word.group()[0].islower()
            if (is_link and part) or (
                not is_link and not self._is_common(word, run.group(), begins, tells)
            ):
                part.append(word)
                if POSSESSIVE.search(word.group()) is None:
                    continue
            yield part
            part = []
        yield part

    def _is_common(self, word: re.Match[str], run: str, begins: bool, tells: bool) -> bool:
        """Whether a word with a capital is an ordinary one, or a title."""
        bare = POSSESSIVE.sub("", word.group()).lower()
        is_place = POSSESSIVE.sub("", run).rpartition(" ")[2].lower() in PLACES
        if bare in TITLES or bare in _NO_NAMES:
            return begins or not is_place  # "Marshal Square" and "May Bridge" are names
        governs = run[word.end() :].lstrip()[:1].islower()  # "Shelling of Lviska"
        is_new = begins and governs and word.group() not in self.inner
        return is_new or ((begins or not tells) and bare in self.low)


def _name(index: int, run: re.Match[str], part: list[re.Match[str]]) -> Iterator[Name]:
    """The name of some words of a run, if any is left without what links it to nothing."""
    while part and part[-1].group()[0].islower():
        part.pop()
    if not part:
        return
    start, end = part[0].start(), part[-1].end()
    words = POSSESSIVE.sub("", run.group()[start:end])
    if len(words) >= MIN_LETTERS:
        yield Name(index, run.start() + start, run.start() + start + len(words), words)


def head(name: Name) -> str:
    """Last word of a name in lower case.

    >>> head(Name(0, 0, 12, "Union Bridge"))
    'bridge'
    """
    return name.key.split()[-1]
