"""Feeds: which pages they list."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from coverage.reading.answers import Answer
from coverage.reading.feeds import links
from coverage.reading.hosts import NotFetched
from tests.reading.loopback import (
    PAGE,
    RSS,
)

RSS_1 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/"><channel><title>Ellery Echo</title></channel>
<item><link>https://ellery-echo.example/pier</link></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/news/"><title>Ellery Echo</title>
<entry><link rel="enclosure" href="pier.mp3"/><link href="pier"/></entry>
<entry><link rel="alternate" href="../harbour"/></entry></feed>"""


@pytest.mark.parametrize(
    ("feed", "found"),
    [
        (RSS, ["/pier", "/harbour?a=1&b=2", "/ferry"]),
        (RSS_1, ["/pier"]),
        (ATOM, ["/news/pier", "/harbour"]),
    ],
)
def test_links_of_a_feed_are_absolute_and_each_is_there_once(feed: str, found: list[str]) -> None:
    site = "https://ellery-echo.example"
    answer = Answer(f"{site}/feeds/all", 200, (), feed.encode(), datetime.now(UTC))
    assert links(answer, 50) == [site + path for path in found]
    assert links(answer, 1) == [site + found[0]]


@pytest.mark.parametrize(
    "body", [b"", b"/etc/hostname", PAGE.encode(), b"<rss><channel/></rss>", b"\0\xff" * 99]
)
def test_what_is_no_feed_lists_nothing(body: bytes) -> None:
    """Nor is a name of a file read as one."""
    with pytest.raises(NotFetched, match=r"^(it is no feed|the feed lists no page)"):
        links(Answer("https://ellery-echo.example/", 200, (), body, datetime.now(UTC)), 50)


def test_a_feed_whose_entities_grow_is_over_at_once() -> None:
    """Ten entities of ten each would be 10^10 characters."""
    names = "abcdefghij"
    grown = "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("z" + names, names, strict=False)
    )
    feed = f'<!DOCTYPE rss [<!ENTITY z "aaaaaaaaaa">{grown}]>' + RSS.replace("/pier", "/&j;")
    began = time.monotonic()
    answer = Answer("https://ellery-echo.example/", 200, (), feed.encode(), datetime.now(UTC))
    assert all(len(link) < 1000 for link in links(answer, 50))
    assert time.monotonic() - began < 5
