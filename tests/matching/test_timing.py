"""What days apart say, against how often they lie so far apart in the corpus."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.matching.timing import MOST_AGAINST, MOST_FOR, WEIGHT, Timing

YEARS = [day for week in range(100) for day in (week * 7, week * 7 + 1)]
"""Two articles a week over two years."""


def worth(timing: Timing, i: int, j: int) -> float:
    return float(timing.between(np.array([i]), np.array([j]))[0])


def test_near_speaks_for_and_far_against_one_event() -> None:
    timing = Timing.of(YEARS)
    assert worth(timing, 0, 1) > 1
    assert worth(timing, 0, 40) < 0
    assert worth(timing, 0, 1) > worth(timing, 0, 3) > worth(timing, 0, 9)


def test_one_day_says_less_in_a_corpus_of_one_week() -> None:
    """All of it is from the same days, so that two articles are says next to nothing."""
    week = Timing.of([day % 5 for day in range(50)])
    assert 0 < worth(week, 0, 5) < worth(Timing.of(YEARS), 0, 1) / 2


def test_an_undated_article_leans_on_content_alone() -> None:
    timing = Timing.of([None, 3, 4, None])
    assert worth(timing, 0, 1) == worth(timing, 0, 3) == 0


@pytest.mark.parametrize("days", [[None], [7], [7, 7], [7, 7, 7]])
def test_days_that_do_not_differ_say_nothing(days: list[int | None]) -> None:
    assert Timing.of(days).by_gap.tolist() == [0]


@given(st.lists(st.none() | st.integers(0, 4000), min_size=2, max_size=30))
def test_what_a_gap_is_worth_is_bounded(days: list[int | None]) -> None:
    timing = Timing.of(days)
    i, j = np.triu_indices(len(days), 1)
    found = timing.between(i, j)
    assert found.min() >= WEIGHT * MOST_AGAINST
    assert found.max() <= WEIGHT * MOST_FOR
