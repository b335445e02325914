"""The event page's Export menu: what can be made of what is shown, and how far that is."""

from __future__ import annotations

import html
from typing import Any

import pandas as pd
import streamlit as st

from coverage.store import Snapshot
from coverage.views import claim_filters, queries, server, shown, state, strictness
from coverage.views.jobs import Job

JOB = "export_job"
"""Key of the session for the number of its last export."""

REFRESH_SECONDS = 0.5

NAMES = {
    "deck": "Slides (PowerPoint)",
    "workbook": "Workbook (Excel)",
    "leaflet": "Leaflet (one HTML file)",
    "csv": "One long table (CSV)",
    "parquet": "One long table (Parquet)",
    "pictures": "Pictures (PNG, SVG, PDF)",
    "all": "Everything (ZIP)",
}
"""What is made -> its name on the button."""

MIME = {
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".html": "text/html",
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".zip": "application/zip",
}

STAGES = {"reading": "Reading the event", "pictures": "Drawing pictures"}


def choices(
    snapshot: Snapshot, event: queries.Row, rows: pd.DataFrame, n_all: int, outlets: pd.DataFrame
) -> None:
    """A button for each kind of file; `rows`: the claims that are shown, of `n_all`."""
    told = view(snapshot, rows, n_all, outlets)
    for to, name in NAMES.items():
        st.button(
            name,
            key=f"export_{to}",
            on_click=start,
            args=(str(event["event_id"]), to, told),
            width="stretch",
        )


def view(
    snapshot: Snapshot, rows: pd.DataFrame, n_all: int, outlets: pd.DataFrame
) -> dict[str, Any]:
    """What is shown, as `export --view` takes it."""
    chosen = state.selection()
    filters = claim_filters.in_words(chosen, len(rows), n_all)
    is_as_built = not filters and chosen.sort == shown.Sort.SHARED
    return {
        "outlets": list(outlets["outlet"]),
        "claim_ids": None if is_as_built else list(rows["claim_id"]),
        "filters": filters,
        "sure": strictness.level(snapshot),
    }


def start(event_id: str, to: str, told: dict[str, Any]) -> None:
    """Make an export of this snapshot; this session is shown how far it is."""
    st.session_state[JOB] = server.jobs().start(state.snapshot_path(), event_id, to, told)


def show() -> None:
    """How far this session's last export is, or what it made; nothing where there was none."""
    number = st.session_state.get(JOB, 0)
    job = server.jobs().get(number) if number else None
    if job is None:
        return
    with st.container(key="export_job"):
        if job.is_over:
            _over(job)
        else:
            st.fragment(_watch, run_every=REFRESH_SECONDS)(number)


def _watch(number: int) -> None:
    """A fragment: the steps while they go on."""
    job = server.jobs().get(number)
    if job is None or job.is_over:
        st.rerun()
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        steps = f" {job.done:,} of {job.total:,}" if job.total > 1 else ""
        said = STAGES.get(job.stage, f"Making: {NAMES.get(job.stage, NAMES[job.to])}")
        waits = "" if job.stage else "Waiting for its turn: "
        st.progress(min(job.done / max(job.total, 1), 1.0), text=f"{waits}{said}{steps}")
        st.button("Cancel", key="cancel_export", on_click=server.jobs().cancel, args=(number,))


def _over(job: Job) -> None:
    """The file to be saved, or why there is none."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if job.file is None:
            st.html(f'<p class="quiet">{NAMES[job.to]}: {html.escape(job.failure)}</p>')
        else:
            size = job.file.stat().st_size / 1e6 if job.file.exists() else 0.0
            st.download_button(
                f"Save {NAMES[job.to]}, {size:.1f} MB",
                data=job.file.read_bytes,
                file_name=job.file.name,
                mime=MIME[job.file.suffix],
                on_click="ignore",
                icon=":material/download:",
                key="save_export",
            )
        st.button("Dismiss", key="dismiss_export", on_click=_dismiss, type="tertiary")


def _dismiss() -> None:
    st.session_state.pop(JOB, None)
