"""WARC archives -> documents, as Common Crawl's news crawl ships them.

A document is a response with status 200 that says it is HTML; requests, pictures, redirects and
the like are passed over. A record's own time is when its page was fetched, not published.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from coverage.reading.decoding import MAX_BYTES, NotText, decode
from coverage.reading.manifests import Loaded
from coverage.records import Document, Form, Rejected

ARCHIVES = frozenset({".warc"})
"""Endings of archives, without that of their packing, which fastwarc sees for itself."""

HTML = frozenset({"text/html", "application/xhtml+xml"})
"""Content types of pages."""

_OK = 200


def read_archive(name: str, stream: BinaryIO) -> Iterator[Loaded | Rejected]:
    """Documents and rejected pages of the archive called `name`, in its order.

    Ids are `name`, "#" and the record's number, from 1. Where the archive breaks off, what stands
    before is kept and the rest is one rejected row. Raises `NotText` where not even its first
    record can be read.
    """
    number = 0
    try:
        for record in ArchiveIterator(stream, parse_http=False):
            number += 1
            yield from _read_record(f"{name}#{number}", record)
    except OSError as error:
        if number == 0:
            raise NotText("not a WARC archive") from error
        reason = f"The archive {name} is damaged behind record {number}; its rest is not read."
        yield Rejected(f"{name}#{number + 1}", reason)
    if number == 0:
        raise NotText("a WARC archive without records")


def _read_record(source_id: str, record: WarcRecord) -> Iterator[Loaded | Rejected]:
    """The page of `record`, if it holds one. Raises `OSError` where the archive is damaged."""
    if record.record_type != WarcRecordType.response or not record.is_http:
        return
    is_large = record.content_length > MAX_BYTES
    answer = record if is_large else _apart(record)
    try:
        answer.parse_http(auto_decode="none" if is_large else "all")
        if _is_page(answer):
            if is_large:
                raise NotText(f"larger than {MAX_BYTES // 1024**2} MB, too large for one page")
            yield _loaded(source_id, record, answer)
    except NotText as error:
        yield Rejected(source_id, f"The page is {error}.")
    except OSError:
        if is_large:
            raise
        yield Rejected(source_id, "The page is packed wrongly.")


def _apart(record: WarcRecord) -> WarcRecord:
    """A record of its own with the content of `record`, off the archive's stream.

    So a page that is packed wrongly does not end the reading of the archive.
    """
    answer = WarcRecord()
    answer.set_bytes_content(record.reader.read())
    answer.is_http = True
    return answer


def _is_page(answer: WarcRecord) -> bool:
    headers = answer.http_headers
    kind = (answer.http_content_type or "").casefold()
    return headers is not None and headers.status_code == _OK and kind in HTML


def _loaded(source_id: str, record: WarcRecord, answer: WarcRecord) -> Loaded:
    if "WARC-Truncated" in record.headers:
        raise NotText("not whole: the crawl cut it off")
    raw = answer.reader.read(MAX_BYTES + 1)
    html = decode(raw, stated=answer.http_charset)
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
    document = Document(source_id, Form.HTML, html, url=url, retrieved=record.record_date)
    return Loaded(document, hashlib.sha256(raw).hexdigest())
