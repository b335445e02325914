"""Day first or month first: what else is known settles how "03/05/2024" is read.

Asked in this order: the day in the page's address; another date of the page, in the same figures
where they leave no doubt ("23/04/2024"), or in words where it is one of the two days; the day of
fetching, before which an article was published. Where these say nothing, or two things, it stays
open.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from coverage.reading import addresses, cues, stamps
from coverage.reading.clocks import NEAR_DAYS
from coverage.reading.stamps import Figures, Order

Settled = tuple[Order, str]
"""Which stands first, and in words why."""


def settle(
    figures: Figures, others: Iterable[str], fetched: date | None, url: str | None
) -> Settled | None:
    """How `figures`, which can be read both ways, are meant; `None` where nothing tells.

    `others` are the page's texts that may hold other dates, `fetched` the day of fetching.
    """
    days = {order: figures.day(order) for order in Order}
    return (
        _by_address(days, url)
        or _by_page(days, figures.mark, list(others))
        or _by_fetching(days, fetched)
    )


_Days = dict[Order, date | None]


def _by_address(days: _Days, url: str | None) -> Settled | None:
    found = addresses.day_in(url)
    for order, day in days.items():
        if found is not None and found[0] == day:
            return order, f'the {order} first, as the address has "{found[1]}"'
    return None


def _by_page(days: _Days, mark: str, others: Iterable[str]) -> Settled | None:
    """By the page's dates in the same figures, else by those in words."""
    texts = [text for text in others if any(c.isdigit() for c in text)]
    alike = {
        other.order: other.words
        for text in texts
        for other in stamps.figures_in(text)
        if other.mark == mark and other.order is not None and other.first != other.second
    }
    if len(alike) == 1:
        ((order, words),) = alike.items()
        return order, f'the {order} first, as in the page\'s "{words}"'
    return None if alike else _by_words(days, texts)


def _by_words(days: _Days, texts: Iterable[str]) -> Settled | None:
    found: dict[Order, str] = {}
    for match in (match for text in texts for match in cues.STAMP.finditer(text)):
        other = stamps.parse(match[0])
        for order, day in days.items():
            if other is not None and other.at.date() == day:
                found[order] = match[0]
    if len(found) != 1:
        return None
    ((order, words),) = found.items()
    return order, f'the {order} first, as the page also says "{words}"'


def _by_fetching(days: _Days, fetched: date | None) -> Settled | None:
    if fetched is None:
        return None
    last = fetched + timedelta(days=NEAR_DAYS)
    past = [order for order, day in days.items() if day and day <= last]
    near = [order for order in past if (day := days[order]) and (last - day).days <= 2 * NEAR_DAYS]
    for orders, why in ((past, "the other day lies after"), (near, "near")):
        if len(orders) == 1:
            return orders[0], f"the {orders[0]} first, {why} the fetching on {fetched}"
    return None
