"""`manifest.toml`: what is known of pages beside their text.

    apart = true               optional: the folder is an input of its own, and no part of one
                               that is given with it inside

    [[page]]
    file = "rt.txt"            the page's file name
    outlet = "RT"
    url = "https://..."        optional
    date = "2022-02-08T00:42"  optional
    original = "000.txt"       the published page that `file` retells
    sha256 = "bbf9..."         of the original's bytes

An entry speaks of the page with its `file` name and of its original, wherever that lies: the
original is known by its bytes. Where both are among the inputs, only the original is read.
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from coverage.errors import InputMissing, InputUnreadable
from coverage.records import Document

NAME = "manifest.toml"


@dataclass(frozen=True, slots=True)
class Entry:
    """One `[[page]]` of a manifest; what it leaves out is `None`."""

    file: str | None
    outlet: str | None
    url: str | None
    date: str | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document and the SHA-256 of the bytes it was read from ("" for a table's row)."""

    document: Document
    sha256: str = ""


def load(path: Path) -> list[Entry]:
    """Entries of the manifest at `path`.

    Raises `InputMissing` where there is none, `InputUnreadable` where it is no such TOML.
    """
    try:
        pages = tomllib.loads(path.read_text(encoding="utf-8")).get("page", [])
    except FileNotFoundError:
        raise InputMissing(f"There is no manifest {path.name}; check the path.") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputUnreadable(
            f"The manifest {path.name} cannot be read ({_short(error)}); mend it or leave it out."
        ) from error
    if not isinstance(pages, list) or not all(isinstance(page, dict) for page in pages):
        raise InputUnreadable(f"The manifest {path.name} has no [[page]] entries; add them.")
    return [_entry(page) for page in pages]


def is_apart(folder: Path) -> bool:
    """Whether the folder's own manifest says `apart = true`; where there is none, it does not."""
    try:
        told = tomllib.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return False  # `load` says what is wrong with one that cannot be read
    return told.get("apart") is True


def _entry(page: dict[str, Any]) -> Entry:
    def value(key: str) -> str | None:
        return str(page[key]).strip() or None if key in page else None

    digest = value("sha256")
    return Entry(
        value("file"), value("outlet"), value("url"), value("date"), digest and digest.lower()
    )


def _short(error: Exception) -> str:
    return error.strerror or "unknown" if isinstance(error, OSError) else str(error)


def apply(loaded: Sequence[Loaded], entries: Iterable[Entry]) -> list[Loaded]:
    """`loaded` with what `entries` say of it, less each page whose original is there too.

    What a document already says of itself (a table's columns) stays.
    """
    known = list(entries)
    present = {item.sha256 for item in loaded if item.sha256}
    named: dict[str, Entry] = {}
    for entry in known:
        if entry.file:
            named.setdefault(entry.file, entry)
    originals = {entry.sha256: entry for entry in known if entry.sha256}
    kept = []
    for item in loaded:
        original = originals.get(item.sha256)
        abstract = None if original else _by_name(item, named)
        if abstract is not None and abstract.sha256 in present:
            continue
        told = original or abstract
        kept.append(item if told is None else _told(item, told))
    return kept


def _by_name(item: Loaded, named: dict[str, Entry]) -> Entry | None:
    if not item.sha256:
        return None
    source_id = item.document.source_id
    return named.get(source_id) or named.get(PurePosixPath(source_id).name)


def _told(item: Loaded, entry: Entry) -> Loaded:
    document = dataclasses.replace(
        item.document,
        outlet=item.document.outlet or entry.outlet,
        url=item.document.url or entry.url,
        published=item.document.published or entry.date,
    )
    return dataclasses.replace(item, document=document)
