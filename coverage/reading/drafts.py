"""What reading a page yields before it is dated, named and given ids."""

from __future__ import annotations

from dataclasses import dataclass

from coverage.reading.tracing import Trace
from coverage.records import ArticleRole, Role


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, heading, list item or caption; white space in `text` is single."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A date as the markup of a page writes it, and in words what says so ("its JSON-LD says")."""

    text: str
    who: str
    is_guess: bool = False  # the page does not say that it is the day of publication


@dataclass(frozen=True, slots=True)
class Draft:
    """One article of a page. `header`: the page's lines that tell of it (byline, age, section).

    `stated`: dates of publication that the page's markup gives it, the surest first.
    """

    title: str
    standfirst: str | None
    parts: tuple[Part, ...]  # in page order, headline and standfirst left out
    header: tuple[str, ...]
    role: ArticleRole = ArticleRole.MAIN
    stated: tuple[Stated, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The articles of a page, the main one first, and the lines that belong to none.

    `traces`: what became of each line, in order; they count in `text`, which is the words seen of
    HTML, or in what was read where that is null.
    """

    drafts: tuple[Draft, ...]
    rest: tuple[str, ...]
    author: str | None = None  # what an HTML page's metadata says, where it is HTML
    url: str | None = None
    site: str | None = None
    section: str | None = None
    text: str | None = None
    traces: tuple[Trace, ...] = ()
