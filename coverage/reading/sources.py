"""Files, folders, tables and archives -> documents. The only module of this stage that reads files.

An input is a folder, read through in the order of its names but for folders in it that a manifest
sets apart (`manifests`), or one file: a flattened page (`.txt`, `.pdf`), HTML (`.html`, `.htm`), a
table (`rows.READERS` lists the endings) or a web archive (`.warc`); each may be packed (`.gz`).
What cannot be used is rejected with a reason; only an input that as a whole cannot be used raises.
"""

from __future__ import annotations

import dataclasses
import gzip
import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coverage.errors import InputMissing, InputUnreadable
from coverage.reading import manifests
from coverage.reading.archives import ARCHIVES, read_archive
from coverage.reading.columns import ColumnMissing
from coverage.reading.decoding import MAX_BYTES, NotText, decode
from coverage.reading.manifests import Loaded
from coverage.reading.pdfs import read_pdf
from coverage.reading.rows import MAX_TABLE_BYTES, READERS
from coverage.reading.tables import read_table
from coverage.records import Document, Form, Rejected

PAGES = {".txt": Form.PAGE, ".html": Form.HTML, ".htm": Form.HTML, ".pdf": Form.PAGE}
SILENT = frozenset({".md", ".toml"})
"""Endings of files that lie beside pages and are passed over without a word."""

_ENDINGS = ".txt, .html, .pdf, .csv, .tsv, .jsonl, .json, .parquet, .xlsx or .warc"


@dataclass(frozen=True, slots=True)
class _File:
    """A file to read. `name`: its path inside the input, which is its id."""

    path: Path
    name: str
    is_named: bool  # given directly, not found in a folder


def read(
    inputs: Sequence[Path],
    manifest: Path | None = None,
    columns: Mapping[str, str] | None = None,
) -> tuple[list[Document], list[Rejected]]:
    """All documents of `inputs`, in their order, and what was rejected.

    `manifest` adds to those found in the folders (see `manifests`); `columns` names columns of
    tables that go by no usual name (see `columns.parse`). Raises `InputMissing` for a
    path that does not exist and a folder without a readable page, `InputUnreadable` for a file
    given directly that cannot be opened, unpacked or read, or is a table without articles.
    """
    entries = [] if manifest is None else manifests.load(manifest)
    loaded: list[Loaded] = []
    rejected: list[Rejected] = []
    for given in inputs:
        files, own_entries = _files(Path(given))
        entries += own_entries
        documents, refused = _apart(_read_files(files, columns or {}))
        if not documents and Path(given).is_dir():
            raise InputMissing(
                f"The folder {Path(given).name} holds nothing that can be read; "
                f"put files ending in {_ENDINGS} into it."
            )
        loaded += documents
        rejected += refused
    kept, copies = _without_copies(_with_own_ids(manifests.apply(loaded, entries)))
    return [item.document for item in kept], rejected + copies


def _apart(
    items: Iterable[Loaded | Rejected],
) -> tuple[list[Loaded], list[Rejected]]:
    loaded: list[Loaded] = []
    rejected: list[Rejected] = []
    for item in items:
        if isinstance(item, Loaded):
            loaded.append(item)
        else:
            rejected.append(item)
    return loaded, rejected


def _files(given: Path) -> tuple[list[_File], list[manifests.Entry]]:
    """Files of one input, and the entries of the manifests in it."""
    if not given.exists():
        raise InputMissing(f"There is no file or folder {given.name}; check the path.")
    if not given.is_dir():
        return [_File(given, given.name, is_named=True)], []
    files, entries = [], []
    for path in _walk(given):
        if path.name == manifests.NAME:
            entries += manifests.load(path)
        elif path.suffix.lower() not in SILENT and not path.name.startswith("README."):
            files.append(_File(path, path.relative_to(given).as_posix(), is_named=False))
    return files, entries


def _walk(folder: Path) -> list[Path]:
    """Files under `folder` in the order of their paths, none hidden, set apart or outside of it."""
    root = folder.resolve()
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if _is_walked(Path(place, name)))
        for name in names:
            path = Path(place, name)
            is_inside = path.resolve().is_relative_to(root)
            if not name.startswith(".") and is_inside and path.is_file():
                found.append(path)
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def _is_walked(folder: Path) -> bool:
    return not folder.name.startswith(".") and not manifests.is_apart(folder)


def _read_files(files: Iterable[_File], columns: Mapping[str, str]) -> Iterator[Loaded | Rejected]:
    for file in files:
        try:
            yield from _read_file(file, columns)
        except ColumnMissing as error:
            if file.is_named:
                raise InputUnreadable(str(error)) from error
            yield Rejected(file.name, str(error))
        except NotText as error:
            if file.is_named and _kind(file.path) not in PAGES:
                raise InputUnreadable(_unreadable(file, str(error))) from error
            yield Rejected(file.name, f"The file is {error}.")
        except (OSError, EOFError, zlib.error) as error:
            reason = "packed wrongly" if _is_packed(file.path) else "not open to you"
            if file.is_named:
                raise InputUnreadable(_unreadable(file, reason)) from error
            yield Rejected(file.name, f"The file cannot be opened: it is {reason}.")


def _unreadable(file: _File, reason: str) -> str:
    return f"{file.name} cannot be read, it is {reason}; give a file ending in {_ENDINGS}."


def _read_file(file: _File, columns: Mapping[str, str]) -> Iterator[Loaded | Rejected]:
    kind = _kind(file.path)
    if kind in READERS:
        yield from read_table(file.name, kind, _bytes(file.path, MAX_TABLE_BYTES), columns)
        return
    if kind in ARCHIVES:
        with file.path.open("rb") as stream:
            yield from read_archive(file.name, stream)
        return
    if kind not in PAGES:
        raise NotText(f"of a kind that is not read ({kind or 'no ending'})")
    raw = _bytes(file.path, MAX_BYTES)
    text = read_pdf(raw) if kind == ".pdf" else decode(raw)
    document = Document(file.name, PAGES[kind], text)
    yield Loaded(document, hashlib.sha256(raw).hexdigest())


def _bytes(path: Path, limit: int) -> bytes:
    """The file's bytes, unpacked, and never more than one above `limit`."""
    if _is_packed(path):
        with gzip.open(path) as packed:
            return packed.read(limit + 1)
    with path.open("rb") as plain:
        return plain.read(limit + 1)


def _is_packed(path: Path) -> bool:
    return path.suffix.lower() == ".gz"


def _kind(path: Path) -> str:
    """Ending that tells how to read the file, in lower case, without that of the packing."""
    return (path.with_suffix("") if _is_packed(path) else path).suffix.lower()


def _with_own_ids(loaded: Iterable[Loaded]) -> list[Loaded]:
    """`loaded` with a number behind each id that was there before."""
    seen: dict[str, int] = {}
    numbered = []
    for item in loaded:
        source_id = item.document.source_id
        seen[source_id] = seen.get(source_id, 0) + 1
        if seen[source_id] > 1:
            own = dataclasses.replace(item.document, source_id=f"{source_id}#{seen[source_id]}")
            item = dataclasses.replace(item, document=own)  # noqa: PLW2901
        numbered.append(item)
    return numbered


def _without_copies(loaded: Iterable[Loaded]) -> tuple[list[Loaded], list[Rejected]]:
    """The first of each page, and the pages that are the same byte for byte, rejected.

    Rows of a table are the same only with the same outlet and title: that two outlets print one
    text is a finding.
    """
    first: dict[tuple[str | None, ...], str] = {}
    kept, copies = [], []
    for item in loaded:
        document = item.document
        key = (item.sha256,) if item.sha256 else (document.outlet, document.title, document.content)
        if key in first:
            reason = f"The page is the same as {first[key]}, byte for byte."
            copies.append(Rejected(document.source_id, reason))
        else:
            first[key] = document.source_id
            kept.append(item)
    return kept, copies
