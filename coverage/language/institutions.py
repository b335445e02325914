"""Which institution or writer a speaker's words stand for: "the agency", "the statement", "NRA".

    "the ministry"      ->  the Finance Ministry, where that was named last
    "Vane's statement"  ->  Vane
    "the statement"     ->  whoever was said to state it

A document speaks for its author, where the article tells who that is; court papers and laws
speak for themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from coverage.language.people import ORGANISATION, PERSON_NOUNS, POSSESSIVE, lower
from coverage.language.subjects import TIME

DOCUMENTS = frozenset(
    "report article story statement letter tweet post memo op-ed editorial message text email"
    " e-mail release data figures poll survey study analysis column interview filing notice"
    " newsletter blog bulletin communique communiqué snapshot tracker tally estimate count database"
    " calculations findings website forecast".split()
)
"""What somebody writes and speaks through. Our own list."""
_ANY = frozenset(
    "agency group organization organisation company network paper newspaper outlet firm magazine"
    " website broadcaster watchdog regulator charity lobby institute concern carrier retailer maker"
    " automaker manufacturer airline platform union movement campaign club giant chain".split()
)
COMMON = _ANY | frozenset(
    "department ministry committee panel commission council bank university office court party"
    " association board service federation team body project bureau force army police".split()
)
"""Common nouns by which institutions are called again; those of `_ANY` are seldom part of their
names, so that they mean whichever acted last. Our own list."""
_LEADING = 4
"""Most words of a name that its acronym may leave out: "U.S. Fish and Wildlife Service (FWS)"."""
_SHORTEST = 3
"""Fewest letters of an acronym to be spelt out; two stand for too much."""
_WORD = r"(?<!\w)[A-Z][\w’'\-]{0,39}(?:\.[A-Z]\.?){0,6}"
"""A word of a name, from its beginning and of a bounded length, so that no run of letters is gone
through again from each of them."""
_NAME = re.compile(rf"{_WORD}(?: (?:(?:of|for|on) (?:the )?|and |& )?{_WORD})*")
_ACRONYM = re.compile(r"\b(?:[A-Z]\.?){2,6}(?![\w.])")
_NOUN = rf"(?P<noun>{'|'.join(sorted(DOCUMENTS))})\b"
_DOCUMENT = re.compile(_NOUN)
_ISSUED = re.compile(
    rf"(?P<name>{_WORD}(?: {_WORD}){{0,5}}) (?:published|released|issued|posted|sent) "
    rf"(?:the|a|an|its) (?:[a-z\-]+ ){{0,3}}{_NOUN}"
)
_OWNED = re.compile(rf"(?P<name>{_WORD}(?: {_WORD}){{0,5}}?)[’']s? (?:[\w\-]+ ){{0,3}}?{_NOUN}")
_BY = re.compile(
    rf"{_NOUN}(?: (?:in|by|from)|, by) (?:[Tt]he )?(?P<name>{_WORD}(?: {_WORD}){{0,5}})"
)
_SIGNED = re.compile(
    rf"{_NOUN} (?:\w+ly )?(?:signed|written|sent|issued|released|penned|posted) by (?:the )?"
    rf"(?P<name>(?:(?!to\b|in\b|on\b)[\w’'.\-]+ ){{0,3}}?(?:{_WORD} {_WORD}|[a-z]{{3,}}s)\b)"
)
_COUNTRIES = {"US": "United States", "USA": "United States", "UK": "United Kingdom"}
"""Countries that news call by their letters and seldom spell out."""
_ADDRESS = frozenset("to from by about on for".split())
"""What follows a document and is no part of its name: "Vane's letter to the board"."""
_ALIKE = ("report", "article", "story")


def names(text: str) -> list[str]:
    """Names of institutions in `text`, in order: runs of capitals with a word such as Ministry."""
    found = []
    for match in _NAME.finditer(text):
        name = POSSESSIVE.sub("", re.sub(r"^The ", "", match.group()))
        if any(lower(w) in ORGANISATION for w in name.split()[-6:]):
            found.append(name)
    return found


def _initials(name: str) -> str:
    return "".join(w[0] for w in name.split() if w[0].isupper() and lower(w) != "the")


def acronyms(text: str) -> dict[str, str]:
    """Acronym without points -> the name the article spells out, where it gives both."""
    used = {m.group().replace(".", "") for m in _ACRONYM.finditer(text)}
    spelt: dict[str, str] = {}
    for match in _NAME.finditer(text):
        name = POSSESSIVE.sub("", match.group())
        words = name.split()
        for first in range(min(len(words) - 1, _LEADING)):
            short = _initials(" ".join(words[first:])) if words[first][0].isupper() else ""
            if len(short) >= _SHORTEST and short in used:
                spelt.setdefault(short, " ".join(words[first:]))
    return spelt


@dataclass
class Institutions:
    """What institutions an article named so far, and who wrote what."""

    spelt: dict[str, str] = field(default_factory=dict)  # acronym -> name
    named: list[str] = field(default_factory=list)  # the latest first
    spoke: list[str] = field(default_factory=list)  # the latest first
    authors: dict[str, str] = field(default_factory=dict)  # document's noun -> who issued it
    last: str | None = None  # who spoke last, if that was no person

    def read(self, bare: str) -> None:
        """Take in a sentence's names."""
        for name in names(bare):
            if name in self.named:
                self.named.remove(name)
            self.named.insert(0, name)
        self.credit(bare)

    def credit(self, bare: str) -> None:
        """Take in who wrote what, by a sentence."""
        if not _DOCUMENT.search(bare):
            return
        for pattern in (_ISSUED, _OWNED, _BY, _SIGNED):
            for match in pattern.finditer(bare):
                self._wrote(match["noun"], match["name"])

    def _wrote(self, noun: str, author: str) -> None:
        if author.endswith(("'s", "’s")):  # "a statement from Vane's lawyer"
            return
        author = author.removeprefix("The ")
        for alike in _ALIKE if noun in _ALIKE else (noun,):
            self.authors[alike] = author

    def acted(self, name: str) -> None:
        """Take in a name that is no person's and opens a sentence: "Ferries Ltd. moved"."""
        self.spoke.insert(0, name)

    def heard(self, speaker: str, bare: str, is_person: bool) -> None:
        """Take in who spoke in a sentence, and through what document."""
        words = speaker.split()
        is_thing = words[0][0].isupper() or words[0] in ("the", "a", "an", "its", "his", "her")
        is_thing &= lower(words[-1]) not in PERSON_NOUNS | {"one", "some", "many", "source"}
        self.last = speaker if is_thing and not is_person else None
        is_document = words[-1] in DOCUMENTS or words[-1].removesuffix("s") in DOCUMENTS
        if not is_person and not is_document and words[-1][0].isupper():
            self.spoke.insert(0, speaker)
        if not is_document:
            for word in re.findall(r"[\w\-]+", bare.lower()):
                if word in DOCUMENTS:
                    self._wrote(word, speaker)

    def meant(self, words: list[str]) -> str | None:
        """The institution or author that `words` stand for, or None."""
        stop = next((i for i, w in enumerate(words) if i and lower(w) in _ADDRESS), len(words))
        words = words[:stop] if words[stop - 1] in DOCUMENTS else words
        last = lower(words[-1])
        if words[-1] in DOCUMENTS or words[-1].removesuffix("s") in DOCUMENTS:
            return self._author(words)
        if len(words) > 1 and last in COMMON and words[0].lower() in ("the", "this", "its"):
            return self._called(words[1:])
        short = " ".join(words[words[0].lower() == "the" :])
        letters = POSSESSIVE.sub("", short).replace(".", "")
        return _COUNTRIES.get(letters) or self.spelt.get(letters)

    def _called(self, words: list[str]) -> str | None:
        noun = lower(words[-1])
        rest = {lower(w) for w in words}
        held = [n for n in self.named if rest <= {lower(w) for w in n.split()}]
        if held:
            return held[0]
        if any(w[0].isupper() for w in words) or noun not in _ANY:
            return None
        return self.spoke[0] if self.spoke else None

    def _author(self, words: list[str]) -> str | None:
        """Whose the document at the end of `words` is."""
        owner = next((i for i, w in enumerate(words) if POSSESSIVE.search(w)), None)
        if owner is not None and words[owner][0].isupper():
            return POSSESSIVE.sub("", " ".join(words[: owner + 1])).removeprefix("the ")
        named = [w for w in words[:-1] if w[0].isupper() and lower(w) not in TIME | {"a", "the"}]
        if named and (len(named) > 1 or words[0] != named[0]):  # not "Recent polls"
            return " ".join(named)
        if words[0].lower() in ("the", "this", "that") and len(words) <= 3:  # noqa: PLR2004
            noun = words[-1]
            return self.authors.get(noun) or self.authors.get(noun.removesuffix("s"))
        return None
