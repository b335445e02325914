"""Undated articles: the days of their event, borrowed and marked as such.

An article without a date still was published about when the others of its event were. It borrows
the span of their days as a window; `published` stays null, so that no borrowed day is ever
counted, sorted or compared as if its page had said it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from coverage.records import Article, Precision


def borrow(articles: Sequence[Article]) -> list[Article]:
    """`articles`, each undated one with the window of its event's dated ones, where it has any.

    The window goes from the first to the last time of those articles that say their own (own
    definition). The basis keeps why the article itself has no date.
    """
    times: defaultdict[str, list[datetime]] = defaultdict(list)
    for article in articles:
        if article.published is not None:
            times[article.event_id].append(article.published)
    return [
        article
        if article.published is not None or article.event_id not in times
        else _lent(article, times[article.event_id])
        for article in articles
    ]


def _lent(article: Article, times: Sequence[datetime]) -> Article:
    first, last = min(times), max(times)
    days = str(first.date()) if first.date() == last.date() else f"{first.date()} to {last.date()}"
    others = "an article" if len(times) == 1 else "articles"
    return replace(
        article,
        published_precision=Precision.WINDOW,
        published_basis=f"{article.published_basis}; {others} on the same event: {days}",
        window_start=first,
        window_end=last,
    )
