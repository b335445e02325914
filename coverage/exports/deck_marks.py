"""Which words of a sentence no other sentence beside it has.

    a: The mayor shut the bridge.      marked: mayor, shut
    b: Engineers closed the bridge.    marked: Engineers, closed

A word counts by its beginning, so that "talks" meets "talked"; words that say little ("the",
"would") never count. Own definition, as on the app's slides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coverage.language.subjects import (
    AUXILIARY,
    BE,
    BOUNDARY,
    DETERMINER,
    NOT_SPEAKERS,
    PREPOSITION,
    PRONOUNS,
)

LEAST_LETTERS = 3
"""Letters that a word, or what is left of it, must have to count. Own choice."""

_LITTLE = BE | AUXILIARY | BOUNDARY | DETERMINER | NOT_SPEAKERS | PREPOSITION | PRONOUNS
_TOKEN = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
_ENDING = re.compile(r"(?:['’]s|ing|ed|es|s|ly)$")


def spans(text: str, others: Sequence[str]) -> list[tuple[int, int]]:
    """Offsets of the words of `text` that none of `others` has, neighbours joined; none: []."""
    if not others:
        return []
    known = {word(match.group()) for other in others for match in _TOKEN.finditer(other)}
    found: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        counted = word(match.group())
        if counted is None or counted in known:
            continue
        if found and not text[found[-1][1] : match.start()].strip(" -–"):
            found[-1] = (found[-1][0], match.end())
        else:
            found.append(match.span())
    return found


def word(token: str) -> str | None:
    """What a token counts as, or None where it says too little."""
    folded = token.casefold()
    if any(c.isdigit() for c in folded):
        return folded
    if len(folded) < LEAST_LETTERS or folded in _LITTLE:
        return None
    stem = _ENDING.sub("", folded)
    return stem if len(stem) >= LEAST_LETTERS else folded
