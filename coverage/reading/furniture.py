"""A flattened page -> its articles, without menus, teasers, notices and captions' neighbours.

1. Every line is weighed: prose counts by its words, everything else against (`weight`).
2. Where a title is printed twice and the text behind it takes its words up, an article begins
   (`beginnings`); the page is parted there.
3. In each part the run of lines that weighs most is the body (`heaviest`).
4. Within the run, furniture is dropped and the rest gets a role (`roles`); before it, the title,
   the standfirst and the byline are looked for (`headers`).

Nothing here knows an outlet; what counts is length, case, end marks, repetition and neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from coverage.reading import cues, headers
from coverage.reading.drafts import Draft, Page, Part
from coverage.reading.lines import Line, key, page_lines, repeated
from coverage.records import ArticleRole, Role

# Weights in words of prose: how many a line of its kind must be outweighed by for the run to
# reach across it. Swept on the 60 gold pages (see evaluation): 5 to 15 differ by under 0.01.
SHORT_COST = 9.0
MARK_COST = 4.0  # a time, an address, a byline: articles have them too
SELF_COST = 15.0
WORDLESS_COST = 1.0  # rules and rows of stars stand in articles too
ENDING_COST = 40.0
# Words of prose before a line that opens the comments, with fewer of which it is but a button.
MIN_COMMENTED_WORDS = 100
# Up to this many words one phrase of furniture makes a line furniture; up to the second, two do.
SELF_WORDS = 25
LONG_SELF_WORDS = 60
# Share of the heaviest body that the first one needs to be the page's main article.
MAIN_SHARE = 0.5
# Fewest words of a body beside the main one to be looked at at all.
MIN_BODY_WORDS = 20
# Longest heading inside an article, in words.
MAX_HEADING_WORDS = 15
# Fewest words of a list's item, and share of them in lower case for it not to be a link.
MIN_ITEM_WORDS = 4
MIN_ITEM_LOWER = 0.5


def read_page(text: str) -> Page:
    """Articles of a flattened page, main one first; no drafts where nothing reads as prose."""
    lines = page_lines(text)
    counts = repeated(lines)
    weights = [weight(line, counts) for line in lines]
    sections = _sections(lines, counts, weights)
    if not sections:
        return Page((), tuple(line.text for line in lines))
    main = _main(sections, headers.anchor(lines))
    drafts: list[Draft] = []
    used: set[int] = set()
    for section in sections[main:]:
        role = ArticleRole.RELATED if drafts else ArticleRole.MAIN
        draft, own = _draft(lines, counts, section, role)
        if not drafts or sum(len(part.text.split()) for part in draft.parts) >= MIN_BODY_WORDS:
            drafts.append(draft)
            used |= own
    return Page(tuple(drafts), tuple(line.text for at, line in enumerate(lines) if at not in used))


@dataclass(frozen=True, slots=True)
class _Section:
    """A stretch of the page that begins at a title, the run of its body, and the run's weight."""

    start: int
    first: int
    last: int
    weight: float


def _sections(
    lines: Sequence[Line], counts: Counter[str], weights: Sequence[float]
) -> list[_Section]:
    """The page parted where articles begin, each part with its heaviest run, if it has one."""
    bounds = [0, *headers.beginnings(lines, counts), len(lines)]
    found = []
    for start, end in pairwise(bounds):
        run = heaviest(weights, start, _before_comments(lines, start, end))
        if run is not None:
            found.append(_Section(start, *run, sum(weights[slice(*run)])))
    return found


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


def weight(line: Line, counts: Counter[str]) -> float:
    """What `line` speaks for (positive) or against (negative) being in an article, in words."""
    cost = _cost(line)
    if cost is not None:
        return -cost
    if line.is_prose:
        return line.n_words / counts[key(line.text)]
    if not line.n_words:
        return -WORDLESS_COST
    is_item = line.is_item and line.n_words >= MIN_ITEM_WORDS
    if is_item and line.lower_share >= MIN_ITEM_LOWER:
        return float(line.n_words) if line.text.endswith((";", ",")) else 0.0
    return -SHORT_COST


def _cost(line: Line) -> float | None:
    """Cost of a line that is some furniture by its own words; `None` for any other."""
    kinds = (
        (ENDING_COST, cues.ENDING.match(line.text) or cues.COMMENTS.match(line.text)),
        (ENDING_COST, line.is_piece and cues.ENDING_PHRASE.match(line.text)),
        (SELF_COST, is_self(line)),
        (MARK_COST, headers.is_mark(line) or is_credit(line)),
    )
    return next((cost for cost, applies in kinds if applies), None)


def is_self(line: Line) -> bool:
    """Whether the page speaks of itself: cookies, rights, subscriptions."""
    if line.n_words >= LONG_SELF_WORDS:
        return False
    if cues.COPYRIGHT.search(line.text[:60]):
        return True
    phrases = {match[0].casefold() for match in cues.SELF.finditer(line.text)}
    return len(phrases) > (line.n_words >= SELF_WORDS)


def is_credit(line: Line) -> bool:
    """Whether the line names who took a picture, and so is its caption."""
    return bool(cues.PHOTO.search(line.text)) and line.n_words < LONG_SELF_WORDS


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


def _draft(
    lines: Sequence[Line], counts: Counter[str], section: _Section, role: ArticleRole
) -> tuple[Draft, set[int]]:
    """The article whose body is the section's run, and the numbers of the lines it uses."""
    top = 0 if role is ArticleRole.MAIN else section.start
    head = headers.find(lines, counts, top, section.first, section.last)
    kept = roles(lines, counts, head.body_start, section.last)
    captions = [(at, Role.CAPTION) for at in head.captions]
    parts = _joined(lines, captions + kept)
    used = {at for at, _ in kept} | set(head.lines)
    header = tuple(lines[at].text for at in head.lines)
    return Draft(head.title, head.standfirst, parts, header, role), used


def roles(
    lines: Sequence[Line], counts: Counter[str], first: int, last: int
) -> list[tuple[int, Role]]:
    """Number and role of each line of a body that is part of the article."""
    kept = []
    for at in range(first, last):
        role = _role(lines, counts, at, last)
        if role is not None:
            kept.append((at, role))
    return kept


def _role(lines: Sequence[Line], counts: Counter[str], at: int, last: int) -> Role | None:
    line = lines[at]
    if is_credit(line) and not is_self(line):
        return Role.CAPTION if line.n_words >= MIN_ITEM_WORDS else None
    if _cost(line) is not None:
        return None
    if line.is_item:
        return Role.ITEM if line.n_words >= MIN_ITEM_WORDS else None
    is_repeated = counts[key(line.text)] > 1
    if line.is_prose:
        return None if is_repeated and line.n_words <= MAX_HEADING_WORDS else Role.BODY
    following = lines[at + 1] if at + 1 < last else None
    return Role.HEADING if following and not is_repeated and _heads(line, following) else None


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
