"""Blind spots: what others tell and an outlet lacks, and what may explain it."""

from __future__ import annotations

import pandas as pd

from coverage.views import blind_spots
from tests.views.test_event_filters import EVENTS, TELLERS

NEAR = pd.DataFrame(
    [("bridge", "fair", 0.2), ("choir", "fair", 0.3), ("ferry", "fair", 0.4)],
    columns=["event_a", "event_b", "probability"],
)


def lacking(*outlets: str) -> list[str]:
    return list(blind_spots.lacking(EVENTS, TELLERS, outlets)["event_id"])


def test_only_what_two_others_tell_is_a_blind_spot_the_most_widely_told_first() -> None:
    """C lacks the ferry; the choir, which one outlet alone tells, is no blind spot of anyone's."""
    assert lacking("C") == ["ferry"]
    assert lacking("A") == []
    assert lacking("D") == ["bridge", "fair", "ferry"]


def test_a_group_lacks_what_none_of_its_outlets_tells() -> None:
    assert lacking("B", "C") == []
    assert lacking("B") == ["fair"]


def test_the_tally_is_what_choosing_each_outlet_would_show() -> None:
    counts = blind_spots.tally(EVENTS, TELLERS)
    assert dict(zip(counts["outlet"], counts["n"], strict=True)) == {
        outlet: len(lacking(outlet)) for outlet in "ABC"
    }
    assert list(counts["n"]) == [1, 1, 0]


def test_a_near_event_that_it_tells_is_named() -> None:
    """C lacks the ferry, but tells the fair, which is perhaps the same."""
    rows = blind_spots.lacking(EVENTS, TELLERS, ["C"])
    assert blind_spots.perhaps_told(rows, NEAR, TELLERS, ["C"]) == {"ferry": ("fair", 0.4)}
    assert blind_spots.perhaps_told(rows, NEAR, TELLERS, ["D"]) == {}


def test_events_of_days_from_which_there_is_nothing_of_it() -> None:
    articles = pd.DataFrame(
        {
            "outlet": ["C", "C", "U"],
            "published": pd.to_datetime(["2031-05-03T22:00", "2031-05-04T01:00", "NaT"], utc=True),
        }
    )
    is_outside = blind_spots.outside(EVENTS, articles, ["C"])
    assert dict(zip(EVENTS["event_id"], is_outside, strict=True)) == {
        "bridge": False, "ferry": False, "choir": True, "fair": False,
    }  # fmt: skip
    assert not blind_spots.outside(EVENTS, articles, ["U"]).any()


def test_the_finding_counts() -> None:
    rows = blind_spots.lacking(EVENTS, TELLERS, ["C"])
    assert blind_spots.finding(rows, 3, "C", 0) == (
        "C lacks 1 of 3 events that two outlets or more tell."
    )
    assert blind_spots.finding(rows, 3, "C", 1).endswith(
        "1 of these lies outside the days of its articles."
    )
    assert "2 of these lie outside" in blind_spots.finding(rows, 3, "C", 2)
    assert blind_spots.finding(rows[:0], 3, "A", 0).startswith("A tells every event")
