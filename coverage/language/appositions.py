"""Whose the verb is that follows an apposition or an aside: "Bo Holt, who had met Ann Vane, said".

Looked through from the verb back, stretch by stretch between marks, up to a name.
"""

from __future__ import annotations

from collections.abc import Sequence

from coverage.language.heads import head, is_clause, is_party, is_pure_name
from coverage.language.subjects import BOUNDARY, PREPOSITION, Span, Token, chunk_before

MAX_APPOSITIONS = 6
"""Most stretches between commas to look back over for a name. Own choice, from reading."""
_ASIDE = frozenset("who which whose whom where when while along as not".split())
"""Words with which an aside begins, beside prepositions and participles."""
_DASHES = "—–"


def _opening(words: Sequence[Token], stop: int) -> int:
    """The mark at which the stretch that ends at the mark `stop` begins; -1 for the sentence's."""
    if words[stop].text in _DASHES:  # "a few — those of the port, say — said"
        dash = next((i for i in range(stop - 1, -1, -1) if words[i].text in _DASHES), -1)
        if dash >= 0:
            return dash
    return next((i for i in range(stop - 1, -1, -1) if words[i].text in ",—–;:"), -1)


def _is_aside(word: Token) -> bool:
    """Whether a stretch between commas that begins so tells more of a subject before it."""
    low = word.low
    is_participle = low.endswith(("ing", "ed")) and not word.is_name
    return low in _ASIDE | PREPOSITION or low.isdigit() or is_participle


def apposed(words: Sequence[Token], comma: int) -> Span | None:
    """The subject before one or more appositions, the last of which ends at `comma`.

    "Bo Holt, D-Ohio, head of the port, " -> "Bo Holt"; "the mayor, Ann Vane, " -> "Ann Vane";
    "Bo Holt, who had met Ann Vane, " -> "Bo Holt".
    """
    heads: list[Span] = []
    stop, is_told = comma, False
    for _ in range(MAX_APPOSITIONS):
        opening = _opening(words, stop)
        is_dashed = words[stop].text in _DASHES and opening >= 0 and words[opening].text in _DASHES
        begins = words[opening + 1] if stop > opening + 1 else None
        is_tag = begins and is_party(begins) and words[opening + 2].low in ("of", ".", ",")
        if opening >= 0 and begins and (is_dashed or is_tag or _is_aside(begins)):
            stop, is_told = opening, True
            continue
        span = _stretch(words, opening, stop)
        if span and is_pure_name(words, span) and not words[span[0]].is_quotation:
            return span
        if span:
            heads.append(span)
        if opening < 0 or words[opening].text in ";:":
            break
        stop = opening
    if is_told and heads:
        return heads[-1]
    return heads[1] if len(heads) > 1 else None


def _stretch(words: Sequence[Token], opening: int, stop: int) -> Span | None:
    """The head of the stretch between two marks; of "head of the Ferry and Port Office" its own."""
    chunk = chunk_before(words, stop)
    first = max(chunk[0], opening + 1)
    if first >= stop:
        return None
    lead = words[opening + 1 : first - 1]
    while lead and lead[0].low in ("but", "and"):
        opening, lead = opening + 1, lead[1:]
    is_list = bool(lead) and words[first - 1].low in ("and", "or")
    governs = any(w.low in PREPOSITION for w in lead) and lead[0].low not in PREPOSITION
    if is_list and governs and lead[0].low not in BOUNDARY and not is_clause(lead):
        return opening + 1, chunk[1]
    return head(words, first, chunk[1])
