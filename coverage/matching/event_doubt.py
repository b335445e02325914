"""What is not sure about events: articles at their edge, events that are perhaps one, stories.

All are means of likeness between groups of articles against the level at which they were cut.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from coverage.matching import cutting, event_features
from coverage.matching.event_links import Indices, Links
from coverage.matching.terms import Floats
from coverage.records import NearEvents, content_id

NEAR_PROBABILITY = 0.1
"""Probability from which two events are listed as perhaps one. Own choice: under it there is no
doubt worth a look."""


STORY_DAYS = 60
"""Days between two events of one story, at most. Own choice: a story runs for weeks; what is like
it years later is another one."""


def membership(found: Links, number: Indices, level: float) -> npt.NDArray[np.float64]:
    """Probability of each article to be of its event, rather than of the nearest other one or of
    none: a softmax over mean likeness to its event, to that one, and `level`. Shape (n,).

    Alone in its event: that it is of no other.
    """
    graph = cutting.graph_of(found.n, found.i, found.j, found.likeness)
    within, beside = cutting.means(graph, number)
    is_alone = np.bincount(number)[number] == 1
    own = np.exp(np.where(is_alone, level, within))
    none = np.where(is_alone, 0, np.exp(level))
    sure = own / (own + np.exp(beside) + none)
    return np.asarray(sure.round(event_features.DIGITS), dtype=np.float64)


def near_events(
    found: Links, number: Indices, level: float, event_ids: Sequence[str]
) -> list[NearEvents]:
    """Pairs of events that are perhaps one, likeliest first.

    `number` and `event_ids`: the event of each article by number, and each number's id.
    """
    between = _between(found, number)
    probability = 1 / (1 + np.exp(level - between.likeness))
    rows = []
    for k in np.flatnonzero(probability >= NEAR_PROBABILITY).tolist():
        a, b = sorted((event_ids[between.a[k]], event_ids[between.b[k]]))
        rows.append(NearEvents(a, b, round(float(probability[k]), event_features.DIGITS)))
    return sorted(rows, key=lambda row: (-row.probability, row.event_a, row.event_b))


def stories(
    found: Links,
    number: Indices,
    level: float,
    event_ids: Sequence[str],
    days: Sequence[int | None],
) -> dict[str, str]:
    """Event id -> story id, for events of which a story has several.

    Events are of one story where what they say matches as in one event and only the days between
    them, `STORY_DAYS` at most, part them (own definition). `number` and `event_ids` as for
    `near_events`; `days`: ordinal day of each article.
    """
    between = _between(found, number)
    is_story = (between.content >= level) & (between.content > between.likeness)
    day = _median_days(number, days)
    is_near = np.abs(day[between.a] - day[between.b]) <= STORY_DAYS  # never where one is NaN
    a, b = between.a[is_story & is_near], between.b[is_story & is_near]
    n = len(event_ids)
    graph = sparse.coo_matrix((np.ones(len(a), dtype=np.int8), (a, b)), (n, n))
    story = connected_components(graph, directed=False)[1]
    members: defaultdict[int, list[str]] = defaultdict(list)
    for k in np.union1d(a, b).tolist():
        members[story[k]].append(event_ids[k])
    return {i: content_id("story", *sorted(ids)) for ids in members.values() for i in ids}


def _median_days(number: Indices, days: Sequence[int | None]) -> npt.NDArray[np.float64]:
    """Median ordinal day of each event's dated articles; NaN where there is none."""
    known = pd.Series([float("nan") if day is None else float(day) for day in days])
    return np.asarray(known.groupby(number).median(), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class _Between:
    """Pairs of events a < b that have a link; their mean likeness, with the days and without."""

    a: Indices
    b: Indices
    likeness: npt.NDArray[np.float64]
    content: npt.NDArray[np.float64]


def _between(found: Links, number: Indices) -> _Between:
    size = np.bincount(number)
    a = np.minimum(number[found.i], number[found.j])
    b = np.maximum(number[found.i], number[found.j])
    is_across = a != b
    key, place = np.unique(a[is_across] * len(size) + b[is_across], return_inverse=True)
    first, second = key // len(size), key % len(size)

    def mean(value: Floats) -> npt.NDArray[np.float64]:
        capped = np.minimum(value[is_across], cutting.MOST)
        sums = np.bincount(place, capped, minlength=len(key))
        return np.asarray(sums / (size[first] * size[second]))

    return _Between(first, second, mean(found.likeness), mean(found.content))
