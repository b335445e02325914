"""What stands around an article on its page: the lines that no article took, and their order."""

from __future__ import annotations

from collections.abc import Iterator

from coverage.reading.drafts import Page
from coverage.reading.tracing import READ
from coverage.records import Document

LONGEST = 2000
"""Characters of a line that are looked at; names stand in shorter ones, and time is bounded."""


def outside(document: Document, page: Page) -> Iterator[str]:
    """Lines of the page that are no part of an article's text, in their order, none too long."""
    text = _text(document, page)
    for trace in page.traces:
        if trace.draft is None or trace.use == READ:
            yield text[trace.start : min(trace.end, trace.start + LONGEST)]


def behind(document: Document, page: Page, number: int, n_lines: int) -> list[str]:
    """The lines that follow draft `number`, at most `n_lines`, up to the next draft's."""
    text = _text(document, page)
    last = max((i for i, t in enumerate(page.traces) if t.draft == number), default=None)
    found: list[str] = []
    for trace in page.traces[last + 1 :] if last is not None else ():
        if trace.draft is not None or len(found) == n_lines:
            break
        found.append(text[trace.start : min(trace.end, trace.start + LONGEST)])
    return found


def _text(document: Document, page: Page) -> str:
    """The text in which the page's traces count."""
    return document.content if page.text is None else page.text
