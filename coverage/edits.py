"""What an analyst can correct, and what a log of such edits comes to. Opens no file.

An edit sets something of one article, its outlet, when it was published or of which event it is,
or it says of two sentences whether they report the same claim, or it changes a claim, which is
named by its sentences (`matching.claim_edits`). Articles and sentences are named by their ids,
which are hashes of what was read and so outlive a correction. Undoing and redoing are edits of
edits. Of two edits of the same thing the later one holds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import groupby
from typing import Any

from coverage.errors import CorrectionInvalid
from coverage.matching.claim_edits import NAMED, WITH_OTHERS, ClaimEdit, Deed
from coverage.matching.event_edits import EventEdit
from coverage.matching.said import Said
from coverage.records import Precision, content_id

Value = Mapping[str, str | None]
"""What an edit sets, by name; of an undo and a redo, nothing."""

COLUMNS = ("at", "who", "kind", "target", "about", "value", "why")
"""What is said of an edit; its id is a hash of these."""


class Kind(StrEnum):
    """What an edit does."""

    OUTLET = "article outlet"  # value: outlet
    PUBLISHED = "article published"  # value: published (ISO, UTC; null if unknown), precision
    EVENT = "article event"  # value: articles (ids of the event's others, "" for none)
    MATCH = "match"  # target: two sentences, the lesser id first; value: same (yes, no)
    RENAME = "claim rename"  # target of these: the claim's sentences in order; value: label
    DROP = "claim drop"
    MERGE = "claim merge"  # value: claim (the other one's sentences)
    SPLIT = "claim split"  # value: sentences (that become a claim of their own)
    TAKE_OUT = "claim take out"  # value: sentences
    PUT_IN = "claim put in"  # value: sentences
    OMIT = "claim omit"  # value: outlet (that does not report it)
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

    `target` is an article's id, ids of sentences in their order with a space between or, of an
    undo or redo, an edit's id.
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


def event_change(article_id: str, about: str, articles: Iterable[str]) -> Change:
    """Of which event it is: of that which has these articles, or of one of its own."""
    others = _joined({*articles} - {article_id})
    return Change(Kind.EVENT, article_id, about, {"articles": others})


def match_change(one: str, other: str, about: str, is_same: bool) -> Change:
    """Whether the sentences with these ids report the same claim."""
    return Change(Kind.MATCH, _joined((one, other)), about, {"same": "yes" if is_same else "no"})


def claim_change(
    deed: Deed, claim: Iterable[str], about: str, others: Iterable[str] = (), name: str = ""
) -> Change:
    """What is to be done to the claim that has these sentences; `others`, `name`: as the deed asks.

    Raises CorrectionInvalid where it cannot be done to any claim.
    """
    try:
        edit = ClaimEdit("", deed, frozenset(claim), frozenset(others), " ".join(name.split()))
    except ValueError as error:
        raise CorrectionInvalid(f"This is {error}; choose again.") from error
    value = {NAMED[deed]: edit.name} if deed in NAMED else {}
    if deed in WITH_OTHERS:
        value[WITH_OTHERS[deed]] = _joined(edit.others)
    return Change(Kind(f"{_CLAIM}{deed}"), _joined(edit.claim), about, value)


def _joined(ids: Iterable[str]) -> str:
    return " ".join(sorted(ids))


def published_at(edit: Edit) -> datetime | None:
    """The time that an edit of a date sets."""
    published = edit.value["published"]
    return None if published is None else datetime.fromisoformat(published).astimezone(UTC)


def _basis(edit: Edit) -> str:
    return f"corrected by {edit.who}" + (f": {edit.why}" if edit.why else "")


def _outlet_fields(edit: Edit) -> dict[str, Any]:
    change = outlet_change(edit.target, edit.about, edit.value["outlet"] or "")
    return {"outlet": change.value["outlet"], "outlet_basis": _basis(edit)}


def _published_fields(edit: Edit) -> dict[str, Any]:
    precision = Precision(edit.value["precision"] or "")
    published_change(edit.target, edit.about, published_at(edit), precision)
    return {
        "published": published_at(edit),
        "published_precision": precision,
        "published_basis": _basis(edit),
    }


def _said(edit: Edit) -> tuple[tuple[str, str], bool]:
    """The two sentences and whether they report the same."""
    one, other = _ids(edit.target)
    return (one, other), {"yes": True, "no": False}[edit.value["same"] or ""]


def _ids(text: str | None) -> list[str]:
    """Ids with a space between. Raises ValueError where they are not in order, each once."""
    ids = (text or "").split()
    if ids != sorted(set(ids)):
        raise ValueError("ids stand in the wrong order")
    return ids


def claim_edit(edit: Edit) -> ClaimEdit:
    """What an edit of a claim says. Raises ValueError and KeyError for one that cannot be."""
    deed = Deed(edit.kind.removeprefix(_CLAIM))
    others = _ids(edit.value[WITH_OTHERS[deed]]) if deed in WITH_OTHERS else ()
    name = edit.value[NAMED[deed]] or "" if deed in NAMED else ""
    return ClaimEdit(edit.edit_id, deed, frozenset(_ids(edit.target)), frozenset(others), name)


def event_edit(edit: Edit) -> EventEdit:
    """What an edit of an article's event says."""
    return EventEdit(edit.edit_id, edit.target, frozenset(_ids(edit.value["articles"])))


_CLAIM = "claim "

CLAIMS = frozenset(kind for kind in Kind if kind.startswith(_CLAIM))
"""Kinds of edits of claims."""


TURNS = frozenset({Kind.UNDO, Kind.REDO})
"""Kinds of edits of edits."""

SETS: Mapping[Kind, Callable[[Edit], dict[str, Any]]] = {
    Kind.OUTLET: _outlet_fields,
    Kind.PUBLISHED: _published_fields,
}
"""Kind of an edit -> the fields of `records.Article` that it sets, and to what."""

READ: Mapping[Kind, Callable[[Edit], object]] = {
    **SETS,
    Kind.EVENT: event_edit,
    Kind.MATCH: _said,
    **dict.fromkeys(CLAIMS, claim_edit),
}
"""What reads an edit of each kind; raises ValueError, KeyError or TypeError for what is none."""


def in_order(rows: Iterable[Edit]) -> list[Edit]:
    """Rows by their time, the same wherever they were taken: those of one time by their ids."""
    ordered = sorted(rows, key=lambda edit: edit.at)
    found: list[Edit] = []
    for _, at_once in groupby(ordered, key=lambda edit: edit.at):
        several = list(at_once)
        found += several if len(several) == 1 else sorted(several, key=lambda e: e.edit_id)
    return found


def standing(rows: Iterable[Edit]) -> list[Edit]:
    """The edits that are not undone, the earliest first."""
    ordered = in_order(rows)
    is_undone = {row.target: row.kind is Kind.UNDO for row in ordered if row.kind in TURNS}
    done = [row for row in ordered if row.kind not in TURNS]
    return [row for row in done if not is_undone.get(row.edit_id)] if is_undone else done


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


def asked(rows: Iterable[Edit]) -> dict[tuple[str, str], bool | None]:
    """Every pair that was ever reviewed -> what is said of it now; `None` where that was undone."""
    rows = list(rows)
    every = {_said(row)[0]: None for row in rows if row.kind is Kind.MATCH}
    return {**every, **matches(rows)}


def said(rows: Iterable[Edit]) -> Said:
    """All that holds, for a build."""
    held = standing(rows)
    return Said(
        articles=changes(held),
        events=[event_edit(edit) for edit in held if edit.kind is Kind.EVENT],
        reviewed=matches(held),
        claims=[claim_edit(edit) for edit in held if edit.kind in CLAIMS],
    )


def touches(edit: Edit | Change) -> frozenset[str]:
    """What it is about: two edits that touch the same get in each other's way.

    An article, a pair of sentences, or each sentence of a claim and what is moved from or to it.
    """
    if edit.kind not in CLAIMS:
        return frozenset({edit.target})
    others = (edit.value.get(name) or "" for name in set(WITH_OTHERS.values()))
    return frozenset(" ".join((edit.target, *others)).split())


def fingerprint(rows: Iterable[Edit]) -> str:
    """Hash of all that is set and said: two logs with one hash make one snapshot."""
    held = standing(rows)
    found, pairs = changes(held), matches(held)
    told = [(target, sorted(found[target].items())) for target in sorted(found)]
    later = [edit for edit in held if edit.kind in CLAIMS or edit.kind is Kind.EVENT]
    done = [(edit.kind.value, edit.target, sorted(edit.value.items())) for edit in later]
    return content_id(*told, *sorted(pairs.items()), *done)
