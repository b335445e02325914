"""All exports in one ZIP."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coverage.exports import bundle
from tests.exports.event_of_tables import subject

FILES = {"bridge.xlsx": b"PK sheets", "bridge.csv": b"claim\n", "pictures/matrix.png": b"\x89PNG"}


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def test_every_file_is_told_of_and_as_it_was() -> None:
    """The manifest lets a reader check that what was sent is what arrived."""
    archive = opened(bundle.make(FILES, subject()))
    assert archive.namelist() == sorted([*FILES, "manifest.json"])
    assert archive.testzip() is None
    told = json.loads(archive.read("manifest.json"))
    assert set(told["files"]) == set(FILES)
    for name, entry in told["files"].items():
        data = archive.read(name)
        assert data == FILES[name]
        assert entry["size"] == len(data)
        assert entry["sha256"] == hashlib.sha256(data).hexdigest()
        assert entry["is"]


def test_the_manifest_says_what_the_bundle_is() -> None:
    event = subject()
    told = json.loads(opened(bundle.make({}, event)).read("manifest.json"))
    assert told["said"] == list(event.said())
    assert told["definitions"] == dict(event.definitions)
    assert told["limits"] == list(event.limits)
    assert told["columns"]["share"] == event.definitions["share"]


def test_the_same_files_give_the_same_bytes() -> None:
    """In whatever order they come; each is dated when the export was made."""
    turned = dict(reversed(FILES.items()))
    assert bundle.make(FILES, subject()) == bundle.make(turned, subject())
    entries = opened(bundle.make(FILES, subject())).infolist()
    assert {entry.date_time for entry in entries} == {(2031, 5, 9, 8, 30, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o644}


def test_no_date_is_too_early() -> None:
    """A ZIP knows none before 1980."""
    event = subject()
    early = replace(event, origin=replace(event.origin, made=datetime(1970, 1, 1, tzinfo=UTC)))
    assert opened(bundle.make({}, early)).infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


def test_no_file_goes_out_that_nothing_is_said_of() -> None:
    with pytest.raises(KeyError, match=r"\.exe"):
        bundle.make({"setup.exe": b"MZ"}, subject())
