"""Days that articles name in their text: reports of one event name the day it happened.

"On February 7" and, where the article's own day is known, "on Monday". That two articles name the
same day speaks for one event, the more the rarer shared days are in the corpus; that they name
different days says little, since an article names some of many.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy import sparse

from coverage.matching import term_counts
from coverage.matching.term_counts import Terms
from coverage.matching.terms import Floats

SHARED_IN_EVENT = 0.6
"""Share of pairs of one event, both naming days, that name a common one. Measured: 0.60 on ECB+,
0.74 on NewsWCL50, 0.62 on the claims corpus, 0.47 on the invented events; of other pairs 0.01."""

WEIGHT = 0.5
"""Part of the log-likelihood ratio that counts, since content and days between already hold some of
it. From 0.5 to 0.75 the mean B-cubed F1 over 20 settings rises by 0.003, at 1 by 0.001."""

# A corpus's own rate of shared days is held near the usual one while it has few articles.
USUAL_RATE, PRIOR_ARTICLES = 0.02, 50

CHUNK = 65536
"""Pairs compared at a time: bounds memory, changes nothing."""

LEAP_YEAR = 2024  # a day that is named without its year may be of any

_MONTHS = {name[:3].casefold(): k for k, name in enumerate(calendar.month_name) if name}
_MONTH = "|".join(rf"{name}|{name[:3]}\.?" for name in calendar.month_name if name) + r"|Sept\.?"
_DAY = re.compile(
    rf"\b(?P<month>{_MONTH})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b|"
    rf"\b(?P<first>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<then>{_MONTH})(?!\w)"
)
# A text without a letter run of this kind names no month; it is found ten times as fast.
_MAY_NAME_MONTH = re.compile("[JFMASOND](?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec)")
_WEEKDAYS = {name: k for k, name in enumerate(calendar.day_name)}
# Found by their first letters; that none goes before is looked at afterwards.
_WEEKDAY = re.compile(r"[MTWFS](?<!\w.)(?:on|ues|ednes|hurs|ri|atur|un)day\b", re.DOTALL)


def days_in(text: str, published: int | None) -> Iterator[tuple[int, int]]:
    """Month and day of each day named in `text`; a weekday is the last one by `published`.

    `published`: the article's ordinal day, where it is known. English only.
    """
    yield from _dates_in(text)
    if published is not None:
        for name in set(_weekdays_in(text)):
            then = date.fromordinal(int(_last(published, _WEEKDAYS[name])))
            yield then.month, then.day


def day_terms(text: str) -> list[str]:
    """What of the days in `text` does not depend on when it was published: "2-7", "Monday"."""
    return [f"{month}-{day}" for month, day in _dates_in(text)] + _weekdays_in(text)


def _dates_in(text: str) -> Iterator[tuple[int, int]]:
    """Month and day of each date named in `text`."""
    if not _MAY_NAME_MONTH.search(text):
        return
    for match in _DAY.finditer(text):
        month = _MONTHS.get((match["month"] or match["then"])[:3].casefold())
        day = int(match["day"] or match["first"])
        if month and 1 <= day <= calendar.monthrange(LEAP_YEAR, month)[1]:
            yield month, day


def _weekdays_in(text: str) -> list[str]:
    return [name for name in _WEEKDAY.findall(text) if name in _WEEKDAYS]


def _last(published: npt.ArrayLike, weekday: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Ordinal of the last day of that name by `published`; the first week of year 1 has none."""
    today = np.asarray(published, dtype=np.int64)
    back = (today - 1 - np.asarray(weekday, dtype=np.int64)) % 7  # day 1 was a Monday
    return np.asarray(np.where(today > back, today - back, today))


@dataclass(frozen=True, slots=True)
class NamedDays:
    """`named`: (n, 372) bits, of 47 bytes each row, set where an article names a day.

    `worth`: log-odds of sharing one.
    """

    named: npt.NDArray[np.uint8]
    worth: float

    @classmethod
    def of(cls, texts: Sequence[str], days: Sequence[int | None]) -> Self:
        """Read the days of n texts; `days`: ordinal day of each, where it is known."""
        return cls.counted(term_counts.count(texts, day_terms), days)

    @classmethod
    def counted(cls, told: Terms, days: Sequence[int | None]) -> Self:
        """From the `day_terms` of n texts; learn how often two of them share a day by chance."""
        rows, terms = told.counts.nonzero()
        weekday = np.array([_WEEKDAYS.get(term, -1) for term in told.vocabulary], dtype=np.int64)
        column = np.array([_column(term) for term in told.vocabulary], dtype=np.int64)
        is_date = weekday[terms] < 0
        published = np.array([0 if day is None else day for day in days], dtype=np.int64)
        is_last = ~is_date & (published[rows] > 0)
        then = _columns(_last(published[rows[is_last]], weekday[terms[is_last]]))
        place = (
            np.concatenate([rows[is_date], rows[is_last]]),
            np.concatenate([column[terms[is_date]], then]),
        )
        ones = np.ones(len(place[0]), dtype=np.float32)
        named = sparse.csr_matrix((ones, place), (len(told), 12 * 31))
        named.data[:] = 1  # a day that is named twice is named
        worth = WEIGHT * float(np.log(SHARED_IN_EVENT / _rate(named)))
        return cls(np.packbits(named.toarray() > 0, axis=1), worth)

    def shared(self, i: npt.NDArray[np.intp], j: npt.NDArray[np.intp]) -> Floats:
        """Log-odds for i[k] and j[k]: `worth` where they name a common day, else 0."""
        found = np.zeros(len(i), dtype=np.float32)
        for low in range(0, len(i), CHUNK):
            some = slice(low, low + CHUNK)
            is_shared = (self.named[i[some]] & self.named[j[some]]).any(axis=1)
            found[some][is_shared] = self.worth
        return found


def _column(term: str) -> int:
    """Column of a date in `named`; 0 for a weekday, which has none of its own."""
    if term in _WEEKDAYS:
        return 0
    month, day = term.split("-")
    return (int(month) - 1) * 31 + int(day) - 1


def _columns(ordinal: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Columns of days in `named`."""
    day = (ordinal - date(1970, 1, 1).toordinal()).astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    column = month.astype(np.int64) % 12 * 31 + (day - month).astype(np.int64)
    return np.asarray(column, dtype=np.int64)


def _rate(named: sparse.csr_matrix) -> float:
    """Chance, 0.005 to 0.5, that two articles that name days name a common one."""
    n_naming = int((np.diff(named.indptr) > 0).sum())
    per_day = np.asarray(named.sum(axis=0)).ravel()
    n_prior = PRIOR_ARTICLES * (PRIOR_ARTICLES - 1)
    shared = float((per_day * (per_day - 1)).sum()) + USUAL_RATE * n_prior
    return float(np.clip(shared / (n_naming * (n_naming - 1) + n_prior), 0.005, 0.5))
