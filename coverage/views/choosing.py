"""A table of which one row is chosen, by a click anywhere in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from coverage.views import state

N_EAGER = 2000
"""Rows that a table has at most: of more, loaded by scrolling, Streamlit lets none be chosen."""


def table(
    rows: pd.DataFrame,
    columns: Mapping[str, Any],
    ids: Sequence[str],
    chosen: str,
    key: str,
    alt: str,
    field: str = "pick",
) -> None:
    """The columns named of `rows`; a click puts the row's entry of `ids` into the `field`.

    `chosen`: the one of `ids` that is marked.
    """
    places = [list(ids).index(chosen)] if chosen in ids[:N_EAGER] else []
    st.session_state[key] = {"selection": {"rows": places, "columns": [], "cells": []}}
    st.dataframe(
        rows[list(columns)].head(N_EAGER),
        hide_index=True,
        column_config=columns,
        placeholder="",
        key=key,
        on_select=lambda: _clicked(key, ids, places, field),
        selection_mode=["single-row-required" if places else "single-row", "single-cell"],
        lazy=False,
        alt=alt,
    )
    if len(rows) > N_EAGER:
        st.html(f'<p class="quiet">The first {N_EAGER:,} of {len(rows):,} rows.</p>')


def _clicked(key: str, ids: Sequence[str], shown: list[int], field: str) -> None:
    """Callback of the table: choose the clicked row."""
    row = state.clicked_row(key, shown)
    if row is not None and row < len(ids):
        state.select(**{field: ids[row]})
