"""Between which values a number may lie, by the words about it.

"some 300" -> 270 to 330 · "more than 60" -> 60 or more · "nearly 200" -> 180 to 200
"several dozen" -> 24 to 199 · "64" -> 64
"""

from __future__ import annotations

import math
import re

from coverage.measures.numbers import Number

TOLERANCE = 0.1
"""Most that a number given as about so much may be off, as a share of it. Within that it may be
off by half a unit of its last digit that is not 0 ("about 1,300": 1,250 to 1,350), at least by
`LEAST_TOLERANCE`. Own choice, from reading the gold's planted numbers: whoever rounds drops
digits."""
LEAST_TOLERANCE = 0.03
"""Least that a number given as about so much may be off, as a share of it."""

_ABOUT = re.compile(
    r"\b(?:about|around|some|roughly|approximately|circa|an estimated|perhaps|or so|just over)\s*$",
    re.IGNORECASE,
)
_NEARLY = re.compile(r"\b(?:nearly|almost|close to|just under|not quite)\s*$", re.IGNORECASE)
_AT_LEAST = re.compile(
    r"\b(?:(?<!no )(?<!not )more than|at least|above|(?:not|no) less than"
    r"|(?:not|no) fewer than|upwards of"
    r"|(?<!handed )(?<!took )(?<!turned )(?<!hand )(?<!just )over)\s*$",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"\b(?:up to|less than|fewer than|under|below|at most|no more than|as many as)\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(r" (?:or so|odd)\b", re.IGNORECASE)
VAGUE = re.compile(
    r"\b(?:(?P<some>several|a few|many) )?(?P<scale>dozen|hundred|thousand)(?P<plural>s)?\b"
    r"(?: of)?",
    re.IGNORECASE,
)
VAGUE_RANGE = {"dozen": (24.0, 199.0), "hundred": (200.0, 1999.0), "thousand": (2000.0, math.inf)}
"""Least and most of "dozens", "hundreds", "thousands". Own choice: up to where the next begins,
and as much again."""


def step(value: float, n_digits: int) -> float:
    """What one more in the last significant digit is worth: 100 for 1,300."""
    return 10.0 ** (math.floor(math.log10(abs(value))) + 1 - n_digits) if value else 0.0


def range_of(text: str, number: Number) -> tuple[float, float]:
    """The least and the most that `number` may stand for, by the words about it."""
    value = number.value
    before = text[max(0, number.start - 20) : number.start].rstrip("$€£")
    if _AT_LEAST.search(before):
        return value, math.inf
    if _AT_MOST.search(before):
        return 0.0, value
    if _NEARLY.search(before):
        return value * (1 - TOLERANCE), value
    words = text[number.start : number.end].lower()
    if "dozen" in words and value > 12:  # noqa: PLR2004
        return value * (1 - TOLERANCE), value * (1 + TOLERANCE)
    is_about = _ABOUT.search(before) or _AFTER.match(text, number.end)
    if not is_about and not words.startswith(("a ", "an ")):
        return value, value
    half = step(value, number.n_digits) / 2
    off = min(max(half, LEAST_TOLERANCE * value), TOLERANCE * value)
    return value - off, value + off
