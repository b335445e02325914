"""Addresses of pages: which is the page's own, and the day in it."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import pairwise

from coverage.reading import cues
from coverage.reading.drafts import Draft, Page
from coverage.reading.headers import MIN_SHARED, shared

_DAY = re.compile(
    r"/(?P<y>(?:19|20)\d{2})[/-]?(?P<m>0[1-9]|1[0-2]|[a-z]{3})[/-]?"
    r"(?P<d>0[1-9]|[12]\d|3[01])(?=[/-]|$)",
    re.I,
)
_TOP_LINES = 5  # lines of the header, and of the rest, among which the page's address stands


def page_url(draft: Draft, page: Page) -> str | None:
    """The page's own address, where it stands at the page's top; others' addresses do not count.

    It is the page's own behind the day of fetching, or when it takes up the title's words.
    """
    top = [*draft.header[:_TOP_LINES], *page.rest[:_TOP_LINES]]
    for before, line in pairwise(["", *top]):
        for match in cues.URL.finditer(line):
            url = match[0]
            is_own = bool(cues.FETCHED.match(before)) or shared(draft.title, url) >= MIN_SHARED
            if is_own and url.startswith("http") and not cues.PICTURE.search(url):
                return url
    return None


def day_in(url: str | None) -> tuple[date, str] | None:
    """The day that an address holds (".../2022/02/08/...") and its words; `None` without one."""
    match = _DAY.search(url) if url else None
    if match is None:
        return None
    form = "%d %m %Y" if match["m"].isdigit() else "%d %b %Y"
    try:
        found = datetime.strptime(f"{match['d']} {match['m']} {match['y']}", form)  # noqa: DTZ007
    except ValueError:
        return None
    return found.date(), match[0].strip("/")
