"""Who a speaker's words stand for, as far as the article itself says so.

    resolve("the mayor", people, memory)  ->  "Ann Vane", where the article calls her mayor

"He" and "she" stand for the person last in question, "they" for the group that last spoke, "the
press service" for a speaker whose words end so. Where the article does not make it clear, the
words stay as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from coverage.language.kinds import PEOPLE_NOUNS
from coverage.language.people import (
    PERSON_NOUNS,
    POSSESSIVE,
    TITLES,
    People,
    lower,
    surname,
)
from coverage.language.roles import bearer, owed
from coverage.language.subjects import PREPOSITION

_PRONOUNS = {"he": "he", "him": "he", "she": "she", "her": "she", "they": "they", "them": "they"}


_OFFICES = frozenset("secretary minister director chief head chairman chairwoman leader".split())
"""Heads of a field that stands between their office and their name."""
_TELLING = PREPOSITION | {"familiar", "close", "briefed", "who"}
"""What tells more of a speaker who has no name: "a source | close to the talks"."""
_WOMEN = frozenset("spokeswoman woman mother wife sister daughter widow girl actress nun".split())
_MEN = frozenset("spokesman man father husband brother son widower boy actor".split())
_STAFF = frozenset(
    "official source spokesman spokeswoman spokesperson aide lawyer attorney reporter".split()
)
"""Nouns for people that mostly have no name."""
_POINTERS = frozenset("the this that her his another".split())
_LEADING = re.compile(r"^(?:But|And|Yet|Now|So) (?=\w)")
_TRAILING = re.compile(r" (?:including|such as|on (?=[A-Z])|over|during|after|amid) ?")
"""What follows a speaker and is no part of the name: "lawmakers on Capitol Hill"."""


_SUIT = re.compile(r"(?i:the|an?) (?:\w+ )?(?:lawsuit|suit|complaint|petition|indictment)\b")
"""Court papers, whoever brought them: "the lawsuit | from Ohio and Iowa"."""


def called(speaker: str) -> str:
    """An anonymous speaker without what leads to the name and what follows it.

    >>> called("But lawmakers on Capitol Hill")
    'lawmakers'
    """
    bare = _TRAILING.split(_LEADING.sub("", speaker))[0]
    suit = _SUIT.match(bare)
    return suit.group() if suit else bare


@dataclass
class Memory:
    """Who was last in question: people and plural speakers, the latest first."""

    people: list[str] = field(default_factory=list)
    speakers: list[str] = field(default_factory=list)
    plural: str | None = None
    passing: str | None = None  # one person without a name who spoke last: "a resident"

    def saw(self, name: str) -> None:
        """Note that a person is now in question."""
        if name in self.people:
            self.people.remove(name)
        self.people.insert(0, name)
        self.passing = None


def is_passing(speaker: str) -> bool:
    """Whether a speaker is one person without a name: "a resident of the port"."""
    words = speaker.split()
    stop = next((i for i, w in enumerate(words) if i and w in _TELLING), len(words))
    noun = lower(words[stop - 1])
    is_one = words[0].lower() in ("a", "an", "one", "another") or words[-1][0].islower()
    is_human = noun in PEOPLE_NOUNS | _WOMEN | _MEN
    return is_one and is_human


def _may_be(speaker: str, is_woman: bool) -> bool:
    """Whether "she", or "he", may stand for a person without a name."""
    nouns = set(speaker.lower().split())
    return not nouns & (_MEN if is_woman else _WOMEN)


def _pronoun(low: str, people: People, memory: Memory) -> str | None:
    if low == "they":
        return memory.plural
    woman = low == "she"
    if memory.passing and _may_be(memory.passing, woman):
        return memory.passing
    recent = (n for n in memory.people if people.is_woman.get(surname(n), woman) == woman)
    only = [n for n in people.titles if people.is_woman.get(surname(n)) == woman]
    return next(recent, only[0] if len(only) == 1 else None)


def _ends_in_name(words: list[str]) -> int:
    """Index at which the capitalised run at the end of `words` begins; len(words) for none."""
    first = len(words)
    while first and words[first - 1][0].isupper():
        first -= 1
    return first


def _is_called(speaker: str, noun: str) -> bool:
    """Whether `noun` is what a speaker is: "source" for "a source close to the talks"."""
    words = speaker.lower().split()
    stop = next((i for i, w in enumerate(words) if i and w in _TELLING), len(words))
    heads = (" ".join(words[:stop]), " ".join(words))
    nouns = (f" {noun}", " lawsuit") if noun == "suit" else f" {noun}"
    return any(f" {head}".endswith(nouns) for head in heads) and speaker.lower() != noun


def _titled(words: list[str], people: People, memory: Memory) -> str:
    """Whom "the ..." means: a speaker met last, the holder of a title, a speaker met before."""
    rest = " ".join(words[1:])
    met = [s for s in memory.speakers if _is_called(s, rest.lower())]
    if met and memory.speakers[0] == met[0]:
        return met[0]
    held = bearer(words, people, memory.people)
    if held:
        return held
    is_person = lower(words[-1]) in PERSON_NOUNS
    if words[1:] and words[1][0].isupper() and not is_person:
        return rest
    is_free = is_person and lower(words[-1]) not in _STAFF and not owed(words)
    if not met and is_free and memory.people:
        return memory.people[0]
    return met[0] if met else " ".join(words)


def resolve(spoken: str, people: People, memory: Memory) -> str:
    """The speaker that the words `spoken` stand for; the words themselves when in doubt.

    "Vane" -> "Ann Vane"; "Kremlin spokesman Ivan Petrov" -> "Ivan Petrov"; "she", "the mayor" ->
    the person in question; "a spokesman for the bank" stays.
    """
    words = POSSESSIVE.sub("", spoken).split()
    low = [lower(w) for w in words]
    if len(low) == 1 and low[0] in _PRONOUNS:
        return _pronoun(_PRONOUNS[low[0]], people, memory) or spoken
    named = _ends_in_name(words)
    if low[0] in _POINTERS and 1 < named < len(words) and low[named - 1] in PERSON_NOUNS | TITLES:
        return people.full(" ".join(words[named:]), memory.people)
    place = low.index("of") if "of" in low[1:] else 0
    if place and people.is_known(of_place := people.full(" ".join(words[:place]), memory.people)):
        return of_place  # "Senator Vane of Iowa"
    if low[0] in ("the", "this", "that"):
        return _titled(words, people, memory)
    held = bearer(spoken.split(), people, memory.people)
    if held or low[0] in _POINTERS or named == len(words):
        return held or spoken
    return _named(words, named, people, memory) or spoken


def _named(words: list[str], named: int, people: People, memory: Memory) -> str | None:
    """The person whose name begins at `named`; None for "a spokesman for Vane", who is not Vane."""
    low = [lower(w) for w in words]
    found = people.full(" ".join(words[named:]), memory.people)
    before = [w for w in low[max(0, named - 2) : named] if w != "the"]
    if not before or before[-1] not in PREPOSITION:
        return found
    is_office = bool(_OFFICES & set(low[:named])) and people.is_known(found)
    return found if is_office and len(words) - named > len(found.split()) else None
