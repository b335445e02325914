"""A place or a person that differs between two sentences that otherwise say the same.

    a: The ferry sank off Port Aram on Monday.    b: The ferry sank off Karsund on Monday.

Names differ between outlets far more often because they call one thing by two names than because
they contradict one another. Hence only a name that stands alone in the same slot counts, after the
same preposition or the same title, in sentences that share most of their words and are not set like
titles; a variant spelling, initials and a part of the other name do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from coverage.measures.wording import REMEMBERED, AlignedPair, shifts
from coverage.records import Shift

MIN_AGREEMENT = 0.6
"""Least share of the words of both sentences that must agree, 0 to 1. Own choice: a sentence of ten
words may differ in four."""
MAX_LIKENESS = 60
"""Likeness of letters, 0 to 100, from which two names are one spelt twice ("Kiev", "Kyiv"). Own
choice."""

_PLACE = re.compile(
    r"\b(?:in|at|near|outside|off|from|to|across|around|into|towards?|over|north of|south of"
    r"|east of|west of|town of|city of|village of) (?:the )?$"
)
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Capt|Col|Prof|President|Minister|Chancellor|Premier"
    r"|Senator|Representative|Governor|Judge|Justice|General|Captain|Colonel|Professor|Mayor|King"
    r"|Queen|Prince|Princess|Bishop|Pope|spokesman|spokeswoman|spokesperson|named|called)\.? $"
)
_NAME = re.compile(r"[A-Z][\w’'\-]+(?: [A-Z][\w’'\-]+){0,2}")
_CALENDAR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|Christmas|Easter"
)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name at a place of a sentence."""

    start: int
    end: int


def _words(text: str) -> int:
    return len(text.split())


@lru_cache(maxsize=REMEMBERED)
def _is_titled(text: str) -> bool:
    """Whether a sentence is set like a title: Most of Its Words Begin With a Capital."""
    long: list[str] = [word for word in _WORD.findall(text) if len(word) > 3]  # noqa: PLR2004
    return 4 * sum(word.islower() for word in long) < len(long)


def _is_one_name(a: str, b: str) -> bool:
    """Whether two names are spellings, initials or parts of one another."""
    words_a, words_b = (_WORD.findall(name.lower()) for name in (a, b))
    initials_a, initials_b = ("".join(w[0] for w in words) for words in (words_a, words_b))
    plain_a, plain_b = "".join(words_a), "".join(words_b)
    return (
        bool({*words_a} & {*words_b})
        or initials_a == plain_b
        or initials_b == plain_a
        or bool(fuzz.ratio(plain_a, plain_b) >= MAX_LIKENESS)
    )


def _kind(pair: AlignedPair, row: Shift) -> str:
    """place, name, or "" where the two are not two names in one slot."""
    text_a, text_b = pair.sentence_a.text, pair.sentence_b.text
    if not _NAME.fullmatch(row.words_a) or not _NAME.fullmatch(row.words_b):
        return ""
    if _CALENDAR.match(row.words_a) or _CALENDAR.match(row.words_b):
        return ""
    if row.words_a in text_b or row.words_b in text_a or _is_one_name(row.words_a, row.words_b):
        return ""
    for kind, slot in (("place", _PLACE), ("name", _TITLE)):
        before_a = slot.search(text_a[: row.start_a])
        before_b = slot.search(text_b[: row.start_b])
        if before_a and before_b and before_a.group() == before_b.group():
            return kind
    return ""


def differing(pair: AlignedPair) -> Iterator[tuple[str, Name, Name]]:
    """(kind, name in a, name in b) for the one name that differs; several, or none: nothing."""
    if _is_titled(pair.sentence_a.text) or _is_titled(pair.sentence_b.text):
        return
    rows = shifts([pair])
    changed = sum(_words(row.words_a) + _words(row.words_b) for row in rows if row.kind != "quoted")
    total = pair.sentence_a.n_words + pair.sentence_b.n_words
    found = [(_kind(pair, row), row) for row in rows if row.kind == "replaced"]
    named = [(kind, row) for kind, row in found if kind]
    if len(named) == 1 and changed <= (1 - MIN_AGREEMENT) * total:
        kind, row = named[0]
        yield kind, Name(row.start_a, row.end_a), Name(row.start_b, row.end_b)
