"""What stands above the matrix: the order of claims, filters, which claim is read, exports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from coverage import exporting
from coverage.store import Snapshot
from coverage.views import (
    claim_filters,
    event_filters,
    exports_menu,
    phrases,
    queries,
    shown,
    state,
)
from coverage.views.claim_filters import STATUSES, Whose

WHOSE: dict[str, str] = {
    Whose.ANY: "In any voice",
    Whose.OWN: "In an outlet’s own voice",
    Whose.GIVEN: "Given to a speaker",
}


def show(
    snapshot: Snapshot,
    event: queries.Row,
    rows: pd.DataFrame,
    cells: pd.DataFrame,
    outlets: pd.DataFrame,
    n_all: int,
) -> None:
    """One row: order, claim, filters, export. `n_all`: claims of the event, shown or not."""
    labels = dict(zip(rows["claim_id"], rows["label"], strict=True))
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        st.segmented_control(
            "Order",
            list(shown.Sort),
            format_func=lambda sort: shown.SORT_LABELS[sort],
            required=True,
            key=state.control("sort"),
            on_change=state.take,
            args=("sort",),
            label_visibility="collapsed",
        )
        st.selectbox(
            "Claim",
            list(labels),
            format_func=lambda claim_id: labels.get(claim_id, ""),
            key=state.control("claim") if labels else None,
            on_change=state.take,
            args=("claim",),
            label_visibility="collapsed",
            disabled=not labels,
        )
        st.text_input(
            "Filter the claims",
            key=state.control("filter"),
            on_change=state.take,
            args=("filter",),
            placeholder="Filter",
            label_visibility="collapsed",
            type="search",
            width=170,
        )
        if state.selection().sort == shown.Sort.TOLD:
            _article(snapshot, event)
        n_set = claim_filters.chosen(state.selection()).n_set
        with st.popover(f"Filters · {n_set}" if n_set else "Filters", key="filters"):
            _filters(outlets, event)
        with st.popover("Export"):
            exports_menu.choices(snapshot, event, rows, n_all, columns(outlets))
            _export(event, rows, cells, outlets)
    exports_menu.show()


def _export(
    event: queries.Row, rows: pd.DataFrame, cells: pd.DataFrame, outlets: pd.DataFrame
) -> None:
    """All claims in their order as CSV; in which format the chart's camera saves the picture."""
    st.download_button(
        "Table as CSV",
        data=lambda: shown.to_csv(rows, cells, outlets),
        file_name=f"{file_name(event)}.csv",
        mime="text/csv",
        on_click="ignore",
        width="stretch",
    )
    st.radio(
        "Picture (camera in the chart’s corner)",
        ["png", "svg"],
        format_func=str.upper,
        key="picture",
        horizontal=True,
    )


def file_name(event: queries.Row) -> str:
    """A file name out of the event's label, and of the strictness that is chosen."""
    chosen = state.selection().strictness
    name = exporting.file_name(str(event["label"]))
    return name + (f"-strictness-{chosen}" if chosen else "")


def _articles(snapshot: Snapshot, event: queries.Row) -> dict[str, str]:
    """The event's articles: id -> outlet and title."""
    found = snapshot.query(
        """SELECT article_id, outlet, title FROM articles WHERE event_id = ?
           ORDER BY published NULLS LAST, article_id""",
        event["event_id"],
    )
    names = [f"{row['outlet']}: {row['title']}" for row in found.to_dict("records")]
    return dict(zip(found["article_id"], names, strict=True))


def places(snapshot: Snapshot, event: queries.Row, sort: shown.Sort) -> dict[str, int]:
    """Claim -> its place in the article by whose order is sorted; none for another order."""
    if sort != shown.Sort.TOLD:
        return {}
    articles = _articles(snapshot, event)
    if state.selection().order not in articles:
        state.select(order=next(iter(articles)))
    return claim_filters.places(snapshot, str(event["event_id"]), state.selection().order)


def _article(snapshot: Snapshot, event: queries.Row) -> None:
    """By the order of which article."""
    articles = _articles(snapshot, event)
    st.selectbox(
        "Article",
        list(articles),
        format_func=lambda article_id: articles[article_id],
        key=state.control("order"),
        on_change=state.take,
        args=("order",),
        label_visibility="collapsed",
        width=260,
    )


def _filters(outlets: pd.DataFrame, event: queries.Row) -> None:
    """Outlets, status, versions, voice, contested; and all of them away again."""
    names = list(outlets["outlet"])
    chosen = claim_filters.chosen(state.selection())
    key = "control_columns"
    st.session_state[key] = [name for name in chosen.columns if name in names]
    st.multiselect(
        "Outlets shown",
        names,
        format_func=phrases.label,
        key=key,
        on_change=lambda: state.select(columns=event_filters.pack(st.session_state[key])),
        placeholder="All",
        select_all=False,
    )
    with st.container(horizontal=True):
        _choice("Claims that are", "status", list(STATUSES), "Anything")
        _choice("by", "by_outlet", names, "any outlet shown")
    with st.container(horizontal=True):
        versions = [str(n) for n in range(2, int(event["n_versions"]) + 1)]
        _choice("Independent versions, at least", "least", versions, "1")
        _choice("Told", "whose", list(WHOSE)[1:], WHOSE[Whose.ANY], WHOSE)
    flag = "control_contested"
    st.session_state[flag] = chosen.is_contested
    st.toggle(
        "Only contested claims",
        key=flag,
        on_change=lambda: state.select(contested=state.ALL if st.session_state[flag] else ""),
        help="Their sentences contradict one another in a number, a date, a place or a name.",
    )
    st.button(
        "Clear the filters",
        on_click=state.select,
        kwargs=dict.fromkeys(state.FILTER_FIELDS, ""),
        disabled=not chosen.n_set,
        type="tertiary",
    )


def _choice(
    name: str,
    field: str,
    options: Sequence[str],
    none: str,
    names: Mapping[str, str] | None = None,
) -> None:
    """One of several, or none."""
    key = f"control_{field}"
    held = str(getattr(state.selection(), field))
    st.session_state[key] = held if held in options else None
    st.selectbox(
        name,
        options,
        format_func=lambda option: (names or {}).get(option, option),
        key=key,
        on_change=state.take,
        args=(field,),
        placeholder=none,
        width=220,
    )


def columns(outlets: pd.DataFrame) -> pd.DataFrame:
    """The outlets that are shown: those chosen, all where none of the event's is."""
    chosen = outlets[outlets["outlet"].isin(claim_filters.chosen(state.selection()).columns)]
    return outlets if chosen.empty else chosen.reset_index(drop=True)


def left_out(n_shown: int, n_all: int) -> None:
    """How many claims the filters leave out."""
    if told := claim_filters.said(n_shown, n_all):
        st.html(f'<p class="quiet made">{told}</p>')
