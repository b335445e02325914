"""Numbers as they are written, in digits or in words, with their value and place.

written("Two hundred and six of 1,240 boats, 12 thousand tonnes")
->  206 ("Two hundred and six"), 1240 ("1,240"), 12000 ("12 thousand")

Words are read by text2num; digits, scales and signs of money by the patterns here, since no
kept library reads them in running text (docs/decisions/0011-numbers.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from text_to_num import Token, find_numbers  # type: ignore[import-untyped]

LANGUAGE = "en"
"""The language whose number words are read; text2num has eight."""

_SCALE = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6,
    "bn": 1e9, "dozen": 12.0, "k": 1e3, "tn": 1e12, "mn": 1e6, "mln": 1e6, "bln": 1e9,
}  # fmt: skip
_SCALE_WORD = rf"(?:{'|'.join(sorted(_SCALE, key=len)[::-1])})\b"
_DIGITS = re.compile(
    r"(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:[ -]?(?P<scale>{_SCALE_WORD}))?",
    re.IGNORECASE,
)
_TOKEN = re.compile(rf"{_DIGITS.pattern}|[^\W\d_]+(?:[-'’]\w+)*|\S", re.IGNORECASE | re.DOTALL)
_DOZEN = re.compile(r"[ -]dozen\b", re.IGNORECASE)
_A_BEFORE = re.compile(r"\ban? $", re.IGNORECASE)
_A_DOZEN = re.compile(r"\b(?P<half>half )?a dozen\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at a place of a text."""

    value: float
    start: int
    end: int
    n_digits: int  # significant digits as written, at least 1; of words, those of the value
    is_fine: bool  # written with a decimal, or in more than three digits that are not 0
    is_spelt: bool  # in words
    is_ordinal: bool = False  # "third"; only in words


class _Word(Token):  # type: ignore[misc]
    """What text2num reads: a word, a space, a sign, or a number in digits as one word."""

    __slots__ = ("end", "start", "word")

    def __init__(self, match: re.Match[str]) -> None:
        self.word, self.start, self.end = match.group(), match.start(), match.end()

    def text(self) -> str:
        return self.word

    def not_a_number_part(self) -> bool:
        """Digits are read here, and keep the words after them to themselves."""
        return self.word[0].isdigit()


def _digits(plain: str) -> tuple[int, bool]:
    """Significant digits, and whether the number is given finely."""
    digits = plain.replace(".", "") if "." in plain else plain.strip("0")
    return max(1, len(digits.lstrip("0"))), "." in plain or len(digits) > 3  # noqa: PLR2004


def _in_digits(text: str) -> Iterator[Number]:
    for m in _DIGITS.finditer(text):
        plain = m["value"].replace(",", "")
        scale = _SCALE.get((m["scale"] or "").lower(), 1.0)
        yield Number(float(plain) * scale, m.start(), m.end(), *_digits(plain), is_spelt=False)


def _in_words(text: str) -> Iterator[Number]:
    words = [_Word(m) for m in _TOKEN.finditer(text)]
    for found in find_numbers(words, LANGUAGE, threshold=0.0):
        start, end, value = words[found.start].start, words[found.end - 1].end, found.value
        dozen = _DOZEN.match(text, end)
        if dozen:
            value, end = value * 12, dozen.end()
        article = _A_BEFORE.search(text, max(0, start - 3), start)
        start = article.start() if article and not found.is_ordinal else start
        n_digits, is_fine = _digits(f"{value:.0f}")
        yield Number(
            value, start, end, n_digits, is_fine, is_spelt=True, is_ordinal=found.is_ordinal
        )


def _dozens(text: str) -> Iterator[Number]:
    for m in _A_DOZEN.finditer(text):
        yield Number(
            6.0 if m["half"] else 12.0, m.start(), m.end(), 1, is_fine=False, is_spelt=True
        )


@lru_cache(maxsize=4096)
def written(text: str) -> tuple[Number, ...]:
    """Numbers of `text` in order, ordinals in words too; none: (). Own definition for digits."""
    found = [*_in_digits(text), *_in_words(text), *_dozens(text)]
    return tuple(sorted(found, key=lambda number: (number.start, number.end)))
