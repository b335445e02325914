"""Bytes of a table -> its rows, one reader a kind of file.

A reader yields (number, row): the line in a file of lines, else the row's place, from 1; and the
row, or in words why it is none. What as a whole is no table of the kind raises `NotText`.
"""

from __future__ import annotations

import csv
import io
import json
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from coverage.reading import columns
from coverage.reading.decoding import MAX_BYTES, NotText, decode

Row = tuple[int, Mapping[Any, Any] | str]

# Tables hold many pages; beyond this one would not fit the memory of a small machine.
MAX_TABLE_BYTES = 100 * MAX_BYTES
_DELIMITERS = ",;\t|"


def json_lines(raw: bytes) -> Iterator[Row]:
    """Rows of `.jsonl`: one JSON object a line."""
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


def json_array(raw: bytes) -> Iterator[Row]:
    """Rows of `.json`: an array, as a whole or as `articles` or `articles.results` of an object."""
    try:
        found = json.loads(_whole(raw))
    except (ValueError, RecursionError) as error:
        raise NotText("not JSON") from error
    for key in ("articles", "results"):
        if isinstance(found, dict):
            found = found.get(key, found)
    if not isinstance(found, list):
        raise NotText("JSON, but neither a list of articles nor an object with one in articles")
    for place, row in enumerate(found, start=1):
        yield place, row if isinstance(row, dict) else "is not a JSON object"


def delimited(raw: bytes) -> Iterator[Row]:
    """Rows of `.csv` and `.tsv`: fields parted by commas, semicolons, tabs or bars."""
    csv.field_size_limit(MAX_BYTES)
    text = _whole(raw)
    lines = io.StringIO(text, newline="")
    reader = csv.DictReader(lines, strict=True, delimiter=_delimiter(text))
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


def _delimiter(text: str) -> str:
    """What parts the first line into the likeliest header."""

    def likeness(delimiter: str) -> tuple[bool, int, int]:
        lines = io.StringIO(text[:MAX_BYTES], newline="")
        try:
            return columns.likeness(next(csv.reader(lines, delimiter=delimiter), []))
        except csv.Error:
            return False, 0, 0

    return max(_DELIMITERS, key=likeness)


def parquet(raw: bytes) -> Iterator[Row]:
    """Rows of `.parquet`."""
    try:
        table = pq.read_table(pa.BufferReader(raw))
    except (pa.ArrowException, OSError) as error:
        raise NotText("not a Parquet file") from error
    yield from enumerate(table.to_pylist(), start=1)


def workbook(raw: bytes) -> Iterator[Row]:
    """Rows of `.xlsx`: of the sheet whose first filled row is the likeliest header.

    Formulas are read as the values they were saved with.
    """
    try:
        sheets = list(_sheets(raw))
    except NotText:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise NotText("not an Excel workbook (.xlsx)") from error
    filled = [sheet for sheet in sheets if sheet]
    if not filled:
        raise NotText("an Excel workbook without a filled sheet")
    (_, header), *body = max(filled, key=lambda sheet: columns.likeness(sheet[0][1]))
    for place, cells in body:
        named = zip(header, cells, strict=False)
        yield place, {name: cell for name, cell in named if name is not None}


_Cells = tuple[Any, ...]


def _sheets(raw: bytes) -> Iterator[list[tuple[int, _Cells]]]:
    """Of each sheet, the rows that are not empty, with their numbers."""
    # Imported here: tables of other kinds need not wait for it.
    from openpyxl import load_workbook  # type: ignore[import-untyped]  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MAX_TABLE_BYTES:
            raise NotText("too large")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and validations, which hold no articles
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = enumerate(sheet.iter_rows(values_only=True), start=1)
            yield [(n, cells) for n, cells in rows if any(cell is not None for cell in cells)]
        book.close()


def _whole(raw: bytes) -> str:
    return decode(raw, MAX_TABLE_BYTES)


READERS: Mapping[str, Callable[[bytes], Iterator[Row]]] = {
    ".csv": delimited,
    ".tsv": delimited,
    ".jsonl": json_lines,
    ".json": json_array,
    ".parquet": parquet,
    ".xlsx": workbook,
}
"""Ending of a file, without that of its packing -> what reads its rows."""

LINED = frozenset({".csv", ".tsv", ".jsonl"})
"""Endings of files whose rows are numbered by their lines."""
