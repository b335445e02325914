"""A feed (RSS 0.9 to 2.0, Atom) -> the addresses of the pages it lists."""

from __future__ import annotations

import io
from urllib.parse import urljoin

import feedparser  # type: ignore[import-untyped]

from coverage.reading.answers import Answer
from coverage.reading.hosts import NotFetched

FEEDS = frozenset(
    "application/rss+xml application/atom+xml application/rdf+xml application/xml text/xml "
    "text/plain text/html".split()
)
"""Content types under which sites send feeds."""

MAX_BYTES = 5 * 1024 * 1024
"""Largest feed read, in bytes. Own choice: a hundred articles in full hold 2 MB."""


def links(answer: Answer, limit: int) -> list[str]:
    """Absolute addresses of the first `limit` items of a feed, each once, in its order.

    Raises `NotFetched` for what is no feed, and for one that lists no page.
    """
    headers = {"content-location": answer.url, "content-type": answer.header("content-type")}
    try:
        # Through a stream: bytes would be tried as the name of a file.
        feed = feedparser.parse(
            io.BytesIO(answer.body), response_headers=headers, sanitize_html=False
        )
    except Exception as error:  # feedparser lets through what its parsers raise
        raise NotFetched("it cannot be read as a feed") from error
    if not feed.get("version") and not feed.entries:
        raise NotFetched("it is no feed (RSS or Atom)")
    found = [_absolute(answer.url, entry.get("link", "")) for entry in feed.entries[:limit]]
    pages = list(dict.fromkeys(link for link in found if link))
    if not pages:
        raise NotFetched("the feed lists no page")
    return pages


def _absolute(base: str, link: str) -> str:
    try:
        return urljoin(base, link.strip()) if link.strip() else ""
    except ValueError:  # a broken address in brackets
        return link
