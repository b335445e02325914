"""Who a speaker's words stand for, as far as the article itself says so.

    resolve("the mayor", people, memory)  ->  "Ann Vane", where the article calls her mayor

"He" and "she" stand for the person last in question, "they" for the group that last spoke, "the
press service" for a speaker whose words end so. Where the article does not make it clear, the
words stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from coverage.language.people import (
    PERSON_NOUNS,
    POSSESSIVE,
    TITLES,
    People,
    lower,
    surname,
)
from coverage.language.subjects import PREPOSITION

_PRONOUNS = {"he": "he", "him": "he", "she": "she", "her": "she", "they": "they", "them": "they"}


@dataclass
class Memory:
    """Who was last in question: people and plural speakers, the latest first."""

    people: list[str] = field(default_factory=list)
    speakers: list[str] = field(default_factory=list)
    plural: str | None = None

    def saw(self, name: str) -> None:
        """Note that a person is now in question."""
        if name in self.people:
            self.people.remove(name)
        self.people.insert(0, name)


def _pronoun(low: str, people: People, memory: Memory) -> str | None:
    if low == "they":
        return memory.plural
    woman = low == "she"
    recent = (n for n in memory.people if people.is_woman.get(surname(n), woman) == woman)
    only = [n for n in people.titles if people.is_woman.get(surname(n)) == woman]
    return next(recent, only[0] if len(only) == 1 else None)


def _ends_in_name(words: list[str]) -> int:
    """Index at which the capitalised run at the end of `words` begins; len(words) for none."""
    first = len(words)
    while first and words[first - 1][0].isupper():
        first -= 1
    return first


def _titled(words: list[str], people: People, memory: Memory) -> str:
    """Whom "the ..." means: the holder of a title, a speaker met before, the person last named."""
    held = people.holder(set(words[1:]), memory.people)
    if held:
        return held
    rest = " ".join(words[1:])
    is_person = lower(words[-1]) in PERSON_NOUNS
    if words[1:] and words[1][0].isupper() and not is_person:
        return rest
    met = [s for s in memory.speakers if s.lower().endswith(" " + rest.lower())]
    if met:
        return met[0]
    return " ".join(words)


def resolve(spoken: str, people: People, memory: Memory) -> str:
    """The speaker that the words `spoken` stand for; the words themselves when in doubt.

    "Vane" -> "Ann Vane"; "Kremlin spokesman Ivan Petrov" -> "Ivan Petrov"; "she", "the mayor" ->
    the person in question; "a spokesman for the bank" stays.
    """
    words = POSSESSIVE.sub("", spoken).split()
    low = [lower(w) for w in words]
    if len(low) == 1 and low[0] in _PRONOUNS:
        return _pronoun(_PRONOUNS[low[0]], people, memory) or spoken
    if low[0] in ("the", "this", "that", "her", "his", "another"):
        named = _ends_in_name(words)
        if 1 < named < len(words) and low[named - 1] in PERSON_NOUNS | TITLES:
            return people.full(" ".join(words[named:]), memory.people)
        if low[0] in ("the", "this", "that"):
            return _titled(words, people, memory)
        return spoken
    named = _ends_in_name(words)
    if 0 < named < len(words) and low[named - 1] in PREPOSITION:
        return spoken  # "a spokesman for Vane" is not Vane
    return people.full(" ".join(words[named:]), memory.people) if named < len(words) else spoken
