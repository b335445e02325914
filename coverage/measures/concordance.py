"""A word where it stands: each use with the words before and behind it (key word in context).

concordance(sentences, "flood wall")   ->   ... shut by the | flood wall | that the town built ...
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from coverage.measures.keyness import WORD, folded
from coverage.records import Sentence


@dataclass(frozen=True, slots=True)
class Line:
    """One use of the words sought; offsets into the sentence."""

    sentence_id: str
    left: str
    hit: str
    right: str
    start: int
    end: int


def lines(sentences: Iterable[Sentence], sought: str) -> list[Line]:
    """Every use of the words `sought`, in the order of the sentences; none: [].

    Words are compared whole, as they are counted for keyness: lower case but for acronyms, without
    a possessive's ending. Several words must follow one another; what stands between them (a
    space, a quotation mark) is no difference. A final * stands for any ending: "sanction*".
    """
    wanted = [folded(word) for word in re.findall(r"[^\W_][\w.'’\-]*\*?", sought)]
    if not wanted:
        return []
    found = []
    for sentence in sentences:
        words = [(folded(m.group()), m.start(), m.end()) for m in WORD.finditer(sentence.text)]
        for first in range(len(words) - len(wanted) + 1):
            stretch = words[first : first + len(wanted)]
            if all(_is(word, want) for (word, _, _), want in zip(stretch, wanted, strict=True)):
                start, end = stretch[0][1], stretch[-1][2]
                text = sentence.text
                found.append(
                    Line(
                        sentence.sentence_id, text[:start], text[start:end], text[end:], start, end
                    )
                )
    return found


def _is(word: str, wanted: str) -> bool:
    if wanted.endswith("*"):
        return word.casefold().startswith(wanted[:-1].casefold())
    return word == wanted or word.casefold() == wanted
