"""All exports of an event in one ZIP, with a manifest that says what each is."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from coverage.exports import tables
from coverage.exports.columns import LONG
from coverage.exports.subject import Subject

MANIFEST = "manifest.json"

KINDS = {
    ".pptx": "slides: PowerPoint",
    ".xlsx": "tables and charts: Excel workbook, its first sheet says how to read it",
    ".csv": "a row a claim and outlet: text (UTF-8, commas); ' stands before what looks like a "
    "formula",
    ".parquet": "a row a claim and outlet: typed table, definitions in its schema",
    ".html": "the event on one page: opens in any browser, without a network",
    ".png": "picture",
    ".svg": "picture that stays sharp at any size",
    ".pdf": "picture or pages for print",
}
"""Ending of a name -> what the file is."""

_EARLIEST = 1980
"""Year before which a ZIP knows no date."""

_READABLE = 0o644 << 16
"""Rights of a member once unpacked: its owner writes, all read."""


def make(files: Mapping[str, bytes], subject: Subject) -> bytes:
    """`files` by name and `manifest.json` as a ZIP: sorted, each dated when the export was made."""
    told = json.dumps(manifest(files, subject), ensure_ascii=False, indent=2) + "\n"
    members = {**files, MANIFEST: told.encode()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(members):
            archive.writestr(_member(name, subject.origin.made), members[name])
    return buffer.getvalue()


def manifest(files: Mapping[str, bytes], subject: Subject) -> dict[str, Any]:
    """What the bundle is, what its words and columns mean, and what each of `files` is.

    `sha256` is hexadecimal, `size` in bytes. Raises KeyError for a kind of file that is not in
    `KINDS`: none goes out that nothing is said of.
    """
    return {
        "event": subject.label,
        "event_id": subject.event_id,
        "said": subject.said(),
        "header": subject.header,
        "findings": dict(subject.findings),
        "files": {
            name: {
                "is": KINDS[PurePosixPath(name).suffix.casefold()],
                "size": len(files[name]),
                "sha256": hashlib.sha256(files[name]).hexdigest(),
            }
            for name in sorted(files)
        },
        "definitions": dict(subject.definitions),
        "columns": tables.described(LONG, subject),
        "limits": subject.limits,
    }


def _member(name: str, made: datetime) -> zipfile.ZipInfo:
    """The entry of a file; the same whatever system writes it."""
    moment = made.astimezone(UTC)
    when = moment.timetuple()[:6] if moment.year >= _EARLIEST else (_EARLIEST, 1, 1, 0, 0, 0)
    entry = zipfile.ZipInfo(name, when)
    entry.create_system = 3  # Unix, in which the rights below are read
    entry.external_attr = _READABLE
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
