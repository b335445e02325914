"""Who speaks in a headline without a verb: "Port Office: Ferry was late", "Ferry was late: Vane".

Only where the article itself lets them speak: "Live: ..." and "Ohio: ..." name nobody who does.
"""

from __future__ import annotations

import re
from functools import cache

from coverage.language.cues import Cue
from coverage.language.verbs import lexicon

MOST = 40
"""Most characters of the name in a headline. Own choice: longer runs are clauses."""
_FIRST = re.compile(rf"(?P<who>[A-Z][^:“”\"?!]{{0,{MOST}}})(?P<mark>:) ")
_LAST = re.compile(rf"[^:]+(?P<mark>:) (?P<who>[A-Z][^:“”\"?!]{{0,{MOST}}})$")


@cache
def _speech() -> str:
    """A pattern for the past forms and the third persons of verbs that say."""
    said = {w for w, forms in lexicon().items() if any(_is_said(f.manner, f.tense) for f in forms)}
    return "|".join(sorted(said))


def _is_said(manner: str, tense: str) -> bool:
    return manner == "say" and tense in ("past", "third")


def _speaks(who: str, text: str) -> bool:
    """Whether `who` is a speaker somewhere in `text`."""
    name = re.escape(who)
    told = rf"(?i:according to) (?:the )?{name}\b|\b{name}\b(?: \w+){{0,3}} (?:{_speech()})\b"
    return re.search(told, text) is not None


def find(headline: str, text: str) -> list[Cue]:
    """The cue that the colon of `headline` is, its speaker before or after it; none: [].

    `text` is the article's. Own definition.
    """
    for pattern in (_FIRST, _LAST):
        found = pattern.match(headline)
        if found and _speaks(found["who"], text):
            start, end = found.span("who")
            at = found.start("mark")
            return [Cue(at, at + 1, start, end, False, "say")]
    return []
