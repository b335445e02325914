"""The people an article names, and what it calls them.

    People.of('President Ann Vane met Bo Holt. "No," Vane said.').full("Vane")  ->  "Ann Vane"

A surname stands for the one full name in the article that ends with it, "the French president"
for the person whom the article gives that title. There is no list of names: a name is a run of
capitalised words, a person's when no word of it belongs to an organisation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Self

from coverage.language.subjects import BOUNDARY, DETERMINER, PREPOSITION, TIME

LEAD = 40
FOLLOW = 60
"""Characters before and after a name in which its titles stand. Own choice: a line's half."""

CACHE = 1 << 14
"""Names whose parts are kept at hand: those of some dozens of articles."""

TEXTS = 8
"""Texts whose names are kept at hand: an article's and its last sentences'."""

TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady dame sen sens senator senators rep reps representative"
    " congressman congresswoman gov governor president vice-president minister premier chancellor"
    " secretary mayor judge justice general gen colonel col lt lieutenant captain sergeant admiral"
    " ambassador prince princess king queen pope bishop archbishop cardinal rabbi professor prof"
    " speaker leader chairman chairwoman chair director attorney spokesman spokeswoman spokesperson"
    " commissioner chief sheriff officer prosecutor lawmaker deputy rev reverend adviser advisor"
    " candidate whip counsel marshal inspector detective nominee first former assistant".split()
)
"""Words that stand before a person's name and are no part of it."""

ORGANISATION = frozenset(
    "house senate committee department ministry times post news university court party council"
    " office agency bureau press service group association union institute center centre street"
    " journal guardian white state states kingdom nations administration congress company inc corp"
    " commission board foundation bank church police union league society network caucus government"
    " parliament kremlin pentagon force forces army navy act bill county city district street"
    " conference convention program republicans democrats college school hospital islands sea"
    " world games cup day street river valley mission project fund alliance coalition".split()
)
PERSON_NOUNS = frozenset(
    "president minister senator congressman congresswoman governor mayor chairman chairwoman leader"
    " spokesman spokeswoman spokesperson expert official lawmaker analyst candidate nominee judge"
    " justice secretary director premier chancellor ambassador speaker lawyer attorney author"
    " actor actress comedian comic activist professor researcher general sheriff officer prosecutor"
    " democrat republican conservative liberal newsman businessman billionaire prime king pope"
    " bishop executive editor reporter host commentator veteran economist adviser advisor"
    " commander deputy chief pastor singer star".split()
)
_BEFORE_NAMES = (
    TITLES
    | BOUNDARY
    | PREPOSITION
    | DETERMINER
    | TIME
    | frozenset(
        "asked journalist author actor actress comedian enter democrat republican meanwhile".split()
    )
)
_SPELT_OUT = {
    "rep": "congressman", "representative": "congressman", "sen": "senator", "gov": "governor",
    "gen": "general",
}  # fmt: skip
_HE = frozenset("he his him himself".split())
_SHE = frozenset("she her hers herself".split())
_TITLE_OF_WOMAN = frozenset("mrs ms miss lady dame princess queen".split())
_TITLE_OF_MAN = frozenset("mr sir lord prince king pope".split())
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii"))
_SHORT = r"(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|Lt|Col|Prof|Rev|St|Jr|Sr)\."
_NAME_WORD = rf"(?:{_SHORT}|(?:[A-Z]\.)+|[A-ZÀ-Þ][\w’'\-]*[\w])"
_PARTICLE = r"(?:de|la|da|di|du|del|dos|van|von|der|den|bin|ibn|ben|ag|al|el|le|ten)"
_NAME = re.compile(rf"{_NAME_WORD}(?: (?:{_PARTICLE} )*{_NAME_WORD})*")
POSSESSIVE = re.compile(r"['’]s?$")
_WORD = re.compile(r"[\w\-]+")


def lower(word: str) -> str:
    """The word in lower case without the point of an abbreviation."""
    return word.lower().strip(".")


@lru_cache(maxsize=CACHE)
def surname(name: str) -> str:
    """Last word of a name in lower case, without "Jr."; "" for "".

    >>> surname("Ann B. Vane Jr.")
    'vane'
    """
    words = [w for w in POSSESSIVE.sub("", name).split() if lower(w) not in _SUFFIXES]
    return lower(POSSESSIVE.sub("", words[-1])) if words else ""


@lru_cache(maxsize=CACHE)
def strip_titles(name: str) -> str:
    """The name that follows the last title in a run of capitals.

    >>> strip_titles("White House Spokeswoman Ann Vane")
    'Ann Vane'
    """
    words = POSSESSIVE.sub("", name).split()
    last = max((i for i, w in enumerate(words[:-1]) if lower(w) in _BEFORE_NAMES), default=-1)
    return " ".join(words[last + 1 :])


def _is_person(name: str) -> bool:
    """Whether a full name looks like a person's: two to five words, none of an organisation."""
    words = name.split()
    shouted = any(len(w) > 2 and w.isalpha() and w.isupper() for w in words)  # noqa: PLR2004
    odd = shouted or lower(words[-1]) in TITLES or any(lower(w) in ORGANISATION for w in words)
    return 1 < len(words) < 6 and not odd  # noqa: PLR2004


@dataclass
class People:
    """The people an article names: full names by surname, and the titles it gives them."""

    by_surname: dict[str, list[str]] = field(default_factory=dict)
    titles: dict[str, set[str]] = field(default_factory=dict)  # full name -> words of its titles
    last: str = ""  # the full name read last
    proper: set[str] = field(default_factory=set)  # names met within a sentence
    alone: set[str] = field(default_factory=set)  # surnames that stand by themselves somewhere
    mentions: Counter[str] = field(default_factory=Counter)  # surname -> how often it is named
    is_woman: dict[str, bool] = field(default_factory=dict)  # surname -> by Mr, Ms, he or she

    @classmethod
    def of(cls, text: str) -> Self:
        """Everyone named in `text` with at least two names, and what titles stand by them."""
        people = cls()
        for match in _NAME.finditer(text):
            people._note(match, text)
        people._hear_pronouns(text)
        return people

    def _hear_pronouns(self, text: str) -> None:
        """Learn who is he and who is she from the sentences that name one person alone."""
        votes: dict[str, int] = {}
        for part in re.split(r"[.!?]\s|\n", text):
            words = set(_WORD.findall(part.lower()))
            named = [s for s in self.by_surname if s in words]
            if len(named) == 1 and bool(words & _HE) != bool(words & _SHE):
                votes[named[0]] = votes.get(named[0], 0) + (1 if words & _SHE else -1)
        for name, vote in votes.items():
            if vote:
                self.is_woman.setdefault(name, vote > 0)

    def _note(self, match: re.Match[str], text: str) -> None:
        """Take in one run of capitals: a full name, or a surname by itself."""
        whole = match.group()
        name = strip_titles(whole)
        self.mentions[surname(name)] += 1
        before = whole[: whole.rfind(name)] if name in whole else ""
        lead = text[max(0, match.start() - LEAD) : match.start()].rpartition(".")[2]
        if lead.strip()[-1:].islower():
            self.proper.add(name)
        titled = {_SPELT_OUT.get(lower(w), lower(w)) for w in before.split()}
        if titled & (_TITLE_OF_WOMAN | _TITLE_OF_MAN):
            self.is_woman[surname(name)] = bool(titled & _TITLE_OF_WOMAN)
        if _is_person(name):
            self._note_person(name, titled, lead, text[match.end() : match.end() + FOLLOW])
        elif len(name.split()) == 1:
            self.alone.add(surname(name))
            for full in self.by_surname.get(surname(name), []) if titled & TITLES else []:
                self.titles[full] |= titled

    def _note_person(self, name: str, titled: set[str], lead: str, following: str) -> None:
        """Take in a full name with its titles: before it, or after a comma."""
        known = self.by_surname.setdefault(surname(name), [])
        if name not in known:
            known.append(name)
        held = self.titles.setdefault(name, set())
        leading = _WORD.findall(lead)[-3:]
        held |= titled | {w.lower() for w in leading if w in PERSON_NOUNS or w.istitle()}
        if leading[-1:] == ["counterpart"] and self.last:  # "met his French counterpart, ..."
            held |= self.titles[self.last] & PERSON_NOUNS
        self.last = name
        apposed = re.match(r", (?:the |a |an |who is )?([^,.;()]*)", following)
        if apposed:
            held |= set(_WORD.findall(apposed.group(1).lower()))

    def full(self, name: str, recent: Sequence[str] = ()) -> str:
        """The full name `name` stands for; among several, the one last in question, or `name`."""
        bare = strip_titles(name)
        known = self.by_surname.get(surname(bare), [])
        if len(bare.split()) > 1 or not known:
            return bare
        if len({full.split()[0] for full in known}) == 1:
            return min(known, key=lambda full: lower(full.split()[-1]) in _SUFFIXES)
        return next((full for full in recent if full in known), bare)

    def holder(self, words: set[str], recent: list[str]) -> str | None:
        """Whom the title in `words` ("French", "president") belongs to, the latest of several."""
        nouns = {w.lower() for w in words} & PERSON_NOUNS
        whose = {w.lower() for w in words if w.istitle()} - nouns
        if whose:
            nouns -= {"leader"}  # "the French leader" is its president, or its minister
        if not nouns | whose or not {w.lower() for w in words} & PERSON_NOUNS:
            return None
        best = [n for n, held in self.titles.items() if nouns | whose <= held]
        if len(best) == 1:
            return best[0]
        return next((n for n in recent if n in best), None)

    def is_prominent(self, name: str) -> bool:
        """Whether a pronoun may mean `name`: a full name titled, or later called by surname."""
        return name in self.titles and (surname(name) in self.alone or bool(self.titles[name]))

    def is_known(self, name: str) -> bool:
        """Whether `name` is the full name of a person of this article."""
        return name in self.titles


@lru_cache(maxsize=TEXTS)
def runs(text: str) -> tuple[tuple[int, str], ...]:
    """(offset, words) for each run of capitalised words in `text`, titles and all."""
    return tuple((m.start(), m.group()) for m in _NAME.finditer(text))


def names_in(text: str) -> list[tuple[int, str]]:
    """(offset, name without titles) for each run of capitalised words in `text`."""
    return [(at, strip_titles(run)) for at, run in runs(text)]
