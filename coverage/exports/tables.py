"""An event as one long table, for whoever computes on: CSV and Parquet.

A row a claim and outlet. What the numbers are of (words, articles, independent versions) and what
was asked for (snapshot, strictness, filters, corrections) stand in each row, so that rows of
several files can be put under one another. Columns: `columns.LONG`.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from datetime import UTC

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from coverage.exports import cell_text
from coverage.exports.columns import EMPHASIS, LONG, Column
from coverage.exports.subject import Subject


def emphasis(subject: Subject) -> pd.DataFrame:
    """A row a claim and outlet, in the order of both: `columns.EMPHASIS`."""
    claims = subject.claims[["claim_id", "label", "section", "n_outlets", "n_versions"]].rename(
        columns={
            "label": "claim",
            "n_outlets": "claim_n_outlets",
            "n_versions": "claim_n_versions",
        }
    )
    outlets = subject.outlets[["outlet", "n_words", "n_articles"]].rename(
        columns={"n_words": "outlet_words", "n_articles": "outlet_articles"}
    )
    rows = claims.merge(outlets, how="cross").merge(subject.cells, on=["claim_id", "outlet"])
    return rows[[column.name for column in EMPHASIS.columns]]


def long(subject: Subject) -> pd.DataFrame:
    """`emphasis` with the event, its counts and what was asked for in each row: `columns.LONG`.

    `n_articles`, `n_outlets` and `n_versions` are the whole event's, also where filters leave
    outlets out; `share` and `lift` were computed from all of them.
    """
    origin = subject.origin
    table = emphasis(subject).assign(
        event_id=subject.event_id,
        event=subject.label,
        n_articles=subject.n_articles,
        n_outlets=subject.n_outlets,
        n_versions=subject.n_versions,
        corpus=origin.corpus,
        snapshot=origin.snapshot,
        strictness=origin.sure,
        uncertain_from=origin.possible,
        filters="; ".join(origin.filters) or "none",
        corrections=origin.n_corrections,
        made=pd.Timestamp(origin.made.astimezone(UTC)),
    )
    return table[[column.name for column in LONG]]


def to_csv(subject: Subject) -> bytes:
    """The long table; UTF-8 with a mark that Excel heeds, no text of it a formula."""
    return cell_text.csv(long(subject))


def to_parquet(subject: Subject) -> bytes:
    """The long table, typed, its texts as they are.

    The schema tells each column's definition as its `description`, and under `coverage` what the
    table is, as JSON: `said`, `definitions`, `limits`.
    """
    table = pa.Table.from_pandas(long(subject), schema(subject), preserve_index=False)
    told = {"said": subject.said(), "definitions": dict(subject.definitions)}
    told |= {"limits": subject.limits}
    written = json.dumps(told, ensure_ascii=False)
    buffer = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({"coverage": written}), buffer)
    return buffer.getvalue()


def schema(subject: Subject) -> pa.Schema:
    """Types of the long table, each column with its definition."""
    says = described(LONG, subject)
    return pa.schema(
        pa.field(column.name, column.kind.arrow, metadata={"description": says[column.name]})
        for column in LONG
    )


def described(columns: Iterable[Column], subject: Subject) -> Mapping[str, str]:
    """Column -> what it says; a measure's is the definition that all exports have."""
    return {column.name: column.says or subject.definitions[column.name] for column in columns}
