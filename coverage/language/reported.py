"""Which words of a sentence a cue reports.

Ann Vane said that the bridge is safe.      ->  the bridge is safe
The bridge, Ann Vane said, is safe.         ->  The bridge
According to Ann Vane, the bridge is safe.  ->  the bridge is safe
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coverage.language.cues import Cue
from coverage.language.quotes import MARKS

MIN_WORDS = 2
"""Fewest words beside a cue to count as said. Own choice: "he said so" reports nothing."""

_THAT = re.compile(r"(?:(?:[A-Z][\w’'.\-]* |reporters |them |him |her ){1,4})?that ")
"""What leads to reported words: "that", "Holt that", "reporters that"."""
_DAY = re.compile(
    r"(?:(?:on|late|early|last) ){0,2}"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today)"
    r"(?: (?:morning|afternoon|evening|night))?\b,? ?"
)
"""When something was said is no part of what was said: "said on Monday that"."""


def reported(text: str, cue: Cue, others: Sequence[Cue]) -> tuple[int, int]:
    """[start, end) of the words a cue reports: what follows it, or else what precedes it."""
    stop = min((c.first for c in others if c.first > cue.last), default=len(text))
    after = _trim(text, cue.last, stop)
    trailing = (c.last for c in others if c.last < cue.first and text[c.last : c.last + 1] in ",.")
    begin = max(trailing, default=0)
    before = _trim(text, begin, cue.first)
    if cue.manner == "according" or text[cue.last : cue.last + 1] == ",":
        after, before = before, after  # the words before the cue come first
    return after if len(text[slice(*after)].split()) >= MIN_WORDS else before


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds without white space, commas, final stops and a leading "on Monday that"."""
    while start < end and not text[start].isalnum() and text[start] not in MARKS:
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",.;:—–-"):
        end -= 1
    for leading in (_DAY, _THAT):
        found = leading.match(text, start, end)
        start = found.end() if found else start
    return start, end
