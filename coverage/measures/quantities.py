"""Quantities in a sentence: what is counted, and between which values it may lie.

quantities("About 1,400 of them paid $3bn for dozens of boats.")
->  1,330 to 1,470 of nothing named; 3e9 of $ ("$3bn"); 24 to 199 of boats ("dozens of boats")
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from coverage.measures.numbers import Number, written
from coverage.measures.ranges import TOLERANCE, VAGUE, VAGUE_RANGE, range_of, step
from coverage.measures.units import HARM, PEOPLE, unit_of

MIN_PEOPLE = 4
"""Least number from which differently named groups of people ("troops", "men") may be one, unless
both counts are of the dead or of the hurt. Own choice, from reading: "two officials" and "three
people" are mostly different people."""
RELATED = frozenset({"colleague", "accomplice", "companion", "associate", "ally", "other"})
"""Nouns that leave one person out: a minister and 31 colleagues are 32."""

_LABEL_BEFORE = re.compile(
    r"(?:[.,\-/:#\w]|\bnot |\bNo\. ?|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? "
    r"|\b(?:April|May|June|July) )$"
)
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d|0\d+")
_LABEL_AFTER = re.compile(
    r"[\w:]|-\w|/\d| (?:of )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b"
)
_ONE_IN = re.compile(r"\b(one|two|three|1|2|3) in (?:every )?$", re.IGNORECASE)
_HALF = re.compile(r"\bhalf $", re.IGNORECASE)
_AND = re.compile(r",? (?:and )?")
_TIME = frozenset({"time"})
TALLY = frozenset({"votes cast"})
_VOTES_TO = re.compile(r"(?: votes?| hands| ballots)? (?:to|against) ", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between) $", re.IGNORECASE)
_AGAINST_BEFORE = re.compile(r"\b(?:against|in favou?r)(?: were| was| voted|:)? $", re.IGNORECASE)
_AGAINST_AFTER = re.compile(
    r"(?: votes?| voted| hands)? (?:against\b|in favou?r|for(?=[,;.]))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, what it counts, and the least and the most that it may stand for."""

    value: float
    low: float
    high: float
    units: frozenset[str]  # singular nouns that may be what is counted; none: nothing says
    start: int  # offsets of the number and what names the unit
    end: int
    n_digits: int  # significant digits as written
    is_fine: bool  # written with a decimal, or in more than three digits that are not 0
    is_exact_unit: bool = False  # money, per cent, time: the unit is sure

    def counts_as(self, other: Quantity) -> bool:
        """Whether both count the same thing, by the names of it."""
        if self.is_exact_unit or other.is_exact_unit:
            return self.units == other.units
        common = self.units & other.units
        if self.units & HARM and other.units & HARM and not common & HARM:
            return False  # the dead and the hurt
        if common == {PEOPLE}:
            return min(self.value, other.value) >= MIN_PEOPLE
        return bool(common)

    def agrees(self, other: Quantity) -> bool:
        """Whether both may be right: their ranges meet, or one is the other rounded."""
        meet = self.low <= other.high and other.low <= self.high
        beside = (self.units & RELATED and other.value == self.value + 1) or (
            other.units & RELATED and self.value == other.value + 1
        )
        return meet or bool(beside) or self._rounds(other) or other._rounds(self)

    def ratio(self, other: Quantity) -> float:
        """How many times larger the larger is at least, 1 or more, without end for 0."""
        if self.low <= other.high and other.low <= self.high:
            return 1.0
        below, above = (self.high, other.low) if self.high < other.low else (other.high, self.low)
        return above / below if below else math.inf

    def values_ratio(self, other: Quantity) -> float:
        """How many times larger the larger number is as written, 1 or more."""
        low, high = sorted((self.value, other.value))
        return high / low if low else math.inf

    def _rounds(self, other: Quantity) -> bool:
        """Whether `self` is `other` with digits left off: $43 million for $43,885,310."""
        if not self.value or other.n_digits <= self.n_digits or not other.is_fine:
            return False
        one = step(self.value, self.n_digits)
        reach = one if self.n_digits > 1 else one / 2  # 3 is rough for 3.4, not for 3.5
        return abs(self.value - other.value) < reach


def _is_label(text: str, number: Number) -> bool:
    """Whether the number names rather than counts: a year, "No. 3", "Sept. 11", a part of one."""
    before = text[max(0, number.start - 12) : number.start]
    if number.is_ordinal or _LABEL_BEFORE.search(before) or _LABEL_AFTER.match(text, number.end):
        return True
    is_year = bool(_YEAR.fullmatch(text[number.start : number.end]))
    return is_year and not before.endswith(("$", "€", "£"))


def _share(text: str, number: Number) -> Quantity | None:
    """A share, as about so many per cent: "one in seven"."""
    of = _ONE_IN.search(text, max(0, number.start - 14), number.start)
    if not of or not 1 < number.value <= 100:  # noqa: PLR2004
        return None
    part = {"one": 1, "two": 2, "three": 3}.get(of.group(1).lower()) or int(of.group(1))
    value = 100 * part / number.value
    off = TOLERANCE * value
    return Quantity(
        value, value - off, value + off, frozenset({"%"}), of.start(), number.end, 1,
        is_fine=False, is_exact_unit=True,
    )  # fmt: skip


def _in_tally(text: str, numbers: Sequence[Number]) -> set[int]:
    """Starts of the numbers that are votes: "101 votes to 99", "against were 98"."""
    found = set()
    for one, two in pairwise(numbers):
        if _VOTES_TO.fullmatch(text, one.end, two.start) and not _FROM.search(text, 0, one.start):
            found |= {one.start, two.start}
    for n in numbers:
        if _AGAINST_BEFORE.search(text, 0, n.start) or _AGAINST_AFTER.match(text, n.end):
            found.add(n.start)
    return found


def _quantity(text: str, number: Number, is_tally: bool) -> Quantity | None:
    if _is_label(text, number):
        return None
    if is_tally:
        value = number.value
        return Quantity(
            value, value, value, TALLY, number.start, number.end, number.n_digits, number.is_fine
        )
    share = _share(text, number)
    if share:
        return share
    unit = unit_of(text, number)
    low, high = range_of(text, replace(number, start=unit.start))
    half = 0.5 if _HALF.search(text, max(0, unit.start - 6), unit.start) else 1.0
    size = unit.size * half
    return Quantity(
        number.value * size, low * size, high * size, unit.names, unit.start, unit.end,
        number.n_digits, number.is_fine, unit.is_sure,
    )  # fmt: skip


def _vague(text: str) -> Iterator[Quantity]:
    """Vague numbers: "dozens of boats", "several hundred people"."""
    for m in VAGUE.finditer(text):
        low, high = VAGUE_RANGE[m["scale"].lower()]
        unit = unit_of(text, Number(low, m.start(), m.end(), 1, is_fine=False, is_spelt=True))
        if (m["some"] or m["plural"]) and unit.names:
            yield Quantity(low, low, high, unit.names, unit.start, unit.end, 1, is_fine=False)


def _joined(found: Iterable[Quantity], text: str) -> list[Quantity]:
    """The quantities, with "three hours and 20 minutes" as one."""
    rows: list[Quantity] = []
    for q in found:
        last = rows[-1] if rows else q
        if q.units == last.units == _TIME and _AND.fullmatch(text, last.end, q.start):
            rows[-1] = replace(
                last, value=last.value + q.value, low=last.low + q.value, high=last.high + q.value,
                end=q.end, n_digits=last.n_digits + q.n_digits,
            )  # fmt: skip
        elif not rows or q.start >= last.end:
            rows.append(q)
    return rows


def quantities(text: str) -> list[Quantity]:
    """Quantities of `text`, in order; none: [].

    Digits and words, money, percentages, lengths of time, shares ("one in seven"), vague numbers
    ("dozens of"). Left out: years, ordinals, parts of dates and names, and numbers below 100 that
    nothing named follows. Own definition.
    """
    numbers = written(text)
    tally = _in_tally(text, numbers)
    exact = (_quantity(text, number, number.start in tally) for number in numbers)
    found = [*_vague(text), *(q for q in exact if q is not None)]
    return _joined(sorted(found, key=lambda q: (q.start, -q.end)), text)
