"""Where on an HTML page an article stands: its heading, the element around it, the lines above it.

trafilatura gives an article's body without saying where on the page it stood; it is found again by
how its first paragraph begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from coverage.reading import cues
from coverage.reading.drafts import Part
from coverage.reading.stories import is_same_title
from coverage.reading.trees import Element, lines_of, words_of

MAX_HEADER = 15
"""Most lines from a title on that can be its header."""
N_ABOVE = 3
"""Lines above a title that can be its header too: a section, a time."""

MAX_HEADINGS = 200
"""Headings of a page among which its title is looked for."""

_OPENING = 30  # characters by which a paragraph is known again
_HEADINGS = ("h1", "h2", "h3")


@dataclass(frozen=True, slots=True)
class Place:
    """The nearest element around an article's title and body, and the heading with the title."""

    element: Element
    heading: Element | None


def place_of(tree: Element, title: str, parts: Sequence[Part]) -> Place:
    """Where the article with that title and these parts stands; else all of `tree`."""
    heading = _heading(tree, title)
    body = _holder(tree, heading, parts)
    if heading is None or body is None:
        return Place(tree, heading)
    around = set(heading.iterancestors())
    shared = next((e for e in (body, *body.iterancestors()) if e in around), tree)
    return Place(shared, heading)


def _heading(tree: Element, title: str) -> Element | None:
    """The heading with the title, else the page's one main heading."""
    headings = [h for h in islice(tree.iter(*_HEADINGS), MAX_HEADINGS) if words_of(h)]
    main = [h for h in headings if h.tag == "h1"]
    same = [h for h in (*main, *headings) if is_same_title(words_of(h), title)]
    return next(iter(same or main), None)


def _holder(tree: Element, heading: Element | None, parts: Sequence[Part]) -> Element | None:
    """The element in whose text the first part begins, behind the heading where there is one."""
    openings = [part.text[:_OPENING] for part in parts[:2]]
    found = None
    is_behind = heading is None
    for element in tree.iter():
        is_behind = is_behind or element is heading
        for text, holder in ((element.text, element), (element.tail, element.getparent())):
            start = " ".join((text or "").split())[:_OPENING]
            if start in openings and holder is not None:
                if is_behind:
                    return holder
                found = found if found is not None else holder
    return found


def header_of(place: Place, title: str, parts: Sequence[Part]) -> tuple[str, ...]:
    """The lines from the title down to the body; none where either is not found.

    Where no time stands among them, a few lines above the title belong to them.
    """
    lines = lines_of(place.element)
    openings = tuple(part.text[:_OPENING] for part in parts[:2])
    body = next((at for at, line in enumerate(lines) if line.startswith(openings)), 0)
    words = title if place.heading is None else words_of(place.heading)
    prints = [at for at, line in enumerate(lines[:body]) if line == words]
    if not prints:
        return ()
    top, end = prints[-1], min(body, prints[-1] + MAX_HEADER)
    has_time = any(cues.STAMP.search(line) or cues.AGE.search(line) for line in lines[top:end])
    return lines[top if has_time else max(0, top - N_ABOVE) : end]


def rest_of(tree: Element, taken: Iterable[str]) -> tuple[str, ...]:
    """The lines of the page that are none of those `taken`."""
    known = set(taken)
    return tuple(line for line in lines_of(tree) if line not in known)
