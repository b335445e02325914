"""Sentences that deny that anybody was killed or hurt, against those that count whom.

    a: Three people were hurt.    b: Nobody was hurt.    -> Three people / Nobody

Of the many ways to deny something only this can be told by its words. Of the gold's pairs that
share a claim and of which one sentence alone has a negation, few contradict one another: mostly
the negation belongs to something else, or says the same in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coverage.measures.quantities import Quantity
from coverage.measures.units import HARM, PERSONS, harmed, singular

_NONE = re.compile(
    r"\b(?:nobody|no[ -]one|none"
    r"|(?:not a single|not one|no)(?P<words>(?: (?!(?:other|further|more|new)\b)[a-z]+){1,2}))\b"
    r"(?! (?:else|other|of)\b)",
    re.IGNORECASE,
)
_EVENTS = frozenset({"death", "fatality", "injury"})
_EITHER = frozenset({"casualty", "victim"})  # killed or hurt
_ANYBODY = frozenset("people person soul man woman".split())
_CIVILIANS = frozenset("civilian resident inhabitant villager citizen bystander".split())
_FIGHTERS = frozenset(
    "soldier troop serviceman servicemen fighter rebel insurgent militant gunmen gunman combatant"
    " terrorist officer policeman policemen marine conscript".split()
)
_NOUNS = PERSONS | _EVENTS | _EITHER | _ANYBODY | _CIVILIANS
_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[,;:()]| [-–—] |\b(?:but|and|while|that|when|where)\b")


@dataclass(frozen=True, slots=True)
class Denial:
    """Words by which nobody was killed or hurt. `units`: which of the two, and of whom."""

    units: frozenset[str]
    start: int
    end: int

    def denies(self, count: Quantity) -> bool:
        """Whether `count` counts those of whom there are said to be none."""
        if not self.units & count.units & HARM or not count.low:
            return False
        of_whom = self.units - HARM
        if of_whom & _CIVILIANS:
            return not count.units & _FIGHTERS
        return not of_whom - _ANYBODY or bool(of_whom & count.units)


def denials(text: str) -> tuple[Denial, ...]:
    """Denials of harm in `text`; none: (). Own definition."""
    return tuple(_found(text))


def _end(m: re.Match[str]) -> int:
    """Where the words that deny end: with the noun, if one is named."""
    last = max(
        (w.end() for w in _WORD.finditer(m.group()) if singular(w.group()) in _NOUNS), default=0
    )
    return m.start() + last if last else m.end()


def _found(text: str) -> Iterator[Denial]:
    for m in _NONE.finditer(text):
        nouns = {singular(word) for word in (m["words"] or "").split()}
        people = nouns & (PERSONS | _CIVILIANS | _ANYBODY) - _EITHER
        if nouns and not people and not nouns & (_EVENTS | _EITHER):
            continue
        end = _CLAUSE.search(text, m.end())
        units = harmed(text[m.start() : end.start() if end else len(text)], 0, m.end() - m.start())
        units = HARM if nouns & _EITHER else units
        if units:
            yield Denial(units | people, m.start(), _end(m))


def differing(
    denied: Sequence[Denial], counts: Sequence[Quantity]
) -> Iterator[tuple[Denial, Quantity]]:
    """Each denial with the first count that it denies."""
    for denial in denied:
        against = [count for count in counts if denial.denies(count)]
        if against:
            yield denial, against[0]
