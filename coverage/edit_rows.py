"""Edits as rows of text and as JSON, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from coverage.edits import COLUMNS, READ, TURNS, Edit, Kind
from coverage.errors import CorrectionInvalid, CorrectionsUnreadable


def edit_of(seq: int, told: Sequence[str]) -> Edit:
    """The edit that `Edit.told` tells. Raises ValueError for one that cannot be."""
    at, who, kind, target, about, value, why = told
    read = datetime.fromisoformat(at).astimezone(UTC)
    edit = Edit(seq, read, who, Kind(kind), target, about, json.loads(value), why)
    try:
        if edit.kind in READ:
            READ[edit.kind](edit)
    except (KeyError, TypeError, CorrectionInvalid) as error:
        raise ValueError(f"an edit of {edit.kind} without what it sets") from error
    return edit


def to_row(edit: Edit) -> dict[str, Any]:
    """An edit as JSON has it."""
    return {**dict(zip(COLUMNS, edit.told(), strict=True)), "value": dict(edit.value)}


def to_json(rows: Iterable[Edit]) -> str:
    """All rows as JSON, to be taken in elsewhere."""
    told = [to_row(row) for row in rows]
    return json.dumps({"corrections": told}, indent=2, ensure_ascii=False) + "\n"


def from_json(text: str) -> list[Edit]:
    """The rows of `to_json`; `seq` is their place. Raises CorrectionsUnreadable for other text."""
    place = 0
    rows: dict[str, Edit] = {}
    try:
        for place, row in enumerate(json.loads(text)["corrections"], start=1):
            edit = _taken(place, row, rows)
            rows[edit.edit_id] = edit
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        where = f"row {place}: {error}" if place else "it has no list of them"
        msg = f"The file holds no corrections as this program writes them ({where})."
        raise CorrectionsUnreadable(msg) from error
    return list(rows.values())


def of_row(row: Mapping[str, Any], seq: int = 0) -> Edit:
    """The edit that `to_row` told. Raises ValueError, KeyError or TypeError for what is none."""
    told = [str(row[name]) if name != "value" else json.dumps(row[name]) for name in COLUMNS]
    return edit_of(seq, told)


def _taken(place: int, row: Mapping[str, Any], known: Mapping[str, Edit]) -> Edit:
    """One row of a file. Raises ValueError, KeyError or TypeError for what is none."""
    if datetime.fromisoformat(row["at"]).tzinfo is None:
        raise ValueError(f"the time {row['at']} names no zone")
    edit = of_row(row, place)
    if edit.kind in TURNS and edit.target not in known:
        raise ValueError("what it undoes or redoes does not stand before it")
    return edit
