"""A presentation as bytes that are the same whenever it is made: its parts bear one date."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO

import xlsxwriter
from pptx.presentation import Presentation

from coverage.exports.deck_text import clean

DATE = (1980, 1, 1, 0, 0, 0)
"""Of every part of the archive: the earliest that a ZIP can tell."""

LONGEST = 255
"""Letters that a property of a presentation holds."""


def saved(deck: Presentation, title: str, said: str, made: datetime) -> bytes:
    """The file. `said` stands among its properties; `made`: UTC, their date."""
    properties = deck.core_properties
    properties.title, properties.comments = clean(title)[:LONGEST], clean(said)[:LONGEST]
    properties.author = properties.last_modified_by = "Coverage"
    properties.subject = properties.keywords = properties.category = ""
    properties.created = properties.modified = made.replace(tzinfo=None, microsecond=0)
    properties.revision = 1
    out = BytesIO()
    deck.save(out)
    return _dated(out.getvalue())


def _dated(blob: bytes) -> bytes:
    """The archive with `DATE` at each of its parts, in their order."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(blob)) as found, zipfile.ZipFile(out, "w") as kept:
        for info in found.infolist():
            part = zipfile.ZipInfo(info.filename, DATE)
            part.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(part, found.read(info))
    return out.getvalue()


def workbook(
    categories: list[str], series: dict[str, list[float | None]], number: str, made: datetime
) -> bytes:
    """The sheet behind a chart: names down its first column, a column for each of `series`.

    python-pptx writes one itself, but with the hour at which it does, and takes a name that begins
    with "=" for a formula. `number`: format of the values.
    """
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": made.replace(tzinfo=None, microsecond=0)})
    sheet = book.add_worksheet("Sheet1")
    form = book.add_format({"num_format": number})
    for row, name in enumerate(categories, start=1):
        sheet.write_string(row, 0, name)
    for column, (name, values) in enumerate(series.items(), start=1):
        sheet.write_string(0, column, name)
        for row, value in enumerate(values, start=1):
            if value is not None:
                sheet.write_number(row, column, value, form)
    book.close()
    return out.getvalue()
