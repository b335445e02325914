"""Who came first: an outlet, by how much, and how sure, from times of different precision."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pytest

from coverage.records import Precision
from coverage.views.firsts import firsts, tally, told

DAY, HOUR, MINUTE, NONE, WINDOW = (
    Precision.DAY,
    Precision.HOUR,
    Precision.MINUTE,
    Precision.NONE,
    Precision.WINDOW,
)


def articles(*rows: tuple[str, str, datetime | None, Precision]) -> pd.DataFrame:
    """Articles of one event: outlet, version, when and how exactly."""
    frame = pd.DataFrame(rows, columns=["outlet", "version_id", "published", "published_precision"])
    times = pd.to_datetime(frame["published"], utc=True)
    return frame.assign(event_id="bridge", published=times)


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2031, 5, day, hour, minute, tzinfo=UTC)


def said(*rows: tuple[str, str, datetime | None, Precision]) -> str:
    """Who came first, in words."""
    found = firsts(articles(*rows))
    return told(found.loc["bridge"].to_dict() if len(found) else None)


def test_the_first_is_told_with_how_long_before_the_next() -> None:
    assert said(
        ("Lenn Gazette", "b", at(3, 12, 40), MINUTE), ("Harbour Courier", "a", at(3, 9, 30), MINUTE)
    ) == ("Harbour Courier first, 3 May 2031, 09:30 UTC, 3 hours before Lenn Gazette.")


@pytest.mark.parametrize(
    ("later", "precision", "gap"),
    [
        (at(3, 9, 47), MINUTE, "17 minutes"),
        (at(3, 10, 31), MINUTE, "1 hour"),
        (at(3, 11), HOUR, "2 hours"),
        (at(4), DAY, "1 day"),
        (at(9, 9), MINUTE, "6 days"),
    ],
)
def test_the_gap_is_no_more_exact_than_both_times(
    later: datetime, precision: Precision, gap: str
) -> None:
    found = said(("A", "a", at(3, 9, 30), MINUTE), ("B", "b", later, precision))
    assert found.endswith(f", {gap} before B.")


def test_of_one_day_without_hours_nobody_is_known_to_be_first() -> None:
    """Half past nine lies within the day: the Gazette may have been earlier or later."""
    found = said(("Lenn Gazette", "b", at(3), DAY), ("Harbour Courier", "a", at(3, 9, 30), MINUTE))
    assert found == ("First, 3 May 2031: Lenn Gazette or Harbour Courier (only the day is known).")


def test_an_undated_article_may_always_be_earlier() -> None:
    found = said(
        ("A", "a", at(3), DAY), ("B", "b", at(5), DAY), ("C", "c", None, NONE),
        ("D", "d", at(4), WINDOW),
    )  # fmt: skip
    assert found == "A first, 3 May 2031, 2 days before B; C and D undated, so perhaps earlier."
    assert said(("C", "c", None, NONE)) == "Who came first is unknown: no article bears its day."


def test_copies_count_as_one() -> None:
    """The next tells it in its own words; that a copy came in between is no news."""
    rows = [("A", "a", at(3), DAY), ("B", "a", at(4), DAY)]
    assert said(*rows) == "A first, 3 May 2031; the others carry its text."
    assert said(*rows, ("C", "c", at(6), DAY)) == "A first, 3 May 2031, 3 days before C."


def test_an_outlet_is_not_its_own_next() -> None:
    rows = [("A", "a", at(3), DAY), ("A", "b", at(4), DAY)]
    assert said(*rows) == "A first, 3 May 2031."


def test_the_tally_counts_only_what_is_known() -> None:
    first = articles(("A", "a", at(3), DAY), ("B", "b", at(4), DAY))
    tie = articles(("A", "a", at(3), DAY), ("B", "b", at(3), DAY)).assign(event_id="ferry")
    undated = articles(("A", "a", None, NONE)).assign(event_id="choir")
    found = firsts(pd.concat([first, tie, undated], ignore_index=True))
    assert set(found.index) == {"bridge", "ferry"}
    assert tally(found, 3) == (
        "Came first, as far as articles are dated: A on 1 event; not known of 2."
    )
    assert tally(found[found.index == "ferry"], 1) == ""
