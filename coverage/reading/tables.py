"""Tables of articles -> documents, one article a row.

`rows` knows the kinds of files, `columns` what columns are called. A bad row is rejected with
its number, and the others are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from coverage.reading import columns
from coverage.reading.decoding import MAX_BYTES
from coverage.reading.manifests import Loaded
from coverage.reading.rows import LINED, READERS
from coverage.records import Document, Form, Rejected

FORMS = {"text": Form.TEXT, "page": Form.PAGE, "html": Form.HTML}
"""Column that holds the content -> its form; the first that is filled counts."""

# How NewsAPI.org ends a text of which it gives the first 200 characters only.
_CUT_OFF = re.compile(r"\[\+\d+ chars\]\s*$")


def read_table(
    name: str, kind: str, raw: bytes, given: Mapping[str, str] | None = None
) -> Iterator[Loaded | Rejected]:
    """Documents and rejected rows of the table called `name`, in its order.

    `kind`: one of `rows.READERS`; `given`: our columns -> the table's (see `columns.parse`).
    Raises `NotText` where `raw` as a whole is no such table, `ColumnMissing` where it has rows,
    but no column of articles.
    """
    given = given or {}
    found = list(READERS[kind](raw))
    header = {name: None for _, row in found if not isinstance(row, str) for name in _names(row)}
    if header:
        given = columns.settle(name, header, given)
    noun = "Line" if kind in LINED else "Row"
    for number, row in found:
        place = f"{noun} {number} of {name}"
        if isinstance(row, str):
            yield Rejected(f"{name}:{number}", f"{place} {row}.")
        else:
            yield _loaded(f"{name}:{number}", place, columns.values(row, given))


def _names(row: Mapping[Any, Any]) -> Iterator[str]:
    return (name for name, _ in columns.flat(row))


def _loaded(own_id: str, place: str, values: Mapping[str, str]) -> Loaded | Rejected:
    source_id = values.get("id", own_id)
    column = next((column for column in columns.CONTENT if column in values), None)
    if column is None:
        return Rejected(source_id, f"{place} has nothing in text, page or html.")
    content = values[column]
    if "\0" in content:
        return Rejected(source_id, f"{place} is not text: it holds NUL characters.")
    if len(content) > MAX_BYTES:
        return Rejected(source_id, f"{place} is too large for one article.")
    if _CUT_OFF.search(content):
        return Rejected(source_id, f"{place} holds only the beginning of its article.")
    return Loaded(
        Document(
            source_id,
            FORMS[column],
            content,
            outlet=values.get("outlet"),
            title=values.get("title"),
            published=values.get("published"),
            url=values.get("url"),
        )
    )
