"""Tables of articles -> documents: `.jsonl`, `.csv` and `.parquet`, one article a row.

Columns: `id, outlet, title, published, url` (each may be absent or empty) and one of `text`
(clean article text), `page` (flattened page) or `html`. A bad row is rejected with its line
number, and the others are read.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from coverage.reading.decoding import MAX_BYTES, NotText, decode
from coverage.reading.manifests import Loaded
from coverage.records import Document, Form, Rejected

FORMS = {"text": Form.TEXT, "page": Form.PAGE, "html": Form.HTML}
"""Column that holds the content -> its form; the first that is filled counts."""

Row = tuple[int, Mapping[str, Any] | str]
"""Line number (1-based; row number in Parquet), and the row or why it is none."""


def read_table(name: str, kind: str, raw: bytes) -> Iterator[Loaded | Rejected]:
    """Documents and rejected rows of the table called `name`, in its order.

    `kind`: ".jsonl", ".csv" or ".parquet". Raises `NotText` where `raw` as a whole is none.
    """
    rows = {".jsonl": _json_rows, ".csv": _csv_rows, ".parquet": _parquet_rows}[kind](raw)
    for line, row in rows:
        if isinstance(row, str):
            yield Rejected(f"{name}:{line}", f"Line {line} of {name} {row}.")
        else:
            yield _loaded(name, line, row)


def _loaded(name: str, line: int, row: Mapping[str, Any]) -> Loaded | Rejected:
    values = {str(key).strip().casefold(): _text(value) for key, value in row.items()}
    source_id = values.get("id") or f"{name}:{line}"
    column = next((column for column in FORMS if values.get(column)), None)
    if column is None:
        return Rejected(source_id, f"Line {line} of {name} has nothing in text, page or html.")
    content = values[column] or ""
    if "\0" in content:
        return Rejected(source_id, f"Line {line} of {name} is not text: it holds NUL characters.")
    if len(content) > MAX_BYTES:
        return Rejected(source_id, f"Line {line} of {name} is too large for one article.")
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


def _text(value: object) -> str | None:
    """A cell as text; `None` for what is empty or not a number."""
    if value is None or (isinstance(value, float) and value != value):  # noqa: PLR0124  # NaN
        return None
    text = value.isoformat() if isinstance(value, date) else str(value)
    text = text.encode("utf-8", "replace").decode()  # JSON can spell half a character: now "?"
    return text if text.strip() else None


def _json_rows(raw: bytes) -> Iterator[Row]:
    lines = _whole(raw).split("\n")  # splitlines also parts at U+2028, which JSON may hold
    for line, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        try:
            row = json.loads(text)
        except (ValueError, RecursionError):
            yield line, "is not JSON"
            continue
        yield line, row if isinstance(row, dict) else "is not a JSON object"


def _csv_rows(raw: bytes) -> Iterator[Row]:
    csv.field_size_limit(MAX_BYTES)
    reader = csv.DictReader(io.StringIO(_whole(raw), newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield max(line, 2), f"is not CSV ({error})"
            continue
        line = max(line, 2)
        yield line, "has more fields than the first line" if None in row else row


def _parquet_rows(raw: bytes) -> Iterator[Row]:
    try:
        table = pq.read_table(pa.BufferReader(raw))
    except (pa.ArrowException, OSError) as error:
        raise NotText("not a Parquet file") from error
    yield from enumerate(table.to_pylist(), start=1)


def _whole(raw: bytes) -> str:
    """Text of a table, which may be larger than a page."""
    if len(raw) <= MAX_BYTES:
        return decode(raw)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText("not UTF-8") from error
