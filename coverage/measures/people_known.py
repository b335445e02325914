"""The people of an event: who is named in full, and which offices the articles give to each.

    "Foreign Minister Ann Vane left. Bo Holt, the mayor of Iowa, stayed."
    ->  vane: Ann Vane (minister) · holt: Bo Holt (mayor)

Built on the casts of the articles (`language.cast`), of which only what is surely a person is kept.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from coverage.language.cast import Cast, first_names
from coverage.language.people import (
    PERSON_NOUNS,
    POSSESSIVE,
    TITLES,
    lower,
    runs,
    strip_titles,
    surname,
)
from coverage.language.roles import parts
from coverage.records import Role, Sentence

RANKS = TITLES | frozenset("father major commander corporal private brother sen. reps sens".split())
"""Words before a name that are no part of it."""

BEFORE = 3
"""Words in lower case before a full name among which its office stands: "the party's secretary Ann
Vane". Own choice."""

_SPELT = {
    "rep": "congressman", "reps": "congressman", "representative": "congressman",
    "congresswoman": "congressman", "lawmaker": "congressman", "sen": "senator",
    "sens": "senator", "senators": "senator", "gov": "governor", "gen": "general",
    "prof": "professor", "chairwoman": "chairman", "chair": "chairman", "attorney": "lawyer",
    "nominee": "candidate", "spokeswoman": "spokesman", "spokesperson": "spokesman",
}  # fmt: skip
_OFFICES = (PERSON_NOUNS | TITLES) - frozenset("mr mrs ms miss sir first former".split())
_PARTIES = frozenset("republican democrat catholic internet amendment fish".split())
_NO_FIRST = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]{3,}|Puerto|Radio|Port|Hotel|Hurricane|Roman")
_LOW = re.compile(r"\b[a-zß-öø-ÿ][\w’'\-]*")
_APPOSED = re.compile(r", (?:who is |who was )?((?:the |a |an |his |her )?[^,.;:()—–]{3,80})[,.;]")
_DETERMINED = re.compile(r"\b(?:[Tt]he|[Aa]n?) $")


def office(word: str) -> str:
    """A title in one form for its abbreviations and for men and women.

    >>> office("Rep.")
    'congressman'
    """
    return _SPELT.get(lower(word), lower(word))


def untitled(name: str) -> str:
    """A full name without a rank that the cast takes for a first name; two words at least stay."""
    words = name.split()
    while len(words) > 2 and lower(words[0]) in RANKS:  # noqa: PLR2004
        del words[0]
    return " ".join(words)


@dataclass(slots=True)
class Known:
    """The people of an event, and its articles as places among its sentences."""

    articles: list[list[int]] = field(default_factory=list)
    casts: list[Cast] = field(default_factory=list)
    people: dict[str, list[str]] = field(default_factory=dict)  # surname -> full names
    elders: set[str] = field(default_factory=set)  # who have a "Jr." beside them in an article
    offices: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> Known:
        """The people whom the sentences of one event name in full."""
        order = sorted(range(len(sentences)), key=lambda k: (sentences[k].article_id, k))
        groups = groupby(order, key=lambda k: sentences[k].article_id)
        articles = [list(group) for _, group in groups]
        casts = [_cast(sentences[k] for k in places) for places in articles]
        known = cls(articles, casts, _people(casts, sentences), _elders(casts))
        for places, cast in zip(articles, casts, strict=True):
            for k in places:
                known._note_offices(sentences[k].text, cast)
        return known

    def person(self, full: str) -> str | None:
        """The event's name for whom an article calls so; None where several may be meant."""
        of = self.people.get(surname(full), ())
        if len(full.split()) == 1:
            return of[0] if len(of) == 1 else None
        first, *_ = untitled(full).split()
        return next((name for name in of if name.startswith(f"{first} ")), None)

    def _note_offices(self, text: str, cast: Cast) -> None:
        for at, run in runs(text):
            name = strip_titles(run)
            person = self.person(cast.full(name))
            if person is None or person.partition(" ")[0] not in name.split():
                continue
            before = text[:at].split()[-BEFORE:] if not text[:at].rstrip().endswith(",") else []
            apposed = _APPOSED.match(text, at + len(run))
            words = [*before, *run.split(), *(_head(apposed.group(1)) if apposed else ())]
            self.offices[person] |= {office(w) for w in words if lower(w) in _OFFICES}


def _head(phrase: str) -> Iterator[str]:
    """The office in what stands after a name: "the mayor of Iowa" -> mayor."""
    chunk, _ = parts(phrase.split())
    yield from chunk[-1:]


def _cast(sentences: Iterable[Sentence]) -> Cast:
    """The people of one article; headlines, whose capitals mislead, are not read."""
    return Cast.of("\n".join(s.text for s in sentences if s.role != Role.HEADLINE))


def _people(casts: Sequence[Cast], sentences: Sequence[Sentence]) -> dict[str, list[str]]:
    """Surname -> the full names of the event's people with it."""
    low = {m.group() for s in sentences for m in _LOW.finditer(s.text)}
    things = _things(sentences)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for cast in casts:
        for name in cast.titles:
            if name not in things and _is_person(name, cast, low):
                found[surname(name)].add(untitled(name))
    return {last: _one_each(names) for last, names in sorted(found.items())}


def _elders(casts: Sequence[Cast]) -> set[str]:
    """(first name and surname) of people with whose name an article also calls a "Jr."."""
    return {
        f"{name.partition(' ')[0]} {surname(name)}"
        for cast in casts
        for name in cast.titles
        if is_junior(name) and any(_is_elder(other, name) for other in cast.titles)
    }


def _is_elder(other: str, junior: str) -> bool:
    """Whether a name is another's without its "Jr."."""
    same = other.partition(" ")[0] == junior.partition(" ")[0]
    return same and surname(other) == surname(junior) and not is_junior(other)


def is_junior(name: str) -> bool:
    """Whether a name ends in "Jr." or "Sr."."""
    return lower(name.rpartition(" ")[2]) in ("jr", "sr")


def _things(sentences: Sequence[Sentence]) -> set[str]:
    """Runs of capitals of which most uses have an article before them: "the Fifth Amendment"."""
    balance: Counter[str] = Counter()
    for sentence in sentences:
        for at, run in runs(sentence.text):
            balance[run] += 1 if _DETERMINED.search(sentence.text[:at]) else -1
    return {run for run, more in balance.items() if more > 0}


def _is_person(name: str, cast: Cast, low: set[str]) -> bool:
    """Whether a full name of a cast is surely a person's."""
    words = name.split()
    odd = _NO_FIRST.match(name) or surname(name) in _PARTIES | PERSON_NOUNS
    if odd or len(words) == 1 or is_junior(name):
        return False
    if any(w.lower() in low or POSSESSIVE.search(w) for w in words[:-1]):
        return False
    is_human = words[0] in first_names() or surname(name) in cast.polite
    return is_human or (cast.is_prominent(name) and bool(cast.titles[name] & _OFFICES))


def _one_each(names: Iterable[str]) -> list[str]:
    """Full names, of those with one first name the shortest, none that only adds to another."""
    first: dict[str, str] = {}
    for name in sorted(names, key=lambda n: (len(n), n)):
        first.setdefault(name.partition(" ")[0], name)
    kept = set(first.values())
    for name in first.values():
        for other in first.values():
            if name != other and name.endswith(f" {other}"):
                is_whole = name.partition(" ")[0] in first_names()
                kept.discard(other if is_whole else name)
    return sorted(kept)
