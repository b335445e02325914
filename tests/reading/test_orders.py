"""Day first or month first: what settles figures that can be read both ways."""

from __future__ import annotations

from datetime import date

import pytest

from coverage.reading.orders import settle
from coverage.reading.stamps import Order, figures_in

URL = "https://ellery-echo.example"


def order(
    text: str, *others: str, fetched: date | None = None, url: str | None = None
) -> Order | None:
    """How the first figures of `text` are settled."""
    found = settle(next(figures_in(text)), others, fetched, url)
    return found[0] if found else None


def test_alone_figures_stay_open() -> None:
    assert order("03/05/2024") is None
    assert order("03/05/2024", "News", "In 2023 it was worse", "04/06/2024") is None


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        ("Updated 23/04/2024", Order.DAY),
        ("Events from 04/23/2024 on", Order.MONTH),
        ("3 May 2024", Order.DAY),
        ("Tuesday, March 5, 2024", Order.MONTH),
        ("2024-05-03T10:00:00Z", Order.DAY),
        ("23-04-2024", None),  # other figures, which can be another's
        ("17 June 2024", None),
    ],
)
def test_another_date_of_the_page_settles_them(other: str, wanted: Order | None) -> None:
    assert order("03/05/2024", other) is wanted


def test_a_page_that_writes_both_ways_settles_nothing() -> None:
    assert order("03/05/2024", "23/04/2024", "04/23/2024") is None


def test_the_day_in_the_address_settles_them_before_all_else() -> None:
    assert order("03/05/2024", "23/04/2024", url=f"{URL}/2024/03/05/pier") is Order.MONTH
    assert order("03/05/2024", url=f"{URL}/2024/05/03/pier") is Order.DAY
    assert order("03/05/2024", url=f"{URL}/2023/01/01/pier") is None


@pytest.mark.parametrize(
    ("fetched", "wanted"),
    [
        (date(2024, 4, 1), Order.MONTH),  # 3 May was not yet
        (date(2024, 5, 4), Order.DAY),  # the day before, not two months ago
        (date(2025, 1, 1), None),
        (date(2023, 1, 1), None),  # then neither was
    ],
)
def test_the_day_of_fetching_settles_them(fetched: date, wanted: Order | None) -> None:
    assert order("03/05/2024", fetched=fetched) is wanted
