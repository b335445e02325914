"""Fetched pages -> a WARC archive, which `archives` reads back.

A record holds the headers and the body of one answer, unpacked; where a header speaks of the
packing it is kept under another name, as Common Crawl does (`X-Crawl-Content-Encoding`).
"""

from __future__ import annotations

import io
import itertools
import os
from pathlib import Path
from typing import Self

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from coverage.errors import ArchiveUnwritable
from coverage.reading.answers import AGENT, Answer

ENDING = ".warc.gz"

_INFO = f"software: {AGENT}\r\nformat: WARC File Format 1.1\r\nrobots: obey\r\n".encode()
_PACKING = frozenset({"content-encoding", "content-length", "transfer-encoding"})
# Of the connection, not of the page; and what a site would know its visitor by.
_LEFT_OUT = frozenset({"connection", "keep-alive", "trailer", "upgrade", "set-cookie"})


class Archive:
    """An archive in the making: whole records under a hidden name beside its place.

    On leaving it takes its name with what it holds, and an empty one goes. `path` is where it
    then stands, `None` while it does not. A file is never overwritten: where the place is taken,
    the archive's name is given a number.
    """

    def __init__(self, wanted: Path) -> None:
        """Raises `ArchiveUnwritable`."""
        self.path: Path | None = None
        self._wanted = wanted
        self._part = wanted.with_name(f".{wanted.name}.{os.getpid()}.part")
        self._whole = 0  # bytes of whole records
        try:
            wanted.parent.mkdir(parents=True, exist_ok=True)
            self._stream = self._part.open("xb", buffering=0)
        except OSError as error:
            raise ArchiveUnwritable(_unwritable(wanted, error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._stream.truncate(self._whole)  # less the record that was being written
        finally:
            self._stream.close()
        if self._whole:
            self.path = _publish(self._part, self._wanted)
        self._part.unlink(missing_ok=True)

    def add(self, answer: Answer) -> None:
        """Append `answer`. Raises `ArchiveUnwritable`; what was added before stays."""
        records = [] if self._whole else [_info()]
        packed = b"".join(_packed(record) for record in [*records, _response(answer)])
        rest = memoryview(packed)
        try:
            while rest:  # a disk that is nearly full takes a part
                rest = rest[self._stream.write(rest) :]
        except OSError as error:
            raise ArchiveUnwritable(_unwritable(self._wanted, error)) from error
        self._whole += len(packed)


def _unwritable(path: Path, error: OSError) -> str:
    return f"{path} cannot be written ({error.strerror}); make room there or choose another --out."


def _publish(part: Path, wanted: Path) -> Path:
    """Give the file `part` the name `wanted`, or the next that is free."""
    stem = wanted.name.removesuffix(ENDING)
    names = itertools.chain([wanted.name], (f"{stem}-{n}{ENDING}" for n in itertools.count(2)))
    for name in names:
        path = wanted.with_name(name)
        try:
            path.hardlink_to(part)  # unlike a renaming, never over another file
        except FileExistsError:
            continue
        except OSError:  # a disk without links
            if path.exists():
                continue
            part.rename(path)
        return path
    raise AssertionError


def _info() -> WarcRecord:
    record = WarcRecord()
    record.init_headers(record_type=WarcRecordType.warcinfo)
    record.headers["Content-Type"] = "application/warc-fields"
    record.set_bytes_content(_INFO)
    return record


def _response(answer: Answer) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(record_type=WarcRecordType.response)
    record.headers["WARC-Target-URI"] = answer.url
    record.headers["WARC-Date"] = f"{answer.retrieved:%Y-%m-%dT%H:%M:%SZ}"
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.set_bytes_content(_head(answer) + answer.body)
    return record


def _head(answer: Answer) -> bytes:
    lines = [f"HTTP/1.1 {answer.status} OK"]
    for name, value in answer.headers:
        if name.lower() not in _LEFT_OUT:
            kept = f"X-Crawl-{name}" if name.lower() in _PACKING else name
            lines.append(f"{kept}: {value}")
    lines += [f"Content-Length: {len(answer.body)}", "", ""]
    return "\r\n".join(lines).encode("latin-1", errors="replace")


def _packed(record: WarcRecord) -> bytes:
    """`record` as a gzip file of its own, so that readers can leap from one to the next."""
    stream = io.BytesIO()
    writer = GzipWriter(stream)
    record.write(writer, checksum_data=True)
    writer.finish()
    return stream.getvalue()
