"""Which edits an undo takes back, and a redo brings back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from coverage.edits import TURNS, Edit, Kind, in_order, standing


def last_done(rows: Iterable[Edit], target: str) -> list[Edit]:
    """What an undo takes back: the standing edits of a target that were written last, at once."""
    own = [edit for edit in standing(rows) if edit.target == target]
    return [edit for edit in own if edit.at == own[-1].at]


def last_undone(rows: Iterable[Edit], target: str) -> list[Edit]:
    """What a redo brings back: the edits of a target undone last, if nothing was set since."""
    own: dict[str, Edit] = {}
    undone: dict[str, datetime] = {}
    for row in in_order(rows):
        if row.target == target and row.kind not in TURNS:
            own[row.edit_id] = row
            undone.clear()
        elif row.kind is Kind.UNDO and row.target in own:
            undone[row.target] = row.at
        elif row.kind is Kind.REDO:
            undone.pop(row.target, None)
    latest = max(undone.values(), default=None)
    return [own[edit_id] for edit_id, at in undone.items() if at == latest]
