"""Days, months and years that a sentence names, and which of two sentences cannot both be right.

    a: The ferry sank on 4 May.           b: It sank on the fifth of May.
    a: It closes by June 30 next year.    b: It closes before the end of September.
    a: She has led them since 2002.       b: She has led them since 2003.

Only the one date of a sentence is compared with the one of the other: where several are named
nothing says which belongs to what. "Yesterday" needs a date of publication and is left alone.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coverage.measures.numbers import Number, written

MAX_DAYS = 14
"""How many days two dates may lie apart. Own choice: farther apart, they date different things."""
MAX_MONTHS = 3
"""How many months a month may lie from a month or a day. Own choice, as above."""
MAX_YEARS = 3
"""How many years two years may lie apart, unless both begin something ("since"). Own choice."""
WINDOW = 6
"""Words on each side of a day of the week that make its context. Own choice: about a clause."""
MIN_SHARED = 2
"""Least number of words that the contexts of two days of the week must share, unless the words
next to them are the same. Chosen on the pairs of sentences that share a claim in the gold, where
most days of the week that differ belong to different things: without it 5 of 65 were right."""

_STEM = 5  # letters by which two words count as the same: "opened" and "opening"
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_SHORT = [month[:3] for month in _MONTHS]
_LONGEST = 31  # days of a month
_LEAP = 2000  # any year that has a 29 February
_WEEK = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTH = re.compile(
    rf"\b(?P<name>{'|'.join(_MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b"
    r"(?:\.(?= \d))?",
    re.IGNORECASE,
)
_WORDS_TOO = ("May", "March")
_TO_MONTH = re.compile(r"(?:st|nd|rd|th)? (?:of )?", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_TO_DAY = re.compile(r" (?:the )?", re.IGNORECASE)
_NO_DAY = re.compile(r",\d|\.\d|[-/:]\d| \(|%| per ?cent")
_OF_YEAR = re.compile(r",? (?:of )?((?:1[5-9]|20)\d\d)\b")
_BEFORE_MONTH = re.compile(
    r"\b(?:in|by|until|till|since|from|during|of|last|next|early|late|mid|before|after)[ -]$", re.I
)
_NAMES_OTHER = re.compile(r"[’'s]* (?:\w+ )?(?:election|campaign|race|vote|president|cycle|budget)")
_YEAR = re.compile(r"(?<![\w,.$€£-])(?P<year>(?:1[5-9]|20)\d\d)\b(?![,.:-]?\d|%| per ?cent|-)")
_SINCE = re.compile(r"\b(?:since|dat(?:es|ed|ing) (?:from|back to)|deeds? \D{0,20}from) $", re.I)
_IN = re.compile(r"\b(?:in|by|until|of|late|early|spring|summer|autumn|fall|winter) $", re.I)
_SPAN = re.compile(
    r"\b((?:1[5-9]|20)\d\d)(?:[-–]| to | until | through |(?<=between \d{4}) and )"
    r"((?:1[5-9]|20)\d\d)\b"
)
_WEEKDAY = re.compile(rf"\b(?:(?:on|last|next|by|since|until|from) )?({'|'.join(_WEEK)})\b(?!['’])")
_WORD = re.compile(r"[^\W\d_]+")
_LIKE = {
    stem: stems[0]
    for stems in (
        ("call", "calle", "calls", "phone", "telep", "rang"),
        ("vote", "voted", "votes", "ballo", "votin"),
        ("arres", "detai", "custo", "seize"),
        ("died", "kille", "dead", "death", "peris", "drown"),
        ("resig", "quit", "stepp"),
        ("close", "shut", "shuts", "closi"),
        ("start", "begin", "began", "begun", "opene", "opens"),
        ("meet", "meets", "meeti", "talks"),
        ("arriv", "lande"),
    )
    for stem in stems
}
"""Beginnings of words for what news dates, by one that stands for those of like meaning."""
_EMPTY = frozenset(
    "about after again against also because been before between could early from have into late"
    " more most much over said says some than that their them then there these they this those"
    " told under until week were what when where which while will with would year years morning"
    " afternoon evening night according announced reported reports people percent just only".split()
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date named at a place of a sentence: `number` is compared within one `kind`."""

    kind: str  # day (of the year), month, year, since, span, weekday; other: dates nothing
    number: int
    start: int
    end: int
    month: int = 0  # of a day or a month, 1 to 12
    year: int | None = None  # of a day or a month; the last of a span


def _day_beside(text: str, m: re.Match[str], numbers: Sequence[Number]) -> Number | None:
    """The number that makes the month `m` a day: "3 May", "May 3rd"."""
    for n in numbers:
        if not 1 <= n.value <= _LONGEST or n.value % 1:
            continue
        after = n.start >= m.end() and _TO_DAY.fullmatch(text, m.end(), n.start)
        before = n.end <= m.start() and _TO_MONTH.fullmatch(text, n.end, m.start())
        if before or (after and not _NO_DAY.match(text, n.end)):
            return n
    return None


def _months(text: str) -> Iterator[Day]:
    """Days of a month, and months without a day."""
    numbers = written(text)
    for m in _MONTH.finditer(text):
        month = _SHORT.index(m["name"].lower()[:3]) + 1
        beside = _day_beside(text, m, numbers)
        start, end = min(m.start(), beside.start) if beside else m.start(), m.end()
        end = max(end, beside.end) if beside else end
        ending = _SUFFIX.match(text, end)
        end = ending.end() if ending else end
        year = _OF_YEAR.match(text, end)
        day = int(beside.value) if beside else 0
        place = (start, end, month, int(year.group(1)) if year else None)
        if 1 <= day <= monthrange(_LEAP, month)[1]:
            yield Day("day", date(_LEAP, month, day).timetuple().tm_yday, *place)
        elif m["name"].istitle():
            dates = _BEFORE_MONTH.search(text, 0, start) and not _NAMES_OTHER.match(text, end)
            if dates or m["name"] not in _WORDS_TOO:
                yield Day("month" if dates else "other", month, *place)


def _years(text: str) -> Iterator[Day]:
    spans = [*_SPAN.finditer(text)]
    for m in spans:
        first, last = int(m.group(1)), int(m.group(2))
        yield Day("span", first, m.start(), m.end(), year=last)
    for m in [] if spans else _YEAR.finditer(text):
        since = _SINCE.search(text, 0, m.start())
        if since or (_IN.search(text, 0, m.start()) and not _NAMES_OTHER.match(text, m.end())):
            yield Day("since" if since else "year", int(m["year"]), m.start(), m.end())


def _weekdays(text: str) -> Iterator[Day]:
    for m in _WEEKDAY.finditer(text):
        yield Day("weekday", _WEEK.index(m.group(1)), m.start(), m.end())


def named(text: str) -> tuple[Day, ...]:
    """Dates of `text`; none: (). Own definition."""
    return (*_months(text), *_years(text), *_weekdays(text))


def _only(days: Sequence[Day], kinds: Sequence[str]) -> Day | None:
    """The one date of these kinds that is named, if it is one."""
    found = [d for d in days if d.kind in kinds]
    return (
        found[0]
        if len({(d.kind, d.number, d.year if d.kind == "span" else None) for d in found}) == 1
        else None
    )


def _apart(a: int, b: int, around: int) -> int:
    """How far two numbers lie apart on a circle: 1 for December and January."""
    return min((a - b) % around, (b - a) % around)


def _months_differ(a: Day, b: Day) -> bool:
    if a.year and b.year and a.year != b.year:
        return False
    if a.kind == b.kind == "day":
        return 0 < _apart(a.number, b.number, 366) <= MAX_DAYS
    return 0 < _apart(a.month, b.month, 12) <= MAX_MONTHS


def _years_differ(a: Day, b: Day) -> bool:
    near = abs(a.number - b.number) <= MAX_YEARS or a.kind == "since"
    near_end = abs((a.year or 0) - (b.year or 0)) <= MAX_YEARS
    differ = (a.number, a.year) != (b.number, b.year)
    return a.kind == b.kind and differ and near and near_end


def may_be_one_day(a: Sequence[Day], b: Sequence[Day]) -> bool:
    """Whether both name no day of the week, or share one."""
    week_a, week_b = ({d.number for d in days if d.kind == "weekday"} for days in (a, b))
    return week_a == week_b or bool(week_a & week_b)


def _stems(words: Sequence[str]) -> set[str]:
    low = [w for w in words if w.islower() and len(w) > 3 and w not in _EMPTY]  # noqa: PLR2004
    return {_LIKE.get(w[:_STEM], w[:_STEM]) for w in low}


def _around(text: str, day: Day) -> tuple[set[str], set[str]]:
    """Stems of the words about a day, and of the two beside it."""
    before, after = _WORD.findall(text[: day.start]), _WORD.findall(text[day.end :])
    wide = [*before[-WINDOW:], *after[:WINDOW]]
    return _stems(wide), _stems([*before[-1:], *after[:1]])


def _weekdays_differ(text_a: str, a: Day, text_b: str, b: Day) -> bool:
    """Two days of the week that stand among the same words, or beside the same word."""
    (wide_a, next_a), (wide_b, next_b) = _around(text_a, a), _around(text_b, b)
    is_same_matter = len(wide_a & wide_b) >= MIN_SHARED or bool(next_a & next_b)
    return a.number != b.number and is_same_matter


def differing(
    text_a: str, a: Sequence[Day], text_b: str, b: Sequence[Day]
) -> Iterator[tuple[Day, Day]]:
    """Dates of two sentences that cannot both be right; `a`, `b`: what each names."""
    for kinds in (("day", "month", "other"), ("year", "since", "span"), ("weekday",)):
        one, other = _only(a, kinds), _only(b, kinds)
        if one is None or other is None or "other" in (one.kind, other.kind):
            continue
        if "day" in kinds:
            differ = _months_differ(one, other)
        elif "weekday" in kinds:
            differ = _weekdays_differ(text_a, one, text_b, other)
        else:
            differ = _years_differ(one, other)
        if differ:
            yield one, other
