"""The widget that chooses a span of days."""

from __future__ import annotations

from datetime import date

import streamlit as st

from coverage.views import state


def control(since: date | None, until: date | None) -> None:
    """From a day to a day; half a span, while one is chosen, changes nothing."""
    key = f"control_days_{since}_{until}"

    def take() -> None:
        days = [day.isoformat() for day in st.session_state[key]]
        if len(days) != 1:
            first, last = days or ("", "")
            state.select(since=first, until=last)

    st.date_input(
        "Days",
        value=[day for day in (since, until) if day],
        key=key,
        on_change=take,
        format="YYYY-MM-DD",
        label_visibility="collapsed",
        width=236,
    )
