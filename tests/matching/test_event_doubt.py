"""What is not sure about events, on four articles: two on Monday's talks, two on a later day's."""

from __future__ import annotations

import numpy as np
import pytest

from coverage.matching import event_doubt
from coverage.matching.event_links import Links

EVENT = np.array([0, 0, 1, 1])
IDS = ["monday", "later"]
ROWS, COLUMNS = np.triu_indices(4, 1)
IS_ACROSS = EVENT[ROWS] != EVENT[COLUMNS]


def links(across: float, content: float) -> Links:
    """Articles of one event are at 12, those of two at `across`, at `content` without the days."""
    likeness = np.where(IS_ACROSS, across, 12).astype(np.float32)
    return Links(4, ROWS, COLUMNS, likeness, np.where(IS_ACROSS, content, 12).astype(np.float32))


@pytest.mark.parametrize(
    ("days", "is_story"),
    [
        ((0, 0, 30, 31), True),  # the talks went on a month later
        ((0, None, None, 31), True),
        ((0, 0, 400, 400), False),  # years later it is another story
        ((0, 0, None, None), False),  # without days nothing but content parts them
    ],
)
def test_a_story_of_weeks_is_parted_into_events_that_stay_linked(
    days: tuple[int | None, ...], is_story: bool
) -> None:
    found = event_doubt.stories(links(5, 10), EVENT, 8, IDS, days)
    assert set(found) == (set(IDS) if is_story else set())
    assert len(set(found.values())) <= 1


def test_events_that_differ_in_what_they_say_are_no_story() -> None:
    assert event_doubt.stories(links(5, 7), EVENT, 8, IDS, (0, 0, 30, 30)) == {}


def test_events_near_the_cut_are_perhaps_one() -> None:
    """At the level itself the chance is a half; far below it is not listed."""
    (near,) = event_doubt.near_events(links(8, 8), EVENT, 8, IDS)
    assert (near.event_a, near.event_b, near.probability) == ("later", "monday", 0.5)
    assert event_doubt.near_events(links(3, 3), EVENT, 8, IDS) == []


def test_an_article_between_two_events_is_less_sure_of_its_own() -> None:
    sure = event_doubt.membership(links(3, 3), EVENT, 8)
    torn = event_doubt.membership(links(11, 11), EVENT, 8)
    assert (sure > 0.97).all()
    assert (torn < 0.8).all()
    assert (torn > 0.5).all()
