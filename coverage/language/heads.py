"""The speaker's words within a run that ends before a verb of speech.

"In a letter Ms. Vane" -> "Ms. Vane"; "Senator Vane of Iowa" -> "Senator Vane"; "Residents reached
by phone" -> "Residents". Where the run makes no sense as a speaker there is none: doubt is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from coverage.language.subjects import (
    ALONE,
    AUXILIARY,
    BE,
    DETERMINER,
    NOT_SPEAKERS,
    PREPOSITION,
    PRONOUNS,
    TIME,
    Span,
    Token,
    is_skippable,
)

MAX_SUBJECT_WORDS = 12
"""Most words of a subject. Own choice: longer runs are clauses whose verb we do not know."""
_OFFICES = frozenset("secretary minister director chief head chairman chairwoman leader".split())
_ARTICLES = frozenset("the a an his her its their".split())
_LED = 6
"""Most words of a subject that nothing but its article parts from what leads to it."""
_NO_HEADS = NOT_SPEAKERS | DETERMINER | PREPOSITION
_PLACES_OF_SPEECH = frozenset(
    "statement interview tweet letter email e-mail memo report release conference speech post"
    " twitter facebook filing blog".split()
)
_PARTY = re.compile(r"(?:[DRI]|Dem|Rep)-[A-Z]")


def last_name(words: Sequence[Token], first: int, stop: int) -> Span | None:
    """The name at the end of a run that opens with a preposition: "In a letter Ms. Vane"."""
    name = stop
    while name > first + 1 and words[name - 1].is_name:
        name -= 1
    led = name
    while name < stop - 1 and words[name].low in TIME:  # "On Monday | Vane"
        name += 1
    known = name < stop and (name > led or words[name - 1].low not in PREPOSITION)
    return (name, stop) if known else _led(words, first, stop)


def _led(words: Sequence[Token], first: int, stop: int) -> Span | None:
    """The last noun with its article in a run: "In a reply to Vane | the minister"."""
    begin = next((i for i in range(stop - 2, first + 1, -1) if words[i].low in _ARTICLES), None)
    if begin is None or words[begin - 1].low in PREPOSITION or is_clause(words[begin:stop]):
        return None
    is_short = stop - begin <= _LED and not any(w.low in PREPOSITION for w in words[begin:stop])
    return (begin, stop) if is_short and not words[stop - 1].low.endswith("ly") else None


def is_clause(run: Sequence[Token]) -> bool:
    """Whether a run of words holds a verb of its own, so that it is no subject."""
    last = run[-1].low
    verb = not run[-1].is_name and last.endswith(("ed", "ing")) and last != "meeting"
    pronoun = len(run) > 1 and run[0].low in PRONOUNS
    nobody = run[0].low in ("nobody", "nothing", "none")
    gerund = any(of.low == "of" and w.text.endswith("ing") for of, w in pairwise(run))
    finite = any(w.low in BE | AUXILIARY for w in run if not w.is_name)
    acts = any(  # "the board denied the ..."
        w.text.endswith("ed") and not w.is_name and after.low in DETERMINER
        for w, after in pairwise(run)
    )
    named = any(  # "the White House disputed ..."
        before.is_name and before.start and before.low not in DETERMINER
        and w.text.endswith("ed") and not w.is_name
        for before, w in pairwise(run)
    )  # fmt: skip
    return verb or pronoun or nobody or finite or acts or named or gerund


def _is_run(run: Sequence[Token]) -> bool:
    """Whether these are the words of a field and a name after it, all capitals."""
    return len(run) > 2 and all(w.is_name or w.low == "and" for w in run)  # noqa: PLR2004


def head(words: Sequence[Token], first: int, stop: int) -> Span | None:
    """The speaker's words within a run that ends before the verb.

    "In a letter Ms. Vane" -> "Ms. Vane"; "Senator Vane of Iowa" -> "Senator Vane"; "a spokesman
    for Vane" whole; "several of them" none.
    """
    while first < stop and is_skippable(words[first]) and not words[first].is_name:
        if words[first].low in AUXILIARY:  # "a bill that would | expand checks"
            return None
        first += 1
    while first < stop and words[first].low in TIME and words[first].is_name:
        first += 1
    if first >= stop:
        return None
    if words[stop - 1].low in PRONOUNS:
        return stop - 1, stop
    if words[first].low in PREPOSITION:
        return last_name(words, first, stop)
    return _whole(words, first, _cut(words, first, stop))


def _cut(words: Sequence[Token], first: int, stop: int) -> int:
    """Where a name ends that a preposition follows: "Senator Vane | of Iowa"."""
    cut = next((i for i in range(first + 1, stop) if words[i].text in PREPOSITION), stop)
    plural = first == 0 and cut == 1 and words[0].low.endswith("s")  # "Members of ..."
    named = words[cut - 1].is_name and words[first].low not in DETERMINER
    told = next((i for i in range(first + 1, stop - 1) if _is_participle(words, i)), stop)
    if told < stop and not named:
        return told  # "Residents | reached by phone"
    if cut < stop and words[cut].low in ("in", "on") and words[stop - 1].low in _PLACES_OF_SPEECH:
        return cut  # "The port's office | in a statement"
    field = words[cut - 1].low in _OFFICES and _is_run(words[cut + 1 : stop])
    return cut if named and not plural and not field else stop  # "Secretary of State Ann Vane"


def _is_participle(words: Sequence[Token], at: int) -> bool:
    """Whether a word tells what was done to the noun before it: "reached by", "briefed on"."""
    word, noun = words[at], words[at - 1].low
    is_past = word.text.endswith("ed") and not word.is_name and word.low != "briefed"
    return is_past and words[at + 1].low in PREPOSITION and noun not in _PLACES_OF_SPEECH


def _whole(words: Sequence[Token], first: int, stop: int) -> Span | None:
    """The run itself where it may be a speaker, or None."""
    run = [w.low for w in words[first:stop]]
    if (run[0] in ALONE and run[1:] in ([], ["of", "them"])) or run == ["the", "two"]:
        return first, stop
    last = run[-1].partition("'")[0]  # "we've reported"
    is_us = words[stop - 1].text == "US"
    odd = (
        (last in _NO_HEADS and not is_us)
        or run[0] in ("neither", "according")
        or run[-2:] == ["same", "time"]
    )
    if odd or len(run) > MAX_SUBJECT_WORDS or is_clause(words[first:stop]):
        return None
    return first, stop


def is_party(word: Token) -> bool:
    """Whether a word tells a person's party: "D-Ohio", "Republican of Iowa"."""
    is_named = word.low in ("democrat", "republican", "independent")
    return is_named or _PARTY.match(word.text) is not None


def is_pure_name(words: Sequence[Token], span: Span) -> bool:
    """Whether a span is a name, and no mere "D-Ohio", "Republican" or "Tuesday"."""
    run = words[span[0] : span[1]]
    is_tag = is_party(run[0]) and len(run) < 3  # noqa: PLR2004  ("Republican Bo Holt" is a name)
    return not is_tag and run[-1].low not in TIME and all(w.is_name for w in run)
