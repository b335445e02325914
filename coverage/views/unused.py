"""The pages that were not used: their table on the Corpus page, and the card of one of them."""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

from coverage.store import Snapshot
from coverage.views import state, whole

N_EAGER = 5000
"""Rows that the browser is given at once; more are loaded as they are scrolled to, and Streamlit
lets no row be chosen there."""

REASONS = {
    "source_id": st.column_config.TextColumn("Page", width=150),
    "reason": st.column_config.TextColumn("Why", width=560),
}


def chosen(articles: pd.DataFrame, rejected: pd.DataFrame) -> str:
    """The selected page, if nothing of it was used; "" where an article is to be shown.

    A page selected without an article of its own brings its main one with it.
    """
    page = state.selection().page
    own = articles[articles["source_id"] == page]
    if len(own):
        if not (own["article_id"] == state.selection().article).any():
            state.select(article=str(own.sort_values("role")["article_id"].iloc[0]))
    elif (rejected["source_id"] == page).any():
        return page
    elif page:
        st.info("This link’s page is not in this snapshot.")
        state.select(page="")
    return ""


def table(rejected: pd.DataFrame, page: str) -> None:
    """The pages, each with its reason; a row that is clicked is the page that is shown."""
    if rejected.empty:
        st.html('<p class="under-title">NOT USED</p><p class="quiet">Every page was used.</p>')
        return
    is_lazy = len(rejected) > N_EAGER
    hint = "" if is_lazy else " &nbsp;<span>click a row to see its page</span>"
    st.html(f'<p class="under-title">NOT USED{hint}</p>')
    rows, alt = rejected[list(REASONS)], "Pages that were not used, and why"
    if is_lazy:
        st.dataframe(rows, hide_index=True, column_config=REASONS, lazy=True, alt=alt)
        return
    sources, key = list(rejected["source_id"]), "rejected"
    places = [sources.index(page)] if page else []
    st.session_state[key] = {"selection": {"rows": places, "columns": [], "cells": []}}
    st.dataframe(
        rows,
        hide_index=True,
        column_config=REASONS,
        key=key,
        on_select=lambda: _clicked(key, sources, places),
        selection_mode=["single-row", "single-cell"],
        lazy=False,
        alt=alt,
    )


def _clicked(key: str, sources: list[str], shown: list[int]) -> None:
    """Callback of the table: select the page of the clicked row."""
    row = state.clicked_row(key, shown)
    if row is not None and row < len(sources):
        state.select(article="", page=sources[row])


def card(snapshot: Snapshot, rejected: pd.DataFrame, page: str) -> None:
    """Why a page was not used, and its text where it is known."""
    reasons = rejected.loc[rejected["source_id"] == page, "reason"]
    said = "".join(f'<p class="fact">{html.escape(str(reason))}</p>' for reason in reasons)
    with st.container(key="page_card"):
        st.html(f'<div class="panel"><h2>{html.escape(page)}</h2>{said}</div>')
        whole.show(snapshot, page, "")
