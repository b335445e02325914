"""What stands before an article's body: title, standfirst, byline, times, captions.

A title shows by being printed twice, by the words it shares with the body and with the page's
address, and by its place. `beginnings` uses the same signs to see where a further article
begins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coverage.reading import cues
from coverage.reading.lines import Line, key

TITLE_WORDS = (2, 30)  # fewest and most words of a title
# Lines within which a title's second print, and the body it heads, must follow.
REACH = 10
STANDFIRST_REACH = 3  # lines behind a print of the title within which the standfirst stands
# Share of a title's telling words that its body takes up within its first 120 words, from which
# a further article begins. Own choice: titles of teasers share fewer with what happens to follow.
MIN_SHARED = 0.3
BODY_BEGINNING = 120
MIN_ANCHOR_WORDS = 4  # of a title that is known only by the page's having begun with it
MIN_TELLING = 3  # telling words of a title, with fewer of which sharing them is chance
_SHORT_WORD = 3  # words up to this length tell nothing of a title
_MARK_REST = 4  # words besides a time or address with which a line still is but that
# What every mark has something of: without it the patterns, which take time, need not be tried.
_MAY_MARK = re.compile(r"[\d@/<\[]|www\.|ago\b", re.I)
_TRAILER = re.compile(rf"\s*(?:{cues.STAMP.pattern}).*$", re.I)
_SITE = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{2,40}$")


@dataclass(frozen=True, slots=True)
class Head:
    """Title and standfirst, the lines they and other marks stand in, and where the body starts.

    `title_lines`: the title's prints near the body, that which was taken for it first.
    """

    title: str
    standfirst: str | None
    title_lines: tuple[int, ...]
    standfirst_line: int | None
    lines: tuple[int, ...]
    captions: tuple[int, ...]
    body_start: int


def is_mark(line: Line) -> bool:
    """Whether the line is but a time, an age, an address, a path or a byline."""
    if line.n_words <= TITLE_WORDS[1] // 2 and not line.is_ended and cues.BYLINE.match(line.text):
        return True
    return not line.is_sentence_inside and _is_mostly_marks(line.text)


@lru_cache(maxsize=4096)  # a line is asked about by several stages
def _is_mostly_marks(text: str) -> bool:
    """Whether little but marks stands in `text`, and one at least."""
    if not _MAY_MARK.search(text):
        return False
    bare = text
    for pattern in (cues.MARKUP_PATH, cues.URL, cues.EMAIL, cues.STAMP, cues.AGE, cues.FETCHED):
        bare = pattern.sub(" ", bare)
    return bare != text and len(bare.split()) <= _MARK_REST


def anchor(lines: Sequence[Line]) -> int | None:
    """The line where the page prints the title with which it began, right before a body."""
    if not lines:
        return None
    whole = key(lines[0].text)
    found = None
    for at in range(1, len(lines)):
        is_title = _can_title(lines[at]) and lines[at].n_words >= MIN_ANCHOR_WORDS
        if is_title and whole.startswith(key(lines[at].text)) and _has_body(lines, at, at):
            found = at if found is None or at <= found + REACH else found
    return found


def beginnings(lines: Sequence[Line], counts: Counter[str]) -> list[int]:
    """Where articles begin, in order: at titles that are printed again and have a body.

    At the top of a page, or where the page's own title is printed, that is enough; further down
    a time, an age or a byline must stand before the body, so that a teaser does not part an
    article.
    """
    own = anchor(lines)
    found: list[int] = []
    reached = n_before = 0
    for at, line in enumerate(lines):
        n_before += line.n_words if line.is_prose else 0
        is_reprinted = counts[key(line.text)] > 1 and not line.is_prose
        if at < reached or not (is_reprinted or at == own) or not _can_title(line):
            continue
        prints = [
            at + 1 + i
            for i, near in enumerate(lines[at + 1 : at + 1 + REACH])
            if key(near.text) == key(line.text)
        ]
        if not (prints or at == own) or not _has_body(lines, at, max([at, *prints])):
            continue
        body = _next_prose(lines, max([at, *prints]))
        is_marked = any(is_mark(lines[i]) for i in range(at, body))
        if is_marked or at == own or (not found and n_before < BODY_BEGINNING):
            found.append(at)
            reached = body
    return found


def _next_prose(lines: Sequence[Line], at: int) -> int:
    near = range(at + 1, min(at + 1 + REACH, len(lines)))
    return next((i for i in near if lines[i].is_prose), len(lines))


def _has_body(lines: Sequence[Line], at: int, last_print: int) -> bool:
    """Whether prose that takes up the words of the title at `at` follows its last print."""
    body = _next_prose(lines, last_print)
    is_telling = len(_telling(lines[at].text)) >= MIN_TELLING
    return (
        body < len(lines)
        and is_telling
        and shared(lines[at].text, _beginning(lines, body)) >= MIN_SHARED
    )


def _can_title(line: Line) -> bool:
    least, most = TITLE_WORDS
    return least <= line.n_words <= most and not is_mark(line) and not line.is_item


def _beginning(lines: Sequence[Line], body: int) -> str:
    words: list[str] = []
    for line in lines[body : body + BODY_BEGINNING]:
        words += line.text.split() if line.is_prose else []
        if len(words) >= BODY_BEGINNING:
            break
    return " ".join(words[:BODY_BEGINNING])


def shared(title: str, text: str) -> float:
    """Share of the title's telling words that stand in `text`, 0 to 1; 0 for an empty title."""
    wanted = _telling(title)
    return len(wanted & _telling(text)) / len(wanted) if wanted else 0.0


def _telling(text: str) -> set[str]:
    words = re.findall(r"[^\W_]+", text.casefold())
    return {word[:6] for word in words if len(word) > _SHORT_WORD}


def find(lines: Sequence[Line], counts: Counter[str], start: int, first: int, last: int) -> Head:
    """The head of the article whose body was found in `lines[first:last]`.

    Lines before `start` belong to another article.
    """
    body = _body_start(lines, counts, first, last)
    at = _title_at(lines, counts, start, body)
    title = "" if at is None else _without_site(lines[at].text, lines)
    top = start if at is None else _first_print(lines, start, at)
    zone = [i for i in range(top, body) if at is not None and lines[i].text != lines[at].text]
    prints = (
        []
        if at is None
        else [i for i in range(top, body) if key(lines[i].text) == key(lines[at].text)]
    )
    near = {i + step for i in prints for step in range(1, STANDFIRST_REACH + 1)}
    standfirst = next((i for i in zone if i in near and _can_stand_first(lines[i], counts)), None)
    captions = tuple(i for i in zone if i != standfirst and _is_caption(lines[i]))
    own = tuple(i for i in range(_header_top(lines, start, top), body))
    words = None if standfirst is None else _without_trailer(lines[standfirst].text)
    titles = () if at is None else (at, *(i for i in prints if i != at))
    return Head(title, words, titles, standfirst, own, captions, body)


def _first_print(lines: Sequence[Line], start: int, at: int) -> int:
    """The first of the title's prints that stand near to one another before the body."""
    text = lines[at].text.casefold()
    return next(
        i for i in range(max(start, at - REACH), at + 1) if lines[i].text.casefold() == text
    )


def _header_top(lines: Sequence[Line], start: int, top: int) -> int:
    """Where the header begins: a few lines above the title, where times and sections stand."""
    return max(start, top - REACH)


def _body_start(lines: Sequence[Line], counts: Counter[str], first: int, last: int) -> int:
    """The body's first line: behind the last mark or repeated title near the run's beginning."""
    words = 0
    start = first
    total = sum(lines[i].n_words for i in range(first, last))
    for at in range(first, last):
        line = lines[at]
        is_title = counts[key(line.text)] > 1 and _can_title(line) and not line.is_ended
        if is_title or is_mark(line):
            start = at + 1
        words += line.n_words
        if words > max(60, 0.2 * total):
            break
    return next((i for i in range(start, last) if lines[i].is_prose), first)


def _title_at(lines: Sequence[Line], counts: Counter[str], start: int, body: int) -> int | None:
    opening = _beginning(lines, body)
    page_title = key(lines[0].text) if lines else ""
    slug = " ".join(match[0] for line in lines[:5] for match in cues.URL.finditer(line.text))
    best, best_score = None, 0.0
    for at in range(start, body):
        line = lines[at]
        if not _can_title(line) or cues.SELF.search(line.text) or cues.PHOTO.search(line.text):
            continue
        n_telling = min(len(_telling(line.text)), MIN_TELLING) / MIN_TELLING
        score = 2.0 * n_telling * (shared(line.text, opening) + shared(line.text, slug))
        score += 1.5 * (counts[key(line.text)] > 1)
        score += 2.0 * (at > 0 and page_title.startswith(key(line.text)))
        score += 1.0 / (1 + body - at) - 1.0 * line.is_ended + 0.02 * min(line.n_words, 10)
        if score > best_score:
            best, best_score = at, score
    return best


def _without_site(title: str, lines: Sequence[Line]) -> str:
    """A page's title less the site's name behind a bar or a dash."""
    if lines and title == lines[0].text:
        bare = _SITE.sub("", title)
        if len(bare.split()) > TITLE_WORDS[0]:
            return bare
    return title


def _can_stand_first(line: Line, counts: Counter[str]) -> bool:
    bare = _without_trailer(line.text)
    is_telling = line.lower_share >= 0.4 and len(bare.split()) >= 8  # noqa: PLR2004
    is_furniture = cues.SELF.search(bare) or _is_caption(line) or is_mark(line)
    return is_telling and not is_furniture and counts[key(line.text)] == 1


def _without_trailer(text: str) -> str:
    """A standfirst less the day and the site's name that a flattened page puts behind it."""
    bare = _TRAILER.sub("", text)
    return bare if len(bare.split()) >= len(text.split()) / 2 else text


def _is_caption(line: Line) -> bool:
    return bool(cues.PHOTO.search(line.text)) and line.n_words >= 8  # noqa: PLR2004


def marks(lines: Sequence[Line]) -> Iterator[str]:
    """Texts of the lines that are but marks."""
    return (line.text for line in lines if is_mark(line))
