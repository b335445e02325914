"""What is sought in sentences: words, phrases, beginnings of words; and where it stands in a text.

    blockade "port vellin" sanction*   ->   all three, in any order, whole words, in any case

Accents are no difference. The same patterns go to SQL and mark the words that were found.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from coverage.views import marking

_PART = re.compile(r'"([^"]+)"|(\S+)')
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_NO_LETTER = r"[^\p{L}\p{N}]"


@dataclass(frozen=True, slots=True)
class Sought:
    """Parts that a sentence must all hold, without accents; a part ends in * for any ending."""

    parts: tuple[str, ...]

    @classmethod
    def read(cls, written: str) -> Sought:
        """Out of what somebody wrote; nothing but marks is nothing sought."""
        found = (a or b for a, b in _PART.findall(plain(written.translate(_QUOTES))))
        kept = (part.strip(" \"'.,;:!?()") for part in found)
        return cls(tuple(dict.fromkeys(part for part in kept if part.strip("*"))))

    def telling(self) -> Sought:
        """Without the words that say little by themselves ("the", "which")."""
        return Sought(tuple(part for part in self.parts if marking.word(part) is not None))

    def patterns(self) -> list[str]:
        """Regular expressions for DuckDB (RE2), to be matched without accents, in any case."""
        return [
            f"(^|{_NO_LETTER}){_body(part)}" + ("" if part.endswith("*") else f"($|{_NO_LETTER})")
            for part in self.parts
        ]

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Offsets of the parts in `text`; those that overlap are one."""
        bare = plain(text)
        found: list[tuple[int, int]] = []
        for part in self.parts:
            ending = r"\w*" if part.endswith("*") else r"(?!\w)"
            found += [
                m.span() for m in re.finditer(rf"(?<!\w){_body(part)}{ending}", bare, re.IGNORECASE)
            ]
        merged: list[tuple[int, int]] = []
        for start, end in sorted(found):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged


def plain(text: str) -> str:
    """`text` without accents, letter by letter, so that offsets hold."""
    if text.isascii():
        return text
    return "".join(_bare(letter) for letter in text)


def _bare(letter: str) -> str:
    first = unicodedata.normalize("NFD", letter)[0]
    return {"’": "'", "‘": "'"}.get(first, first)


def _body(part: str) -> str:
    """The part as a regular expression; between its words any white space."""
    return r"\s+".join(re.escape(word) for word in part.rstrip("*").split())
