"""A snapshot that is open for reading: its tables in SQL, whole, corrected, or of one event alone.

Every table is a view of its Parquet file. A question about one event goes to `of_event`, which has
that event's rows in memory; so it takes milliseconds however large the snapshot is.
"""

from __future__ import annotations

import copy
import json
import os
import re
import threading
from collections import OrderedDict
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Self, cast

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from coverage.by_event import KEYS, NUMBER, EventRows, laid
from coverage.errors import SnapshotDamaged, SnapshotMissing
from coverage.language.meanings import FILE as MEANINGS
from coverage.language.meanings import Meanings
from coverage.records import TABLES, content_id, schema

MANIFEST = "manifest.json"

N_EVENTS = 60
"""Events whose rows stay in memory for whoever asks next: some 200 KB each, large ones 10 MB."""

_WORD = re.compile(r"\w+")


def read_manifest(folder: Path) -> dict[str, Any]:
    """`manifest.json` of a snapshot, or an empty dict where there is none to read."""
    file = folder / MANIFEST
    try:
        stat = file.stat()
        return dict(_manifest(os.path.realpath(file), stat.st_mtime_ns, stat.st_size))
    except (OSError, ValueError):
        return {}


@lru_cache(maxsize=16)
def _manifest(file: str, changed: int, size: int) -> dict[str, Any]:
    """What stands in the file, read once: it names every page, and each run asks for it."""
    manifest = json.loads(Path(file).read_text(encoding="utf-8"))
    return manifest if isinstance(manifest, dict) else {}


class Snapshot:
    """A snapshot open for reading; may be shared between threads.

    Raises SnapshotMissing when there is none at `path`, SnapshotDamaged when a table is missing
    or lacks a column.
    """

    def __init__(self, path: Path) -> None:
        self.path = Path(os.path.realpath(path))
        self.manifest = read_manifest(self.path)
        if not self.manifest:
            msg = f"There is no snapshot at {path}. Make one: python -m coverage build INPUT --out"
            raise SnapshotMissing(f"{msg} {path}")
        self._connection = duckdb.connect(":memory:")
        self._connection.execute("SET TimeZone = 'UTC'; SET parquet_metadata_cache = true")
        self._instead: dict[str, pa.Table] = {}
        self._changed: Mapping[str, Mapping[str, pa.Table]] = {}
        self._own: EventRows | None = None  # of the events that all is about, if it is of some
        self._whole: Snapshot | None = None  # what it was narrowed from
        self._kept: OrderedDict[str, EventRows] = OrderedDict()
        self._lock = threading.Lock()
        self.content = str(self.path)  # other where other tables stand instead: a key for caches
        for name in TABLES:
            self._open(name)

    @property
    def snapshot_id(self) -> str:
        """Name of the snapshot: the hash of what went into it."""
        return str(self.manifest["snapshot"])

    def _open(self, name: str) -> None:
        """Make the table `name` a view of its Parquet file."""
        file = self.path / f"{name}.parquet"
        wanted = {*schema(TABLES[name]).names, *([NUMBER] if name in KEYS else [])}
        try:
            missing = wanted - set(pq.read_schema(file).names)
        except (OSError, pa.ArrowInvalid) as error:
            msg = f"The snapshot's table {name} cannot be read; build the snapshot again."
            raise SnapshotDamaged(msg) from error
        if missing:
            msg = f"The snapshot's table {name} lacks {', '.join(sorted(missing))}; build it again."
            raise SnapshotDamaged(msg)
        rows = self._connection.read_parquet(str(file))
        if name in KEYS:
            rows.create_view(laid(name))
            rows = rows.project(f"* EXCLUDE ({NUMBER})")
        rows.create_view(name)

    def query(self, sql: str, *parameters: Any) -> pd.DataFrame:
        """Rows of a SQL query over the tables; values only through `?` and `parameters`.

        One mapping instead of several values: by their names, `$name`.
        """
        names = TABLES.keys() & set(_WORD.findall(sql))
        if self._own is None or names & self._instead.keys():
            return self._answer(sql, parameters, names)
        answers, asked = self._own.answers, (sql, repr(parameters))
        if asked not in answers:
            answers[asked] = self._answer(sql, parameters, names)
        return answers[asked].copy(deep=False)  # whose changes pandas keeps apart

    def _answer(self, sql: str, parameters: tuple[Any, ...], names: set[str]) -> pd.DataFrame:
        is_named = len(parameters) == 1 and isinstance(parameters[0], Mapping)
        with self._connection.cursor() as cursor:
            for name in names:
                self._stand_in(cursor, name)
            return cursor.execute(sql, parameters[0] if is_named else parameters).df()

    def _stand_in(self, cursor: duckdb.DuckDBPyConnection, name: str) -> None:
        """Put what stands for the table `name` before its file, for this cursor alone."""
        table = self._in_memory(name)
        if table is not None:
            cursor.register(name, table)
            return
        new = [tables[name] for tables in self._changed.values() if name in tables]
        if not new:
            return
        numbers = EventRows(self._connection, self._changed).numbers
        cursor.register(f"new_{name}", pa.concat_tables(new))
        cursor.execute(
            f"""CREATE TEMP VIEW {name} AS
                SELECT * EXCLUDE ({NUMBER}) FROM {laid(name)}
                WHERE {NUMBER} NOT IN ({", ".join(map(str, numbers))})
                UNION ALL BY NAME FROM new_{name}"""  # noqa: S608
        )

    def _in_memory(self, name: str) -> pa.Table | None:
        """The table that stands for `name`; `None` where its file does."""
        table = self._instead.get(name)
        return self._own.table(name) if table is None and self._own is not None else table

    def of_event(self, event_id: str) -> Snapshot:
        """The same snapshot with the rows of one event alone; closing one closes both.

        What is of no single event (`pages`, `outlets`, `joins`, `near_events`, `rejected`) is all
        there. None of the event's tables has a row where the snapshot has no such event.
        """
        if self._whole is not None:
            return self if self._is_of({event_id}) else self._whole.of_event(event_id)
        with self._lock:
            if event_id not in self._kept:
                self._kept[event_id] = EventRows(self._connection, [event_id])
                if len(self._kept) > N_EVENTS:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(event_id)
            own = self._kept[event_id]
        return self._narrowed(own)

    def of_events(self, event_ids: Collection[str]) -> Snapshot:
        """As `of_event`, of several, and kept for nobody else."""
        if self._whole is not None:
            return self if self._is_of({*event_ids}) else self._whole.of_events(event_ids)
        return self._narrowed(EventRows(self._connection, event_ids))

    def _is_of(self, event_ids: set[str]) -> bool:
        return self._own is not None and self._own.event_ids == event_ids

    def _narrowed(self, own: EventRows) -> Snapshot:
        other = copy.copy(self)
        other._whole, other._own, other._changed = self, own, {}
        other._instead = dict(self._instead)
        other.content = f"{self.content} {content_id(*sorted(own.event_ids))}"
        if new := [self._changed[event_id] for event_id in own.event_ids & self._changed.keys()]:
            rest = EventRows(self._connection, own.event_ids - self._changed.keys())
            for name in new[0]:
                rows = pa.concat_tables(tables[name] for tables in new)
                if old := rest.table(name) if rest.numbers else None:
                    rows = pa.concat_tables([rows, old.cast(rows.schema)])
                other._instead[name] = rows
        return other

    def with_tables(self, tables: Mapping[str, pa.Table]) -> Snapshot:
        """The same snapshot with `tables` in the place of its own; closing one closes both."""
        other = copy.copy(self)
        other._instead = {**self._instead, **tables}
        return other

    def with_events(self, changed: Mapping[str, Mapping[str, pa.Table]], name: str) -> Snapshot:
        """The same snapshot with other rows of some events, by event and table; closing one closes
        both. `name`: one that these rows have and no others.
        """
        other = copy.copy(self)
        other._changed = {**self._changed, **changed}
        other.content = f"{self.content} {name}"
        return other

    def as_built(self) -> Snapshot:
        """The same snapshot without any other tables; closing one closes both."""
        other = copy.copy(self)
        other._instead, other._changed, other.content = {}, {}, str(self.path)
        other._whole = None if self._whole is None else self._whole.as_built()
        return other

    def table(self, name: str) -> pd.DataFrame:
        """The whole table `name`, in the order it was written."""
        if name not in TABLES:
            raise KeyError(name)
        table = self._in_memory(name)
        if table is None and self._changed:
            return self.query(f"FROM {name}")
        if table is None:
            names = schema(TABLES[name]).names
            table = pq.read_table(self.path / f"{name}.parquet", columns=names)
        return cast("pd.DataFrame", table.to_pandas())

    def meanings(self) -> Meanings | None:
        """What the sentences mean, in the order of their table; `None` where it was not kept."""
        try:
            found: Meanings = np.load(self.path / MEANINGS, mmap_mode="r")
        except OSError:
            return None
        return found

    def close(self) -> None:
        """Let the files go."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
