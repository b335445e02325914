"""The full name of an institution that an article later calls by its first words.

    "The strike at Brenning Dynamics began. ... Brenning said"   ->   Brenning Dynamics

Only where the article names it in full the first time: "Brenning Square" does not spell out a
Brenning that was named before.
"""

from __future__ import annotations

from coverage.language.name_words import COMPANY
from coverage.language.people import (
    ORGANISATION,
    PERSON_NOUNS,
    POSSESSIVE,
    TITLES,
    People,
    lower,
    runs,
)

_MOST = 3
"""Most words that a short name leaves out. Own choice: longer runs are several names."""
_NO_NAMES = TITLES | PERSON_NOUNS | frozenset("democrats republicans democratic mr mrs ms".split())


def completed(text: str, people: People) -> dict[str, str]:
    """Short name -> full name, for the institutions of an article with this text and people."""
    found: dict[str, str] = {}
    for begin, run in runs(text):
        name = POSSESSIVE.sub("", run).removeprefix("The ")
        at, words = begin + run.find(name), name.split()
        for stop in range(max(1, len(words) - _MOST), len(words)):
            short = " ".join(words[:stop])
            is_first = text.find(short) == at
            if is_first and short not in found and _is_short(words, stop, people):
                found[short] = " ".join(words)
    return found


def _is_short(words: list[str], stop: int, people: People) -> bool:
    """Whether the first `stop` of a run's words may call the institution that all of them name."""
    low = [lower(w) for w in words]
    is_person = people.is_known(people.full(" ".join(words[:stop]))) or people.is_known(
        people.full(" ".join(words))
    )
    is_name = not _NO_NAMES & set(low) and low[stop - 1] not in ORGANISATION
    return is_name and not is_person and bool(set(low[stop:]) & (ORGANISATION | COMPANY))
