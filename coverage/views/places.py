"""Which snapshot this session reads, and addresses within the app that go on with it.

The session keeps the chosen link's name, checked against the list (`snapshots`) at the start of
each run; addresses name it as `from`, unless it is the default.
"""

from __future__ import annotations

import html
import os
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

ROOT = Path(__file__).parents[2]
DEFAULT = ROOT / "data" / "current"

FROM = "from"
"""The parameter of an address, and what the session keeps it under; "" for the default."""

_KEPT = ("name", "mirrored", "own_build", "told_build", "dismissed_build")
"""What a session keeps that chooses another snapshot: who it is, and its builds."""


def is_given() -> bool:
    """Whether the person who runs the app said which snapshot it shows."""
    return bool(os.environ.get("COVERAGE_SNAPSHOT"))


def default() -> Path:
    """Where the default snapshot is read: COVERAGE_SNAPSHOT, or data/current of this repository."""
    return Path(os.environ.get("COVERAGE_SNAPSHOT") or DEFAULT)


def name() -> str:
    """Name of the chosen link, "" for the default."""
    return str(st.session_state.get(FROM, ""))


def path() -> Path:
    """The link, beside the default one or itself, at which this session reads."""
    return default().with_name(name()) if name() else default()


def choose(link: str) -> None:
    """Read at the link of that name from now on; all that was chosen of the other one is let go."""
    kept = {key: st.session_state[key] for key in _KEPT if key in st.session_state}
    st.session_state.clear()
    st.session_state.update(kept | {FROM: link})


def query() -> dict[str, str]:
    """The parameter that names the snapshot; none for the default."""
    return {FROM: name()} if name() else {}


def link(page: str, **parameters: object) -> str:
    """Address of a page of the app with these parameters and the snapshot's, escaped for HTML."""
    told = urlencode(query() | parameters)
    return html.escape(f"{page}?{told}" if told else page, quote=True)
