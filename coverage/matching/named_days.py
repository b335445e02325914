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
from datetime import date, timedelta
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy import sparse

from coverage.matching.terms import Floats

SHARED_IN_EVENT = 0.6
"""Share of pairs of one event, both naming days, that name a common one. Measured: 0.60 on ECB+,
0.74 on NewsWCL50, 0.62 on the claims corpus, 0.47 on the invented events; of other pairs 0.01."""

WEIGHT = 0.5
"""Part of the log-likelihood ratio that counts, since content and days between already hold some of
it. From 0.5 to 0.75 the mean B-cubed F1 over 20 settings rises by 0.003, at 1 by 0.001."""

# A corpus's own rate of shared days is held near the usual one while it has few articles.
USUAL_RATE, PRIOR_ARTICLES = 0.02, 50

LEAP_YEAR = 2024  # a day that is named without its year may be of any

_MONTHS = {name[:3].casefold(): k for k, name in enumerate(calendar.month_name) if name}
_MONTH = "|".join(rf"{name}|{name[:3]}\.?" for name in calendar.month_name if name) + r"|Sept\.?"
_DAY = re.compile(
    rf"\b(?P<month>{_MONTH})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b|"
    rf"\b(?P<first>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<then>{_MONTH})(?!\w)"
)
_WEEKDAYS = {name: k for k, name in enumerate(calendar.day_name)}
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b")


def days_in(text: str, published: int | None) -> Iterator[tuple[int, int]]:
    """Month and day of each day named in `text`; a weekday is the last one by `published`.

    `published`: the article's ordinal day, where it is known. English only.
    """
    for match in _DAY.finditer(text):
        month = _MONTHS.get((match["month"] or match["then"])[:3].casefold())
        day = int(match["day"] or match["first"])
        if month and 1 <= day <= calendar.monthrange(LEAP_YEAR, month)[1]:
            yield month, day
    if published is not None:
        today = date.fromordinal(published)
        for name in set(_WEEKDAY.findall(text)):
            back = (today.weekday() - _WEEKDAYS[name]) % 7
            then = today - timedelta(days=back) if today.toordinal() > back else today
            yield then.month, then.day


@dataclass(frozen=True, slots=True)
class NamedDays:
    """`named`: (n, 372), 1 where an article names a day. `worth`: log-odds of sharing one."""

    named: sparse.csr_matrix
    worth: float

    @classmethod
    def of(cls, texts: Sequence[str], days: Sequence[int | None]) -> Self:
        """Read the days of n articles and learn how often two of them share one by chance."""
        rows, columns = [], []
        for k, (text, published) in enumerate(zip(texts, days, strict=True)):
            for month, day in set(days_in(text, published)):
                rows.append(k)
                columns.append((month - 1) * 31 + day - 1)
        ones = np.ones(len(rows), dtype=np.float32)
        named = sparse.csr_matrix((ones, (rows, columns)), (len(texts), 12 * 31))
        return cls(named, WEIGHT * float(np.log(SHARED_IN_EVENT / _rate(named))))

    def shared(self, i: npt.NDArray[np.intp], j: npt.NDArray[np.intp]) -> Floats:
        """Log-odds for i[k] and j[k]: `worth` where they name a common day, else 0."""
        n_shared = np.asarray(self.named[i].multiply(self.named[j]).sum(axis=1)).ravel()
        return np.where(n_shared > 0, np.float32(self.worth), np.float32(0))


def _rate(named: sparse.csr_matrix) -> float:
    """Chance, 0.005 to 0.5, that two articles that name days name a common one."""
    n_naming = int((np.diff(named.indptr) > 0).sum())
    per_day = np.asarray(named.sum(axis=0)).ravel()
    n_prior = PRIOR_ARTICLES * (PRIOR_ARTICLES - 1)
    shared = float((per_day * (per_day - 1)).sum()) + USUAL_RATE * n_prior
    return float(np.clip(shared / (n_naming * (n_naming - 1) + n_prior), 0.005, 0.5))
