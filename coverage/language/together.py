"""Who speaks together: "both leaders", "the two", "they", "several of the people".

Ann Vane met Bo Holt.   "The two said ..."   ->   Ann Vane and Bo Holt
"""

from __future__ import annotations

import re

from coverage.language.people import People
from coverage.language.speakers import Memory

_TWO = re.compile(
    r"(?:(?:both|the two)(?: (?P<noun>leaders|presidents|ministers|senators|governors|mayors|men"
    r"|women|politicians|lawmakers|candidates))?|the (?:pair|duo))$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:one|two|three|four|some|several|many|most|both|all) of (?=the [a-z]+s?$)", re.IGNORECASE
)
_OFFICES = {
    "leaders": frozenset("president minister premier prime chancellor leader king".split()),
    "presidents": frozenset(("president",)),
    "ministers": frozenset(("minister", "premier", "prime")),
    "senators": frozenset(("senator", "sen")),
    "governors": frozenset(("governor", "gov")),
    "mayors": frozenset(("mayor",)),
}
"""Titles by which the two are known; for other nouns any will do."""


def both(words: str, people: People, memory: Memory) -> list[str]:
    """The two whom "both leaders" or "the two" means, the earlier first; none: [].

    They are the two last in question who bear such a title, where they bear one at all.
    """
    found = _TWO.match(words)
    if not found:
        return []
    offices = _OFFICES.get((found["noun"] or "").lower(), frozenset())
    bearers = [n for n in memory.people if offices & people.titles.get(n, set())]
    known = bearers if len(bearers) > 1 else memory.people
    return known[1::-1] if len(known) > 1 else []


def whole(words: str) -> str:
    """The group of which some speak.

    >>> whole("two of the people")
    'the people'
    """
    return _PART.sub("", words)
