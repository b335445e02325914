"""Tables in the order of their events, so that one event is read without the others.

    events.parquet       row k is event k
    sentences.parquet    the sentences of event 0, then those of event 1 ..., `event_number` of each

Rows of no event have the number -1 and come first; within an event rows keep their order. A Parquet
file keeps the least and the greatest number of each of its pages, from which DuckDB knows which few
pages hold an event: own design, since a snapshot names sentences and claims by hashes, which lie
anywhere. The number belongs to a file alone; nothing refers to it.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

NUMBER = "event_number"

NO_EVENT = -1
"""Number of rows that are of no event."""

ROWS_A_PAGE = 2000
"""Rows of a page of a Parquet file at most: fewer make the file larger, more make reading one event
slower."""

KEYS = {
    "articles": "event_id",
    "sentences": "article_id",
    "events": "event_id",
    "sub_events": "event_id",
    "claims": "event_id",
    "mentions": "claim_id",
    "links": "event_id",
    "emphasis": "claim_id",
    "voices": "sentence_id",
    "unvoiced": "sentence_id",
    "reuse": "article_a",
    "wording": "claim_id",
    "discrepancies": "claim_id",
    "scare_quotes": "sentence_id",
    "namings": "event_id",
}
"""The tables whose rows are of one event each, and the column from which it is known."""

_KNOWN_FROM = {
    "event_id": "events",
    "article_id": "articles",
    "article_a": "articles",
    "claim_id": "claims",
    "sentence_id": "sentences",
}
_IDS = {
    "events": "event_id",
    "articles": "article_id",
    "claims": "claim_id",
    "sentences": "sentence_id",
}

Numbers = npt.NDArray[np.int32]
Order = npt.NDArray[np.intp]


class Layout:
    """The order in which the rows of `tables` are written."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._tables = tables
        self._known: dict[str, tuple[pa.Array, Numbers]] = {}

    def laid(self, name: str, table: pa.Table) -> tuple[pa.Table, Order | None]:
        """The table with its rows numbered and in their order; which row each was, if that is new.

        A table that is not of `KEYS` stays as it is.
        """
        if name not in KEYS:
            return table, None
        if NUMBER in table.column_names:
            table = table.drop_columns([NUMBER])
        numbers = self._numbers(name, table)
        table = table.append_column(NUMBER, pa.array(numbers))
        if bool((numbers[1:] >= numbers[:-1]).all()):
            return table, None
        order: Order = np.argsort(numbers, kind="stable")
        return table.take(pa.array(order)), order

    def _numbers(self, name: str, table: pa.Table) -> Numbers:
        """The number of each row's event."""
        if name == "events":
            return np.arange(len(table), dtype=np.int32)
        column = KEYS[name]
        ids, numbers = self._of(_KNOWN_FROM[column])
        places = pc.fill_null(pc.index_in(table[column], value_set=ids), len(ids))
        found: Numbers = np.append(numbers, np.int32(NO_EVENT))[places.to_numpy()]
        return found

    def _of(self, name: str) -> tuple[pa.Array, Numbers]:
        """The ids in a table, and the number of the event that each is of."""
        if name not in self._known:
            table = self._tables[name]
            ids = table[_IDS[name]].combine_chunks()
            self._known[name] = ids, self._numbers(name, table)
        return self._known[name]


class EventRows:
    """The rows of some events, each table read when it is first asked for; threads may share it.

    `answers`: what was asked of them before, since every session that reads an event asks the same.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, event_ids: Collection[str]) -> None:
        self.event_ids = frozenset(event_ids)
        self._connection = connection
        self.answers: dict[tuple[str, str], pd.DataFrame] = {}
        self._tables: dict[str, pa.Table] = {}
        self._lock = threading.Lock()
        with connection.cursor() as cursor:
            sql = f"SELECT {NUMBER} FROM {laid('events')} WHERE list_contains(?, event_id)"  # noqa: S608
            found = cursor.execute(sql, [list(event_ids)]).fetchall()
        self.numbers = [int(number) for (number,) in found]
        if "" in self.event_ids:
            self.numbers.append(NO_EVENT)

    def table(self, name: str) -> pa.Table | None:
        """The events' rows of a table; `None` for one whose rows are not of one event each."""
        if name not in KEYS:
            return None
        with self._lock:
            if name not in self._tables:
                with self._connection.cursor() as cursor:
                    self._tables[name] = _rows(cursor, name, self.numbers)
            return self._tables[name]


def _rows(cursor: duckdb.DuckDBPyConnection, name: str, numbers: Collection[int]) -> pa.Table:
    """By a join rather than a filter, which would read more of the file for many numbers."""
    sql = f"""SELECT * EXCLUDE ({NUMBER}) FROM {laid(name)}
              JOIN (SELECT unnest(CAST(? AS INTEGER[])) AS {NUMBER}) USING ({NUMBER})"""  # noqa: S608
    return cursor.sql(sql, params=[list(numbers)]).to_arrow_table()


def laid(name: str) -> str:
    """Name of the view of a table's file with the numbers; the view `name` is without them."""
    return f"laid_{name}"
