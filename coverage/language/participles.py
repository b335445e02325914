"""Whose a verb of speech in -ing is: "Vane is saying", "with Ann Vane saying", "quoted as saying".

Where none of these stands before it, the participle takes up the subject of its sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from coverage.language import around_verbs, heads
from coverage.language.subjects import BE, BOUNDARY, Span, Token
from coverage.language.verbs import before

_FAR = 9
"""Most words from "quoted" to "as saying"."""


def progressive(words: Sequence[Token], at: int) -> Span | None:
    """The speaker's words in "Vane is saying"; None where the participle stands alone."""
    if before(words, at)[-1:] == [] or before(words, at)[-1] not in BE:
        return None
    return around_verbs.before(words, max(i for i in range(at) if words[i].low in BE))


def accompanied(words: Sequence[Token], at: int) -> Span | None:
    """The speaker's words in "with Ann Vane saying" before the participle at `at`."""
    first = at
    while first and words[first - 1].is_word and words[first - 1].low not in BOUNDARY:
        first -= 1
        if words[first].low == "with":
            return heads.head(words, first + 1, at) if first + 1 < at else None
    return None


def quoted(words: Sequence[Token], at: int) -> Span | None:
    """The speaker's words in "Vane was quoted as saying" and "They quoted Vane as saying"."""
    if at < 2 or words[at - 1].low != "as":  # noqa: PLR2004
        return None
    verb = next((i for i in range(at - 2, max(-1, at - _FAR), -1) if words[i].low == "quoted"), 0)
    if not verb:
        return None
    if words[verb - 1].low in BE:
        return around_verbs.before(words, verb - 1)
    return heads.head(words, verb + 1, at - 1) if verb + 1 < at - 1 else None
