"""Tables as others export them: what is recognised, and what a bad one is told."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from coverage.errors import InputUnreadable, UsageError
from coverage.reading import columns
from coverage.reading.articles import read_articles
from coverage.reading.decoding import MAX_BYTES
from coverage.reading.sources import read
from coverage.records import Document, Form
from coverage.settings import Settings

STORY = (
    "The harbour council of Port Ellery voted on Monday to close the old pier for two years. "
    "Engineers had warned that its piles were rotten below the water line, as a café owner said."
)
NEWSAPI = {
    "source": {"id": None, "name": "Ellery Echo"},
    "author": "A. Writer",
    "title": "Pier to close",
    "description": "A teaser, which is no article text.",
    "url": "https://ellery-echo.example/pier",
    "publishedAt": "2026-03-02T08:30:00Z",
    "content": STORY,
}
EVENT_REGISTRY = {
    "uri": "8123",
    "source": {"uri": "ellery-echo.example", "title": "Ellery Echo"},
    "title": "Pier to close",
    "date": "2026-03-02",
    "dateTime": "2026-03-02T08:41:00Z",
    "dateTimePub": "2026-03-02T08:30:00Z",
    "url": "https://ellery-echo.example/pier",
    "body": STORY,
}
MEDIA_CLOUD = {
    "stories_id": "8123",
    "publish_date": "2026-03-02T08:30:00Z",
    "title": "Pier to close",
    "url": "https://ellery-echo.example/pier",
    "language": "en",
    "media_name": "Ellery Echo",
    "media_url": "ellery-echo.example",
}
GDELT = {
    "DATE": "20260302083000",
    "SourceCommonName": "rt.com",
    "DocumentIdentifier": "https://rt.com/pier",
    "Title": "Pier to close",
}
FACTS = ("Ellery Echo", "Pier to close", "https://ellery-echo.example/pier", STORY)


def written(path: Path, content: bytes | str | object) -> Path:
    """The file at `path`, of bytes, text, or what JSON spells."""
    if not isinstance(content, (bytes, str)):
        content = json.dumps(content)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only(path: Path, given: dict[str, str] | None = None) -> Document:
    documents, rejected = read([path], columns=given)
    assert not rejected
    (document,) = documents
    return document


def facts(document: Document) -> tuple[str | None, ...]:
    return document.outlet, document.title, document.url, document.content


def workbook(*sheets: list[list[Any]]) -> bytes:
    from openpyxl import Workbook  # type: ignore[import-untyped]  # noqa: PLC0415

    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


@pytest.mark.parametrize(
    ("row", "source_id"),
    [(NEWSAPI, "t.json:1"), (EVENT_REGISTRY, "8123"), ({**MEDIA_CLOUD, "Text": STORY}, "8123")],
)
def test_exports_are_read_without_being_told_whose_they_are(
    tmp_path: Path, row: dict[str, Any], source_id: str
) -> None:
    """Of Event Registry's three times, the one of publication counts."""
    document = only(written(tmp_path / "t.json", [row]))
    assert (document.source_id, document.form) == (source_id, Form.TEXT)
    assert facts(document) == FACTS
    assert document.published == "2026-03-02T08:30:00Z"


def test_gdelt_times_are_read_to_the_minute_and_its_domains_as_outlets(tmp_path: Path) -> None:
    """GDELT runs a time together; an outlet known by its domain is shown by its name."""
    path = written(tmp_path / "t.json", [{**GDELT, "text": STORY + STORY}])
    assert only(path).published == "2026-03-02T08:30:00"
    (article,), _ = read_articles([only(path)], Settings())
    assert article.published is not None
    assert (article.outlet, article.published.hour, article.published.minute) == ("RT", 8, 30)
    path = written(tmp_path / "t.json", [{"seendate": "20260302T083000Z", "text": STORY}])
    assert only(path).published == "2026-03-02T08:30:00Z"


@pytest.mark.parametrize(
    "content",
    [
        [NEWSAPI],
        {"status": "ok", "totalResults": 1, "articles": [NEWSAPI]},
        {"articles": {"results": [EVENT_REGISTRY], "page": 1}},
    ],
)
def test_json_is_a_list_or_an_answer_of_a_service(tmp_path: Path, content: object) -> None:
    assert facts(only(written(tmp_path / "t.json", content))) == FACTS
    packed = gzip.compress(json.dumps(content).encode())
    assert facts(only(written(tmp_path / "t.json.gz", packed))) == FACTS


@pytest.mark.parametrize("name", ["t.csv", "t.tsv"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimiter_and_encoding_are_found_out(
    tmp_path: Path, name: str, delimiter: str, encoding: str
) -> None:
    frame = pd.DataFrame([{"media_name": "Ellery Echo", **NEWSAPI}]).drop(columns="source")
    text = frame.to_csv(index=False, sep=delimiter)
    assert facts(only(written(tmp_path / name, text.encode(encoding)))) == FACTS


def test_delimiters_inside_a_quoted_name_part_nothing(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", f'text;"a, b, c, d"\n"{STORY}";x\n')
    assert only(path).content == STORY


def test_a_workbook_is_read_where_its_articles_are(tmp_path: Path) -> None:
    """Before them stand a cover sheet and an empty row; a time is a time."""
    when = pd.Timestamp("2026-03-02T08:30:00").to_pydatetime()
    sheet: list[list[Any]] = [[None], ["ID", "Outlet", "Title", "Published", "URL", "Text"]]
    sheet += [[7, "Ellery Echo", "Pier to close", when, NEWSAPI["url"], STORY], ["empty"]]
    path = written(tmp_path / "t.xlsx", workbook([["Export of March"], ["by us"]], sheet))
    (document,), (refused,) = read([path])
    assert (document.source_id, document.published) == ("7", "2026-03-02T08:30:00")
    assert facts(document) == FACTS
    assert refused.reason == "Row 4 of t.xlsx has nothing in text, page or html."


def test_formulas_are_their_values(tmp_path: Path) -> None:
    """A formula that no program has computed has no value: its row is refused, not read as "="."""
    plain = workbook([["title", "text"], ["Pier", '="a"&"b"']])
    documents, rejected = read([written(tmp_path / "t.xlsx", plain)])
    assert not documents
    assert "nothing in text" in rejected[0].reason
    computed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(computed, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(b'<c r="B2">', b'<c r="B2" t="str">')
            new.writestr(name, part.replace(b"<v></v>", b"<v>ab</v>"))
    assert only(written(tmp_path / "t.xlsx", computed.getvalue())).content == "ab"


def test_a_large_table_need_not_be_unicode(tmp_path: Path) -> None:
    """Its encoding is told from its beginning, up to the end of a line."""
    rows = [f"{n};{STORY}" for n in range(MAX_BYTES // len(STORY) + 1)]
    content = "\n".join(["title;text", *rows]).encode("cp1252")
    documents, rejected = read([written(tmp_path / "t.csv", content)])
    assert (len(documents), rejected) == (len(rows), [])
    assert documents[-1].content == STORY


def test_parquet_may_be_nested(tmp_path: Path) -> None:
    pd.DataFrame([NEWSAPI]).to_parquet(tmp_path / "t.parquet")
    assert facts(only(tmp_path / "t.parquet")) == FACTS


def test_a_bad_row_is_named_by_its_line_and_the_others_are_read(tmp_path: Path) -> None:
    """Also refused: a text of which the service gives the beginning only."""
    rows = ["title,text", f'One,"{STORY}"', "Two,a,b,c", "Three,", 'Four,"Begun … [+2154 chars]"']
    documents, rejected = read([written(tmp_path / "t.csv", "\n".join(rows))])
    assert [d.title for d in documents] == ["One"]
    assert [r.reason for r in rejected] == [
        "Line 3 of t.csv has more fields than the first line.",
        "Line 4 of t.csv has nothing in text, page or html.",
        "Line 5 of t.csv holds only the beginning of its article.",
    ]
    documents, rejected = read([written(tmp_path / "t.json", [NEWSAPI, "no row"])])
    assert len(documents) == 1
    assert rejected[0].reason == "Row 2 of t.json is not a JSON object."


def test_a_table_without_text_says_what_it_has_and_what_to_do(tmp_path: Path) -> None:
    """A story list names articles, but does not hold them."""
    path = written(tmp_path / "list.csv", pd.DataFrame([MEDIA_CLOUD]).to_csv(index=False))
    with pytest.raises(InputUnreadable, match=r"stories_id, publish_date, .* --columns text=NAME"):
        read([path])
    written(tmp_path / "page.txt", "Pier to close\n\n" + STORY)
    documents, rejected = read([tmp_path])
    assert [d.source_id for d in documents] == ["page.txt"]
    assert [r.source_id for r in rejected] == ["list.csv"]


def test_columns_of_other_names_are_named_by_hand(tmp_path: Path) -> None:
    """What is named counts alone: a teaser in `content` does not stand in for an empty story."""
    rows = [
        {"Story": STORY, "Blatt": "Ellery Echo", "title": "Pier to close", "content": "teaser"},
        {"Story": "", "Blatt": "Ellery Echo", "title": "Other", "content": "teaser"},
    ]
    path = written(tmp_path / "t.json", rows)
    given = columns.parse("text=story, outlet=BLATT")
    documents, rejected = read([path], columns=given)
    assert [(d.outlet, d.content) for d in documents] == [("Ellery Echo", STORY)]
    assert "nothing in text" in rejected[0].reason
    usual = written(tmp_path / "usual.json", [{**NEWSAPI, "title": "Third"}])
    assert len(read([path, usual], columns=given)[0]) == 2  # the second has the usual names
    with pytest.raises(InputUnreadable, match='no column "Satz" to take for text, only title'):
        read([written(tmp_path / "u.json", [{"title": "x"}])], columns={"text": "Satz"})


@pytest.mark.parametrize("option", ["story=text", "text", "text=", "=story"])
def test_columns_that_cannot_be_meant_are_wrong_usage(option: str) -> None:
    with pytest.raises(UsageError, match=r"^--columns has .*\.$"):
        columns.parse(option)
    with pytest.raises(UsageError, match="id, outlet, title, published, url, text, page, html"):
        columns.parse("story=text")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("t.json", b"{broken", "not JSON"),
        ("t.json", b'{"status": "error"}', "neither a list of articles"),
        ("t.xlsx", b"PK\x03\x04 no workbook", "not an Excel workbook"),
        ("t.xlsx", workbook([]), "without a filled sheet"),
        ("t.parquet", b"PAR1", "not a Parquet file"),
    ],
)
def test_what_is_no_table_is_one_sentence(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    with pytest.raises(InputUnreadable, match=reason):
        read([written(tmp_path / name, content)])
