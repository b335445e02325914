"""What all sessions of this server share beside the open snapshots: its builds and exports."""

from __future__ import annotations

import streamlit as st

from coverage.views.builds import Builds
from coverage.views.jobs import Jobs


@st.cache_resource(show_spinner=False)
def builds() -> Builds:
    """The builds of this server."""
    return Builds()


@st.cache_resource(show_spinner=False)
def jobs() -> Jobs:
    """The exports of this server."""
    return Jobs()
