"""What stands in a slide's speaker notes: what is seen, whole, and of which articles it is made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pandas as pd

from coverage.charts.style import Row, records
from coverage.exports.deck_text import clean, count
from coverage.exports.subject import Subject


def notes(subject: Subject, told: Sequence[str], outlets: Sequence[str] | None) -> str:
    """Lines of plain text; `outlets`: whose articles are named, of all for `None`."""
    articles = subject.articles
    if outlets is not None:
        articles = articles[articles["outlet"].isin(outlets)]
    return "\n".join(
        [
            *filter(None, map(clean, told)),
            "",
            f"Sources ({count(len(articles), 'article')}):",
            *(source(row) for row in records(articles)),
        ]
    )


def source(article: Row) -> str:
    """An article as a source: outlet, title, when, whom it credits, URL as far as known."""
    credit, url = text(article["credit"]), text(article["url"])
    parts = [
        clean(article["outlet"]),
        f"“{clean(article['title'])}”",
        clean(article["when"]),
        f"credits {credit}" if credit else "",
        url,
    ]
    return ", ".join(filter(None, parts))


def text(value: object) -> str:
    """A value that may be null as text; "" for null."""
    return clean(value) if isinstance(value, str) else ""


def day(value: object) -> datetime | None:
    """A time that may be null."""
    return value if isinstance(value, datetime) and not pd.isna(value) else None
