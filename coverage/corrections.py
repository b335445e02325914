"""What analysts corrected: an append-only log in SQLite beside the snapshots.

    data/current.corrections.sqlite      of the snapshots published as data/current

A row is an edit (`edits.Edit`): who, when, what, why. Undoing and redoing add rows as well;
triggers refuse to change or delete one.

Two people at once: whoever writes says which rows they had seen. Where another person has since
corrected the same article, pair or claim, nothing is written and the second is told what the first
did.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coverage.edit_rows import edit_of
from coverage.edits import COLUMNS, Change, Edit, Kind, touches
from coverage.edits_told import in_words
from coverage.errors import CorrectionOvertaken, CorrectionsUnreadable, SnapshotUnwritable

_SCHEMA = """
CREATE TABLE IF NOT EXISTS log (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, edit_id TEXT NOT NULL UNIQUE, at TEXT NOT NULL,
    who TEXT NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL, about TEXT NOT NULL,
    value TEXT NOT NULL, why TEXT NOT NULL
);
CREATE TRIGGER IF NOT EXISTS stays BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'rows of the log are never changed'); END;
CREATE TRIGGER IF NOT EXISTS remains BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'rows of the log are never deleted'); END;
"""
_ALL = f"SELECT seq, {', '.join(COLUMNS)} FROM log ORDER BY seq"  # noqa: S608
_INSERT = f"""INSERT INTO log ({", ".join(COLUMNS)}, edit_id)
VALUES ({", ".join("?" for _ in COLUMNS)}, ?)"""  # noqa: S608

_BUSY_SECONDS = 10  # how long a writer waits for another one


def place(out: Path) -> Path:
    """Where the corrections of the snapshots published as `out` are kept."""
    return out.with_name(f"{out.name}.corrections.sqlite")


class Log:
    """The log in `file`, which is made when first written.

    Each call opens it anew, so that threads and processes may share it. Raises
    CorrectionsUnreadable where it is no such log, SnapshotUnwritable where it cannot be written.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def rows(self) -> list[Edit]:
        """All rows in the order they were written; none where there is no file."""
        if not self._file.exists():
            return []
        try:
            with closing(_open_to_read(self._file)) as connection:
                return _rows(connection)
        except (sqlite3.Error, ValueError) as error:
            raise self._unreadable(error) from error

    def add(self, changes: Sequence[Change], who: str, why: str, seen: int) -> list[Edit]:
        """Write `changes` at one time, all or none.

        `seen`: `seq` of the last row that their author had seen, 0 for none. Raises
        CorrectionOvertaken where what they touch was corrected after it.
        """
        with self._writing() as (connection, known):
            _check(known, changes, seen)
            at = _next_time(known)
            edits = [Edit(0, at, who, c.kind, c.target, c.about, c.value, why) for c in changes]
            return _write(connection, edits)

    def turn(self, edits: Sequence[Edit], kind: Kind, who: str, seen: int) -> list[Edit]:
        """Undo or redo `edits`, as `add` writes."""
        with self._writing() as (connection, known):
            _check(known, edits, seen)
            at = _next_time(known)
            turned = [Edit(0, at, who, kind, edit.edit_id, edit.about, {}, "") for edit in edits]
            return _write(connection, turned)

    def take_in(self, edits: Iterable[Edit]) -> int:
        """Add the rows that are not here yet, as they are; returns their number."""
        with self._writing() as (connection, known):
            ids = {edit.edit_id for edit in known}
            return len(_write(connection, [edit for edit in edits if edit.edit_id not in ids]))

    @contextmanager
    def _writing(self) -> Iterator[tuple[sqlite3.Connection, list[Edit]]]:
        """A transaction in which nobody else writes, and the rows before it."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(_open_to_write(self._file)) as connection:
                yield connection, _rows(connection)
                connection.execute("COMMIT")
        except (OSError, sqlite3.OperationalError) as error:
            raise SnapshotUnwritable(
                f"The correction cannot be kept in {self._file.name} ({error}); "
                "free the disk or open it to writing."
            ) from error
        except (sqlite3.Error, ValueError) as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: Exception) -> CorrectionsUnreadable:
        return CorrectionsUnreadable(
            f"The corrections in {self._file.name} cannot be read ({error}); "
            "put a copy in its place or move it away."
        )


def _open_to_read(file: Path) -> sqlite3.Connection:
    """Where SQLite may put nothing beside it, the log is read as a file at rest."""
    uri = file.absolute().as_uri()
    connection = sqlite3.connect(f"{uri}?mode=ro", uri=True, timeout=_BUSY_SECONDS)
    try:
        _rows(connection)
    except sqlite3.OperationalError:
        connection.close()
        return sqlite3.connect(f"{uri}?immutable=1", uri=True)
    return connection


def _open_to_write(file: Path) -> sqlite3.Connection:
    """A connection inside a transaction that bars other writers."""
    connection = sqlite3.connect(file, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(_SCHEMA)
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _rows(connection: sqlite3.Connection) -> list[Edit]:
    """All rows, none where there is no table yet. Raises ValueError for one that cannot be."""
    tables = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'log'").fetchall()
    found = connection.execute(_ALL).fetchall() if tables else []
    return [edit_of(seq, told) for seq, *told in found]


def _write(connection: sqlite3.Connection, edits: Iterable[Edit]) -> list[Edit]:
    written = []
    for edit in edits:
        cursor = connection.execute(_INSERT, (*edit.told(), edit.edit_id))
        written.append(replace(edit, seq=cursor.lastrowid or 0))
    return written


def _next_time(known: Sequence[Edit]) -> datetime:
    """Now, but later than every row: time is what orders edits, and clocks are put back."""
    latest = max((edit.at for edit in known), default=datetime.min.replace(tzinfo=UTC))
    return max(datetime.now(UTC), latest + timedelta(microseconds=1))


def _check(known: Sequence[Edit], wanted: Iterable[Edit | Change], seen: int) -> None:
    """Raise CorrectionOvertaken where rows after `seen` touch what is wanted to be changed."""
    targets = frozenset[str]().union(*map(touches, wanted))
    by_id = {edit.edit_id: edit for edit in known}
    later = [
        f"{edit.who} {in_words(edit, by_id)}"
        for edit in known
        if edit.seq > seen and touches(by_id.get(edit.target, edit)) & targets
    ]
    if later:
        raise CorrectionOvertaken(f"Meanwhile {'; '.join(later)}. Apply again to overrule it.")
