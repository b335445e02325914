"""The corrections of an event: who, when, what, why; undone and redone; as a file out and in."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from coverage import edit_rows, edits
from coverage.edits import Edit, Kind
from coverage.edits_told import in_words
from coverage.errors import CoverageError
from coverage.store import Snapshot
from coverage.views import adding, corrected, progress, queries, state
from coverage.views.phrases import count, label

N_SHOWN = 12
"""Corrections of an event that are listed before all are asked for."""

SAID = "review_said"
"""Where the session keeps what went wrong, or well, until it was shown."""

LOST = {
    "who": st.column_config.TextColumn("Who", width=90),
    "when": st.column_config.TextColumn("When (UTC)", width=130),
    "what": st.column_config.TextColumn("What", width=330),
    "why": st.column_config.TextColumn("Why", width=180),
    "about": st.column_config.TextColumn("About", width=330),
}


@dataclass(frozen=True, slots=True)
class Done:
    """A correction and what has become of it, in a word or two."""

    edit: Edit
    now: str
    is_undone: bool


def done(snapshot: Snapshot, event_id: str, rows: Sequence[Edit]) -> list[Done]:
    """The corrections of an event's articles, pairs and claims, the newest first."""
    held = {edit.edit_id for edit in edits.standing(rows)}
    articles = queries.article_ids(snapshot, event_id)
    own = corrected.of_event(snapshot, event_id, rows)
    own += [row for row in rows if row.target in articles and row.kind not in edits.TURNS]
    applied = corrected.regrouped(snapshot, event_id, rows).applied if own else frozenset()
    built = set(snapshot.manifest.get("edits", ()))
    found = []
    for edit in reversed(edits.in_order(own)):
        is_undone = edit.edit_id not in held
        is_claim = edit.kind in edits.CLAIMS
        now = "applies"
        if is_undone:
            now = "undone"
        elif is_claim and edit.edit_id not in applied:
            now = "finds its claim no more"
        elif not is_claim and edit.kind is not Kind.MATCH and edit.edit_id not in built:
            now = "with the next build"
        found.append(Done(edit, now, is_undone))
    return found


def show(snapshot: Snapshot, event: queries.Row, rows: Sequence[Edit], is_named: bool) -> None:
    """The event's corrections with the ways to undo and redo each; all as a file; what is lost.

    `is_named`: the event is not the one that all else on the page is about.
    """
    whose = f"“{html.escape(str(event['label']))}”" if is_named else "THIS EVENT"
    found = done(snapshot, str(event["event_id"]), rows)
    st.html(
        f'<p class="under-title">CORRECTIONS OF {whose} &nbsp;<span>'
        "claims and pairs hold at once and in every build; outlets, dates and events of articles "
        "with the next</span></p>"
    )
    is_all = st.session_state.get("all_corrections", False)
    with st.container(key="corrections_card"):
        if not found:
            st.html('<p class="quiet">Nothing was corrected here yet.</p>')
        for each in found if is_all else found[:N_SHOWN]:
            _row(each, rows[-1].seq)
        if len(found) > N_SHOWN:
            st.toggle(f"Show all {len(found):,}", key="all_corrections")
    _build(snapshot, rows)
    _lost(snapshot, rows)
    _files(rows)


def _row(each: Done, seen: int) -> None:
    edit = each.edit
    why = f" · {edit.why}" if edit.why else ""
    told = f"{edit.who}, {edit.at:%Y-%m-%d %H:%M} UTC{why} · {each.now}"
    what = in_words(edit, {}) if not edit.why else in_words(edit, {}).removesuffix(f" ({edit.why})")
    with st.container(horizontal=True, vertical_alignment="center", key=f"edit_{edit.edit_id}"):
        st.html(
            f'<div class="edit{" undone" if each.is_undone else ""}">'
            f"<p>{html.escape(what[:1].upper() + what[1:])}: "
            f"<i>{html.escape(edit.about)}</i></p>"
            f'<p class="quiet">{html.escape(told)}</p></div>'
        )
        kind = Kind.REDO if each.is_undone else Kind.UNDO
        st.button(
            "Redo" if each.is_undone else "Undo",
            key=f"{kind.value}_{edit.edit_id}",
            type="tertiary",
            on_click=turn,
            args=([edit], kind, seen),
        )


def turn(found: list[Edit], kind: Kind, seen: int) -> None:
    """Callback: undo or redo; where somebody was first, that is said."""
    try:
        corrected.log(state.snapshot_path()).turn(found, kind, progress.name(), seen)
    except CoverageError as error:
        st.session_state[SAID] = str(error)


def _build(snapshot: Snapshot, rows: Sequence[Edit]) -> None:
    """A build with what was corrected since; nothing where that is in the snapshot."""
    if not rows or snapshot.manifest.get("corrections") == edits.fingerprint(rows):
        return
    reason = adding.obstacle(snapshot)
    st.button(
        "Build with these corrections",
        key="build_corrected",
        disabled=bool(reason),
        help=label(reason) or "Brings in outlets, dates and events; claims are shown already.",
        on_click=progress.start,
        args=(progress.name(),),
    )


def _lost(snapshot: Snapshot, rows: Sequence[Edit]) -> None:
    """The corrections that find nothing in this snapshot; nothing where there are none."""
    found = corrected.lost(snapshot, rows)
    if not found:
        return
    st.html(
        '<p class="under-title">CORRECTIONS THAT NO LONGER APPLY &nbsp;<span>of all events; kept, '
        "and applied again when what they are about comes back</span></p>"
    )
    table = [
        {
            "who": edit.who,
            "when": f"{edit.at:%Y-%m-%d %H:%M}",
            "what": in_words(edit, {}),
            "why": edit.why,
            "about": edit.about,
        }
        for edit in found
    ]
    st.dataframe(
        pd.DataFrame(table),
        hide_index=True,
        column_config=LOST,
        alt="Corrections that find nothing in this snapshot",
    )


def _files(rows: Sequence[Edit]) -> None:
    """All corrections as a file, and those of another place taken in."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="corrections_files"):
        st.download_button(
            "Export all corrections",
            edit_rows.to_json(rows),
            file_name="coverage-corrections.json",
            mime="application/json",
            disabled=not rows,
            on_click="ignore",
        )
        with st.popover("Import corrections"):
            given = st.file_uploader("A file that was exported here", type="json", key="given_log")
            st.button(
                "Take in",
                key="take_in",
                disabled=given is None,
                on_click=_take_in,
                args=(b"" if given is None else given.getvalue(),),
            )


def _take_in(content: bytes) -> None:
    """Callback: add the rows of a file that are not here yet."""
    try:
        given = edit_rows.from_json(content.decode("utf-8", "replace"))
        n = corrected.log(state.snapshot_path()).take_in(given)
    except CoverageError as error:
        st.session_state[SAID] = str(error)
        return
    st.toast(f"{count(n, 'correction')} taken in." if n else "All of them were here already.")
