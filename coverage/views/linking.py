"""The link to what is shown: copied from below the navigation, and what to say of one opened later.

A copied link names besides the selection the snapshot, how many corrections were known, and what
the event is called, so that whoever opens it after another build is told what has changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st
from rapidfuzz import fuzz, process

from coverage.corrections import Log, place
from coverage.errors import CoverageError
from coverage.store import Snapshot
from coverage.views import phrases

NAMED = ("snapshot", "corrections", "about")
"""Parameters of a copied link beside the selection's."""

LIKE = 60
"""Least likeness, 0 to 100, of an event's name to the one that a link names for it to be offered in
its place. Own choice: most of the words are the same."""


def address(base: str, written: Mapping[str, str], named: Mapping[str, str]) -> str:
    """`base` with the selection as its query, and what a link names besides."""
    told = {**written, **{name: value for name, value in named.items() if value}}
    return urlunsplit(urlsplit(base)._replace(query=urlencode(told), fragment=""))


def named(snapshot: Snapshot, event_id: str) -> dict[str, str]:
    """What a copied link names: the snapshot, the number of corrections, the event's name."""
    found = snapshot.query("SELECT label FROM events WHERE event_id = ?", event_id)
    return {
        "snapshot": snapshot.snapshot_id,
        "corrections": _n_corrections(snapshot) or "",
        "about": "" if found.empty else str(found["label"].iloc[0]),
    }


def _n_corrections(snapshot: Snapshot) -> str:
    out = snapshot.path.parent / str(snapshot.manifest.get("out", ""))
    try:
        rows = Log(place(out)).rows()
    except CoverageError:
        return ""
    return str(rows[-1].seq) if rows else ""


def offer(snapshot: Snapshot, written: Mapping[str, str]) -> None:
    """Below the navigation: the link to what is shown, to be copied."""
    with st.sidebar, st.popover("Copy link", key="copy_link", type="tertiary"):
        link = address(
            str(st.context.url or ""), written, named(snapshot, written.get("event", ""))
        )
        st.code(link, language=None, wrap_lines=True)
        st.html('<p class="quiet made">Opens this page as it is shown now.</p>')


def take(parameters: Mapping[str, str]) -> None:
    """Remember what an opened link names, until the next one is opened."""
    if any(name in parameters for name in NAMED):
        st.session_state["linked"] = {name: parameters.get(name, "") for name in NAMED}


def tell(snapshot: Snapshot) -> None:
    """Say where an opened link was copied from another snapshot, or before or after corrections."""
    linked: Mapping[str, str] = st.session_state.get("linked", {})
    if linked.get("snapshot") and linked["snapshot"] != snapshot.snapshot_id:
        built = str(snapshot.manifest.get("built", "")).replace("T", " ")[:16]
        st.info(
            f"This link was copied from another snapshot, {phrases.label(linked['snapshot'])}; "
            f"shown is {phrases.label(snapshot.snapshot_id)}"
            + (f", built {phrases.label(built)} UTC" if built else "")
            + ". Its numbers may differ."
        )


def nearest(labels: Sequence[str]) -> str | None:
    """Which of the events' labels comes nearest to the one that the opened link names, if any."""
    return nearest_to(str(st.session_state.get("linked", {}).get("about", "")), labels)


def nearest_to(about: str, labels: Sequence[str]) -> str | None:
    """Which of the labels comes nearest to `about`, if any comes near."""
    if not about:
        return None
    found = process.extractOne(about, labels, scorer=fuzz.token_set_ratio, score_cutoff=LIKE)
    return None if found is None else str(found[0])
