"""Times of day that a sentence names: "7 p.m.", "5:40 am", "a little before nine on Sunday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coverage.measures.numbers import written

MAX_MINUTES = 60
"""How far two times may lie apart and still be one told roughly. Own choice."""

_HALF_DAY = 720  # minutes
_DIGITS = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap])\.?m\b\.?"
    r"|(?<![\d:])\b(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)\b(?![:\d])",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?P<noon>noon|midday)\b|\bmidnight\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:at|before|after|until|till|around|about|by|nearly) $", re.IGNORECASE)
_AFTER = re.compile(
    r" (?:o['’]clock|in the (?:morning|afternoon|evening)|at night|on [A-Z][a-z]+day)\b"
)
_ZONE = re.compile(r"\b(?:GMT|UTC|[ECMP][SD]?T|CES?T|local time|Eastern|Pacific)\b")


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day. `is_sure`: whether before or after noon is known."""

    minutes: int  # since midnight
    is_sure: bool
    start: int
    end: int

    def differs(self, other: Time) -> bool:
        """Whether the two lie more than an hour apart, whichever half of the day is meant."""
        around = 2 * _HALF_DAY if self.is_sure and other.is_sure else _HALF_DAY
        apart = (self.minutes - other.minutes) % around
        return min(apart, around - apart) > MAX_MINUTES


def _in_digits(text: str) -> Iterator[Time]:
    for m in _DIGITS.finditer(text):
        if m["half"] and 1 <= int(m["hour"]) <= 12:  # noqa: PLR2004
            hour = int(m["hour"]) % 12 + (12 if m["half"].lower() == "p" else 0)
            yield Time(60 * hour + int(m["minute"] or 0), True, m.start(), m.end())
        elif m["hour24"]:
            hour, minute = int(m["hour24"]), int(m["minute24"])
            yield Time(60 * hour + minute, hour > 12, m.start(), m.end())  # noqa: PLR2004


def _in_words(text: str) -> Iterator[Time]:
    for m in _NAMED.finditer(text):
        yield Time(_HALF_DAY if m["noon"] else 0, True, m.start(), m.end())
    for n in written(text):
        is_hour = n.is_spelt and not n.is_ordinal and 1 <= n.value <= 12  # noqa: PLR2004
        if is_hour and _BEFORE.search(text, 0, n.start) and _AFTER.match(text, n.end):
            yield Time(60 * int(n.value), False, n.start, n.end)


def times(text: str) -> tuple[Time, ...]:
    """Times of day of `text`; none, or one in a named time zone: (). Own definition."""
    return () if _ZONE.search(text) else (*_in_digits(text), *_in_words(text))


def differing(a: tuple[Time, ...], b: tuple[Time, ...]) -> Iterator[tuple[Time, Time]]:
    """The one time of each side, where they cannot be one."""
    if len(a) == len(b) == 1 and a[0].differs(b[0]):
        yield a[0], b[0]
