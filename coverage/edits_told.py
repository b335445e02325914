"""What an edit did, in words."""

from __future__ import annotations

from collections.abc import Mapping

from coverage.edits import TURNS, Edit, Kind, published_at
from coverage.records import Precision


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
    value = edit.value
    if edit.kind is Kind.PUBLISHED:
        return f"set the date to {_stamp(edit)}"
    if edit.kind is Kind.EVENT:
        return f"put the article into {'another event' if value['articles'] else 'its own event'}"
    if edit.kind is Kind.MATCH:
        same = "the same claim" if value["same"] == "yes" else "different claims"
        return f"said that two sentences report {same}"
    n = len((value.get("sentences") or "").split())
    sentences = "a sentence" if n == 1 else f"{n} sentences"
    return {
        Kind.OUTLET: f"set the outlet to {value.get('outlet')}",
        Kind.RENAME: f"renamed the claim “{value.get('label')}”",
        Kind.DROP: "dropped the claim",
        Kind.MERGE: "made the claim one with another",
        Kind.SPLIT: f"made {sentences} of the claim a claim of their own",
        Kind.TAKE_OUT: f"took {sentences} out of the claim",
        Kind.PUT_IN: f"added {sentences} to the claim",
        Kind.OMIT: f"confirmed that {value.get('outlet')} omits the claim",
    }[edit.kind]


def _stamp(edit: Edit) -> str:
    at = published_at(edit)
    if at is None:
        return "unknown"
    endings = {Precision.DAY: "", Precision.WINDOW: " or near"}
    return f"{at:%Y-%m-%d}{endings.get(Precision(edit.value['precision'] or ''), f' {at:%H:%M}')}"
