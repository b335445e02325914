"""The card of the Corpus page that shows a page whole, its articles' lines marked."""

from __future__ import annotations

import html
from functools import partial

import streamlit as st

from coverage.store import Snapshot
from coverage.views import page_text, phrases, queries, state

AS_KEPT, WHOLE = "As kept", "The page"

NO_TEXT = "There is no text of it in this snapshot."
UNTOLD = "The page’s text is not in this snapshot; build it again to see it."


def control(source_id: str) -> None:
    """The choice between an article as it was kept and its page."""
    key = "control_page"
    st.session_state[key] = source_id if state.selection().page == source_id else ""
    st.segmented_control(
        "Text",
        ["", source_id],
        format_func=lambda option: WHOLE if option else AS_KEPT,
        required=True,
        key=key,
        on_change=state.take,
        args=("page",),
        label_visibility="collapsed",
    )


def show(snapshot: Snapshot, source_id: str, article_id: str) -> None:
    """A page's text, that of `article_id` marked, under a sentence that sums it up."""
    n_rows = _n_rows(source_id)
    told, text, n_left = _drawn(snapshot, str(snapshot.path), source_id, article_id, n_rows)
    st.html(f'<p class="told">{html.escape(told)}</p>{text}')
    if n_left:
        with st.container(key="more"):
            st.button(
                f"Show more: {phrases.count(n_left, 'line')} left",
                type="tertiary",
                on_click=partial(st.session_state.update, page_rows=(source_id, n_rows * 2)),
            )


def _n_rows(source_id: str) -> int:
    """Rows of a page to show: more than at first where they were asked for."""
    asked_for, n_rows = st.session_state.get("page_rows", ("", 0))
    return int(n_rows) if asked_for == source_id else page_text.N_ROWS


@st.cache_data(show_spinner=False, max_entries=30)
def _drawn(
    _snapshot: Snapshot, path: str, source_id: str, article_id: str, n_rows: int
) -> tuple[str, str, int]:
    """The sentence above a page, its first rows as HTML, and the number of lines left."""
    page = queries.page(_snapshot, source_id)
    found = page_text.lines(page) if page else []
    if not found:
        return (UNTOLD if article_id else NO_TEXT), "", 0
    text, n_left = page_text.render(found, article_id, n_rows)
    return page_text.finding(found, article_id), text, n_left
