"""Adding documents on the Corpus page: files, a page's text, and what was added so far."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, date, datetime, time
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from coverage import additions
from coverage.additions import Addition
from coverage.errors import CoverageError
from coverage.store import Snapshot
from coverage.views import progress, state
from coverage.views.phrases import count, label

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)
"""Days that can be chosen; before the first there were no news pages."""

ADDED = {
    "used": st.column_config.CheckboxColumn("In use", width=80),
    "name": st.column_config.TextColumn("File", width=165),
    "gave": st.column_config.TextColumn("What it gave", width=236),
    "by": st.column_config.TextColumn("By", width=80),
    "at": st.column_config.DatetimeColumn("When (UTC)", width=140, format="YYYY-MM-DD HH:mm"),
}
"""Columns of the table of additions."""


def button(snapshot: Snapshot) -> None:
    """The button that opens the form, or says why nothing can be added."""
    reason = obstacle(snapshot)
    is_open = st.button(
        "Add documents", key="add_documents", disabled=bool(reason), help=label(reason) or None
    )
    progress.hold("adding", is_open)
    if is_open:
        st.dialog("Add documents", width="medium", on_dismiss="rerun")(form)(snapshot)


def obstacle(snapshot: Snapshot) -> str:
    """Why the snapshot cannot be added to or corrected, in a sentence; "" where it can."""
    out = state.snapshot_path()
    if not out.is_symlink():
        return "This snapshot is opened by its own folder, not by the link that a build publishes."
    if not os.access(out.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        return "The snapshot’s folder is closed to writing, so it can only be read."
    lacks = "This snapshot lacks the pages it was built from; build it anew."
    return "" if _has_pages(snapshot, str(snapshot.path)) else lacks


@st.cache_data(show_spinner=False, max_entries=3)
def _has_pages(_snapshot: Snapshot, path: str) -> bool:
    """Whether the snapshot holds the page of each of its articles."""
    return _snapshot.query(
        "SELECT 1 FROM articles WHERE source_id NOT IN (SELECT source_id FROM pages) LIMIT 1"
    ).empty


def form(snapshot: Snapshot) -> None:
    """The form. In its dialog it is a fragment of its own, so that the page behind it rests."""
    files, text, so_far = st.tabs(["Files", "Paste a page", "Added so far"])
    with files:
        _files()
    with text:
        _text()
    with so_far:
        _so_far(snapshot)


def _files() -> None:
    uploaded = st.file_uploader(
        "Pages, tables or web archives",
        type=[ending.removeprefix(".") for ending in additions.ENDINGS],
        accept_multiple_files=True,
        key="added_files",
        help="A page copied as text or saved as HTML or PDF, a table with a column of texts, "
        "a web archive; each may be packed as .gz.",
    )
    by = progress.name_input("name_files")
    what = count(len(uploaded), "file") if uploaded else "files"
    if st.button(f"Add {what}", type="primary", disabled=not uploaded, key="add_files"):
        _add([(file.name, _bytes(file)) for file in uploaded], by)


def _bytes(file: UploadedFile) -> bytes:
    return bytes(file.getbuffer())


def _text() -> None:
    with st.form("paste", border=False):
        text = st.text_area(
            "Text of the page",
            height=190,
            placeholder="Copy the whole page, menus and all: the article in it is found.",
        )
        outlet, url = st.columns(2)
        said_outlet = outlet.text_input("Outlet", placeholder="If the page does not say it")
        said_url = url.text_input("Address", placeholder="https://…")
        day, clock = st.columns(2)
        said_day = day.date_input(
            "Published", None, FIRST_DAY, LAST_DAY, format="YYYY-MM-DD", key="paste_day"
        )
        said_time = clock.time_input("Time (UTC)", None, step=60, key="paste_time")
        by = progress.name_input("name_paste")
        if not st.form_submit_button("Add page", type="primary"):
            return
    if not text.strip():
        st.warning("There is no text yet; paste it into the field.")
        return
    content = text.encode("utf-8", "replace")
    name = f"pasted-{hashlib.sha256(content).hexdigest()[:8]}.txt"
    said = {"outlet": said_outlet, "url": said_url, "date": stated(said_day, said_time)}
    _add([(name, content)], by, {key: value.strip() for key, value in said.items()})


def stated(day: date | None, clock: time | None) -> str:
    """A day, and a time of it in UTC, as a manifest states them; "" for none."""
    if day is None:
        return ""
    return day.isoformat() if clock is None else datetime.combine(day, clock, UTC).isoformat()


def _add(files: list[tuple[str, bytes]], by: str, said: dict[str, str] | None = None) -> None:
    """Keep the files and build; the form closes."""
    try:
        for name, content in files:
            additions.add(state.snapshot_path(), name, content, by, **(said or {}))
    except CoverageError as error:
        st.error(label(error))
        return
    progress.start(by)
    st.rerun()


def _so_far(snapshot: Snapshot) -> None:
    """What was added, to be taken out or put back."""
    added = additions.listed(state.snapshot_path())
    if not added:
        st.html(
            '<p class="quiet">Nothing was added yet. What you add here is kept beside the '
            "snapshot and is in every build that is published at the same place.</p>"
        )
        return
    table = pd.DataFrame(_rows(snapshot, added))
    chosen = st.data_editor(
        table,
        column_config=ADDED,
        column_order=list(ADDED),
        disabled=[name for name in ADDED if name != "used"],
        hide_index=True,
        key="added_table",
    )
    by = progress.name_input("name_so_far")
    changed = [
        one
        for one, used in zip(added, chosen["used"], strict=True)
        if bool(used) is not one.is_used
    ]
    said = f"Apply to {count(len(changed), 'file')}" if changed else "Apply"
    if st.button(said, type="primary", disabled=not changed, key="apply_added"):
        _turn(changed, by)


def _turn(changed: list[Addition], by: str) -> None:
    """Take out what is in use, put back what is not, and build."""
    out = state.snapshot_path()
    try:
        for one in changed:
            (additions.take_out if one.is_used else additions.put_back)(out, one.addition_id)
    except CoverageError as error:
        st.error(label(error))
        return
    progress.start(by)
    st.rerun()


def _rows(snapshot: Snapshot, added: list[Addition]) -> list[dict[str, object]]:
    """The additions with what the shown snapshot has of them."""
    ids: dict[str, list[str]] = snapshot.manifest.get("added", {})
    wanted = sorted({source_id for own in ids.values() for source_id in own})
    n_articles = _by_page(
        snapshot,
        "SELECT source_id, count(*) FROM articles WHERE list_contains(?, source_id) GROUP BY ALL",
        wanted,
    )
    reasons = _by_page(
        snapshot,
        """SELECT source_id, min(reason) FROM rejected WHERE list_contains(?, source_id)
           GROUP BY source_id""",
        wanted,
    )
    return [
        {
            "used": one.is_used,
            "name": one.name,
            "gave": _gave(one, ids.get(one.addition_id), n_articles, reasons),
            "by": one.by,
            "at": one.at,
        }
        for one in added
    ]


def _by_page(snapshot: Snapshot, sql: str, source_ids: list[str]) -> dict[str, Any]:
    """The query's second column by its first, which is a page's id."""
    rows = snapshot.query(sql, source_ids) if source_ids else pd.DataFrame()
    return {str(key): value for key, value in rows.itertuples(index=False, name=None)}


def _gave(
    addition: Addition,
    source_ids: list[str] | None,
    n_articles: dict[str, Any],
    reasons: dict[str, Any],
) -> str:
    """What became of an addition: its articles, and why pages of it were not used."""
    if source_ids is None:
        return "not in this snapshot yet" if addition.is_used else "taken out"
    n = sum(int(n_articles.get(source_id, 0)) for source_id in source_ids)
    why = [reasons[source_id] for source_id in source_ids if source_id in reasons]
    parts = [count(n, "article")] if n else []
    if len(why) > 1:
        parts.append(f"{count(len(why), 'page')} not used: {why[0]}")
    return " · ".join(parts + why[:1] if len(why) == 1 else parts)
