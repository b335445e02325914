"""A flattened page -> its articles, without menus, teasers, notices and captions' neighbours.

1. Every line is weighed: prose counts by its words, everything else against (`weighing`).
2. Where a title is printed twice and the text behind it takes its words up, an article begins
   (`beginnings`); the page is parted there.
3. In each part the run of lines that weighs most is the body (`heaviest`).
4. Within the run, furniture is dropped and the rest gets a role (`body_uses`); before it, the
   title, the standfirst and the byline are looked for (`headers`).

What each line was taken for, or why it was left out, is kept with the page (`Page.traces`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from coverage.reading import cues, headers
from coverage.reading.drafts import Draft, Page, Part
from coverage.reading.lines import Line, key, page_lines, single, spans
from coverage.reading.tracing import READ, Left, Trace
from coverage.reading.weighing import (
    MIN_ITEM_WORDS,
    Weighed,
    is_credit,
    is_self,
    reason,
    weigh,
)
from coverage.records import ArticleRole, Role

# Words of prose before a line that opens the comments, with fewer of which it is but a button.
MIN_COMMENTED_WORDS = 100
# Share of the heaviest body that the first one needs to be the page's main article.
MAIN_SHARE = 0.5
# Fewest words of a body beside the main one to be looked at at all.
MIN_BODY_WORDS = 20
# Longest heading inside an article, in words.
MAX_HEADING_WORDS = 15


def read_page(text: str) -> Page:
    """Articles of a flattened page, main one first; no drafts where nothing reads as prose."""
    weighed = weigh(page_lines(text))
    sections, behind = _sections(weighed)
    drafts, used, uses = _drafts(weighed, sections)
    rest = tuple(line.text for at, line in enumerate(weighed.lines) if at not in used)
    uses = _reasons(weighed, behind) | uses
    return Page(tuple(drafts), rest, traces=tuple(_traces(text, weighed.lines, drafts, uses)))


_Uses = dict[int, tuple[str, int | None]]
"""Number of a line -> what it was taken for or why it was left out, and by which draft."""


@dataclass(frozen=True, slots=True)
class _Section:
    """A stretch of the page that begins at a title, the run of its body, and the run's weight."""

    start: int
    first: int
    last: int
    weight: float


def _sections(weighed: Weighed) -> tuple[list[_Section], list[int]]:
    """The page parted where articles begin, each part with its heaviest run, if it has one.

    Also the numbers of the lines behind the opening of comments, where no run is looked for.
    """
    lines, weights = weighed.lines, weighed.weights
    bounds = [0, *headers.beginnings(lines, weighed.counts), len(lines)]
    found = []
    behind: list[int] = []
    for start, end in pairwise(bounds):
        comments = _before_comments(lines, start, end)
        behind += range(comments, end)
        run = heaviest(weights, start, comments)
        if run is not None:
            found.append(_Section(start, *run, sum(weights[slice(*run)])))
    return found, behind


def _before_comments(lines: Sequence[Line], start: int, end: int) -> int:
    """Where what readers say begins in `lines[start:end]`: behind a body, at a line that says so.

    Their comments can be longer than the article, so weighing alone would choose them.
    """
    n_words = 0
    for at in range(start, end):
        n_words += lines[at].n_words if lines[at].is_prose else 0
        if n_words >= MIN_COMMENTED_WORDS and cues.COMMENTS.match(lines[at].text):
            return at
    return end


def _main(sections: Sequence[_Section], anchor: int | None) -> int:
    """Number of the main article's section: the one that the page's title heads, or the first
    that weighs at least half of the heaviest.
    """
    for at, section in enumerate(sections):
        if section.start == anchor and section.weight >= MIN_BODY_WORDS:
            return at
    most = max(section.weight for section in sections)
    return next(at for at, section in enumerate(sections) if section.weight >= MAIN_SHARE * most)


def heaviest(weights: Sequence[float], start: int, end: int) -> tuple[int, int] | None:
    """The run of lines in `start:end` with the greatest sum of weights; `None` if none is > 0."""
    best, best_run = 0.0, None
    total, first = 0.0, start
    for at in range(start, end):
        if total <= 0:
            total, first = 0.0, at
        total += weights[at]
        if total > best:
            best, best_run = total, (first, at + 1)
    return best_run


def _drafts(weighed: Weighed, sections: Sequence[_Section]) -> tuple[list[Draft], set[int], _Uses]:
    """The articles of the main section and those after it, the lines they use, and for what."""
    drafts: list[Draft] = []
    used: set[int] = set()
    uses: _Uses = {}
    main = _main(sections, headers.anchor(weighed.lines)) if sections else 0
    for section in sections[main:]:
        role = ArticleRole.RELATED if drafts else ArticleRole.MAIN
        draft, own, left = _draft(weighed, section, role)
        if not drafts or sum(len(part.text.split()) for part in draft.parts) >= MIN_BODY_WORDS:
            taken = {**own, **left}
            uses |= {
                at: (use, None if isinstance(use, Left) else len(drafts))
                for at, use in taken.items()
            }
            drafts.append(draft)
            used |= own.keys()
        else:
            uses |= {at: (Left.SHORT, None) for at, use in own.items() if isinstance(use, Role)}
    return drafts, used, uses


def _draft(
    weighed: Weighed, section: _Section, role: ArticleRole
) -> tuple[Draft, dict[int, str], dict[int, Left]]:
    """The article whose body is the section's run, the lines it uses, and those it leaves out."""
    lines = weighed.lines
    top = 0 if role is ArticleRole.MAIN else section.start
    head = headers.find(lines, weighed.counts, top, section.first, section.last)
    body = body_uses(weighed, head.body_start, section.last)
    kept = [(at, use) for at, use in body.items() if isinstance(use, Role)]
    captions = [(at, Role.CAPTION) for at in head.captions]
    parts = _joined(lines, captions + kept)
    header = tuple(lines[at].text for at in head.lines)
    own: dict[int, str] = dict.fromkeys(head.lines, READ) | dict(captions + kept)
    if head.standfirst_line is not None:
        own[head.standfirst_line] = Role.STANDFIRST
    own |= dict.fromkeys(head.title_lines[1:], Left.REPEATED)
    own |= dict.fromkeys(head.title_lines[:1], Role.HEADLINE)
    left = {at: use for at, use in body.items() if isinstance(use, Left)}
    return Draft(head.title, head.standfirst, parts, header, role), own, left


def body_uses(weighed: Weighed, first: int, last: int) -> dict[int, Role | Left]:
    """For each line of a body, its role in the article or why it is no part of it."""
    return {at: _use(weighed, at, last) for at in range(first, last)}


def _use(weighed: Weighed, at: int, last: int) -> Role | Left:
    line, kind = weighed.lines[at], weighed.furniture[at]
    if is_credit(line) and not is_self(line):
        return Role.CAPTION if line.n_words >= MIN_ITEM_WORDS else Left.CREDIT
    if kind is not None:
        return kind
    if line.is_item and line.n_words >= MIN_ITEM_WORDS:
        return Role.ITEM
    is_repeated = weighed.counts[key(line.text)] > 1
    if line.is_prose:
        return Left.REPEATED if is_repeated and line.n_words <= MAX_HEADING_WORDS else Role.BODY
    following = weighed.lines[at + 1] if at + 1 < last else None
    if line.is_item or following is None or not _heads(line, following):
        return reason(weighed, at)
    return Left.REPEATED if is_repeated else Role.HEADING


def _heads(line: Line, following: Line) -> bool:
    """Whether a line that is no prose is the heading of the one after it."""
    if line.text.endswith(":") and following.is_item:
        return True
    is_short = 0 < line.n_words <= MAX_HEADING_WORDS
    return is_short and following.is_prose and line.has_gap


def _joined(lines: Sequence[Line], kept: Sequence[tuple[int, Role]]) -> tuple[Part, ...]:
    """Parts of the kept lines; body pieces of one line of the page are one part again."""
    parts = []
    for (_, role), group in groupby(kept, key=lambda pair: (_origin(lines, pair), pair[1])):
        parts.append(Part(role, " ".join(lines[at].text for at, _ in group)))
    return tuple(parts)


def _origin(lines: Sequence[Line], kept: tuple[int, Role]) -> int:
    at, role = kept
    return lines[at].origin if role is Role.BODY else -1 - at


def _reasons(weighed: Weighed, behind: Sequence[int]) -> _Uses:
    """Why each line would be left out if no article took it."""
    found: _Uses = {at: (reason(weighed, at), None) for at in range(len(weighed.lines))}
    for at in behind:
        if found[at][0] is Left.APART:
            found[at] = (Left.COMMENTS, None)
    return found


def _traces(
    text: str, lines: Sequence[Line], drafts: Sequence[Draft], uses: _Uses
) -> Iterator[Trace]:
    """A trace for each line; one more for the day and the site's name behind a standfirst."""
    for at, line in enumerate(lines):
        use, draft = uses[at]
        trailer = ""
        if use == Role.STANDFIRST and draft is not None:
            trailer = line.text[len(drafts[draft].standfirst or "") :].strip()
        if trailer:
            own = text[line.start : line.end]
            whole = single(own)
            first, second = spans(own, [whole[: len(whole) - len(trailer)].strip(), trailer])
            yield Trace(line.start, line.start + first[1], use, draft)
            yield Trace(line.start + second[0], line.end, READ, draft)
        else:
            yield Trace(line.start, line.end, use, draft)
