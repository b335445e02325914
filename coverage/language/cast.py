"""The people of an article as its voices need them: who speaks, by whichever of their names.

    Cast.of('William "Mo" Cobb met Governor Vane. Ann Vane left. "No," the governor said.')

Beyond `People`: a name is read without its nickname and without what stands in brackets; a person
called only by title and surname ("President Vane") is one too; titles count wherever they stand
by any part of the name; first names tell he from she where the article does not. What `People`
says of an article is left as it is, for others build on it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Self

from coverage.language.name_words import COMPANY, DAYS, PLACE, SURNAMES
from coverage.language.people import (
    FOLLOW,
    LEAD,
    ORGANISATION,
    PERSON_NOUNS,
    POSSESSIVE,
    TITLES,
    People,
    lower,
    runs,
    strip_titles,
    surname,
)

_FIRST_NAMES = Path(__file__).with_name("first_names.txt")
_NICKNAME = re.compile(r"(?<=[a-z.]) [\"“‘'(][A-Z][\w.]+[\"”’')](?= [A-Z])")
_PARTY = re.compile(r" \(([DRI]-[A-Z][\w.]*)\)")
_SHOUTED = re.compile(r"\b(?:CEO|CFO|COO|VP|MP|MEP|GOP|PM|FM) (?=[A-Z][a-z]+ [A-Z][a-z])")
_OFFICE = re.compile(
    r"(?P<office>[Ss]ecretary|[Mm]inister|[Dd]irector|[Cc]hief|[Hh]ead|[Cc]hairm[ae]n|[Ll]eader) "
    r"(?:of|for) (?:the )?(?P<rest>(?:[A-Z][\w’'.\-]+ ){1,4}[A-Z][\w’'\-]+)"
)
_POINT = re.compile(r"\b(Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|Lt|Col|Rev)\.")
_OWNER = re.compile(
    r"((?<![\w.])[A-Z][\w.]{1,39}['’]s)(?= [A-Z][a-z]+ [A-Z])"
)  # "Iowa's · Ann Vane"
_BRACKETS = re.compile(r" \([^()]{1,40}\)")
_TITLE_WORDS = TITLES | PERSON_NOUNS
_OFFICES = PERSON_NOUNS | frozenset("congressman senator governor president".split())
_VERB = re.compile(
    r"(?<= )(?:who|which|is|was|were|are|has|had|will|would|said|says|told|while|but)\b"
    r"|(?<=, )[a-z]+ed\b"
)
"""Where an apposition ends: "Vane, who left", "Vane, interviewed the mayor"."""
_NAMED = r"[A-Z][\w’'\-]{1,39}(?: [A-Z][\w’'\-]{1,39}){0,3}"
_SAYS = re.compile(
    rf"(?P<name>{_NAMED}),? (?:says|said|told|tells|wrote|who|\d\d,)"
    rf"|\b(?:said|says) (?P<other>{_NAMED})"
)
"""By full name somebody says something, or is "Ann Vane, 54," or "Ann Vane, who"."""
_POLITE = frozenset("mr mrs ms miss".split())
_MOST = 5
"""Most words of a full name, as `People` takes it."""


@cache
def first_names() -> dict[str, bool]:
    """First name -> whether it is a woman's; see `first_names.txt` for their source."""
    found: dict[str, bool] = {}
    is_woman = False
    for line in _FIRST_NAMES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            is_woman = line == "[women]"
        elif not line.startswith("#"):
            found |= dict.fromkeys(line.split(), is_woman)
    return found


def plain(text: str) -> str:
    """`text` without nicknames and brackets, and without the field of an office before a name.

    >>> plain('William "Mo" Cobb (Iowa) met Secretary of State Ann Vane')
    'William Cobb met Secretary Ann Vane'
    """
    text = _POINT.sub(r"\1", text)
    text = _PARTY.sub(r", \1,", _NICKNAME.sub("", text))
    text = _SHOUTED.sub("", _BRACKETS.sub("", text))
    return _OWNER.sub(r"\1 ·", _OFFICE.sub(_without_field, text))


def _without_field(match: re.Match[str]) -> str:
    """The office and the name that follows it, which begins with a known first name."""
    words = match["rest"].split()
    first = next((i for i, w in enumerate(words) if w in first_names()), None)
    return match.group() if first is None else f"{match['office']} {' '.join(words[first:])}"


def _low(name: str) -> list[str]:
    return [lower(w) for w in name.split()]


def _is_junior(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and lower(words[-1]) in ("jr", "sr")


class Cast(People):
    """The people of an article, for its voices."""

    polite: set[str]  # surnames of those whom a Mr, a Ms, a he or a she shows to be people

    @classmethod
    def of(cls, text: str) -> Self:
        """Everyone named in `text`, headline excluded by the caller, and their titles."""
        text = plain(text)
        cast = super().of(text)
        cast.polite = {surname(name) for name in cast.is_woman} & cast.by_surname.keys()
        cast._add_forenamed(text)
        cast._add_titled(text)
        cast._drop_juniors(text)
        cast._drop_places()
        cast._drop_things(text)
        cast._hear_speakers(text)
        cast._hear_first_names()
        return cast

    def _note_person(self, name: str, titled: set[str], lead: str, following: str) -> None:
        """As for `People`; of what follows a name only what stands before a verb is a title."""
        verb = _VERB.search(following)
        super()._note_person(name, titled, lead, following[: verb.start()] if verb else following)

    def _add_forenamed(self, text: str) -> None:
        """People whose first name stands within a run of capitals: "NRA Director Ann Vane"."""
        for at, run in runs(text):
            words = run.split()
            first = next((i for i, w in enumerate(words[:-1]) if w in first_names()), None)
            if first is None:
                continue
            name = POSSESSIVE.sub("", " ".join(words[first:]))
            after = [lower(w) for w in name.split()[1:]]
            if name in self.titles or len(after) > 3 or set(after) & ORGANISATION:  # noqa: PLR2004
                continue
            end = at + len(run)
            lead = text[max(0, at - LEAD) : at].rpartition(".")[2]
            titled = {lower(w) for w in words[:first]}
            self._note_person(name, titled, lead, text[end : end + FOLLOW])

    def _add_titled(self, text: str) -> None:
        """Titles that stand before a surname alone, of people named in full or only so."""
        for _, run in runs(text):
            name = strip_titles(run)
            titled = {lower(w) for w in run.split()[: -len(name.split())]} & _TITLE_WORDS
            if not titled or len(name.split()) != 1 or lower(name) in _TITLE_WORDS | ORGANISATION:
                continue
            known = self.by_surname.setdefault(surname(name), [])
            elder = all(_is_junior(n) and titled - _POLITE - self.titles[n] for n in known)
            if elder:  # nobody yet, or only a son: "President Vane" is not Ann Vane Jr.
                known.append(name)
                self.titles[name] = set(titled)
            elif len(known) == 1:
                self.titles[known[0]] |= titled

    def _hear_first_names(self) -> None:
        """He or she by first name, where neither Mr nor a sentence tells."""
        for last, known in self.by_surname.items():
            told = {first_names()[w] for n in known for w in n.split()[:1] if w in first_names()}
            if len(told) == 1 and any(len(n.split()) > 1 for n in known):
                self.is_woman[last] = told.pop()

    def _drop_juniors(self, text: str) -> None:
        """Leave "Jr." out of names that the article never tells apart by it ("Vane Jr. left")."""
        short = {surname(run) for _, run in runs(text) if _is_junior(run) and len(run.split()) == 2}  # noqa: PLR2004
        for last, known in self.by_surname.items():
            juniors = [n for n in known if _is_junior(n) and len(n.split()) > 2]  # noqa: PLR2004
            for name in juniors if last not in short and len(known) == 1 else []:
                bare = " ".join(name.split()[:-1])
                known[known.index(name)] = bare
                self.titles[bare] = self.titles.pop(name) | self.titles.get(bare, set())

    def _drop_places(self) -> None:
        """Forget names that are a place's, an institution's or hold a day: "South Boston"."""
        odd = [
            name
            for name in self.titles
            if lower(name.split()[0]) in PLACE or set(_low(name)) & DAYS
            or lower(name.split()[-1]) in COMPANY | (PERSON_NOUNS - SURNAMES)  # "Iowa Democrat"
        ]  # fmt: skip
        for name in odd:
            if len(name.split()) > 1:
                del self.titles[name]
                self.by_surname[surname(name)].remove(name)
        self.by_surname = {last: known for last, known in self.by_surname.items() if known}

    def _drop_things(self, text: str) -> None:
        """Forget names behind "the" that no first name shows to be a person's: "the Old Plough"."""
        for name in [n for n in self.titles if n.split()[0] not in first_names()]:
            is_thing = f"the {name}" in text or f"The {name}" in text
            if is_thing and " " in name and not self.titles[name] & _TITLE_WORDS:
                del self.titles[name]
                self.by_surname[surname(name)].remove(name)
        self.by_surname = {last: known for last, known in self.by_surname.items() if known}

    def _hear_speakers(self, text: str) -> None:
        """Who says something by full name is a person: "Rainer Tuch said", "said Rainer Tuch"."""
        said = {match["name"] or match["other"] for match in _SAYS.finditer(text)}
        self.polite |= {surname(n) for n in self.titles if n in said or n.split()[-1] in said}

    def full(self, name: str, recent: Sequence[str] = ()) -> str:
        """As for `People`; the elder, where one person is the other's "Jr."."""
        bare = strip_titles(name)
        known = self.by_surname.get(surname(bare), [])
        words = bare.split()
        ends = (" ".join(words[i:]) for i in range(max(1, len(words) - _MOST), len(words) - 1))
        if bare not in self.titles and (tail := next((e for e in ends if e in known), None)):
            return tail  # "State Ann Vane", "CEO Ann Vane"
        if len(words) == 1 and not known:  # "Ann said"
            named = bare in first_names()
            called = [n for n in self.titles if named and n.split()[0] == bare and " " in n]
            return called[0] if len(called) == 1 else bare
        elder = [n for n in known if not _is_junior(n)]
        is_elder = len(elder) == 1 and len(elder) < len(known) and not _is_junior(bare)
        if is_elder and words[0] in (*elder[0].split(), words[-1]):
            if recent and recent[0] in known:
                return recent[0]
            return max((elder[0], *known), key=lambda n: len(self.titles[n] & _OFFICES))
        return super().full(name, recent)

    def is_prominent(self, name: str) -> bool:
        """Whether a pronoun may mean `name`: its first name or its titles are a person's."""
        if name not in self.titles:
            return False
        words = name.split()
        is_human = words[0] in first_names() or bool(self.titles[name] & _TITLE_WORDS)
        is_place = lower(words[0]) in PLACE or any(lower(w) in ORGANISATION for w in words)
        called = surname(name) in self.alone and len(words) > 1 and not is_place
        return is_human or called or surname(name) in self.polite
