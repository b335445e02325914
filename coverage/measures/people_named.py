"""How each article names its people: every mention with its titles, and roles that mean one person.

    "Foreign Minister Ann Vane left. The minister was ill. Ms Vane will return."
    ->  Ann Vane: Foreign Minister Ann Vane · The minister · Ms Vane

Who is meant is taken from the article's own cast (`language.cast`), and across articles from the
full name (`people_known`). A surname counts where the article names its bearer in full or by an
office, an office where some article gives it to the person. Doubt is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coverage.language.cast import Cast, first_names
from coverage.language.people import POSSESSIVE, lower, runs, strip_titles, surname
from coverage.language.roles import ROLES, bearer
from coverage.language.subjects import BOUNDARY, DETERMINER, PREPOSITION, TIME
from coverage.measures.people_known import RANKS, Known, is_junior, office
from coverage.records import Role, Sentence

_NO_ROLES = frozenset("prime republican democrat conservative liberal star king pope".split())
_ROLE = re.compile(
    rf"\b[Tt]he (?:(?!the\b)[\w’'-]+ ){{0,2}}?(?:{'|'.join(sorted(ROLES - _NO_ROLES))})\b"
    r"(?! of\b| for\b| [A-Z]|-)"
)
_WHOSE = re.compile(r".*['’]s (?=[A-Z])")
_LESSER = frozenset("assistant deputy vice former now-former acting next other same".split())
_NO_TITLES = BOUNDARY | DETERMINER | PREPOSITION | TIME | frozenset("first former".split())
_HELD_BY_ONE = frozenset(
    "president senator congressman governor minister secretary judge justice general king queen"
    " prince princess pope bishop mayor premier chancellor".split()
)
"""Offices that tell one bearer of a surname from another. Our own list."""
_POLITE = {"mr": False, "mrs": True, "ms": True, "miss": True, "sir": False}


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A person where the sentences name one; offsets into the sentence."""

    person: str  # full name
    sentence: int  # index among the sentences
    start: int
    end: int


def find(sentences: Sequence[Sentence]) -> list[Mentioned]:
    """Mentions of people in an event's sentences, in order; none: []. Own definition."""
    known = Known.of(sentences)
    found = [
        mention
        for places, cast in zip(known.articles, known.casts, strict=True)
        for mention in _of_article(places, sentences, cast, known)
    ]
    return sorted(found, key=lambda m: (m.sentence, m.start))


def _of_article(
    places: Sequence[int], sentences: Sequence[Sentence], cast: Cast, known: Known
) -> Iterator[Mentioned]:
    """The mentions of one article, less bare surnames of whom it does not introduce."""
    named = [called for k in places for called in _names(k, sentences[k], cast, known)]
    refused = {surname(c.mention.person) for c in named if c.manner == "refused"}
    sure = {c.mention.person for c in named if c.manner in ("full", "titled")}
    for called in named:
        is_other = surname(called.mention.person) in refused
        if called.manner in ("full", "titled") or (
            called.manner == "bare" and called.mention.person in sure and not is_other
        ):
            yield called.mention
    for k in places:
        yield from _roles(k, sentences[k].text, cast, known)


@dataclass(frozen=True, slots=True)
class _Called:
    """A mention, and how: by full name, by surname with a title, bare, or perhaps another's."""

    mention: Mentioned
    manner: str  # full, titled, bare, refused


def _names(k: int, sentence: Sentence, cast: Cast, known: Known) -> Iterator[_Called]:
    """The people whom a sentence names."""
    for at, run in runs(sentence.text):
        name = _WHOSE.sub("", strip_titles(run))  # "Iowa's Ann Vane"
        person = known.person(cast.full(name))
        bare = POSSESSIVE.sub("", run)
        if person is None or not bare.endswith(POSSESSIVE.sub("", name)):
            continue
        first, is_full = _begins(bare, name, person)
        start = _titles_from(bare, first, is_wide=sentence.role != Role.HEADLINE)
        manner = "full" if is_full else _manner(bare[start:first].split(), person, known)
        if is_junior(bare) and f"{person.partition(' ')[0]} {surname(person)}" in known.elders:
            manner = "refused"
        yield _Called(Mentioned(person, k, at + start, at + len(bare)), manner)


def _begins(run: str, name: str, person: str) -> tuple[int, bool]:
    """Offset in a run of capitals at which a person's own name begins, and whether it is full."""
    at = run.rfind(POSSESSIVE.sub("", name))
    first = re.search(rf"\b{re.escape(person.partition(' ')[0])}\b", run[at:])
    if first:
        return at + first.start(), True
    return (at if is_junior(run) else run.rfind(" ") + 1), False


def _manner(titles: Sequence[str], person: str, known: Known) -> str:
    """How a surname is used with these titles: they must be what its bearer is called."""
    low = [lower(w) for w in titles]
    polite = [_POLITE[w] for w in low if w in _POLITE]
    is_woman = first_names().get(person.partition(" ")[0])
    if is_woman is not None and any(woman != is_woman for woman in polite):
        return "refused"
    if polite:
        return "titled"
    offices = {office(w) for w in low}
    if offices & known.offices[person]:
        return "titled"
    return "refused" if offices & _HELD_BY_ONE else "bare"


def _roles(k: int, text: str, cast: Cast, known: Known) -> Iterator[Mentioned]:
    """The people whom a sentence means by their office: "the minister"."""
    for match in _ROLE.finditer(text):
        words = match.group().split()
        held = None if _LESSER & {lower(w) for w in words} else bearer(words, cast, [])
        person = known.person(held) if held else None
        if person and office(words[-1]) in known.offices[person]:
            is_past = bool({"former", "late"} & cast.titles.get(held or "", set()))
            if not is_past:
                yield Mentioned(person, k, match.start(), match.end())


def _titles_from(run: str, at: int, is_wide: bool) -> int:
    """Offset in a run of capitals at which what belongs to a name at `at` begins.

    Words before the name belong to it where the last of them is a title: "Trade Minister Vane".
    `is_wide` is false in headlines, where any word has a capital: there only titles belong.
    """
    words = list(re.finditer(r"\S+", run[:at]))
    if not words or lower(words[-1].group()) not in RANKS:
        return at
    first = len(words)
    while first and not _ends_titles(words[first - 1].group(), is_wide):
        first -= 1
    return words[first].start() if first < len(words) else at


def _ends_titles(word: str, is_wide: bool) -> bool:
    """Whether a word before a title is none of its words: "Monday", "Iowa's"."""
    is_other = lower(word) in _NO_TITLES or POSSESSIVE.search(word) is not None
    return is_other or (not is_wide and lower(word) not in RANKS)
