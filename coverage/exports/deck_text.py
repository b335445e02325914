"""Text on slides: made harmless, measured and fitted, so that it never runs over.

Sizes and lengths are in points, of which a slide has 960 by 540. Widths are Arial's, estimated: no
font file is read, so that a deck is the same wherever it is made.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from coverage.charts import text_width
from coverage.language import sentences

LINE = 1.2
"""Height of a line by the size of its letters."""

SLACK, BOLD = 1.015, 1.11
"""By how much more room is kept than the estimate says, and than that for bold letters. Of 1,701
stretches of 20 letters of news, set in Liberation Sans, which is as wide as Arial, the widest was
1.012 times the estimate, in bold 1.129 times."""

OPENING = 45
"""Letters that the opening of a finding has at least, if it has as many."""

REMEMBERED = 20_000
"""Broken texts that are kept: a table's rows are measured to page it and again to draw it."""

_HIDDEN = frozenset(
    "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)


@dataclass(frozen=True, slots=True)
class Fitted:
    """Text as it fits a place: perhaps cut, "…" at its end; letters of `size` in `n_lines`."""

    text: str
    size: float
    n_lines: int

    @property
    def height(self) -> float:
        """Points that the lines take."""
        return self.n_lines * self.size * LINE


def clean(text: str) -> str:
    """`text` in one line, without what XML cannot hold or what turns the direction of writing."""
    kept = (" " if unicodedata.category(c) == "Cc" else c for c in text if c not in _HIDDEN)
    return " ".join("".join(c for c in kept if _is_writable(c)).split())


def _is_writable(char: str) -> bool:
    return unicodedata.category(char) not in {"Cs", "Cn"}


def width(text: str, size: float, is_bold: bool = False) -> float:
    """Points that `text` takes in one line."""
    return text_width(text, size) * SLACK * (BOLD if is_bold else 1)


@lru_cache(maxsize=REMEMBERED)
def wrapped(text: str, room: float, size: float, is_bold: bool = False) -> tuple[str, ...]:
    """The lines into which `text` breaks in a column `room` wide; a long word breaks within."""
    lines: list[list[str]] = [[]]
    used, space = 0.0, width(" ", size, is_bold)
    for word in text.split():
        for part in _parts(word, room, size, is_bold):
            wide = width(part, size, is_bold)
            if lines[-1] and used + space + wide > room:
                lines.append([])
            used = used + space + wide if lines[-1] else wide
            lines[-1].append(part)
    return tuple(" ".join(line) for line in lines if line)


def _parts(word: str, room: float, size: float, is_bold: bool) -> list[str]:
    """A word, in pieces that each fit a line where it is longer than one."""
    parts = []
    while width(word, size, is_bold) > room and len(word) > 1:
        n = len(word) - 1
        while n > 1 and width(word[:n], size, is_bold) > room:
            n -= 1
        parts.append(word[:n])
        word = word[n:]
    return [*parts, word]


def cut(text: str, room: float, size: float, lines: int, is_bold: bool = False) -> Fitted:
    """`text` in at most `lines` of letters of `size`, "…" where it is cut."""
    said = clean(text)
    found = wrapped(said, room, size, is_bold)
    if len(found) <= lines:
        return Fitted(said, size, max(len(found), 1))
    last = found[lines - 1]
    while " " in last and width(last + "…", size, is_bold) > room:
        last = last.rpartition(" ")[0]
    while last and width(last + "…", size, is_bold) > room:
        last = last[:-1]
    kept = " ".join([*found[: lines - 1], last.rstrip(" ,;:.–—") + "…"])
    return Fitted(kept, size, lines)


def fitted(
    text: str, room: float, height: float, sizes: Sequence[float], is_bold: bool = False
) -> Fitted:
    """`text` in the largest of `sizes` in which all of it fits; cut in the least where none does.

    `sizes`: the largest first.
    """
    for size in sizes:
        lines = max(int(height / (size * LINE)), 1)
        found = cut(text, room, size, lines, is_bold)
        if not found.text.endswith("…") or found.text == clean(text):
            return found
    return found


def parted(finding: str) -> tuple[str, str]:
    """A finding's opening, its first sentence or, where that is short, more; and the rest."""
    said = clean(finding)
    ends = [end for _, end in sentences.spans(said)]
    end = next((end for end in ends if end >= OPENING), len(said))
    return said[:end], said[end:].strip()


def count(n: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 outlet", "2,000 outlets"."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def few(names: Sequence[str], most: int) -> str:
    """The first of some names, and how many more there are: "A, B and 3 more"."""
    if len(names) <= most:
        return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
    return f"{', '.join(names[:most])} and {len(names) - most:,} more"
