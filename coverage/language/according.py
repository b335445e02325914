"""Whom "according to" names: its source, or the author of the document it cites.

according to a petition filed in Iowa          ->  a petition
according to a report in the Gazette           ->  the Gazette
according to the panel's chief, Ann Vane       ->  Ann Vane
"""

from __future__ import annotations

from collections.abc import Sequence

from coverage.language.people import PERSON_NOUNS
from coverage.language.subjects import BOUNDARY, PREPOSITION, TIME, Span, Token

_WRITTEN = frozenset(
    "report article story memo letter filing notice analysis study account".split()
)
_WRITERS = frozenset("in by from".split())
_WITHIN = frozenset("of for to with".split())
"""Prepositions that belong to a source: "people familiar with the talks"."""
_JOINED = 4
"""Most words of a second source after "and"."""
_LONGEST = 30
"""Most words of a source; bounds the time that endless sentences take."""
_APPOSED = 2
"""Fewest words of a name after a comma for it to be the source's."""


def source(words: Sequence[Token], at: int) -> Span | None:
    """The words of the source of "according to" at `at`, or None where no source follows."""
    if at + 2 >= len(words) or words[at + 1].low != "to":
        return None
    first, stop = at + 2, _end(words, at + 2)
    is_written = first < stop < len(words) - 1 and words[stop - 1].low in _WRITTEN
    if is_written and words[stop].low in _WRITERS:
        first = stop + 1
    return _named(words, first)


def _end(words: Sequence[Token], first: int) -> int:
    """Where the source that begins at `first` ends."""
    stop = first
    last = min(len(words), first + _LONGEST)
    while stop < last and words[stop].is_word:
        if words[stop].low in BOUNDARY and not _joins(words, stop):
            break
        if stop > first and words[stop].low in PREPOSITION - _WITHIN:
            break
        stop += 1
    return stop


def _joins(words: Sequence[Token], at: int) -> bool:
    """Whether "and" joins two sources, up to a mark: "the Gazette and the Herald."."""
    if words[at].low != "and" or not words[at - 1].is_name:
        return False
    rest = words[at + 1 :]
    length = next((i for i, w in enumerate(rest) if not w.is_word), len(rest))
    return 0 < length <= _JOINED and all(w.is_name or w.low == "the" for w in rest[:length])


def _named(words: Sequence[Token], first: int) -> Span | None:
    """The source that begins at `first`, or the name that follows its role after a comma."""
    stop = end = _end(words, first)
    while stop - first > 1 and words[stop - 1].low in TIME | PREPOSITION:
        stop -= 1
    if stop - first > 1 and words[stop - 1].text.endswith(("ed", "ing")):
        stop -= 1  # "a petition filed in Iowa", "figures released Friday", "officials speaking"
    if first == stop:
        return None
    named = end + 1
    while named < len(words) and words[named].is_name:
        named += 1
    role = words[stop - 1]
    follows = words[named].low if named < len(words) else "."
    is_closed = not follows[0].isalnum() or follows in PREPOSITION | {"who", "and"}
    is_apposed = stop == end < len(words) and words[stop].text == "," and named > stop + _APPOSED
    is_apposed &= is_closed  # not "according to the papers, Ann Vane left"
    if is_apposed and (not role.is_name or role.low in PERSON_NOUNS):
        return stop + 1, named
    return first, stop
