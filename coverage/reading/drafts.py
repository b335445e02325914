"""What reading a page yields before it is dated, named and given ids."""

from __future__ import annotations

from dataclasses import dataclass

from coverage.records import ArticleRole, Role


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, heading, list item or caption; white space in `text` is single."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One article of a page. `header`: the page's lines that tell of it (byline, age, section)."""

    title: str
    standfirst: str | None
    parts: tuple[Part, ...]  # in page order, headline and standfirst left out
    header: tuple[str, ...]
    role: ArticleRole = ArticleRole.MAIN


@dataclass(frozen=True, slots=True)
class Page:
    """The articles of a page, the main one first, and the lines that belong to none."""

    drafts: tuple[Draft, ...]
    rest: tuple[str, ...]
    author: str | None = None  # what an HTML page's metadata says, where it is HTML
    published: str | None = None
    url: str | None = None
    site: str | None = None
    section: str | None = None
