"""Numbers in a sentence, each with what it counts.

quantities("About 1,400 of them paid $3bn for sixty-four boats.")
->  3e9 of $ ("$3bn"), 64 of boats ("sixty-four boats"); "1,400 of them" counts nothing named
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

TOLERANCE = 0.1
"""How far two numbers may lie apart, as a share of the larger, when one is given as about so
much. Own choice: a reporter who rounds drops a digit."""
MIN_PEOPLE = 4
"""Least number from which differently named groups of people ("troops", "men") may be one. Own
choice, from reading: "two officials" and "three people" are mostly different people."""
UNIT_WORDS = 3
"""Words after a number in which the thing counted is sought: "31 badly burnt miners"."""

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_SMALL = {
    w: i for i, w in enumerate(f"{_UNITS} fifteen sixteen seventeen eighteen nineteen".split())
}
_TENS = {
    w: 10 * i
    for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALE = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6,
    "bn": 1e9, "dozen": 12.0, "k": 1e3, "tn": 1e12, "mn": 1e6, "mln": 1e6, "bln": 1e9,
}  # fmt: skip
_SPELT = "|".join(
    [
        rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(list(_SMALL)[1:10])}))?",
        *sorted(_SMALL, key=len)[::-1],
    ]
)
_NUMBER = re.compile(
    rf"(?P<half>half )?(?P<money>[$€£])?\b(?P<value>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?"
    rf"|(?:an? )(?=(?:hundred|thousand|million|billion|dozen)\b)|(?:{_SPELT})\b)"
    r"(?P<more> hundred and (?:[a-z]+(?:-[a-z]+)?)\b)?"
    r"(?P<scale>[ -]?(?:hundred|thousand|million|billion|trillion|dozen|bn|tn|mln|bln|mn|m|k)\b)?"
    r"(?P<cent> ?%| per ?cent\b)?(?![\w:]|-\w|/\d)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:about|around|nearly|almost|some|roughly|approximately|circa|close to|an estimated|perhaps"
    r"|or so|an?|just (?:over|under))\s*$",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(r"(?:more than|over|at least|above|not less than|upwards of)\s*$", re.I)
_AT_MOST = re.compile(r"(?:up to|less than|fewer than|under|below|at most|as many as)\s*$", re.I)
_LABEL_BEFORE = re.compile(
    r"(?:[.,\-/:#\d]|\bNo\. ?|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? "
    r"|\b(?:April|May|June|July) )$"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|\S")
_OF_THE = re.compile(r" of (?:our|its|their|his|her)\b")
_STOP = frozenset(
    "of in on at to from for and or but that who which were was is are had have has by with as"
    " against after before per the a an it he she they than between since until still more other"
    " others out into over this these those when while not no will would could said so also".split()
)
_DURATION = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_PEOPLE = frozenset(
    "people person man men woman women soul civilian resident inhabitant protester demonstrator"
    " employee worker staff staffer official soldier troop serviceman servicemen colleague patient"
    " student pupil teacher seaman seamen sailor passenger deputy deputies lawmaker victim child"
    " children migrant refugee prisoner medic member engineer policeman policemen officer".split()
)
_SURE = {"month": "month", "year": "year", "dollar": "$", "euro": "€", "pound": "£"} | {
    w: w for w in ("crown", "mark", "rouble", "ruble", "yuan", "yen", "franc", "peso", "rupee")
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts. `bound`: exactly, about, at least, at most."""

    value: float
    bound: str
    units: frozenset[str]  # singular nouns that may be what is counted
    words: str  # as they stand
    start: int  # offsets of the words
    end: int
    n_digits: int  # significant digits as written
    is_fine: bool  # written with a decimal, or in more than three digits that are not 0
    is_exact_unit: bool = False  # money, per cent, time: the unit is sure

    def counts_as(self, other: Quantity) -> bool:
        """Whether both count the same thing."""
        if self.is_exact_unit or other.is_exact_unit:
            return self.units == other.units
        common = self.units & other.units
        if common == {"people"}:
            return min(self.value, other.value) >= MIN_PEOPLE
        return bool(common)

    def agrees(self, other: Quantity) -> bool:
        """Whether both may be right: equal, or near where one of them is rough."""
        low, high = sorted((self.value, other.value))
        if low == high or self._rounds(other) or other._rounds(self):
            return True
        if "exactly" not in (self.bound, other.bound) or "about" in (self.bound, other.bound):
            return high - low <= TOLERANCE * high
        rough, firm = (self, other) if other.bound == "exactly" else (other, self)
        if rough.bound == "at least":
            return firm.value >= rough.value
        if rough.bound == "at most":
            return firm.value <= rough.value
        return False

    def _rounds(self, other: Quantity) -> bool:
        """Whether `self` is `other` with digits left off: $43 million for $43,885,310."""
        if not self.value or other.n_digits <= self.n_digits or not other.is_fine:
            return False
        step = 10.0 ** (math.floor(math.log10(abs(self.value))) + 1 - self.n_digits)
        reach = step if self.n_digits > 1 else step / 2  # 3 is rough for 3.4, not for 3.5
        return abs(self.value - other.value) < reach


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


def spelt(word: str) -> float:
    """Value of a number word up to ninety-nine; "an" and "a" count as one."""
    tens, _, ones = word.lower().strip().partition("-")
    if tens in _TENS:
        return _TENS[tens] + _SMALL.get(ones, 0)
    return _SMALL.get(tens, 1)


def _value(m: re.Match[str]) -> float:
    raw = m["value"].replace(",", "").strip()
    number = float(raw) if raw[0].isdigit() else spelt(raw)
    if m["more"]:
        number = number * 100 + spelt(m["more"].split()[-1])
    scale = (m["scale"] or "").strip(" -").lower()
    return number * _SCALE.get(scale, 1.0) * (0.5 if m["half"] else 1.0)


def _bound(m: re.Match[str], text: str) -> str:
    before = text[max(0, m.start() - 20) : m.start()]
    if _AT_LEAST.search(before):
        return "at least"
    if _AT_MOST.search(before):
        return "at most"
    about = _ABOUT.search(before) or re.match(r" (?:or so|odd)\b", text[m.end() :])
    return "about" if about or m["value"].lower().strip() in ("a", "an") else "exactly"


def _following(text: str, at: int) -> list[tuple[str, int]]:
    """The next words that may name what is counted, each with its end."""
    found: list[tuple[str, int]] = []
    of = _OF_THE.match(text, at)
    for m in _WORD.finditer(text, of.end() if of else at):
        if len(found) == UNIT_WORDS or not m.group()[0].isalpha() or m.group().lower() in _STOP:
            break
        found.append((m.group(), m.end()))
    return found


def _is_year_or_code(m: re.Match[str]) -> bool:
    plain = re.fullmatch(r"1[5-9]\d\d|20\d\d|0\d+", m["value"])
    return bool(plain) and not m["money"] and not m["cent"] and not m["scale"]


def _is_label(m: re.Match[str], text: str) -> bool:
    """Whether the number names rather than counts: a year, "No. 3", "Sept. 11", a part of one."""
    return _is_year_or_code(m) or bool(
        _LABEL_BEFORE.search(text[max(0, m.start() - 12) : m.start()])
    )


def _unit(m: re.Match[str], text: str) -> tuple[frozenset[str], float, int, bool] | None:
    """What is counted, in how many of the base unit, where the words end, whether it is sure."""
    if m["cent"] or m["money"]:
        return frozenset({m["money"] or "%"}), 1.0, m.end(), True
    following = _following(text, m.end())
    if not following:
        return None
    nouns = [singular(word) for word, _ in following]
    first, end = nouns[0], following[0][1]
    if first in _DURATION:
        return frozenset({"time"}), float(_DURATION[first]), end, True
    if first in _SURE:
        return frozenset({_SURE[first]}), 1.0, end, True
    person = next((i for i, n in enumerate(nouns) if n in _PEOPLE), None)
    if person is not None:
        return frozenset({"people", *nouns[: person + 1]}), 1.0, following[person][1], False
    units = frozenset(n for n in nouns if len(n) > 2)  # noqa: PLR2004
    return units, 1.0, following[-1][1], False


def _digits(raw: str) -> int:
    """Significant digits of a number as written; a spelt number has those of its value."""
    plain = raw.replace(",", "").strip()
    if not plain[0].isdigit():
        plain = str(int(spelt(plain)))
    return len(plain.replace(".", "").strip("0") if "." not in plain else plain.replace(".", ""))


def _quantity(m: re.Match[str], text: str) -> Quantity | None:
    unit = None if _is_label(m, text) else _unit(m, text)
    if unit is None:
        return None
    units, size, end, is_sure = unit
    n_digits = max(1, _digits(m["value"]))
    is_fine = "." in m["value"] or n_digits > 3  # noqa: PLR2004
    return Quantity(
        _value(m) * size, _bound(m, text), units, text[m.start() : end], m.start(), end,
        n_digits, is_fine, is_sure,
    )  # fmt: skip


def quantities(text: str) -> list[Quantity]:
    """Numbers of `text` with what they count, in order; none: [].

    Digits and words, money, percentages, lengths of time. Left out: years, ordinals, parts of
    dates and names, and numbers that nothing named follows. Own definition.
    """
    found = (_quantity(m, text) for m in _NUMBER.finditer(text))
    return [q for q in found if q is not None]
