"""Numbers and dates in which two sentences of one claim disagree.

    a: Fifteen bills were signed on 3 May.    b: He signed 16 bills on May 4.
    -> number: Fifteen bills / 16 bills · date: 3 May / May 4

Precision comes first. A number is compared only with one that counts the same thing; what the
other sentence lacks is no discrepancy, nor is one word for the other ("nearly six hours", "about
six hours"). Where several could be meant, nothing is said.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from coverage.measures.quantities import Quantity, quantities
from coverage.measures.wording import REMEMBERED, AlignedPair, canonical
from coverage.records import Discrepancy

MAX_RATIO = 4.0
MAX_RATIO_OF_MEASURES = 1.6
"""How many times larger one number may be than the other, for counts and for money, per cent and
time. Chosen on the gold's planted numbers (counts differ up to 3.3 times, measures up to 1.5);
farther apart, the two count different things more often than the same."""
MAX_DAYS = 14
"""How many days two dates may lie apart. Own choice: farther apart, they date different things."""
WINDOW = 6
"""Words on each side of a value that make its context. Own choice: about a clause."""
MIN_SHARED = 2
"""Least number of words that the contexts of two days of the week must share, beside names. Chosen
on the pairs of sentences that share a claim in the gold, where most days of the week that differ
belong to different things: without it one in fifty was right."""
_STEM = 5
"""Letters by which two words count as the same: "opened" and "opening"."""

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_SHORT = [month[:3] for month in _MONTHS]
_LEAP = 2000  # any year that has a 29 February
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
)
_MONTH = rf"(?:{'|'.join(_MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b"
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|(?:twenty-|thirty-)?(?:{'|'.join(_ORDINALS[:9])})"
    rf"|{'|'.join(_ORDINALS[9:])}|thirtieth)"
)
_DATE = re.compile(
    rf"\b(?P<month>{_MONTH})\.? (?:the )?(?P<day>{_DAY})\b(?!,?\d| \()"
    rf"|(?<![\w-])(?P<day2>{_DAY}) (?:of )?(?P<month2>{_MONTH})",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b(?:(?:on|last|next|by|since|until|from) )?({_DAYS})\b(?!['’])")
_WORD = re.compile(r"[^\W\d_]+")
_EMPTY = frozenset(
    "about after again against also because been before between could early from have into late"
    " more most much over said says some than that their them then there these they this those"
    " told under until week were what when where which while will with would year years morning"
    " afternoon evening night according announced reported reports people percent".split()
)


@dataclass(frozen=True, slots=True)
class _Value:
    """A day named at a place of a sentence: `number` is compared, `words` are shown."""

    number: int  # of the year, or of the week
    words: str
    start: int
    end: int


def _ordinal(day: str) -> int:
    """The day's number: "3rd" -> 3, "twenty-ninth" -> 29."""
    if day[0].isdigit():
        return int(re.sub(r"\D", "", day))
    tens, _, ones = day.rpartition("-")
    if day == "thirtieth":
        return 30
    return {"": 0, "twenty": 20, "thirty": 30}[tens] + _ORDINALS.index(ones) + 1


def _dates(text: str) -> Iterator[_Value]:
    """Days of a month."""
    for m in _DATE.finditer(text):
        month = _SHORT.index((m["month"] or m["month2"]).lower()[:3]) + 1
        day = _ordinal((m["day"] or m["day2"]).lower())
        if day <= monthrange(_LEAP, month)[1]:
            number = date(_LEAP, month, day).timetuple().tm_yday
            yield _Value(number, m.group(), m.start(), m.end())


def _weekdays(text: str) -> Iterator[_Value]:
    for m in _WEEKDAY.finditer(text):
        yield _Value(_DAYS.index(m.group(1)), m.group(), m.start(), m.end())


def _context(text: str, start: int, end: int) -> set[str]:
    """Stems of the words around a value that say what it is about; names are left out."""
    before = _WORD.findall(text[:start])[-WINDOW:]
    after = _WORD.findall(text[end:])[:WINDOW]
    low = [w for w in before + after if w.islower() and len(w) > 3 and w not in _EMPTY]  # noqa: PLR2004
    return {w[:_STEM] for w in low}


def _same_matter(pair: AlignedPair, a: _Value, b: _Value) -> bool:
    """Whether the two values stand among the same words."""
    around_a = _context(pair.sentence_a.text, a.start, a.end)
    around_b = _context(pair.sentence_b.text, b.start, b.end)
    return len(around_a & around_b) >= MIN_SHARED


def _one_against_one(a: Iterable[_Value], b: Iterable[_Value]) -> Iterator[tuple[_Value, _Value]]:
    """The one value on each side, where they differ; nothing if there are several."""
    values_a, values_b = {v.number: v for v in a}, {v.number: v for v in b}
    if len(values_a) == len(values_b) == 1 and values_a.keys() != values_b.keys():
        yield next(iter(values_a.values())), next(iter(values_b.values()))


def _numbers(a: Sequence[Quantity], b: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Numbers that count the same thing and cannot both be right.

    Numbers that the other side has too are set aside; the rest must be one against one.
    """
    lone_a = [x for x in a if not any(x.counts_as(y) and x.agrees(y) for y in b)]
    lone_b = [y for y in b if not any(y.counts_as(x) and y.agrees(x) for x in a)]
    for x in lone_a:
        rivals = [y for y in lone_b if x.counts_as(y)]
        if len(rivals) == 1 and sum(rivals[0].counts_as(other) for other in lone_a) == 1:
            low, high = sorted((x.value, rivals[0].value))
            if high <= low * (MAX_RATIO_OF_MEASURES if x.is_exact_unit else MAX_RATIO):
                yield x, rivals[0]


@dataclass(frozen=True, slots=True)
class _Named:
    """The numbers and days that a sentence names."""

    numbers: tuple[Quantity, ...]
    dates: tuple[_Value, ...]
    weekdays: tuple[_Value, ...]


@lru_cache(maxsize=REMEMBERED)
def _named(text: str) -> _Named:
    return _Named(tuple(quantities(text)), tuple(_dates(text)), tuple(_weekdays(text)))


def _differing(pair: AlignedPair) -> Iterator[tuple[str, str, str]]:
    """(kind, words of a, words of b) for each discrepancy of a pair."""
    a, b = _named(pair.sentence_a.text), _named(pair.sentence_b.text)
    for x, y in _numbers(a.numbers, b.numbers):
        yield "number", x.words, y.words
    for day_a, day_b in _one_against_one(a.dates, b.dates):
        if abs(day_a.number - day_b.number) <= MAX_DAYS:
            yield "date", day_a.words, day_b.words
    for day_a, day_b in _one_against_one(a.weekdays, b.weekdays):
        if _same_matter(pair, day_a, day_b):
            yield "date", day_a.words, day_b.words


def _compare(pair: AlignedPair) -> Iterator[Discrepancy]:
    ids = pair.claim_id, pair.sentence_a.sentence_id, pair.sentence_b.sentence_id
    for kind, words_a, words_b in _differing(pair):
        yield Discrepancy(*ids, kind, words_a, words_b)


def find(pairs: Sequence[AlignedPair]) -> list[Discrepancy]:
    """Numbers and dates that differ between the two sentences of each pair; none: [].

    `sentence_a < sentence_b`, whatever the order given. Kinds: `number` (a count, a sum of money,
    a percentage, a length of time), `date` (a day of a month, a day of the week). Own definition.
    """
    return [row for pair in canonical(pairs) for row in _compare(pair)]
