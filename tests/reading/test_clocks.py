"""Ages, and the clock of a page from which they count back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.reading.clocks import Clock, ages_in, clock_of, count_back, fetched_day
from coverage.reading.drafts import Draft, Page
from coverage.records import Precision

NOON = Clock(datetime(2024, 5, 3, 12, 0, tzinfo=UTC), "a clock")


def page(*lines: str) -> Page:
    return Page((Draft("Pier to close", None, (), ()),), lines)


@pytest.mark.parametrize(
    ("line", "at", "precision"),
    [
        ("6 hours ago", "2024-05-03T06:00", Precision.HOUR),
        ("Posted an hour ago by staff", "2024-05-03T11:00", Precision.HOUR),
        ("45 mins ago", "2024-05-03T11:15", Precision.MINUTE),
        ("two days ago", "2024-05-01T00:00", Precision.DAY),
        ("Yesterday", "2024-05-02T00:00", Precision.DAY),
        ("Published yesterday at 10:15 GMT", "2024-05-02T00:00", Precision.DAY),
        ("Today, 10:15", "2024-05-03T00:00", Precision.DAY),
        ("3 weeks ago", "2024-04-12T12:00", Precision.WINDOW),
    ],
)
def test_an_age_is_as_exact_as_its_unit(line: str, at: str, precision: Precision) -> None:
    (age,) = ages_in([line])
    assert count_back(age, NOON).isoformat() == f"{at}:00+00:00"
    assert age.precision is precision


@pytest.mark.parametrize(
    "line", ["Today", "TODAY IN HISTORY", "He left yesterday for the coast", "long ago", "ago"]
)
def test_what_is_no_age(line: str) -> None:
    """A section may be called "Today", and a story tells of yesterday."""
    assert ages_in([line]) == []


@settings(deadline=None)
@given(st.text())
def test_any_line_is_read_without_an_error(line: str) -> None:
    assert isinstance(ages_in([line]), list)


def clock(line: str, fetched: date | None = None, retrieved: datetime | None = None) -> Clock | str:
    return clock_of(page("Home", line), fetched, retrieved)


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("Last Update: 13-05-2024 Hour: 04:22 Beirut Timing", "2024-05-13T01:22"),
        ("Current time: 3 May 2024 14:00 CEST", "2024-05-03T12:00"),
        ("Time now 14:00 EDT, May 3, 2024", "2024-05-03T18:00"),
        ("Local time: 2024-05-03 14:00", "2024-05-03T14:00"),
    ],
)
def test_the_clock_is_read_with_its_zone(line: str, at: str) -> None:
    found = clock(line)
    assert isinstance(found, Clock)
    assert found.at.isoformat() == f"{at}:00+00:00"


def test_the_day_of_fetching_settles_which_figure_is_the_month() -> None:
    line = "Last Update: 02-03-2024 Hour: 14:00"
    found = clock(line, date(2024, 3, 2))
    assert isinstance(found, Clock)
    assert str(found.at.date()) == "2024-03-02"
    assert "day or the month first" in str(clock(line))


def test_what_lies_days_from_the_fetching_is_not_the_page_s_clock() -> None:
    """It tells of the article's last change."""
    assert clock("Last updated: 3 May 2024 14:00 GMT", date(2024, 6, 1)) == (
        "not what time it was then"
    )


def test_a_clock_in_no_known_zone_counts_for_nothing() -> None:
    assert "leaves its zone open" in str(clock("Time now: 3 May 2024 14:00 IST"))


def test_the_time_of_fetching_stands_in_for_a_clock() -> None:
    """Only where the page has none itself: a cache can be older than its fetching."""
    at = datetime(2024, 5, 3, 16, 30, 25, tzinfo=UTC)
    found = clock("Sport", at.date(), at)
    assert found == Clock(at.replace(second=25), "2024-05-03 16:30 UTC, when it was fetched")
    own = clock("Time now: 3 May 2024 14:00 GMT", at.date(), at)
    assert isinstance(own, Clock)
    assert f"{own.at:%H:%M}" == "14:00"
    assert clock("Sport") == "not what time it was then"


def test_the_day_an_archive_puts_before_a_page() -> None:
    found = page("date 2024-05-03 Pier to close", "News")
    assert fetched_day(found, found.drafts[0]) == date(2024, 5, 3)
    assert fetched_day(page("News"), found.drafts[0]) is None
