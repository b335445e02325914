"""Which cues of a sentence stand in the report of another one, and so are no voice of their own.

"Ann Vane said the report found that it sank."       ->   only Ann Vane said
"Bo Holt rejected the plan, the port office said."   ->   only the port office said
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coverage.language import quotes
from coverage.language.cues import Cue

_APART = re.compile(
    r"[,;:—–]|(?<!that )\b(?:after|while|as|when|because|but|and|even|though|although)\b"
)
"""What parts one speaker's report from the next speaker."""
_REPORT = 400
"""Most characters of a report to look through for what ends it."""
_NEXT = 4
"""Most cues after one to look over for the one that reports it, so that no text takes long."""
_CLOSING = 40
"""Most characters after a cue that reports all that stands before it: " on Monday."."""
_QUOTES = re.compile(r"[^\"“]{0,11}[\"“]")


def outer(found: Sequence[Cue], text: str) -> list[Cue]:
    """The cues of a sentence that stand in no other one's report.

    "Vane said the report found that": only "said". What follows a comma or a conjunction is no
    part of the report before it.
    """
    kept: list[Cue] = []
    is_told = any(cue.manner != "beside" for cue in found)
    for cue in found:
        last = kept[-1] if kept else None
        between = text[last.last : cue.first][:_REPORT] if last and cue.first >= last.last else ","
        if last and between[:1] == "," and text[: last.first].rstrip()[-1:] == ",":
            between = between[1:]  # "The pier, he said, was shut when"
        is_inner = last is not None and last.manner == "say" and not _APART.search(between)
        is_free = cue.is_shared or cue.manner == "according" or _QUOTES.match(text, cue.last)
        if (is_free or not is_inner) and not (is_told and cue.manner == "beside"):
            kept.append(cue)
    if len(kept) > 1 and text[: kept[0].first].strip() == "As":  # "As the Gazette reported, ..."
        kept = kept[1:]
    return [
        cue
        for i, cue in enumerate(kept)
        if not any(_is_told(cue, closing, text) for closing in kept[i + 1 : i + 1 + _NEXT])
    ]


def _is_told(cue: Cue, closing: Cue, text: str) -> bool:
    """Whether an act of speech is itself what a later cue, set off by commas, reports.

    "Vane rejected the plan, the board said": the board; with quoted words of hers, both.
    """
    if closing.is_shared or closing.manner not in ("say", "according"):
        return False
    between = text[cue.last : closing.first]
    is_act = cue.manner == "act" or text[cue.start : cue.end] in ("agreed", "agree")
    is_last = len(text) - closing.last <= _CLOSING or text[closing.last] == ","
    closes = between.rstrip("".join(quotes.MARKS) + " ")[-1:] == "," and (
        is_last or closing.manner == "according"
    )
    is_own = bool(quotes.MARKS & set(between)) and cue.manner == "act"
    return is_act and closes and not is_own
