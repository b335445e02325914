"""The workbook, read back: its numbers are the subject's, and its texts are texts."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pandas as pd
import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped]

from coverage.exports import workbook, workbook_pen
from coverage.exports.cell_text import CUT, MOST_LETTERS
from coverage.exports.columns import Kind
from coverage.exports.tidy import tidy
from tests.exports.event_of_tables import FORMULAS, begun, emptied, subject

SHEETS = [
    "Read me", "Charts", "Matrix", "Outlets", "Articles", "Claims", "Emphasis", "Mentions",
    "Voices", "Wording", "Scare quotes", "Names", "Words", "Reuse", "Reuse by pair",
    "Discrepancies",
]  # fmt: skip


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


@cache
def made(n_claims: int = 6, n_outlets: int = 3) -> bytes:
    return workbook.make(subject(n_claims, n_outlets))


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


def plain(value: Any) -> Any:
    """A value of a frame as a sheet tells it: no zone, nothing for what is missing or empty.

    XlsxWriter writes 16 digits of a number; compared are twelve.
    """
    if pd.isna(value) or value == "":
        return None
    if isinstance(value, float):
        return round(value, 12)
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def test_each_table_is_told_value_by_value() -> None:
    """A share is read back as the number it was, a date as a date, what is missing as nothing."""
    book = opened(made())
    assert book.sheetnames == SHEETS
    for sheet, frame in tidy(subject()):
        header, *told = rows(book[sheet.name])
        assert list(header) == [column.name for column in sheet.columns]
        values = [tuple(map(plain, each)) for each in frame.itertuples(index=False)]
        assert [tuple(map(plain, each)) for each in told] == values
        assert values


def test_numbers_are_numbers_dates_are_dates() -> None:
    book = opened(made())
    emphasis = {cell.value: cell.column for cell in book["Emphasis"][1]}
    share = book["Emphasis"].cell(2, emphasis["share"])
    assert (share.data_type, share.number_format) == ("n", "0.0%")
    flag = book["Emphasis"].cell(2, emphasis["is_headline"])
    assert flag.data_type == "b"
    articles = {cell.value: cell.column for cell in book["Articles"][1]}
    published = book["Articles"].cell(2, articles["published"])
    assert published.is_date
    assert published.number_format == Kind.TIME.number_format


def test_every_table_is_filtered_and_its_header_stays() -> None:
    for sheet in opened(made()).worksheets[2:]:
        assert sheet.auto_filter.ref
        assert sheet.freeze_panes
        assert all(sheet.column_dimensions[c].width >= 10 for c in ("A", "B"))
        assert len(sheet.title) <= 31


def test_read_me_says_what_the_workbook_is() -> None:
    """The origin, the findings, what is on each sheet, the definitions and the limits."""
    event = subject()
    told = {str(value) for row in rows(opened(made())["Read me"]) for value in row if value}
    for line in event.said():
        assert line in told or line.partition(": ")[2] in told
    assert {*event.findings.values(), *event.definitions.values(), *event.limits} <= told
    assert set(SHEETS[1:]) <= told
    assert "18 rows, one for each claim and outlet of the event" in told


def test_the_charts_are_native_and_draw_the_cells_below_them() -> None:
    """Their series point at cells, whose numbers are the subject's."""
    event, book = subject(), opened(made())
    sheet = book["Charts"]
    emphasis, voices = sheet._charts
    assert (emphasis.grouping, voices.grouping) == ("clustered", "stacked")
    assert (len(emphasis.series), len(voices.series)) == (3, 3)
    cells = event.cells.set_index(["claim_id", "outlet"])["share"]
    by_outlets = event.claims.sort_values("n_outlets", ascending=False, kind="stable")
    most_shared = list(by_outlets["claim_id"])
    for series, outlet in zip(emphasis.series, event.outlets["outlet"], strict=True):
        drawn = [row[0].value for row in sheet[series.val.numRef.f.partition("!")[2]]]
        assert drawn == [cells[claim, outlet] for claim in most_shared]
        assert sheet[series.tx.strRef.f.partition("!")[2]].value == outlet
    drawn = [row[0].value for row in sheet[voices.series[0].val.numRef.f.partition("!")[2]]]
    assert drawn == [0.6, 0.6, 0.6]
    titles = [chart.title.tx.strRef.f.partition("!")[2] for chart in (emphasis, voices)]
    assert [sheet[at].value for at in titles] == [
        event.findings["matrix"],
        event.findings["voices"],
    ]


def test_the_matrix_marks_its_numbers_by_format() -> None:
    """What is omitted shows "✕", what is uncertain its probability; both stay the number 0."""
    event, book = subject(), opened(made())
    sheet = book["Matrix"]
    header = [cell.value for cell in sheet[3]]
    for number, claim in enumerate(event.claims["claim_id"], start=4):
        for cell in event.cells[event.cells["claim_id"] == claim].to_dict("records"):
            found = sheet.cell(number, header.index(cell["outlet"]) + 1)
            assert found.value == cell["share"]
            assert ("✕" in found.number_format) == (cell["status"] == "omitted")
            assert ("p ." in found.number_format) == (cell["status"] == "uncertain")
            assert ("▣" in found.number_format) == cell["is_headline"]


@pytest.mark.parametrize("payload", FORMULAS)
def test_whatever_an_article_begins_with_is_text(payload: str) -> None:
    """No formula anywhere, every part well-formed, and the words are there."""
    data = workbook.make(begun(subject(), payload))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            root = etree.fromstring(parts.read(name))
            if name.startswith("xl/worksheets/"):
                assert root.find(".//{*}f") is None
            if name.startswith("xl/charts/"):
                references = [each.text for each in root.iterfind(".//{*}f")]
                assert all(each.startswith("Charts!$") for each in references)
    book = opened(data)
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= set("nsbd")
    claim = book["Claims"]["B2"]
    assert claim.value.endswith("which nobody had foreseen")
    assert bool(claim.quotePrefix) == (payload[0] in "=+-@\t\x00")


def test_text_that_is_xlsxwriters_own_markup_is_text() -> None:
    """What stands between these tags XlsxWriter writes as it is: here it would break the file."""
    event = subject()
    claims = event.claims.assign(label="<r>&<t>no markup</t></r>")
    sheet = opened(workbook.make(replace(event, claims=claims)))["Claims"]
    assert sheet["B2"].value == "<r>&<t>no markup</t></r> "


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://outlet.example/a?b=1&c=2#d", True),
        ("HTTP://outlet.example", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("internal:Claims!A1", False),
        ("https://outlet.example/a b", False),
        ("https://outlet.example/" + "x" * 3000, False),
        ("=https://outlet.example", False),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str, is_link: bool) -> None:
    event = subject()
    sheet = opened(workbook.make(replace(event, articles=event.articles.assign(url=url))))[
        "Articles"
    ]
    cell = next(cell for cell in sheet[2] if cell.value == url)
    assert (cell.hyperlink is not None) == is_link


def test_a_text_too_long_is_cut_and_says_so() -> None:
    event = subject()
    texts = event.mentions.assign(text="word " * 10_000)
    cell = opened(workbook.make(replace(event, mentions=texts)))["Mentions"]["D2"]
    assert len(cell.value) == MOST_LETTERS
    assert cell.value.endswith(CUT)


def test_rows_without_room_are_left_out_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet of 11 rows holds ten of 18, and the Read me says that eight are missing."""
    monkeypatch.setattr(workbook_pen, "MOST_ROWS", 11)
    book = opened(workbook.make(subject()))
    assert book["Emphasis"].max_row == 11
    told = [value for row in rows(book["Read me"]) for value in row if value]
    assert any("the last 8 have no room in a sheet and are left out" in each for each in told)


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        (pd.NaT, None),
        (pd.Timestamp("2031-05-03T01:00+02:00"), datetime(2031, 5, 2, 23)),  # noqa: DTZ001
        (pd.Timestamp("1899-05-03T09:00Z"), "1899-05-03 09:00"),
    ],
)
def test_a_date_is_in_utc_or_in_words(published: Any, shown: Any) -> None:
    """A sheet knows no zones, and no day before 1900."""
    event = subject()
    articles = event.articles.assign(published=published)
    assert opened(workbook.make(replace(event, articles=articles)))["Articles"]["D2"].value == shown


def test_what_is_no_number_leaves_the_cell_empty() -> None:
    event = subject()
    keys = event.keys.assign(z=float("inf"))
    sheet = opened(workbook.make(replace(event, keys=keys)))["Words"]
    assert {row[6] for row in rows(sheet)[1:]} == {None}


def test_the_same_subject_gives_the_same_bytes() -> None:
    """Also later: the workbook is dated when the export was made."""
    assert workbook.make(subject()) == made()
    later = replace(
        subject(), origin=replace(subject().origin, made=datetime(2032, 1, 1, tzinfo=UTC))
    )
    assert workbook.make(later) != made()
    assert opened(made()).properties.created == datetime(2031, 5, 9, 8, 30)  # noqa: DTZ001


def test_an_event_of_which_nothing_is_told() -> None:
    """Every sheet is there, its header too; no chart is drawn of nothing."""
    book = opened(workbook.make(emptied(subject())))
    assert book.sheetnames == SHEETS
    assert book["Charts"]._charts == []
    assert [sheet.max_row for sheet in book.worksheets[3:]] == [1] * 13


def test_a_long_event_stays_within_bounds() -> None:
    """200 claims by 30 outlets: few enough bars to tell apart, all numbers, in a moment."""
    start = time.process_time()
    data = workbook.make(subject(200, 30))
    assert time.process_time() - start < 30
    assert len(data) < 2_000_000
    book = opened(data)
    emphasis, voices = book["Charts"]._charts
    assert len(emphasis.series) == 6
    assert emphasis.series[0].val.numRef.numCache.ptCount == 10
    assert voices.series[0].val.numRef.numCache.ptCount == 30
    assert book["Charts"]["A1"].value == (
        "Emphasis: 10 of 200 claims, the most shared first, 6 of 30 outlets"
    )
    assert book["Emphasis"].max_row == 6001
    assert (book["Matrix"].max_row, book["Matrix"].max_column) == (203, 33)
    heights = [
        each.height for sheet in book for each in sheet.row_dimensions.values() if each.height
    ]
    assert max(heights) <= workbook_pen.HIGHEST
