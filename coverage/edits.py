"""What an analyst can correct, and what a log of such edits comes to. Opens no file.

An edit sets something of one article, its outlet or when it was published, or it says of two
sentences whether they report the same claim. Articles and sentences are named by their ids, which
are hashes of what was read and so outlive a correction. Undoing and redoing are edits of edits. Of
two edits of the same thing the later one holds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from coverage.errors import CorrectionInvalid, CorrectionsUnreadable
from coverage.records import Precision, content_id

Value = Mapping[str, str | None]
"""What an edit sets, by name; of an undo and a redo, nothing."""

COLUMNS = ("at", "who", "kind", "target", "about", "value", "why")
"""What is said of an edit; its id is a hash of these."""


class Kind(StrEnum):
    """What an edit does."""

    OUTLET = "article outlet"  # value: outlet
    PUBLISHED = "article published"  # value: published (ISO, UTC; null if unknown), precision
    MATCH = "match"  # target: two sentences, the lesser id first; value: same (yes, no)
    UNDO = "undo"  # target: the edit
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be set of one target. `about`: its title or text, for people, should it vanish."""

    kind: Kind
    target: str
    about: str
    value: Value


@dataclass(frozen=True, slots=True)
class Edit:
    """A row of the log. `seq` counts up where it lies; all else is the same wherever it is taken.

    `target` is an article's id, two sentences' ids with a space between or, of an undo or redo, an
    edit's id.
    """

    seq: int
    at: datetime
    who: str
    kind: Kind
    target: str
    about: str
    value: Value
    why: str

    @property
    def edit_id(self) -> str:
        """Hash of what the edit says."""
        return content_id(*self.told())

    def told(self) -> tuple[str, ...]:
        """What the edit says, as text, one for each of `COLUMNS`."""
        value = json.dumps(dict(self.value), sort_keys=True, ensure_ascii=False)
        at = self.at.isoformat()
        return at, self.who, self.kind.value, self.target, self.about, value, self.why


def outlet_change(article_id: str, about: str, outlet: str) -> Change:
    """Whose article it is. Raises CorrectionInvalid for no name."""
    name = " ".join(outlet.split())
    if not name:
        raise CorrectionInvalid("An outlet needs a name; write one.")
    return Change(Kind.OUTLET, article_id, about, {"outlet": name})


def published_change(
    article_id: str, about: str, published: datetime | None, precision: Precision
) -> Change:
    """When it was published, an aware time, or null with `Precision.NONE` where that is not known.

    What the precision leaves open becomes zero. Raises CorrectionInvalid where the two disagree.
    """
    if (published is None) != (precision is Precision.NONE):
        raise CorrectionInvalid("Give a date and how exactly it is known, or neither.")
    if published is not None:
        published = published.astimezone(UTC).replace(second=0, microsecond=0)
        if precision is not Precision.MINUTE:
            published = published.replace(minute=0)
        if precision in {Precision.DAY, Precision.WINDOW}:
            published = published.replace(hour=0)
    at = None if published is None else published.isoformat()
    value = {"published": at, "precision": precision.value}
    return Change(Kind.PUBLISHED, article_id, about, value)


def match_change(one: str, other: str, about: str, is_same: bool) -> Change:
    """Whether the sentences with these ids report the same claim."""
    target = " ".join(sorted((one, other)))
    return Change(Kind.MATCH, target, about, {"same": "yes" if is_same else "no"})


def edit_of(seq: int, told: Sequence[str]) -> Edit:
    """The edit that `Edit.told` tells. Raises ValueError for one that cannot be."""
    at, who, kind, target, about, value, why = told
    read = datetime.fromisoformat(at).astimezone(UTC)
    edit = Edit(seq, read, who, Kind(kind), target, about, json.loads(value), why)
    try:
        if edit.kind in SETS:
            SETS[edit.kind](edit)
        elif edit.kind is Kind.MATCH:
            _said(edit)
    except (KeyError, TypeError, CorrectionInvalid) as error:
        raise ValueError(f"an edit of {edit.kind} without what it sets") from error
    return edit


def _at(edit: Edit) -> datetime | None:
    published = edit.value["published"]
    return None if published is None else datetime.fromisoformat(published).astimezone(UTC)


def _basis(edit: Edit) -> str:
    return f"corrected by {edit.who}" + (f": {edit.why}" if edit.why else "")


def _outlet_fields(edit: Edit) -> dict[str, Any]:
    change = outlet_change(edit.target, edit.about, edit.value["outlet"] or "")
    return {"outlet": change.value["outlet"], "outlet_basis": _basis(edit)}


def _published_fields(edit: Edit) -> dict[str, Any]:
    precision = Precision(edit.value["precision"] or "")
    published_change(edit.target, edit.about, _at(edit), precision)
    return {
        "published": _at(edit),
        "published_precision": precision,
        "published_basis": _basis(edit),
    }


def _said(edit: Edit) -> tuple[tuple[str, str], bool]:
    """The two sentences and whether they report the same."""
    one, other = edit.target.split(" ")
    if one >= other:
        raise ValueError("two sentences stand in the wrong order")
    return (one, other), {"yes": True, "no": False}[edit.value["same"] or ""]


TURNS = frozenset({Kind.UNDO, Kind.REDO})
"""Kinds of edits of edits."""

SETS: Mapping[Kind, Callable[[Edit], dict[str, Any]]] = {
    Kind.OUTLET: _outlet_fields,
    Kind.PUBLISHED: _published_fields,
}
"""Kind of an edit -> the fields of `records.Article` that it sets, and to what."""


def in_order(rows: Iterable[Edit]) -> list[Edit]:
    """Rows by their time, the same wherever they were taken."""
    return sorted(rows, key=lambda edit: (edit.at, edit.edit_id))


def standing(rows: Iterable[Edit]) -> list[Edit]:
    """The edits that are not undone, the earliest first."""
    ordered = in_order(rows)
    is_undone = {row.target: row.kind is Kind.UNDO for row in ordered if row.kind in TURNS}
    return [row for row in ordered if row.kind not in TURNS and not is_undone.get(row.edit_id)]


def changes(rows: Iterable[Edit]) -> dict[str, dict[str, Any]]:
    """Article -> the fields of it that corrections set, and to what; for `comparison.compare`."""
    found: dict[str, dict[str, Any]] = {}
    for edit in standing(rows):
        if edit.kind not in SETS:
            continue
        found.setdefault(edit.target, {}).update(SETS[edit.kind](edit))
    return found


def matches(rows: Iterable[Edit]) -> dict[tuple[str, str], bool]:
    """Two sentences, the lesser id first -> whether somebody said that they report the same."""
    return dict(_said(edit) for edit in standing(rows) if edit.kind is Kind.MATCH)


def fingerprint(rows: Iterable[Edit]) -> str:
    """Hash of all that is set and said: two logs with one hash make one snapshot."""
    rows = list(rows)
    found, said = changes(rows), matches(rows)
    told = [(target, sorted(found[target].items())) for target in sorted(found)]
    return content_id(*told, *(sorted(said.items())))


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


def in_words(edit: Edit, by_id: Mapping[str, Edit]) -> str:
    """What an edit did: "set the outlet to Hill Post (its imprint says so)".

    `by_id`: the rows among which an undo finds what it undid.
    """
    if edit.kind in TURNS:
        was = by_id.get(edit.target)
        what = "a correction" if was is None else f"“{in_words(was, by_id)}”"
        return f"{'undid' if edit.kind is Kind.UNDO else 'redid'} {what}"
    did = _did(edit)
    return f"{did} ({edit.why})" if edit.why else did


def _did(edit: Edit) -> str:
    if edit.kind is Kind.OUTLET:
        return f"set the outlet to {edit.value['outlet']}"
    if edit.kind is Kind.PUBLISHED:
        return f"set the date to {_stamp(edit)}"
    same = "the same claim" if edit.value["same"] == "yes" else "different claims"
    return f"said that two sentences report {same}"


def _stamp(edit: Edit) -> str:
    at = _at(edit)
    if at is None:
        return "unknown"
    endings = {Precision.DAY: "", Precision.WINDOW: " or near"}
    return f"{at:%Y-%m-%d}{endings.get(Precision(edit.value['precision'] or ''), f' {at:%H:%M}')}"


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
