"""HTML -> the words seen on the page, and which of them the article took.

The words are found by html-text, a line a block of the page. trafilatura gives an article without
saying where on the page it stood, so its words are looked for among those seen (`aligning`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby, pairwise

import html_text
import numpy as np
from lxml import etree

from coverage.reading.aligning import Ids, align
from coverage.reading.drafts import Draft
from coverage.reading.tracing import READ, Left, Trace
from coverage.reading.trees import Element
from coverage.records import Role

HEADER_REACH = 40
"""Lines above a body among which those of its header are looked for. Own choice: pictures and
buttons stand between."""

MAX_HOLE = 3
"""Words between two that a line gave to the article which count as given, though unlike the
article's: trafilatura mends spaces and signs. Own choice."""

_EAST = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # written without spaces: a sign counts as a word
_WORD = re.compile(rf"[{_EAST}]|[^\W{_EAST}]+")
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_UNSEEN = (
    "script", "style", "link", "meta", "iframe", "embed", "object", "applet", "param", "layer",
    "frame", "frameset", "noframes",
)  # fmt: skip

_Use = tuple[str, int | None]


def text_of(tree: Element | None) -> str:
    """The words that a reader of a parsed page sees, a block a line; empty where there are none."""
    if tree is None:
        return ""
    seen = deepcopy(tree)
    etree.strip_elements(seen, *_UNSEEN, with_tail=False)
    try:
        return str(html_text.etree_to_text(seen))
    except Exception:  # any page of the web may trip it, and its article is worth more
        return ""


def traces(text: str, drafts: Sequence[Draft]) -> Iterator[Trace]:
    """What became of each line of `text`, which is `text_of` the page that gave `drafts`.

    A line is parted where the article took only some of its words. What trafilatura put in other
    words, or took from what nobody sees, is not found.
    """
    numbers: dict[str, int] = {}
    seen = _Seen.of(text, numbers)
    outside: _Use = (Left.OUTSIDE if drafts else Left.UNFOUND, None)
    uses = [outside] * len(seen.ids)
    for number, draft in enumerate(drafts):
        parts = [_numbered(part.text, numbers) for part in draft.parts]
        found = align(parts, seen.ids)
        body = min((at for at in found if at >= 0), default=0)
        header = Counter(_numbered(line, numbers).tobytes() for line in draft.header)
        for line in seen.above(body):
            words = seen.words(line).tobytes()
            if header[words]:
                header[words] -= 1
                _give(uses, range(line.first, line.last), (READ, number))
        title = seen.title(_numbered(draft.title, numbers), body)
        _give(uses, range(title.first, title.last) if title else (), (Role.HEADLINE, number))
        roles = (part.role for part, own in zip(draft.parts, parts, strict=True) for _ in own)
        for at, role in zip(found, roles, strict=True):
            _give(uses, (at,) if at >= 0 else (), (role, number))
    for line in seen.lines:
        yield from _line_traces(text, line, uses, seen, outside)


def _give(uses: list[_Use], words: Iterable[int], use: _Use) -> None:
    for at in words:
        uses[at] = use


def _numbered(text: str, numbers: dict[str, int]) -> Ids:
    """Numbers of the words of `text`, a new one for each that has none yet."""
    words = map(str.casefold, _WORD.findall(text))
    return np.array([numbers.setdefault(word, len(numbers)) for word in words], np.int64)


@dataclass(frozen=True, slots=True)
class _Line:
    """Bounds of a line in the text, and of its words among those of the text."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Seen:
    """A text's words: their numbers, where each starts and ends; and its lines."""

    ids: Ids
    starts: Ids
    ends: Ids
    lines: list[_Line]

    @classmethod
    def of(cls, text: str, numbers: dict[str, int]) -> _Seen:
        """The words of `text`, numbered by `numbers`."""
        ids = _numbered(text, numbers)
        starts = np.array([match.start() for match in _WORD.finditer(text)], np.int64)
        ends = starts + np.array([len(word) for word in _WORD.findall(text)], np.int64)
        bounds = np.array([match.span() for match in _LINE.finditer(text)], np.int64).reshape(-1, 2)
        among = np.searchsorted(starts, bounds)
        lines = [
            _Line(*own, *place) for own, place in zip(bounds.tolist(), among.tolist(), strict=True)
        ]
        return cls(ids, starts, ends, lines)

    def words(self, line: _Line) -> Ids:
        """Numbers of a line's words."""
        return self.ids[line.first : line.last]

    def above(self, body: int) -> list[_Line]:
        """The lines above the word `body` among which a header is looked for, the nearest first."""
        behind = bisect_right(self.lines, body, key=lambda line: line.last)
        return self.lines[max(0, behind - HEADER_REACH) : behind][::-1]

    def title(self, title: Ids, body: int) -> _Line | None:
        """The line that is the title and nothing else: the last before `body`, or the first."""
        n_words = len(title)
        found = [
            line
            for line in self.lines
            if n_words == line.last - line.first and np.array_equal(title, self.words(line))
        ]
        before = [line for line in found if line.last <= body]
        return next(iter(before[-1:] or found), None) if n_words else None


def _line_traces(
    text: str, line: _Line, uses: Sequence[_Use], seen: _Seen, outside: _Use
) -> Iterator[Trace]:
    """Traces of one line, one for each run of words of one use."""
    own = uses[line.first : line.last] or [outside]
    if own.count(own[0]) == len(own):
        yield Trace(line.start, line.end, *own[0])
        return
    runs = list(_runs(own, outside))
    bounds = [_beginning(text, seen, line.first + at) for at, _ in runs[1:]]
    whole = pairwise([line.start, *bounds, line.end])
    for (start, end), (_, (use, draft)) in zip(whole, runs, strict=True):
        yield Trace(start, start + len(text[start:end].rstrip()), use, draft)


def _runs(uses: Sequence[_Use], outside: _Use) -> Iterator[tuple[int, _Use]]:
    """Where runs of one use begin, and their uses; holes of few words are closed."""
    runs = [(use, len(list(own))) for use, own in groupby(uses)]
    at = 0
    before: _Use | None = None
    for number, (use, length) in enumerate(runs):
        is_inner = 0 < number < len(runs) - 1 and runs[number - 1][0] == runs[number + 1][0]
        own = runs[number - 1][0] if use == outside and is_inner and length <= MAX_HOLE else use
        if own != before:
            yield at, own
        before, at = own, at + length


def _beginning(text: str, seen: _Seen, at: int) -> int:
    """Where a word begins with the signs written right before it, as quotation marks are."""
    start, behind = int(seen.starts[at]), int(seen.ends[at - 1])
    while start > behind and not text[start - 1].isspace():
        start -= 1
    return start
