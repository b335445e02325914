"""HTML -> article and metadata, by trafilatura; nothing is fetched.

trafilatura finds the body and its parts, the title, the author, the site and (through htmldate)
the day. The time of day it leaves out is taken from the page's own metadata where these name
that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from coverage.reading.drafts import Draft, Page, Part
from coverage.records import Role

# Only what the page states: the extensive search guesses from any day that the text mentions.
_DATES = {"original_date": True, "extensive_search": False}
_STATED = re.compile(
    r"\"datePublished\"\s*:\s*\"([^\"]+)\"|"
    r"<meta[^>]+published_time[^>]+content=[\"']([^\"']+)|"
    r"<time[^>]+datetime=[\"']([^\"']+)",
    re.I,
)


def read_page(html: str, url: str | None = None) -> Page:
    """The article of an HTML page, with what its metadata says; no drafts where there is none.

    `url` is the page's address where the input names it; it helps to find author and day.
    """
    # Imported here: it takes half a second, which pages of text need not wait for.
    from trafilatura import bare_extraction  # noqa: PLC0415

    found: Any = bare_extraction(
        html,
        url=url,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=dict(_DATES),
    )
    if found is None or not found.text:
        return Page((), ())
    title = " ".join((found.title or "").split())
    parts = tuple(part for part in _parts(found.body) if part.text != title)
    return Page(
        (Draft(title, None, parts, ()),) if parts else (),
        (),
        author=found.author,
        published=_published(html, found.date),
        url=found.url,
        site=found.sitename,
        section=next(iter(found.categories or ()), None),
    )


def _parts(body: Any) -> Iterator[Part]:
    """Parts of the tree that trafilatura makes of a body, white space made single."""
    for element in body:
        if element.tag in ("list", "table"):
            yield from (_part(item, Role.ITEM) for item in element if _text(item))
        elif _text(element):
            yield _part(element, Role.HEADING if element.tag == "head" else Role.BODY)


def _part(element: Any, role: Role) -> Part:
    return Part(role, _text(element))


def _text(element: Any) -> str:
    text = " ".join(" ".join(element.itertext()).split())
    tail = " ".join((element.tail or "").split())
    found = f"{text} {tail}".strip()
    return found if any(c.isalnum() for c in found) else ""


def _published(html: str, day: str | None) -> str | None:
    """The day that htmldate found, with the time of day where the page states it."""
    if day is None:
        return None
    stated = (next(filter(None, match.groups())) for match in _STATED.finditer(html))
    return next((time for time in stated if time.startswith(day)), day)
