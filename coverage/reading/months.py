"""Names of the months in the languages news pages are written in, from dateparser's tables.

A word that is one month in one language and another in the next (Polish and Croatian "listopada")
is left out: it tells no month by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

LANGUAGES = (
    "ar az bg bn ca cs da de el en es et fa fi fr he hi hr hu hy id it ja ka kk ko lt lv ms nb nl "
    "pl pt ro ru sk sl sr sv sw th tr uk ur vi zh"
).split()
_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MIN_LETTERS = 3  # of Latin ones; shorter ones, as some tables have, stand for too much else


def _tables(language: str) -> Iterator[Mapping[str, Any]]:
    """The language's own table and those of its countries."""
    info = import_module(f"dateparser.data.date_translation_data.{language}").info
    yield info
    yield from info.get("locale_specific", {}).values()


def _names() -> dict[str, int]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for language in LANGUAGES:
        for table in _tables(language):
            for number, month in enumerate(_MONTHS, start=1):
                for name in table.get(month, ()):
                    found[name.rstrip(".").lower()].add(number)
    return {
        name: min(numbers)
        for name, numbers in sorted(found.items())
        if len(numbers) == 1 and name[0].isalpha() and _is_word(name)
    }


def _is_word(name: str) -> bool:
    return len(name) >= _MIN_LETTERS or (len(name) > 1 and not name.isascii())


NAMES: Mapping[str, int] = _names()
"""Name or abbreviation of a month, in lower case and without a full stop -> its number."""

ANY = "(?:" + "|".join(re.escape(name) for name in sorted(NAMES, key=len, reverse=True)) + ")"
"""Pattern of any of them; a longer name stands before one that it begins with."""
