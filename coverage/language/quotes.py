"""Where quotation marks open and close.

    find('He called it "a farce" and left.')  ->  [Quotation(start=13, end=22, is_closed=True)]

Known are straight marks ("), curly (“ ”), German („ “), French (« »), German inverted (» «) and
single marks (' ', ‘ ’). A quotation within a quotation is part of the outer one. An apostrophe
is no quotation mark: a single mark opens only before a word and after none, and closes only
after something and before no word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CLOSERS = {
    '"': '"',
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "”": "”",  # Swedish and Finnish, and a typist's slip for “
    "'": "'",
    "‘": "’",
}
"""Opening mark -> the marks that may close it."""

_CLOSING = {mark: re.compile(f"[{closers}]") for mark, closers in CLOSERS.items()}
_CURLY = re.compile("[“”]")
SINGLE = frozenset("'‘")
MARKS = frozenset("\"“”„«»'‘’")

_ELISION = re.compile(r"(?:em|til|tis|twas|cause|n|\d\ds?)\b", re.IGNORECASE)
"""What follows an apostrophe that begins a word: 'em, 'til, the '90s."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks, the marks included; offsets into the text searched.

    Where no mark closes it, it runs to the end of the text and `is_closed` is false.
    """

    start: int
    end: int
    is_closed: bool


def _opens(text: str, at: int) -> bool:
    """Whether the mark at `at` may open a quotation: before a word, after none."""
    before = text[at - 1] if at else " "
    after = text[at + 1 : at + 2]
    if not after or (after.isspace() and text[at] != "«"):  # French sets a space: « farce »
        return False
    if text[at] == "'" and _ELISION.match(text, at + 1):
        return False
    if text[at] == "”":  # a closing mark that stands where one opens
        return before.isspace() and after.isalnum()
    return not before.isalnum() or text[at] in "“„«"


def _closes(text: str, at: int) -> bool:
    """Whether the mark at `at` may close a quotation: after something, before no word."""
    after = text[at + 1 : at + 2]
    return not text[at - 1].isspace() and not after.isalnum()


def _is_possessive(text: str, at: int, closers: str) -> bool:
    """Whether the single mark at `at` is a plural's: "the allies' forces", closed only later."""
    if text[at - 1] not in "sS" or not re.match(r" [a-z]", text[at + 1 :]):
        return False
    rest = (i for i in range(at + 1, len(text)) if text[i] in closers or text[i] in SINGLE)
    return next((_closes(text, i) for i in rest if _opens(text, i) or _closes(text, i)), False)


def _close(text: str, start: int) -> int | None:
    """Offset of the mark that closes the quotation opened at `start`, or None."""
    closers = CLOSERS[text[start]]
    single = text[start] in SINGLE
    for match in _CLOSING[text[start]].finditer(text, start + 2):
        at = match.start()
        if single and (not _closes(text, at) or _is_possessive(text, at, closers)):
            continue
        if text[at] == '"' and not _closes(text, at) and text[at - 1].isspace():
            return None  # a second mark opens: the first was never closed
        return at
    return None


def _mixed(text: str, start: int, end: int | None) -> int | None:
    """Where a curly opening mark is closed by a straight one, if that is before `end`.

    A straight one is closed by a curly one that comes first, before another opens.
    """
    if text[start] == '"':
        curly = _CURLY.search(text, start + 2, len(text) if end is None else end)
        return curly.start() if curly and curly.group() == "”" else end
    if text[start] != "“":
        return end
    stop = len(text) if end is None else end
    stop = min(stop, next((i for i in range(start + 1, stop) if text[i] == "“"), stop))
    straight = (i for i in range(start + 2, stop) if text[i] == '"' and _closes(text, i))
    return next(straight, end) if end is None or stop < end else end


def find(text: str) -> list[Quotation]:
    """Outermost quotations of `text`, in order, without overlap; none: [].

    An unclosed quotation is kept only for double marks, and reaches to the next mark that opens
    another or to the end of the text, as when a speech goes on in the next paragraph.
    """
    found: list[Quotation] = []
    at = 0
    while at < len(text):
        if text[at] not in CLOSERS or not _opens(text, at):
            at += 1
            continue
        end = _mixed(text, at, _close(text, at))
        if end is not None:
            found.append(Quotation(at, end + 1, True))
            at = end + 1
        elif text[at] in SINGLE or text[at] == "”":
            at += 1
        else:
            following = text.find(text[at], at + 1)
            stop = len(text) if following < 0 else len(text[:following].rstrip())
            found.append(Quotation(at, stop, False))
            at = stop
    return found
