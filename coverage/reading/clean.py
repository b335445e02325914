"""Clean text of an article -> a page that is all body, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coverage.reading.drafts import Draft, Page, Part
from coverage.reading.tracing import Left, Trace
from coverage.records import Role


def read_page(text: str, title: str) -> Page:
    """The article that `text` is, under `title`; no drafts where no line has a word."""
    parts = tuple(Part(Role.BODY, paragraph) for paragraph in paragraphs(text))
    drafts = (Draft(title, None, parts, ()),) if parts else ()
    return Page(drafts, (), traces=tuple(_traces(text)))


def paragraphs(text: str) -> list[str]:
    """Paragraphs of clean text: parted by line ends, unless a line goes on in the next one.

    A line goes on where it ends inside a sentence and the next begins with a lower-case letter.
    """
    found: list[str] = []
    is_open = False
    for line in text.splitlines():
        bare = " ".join(line.split())
        if not any(c.isalnum() for c in bare):
            is_open = False
            continue
        if is_open and bare[0].islower() and not re.search(r"[.!?:;…\"”’]$", found[-1]):
            found[-1] += f" {bare}"
        else:
            found.append(bare)
        is_open = True
    return found


def _traces(text: str) -> Iterator[Trace]:
    """What becomes of each line of clean text: all that says something is body."""
    at = 0
    for line in text.splitlines(keepends=True):
        start = at + len(line) - len(line.lstrip())
        if not line.isspace():
            has_word = any(c.isalnum() for c in line)
            use, draft = (Role.BODY, 0) if has_word else (Left.WORDLESS, None)
            yield Trace(start, at + len(line.rstrip()), use, draft)
        at += len(line)
