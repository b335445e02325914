"""A sentence -> its clauses, the stretches that can each report a proposition of their own.

    "The talks, which lasted six hours, ended with a press conference."
    -> The talks · which lasted six hours · ended with a press conference

Split at punctuation and conjunctions; a piece too short or without anything like a verb stays
with the one before it. Rough on purpose: what needs exact limits does not use it.
"""

from __future__ import annotations

import re
from itertools import pairwise

MIN_WORDS = 4
"""Words from which a piece stands alone; shorter ones say nothing by themselves."""

_CUT = re.compile(
    r"[,;:—–()]\s+|\s+[-–—]\s+|\s+(?:and|but|or)\s+(?=[a-z])"
    r"|\s+(?:which|who|whose|while|after|before|as|that|because|when|where|amid|with|although"
    r"|though|if|since|until)\s+"
)
_VERBLIKE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|could|can|may|might|must|should|did"
    r"|do|does|said|told|met|held|took|made|came|went|gave|won|lost|began|saw|left|led|put|set"
    r"|cut|hit|rose|fell|got|ran|wrote|spoke|sent|spent|paid|kept|brought|thought|found|known"
    r"|given|taken|to [a-z]+|[a-z]+(?:ed|ing|es|s))\b"
)
_EDGE = " ,;:—–()"


def clauses(text: str) -> list[str]:
    """The clauses of a sentence, in order; at least one, the sentence itself."""
    cuts = [0, *(match.start() for match in _CUT.finditer(text)), len(text)]
    kept: list[str] = []
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if kept and not (_stands_alone(piece) and len(kept[-1].split()) >= MIN_WORDS):
            kept[-1] += piece
        else:
            kept.append(piece)
    return [clean for piece in kept if (clean := piece.strip(_EDGE))] or [text]


def _stands_alone(piece: str) -> bool:
    words = piece.strip(_EDGE)
    return len(words.split()) >= MIN_WORDS and bool(_VERBLIKE.search(words))
