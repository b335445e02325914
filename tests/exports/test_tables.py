"""The long table, as a frame, as CSV and as Parquet."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from coverage.exports import columns, tables
from coverage.records import Emphasis
from coverage.store import Snapshot
from coverage.views import subject_of
from tests.exports.event_of_tables import FORMULAS, begun, emptied, subject
from tests.views.conftest import ALONE, BRIDGE, FERRY, write

MADE = datetime(2031, 5, 9, 8, 30, tzinfo=UTC)


def from_csv(data: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(data), encoding="utf-8-sig", keep_default_na=False)


def test_a_row_a_claim_and_outlet_with_what_it_is_of() -> None:
    """Six claims by three outlets are 18 rows, claim by claim, the outlets in their order.

    Each says that its share is of so many words of the outlet, and its counts of so many articles,
    outlets and independent versions.
    """
    event = subject(6, 3)
    table = tables.long(event)
    assert len(table) == 18
    assert list(table["claim_id"][::3]) == list(event.claims["claim_id"])
    assert list(table["outlet"][:3]) == list(event.outlets["outlet"])
    assert list(table["outlet_words"][:3]) == list(event.outlets["n_words"])
    assert set(table["n_articles"]) == {3}
    assert set(table["n_outlets"]) == {3}
    assert set(table["n_versions"]) == {2}
    cells = event.cells.set_index(["claim_id", "outlet"])
    for name in ("share", "lift", "prominence", "n_mentions", "status", "nearest_probability"):
        mine = table.set_index(["claim_id", "outlet"])[name]
        pd.testing.assert_series_equal(mine, cells[name].loc[mine.index])


def test_the_columns_are_those_of_the_snapshot() -> None:
    """What `emphasis.parquet` calls a column, the table calls it too."""
    assert set(Emphasis.__dataclass_fields__) <= {column.name for column in columns.LONG}
    assert len({column.name for column in columns.LONG}) == len(columns.LONG)


def test_what_was_asked_for_stands_in_each_row() -> None:
    event = subject()
    asked = replace(event.origin, filters=("Only Outlet 00", "Claims of two outlets"), sure=0.7)
    table = tables.long(replace(event, origin=asked))
    assert set(table["filters"]) == {"Only Outlet 00; Claims of two outlets"}
    assert set(table["strictness"]) == {0.7}
    assert set(table["uncertain_from"]) == {0.25}
    assert set(table["corrections"]) == {2}
    assert set(table["snapshot"]) == {"abc123"}
    assert set(tables.long(event)["filters"]) == {"none"}


def test_csv_and_parquet_hold_the_same() -> None:
    """Empty in the one is null in the other."""
    event = subject()
    table = tables.long(event)
    typed = pq.read_table(io.BytesIO(tables.to_parquet(event)))
    assert typed.schema.names == list(table.columns)
    assert typed.column("nearest_text").null_count == table["nearest_text"].isna().sum() > 0
    read = from_csv(tables.to_csv(event))
    assert list(read.columns) == typed.schema.names
    for name in ("share", "outlet_words", "n_versions", "strictness"):
        assert list(read[name]) == typed.column(name).to_pylist() == list(table[name])
    lifts = [None if value == "" else float(value) for value in read["lift"]]
    assert lifts == typed.column("lift").to_pylist()
    assert None in lifts


def test_parquet_is_typed_and_says_what_it_is() -> None:
    event = subject()
    table = pq.read_table(io.BytesIO(tables.to_parquet(event)))
    types = {field.name: field.type for field in table.schema}
    assert types["share"] == pa.float64()
    assert types["n_words"] == pa.float64()
    assert types["n_mentions"] == types["outlet_words"] == pa.int64()
    assert types["is_headline"] == pa.bool_()
    assert types["made"] == pa.timestamp("us", tz="UTC")
    assert all(field.metadata[b"description"] for field in table.schema)
    assert (
        table.schema.field("share").metadata[b"description"].decode()
        == (event.definitions["share"])
    )
    told = json.loads(table.schema.metadata[b"coverage"])
    assert told["said"] == list(event.said())
    assert told["limits"] == list(event.limits)


@pytest.mark.parametrize("payload", FORMULAS)
def test_no_text_becomes_a_formula(payload: str) -> None:
    """In CSV "'" stands before it; Parquet knows no formulas and has it as it is."""
    event = begun(subject(), payload)
    read = from_csv(tables.to_csv(event))
    for name in ("event", "claim", "section", "outlet", "nearest_text"):
        assert not read[name].str.match(r"[=+\-@\x00-\x1f]").any()
    typed = pq.read_table(io.BytesIO(tables.to_parquet(event)))
    assert typed.column("claim").to_pylist() == list(tables.long(event)["claim"])
    assert all(claim.startswith(payload) for claim in typed.column("claim").to_pylist())


def test_the_same_input_gives_the_same_bytes() -> None:
    assert tables.to_csv(subject()) == tables.to_csv(subject())
    assert tables.to_parquet(subject()) == tables.to_parquet(subject())


def test_an_event_without_claims_has_the_columns() -> None:
    event = emptied(subject())
    assert list(from_csv(tables.to_csv(event)).columns) == [c.name for c in columns.LONG]
    assert pq.read_table(io.BytesIO(tables.to_parquet(event))).num_rows == 0


def test_a_long_event() -> None:
    """200 claims by 30 outlets: 6,000 rows, in a file of less than a quarter of a megabyte."""
    event = subject(200, 30)
    data = tables.to_parquet(event)
    assert pq.read_table(io.BytesIO(data)).num_rows == len(from_csv(tables.to_csv(event))) == 6000
    assert len(data) < 250_000


def test_the_numbers_are_the_snapshots(tmp_path: Path) -> None:
    """From a build's folder to the file and back."""
    with Snapshot(write(BRIDGE + FERRY + ALONE, tmp_path / "current")) as snapshot:
        event = subject_of.read(snapshot, "bridge", [], MADE)
        emphasis = snapshot.table("emphasis").set_index(["claim_id", "outlet"])
    read = from_csv(tables.to_csv(event)).set_index(["claim_id", "outlet"])
    assert len(read) == 12
    for name in ("share", "n_words", "n_mentions", "status"):
        assert list(read[name]) == list(emphasis.loc[read.index, name])
    assert "'=Commuters queue for the ferry" in set(read["claim"])
