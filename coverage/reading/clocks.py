"""Ages ("6 hours ago") and the clock of a page from which they count back.

The clock is a time that the page gives as its own ("Last Update: 02-07-2025 Hour: 04:22"). Which
of its figures is the month is settled by the day on which an archive fetched the page; where
nothing settles it, there is no clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from coverage.reading import cues
from coverage.reading.drafts import Draft, Page
from coverage.records import Precision

_UNITS = {
    "s": (timedelta(seconds=1), Precision.MINUTE),
    "mi": (timedelta(minutes=1), Precision.MINUTE),
    "h": (timedelta(hours=1), Precision.HOUR),
    "d": (timedelta(days=1), Precision.DAY),
    "w": (timedelta(weeks=1), Precision.WINDOW),
    "mo": (timedelta(days=30), Precision.WINDOW),
    "y": (timedelta(days=365), Precision.WINDOW),
}
_NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: n for n, word in enumerate(_NUMBER_WORDS.split(), start=1)} | {"a": 1, "an": 1}
_DAY = re.compile(cues.DAY, re.I)
_FIGURES = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_TIME = re.compile(r"(?<![\d+-])(\d{1,2})[:.](\d{2})(?::\d{2})?(?!\d)\s?([ap]\.?m\b)?", re.I)
_OFFSET = re.compile(r"(?:UTC|GMT|(?<=\d)|(?<=\s))([+-])(\d{1,2}):?(\d{2})?\b")
_PLACE_TIME = re.compile(r"\b([A-Z]\w+(?:[ _][A-Z]\w+)?)\s(?:[Ll]ocal\s)?[Tt]im(?:e|ing)\b")
_ABBREVIATED = re.compile(
    r"\b(UTC|GMT|BST|CEST|CET|EEST|EET|MSK|EDT|EST|CDT|CST|MDT|MST|PDT|PST)\b"
)
_ABBREVIATIONS = {
    "UTC": 0, "GMT": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8,
}  # fmt: skip
_OWN_CLOCK = re.compile(r"last updated?|time now|current time|local time|retrieved", re.I)
# A clock and the day of fetching are at most this far apart: zones, and a cache's day.
_FETCH_DAYS = 2


@dataclass(frozen=True, slots=True)
class Clock:
    """The time that a page shows as its own, in UTC, and the words in which it does."""

    at: datetime
    words: str


def count_back(age: re.Match[str], clock: Clock) -> tuple[datetime, Precision]:
    """The time that lies an age (a match of `cues.AGE`) before the clock, as exact as its unit."""
    number, unit = age[1].casefold(), age[2].casefold()
    key = unit[:2] if unit[:2] in ("mi", "mo") else "mi" if unit == "m" else unit[0]
    step, precision = _UNITS[key]
    return clock.at - (int(number) if number.isdigit() else _NUMBERS[number]) * step, precision


def page_clock(page: Page, fetched: date | None) -> Clock | str:
    """The page's own clock, or in words why there is none to count back from."""
    reason = "not what time it was then"
    for line in page.rest:
        day = _DAY.search(line)
        time = _time_beside(line, day) if day and _OWN_CLOCK.search(line) else None
        if day is None or time is None:
            continue
        dates = list(_days(day[0]))
        near = [d for d in dates if fetched and abs((d - fetched).days) <= _FETCH_DAYS]
        if len(near) != 1 and len(dates) != 1:
            reason = f'its clock "{day[0]}" may put the day or the month first'
            continue
        zone, zone_words = zone_of(line)
        at = datetime.combine((near or dates)[0], datetime.min.time(), tzinfo=zone)
        at = at.replace(hour=_hour(time), minute=int(time[2]) % 60)
        return Clock(at.astimezone(UTC), f"{day[0]} {time[0].strip()} ({zone_words})")
    return reason


def _time_beside(line: str, day: re.Match[str]) -> re.Match[str] | None:
    return _TIME.search(line, day.end()) or _TIME.search(line[: day.start()])


def _days(text: str) -> Iterator[date]:
    """The days that words or figures can mean: one, or two where day and month can swap."""
    figures = _FIGURES.fullmatch(text)
    if figures is None:
        for form in ("%Y-%m-%d", "%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y"):
            yield from _day(re.sub(r"(?<=\d)(?:st|nd|rd|th)|[.,]", "", text), form)
        return
    yield from dict.fromkeys(
        day for form in ("%d %m %Y", "%m %d %Y") for day in _day(" ".join(figures.groups()), form)
    )


def _day(text: str, form: str) -> Iterator[date]:
    try:
        yield datetime.strptime(text, form).date()  # noqa: DTZ007  # a day has no zone
    except ValueError:
        return


def _hour(time: re.Match[str]) -> int:
    hour = int(time[1]) % 24
    if time[3]:
        return hour % 12 + (12 if time[3].casefold().startswith("p") else 0)
    return hour


def zone_of(text: str) -> tuple[tzinfo, str]:
    """The time zone that `text` names, by city, offset or abbreviation, and its name; else UTC."""
    place = _PLACE_TIME.search(text)
    key = _cities().get(place[1].replace(" ", "_").casefold()) if place else None
    if key:
        return ZoneInfo(key), f"{key} time"
    offset = _OFFSET.search(text)
    if offset:
        ahead = timedelta(hours=int(offset[2]) % 24, minutes=int(offset[3] or 0) % 60)
        return timezone(ahead if offset[1] == "+" else -ahead), offset[0].strip()
    named = _ABBREVIATED.search(text)
    if named:
        return timezone(timedelta(hours=_ABBREVIATIONS[named[1]])), named[1]
    return UTC, "no zone named, taken as UTC"


@cache
def _cities() -> dict[str, str]:
    """City in lower case -> its zone in the tz database."""
    return {key.rpartition("/")[2].casefold(): key for key in sorted(available_timezones())}


def fetched_day(page: Page, draft: Draft) -> date | None:
    """The day on which an archive fetched the page, where it wrote that before it."""
    for line in (*draft.header, *page.rest):
        match = cues.FETCHED.match(line)
        day = next(_day(match[1], "%Y-%m-%d"), None) if match else None
        if day is not None:
            return day
    return None
