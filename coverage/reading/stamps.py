"""One date or time as written -> a time in UTC, or nothing.

A day is read where it is written out: in figures with its year first, in figures that leave no
doubt which is the month, or with the month's name in any of many languages (`months`). A time of
day needs a clock's figures. Nothing is filled up: not the year, not the day, not a zone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from coverage.reading import months, zones
from coverage.records import Precision

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Before it there were no news pages."""
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
MAX_LENGTH = 200
"""Characters of a text within which its date must stand."""

_N_MONTHS = 12
_HALF = 12  # hours on a 12-hour clock
_GAP = r"(?:[\s.,/-]|\b(?:of|the|de|del|di|da|den|d|г)\b){0,6}"
_NUMBER = r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|er|re|º|ª|°)?(?!\d)"
_YEAR = r"(?P<y>(?:19|20)\d{2})(?!\d)"
_MONTH = rf"(?<!\w)(?P<m>{months.ANY})(?!\w)"
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})(?:\s?(?P<s>[-/.年년])\s?)(?P<m>\d{1,2})\s?(?:(?P=s)|[月월])\s?"
    r"(?P<d>\d{1,2})(?!\d)"
)
_WORDED = (
    re.compile(rf"{_NUMBER}{_GAP}{_MONTH}{_GAP}{_YEAR}", re.I),
    re.compile(rf"{_MONTH}{_GAP}{_NUMBER}{_GAP}{_YEAR}", re.I),
    re.compile(rf"(?<!\d){_YEAR}{_GAP}{_MONTH}{_GAP}{_NUMBER}", re.I),
    re.compile(rf"{_NUMBER}\s(?:tháng|thg)\s(?P<m>\d{{1,2}}){_GAP}(?:năm\s)?{_YEAR}", re.I),
)
_FIGURES = re.compile(
    r"(?<![\d./-])(?P<a>\d{1,2})(?P<s>[./-])\s?(?P<b>\d{1,2})(?P=s)\s?(?P<y>\d{4})(?!\d)"
)
_CLOCK = re.compile(
    r"(?<![\d:.+−])(?<!\d-)(?P<h>\d{1,2})(?:[:.h時시]\s?(?P<min>\d{2})(?!\d)(?::\d{2})?(?:[.,]\d+)?)?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?",
    re.I,
)
# Halves of the day that are written before the clock or in other letters.
_HALVES = (
    (re.compile(r"下午|晚上|午後|오후|مساء|\d\s?م(?!\w)|μ\.?μ"), "p"),
    (re.compile(r"上午|凌晨|午前|오전|صباح|\d\s?ص(?!\w)|π\.?μ"), "a"),
)
# 3 May 2024 at 10:00 as Unix and Twitter write it: "Fri May 03 10:00:00 +0000 2024".
_YEAR_BEHIND = re.compile(r"(\d{1,2}:\d{2}:\d{2}(?:\s[A-Z]{1,5}|\s[+-]\d{4})?)\s(\d{4})$")
_ISO = re.compile(r"\d{4}-?\d{2}-?\d{2}(?!\d)")
_SECONDS = re.compile(r"\d{10}(?:\.\d+)?")
_MILLISECONDS = re.compile(r"\d{13}(?:\.0+)?")


class Order(StrEnum):
    """Which figure of "03/05/2024" stands first."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time in UTC and how exactly it is known. `note`: what to say of its zone, or ""."""

    at: datetime
    precision: Precision
    note: str


@dataclass(frozen=True, slots=True)
class Figures:
    """A day in figures with its year last, as written; of two of them either can be the month."""

    words: str
    first: int
    second: int
    year: int
    mark: str  # what parts them

    def day(self, order: Order) -> date | None:
        """The day they mean in that order; `None` where there is no such day."""
        month, day = (self.first, self.second)[:: 1 if order is Order.MONTH else -1]
        return _day(self.year, month, day)

    @property
    def order(self) -> Order | None:
        """Which stands first, where the figures alone tell; with full stops it is the day."""
        if self.second > _N_MONTHS:
            return Order.MONTH
        if self.first > _N_MONTHS or self.first == self.second or self.mark == ".":
            return Order.DAY
        return None


def figures_in(text: str) -> Iterator[Figures]:
    """The days in figures, year last, that `text` holds."""
    for found in _FIGURES.finditer(plain(text)):
        yield Figures(found[0], int(found["a"]), int(found["b"]), int(found["y"]), found["s"])


def is_ambiguous(text: str) -> bool:
    """Whether the first day in `text` is one in figures of which either could be the month."""
    whole = plain(text[: 2 * MAX_LENGTH])[:MAX_LENGTH]
    found = None if _written_day(whole) else next(figures_in(whole), None)
    return found is not None and found.order is None


def is_date(text: str) -> bool:
    """Whether `text` is a date, be it one in figures that can be read both ways."""
    return parse(text) is not None or is_ambiguous(text)


def parse(text: str, order: Order | None = None) -> Stamp | None:
    """One date or time as written, in UTC; without a zone it is taken for UTC, as `note` says.

    `order` settles a day in figures that can be read both ways; without it, that is no date.
    `None` as well for what lacks its day, month or year and for days outside of 1990 to 2100. A
    time of day whose zone is named but cannot be told is left out: the day as written stays.
    """
    whole = plain(text[: 2 * MAX_LENGTH])[:MAX_LENGTH]
    found = _machine(whole) or _written(whole, order)
    return found if found and EARLIEST <= found.at < LATEST else None


def plain(text: str) -> str:
    """`text` with single white space and the digits of any script as 0 to 9."""
    digits = (str(unicodedata.digit(c)) if c > "\x7f" and c.isdecimal() else c for c in text)
    return " ".join("".join(digits).split())


def _machine(text: str) -> Stamp | None:
    """A time in a form for machines: ISO 8601, or seconds or milliseconds since 1970."""
    try:
        if _SECONDS.fullmatch(text) or _MILLISECONDS.fullmatch(text):
            seconds = float(text) / (1 if _SECONDS.fullmatch(text) else 1000)
            at = datetime.fromtimestamp(int(seconds), UTC)
            return Stamp(at, Precision.MINUTE, "in seconds since 1970")
        found = datetime.fromisoformat(text if _ISO.match(text) else "")
        local = found.replace(tzinfo=None)
        return _stamp(local, zones.of(found.tzinfo), has_clock=len(text) > len("2024-05-03"))
    except (ValueError, OverflowError):
        return None


def _written(text: str, order: Order | None) -> Stamp | None:
    text = _YEAR_BEHIND.sub(r"\2 \1", text)
    found = _written_day(text) or _figured_day(text, order)
    if found is None:
        return None
    day, (start, end) = found
    rest = f"{text[:start]} \0 {text[end:]}"  # so that no figure of the day is one of the clock
    clock, after = _clock(rest)
    if clock is None:
        return _stamp(datetime.combine(day, time()), None, has_clock=False)
    return _stamp(datetime.combine(day, clock), zones.behind(after), has_clock=True)


def _written_day(text: str) -> tuple[date, tuple[int, int]] | None:
    """The first day that is written with its year first or its month in words, and its bounds."""
    matches = [match for pattern in (_YEAR_FIRST, *_WORDED) for match in pattern.finditer(text)]
    for match in sorted(matches, key=lambda match: match.start()):
        name = match["m"].lower()
        month = int(name) if name.isdigit() else months.NAMES.get(name, 0)
        day = _day(int(match["y"]), month, int(match["d"]))
        if day is not None:
            return day, match.span()
    return None


def _figured_day(text: str, order: Order | None) -> tuple[date, tuple[int, int]] | None:
    for found in figures_in(text):
        settled = found.order or order
        day = found.day(settled) if settled else None
        if day is not None:
            start = text.index(found.words)
            return day, (start, start + len(found.words))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(text: str) -> tuple[time | None, str]:
    """The first time of day in `text`, and what follows it."""
    for found in _CLOCK.finditer(text):
        if found["min"] is None and found["half"] is None:
            continue
        hour, minute = int(found["h"]), int(found["min"] or 0)
        half = found["half"] or next((half for mark, half in _HALVES if mark.search(text)), None)
        if half and 0 < hour <= _HALF:
            hour = hour % _HALF + (_HALF if half.casefold() == "p" else 0)
        try:
            return time(hour, minute), text[found.end() :]
        except ValueError:
            continue
    return None, ""


def _stamp(local: datetime, zone: zones.Zone | None, has_clock: bool) -> Stamp:
    """A time as its zone's clocks show it, in UTC."""
    day = datetime.combine(local, time(), tzinfo=UTC)
    is_midnight = local.time() == time() and zone is None  # a day, as tables export it
    if not has_clock or is_midnight:
        return Stamp(day, Precision.DAY, "")
    if zone is None:
        at = local.replace(tzinfo=UTC)
        return _minute(at, "which names no zone and is taken as UTC")
    if zone.zone is None:
        return Stamp(day, Precision.DAY, f"{zone.words}, so that only the day is taken")
    return _minute(zones.to_utc(local, zone.zone), zone.words)


def _minute(at: datetime, note: str) -> Stamp:
    return Stamp(at.replace(microsecond=0), Precision.MINUTE, note)
