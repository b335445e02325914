"""Where the subject of a verb stands: before it, apposed, joined to another, or after it.

Bo Holt, who runs the port, said          ->  Bo Holt
The mayor and her deputy said             ->  The mayor and her deputy
"...," said the mayor, Ann Vane           ->  Ann Vane
"""

from __future__ import annotations

from collections.abc import Sequence

from coverage.language.subjects import (
    BOUNDARY,
    DETERMINER,
    MAX_CHUNK_WORDS,
    NOT_SPEAKERS,
    PREPOSITION,
    PRONOUNS,
    TIME,
    Span,
    Token,
    chunk_before,
    head,
    is_clause,
    is_pure_name,
    last_name,
)

MAX_JOINED_WORDS = 7
"""Most words of the first of two speakers who speak together. Own choice, from reading."""
MAX_APPOSITIONS = 4
"""Most stretches between commas to look back over for a name. Own choice, from reading."""
_MAX_DOCUMENT_WORDS = 3
"""Most words of "the joint statement", of whose author more is told after it."""
_DOCUMENTS = frozenset("statement letter report message memo tweet".split())
_AGENT = frozenset("by from to with among against including like citing quoting".split())
"""What stands before the one who acts: "objections by members of the board who"."""


def _apposed(words: Sequence[Token], comma: int) -> Span | None:
    """The subject before one or more appositions, the last of which ends at `comma`.

    "Bo Holt, D-Ohio, head of the port, " -> "Bo Holt"; "the mayor, Ann Vane, " -> "Ann Vane".
    """
    heads: list[Span] = []
    stop = comma
    for _ in range(MAX_APPOSITIONS):
        opening = next((i for i in range(stop - 1, -1, -1) if words[i].text in ",—–;:"), -1)
        first = max(chunk_before(words, stop)[0], opening + 1)
        span = head(words, first, chunk_before(words, stop)[1]) if first < stop else None
        if span and is_pure_name(words, span) and not words[span[0]].is_quotation:
            return span
        if span:
            heads.append(span)
        if opening < 0 or words[opening].text in ";:":
            break
        stop = opening
    return heads[1] if len(heads) > 1 else None


def _joined(words: Sequence[Token], first: int) -> int:
    """Where "the mayor and her deputy" begins, when the run at `first` is its last part."""
    if first < 2 or words[first - 1].low != "and":  # noqa: PLR2004
        return first
    begin, stop = first - 1, first - 1
    while begin and words[begin - 1].is_word and words[begin - 1].low not in BOUNDARY:
        begin -= 1
    left = words[begin:stop]
    is_list = begin > 1 and words[begin - 1].text == "," and words[begin - 2].is_name
    if is_list and left and is_pure_name(words, (begin, stop)):
        earlier = _joined_list(words, begin - 1)
        return earlier if earlier < begin - 1 else begin
    is_open = begin == 0 or not words[begin - 1].is_word or words[begin - 1].low in BOUNDARY
    while left and left[0].low in ("but", "both", *TIME):
        begin, left = begin + 1, left[1:]
    if not left or not is_open or len(left) > MAX_JOINED_WORDS or is_clause(left):
        return first
    opens = left[0].is_name or left[0].low in DETERMINER
    noun = left[-1].is_name or left[-1].low.endswith("s") or left[0].low in DETERMINER
    return begin if opens and noun and left[0].low not in PREPOSITION else first


def _joined_list(words: Sequence[Token], comma: int) -> int:
    """Where "Vane, Holt" begins before the comma at `comma`."""
    begin = comma
    while begin and words[begin - 1].is_word and words[begin - 1].is_name:
        begin -= 1
    starts = begin == 0 or not words[begin - 1].is_word or words[begin - 1].low in BOUNDARY
    return begin if starts else comma


def is_shared(words: Sequence[Token], at: int) -> bool:
    """Whether the verb at `at` takes up the subject of a verb before it: "rose and said"."""
    first, stop = chunk_before(words, at)
    return first == stop and first > 0 and words[first - 1].low in ("and", "but", "or", "then")


def before(words: Sequence[Token], at: int) -> Span | None:
    """The speaker's words before the verb at `at`, or None."""
    first, stop = chunk_before(words, at)
    if first < stop:
        span = head(words, first, stop)
        return (_joined(words, first), span[1]) if span and span[0] == first else span
    if not first:
        return None
    boundary = words[first - 1]
    if boundary.low in ("who", "which") and first > 1:
        stop = first - 1 - (words[first - 2].text == ",")
        begin, stop = chunk_before(words, stop)
        for i in range(begin, stop - 1):  # "a flurry of objections by members of the board who"
            begin = i + 1 if words[i].low in _AGENT else begin
        span = head(words, begin, stop) if begin < stop else None
        return span or last_name(words, begin, stop)  # "They heard Ann Vane, who"
    return _apposed(words, first - 1) if boundary.text in ",—–" else None


def after(words: Sequence[Token], at: int) -> Span | None:
    """The speaker's words after an inverted verb: `..., said the mayor, Ann Vane.`"""
    first = stop = at + 1
    most = min(len(words), first + MAX_CHUNK_WORDS)
    while stop < most and words[stop].is_word and words[stop].low not in BOUNDARY:
        if stop > first and (words[stop].low in TIME or words[stop].low in PREPOSITION - {"of"}):
            break
        stop += 1
    is_written = first < stop <= first + _MAX_DOCUMENT_WORDS and words[stop - 1].low in _DOCUMENTS
    if is_written and stop + 1 < len(words) and words[stop].low in ("from", "by"):
        return after(words, stop)  # "said a statement from Vane's lawyer, Bo Holt"
    if first == stop or words[first].low in PREPOSITION | NOT_SPEAKERS | TIME:
        return None
    of = next((i for i in range(first, stop) if words[i].low == "of"), stop)
    if of < stop and words[of - 1].is_name and words[first].low not in DETERMINER:
        stop = of
    if is_clause(words[first:stop]) or not (
        words[first].is_name or words[first].low in DETERMINER | PRONOUNS or words[stop - 1].is_name
    ):
        return None
    named = stop + 1
    while named < len(words) and words[named].is_name and words[named].is_word:
        named += 1
    if stop < len(words) and words[stop].text == "," and named > stop + 2:
        return (stop + 1, named) if not words[stop - 1].is_name else (first, stop)
    if stop < len(words) and words[stop].low == "and" and named > stop + 1:
        return first, named
    return first, stop
