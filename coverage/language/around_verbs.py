"""Where the subject of a verb stands: before it, apposed, joined to another, or after it.

Bo Holt, who runs the port, said          ->  Bo Holt
The mayor and her deputy said             ->  The mayor and her deputy
"...," said the mayor, Ann Vane           ->  Ann Vane
"""

from __future__ import annotations

from collections.abc import Sequence

from coverage.language.appositions import apposed
from coverage.language.heads import head, is_clause, is_party, is_pure_name, last_name
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
)

MAX_JOINED_WORDS = 7
"""Most words of the first of two speakers who speak together. Own choice, from reading."""
MAX_LISTED = 6
"""Most speakers of a list before its last one. Own choice, from reading."""
_MAX_DOCUMENT_WORDS = 3
"""Most words of "the joint statement", of whose author more is told after it."""
_DOCUMENTS = frozenset("statement letter report message memo tweet".split())
_ENDS = TIME | (PREPOSITION - {"of"})
_AGENT = frozenset("by from to with among against including like citing quoting".split())
"""What stands before the one who acts: "objections by members of the board who"."""


def _joined(words: Sequence[Token], first: int) -> int:
    """Where "the mayor and her deputy" begins, when the run at `first` is its last part."""
    if first < 2 or words[first - 1].low != "and":  # noqa: PLR2004
        return first
    begin, stop = first - 1, first - 1
    while begin and words[begin - 1].is_word and words[begin - 1].low not in BOUNDARY:
        begin -= 1
    left = words[begin:stop]
    if not left:  # "Vane, Holt, and the board"
        earlier = _listed(words, first - 2)
        return earlier if earlier < first - 2 else first
    is_list = begin > 1 and words[begin - 1].text == "," and words[begin - 2].is_name
    if is_list and is_pure_name(words, (begin, stop)):
        return min(begin, _listed(words, begin - 1))
    is_open = begin == 0 or not words[begin - 1].is_word or words[begin - 1].low in BOUNDARY
    while left and left[0].low in ("but", "both", *TIME):
        begin, left = begin + 1, left[1:]
    if not left or not is_open or len(left) > MAX_JOINED_WORDS or is_clause(left):
        return first
    opens = left[0].is_name or left[0].low in DETERMINER
    noun = left[-1].is_name or left[-1].low.endswith("s") or left[0].low in DETERMINER
    return begin if opens and noun and left[0].low not in PREPOSITION else first


def _listed(words: Sequence[Token], comma: int) -> int:
    """Where the list of names before the comma at `comma` begins: "Vane, the Port Office"."""
    begin = comma
    for _ in range(MAX_LISTED):
        tag = begin - 1 - (words[begin - 1].text == ".")
        if tag > 0 and is_party(words[tag]) and words[tag - 1].text == ",":
            begin = tag - 1
        start = _listed_apposition(words, begin)
        first = begin = start
        while first and words[first - 1].is_name and words[first - 1].is_word:
            first -= 1
        if first == begin:
            break
        first -= bool(first) and words[first - 1].low == "the"
        starts = first == 0 or not words[first - 1].is_word or words[first - 1].low in BOUNDARY
        if not starts:
            break
        comma = first
        if not first or words[first - 1].text != ",":
            break
        begin = first - 1
    return comma


def _listed_apposition(words: Sequence[Token], comma: int) -> int:
    """The comma before the apposition that ends at `comma`: "Vane, the mayor, and Holt"."""
    opening = next((i for i in range(comma - 1, 0, -1) if not words[i].is_word), 0)
    is_short = 0 < opening < comma - 1 and comma - opening <= MAX_JOINED_WORDS
    is_told = is_short and words[opening].text == "," and words[opening + 1].low in DETERMINER
    return opening if is_told and words[opening - 1].is_name else comma


def is_shared(words: Sequence[Token], at: int) -> bool:
    """Whether the verb at `at` takes up the subject of a verb before it: "rose and said"."""
    first, stop = chunk_before(words, at)
    return first == stop and first > 0 and words[first - 1].low in ("and", "but", "or", "then")


def before(words: Sequence[Token], at: int) -> Span | None:
    """The speaker's words before the verb at `at`, or None."""
    first, stop = chunk_before(words, at)
    if 1 < first < stop and words[first - 1].low == "who" and _acts(words[first]):
        stop = first - 1 - (words[first - 2].text == ",")  # "A man who saw it | said"
        return _antecedent(words, stop)
    if first < stop:
        span = head(words, first, stop)
        return (_joined(words, first), span[1]) if span and span[0] == first else span
    if not first:
        return None
    boundary = words[first - 1]
    if boundary.low in ("who", "which") and first > 1:
        return _antecedent(words, first - 1 - (words[first - 2].text == ","))
    span = apposed(words, first - 1) if boundary.text in ",—–" else None
    return (_joined(words, span[0]), span[1]) if span else None


def _acts(word: Token) -> bool:
    """Whether a word after "who" is what the one meant does: no name, no article, no pronoun."""
    return not word.is_name and word.low not in DETERMINER | PRONOUNS


def _antecedent(words: Sequence[Token], stop: int) -> Span | None:
    """Whom "who" after `stop` means: "They heard Ann Vane, who"."""
    begin, stop = chunk_before(words, stop)
    if named := _before_apposition(words, begin):
        return named
    for i in range(begin, stop - 1):  # "a flurry of objections by members of the board who"
        begin = i + 1 if words[i].low in _AGENT else begin
    span = head(words, begin, stop) if begin < stop else None
    return span or last_name(words, begin, stop)


def _before_apposition(words: Sequence[Token], begin: int) -> Span | None:
    """The name before the apposition that begins at `begin`: "They met Ann Vane, a judge, who"."""
    is_told = begin and (words[begin].low in ("a", "an", "the") or is_party(words[begin]))
    if not is_told or words[begin - 1].text != ",":
        return None
    first = begin - 1
    while first and words[first - 1].is_name and words[first - 1].is_word:
        first -= 1
    return (first, begin - 1) if first < begin - 2 else None


def _end_after(words: Sequence[Token], first: int) -> int:
    """Where the speaker that begins at `first` ends: at a mark, a time, a preposition."""
    stop = first
    most = min(len(words), first + MAX_CHUNK_WORDS)
    while stop < most and words[stop].is_word and words[stop].low not in BOUNDARY:
        if stop > first and words[stop].low in _ENDS:
            break
        stop += 1
    return stop


def _may_follow(words: Sequence[Token], at: int, stop: int) -> bool:
    """Whether the words behind an inverted verb are a name, a noun with its article, a group."""
    first, last = words[at + 1], words[stop - 1]
    is_group = at > 0 and words[at - 1].text == "," and last.low.endswith("s")
    is_short = is_group and stop <= at + 3  # "It rained, said port officials"
    is_noun = first.is_name or first.low in DETERMINER | PRONOUNS or last.is_name
    return (is_noun or is_short) and not is_clause(words[at + 1 : stop])


def after(words: Sequence[Token], at: int) -> Span | None:
    """The speaker's words after an inverted verb: `..., said the mayor, Ann Vane.`"""
    first, stop = at + 1, _end_after(words, at + 1)
    is_written = first < stop <= first + _MAX_DOCUMENT_WORDS and words[stop - 1].low in _DOCUMENTS
    if is_written and stop + 1 < len(words) and words[stop].low in ("from", "by"):
        return after(words, stop)  # "said a statement from Vane's lawyer, Bo Holt"
    if first == stop or words[first].low in PREPOSITION | NOT_SPEAKERS | TIME:
        return None
    of = next((i for i in range(first, stop) if words[i].low == "of"), stop)
    if of < stop and words[of - 1].is_name and words[first].low not in DETERMINER:
        stop = of
    if not _may_follow(words, at, stop):
        return None
    named = stop + 1
    while named < len(words) and words[named].is_name and words[named].is_word:
        named += 1
    if stop < len(words) and words[stop].text == "," and named > stop + 2:
        return (stop + 1, named) if not words[stop - 1].is_name else (first, stop)
    if stop < len(words) and words[stop].low == "and" and named > stop + 1:
        return first, named
    return first, stop
