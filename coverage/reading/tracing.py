"""What became of each stretch of a page's text: which article took it, or why it was left out.

The readers leave a `Trace` for each line as they decide on it, with the number of its draft;
`raw_page` puts the drafts' fates in their place and closes the gaps. A reason is what the code
that left a line out went by, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from coverage.records import Article, Document, RawPage, Role, Stretch

READ = "read for date, author or section"
"""Use of a line that stands above an article and is no part of its text."""

MAX_STRETCHES = 50_000
"""Stretches of a page from which neighbours of one use are made one. Own choice: a page of 20 MB
can have ten million lines, and a news page has a thousand."""


class Left(StrEnum):
    """Why a line was left out: in short before the colon, as "left out as ..." goes on."""

    MENU = "menu or link: no running text"
    SELF = "the page's word on itself: cookies, rights, subscription"
    MARK = "time or byline: or an address"
    CREDIT = "picture credit: or a short caption"
    AFTER = "heading of other matter: related, most read, share, tags"
    COMMENTS = "readers' comments: or what follows them"
    WORDLESS = "line without a word"
    REPEATED = "repetition: printed more than once"
    APART = "text apart from the article's body"
    SHORT = "article too short"
    COPY = "copy of another article"
    RETITLED = "the page's own title: the input names another"
    OUTSIDE = "outside the article: as trafilatura reads the page"
    UNFOUND = "page without an article: as trafilatura reads it"
    UNREAD = "page that could not be read"


@dataclass(frozen=True, slots=True)
class Trace:
    """A stretch of a page's text and its use. `draft`: number of the draft that took it."""

    start: int
    end: int
    use: str
    draft: int | None = None


Fate = Article | Left
"""What a draft came to: an article, or the reason why it is none."""


def raw_page(
    document: Document, text: str | None, traces: Iterable[Trace], fates: Sequence[Fate]
) -> RawPage:
    """The document with its stretches, which cover all that is not white space.

    `text`: the words seen of HTML, in which `traces` count; `None`: they count in the content.
    `traces` are in order and do not overlap; `fates` are those of the page's drafts.
    """
    whole = document.content if text is None else text
    decided = (_stretch(whole, trace, fates) for trace in traces)
    stretches = list(_closed(whole, decided))
    if len(stretches) > MAX_STRETCHES:
        stretches = list(_merged(stretches))
    known = {field.name: getattr(document, field.name) for field in fields(Document)}
    return RawPage(**known, text=text, stretches=tuple(stretches))


def whole(text: str, use: str) -> tuple[Trace, ...]:
    """One trace for all of `text`; none where it is but white space."""
    bare = text.strip()
    start = text.find(bare)
    return (Trace(start, start + len(bare), use),) if bare else ()


def _stretch(whole: str, trace: Trace, fates: Sequence[Fate]) -> Stretch:
    fate = None if trace.draft is None else fates[trace.draft]
    if not isinstance(fate, Article):
        return Stretch(trace.start, trace.end, "", str(fate or trace.use))
    is_title = trace.use == Role.HEADLINE
    if is_title and not _holds(whole[trace.start : trace.end], fate.title):
        return Stretch(trace.start, trace.end, "", str(Left.RETITLED))
    return Stretch(trace.start, trace.end, fate.article_id, str(trace.use))


def _holds(line: str, title: str) -> bool:
    """Whether the words of `title` stand in `line`."""
    return " ".join(re.findall(r"\w+", title)) in " ".join(re.findall(r"\w+", line))


def _closed(whole: str, stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """`stretches`, and between them one for each gap in which something is written."""
    at = 0
    for stretch in stretches:
        yield from _gap(whole, at, stretch.start)
        yield stretch
        at = stretch.end
    yield from _gap(whole, at, len(whole))


def _gap(whole: str, start: int, end: int) -> Iterator[Stretch]:
    between = whole[start:end]
    if between and not between.isspace():
        first = start + len(between) - len(between.lstrip())
        yield Stretch(first, start + len(between.rstrip()), "", str(Left.WORDLESS))


def _merged(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """`stretches`, neighbours of one use and article made one."""
    before: Stretch | None = None
    for stretch in stretches:
        if before and (before.article_id, before.use) == (stretch.article_id, stretch.use):
            before = Stretch(before.start, stretch.end, before.article_id, before.use)
            continue
        if before:
            yield before
        before = stretch
    if before:
        yield before
