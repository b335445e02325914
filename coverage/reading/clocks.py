"""Ages ("6 hours ago", "yesterday") and the clock from which they count back.

The clock is a time that the page gives as its own ("Last Update: 02-07-2025 Hour: 04:22"); where
it has none, the time at which it was fetched. Which of the clock's figures is the month is settled
by the day of fetching; where nothing settles it, there is no clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from coverage.reading import cues, stamps
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
# A day by its name is an age only where its line says little else.
# A day by its name is an age only where its line says little else; "Today" alone names sections.
_DAY_NAME = re.compile(
    rf"^\W*(?:(?:published|posted|updated)\W+(?:on\W+)?(?:yesterday|today)\b|yesterday\b|"
    rf"today(?=[\s,|·–-]{{1,4}}(?:at\s)?\d))(?:[\s,|·–-]{{1,4}}(?:at\s)?{cues.CLOCK})?\W*$",
    re.I,
)
_OWN_CLOCK = re.compile(r"last updated?|time now|current time|local time|retrieved", re.I)

NEAR_DAYS = 2
"""A clock and the day of fetching are at most this far apart: zones, and a cache's day."""


@dataclass(frozen=True, slots=True)
class Age:
    """How long ago, as written, and the line it stands in up to it."""

    words: str
    before: str
    step: timedelta
    precision: Precision


@dataclass(frozen=True, slots=True)
class Clock:
    """The time from which ages count back, in UTC, and in words whose it is."""

    at: datetime
    words: str


def ages_in(lines: Iterable[str]) -> list[Age]:
    """The ages in `lines`, in order."""
    found = []
    for line in lines:
        for match in cues.AGE.finditer(line):
            step, precision = _length(match)
            found.append(Age(match[0], line[: match.start()], step, precision))
        named = _DAY_NAME.match(line)
        if named:
            n_days = int("yesterday" in line.casefold())
            found.append(Age(line.strip(), line, timedelta(days=n_days), Precision.DAY))
    return found


def _length(age: re.Match[str]) -> tuple[timedelta, Precision]:
    number, unit = age[1].casefold(), age[2].casefold()
    key = unit[:2] if unit[:2] in ("mi", "mo") else "mi" if unit == "m" else unit[0]
    step, precision = _UNITS[key]
    return (int(number) if number.isdigit() else _NUMBERS[number]) * step, precision


def count_back(age: Age, clock: Clock) -> datetime:
    """The time in UTC that lies an age before the clock, of an age in days the day."""
    at = clock.at - age.step
    return datetime.combine(at, time(), tzinfo=UTC) if age.precision is Precision.DAY else at


def clock_of(page: Page, fetched: date | None, retrieved: datetime | None) -> Clock | str:
    """The page's own clock, else the time of fetching, else in words why there is none.

    `fetched` is the day of fetching, where that is known, `retrieved` its time.
    """
    own = _own_clock(page, fetched)
    if isinstance(own, str) and retrieved is not None:
        at = retrieved.astimezone(UTC).replace(microsecond=0)
        return Clock(at, f"{at:%Y-%m-%d %H:%M} UTC, when it was fetched")
    return own


def _own_clock(page: Page, fetched: date | None) -> Clock | str:
    reason = "not what time it was then"
    for line in page.rest:
        match = cues.STAMP.search(line) if _OWN_CLOCK.search(line) else None
        if match is None:
            continue
        found = _time(match[0], fetched)
        if isinstance(found, str):
            reason = found
        elif found is not None:
            return found
    return reason


def _time(words: str, fetched: date | None) -> Clock | str | None:
    """The clock that `words` are, in words why they leave it open, or `None` if they are none."""
    readings = {stamps.parse(words, order) for order in stamps.Order}
    times = sorted((found for found in readings if found), key=lambda found: found.at)
    if fetched is not None:
        times = [t for t in times if abs((t.at.date() - fetched).days) <= NEAR_DAYS]
    if len(times) > 1:
        return f'its clock "{words}" may put the day or the month first'
    if not times or times[0].precision is not Precision.MINUTE:
        return f'its clock "{words}" leaves its zone open' if times and times[0].note else None
    note = f" ({times[0].note})" if times[0].note else ""
    return Clock(times[0].at, f'its clock\'s "{words}"{note}')


def fetched_day(page: Page, draft: Draft) -> date | None:
    """The day on which an archive fetched the page, where it wrote that before it."""
    for line in (*draft.header, *page.rest):
        match = cues.FETCHED.match(line)
        found = stamps.parse(match[1]) if match else None
        if found is not None:
            return found.at.date()
    return None
