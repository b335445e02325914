"""An event as an Excel workbook.

    Read me     what it is, what was found, what words and columns mean
    Charts      emphasis and voices as charts that can be edited
    Matrix      claims by outlets
    Outlets ... Discrepancies
                one tidy table a sheet: `columns.Sheet`

Written by XlsxWriter. Nothing in it is computed by the spreadsheet, and no text is a formula.
"""

from __future__ import annotations

import io
from datetime import UTC

import xlsxwriter

from coverage.exports import workbook_charts, workbook_matrix, workbook_readme
from coverage.exports.cell_text import line
from coverage.exports.subject import Subject
from coverage.exports.tidy import tidy
from coverage.exports.workbook_pen import FONT, Pen, Sheet
from coverage.exports.workbook_readme import Held

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

A4 = 9
"""XlsxWriter's number of the paper."""

TITLE = 200
"""Letters of the document's title."""


def make(subject: Subject) -> bytes:
    """The workbook of an event. The same subject gives the same bytes."""
    buffer = io.BytesIO()
    # A copy of the font: XlsxWriter writes into what it is given, and the next book would differ.
    book = xlsxwriter.Workbook(buffer, OPTIONS | {"default_format_properties": dict(FONT)})
    book.set_properties({
        "title": line(subject.label, TITLE),
        "comments": "\n".join(line(said, TITLE) for said in subject.said()),
        "created": subject.origin.made.astimezone(UTC),
    })  # fmt: skip
    pen = Pen(book)
    readme = book.add_worksheet("Read me")
    workbook_charts.write(pen, book.add_worksheet(workbook_charts.NAME), subject)
    workbook_matrix.write(pen, book.add_worksheet("Matrix"), subject)
    held = [
        Held(sheet, len(frame), pen.table(book.add_worksheet(sheet.name), sheet.columns, frame))
        for sheet, frame in tidy(subject)
    ]
    workbook_readme.write(pen, readme, subject, held)
    for sheet in book.worksheets():
        _for_print(sheet, is_one_page=sheet.name == workbook_charts.NAME)
    book.close()
    return buffer.getvalue()


def _for_print(sheet: Sheet, is_one_page: bool) -> None:
    """A4, numbered: a page upright, or as many across as it takes, as wide as the paper."""
    sheet.set_paper(A4)
    if is_one_page:
        sheet.fit_to_pages(1, 1)
    else:
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P of &N")
