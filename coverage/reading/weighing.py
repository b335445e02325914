"""What each line of a flattened page speaks for or against being in an article, in words of prose.

Prose counts by its words; everything else is a cost by which a run of prose must outweigh it to
reach across it. Nothing here knows an outlet: what counts is length, case, end marks, repetition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from coverage.reading import cues, headers
from coverage.reading.lines import Line, key, repeated
from coverage.reading.tracing import Left

# Weights in words of prose: how many a line of its kind must be outweighed by for the run to
# reach across it. Swept on the 60 gold pages (see evaluation): 5 to 15 differ by under 0.01.
SHORT_COST = 9.0
MARK_COST = 4.0  # a time, an address, a byline: articles have them too
SELF_COST = 15.0
WORDLESS_COST = 1.0  # rules and rows of stars stand in articles too
ENDING_COST = 40.0
COSTS = {
    Left.AFTER: ENDING_COST,
    Left.COMMENTS: ENDING_COST,
    Left.SELF: SELF_COST,
    Left.MARK: MARK_COST,
    Left.CREDIT: MARK_COST,
}
"""Costs of the kinds of furniture that a line can be by its own words."""

# Up to this many words one phrase of furniture makes a line furniture; up to the second, two do.
SELF_WORDS = 25
LONG_SELF_WORDS = 60
# Fewest words of a list's item, and share of them in lower case for it not to be a link.
MIN_ITEM_WORDS = 4
MIN_ITEM_LOWER = 0.5


@dataclass(frozen=True, slots=True)
class Weighed:
    """A page's lines, how often each one's `key` is printed, and what is known of each.

    `furniture`: the kind that a line is by its own words, `None` for any other line; `weights`:
    what it speaks for (positive) or against (negative) being in an article, in words.
    """

    lines: Sequence[Line]
    counts: Counter[str]
    furniture: Sequence[Left | None]
    weights: Sequence[float]


def weigh(lines: Sequence[Line]) -> Weighed:
    """The lines of a page with their weights."""
    counts = repeated(lines)
    furniture = [furniture_of(line) for line in lines]
    weights = [
        _weight(line, counts) if kind is None else -COSTS[kind]
        for line, kind in zip(lines, furniture, strict=True)
    ]
    return Weighed(lines, counts, furniture, weights)


def furniture_of(line: Line) -> Left | None:
    """The kind of furniture that a line is by its own words; `None` for any other."""
    if cues.ENDING.match(line.text) or (line.is_piece and cues.ENDING_PHRASE.match(line.text)):
        return Left.AFTER
    if cues.COMMENTS.match(line.text):
        return Left.COMMENTS
    if is_self(line):
        return Left.SELF
    if headers.is_mark(line):
        return Left.MARK
    return Left.CREDIT if is_credit(line) else None


def _weight(line: Line, counts: Counter[str]) -> float:
    """Weight of a line that is no furniture by its own words."""
    if line.is_prose:
        return line.n_words / counts[key(line.text)]
    if not line.n_words:
        return -WORDLESS_COST
    is_item = line.is_item and line.n_words >= MIN_ITEM_WORDS
    if is_item and line.lower_share >= MIN_ITEM_LOWER:
        return float(line.n_words) if line.text.endswith((";", ",")) else 0.0
    return -SHORT_COST


def reason(weighed: Weighed, at: int) -> Left:
    """Why line `at` is in no article, where none reached it: what spoke against it, if anything."""
    kind = weighed.furniture[at]
    if kind is not None:
        return kind
    if not weighed.lines[at].n_words:
        return Left.WORDLESS
    return Left.MENU if weighed.weights[at] < 0 else Left.APART


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
    is_photo = bool(cues.PHOTO.search(line.text)) and not cues.WIRE.search(line.text)
    return is_photo and line.n_words < LONG_SELF_WORDS
