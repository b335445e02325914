"""Whom a role means: "the mayor", "the Danish minister", "Vane's lawyer", "his father".

    bearer(["the", "presumptive", "nominee"], people, memory)  ->  the person called nominee

A role is borne by whoever the article gives the title to; among several, by the one last in
question. A nationality or an office before the role must be the bearer's too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coverage.language.people import PERSON_NOUNS, POSSESSIVE, TITLES, People, lower, surname
from coverage.language.subjects import PREPOSITION

RELATIVES = frozenset(
    "father mother son daughter wife husband brother sister widow doctor physician aide".split()
)
_OWNERS = frozenset("his her their its our my whose".split())
_PARTY = {"gop": "republican", "republicans": "republican", "democratic": "democrat"}
_ALIKE = (
    frozenset("lawyer attorney".split()),
    frozenset("congressman congresswoman representative lawmaker rep".split()),
    frozenset("senator lawmaker sen".split()),
    frozenset("governor gov".split()),
    frozenset("general gen".split()),
    frozenset("professor prof".split()),
    frozenset("spokesman spokeswoman spokesperson".split()),
    frozenset("chairman chairwoman chair".split()),
    frozenset("nominee candidate".split()),
    frozenset("doctor physician internist dr".split()),
    frozenset("expert analyst researcher scholar economist historian scientist fellow".split()),
    frozenset("reporter journalist correspondent host anchor presenter".split()),
)
"""Titles that news use for one another. Our own list, from reading."""
_FAR_MORE = 3
"""How many times as often as any other the one meant is named, whoever was in question last."""
_HEADS = frozenset("president chancellor premier prime king queen emir sultan leader".split())
"""Titles of who leads a country: "the Danish leader"."""
_LESSER = ("vice", "former", "deputy", "assistant", "acting")
ROLES = PERSON_NOUNS | RELATIVES | frozenset().union(*_ALIKE) | frozenset(("nominee",))


def _names_for(role: str) -> frozenset[str]:
    """The role and the titles that stand for it."""
    return frozenset((role,)).union(*(group for group in _ALIKE if role in group))


def parts(words: Sequence[str]) -> tuple[list[str], str]:
    """(the words before a preposition and after an owner, the owner or "").

    >>> parts("Ann Vane’s lawyer in Iowa".split())
    (['lawyer'], 'Ann Vane')
    """
    stop = next((i for i, w in enumerate(words) if i and lower(w) in PREPOSITION), len(words))
    owned = [
        i for i in range(stop) if words[i].endswith(("'s", "’s", "s'", "s’")) or words[i] in _OWNERS
    ]
    first = owned[-1] + 1 if owned else 0
    return list(words[first:stop]), POSSESSIVE.sub("", " ".join(words[:first]))


def _qualifiers(chunk: Iterable[str]) -> set[str]:
    """Offices and proper adjectives among the words before a role, in lower case."""
    found = set()
    for word in chunk:
        low = _PARTY.get(lower(word), lower(word))
        if (
            word[0].isupper() and low not in ("the", "republican", "democrat") and low not in TITLES
        ) or low in PERSON_NOUNS - {"republican", "democrat", "leader"}:
            found.add(low)
    return found


def owed(words: Sequence[str]) -> bool:
    """Whether a role is bound to a name, so that not anybody last in question bears it."""
    chunk, owner = parts(words)
    named = {lower(w) for w in chunk[1:-1] if w[0].isupper()}
    return bool(owner) or bool(named - {"republican", "democratic", "gop"})


def bearer(words: Sequence[str], people: People, recent: Sequence[str]) -> str | None:
    """The full name of whom `words` mean by their role, or None; `recent`: the latest first."""
    chunk, owner = parts(words)
    role = lower(chunk[-1]).removeprefix("ex-") if chunk else ""
    if role not in ROLES:
        return None
    if not owner and lower(words[0]) not in ("the", "this", "that"):
        return None
    asked = _qualifiers(chunk[:-1]) - {"leader"}
    sought = _names_for(role) | (_HEADS if role == "leader" and asked else frozenset())
    known = [
        name
        for name, titles in people.titles.items()
        if sought & (low := _lower(titles))
        and all(_is_held(word, low) for word in asked)
        and surname(name) != surname(owner)
    ]
    known = _owned(known, owner, people)
    if role == "leader" and not asked:
        known = [n for n in known if n in recent[:3]]
    return _chosen(_plainest(known, chunk, people), people, recent)


def _chosen(known: Sequence[str], people: People, recent: Sequence[str]) -> str | None:
    """Of those who bear a role, whom the article names far more than others, or the latest."""
    if len(known) == 1:
        return known[0]
    foremost = _foremost(known, people)
    if foremost and people.mentions[surname(foremost)] >= _FAR_MORE * max(
        people.mentions[surname(n)] for n in known if n != foremost
    ):
        return foremost
    return next((n for n in recent if n in known), None) or foremost


def _foremost(known: Sequence[str], people: People) -> str | None:
    """Of several, whom the article names most often; None where two are named as often."""
    ranked = sorted(known, key=lambda n: -people.mentions[surname(n)])[:2]
    counts = [people.mentions[surname(n)] for n in ranked]
    return ranked[0] if len(ranked) == 2 and counts[0] > counts[1] else None  # noqa: PLR2004


def _plainest(known: list[str], chunk: Sequence[str], people: People) -> list[str]:
    """Of those who bear a role, the ones who do so as `chunk` says: no deputy, none of before."""
    for word in _LESSER:
        has = [n for n in known if word in _lower(people.titles[n])]
        lacks = [n for n in known if n not in has]
        if word == "former" and word not in chunk and _foremost(known, people) in has:
            continue  # a former lawmaker, now the governor of whom the article tells
        known = (has or known) if word in chunk else (lacks or known)
    return known


def _lower(titles: Iterable[str]) -> frozenset[str]:
    """Titles in lower case, a party's letter spelt out: "D-Ohio" is a Democrat."""
    low = {t.lower() for t in titles}
    party = {"d": "democrat", "r": "republican"}
    letters = {w.partition("-")[0] for w in low}
    states = {w.partition("-")[2] for w in low if w[1:2] == "-"}
    return frozenset(low | states | {party[w] for w in letters & party.keys()})


def _is_held(word: str, low: frozenset[str]) -> bool:
    """Whether a qualifier is among a person's titles, a state by its abbreviation too."""
    begins = any(len(t) > 3 and word.startswith(t) for t in low)  # noqa: PLR2004
    return begins or bool(_names_for(word) & low)


def _owned(known: list[str], owner: str, people: People) -> list[str]:
    """Of those who bear a role, the ones who bear it for `owner`, where that is a name."""
    if not owner or owner.lower() in _OWNERS:
        return known
    return [n for n in known if surname(owner) in _lower(people.titles[n])]
