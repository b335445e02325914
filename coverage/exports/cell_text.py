"""Text of articles in the cells of a table: it stays text, whatever it looks like.

A spreadsheet takes a cell of a CSV file that begins with "=" for a formula, and so for a command.
In a workbook text is stored as text; there only what the format cannot hold has to go.
"""

from __future__ import annotations

import re

import pandas as pd

MOST_LETTERS = 32_767
"""UTF-16 units that a cell of a workbook holds."""

CUT = " … [cut: a cell holds no more]"
"""Ends a text that a cell does not hold."""

_FORMULA = re.compile(r"[=+\-@＝＋－＠\x00-\x1f\x7f]")
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def is_like_formula(text: str) -> bool:
    """Whether a spreadsheet that reads `text` from a CSV file may take it for a formula.

    So begin formulas in any of its keyboards; what comes after a control character counts too,
    since some programs drop that.
    """
    return _FORMULA.match(text) is not None


def harmless(text: str) -> str:
    """`text` such that a spreadsheet does not take it for a formula, with "'" before it.

    >>> harmless("=1+1"), harmless("1+1")
    ("'=1+1", '1+1')
    """
    return "'" + text if is_like_formula(text) else text


def csv(table: pd.DataFrame) -> bytes:
    """Any table; UTF-8 with a mark that Excel heeds, no text of it a formula."""
    safe = table.copy()
    for name in safe.columns[[dtype.kind == "O" or dtype == "str" for dtype in safe.dtypes]]:
        safe[name] = safe[name].map(lambda v: harmless(v) if isinstance(v, str) else v)
    return safe.to_csv(index=False).encode("utf-8-sig")


def storable(text: str) -> str:
    """`text` as a workbook can hold it: without control characters, cut where it is too long.

    Line breaks and tabs stay. What stands between `<r>` and `</r>` XlsxWriter would write as
    markup of its own, so a space is put behind it.
    """
    plain = _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if plain.startswith("<r>") and plain.endswith("</r>"):
        plain += " "
    units = plain.encode("utf-16-le")
    if len(units) <= 2 * MOST_LETTERS:
        return plain
    return units[: 2 * (MOST_LETTERS - len(CUT))].decode("utf-16-le", errors="ignore") + CUT


def line(text: str, most: int) -> str:
    """`text` in one line of at most `most` letters, "…" where it is cut.

    >>> line("The bridge was  closed", 12)
    'The bridge…'
    """
    words = " ".join(storable(text).split())
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    whole = cut.rpartition(" ")[0]
    return (whole if len(whole) > most // 2 else cut).rstrip(" ,;:") + "…"
