"""How a site is asked: as its robots.txt says, and no more when it says stop."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coverage.errors import NothingFetched
from coverage.reading.fetching import fetch
from coverage.reading.hosts import Limits
from tests.reading.loopback import (
    HERE,
    PAGE,
    Asked,
    Reply,
    Site,
    answering,
    leading,
    serving,
)


def told(site: Site, out: Path, *paths: str, limits: Limits = HERE) -> list[str]:
    """What is told of each of `paths`; "" of one that was fetched."""
    reasons: dict[str, str] = {}
    with suppress(NothingFetched):
        fetch([site.root + path for path in paths], [], out, limits, tell=reasons.__setitem__)
    return [reasons.get(site.root + path, "") for path in paths]


FORBIDDEN = "the site's robots.txt asks programs not to read it"


def test_what_a_robots_txt_forbids_is_not_asked(tmp_path: Path) -> None:
    """A group that names this program counts before the one for all."""
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: coverage\nDisallow: /private\n"
    pages: dict[str, Reply] = {
        "/robots.txt": answering(rules, "text/plain"),
        "/pier": PAGE.encode(),
        "/private/a": b"<p>Private",
        "/leads": leading("/private/a"),
    }
    with serving(pages) as site:
        assert told(site, tmp_path, "/pier", "/private/a", "/leads") == ["", FORBIDDEN, FORBIDDEN]
        assert site.asked == ["/robots.txt", "/pier", "/leads"]


@pytest.mark.parametrize(
    ("robots", "said"),
    [
        (answering(status=404), ""),
        (answering(status=403), ""),
        (answering(b"<p>Not here", "text/html"), ""),
        (leading("/other.txt"), FORBIDDEN),
        (answering(status=500), "the site has a fault; try again later (500)"),
        (answering(status=429), "the site asks for fewer requests; try again later (429)"),
        (leading("/robots.txt"), "it leads on to another address more than 5 times"),
        (answering(b"#" * (512 * 1024 + 1), "text/plain"), "it is larger than 0.5 MB"),
    ],
)
def test_a_robots_txt_that_cannot_be_had_forbids_all_for_now(
    tmp_path: Path, robots: Reply, said: str
) -> None:
    """One that is not there forbids nothing."""
    rules = answering(b"User-agent: *\nDisallow: /", "text/plain")
    pages: dict[str, Reply] = {"/robots.txt": robots, "/other.txt": rules, "/pier": PAGE.encode()}
    with serving(pages) as site:
        (found,) = told(site, tmp_path, "/pier")
        assert ("/pier" in site.asked) == (said == "")
    told_of_file = said and said != FORBIDDEN
    assert found == (f"the site's robots.txt cannot be read: {said}" if told_of_file else said)


@pytest.mark.parametrize(
    ("rules", "limits", "least", "most"),
    [
        ("", replace(HERE, pause=0.3), 0.3, 1),
        ("Crawl-delay: 0.4", replace(HERE, pause=0.1), 0.4, 1),
        ("Request-rate: 2/1", HERE, 0.5, 1),
        ("Crawl-delay: 900", replace(HERE, longest_pause=0.3), 0.3, 1),
    ],
)
def test_a_site_is_left_alone_between_two_pages(
    tmp_path: Path, rules: str, limits: Limits, least: float, most: float
) -> None:
    robots = answering(f"User-agent: *\n{rules}\n".encode(), "text/plain")
    pages = {"/robots.txt": robots, "/a": b"<p>Pier", "/b": b"<p>Harbour"}
    with serving(pages) as site:
        assert told(site, tmp_path, "/a", "/b", limits=limits) == ["", ""]
        _, first, second = site.times
    assert least - 0.02 <= second - first <= most + least


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_site_is_asked_once_more_when_it_says(tmp_path: Path, status: int) -> None:
    def busy(asked: Asked) -> None:
        site.pages["/a"] = PAGE.encode()
        asked.answer(b"", status=status, Retry_After="1")

    with serving({"/a": busy}) as site:
        assert told(site, tmp_path, "/a") == [""]
        _, first, second = site.times
    assert second - first >= 1


HOUR = f"{datetime.now(UTC) + timedelta(hours=1):%a, %d %b %Y %H:%M:%S} GMT"


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (answering(status=429, Retry_After="3600"), r"to be left alone for 3600 seconds \(429\)"),
        (
            answering(status=429, Retry_After=HOUR),
            r"to be left alone for [23]\d\d\d seconds \(429\)",  # written when tests were collected
        ),
        (answering(status=429, Retry_After="soon"), r"for fewer requests; try again later \(429\)"),
        (answering(status=429), r"for fewer requests; try again later \(429\)"),
        (
            answering(status=429, Retry_After="0"),
            r"to be left alone for 0 seconds \(429\)",
        ),  # and again, and again
    ],
)
def test_a_site_that_wants_to_be_left_alone_is(tmp_path: Path, reply: Reply, said: str) -> None:
    with serving({"/a": reply, "/b": PAGE.encode()}) as site:
        reasons = told(site, tmp_path, "/a", "/b")
        assert "/b" not in site.asked
    assert all(re.fullmatch(f"the site asks {said}", reason) for reason in reasons)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (204, "the site does not send the page (204)"),
        (401, "the site does not let programs read it (401)"),
        (403, "the site does not let programs read it (403)"),
        (410, "the site has this page no more (410)"),
        (418, "the site does not send the page (418)"),
        (500, "the site has a fault; try again later (500)"),
        (503, "the site has a fault; try again later (503)"),
    ],
)
def test_why_a_site_does_not_send_a_page(tmp_path: Path, status: int, said: str) -> None:
    """Others of its pages are still asked for."""
    with serving({"/a": answering(status=status), "/b": PAGE.encode()}) as site:
        assert told(site, tmp_path, "/a", "/b") == [said, ""]
