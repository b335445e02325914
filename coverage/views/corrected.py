"""Claims as analysts corrected them, at once: what the next build will have, shown before it.

What changed since the snapshot was built is done to the events that it touches (see
`measures.strictness`); all other rows are the snapshot's. That an article is of another event is
left to the build.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import streamlit as st

from coverage import corrections, edit_rows, edits
from coverage.corrections import Log
from coverage.edits import Edit, Kind
from coverage.errors import CorrectionError
from coverage.matching.claim_edits import ClaimEdit
from coverage.measures import strictness
from coverage.measures.strictness import Asked, Known, Regrouped
from coverage.store import Snapshot
from coverage.views import queries
from coverage.views.phrases import label

N_KEPT = 30
"""Events with their claims grouped anew that are kept for whoever looks next; a few MB each."""

Pairs = tuple[tuple[tuple[str, str], bool | None], ...]


def log(out: Path) -> Log:
    """The log of corrections of the snapshots shown as `out`."""
    return Log(corrections.place(out))


def rows(out: Path) -> list[Edit]:
    """All that was ever corrected there; nothing where the log cannot be read."""
    try:
        return log(out).rows()
    except CorrectionError:
        return []


def applied(snapshot: Snapshot, out: Path) -> Snapshot:
    """The snapshot with its claims as corrected since; what stands in the way is said."""
    try:
        said = log(out).rows()
    except CorrectionError as error:
        st.warning(label(error))
        return snapshot
    if not said:
        return snapshot
    key = f"{len(said)} {said[-1].edit_id}"  # rows are only ever added
    changed = _changed(snapshot, str(snapshot.path), key, said)
    return snapshot.with_events(changed, key) if changed else snapshot


def regrouped(
    snapshot: Snapshot, event_id: str, rows: Sequence[Edit], sure: float | None = None
) -> Regrouped:
    """An event's claims with all that is said of them, at the snapshot's strictness or another."""
    return _with(snapshot, event_id, edits.asked(rows), edits.said(rows).claims, sure)


def _with(
    snapshot: Snapshot,
    event_id: str,
    asked: Asked,
    claims: Sequence[ClaimEdit],
    sure: float | None = None,
) -> Regrouped:
    known = _known_of(snapshot, event_id)
    own = {sentence.sentence_id for sentence in known.sentences}
    pairs = tuple((pair, asked[pair]) for pair in sorted(asked) if own.issuperset(pair))
    said = tuple(edit for edit in claims if not own.isdisjoint(edit.claim))
    key = " ".join(edit.edit_id for edit in said)
    found: Regrouped = _regrouped(
        known, str(snapshot.path), event_id, snapshot, sure, pairs, said, key
    )
    return found


def lost(snapshot: Snapshot, rows: Sequence[Edit]) -> list[Edit]:
    """The edits that stand and find nothing: as the build told, and of those made since."""
    held = edits.standing(rows)
    pending = _pending(snapshot, held)
    told = {
        edit_rows.of_row(row).edit_id
        for row in snapshot.manifest.get("corrected", {}).get("lost", [])
    }
    if said := [edit for edit in pending if edit.kind in {Kind.MATCH, *edits.CLAIMS}]:
        events = _events(snapshot, str(snapshot.path), tuple(sorted(_sentences(said))))
        applied = frozenset[str]()
        for event_id in events:
            own = {s.sentence_id for s in _known_of(snapshot, event_id).sentences}
            pairs = (e for e in said if e.kind is Kind.MATCH and own.issuperset(e.target.split()))
            applied |= regrouped(snapshot, event_id, rows).applied
            applied |= {edit.edit_id for edit in pairs}
        told |= {edit.edit_id for edit in said} - applied
    return [edit for edit in held if edit.edit_id in told]


def of_event(snapshot: Snapshot, event_id: str, rows: Iterable[Edit]) -> list[Edit]:
    """The edits of the event's claims and pairs, undone ones too, the earliest first."""
    known = _known_of(snapshot, event_id)
    own = {sentence.sentence_id for sentence in known.sentences}
    return [row for row in edits.in_order(rows) if not own.isdisjoint(_sentences([row]))]


def _known_of(snapshot: Snapshot, event_id: str) -> Known:
    known: Known = _known(snapshot.as_built(), str(snapshot.path), event_id)
    return known


def _pending(snapshot: Snapshot, rows: Sequence[Edit]) -> list[Edit]:
    """The edits by which the log differs from what the snapshot was built with."""
    built = set(snapshot.manifest.get("edits", ()))
    held = {edit.edit_id for edit in edits.standing(rows)}
    return [row for row in rows if row.edit_id in built ^ held]


def _sentences(rows: Iterable[Edit]) -> set[str]:
    """The sentences that edits are about."""
    kinds = {Kind.MATCH, *edits.CLAIMS}
    return {
        sentence_id
        for row in rows
        if row.kind in kinds
        for touched in edits.touches(row)
        for sentence_id in touched.split()
    }


def events_with(snapshot: Snapshot, sentence_ids: tuple[str, ...]) -> list[str]:
    """The events of the sentences, looked up once."""
    found: list[str] = _events(snapshot, str(snapshot.path), sentence_ids)
    return found


@st.cache_data(show_spinner=False, max_entries=N_KEPT)
def _events(_snapshot: Snapshot, path: str, sentence_ids: tuple[str, ...]) -> list[str]:
    """The events of the sentences, of the snapshot at `path`."""
    return queries.events_of(_snapshot, sentence_ids) if sentence_ids else []


@st.cache_resource(show_spinner=False, max_entries=3)
def _changed(
    _snapshot: Snapshot, path: str, key: str, _rows: Sequence[Edit]
) -> dict[str, dict[str, pa.Table]]:
    """The tables of claims of each event of the snapshot at `path` of which something was said
    since it was built. `key`: the log's, by which they are kept.
    """
    ids = tuple(sorted(_sentences(_pending(_snapshot, _rows))))
    asked, claims = edits.asked(_rows), edits.said(_rows).claims
    return {
        event_id: _with(_snapshot, event_id, asked, claims).tables()
        for event_id in _events(_snapshot, path, ids)
    }


@st.cache_resource(show_spinner="Grouping the claims …", max_entries=N_KEPT)
def _regrouped(
    _known: Known,
    path: str,
    event_id: str,
    _snapshot: Snapshot,
    sure: float | None,
    pairs: Pairs,
    _said: tuple[ClaimEdit, ...],
    key: str,
) -> Regrouped:
    """The claims of one event of the snapshot at `path`; `key`: the ids of what is said of them."""
    settings = strictness.settings_of(_snapshot.manifest)
    if sure is not None:
        settings = replace(settings, match_sure=sure)
    return strictness.regroup(_known, settings, dict(pairs), _said)


@st.cache_resource(show_spinner=False, max_entries=N_KEPT)
def _known(_snapshot: Snapshot, path: str, event_id: str) -> Known:
    """What is matched in the event, read once for all strictnesses and corrections."""
    return strictness.known(
        event_id,
        queries.matched(_snapshot, event_id),
        queries.links(_snapshot, event_id),
        queries.cells(_snapshot, event_id),
    )
