"""Web archives: which records are pages, and what a damaged one loses."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coverage.errors import InputUnreadable
from coverage.reading.decoding import MAX_BYTES
from coverage.reading.sources import read
from coverage.records import Document, Form

URL = "https://ellery-echo.example/pier"
PAGE = "<html><body><p>The council voted on Monday to close the café on the pier.</p></body></html>"


FETCHED = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


def answer(
    body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = ""
) -> bytes:
    """What a server answered, as a crawler stores it."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def record(content: bytes, kind: str = "response", url: str = URL, more: str = "") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        f"WARC-Date: 2026-03-02T08:30:00Z\r\nWARC-Target-URI: {url}\r\n{more}"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def archive(path: Path, *records: bytes) -> Path:
    """An archive at `path`, packed record by record where its name says so."""
    is_packed = path.suffix == ".gz"
    path.write_bytes(b"".join(gzip.compress(one) if is_packed else one for one in records))
    return path


@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz"])
def test_pages_are_taken_and_the_rest_is_passed_over(tmp_path: Path, name: str) -> None:
    """The day of the crawl is in the record; it is no day of publication."""
    path = archive(
        tmp_path / name,
        record(b"software: crawler\r\n", kind="warcinfo"),
        record(b"GET /pier HTTP/1.1\r\n\r\n", kind="request"),
        record(answer(PAGE.encode())),
        record(answer(b"\x89PNG", kind="image/png")),
        record(answer(PAGE.encode(), status="404 Not Found")),
        record(b"no answer of a server"),
    )
    document = Document(f"{name}#3", Form.HTML, PAGE, url=URL, retrieved=FETCHED)
    assert read([path]) == ([document], [])
    assert read([tmp_path]) == ([document], [])


@pytest.mark.parametrize(
    ("body", "kind", "more"),
    [
        (PAGE.encode("cp1252"), "text/html; charset=windows-1252", ""),
        (PAGE.encode(), "text/html; charset=iso-8859-1", ""),  # servers say so of any page
        (PAGE.encode(), "TEXT/HTML", ""),
        (gzip.compress(PAGE.encode()), "text/html", "Content-Encoding: gzip\r\n"),
        (PAGE.encode(), "application/xhtml+xml", ""),
    ],
)
def test_a_page_is_read_as_its_server_sent_it(
    tmp_path: Path, body: bytes, kind: str, more: str
) -> None:
    path = archive(tmp_path / "news.warc.gz", record(answer(body, kind=kind, more=more)))
    (document,), rejected = read([path])
    assert document.content == PAGE
    assert not rejected


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (record(answer(b"\0\1\2" * 100)), "The page is not text: it holds NUL bytes"),
        (record(answer(b"")), "The page is empty."),
        (record(answer(b"a" * (MAX_BYTES + 1))), "The page is larger than 20 MB"),
        (record(answer(b"no gzip", more="Content-Encoding: gzip\r\n")), "The page is packed wrong"),
        (
            record(
                answer(gzip.compress(b"a" * (MAX_BYTES + 1)), more="Content-Encoding: gzip\r\n")
            ),
            "The page is larger than 20 MB",
        ),
        (
            record(answer(PAGE.encode()), more="WARC-Truncated: length\r\n"),
            "The page is not whole: the crawl cut it off.",
        ),
    ],
)
def test_a_bad_page_is_rejected_and_the_next_is_read(
    tmp_path: Path, bad: bytes, reason: str
) -> None:
    path = archive(tmp_path / "news.warc.gz", bad, record(answer(PAGE.encode())))
    documents, rejected = read([path])
    assert [d.source_id for d in documents] == ["news.warc.gz#2"]
    assert [r.source_id for r in rejected] == ["news.warc.gz#1"]
    assert rejected[0].reason.startswith(reason)


def test_a_large_picture_is_no_page_that_is_missing(tmp_path: Path) -> None:
    picture = record(answer(b"a" * (MAX_BYTES + 1), kind="image/png"))
    documents, rejected = read([archive(tmp_path / "a.warc", picture, record(answer(b"<p>Hello")))])
    assert [d.source_id for d in documents] == ["a.warc#2"]
    assert not rejected


def test_of_a_damaged_archive_the_beginning_is_kept(tmp_path: Path) -> None:
    path = archive(tmp_path / "news.warc.gz", record(answer(PAGE.encode())))
    path.write_bytes(path.read_bytes() + b"\x1f\x8b and then noise")
    documents, rejected = read([path])
    assert [d.source_id for d in documents] == ["news.warc.gz#1"]
    assert "is damaged behind record 1" in rejected[0].reason


@pytest.mark.parametrize("content", [b"", b"no archive " * 50, b"\x1f\x8b no gzip"])
def test_what_is_no_archive_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "news.warc"
    path.write_bytes(content)
    with pytest.raises(InputUnreadable, match="WARC archive"):
        read([path])
