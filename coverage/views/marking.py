"""Which words of a sentence the other outlets' sentences share, and how to show them.

A word counts by its beginning: case, a possessive and a plural or verb ending are let go, so that
"talks" meets "talked". Words that say little ("which", "after") and words that stand in a tenth of
the event's sentences ("Putin", in a piece on him) tell nothing about a claim and are not marked.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from functools import lru_cache

COMMON_SHARE = 0.1
"""Share of an event's sentences from which a word is common to it. Own choice."""

COMMON_LEAST = 20
"""Number of sentences an event must have for that share to mean something. Own choice."""

LEAST_LETTERS = 3
"""Letters a word, or what is left of it, must have to count. Own choice."""

_TOKEN = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
_ENDING = re.compile(r"(?:['’]s|ing|ed|es|s|ly)$")
_LITTLE = frozenset(
    """
    about after against all also although among and any are because been before being between
    both but can could did does during each for from further had has have her here him his how
    however into its just made make many may more most much must not now off one only other our
    out over own said same say says she should since some such than that the their them then there
    these they this those through told too under until upon very was were what when where whether
    which while who whom whose why will with within without would yet you your
    """.split()
)


def word(token: str) -> str | None:
    """What a token counts as, or None where it says too little."""
    folded = token.casefold()
    if folded.isdigit() or any(c.isdigit() for c in folded):
        return folded
    if len(folded) < LEAST_LETTERS or folded in _LITTLE:
        return None
    stem = _ENDING.sub("", folded)
    return stem if len(stem) >= LEAST_LETTERS else folded


@lru_cache(maxsize=20_000)
def words(text: str) -> frozenset[str]:
    """The words of `text` that count; kept, as a page asks the same of an event at each click."""
    return frozenset(w for token in _TOKEN.findall(text) if (w := word(token)))


def common(sentences: Iterable[str]) -> set[str]:
    """Words that stand in so many of an event's sentences that they tell nothing of a claim."""
    each = [words(text) for text in sentences]
    if len(each) < COMMON_LEAST:
        return set()
    counts = Counter(w for one in each for w in one)
    return {w for w, n in counts.items() if n >= COMMON_SHARE * len(each)}


def spans(text: str, is_marked: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Offsets of the words of `text` that count and are to be marked; neighbours share a span."""
    found: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        counted = word(match.group())
        if counted is None or not is_marked(counted):
            continue
        if found and not text[found[-1][1] : match.start()].strip(" -–"):
            found[-1] = (found[-1][0], match.end())
        else:
            found.append(match.span())
    return found


def mark(text: str, shared: AbstractSet[str]) -> str:
    """`text` as HTML, escaped, with `<mark>` around words in `shared`; neighbours share a mark."""
    parts, done = [], 0
    for start, end in spans(text, lambda found: found in shared):
        parts += [html.escape(text[done:start]), f"<mark>{html.escape(text[start:end])}</mark>"]
        done = end
    return "".join(parts) + html.escape(text[done:])
