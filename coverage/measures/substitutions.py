"""Which words stand for one another between two outlets, counted over many pairs of sentences.

    Gazette "siege" / Courier "blockade"   7 times, in 3 events

Counted are the shifts of wording (`measures.wording`) in which words are replaced by others or put
in quotation marks. An article before them, capitals and the style of quotation marks are no
difference. Left out are stretches of more than `LONGEST` words, of which hardly any comes twice,
and such as consist of function words or figures. Own definition.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from coverage.measures.keyness import FUNCTION, WORD, folded

LONGEST = 4
"""Words of a stretch at most. Own choice, from reading: longer ones are other sentences."""

COUNTED = ("replaced", "quoted")
"""Kinds of shifts that are counted; what is added or dropped stands for nothing."""

_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'"})


@dataclass(frozen=True, slots=True)
class Alternation:
    """Words of one outlet where another has others, `n` times alike."""

    kind: str  # replaced, quoted
    outlet_a: str
    outlet_b: str
    words_a: str
    words_b: str
    event_id: str
    n: int


@dataclass(frozen=True, slots=True)
class Substitution:
    """What two outlets say in one another's place; `outlet_a < outlet_b`."""

    key: str  # the words as they are counted, to find the instances by
    kind: str
    outlet_a: str
    outlet_b: str
    words_a: str  # as they are written most often
    words_b: str
    n: int
    n_events: int


def plain(words: str) -> str:
    """Words as they are counted: lower case, without an article before them, straight quotes.

    >>> plain("The “Siege”")
    '"siege"'
    """
    return _ARTICLE.sub("", words.translate(_MARKS).casefold().strip())


def key(words_a: str, words_b: str) -> str:
    """What makes two substitutions of two outlets the same."""
    return f"{plain(words_a)} / {plain(words_b)}"


def is_telling(words_a: str, words_b: str) -> bool:
    """Whether a substitution is counted at all: short, and words of a subject on both sides."""
    both = [[folded(m.group()) for m in WORD.finditer(words)] for words in (words_a, words_b)]
    return plain(words_a) != plain(words_b) and all(
        0 < len(words) <= LONGEST
        and any(word not in FUNCTION and any(c.isalpha() for c in word) for word in words)
        for words in both
    )


def count(rows: Iterable[Alternation]) -> list[Substitution]:
    """Substitutions by pair of outlets, those met most often first; none: []."""
    written: defaultdict[tuple[str, str, str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    events: defaultdict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    for row in rows:
        if row.kind not in COUNTED or not is_telling(row.words_a, row.words_b):
            continue
        a, b = sorted([(row.outlet_a, row.words_a), (row.outlet_b, row.words_b)])
        place = (key(a[1], b[1]), row.kind, a[0], b[0])
        written[place][a[1], b[1]] += row.n
        events[place].add(row.event_id)
    found = [
        Substitution(*place, *_usual(forms), forms.total(), len(events[place]))
        for place, forms in written.items()
    ]
    return sorted(found, key=_place)


def _place(row: Substitution) -> tuple[int, int, bool, int, str, str, str]:
    """Where a row stands; of those met equally often, marks of quotation and short words first."""
    return (-row.n, -row.n_events, row.kind != "quoted", len(row.key), row.key, row.outlet_a,
            row.outlet_b)  # fmt: skip


def _usual(forms: Counter[tuple[str, str]]) -> tuple[str, str]:
    return min(forms, key=lambda form: (-forms[form], form))
