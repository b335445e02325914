"""What a number counts: money, per cent, time, people, or the nouns that follow it.

"31 badly burnt miners were killed" -> badly, burnt, miner, people, dead
"$3.5bn" -> $ · "for forty minutes" -> time, 60 seconds each · "5,000 of us" -> people
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from coverage.measures.numbers import Number, written

UNIT_WORDS = 3
"""Words after a number in which the thing counted is sought: "31 badly burnt miners"."""
FRAME = 80
"""Characters before and after a number in which a word says that the dead or a crowd are counted.
Own choice: about twelve words."""
PEOPLE = "people"
DEAD = "dead"
HURT = "hurt"
HARM = frozenset({DEAD, HURT})

_MONEY = re.compile(r"(?:(?:US|CA|AU|NZ|HK)?\$|[€£¥₽₹₺₴]|\b(?:USD|EUR|GBP|CHF) ?)$")
_SAME_MONEY = {"US$": "$", "USD": "$", "EUR": "€", "GBP": "£"}
_CENT = re.compile(r" ?%| per ?cent(?:age points?)?\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|\S")
_OF_THE = re.compile(r" of (?:our|its|their|his|her)(?: own)?\b", re.IGNORECASE)
_OF_US = re.compile(r" of us\b", re.IGNORECASE)
_STOP = frozenset(
    "of in on at to from for and or but that who which were was is are had have has by with as do"
    " does did be been being may might must can shall should against after before per the a an it"
    " he she they than between since until still more other"
    " others out into over this these those when while not no will would could said so also"
    " where whose what if because though although during including about under amid".split()
)
_DONE = frozenset(
    "killed dead died perished drowned wounded injured hurt detained arrested turned gathered"
    " marched rallied protested demonstrated showed came went voted".split()
)
_DURATION = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_SURE = {"month": "month", "year": "year", "dollar": "$", "euro": "€", "pound": "£"} | {
    w: w for w in ("crown", "mark", "rouble", "ruble", "yuan", "yen", "franc", "peso", "rupee")
}
PERSONS = frozenset(
    "people person man men woman women soul child children boy girl civilian resident inhabitant"
    " villager neighbour neighbor citizen tourist commuter passenger pedestrian protester marcher"
    " demonstrator supporter opponent activist believer worshipper pilgrim spectator fan voter"
    " employee worker staff staffer colleague miner nurse doctor medic engineer teacher lecturer"
    " professor student pupil academic scientist journalist reporter farmer driver fisherman"
    " fishermen official officer soldier troop troops serviceman servicemen marine recruit"
    " conscript policeman policemen guard fighter rebel insurgent militant gunmen gunman seaman"
    " seamen sailor crewman crewmen deputy deputies lawmaker senator legislator parliamentarian"
    " mp delegate member victim casualty migrant refugee prisoner captive detainee hostage inmate"
    " suspect patient pensioner survivor bystander combatant insurgent".split()
)
_HARM = re.compile(
    r"\b(?P<dead>kill(?:ed|ing|s)?|dead|die[ds]?|dying|deaths?|perish(?:ed)?|drown(?:ed)?|fatalit\w+"
    r"|lost (?:his|her|their) li(?:fe|ves)|lives (?:were )?lost|death toll|bodies|coffins)\b"
    r"|\b(?P<hurt>wounded|injur\w+|hurt|harmed|scratched|wounds?)\b",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"[,;:()]")
_CROWD = re.compile(
    r"\b(?:crowds?|rall(?:y|ied|ies)|protest\w*|demonstrat\w+|march(?:ed|ers|ing)"
    r"|turned out|turnout|took to the streets|gathered)\b",
    re.IGNORECASE,
)
_LEAST_CROWD = 50


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted. `names`: singular nouns that may be it, empty where nothing says."""

    names: frozenset[str]
    size: float  # how many of the base unit
    start: int  # offsets of number and unit together
    end: int
    is_sure: bool = False  # money, per cent, time


def singular(word: str) -> str:
    """The word in lower case without a plural's ending, roughly.

    >>> singular("Ministries")
    'ministry'
    """
    low = word.lower()
    if low.endswith("ies") and len(low) > 4:  # noqa: PLR2004
        return low[:-3] + "y"
    if low.endswith(("ches", "shes", "sses", "xes")):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low


def _following(text: str, at: int) -> list[tuple[str, int]]:
    """The next words that may name what is counted, each with its end."""
    found: list[tuple[str, int]] = []
    numbers = {number.start for number in written(text)}
    of = _OF_THE.match(text, at)
    for m in _WORD.finditer(text, of.end() if of else at):
        word = m.group().lower()
        if len(found) == UNIT_WORDS or not word[0].isalpha() or word in _STOP or word in _DONE:
            break
        if m.start() in numbers:
            break
        if found and word.endswith("ed") and found[-1][0].endswith("s"):
            break  # "tractors blocked"
        found.append((m.group(), m.end()))
    return found


def harmed(text: str, start: int, end: int) -> frozenset[str]:
    """Whether the dead or the hurt are counted: those named nearest, within the clause first."""
    near = []
    for m in _HARM.finditer(text, max(0, start - FRAME), min(len(text), end + FRAME)):
        between = text[m.end() : start] if m.start() < start else text[end : m.start()]
        near.append((bool(_PAUSE.search(between)), len(between), DEAD if m["dead"] else HURT))
    return frozenset({min(near)[2]}) if near else frozenset()


def _is_crowd(text: str, number: Number) -> bool:
    around = text[max(0, number.start - FRAME) : number.end + FRAME]
    return number.value >= _LEAST_CROWD and bool(_CROWD.search(around))


def _sure(text: str, number: Number) -> Unit | None:
    """Money by its sign, or per cent."""
    money = _MONEY.search(text, max(0, number.start - 4), number.start)
    cent = _CENT.match(text, number.end)
    if money:
        sign = money.group().strip()
        return Unit(
            frozenset({_SAME_MONEY.get(sign, sign)}), 1.0, money.start(), number.end, is_sure=True
        )
    return Unit(frozenset({"%"}), 1.0, number.start, cent.end(), is_sure=True) if cent else None


def _named(text: str, number: Number, following: list[tuple[str, int]]) -> Unit:
    """The unit that the words after the number name."""
    nouns = [singular(word) for word, _ in following]
    first, end = nouns[0], following[0][1]
    if first in _DURATION:
        return Unit(frozenset({"time"}), _DURATION[first], number.start, end, is_sure=True)
    if first in _SURE:
        return Unit(frozenset({_SURE[first]}), 1.0, number.start, end, is_sure=True)
    person = next((i for i, n in enumerate(nouns) if n in PERSONS), None)
    if person is not None:
        end = following[person][1]
        names = frozenset({PEOPLE, *nouns[: person + 1]}) | harmed(text, number.start, end)
        return Unit(names, 1.0, number.start, end)
    names = frozenset(n for n in nouns if len(n) > 2)  # noqa: PLR2004
    return Unit(names, 1.0, number.start, following[-1][1])


def unit_of(text: str, number: Number) -> Unit:
    """What `number` counts in `text`; nothing named: no names. Own definition."""
    sure = _sure(text, number)
    if sure:
        return sure
    us = _OF_US.match(text, number.end)
    if us:
        return Unit(frozenset({PEOPLE}), 1.0, number.start, us.end())
    following = _following(text, number.end)
    if following:
        return _named(text, number, following)
    names = frozenset({PEOPLE}) if _is_crowd(text, number) else frozenset()
    return Unit(names | harmed(text, number.start, number.end), 1.0, number.start, number.end)
