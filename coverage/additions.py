"""Pages added in the app: kept beside the snapshots as they came, and read by every build.

    data/current.added/          what was added to the snapshots published as data/current
        3f0c9a.../               one addition, named by the hash of what was added
            story.html           the file as it was dropped, or the text as it was pasted
            .about.toml          who added it and when, and what was said of it
        77ab01....out/           one that was taken out; it can be put back

An addition lies there whole or not at all, and is never changed. `read` reads all that are in
use; `inputs` puts them to what else a build reads.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tomllib
import unicodedata
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from coverage.errors import InputError, SnapshotUnwritable
from coverage.reading import sources
from coverage.reading.archives import ARCHIVES
from coverage.reading.columns import ColumnMissing
from coverage.reading.rows import READERS
from coverage.records import Document, Rejected, content_id

ENDINGS = tuple(sorted({*sources.PAGES, *READERS, *ARCHIVES, ".gz"}))
"""Endings of the files that can be read."""

_ABOUT = ".about.toml"
_OUT = ".out"
_LONGEST_STEM, _LONGEST_ENDING = 180, 60  # bytes; file systems take 255 bytes


@dataclass(frozen=True, slots=True)
class Addition:
    """One file, as it was added. `is_used`: it was not taken out again."""

    addition_id: str
    file: Path
    by: str
    at: datetime | None  # null where the file beside it does not say
    is_used: bool

    @property
    def name(self) -> str:
        """The file's name, which is the id of its page."""
        return self.file.name


def place(out: Path) -> Path:
    """Where the additions to the snapshots published as `out` are kept."""
    return out.with_name(f"{out.name}.added")


def add(
    out: Path,
    name: str,
    content: bytes,
    by: str,
    outlet: str | None = None,
    url: str | None = None,
    date: str | None = None,
) -> Addition:
    """Keep a file; the same one again changes nothing, one that was taken out is put back.

    `outlet`, `url` and `date` (as `stamps.parse` reads it) are said of a page, not of a table.
    Raises SnapshotUnwritable where it cannot be kept.
    """
    name = safe_name(name)
    said = {"file": name, "outlet": outlet, "url": url, "date": date}
    addition_id = content_id(hashlib.sha256(content).hexdigest(), *said.values())
    folder = place(out) / addition_id
    if not folder.exists():
        _keep(folder, name, content, _about(by, said))
    return _described(folder)


def _keep(folder: Path, name: str, content: bytes, about: str) -> None:
    """Fill a folder that nobody reads, then rename it into place."""
    staging = folder.with_name(f".{uuid.uuid4().hex[:8]}")
    former = folder.with_name(f"{folder.name}{_OUT}")
    try:
        if former.exists():
            former.rename(folder)
            return
        staging.mkdir(parents=True)
        (staging / name).write_bytes(content)
        (staging / _ABOUT).write_text(about, encoding="utf-8")
        staging.rename(folder)
    except OSError as error:
        if not folder.exists():  # it does where somebody else was quicker with the same file
            msg = f"{name} cannot be kept beside the snapshot: {error.strerror}."
            raise SnapshotUnwritable(f"{msg} Free or choose a place.") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _about(by: str, said: Mapping[str, str | None]) -> str:
    """The TOML beside a file; a string of JSON is one of TOML once control characters are gone."""
    top = {"by": by, "at": datetime.now(UTC).isoformat(timespec="seconds")}
    lines = [f"{key} = {_quoted(value)}" for key, value in top.items()]
    lines += ["", "[[page]]"]
    lines += [f"{key} = {_quoted(value)}" for key, value in said.items() if value]
    return "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    return json.dumps(_printable(value), ensure_ascii=False)


def _printable(text: str) -> str:
    """`text` on one line, without control characters and halves of characters."""
    kept = (c if unicodedata.category(c) not in {"Cc", "Cs", "Zl", "Zp"} else " " for c in text)
    return " ".join("".join(kept).split())


def safe_name(name: str) -> str:
    """A file's name without a path, hidden beginnings and control characters; never empty."""
    last = PurePosixPath(_printable(name).replace("\\", "/")).name.lstrip(". ")
    ending = "".join(PurePosixPath(last).suffixes[-2:])
    ending = ending if len(ending.encode()) <= _LONGEST_ENDING else PurePosixPath(last).suffix
    ending = ending if len(ending.encode()) <= _LONGEST_ENDING else ""
    stem = last.removesuffix(ending).encode()[:_LONGEST_STEM].decode(errors="ignore").rstrip()
    return f"{stem or 'page'}{ending}"


def take_out(out: Path, addition_id: str) -> None:
    """Let builds no longer read an addition. One that is out already stays out."""
    _move(place(out) / addition_id, f"{addition_id}{_OUT}")


def put_back(out: Path, addition_id: str) -> None:
    """Let builds read an addition again that was taken out."""
    _move(place(out) / f"{addition_id}{_OUT}", addition_id)


def _move(folder: Path, name: str) -> None:
    try:
        folder.rename(folder.with_name(name))
    except FileNotFoundError:
        return  # somebody else did it before
    except OSError as error:
        msg = f"What was added cannot be changed: {error.strerror}. Free or choose a place."
        raise SnapshotUnwritable(msg) from error


def listed(out: Path) -> list[Addition]:
    """All additions, those taken out too, by name."""
    folders = [path.parent for path in place(out).glob(f"*/{_ABOUT}")]
    found = [_described(folder) for folder in folders if _has_file(folder)]
    return sorted(found, key=lambda one: (one.name, one.addition_id))


def _has_file(folder: Path) -> bool:
    return not folder.name.startswith(".") and _file(folder) is not None


def _file(folder: Path) -> Path | None:
    return next((path for path in folder.iterdir() if not path.name.startswith(".")), None)


def _described(folder: Path) -> Addition:
    try:
        about = tomllib.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        at = datetime.fromisoformat(str(about["at"]))
    except (OSError, ValueError, KeyError):
        about, at = {}, None
    return Addition(
        addition_id=folder.name.removesuffix(_OUT),
        file=_file(folder) or folder,
        by=str(about.get("by", "")),
        at=at,
        is_used=not folder.name.endswith(_OUT),
    )


def read(
    out: Path, columns: Mapping[str, str] | None = None
) -> dict[str, list[Document | Rejected]]:
    """Addition -> what it holds, by the names of the files; `columns` as in `sources.read`.

    A file that as a whole cannot be read is one rejected page with its reason.
    """
    found: dict[str, list[Document | Rejected]] = {}
    for addition in listed(out):
        if addition.is_used:
            found[addition.addition_id] = _read(addition, columns)
    return found


def _read(addition: Addition, columns: Mapping[str, str] | None) -> list[Document | Rejected]:
    try:
        about = addition.file.with_name(_ABOUT)
        documents, rejected = sources.read([addition.file], about, columns)
    except InputError as error:
        return [Rejected(addition.name, _reason(error))]
    if not documents and not rejected:
        return [Rejected(addition.name, "The file holds no page.")]
    return [*documents, *rejected]


def _reason(error: InputError) -> str:
    """Why a file cannot be read, with advice for the app rather than for the command line."""
    what = str(error).partition(";")[0]
    if isinstance(error.__cause__, ColumnMissing):
        return f"{what}; call one of them text and add the file again."
    return f"{what}."
