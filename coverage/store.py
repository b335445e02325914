"""Snapshots: what a build writes and the app reads. Parquet in, DuckDB out (`snapshot`).

A snapshot is a folder with one Parquet file a table (`records.TABLES`), what its sentences mean
(`language.meanings`) and `manifest.json`. It is never changed once written. `--out DIR` is a link
to the newest one, which lies beside it:

    data/3f0c9a.../      a snapshot, named by the hash of what went into it
    data/current      -> 3f0c9a...

`write` fills a folder nobody looks at, renames it into place and then swaps the link by one
rename: a reader sees the old snapshot or the new one, whole, and so does a build that is killed.
"""

from __future__ import annotations

import json
import re
import shutil
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from coverage.by_event import ROWS_A_PAGE, Layout
from coverage.errors import (
    SnapshotError,
    SnapshotInTheWay,
    SnapshotUnwritable,
)
from coverage.language.meanings import FILE as MEANINGS
from coverage.language.meanings import Meanings
from coverage.records import Report, silent
from coverage.snapshot import MANIFEST, Snapshot, read_manifest

__all__ = [
    "MANIFEST", "N_KEPT", "WAITING", "Snapshot", "check_place", "is_whole", "lock", "point",
    "read_manifest", "write",
]  # fmt: skip

WAITING = "waiting"
"""The stage that `lock` reports while another build has the place."""

N_KEPT = 3
"""Snapshots of one link that stay: sessions that opened an older one can go on reading it."""


_STAGING = re.compile(r"\.[0-9a-f]{16}-[0-9a-f]{8}(?:-damaged)?")
_KILLED_SECONDS = 24 * 3600  # no build writes its tables for a day


def write(
    tables: Mapping[str, pa.Table],
    manifest: Mapping[str, Any],
    out: Path,
    meanings: Meanings | None = None,
) -> Path:
    """Publish one snapshot as `out`; returns the folder that holds it.

    `meanings`: of the sentences, in the order of their table; without, none can be searched by.
    `manifest["snapshot"]` names the folder. Raises SnapshotInTheWay when `out` is something
    else than a link to a snapshot, an empty folder or nothing, SnapshotUnwritable when the
    disk does not let it be written.
    """
    check_place(out)
    folder = out.parent / str(manifest["snapshot"])
    staging = out.parent / f".{folder.name}-{uuid.uuid4().hex[:8]}"
    try:
        staging.mkdir(parents=True)
        layout = Layout(tables)
        for name, table in tables.items():
            rows, order = layout.laid(name, table)
            file = staging / f"{name}.parquet"
            pq.write_table(
                rows,
                file,
                compression="zstd",
                write_page_index=True,
                max_rows_per_page=ROWS_A_PAGE,
            )
            if name == "sentences" and meanings is not None:
                np.save(staging / MEANINGS, meanings if order is None else meanings[order])
        text = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False)
        (staging / MANIFEST).write_text(text + "\n", encoding="utf-8")
        _replace_folder(staging, folder)
        point(out, folder)
    except OSError as error:
        raise _unwritable(out, error) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    _prune(out)
    return folder


def check_place(out: Path) -> None:
    """Raise SnapshotInTheWay unless a snapshot may be written as `out`."""
    is_ours = out.is_symlink() and (not out.exists() or bool(read_manifest(out)))
    if is_ours or not out.exists():
        return
    if out.is_symlink() or not out.is_dir() or any(out.iterdir()):
        msg = f"{out} is there already and is no snapshot of this program; name another --out."
        raise SnapshotInTheWay(msg)


@contextmanager
def lock(out: Path, report: Report = silent) -> Iterator[None]:
    """Let nobody else build what is published as `out`, in any process, and wait for who does.

    Raises SnapshotUnwritable where the place is closed to writing. A process that is killed
    holds no lock.
    """
    file = FileLock(out.with_name(f".{out.name}.lock"))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        try:
            file.acquire(blocking=False)
        except Timeout:
            report(WAITING, 0, 1)
            file.acquire()
            report(WAITING, 1, 1)
    except OSError as error:
        raise _unwritable(out, error) from error
    try:
        yield
    finally:
        file.release()


def _unwritable(out: Path, error: OSError) -> SnapshotUnwritable:
    msg = f"The snapshot cannot be written at {out}: {error.strerror}. Free or choose a place."
    return SnapshotUnwritable(msg)


def _replace_folder(staging: Path, folder: Path) -> None:
    """Move `staging` to `folder`. A whole one that is there already says the same, and stays."""
    if folder.exists() and is_whole(folder):
        return
    if folder.exists():
        folder.rename(staging.with_name(f"{staging.name}-damaged"))
    staging.rename(folder)
    shutil.rmtree(staging.with_name(f"{staging.name}-damaged"), ignore_errors=True)


def point(out: Path, folder: Path) -> None:
    """Make `out` a link to the snapshot `folder` beside it, by one rename over the one before."""
    if out.is_dir() and not out.is_symlink():
        out.rmdir()
    link = out.parent / f".{out.name}-{uuid.uuid4().hex[:8]}"
    link.symlink_to(folder.name, target_is_directory=True)
    link.replace(out)


def _prune(out: Path) -> None:
    """Remove all but the newest `N_KEPT` snapshots published as `out`, and those a link shows.

    What builds left that were killed while writing goes as well, after a day.
    """
    shown = {path.resolve() for path in out.parent.iterdir() if path.is_symlink()}
    mine = [
        path.parent
        for path in out.parent.glob(f"*/{MANIFEST}")
        if not path.parent.is_symlink() and read_manifest(path.parent).get("out") == out.name
    ]
    mine.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in mine[N_KEPT:]:
        if path.resolve() not in shown:
            shutil.rmtree(path, ignore_errors=True)
    for path in out.parent.glob(".*-*"):
        if _STAGING.fullmatch(path.name) and time.time() - path.stat().st_mtime > _KILLED_SECONDS:
            shutil.rmtree(path, ignore_errors=True)


def is_whole(folder: Path) -> bool:
    """Whether a snapshot at `folder` can be opened, with all tables and their columns."""
    try:
        Snapshot(folder).close()
    except SnapshotError:
        return False
    return True
