"""Presentations: views that an analyst picked, in order, each with a sentence; kept in SQLite.

    data/current.presentations.sqlite    of the snapshots published as data/current

A row is a presentation as it was at one time, its revision; none is changed or deleted, so that
every step can be undone. Two people at once: whoever writes names the revision they had seen, and
where another one stands by then, the second is told and nothing is lost.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coverage.errors import (
    PresentationOvertaken,
    PresentationsUnreadable,
    PresentationsUnwritable,
)

NAME = "Presentation"
"""What the first one is called until it is given another name."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS presentations (
    presentation_id TEXT NOT NULL, revision INTEGER NOT NULL, state INTEGER NOT NULL,
    at TEXT NOT NULL, name TEXT NOT NULL, slides TEXT NOT NULL, is_removed INTEGER NOT NULL,
    PRIMARY KEY (presentation_id, revision)
)
"""
_NEWEST = """SELECT presentation_id, revision, state, name, slides, is_removed
FROM presentations JOIN (
    SELECT presentation_id, max(revision) AS revision FROM presentations GROUP BY presentation_id
) USING (presentation_id, revision)
JOIN (SELECT presentation_id, min(at) AS begun FROM presentations GROUP BY presentation_id)
USING (presentation_id) ORDER BY begun, presentation_id"""

_BUSY_SECONDS = 10  # how long a writer waits for another one


@dataclass(frozen=True, slots=True)
class Slide:
    """A picked view: what it shows (`kind`), of what (`selection`), and the sentence given to it.

    `selection`: fields of a view's address. `about`: what its event is called, for when a later
    snapshot has no event of that id.
    """

    kind: str
    selection: Mapping[str, str]
    about: str = ""
    sentence: str = ""
    slide_id: str = field(default_factory=lambda: uuid.uuid4().hex[:12])


@dataclass(frozen=True, slots=True)
class Presentation:
    """Slides in order. `revision`: 0 for one never kept, else counted from 1."""

    name: str = NAME
    slides: tuple[Slide, ...] = ()
    presentation_id: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    revision: int = 0
    can_undo: bool = False
    is_removed: bool = False

    def with_slide(self, slide: Slide) -> Presentation:
        """With `slide` as the last one, or in the place of the one of its id."""
        if slide.slide_id not in {s.slide_id for s in self.slides}:
            return replace(self, slides=(*self.slides, slide))
        slides = [slide if s.slide_id == slide.slide_id else s for s in self.slides]
        return replace(self, slides=tuple(slides))

    def without(self, slide_id: str) -> Presentation:
        """Without a slide."""
        return replace(self, slides=tuple(s for s in self.slides if s.slide_id != slide_id))

    def moved(self, slide_id: str, steps: int) -> Presentation:
        """With a slide `steps` places later, earlier where negative, at most to an end."""
        slides = list(self.slides)
        place = [s.slide_id for s in slides].index(slide_id)
        slide = slides.pop(place)
        slides.insert(min(max(place + steps, 0), len(slides)), slide)
        return replace(self, slides=tuple(slides))


def place(out: Path) -> Path:
    """Where the presentations of the snapshots published as `out` are kept."""
    return out.with_name(f"{out.name}.presentations.sqlite")


class Shelf:
    """The presentations in `file`, which is made when first written.

    Each call opens it anew, so that threads and processes may share it. Raises
    PresentationsUnreadable where it is no such file, PresentationsUnwritable where it cannot be
    written.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def all(self) -> list[Presentation]:
        """Those not removed, the first begun first; none where there is no file."""
        return [known for known in self._newest() if not known.is_removed]

    def removed(self) -> list[Presentation]:
        """Those that were removed, which can be undone; the first begun first."""
        return [known for known in self._newest() if known.is_removed]

    def get(self, presentation_id: str) -> Presentation | None:
        """One of them, also where it is removed; `None` where there is none of this id."""
        found = (k for k in self._newest() if k.presentation_id == presentation_id)
        return next(found, None)

    def keep(self, wanted: Presentation) -> Presentation:
        """Keep `wanted` as the next revision after the one it was made of; returns it as kept.

        Raises PresentationOvertaken where another revision has been kept since.
        """
        with self._writing() as connection:
            revision = self._revision(connection, wanted) + 1
            _write(connection, wanted, revision, revision)
        return replace(wanted, revision=revision, can_undo=revision > 1)

    def add(self, presentation_id: str, slide: Slide) -> Presentation:
        """Put `slide` at the end of a presentation, of a new one where there is none of this id.

        Nobody's change is in the way of it.
        """
        while True:
            known = self.get(presentation_id) or Presentation(presentation_id=presentation_id)
            try:
                return self.keep(replace(known, is_removed=False).with_slide(slide))
            except PresentationOvertaken:
                continue

    def undo(self, shown: Presentation) -> Presentation:
        """Go back by one step from what is `shown`; returns what stands then.

        Raises PresentationOvertaken as `keep` does.
        """
        with self._writing() as connection:
            revision = self._revision(connection, shown)
            row = _step_before(connection, shown.presentation_id, revision)
            if row is None:
                return shown
            before = _presentation(row)
            _write(connection, before, revision + 1, int(row[2]))
        return self.get(shown.presentation_id) or before

    def _newest(self) -> list[Presentation]:
        if not self._file.exists():
            return []
        try:
            with closing(sqlite3.connect(self._file, timeout=_BUSY_SECONDS)) as connection:
                rows = connection.execute(_NEWEST).fetchall() if _is_there(connection) else []
            return [_presentation(row) for row in rows]
        except (sqlite3.Error, ValueError, TypeError, KeyError) as error:
            raise self._unreadable(error) from error

    def _revision(self, connection: sqlite3.Connection, shown: Presentation) -> int:
        """The newest revision, if it is that which is `shown`."""
        found = connection.execute(
            "SELECT max(revision) FROM presentations WHERE presentation_id = ?",
            (shown.presentation_id,),
        ).fetchone()
        newest = int(found[0] or 0)
        if newest != shown.revision:
            msg = f"“{shown.name}” was changed elsewhere meanwhile; here it is as it stands now."
            raise PresentationOvertaken(msg)
        return newest

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction in which nobody else writes."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(
                sqlite3.connect(self._file, timeout=_BUSY_SECONDS, isolation_level=None)
            ) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute(_SCHEMA)
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
        except (OSError, sqlite3.OperationalError) as error:
            raise PresentationsUnwritable(
                f"The presentation cannot be kept in {self._file.name} ({error}); "
                "free the disk or open it to writing."
            ) from error
        except (sqlite3.Error, ValueError, TypeError, KeyError) as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: Exception) -> PresentationsUnreadable:
        return PresentationsUnreadable(
            f"The presentations in {self._file.name} cannot be read ({error}); "
            "put a copy in its place or move it away."
        )


def _is_there(connection: sqlite3.Connection) -> bool:
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'presentations'")
    return found.fetchone() is not None


def _step_before(
    connection: sqlite3.Connection, presentation_id: str, revision: int
) -> Sequence[Any] | None:
    """The row that was current before the step that `revision` shows; `None` at the first.

    `state` is the revision whose content a row has: its own, or an earlier one after an undo.
    """
    columns = "presentation_id, revision, state, name, slides, is_removed"
    one = f"SELECT {columns} FROM presentations WHERE presentation_id = ? AND revision = ?"  # noqa: S608
    now = connection.execute(one, (presentation_id, revision)).fetchone()
    if now is None or now[2] <= 1:
        return None
    row: Sequence[Any] | None = connection.execute(one, (presentation_id, now[2] - 1)).fetchone()
    return row


def _presentation(row: Sequence[Any]) -> Presentation:
    """A row as a presentation. Raises ValueError, TypeError or KeyError for one that is none."""
    presentation_id, revision, state, name, slides, is_removed = row
    return Presentation(
        name=str(name),
        slides=tuple(
            Slide(
                kind=str(told["kind"]),
                selection={str(key): str(value) for key, value in dict(told["selection"]).items()},
                about=str(told["about"]),
                sentence=str(told["sentence"]),
                slide_id=str(told["slide_id"]),
            )
            for told in json.loads(slides)
        ),
        presentation_id=str(presentation_id),
        revision=int(revision),
        can_undo=int(state) > 1,
        is_removed=bool(is_removed),
    )


def _write(connection: sqlite3.Connection, wanted: Presentation, revision: int, state: int) -> None:
    slides = json.dumps([asdict(slide) for slide in wanted.slides], ensure_ascii=False)
    at = datetime.now(UTC).isoformat()
    told = (wanted.presentation_id, revision, state, at, wanted.name, slides, wanted.is_removed)
    connection.execute(f"INSERT INTO presentations VALUES ({','.join('?' * 7)})", told)  # noqa: S608
