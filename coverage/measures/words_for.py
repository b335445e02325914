"""Common nouns by which outlets call one thing differently: the government, the regime.

    a: Lawmakers sent the regime more money.   b: Parliament granted the government more money.
    ->  regime / government, where the two sentences report one claim

Which nouns stand for one another is a list of our own; that they mean one thing in two sentences is
taken only from a claim that both report, and where neither uses a second noun of the same group.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from coverage.records import Sentence

_GROUPS = (
    "government,regime,junta,authorities",
    "war,invasion,special military operation,aggression,military campaign",
    "fighter,rebel,militant,terrorist,insurgent,separatist,gunman,freedom fighter,guerrilla,bandit",
    "protester,demonstrator,rioter,marcher,mob,thug",
    "protest,demonstration,riot,rally,unrest",
    "migrants,refugees,asylum seekers,illegal immigrants,illegals,undocumented immigrants,aliens",
    "deal,pact,agreement,accord,treaty,partnership",
    "ceasefire,truce,armistice,regime of silence",
    "tax,levy,duty,tariff",
    "aid,loan,handout,bailout,lifeline",
    "annexation,reunification",
    "coup,putsch,takeover,revolution,uprising",
    "massacre,slaughter,incident",
    "barrier,wall,fence",
    "soldiers,troops,squaddies,servicemen,occupiers,invaders,army medics,military medics",
    "foreign ministry,chancellery,foreign office",
    "climate change,global warming,climate crisis",
    "inheritance tax,estate tax,death tax",
    "fetus,foetus,unborn child,unborn baby",
)
"""The plainest first. Our own list, from reading."""


@dataclass(frozen=True, slots=True)
class Called:
    """A noun where it stands; offsets into the sentence. `thing`: the plainest of its group."""

    thing: str
    sentence: int  # index among the sentences
    start: int
    end: int
    noun: str  # as in the list, so that "regimes" is "regime"


@cache
def _forms() -> dict[str, tuple[str, str]]:
    """Form -> (the plainest of its group, the noun): regimes -> (government, regime)."""
    return {
        form: (group.partition(",")[0], noun)
        for group in _GROUPS
        for noun in group.split(",")
        for form in (noun, _plural(noun))
    }


@cache
def _pattern() -> re.Pattern[str]:
    """What finds any form, the longest first."""
    longest = sorted(_forms(), key=lambda form: (-len(form), form))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])", re.IGNORECASE)


def _plural(noun: str) -> str:
    """Plural of a noun by rule; itself where it is one."""
    if noun.endswith("s"):
        return noun
    if noun.endswith("man"):
        return noun[:-2] + "en"
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"


def find(
    sentences: Sequence[Sentence], outlets: Sequence[str], claims: Mapping[str, Sequence[int]]
) -> list[Called]:
    """Nouns by which outlets differ for one thing in sentences of one claim, in order; none: [].

    Own definition. `claims`: id -> indices of its sentences; `outlets[k]` says sentence k.
    """
    called: defaultdict[str, defaultdict[int, list[Called]]]
    called = defaultdict(lambda: defaultdict(list))
    for k, sentence in enumerate(sentences):
        for match in _pattern().finditer(sentence.text):
            thing, noun = _forms()[match.group().lower()]
            called[thing][k].append(Called(thing, k, match.start(), match.end(), noun))
    found = {
        use
        for uses in called.values()
        for a, b in _pairs(claims, outlets, uses)
        for use in (*uses[a], *uses[b])
    }
    return sorted(found, key=lambda c: (c.sentence, c.start, c.thing))


def _pairs(
    claims: Mapping[str, Sequence[int]],
    outlets: Sequence[str],
    called: Mapping[int, Sequence[Called]],
) -> Iterator[tuple[int, int]]:
    """Sentences of one claim, by two outlets, each of which uses another noun and no second."""
    for members in claims.values():
        named = [k for k in members if k in called and len({c.noun for c in called[k]}) == 1]
        for a, b in combinations(named, 2):
            if outlets[a] != outlets[b] and called[a][0].noun != called[b][0].noun:
                yield a, b
