"""When an article was published, how exactly, and from what that is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from coverage.reading.articles import read_articles
from coverage.reading.dating import parse
from coverage.reading.sources import read
from coverage.records import Article, Precision
from coverage.settings import Settings

BODY = (
    "The harbour council voted to close the old pier for two years, its chairman said. "
    "Engineers had warned that its piles were rotten below the water line. "
    "Fishing boats will land at the north quay until the repairs are done, the council said. "
    "Traders on the pier asked for help with their rents and were promised an answer soon."
)


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("2026-03-02T09:30:00+01:00", "2026-03-02T08:30:00+00:00", Precision.MINUTE),
        ("2 Mar, 2026 09:30", "2026-03-02T09:30:00+00:00", Precision.MINUTE),
        ("March 2, 2026", "2026-03-02T00:00:00+00:00", Precision.DAY),
        ("02.03.2026", "2026-03-02T00:00:00+00:00", Precision.DAY),
        ("23/03/2026", "2026-03-23T00:00:00+00:00", Precision.DAY),
    ],
)
def test_written_forms(text: str, at: str, precision: Precision) -> None:
    found = parse(text)
    assert found is not None
    assert found.at is not None
    assert (found.at.isoformat(), found.precision) == (at, precision)


@pytest.mark.parametrize("text", ["02/03/2026", "2 March", "soon", "", "12345"])
def test_what_can_be_read_two_ways_or_not_at_all_is_no_date(text: str) -> None:
    """2 March or 3 February? The page's other dates may tell; alone it stays open."""
    assert parse(text) is None


def article(folder: Path, page: str) -> Article:
    (folder / "page.txt").write_text(page)
    (found,), _ = read_articles(read([folder])[0], Settings())
    return found


def test_an_age_counts_back_from_the_page_s_own_clock(tmp_path: Path) -> None:
    """3 hours before 14:00 in Paris on 2 March is 10:00 UTC, known to the hour."""
    page = f"""date 2026-03-02 Pier to close
Pier to close
3 hours ago
{BODY}
Last Update: 02-03-2026 Hour: 14:00 Paris Time"""
    found = article(tmp_path, page)
    assert found.published is not None
    assert found.published.isoformat() == "2026-03-02T10:00:00+00:00"
    assert found.published_precision is Precision.HOUR


def test_an_age_without_a_clock_stays_open_and_says_so(tmp_path: Path) -> None:
    found = article(tmp_path, f"Pier to close\n3 hours ago\n{BODY}")
    assert found.published is None
    assert found.published_precision is Precision.NONE
    assert "3 hours ago" in found.published_basis
