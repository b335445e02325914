"""The copies of an event: who carries whose text, who had it first, and any two articles level."""

from __future__ import annotations

import html
from collections.abc import Callable

import pandas as pd
import streamlit as st

from coverage.measures.strictness import settings_of
from coverage.store import Snapshot
from coverage.views import (
    copies_head,
    copies_pair,
    copies_queries,
    copies_text,
    copies_told,
    phrases,
    state,
    topline,
)
from coverage.views.copies_pair import Side
from coverage.views.copies_told import Told

CHART = "copies"

N_LISTED = 2000
"""Pairs listed, those with most words first; in a longer table Streamlit lets none be chosen. The
CSV has all."""

METHODS_PAGE = "coverage/views/methods.py"

COLUMNS = {
    "said": st.column_config.TextColumn("Articles", width=232),
    "n_words": st.column_config.NumberColumn(
        "Words", width=54, format="localized", help="Words that are the same in both."
    ),
    "share_left": st.column_config.NumberColumn(
        "Of left", width=56, format="%.0f%%", help="Share of the left article’s words."
    ),
    "share_right": st.column_config.NumberColumn(
        "Of right", width=60, format="%.0f%%", help="Share of the right article’s words."
    ),
}
"""The columns of the table of pairs that are shown; the CSV has all."""


def page(snapshot: Snapshot) -> None:
    """The whole page."""
    state.restore(state.COPIES_FIELDS)
    events = topline.comparable(snapshot)
    if events.empty:
        return
    is_copied = events["n_versions"] < events["n_articles"]  # those with copies come first
    event = topline.event(snapshot, pd.concat([events[is_copied], events[~is_copied]]))
    told = copies_told.read(snapshot, str(event["event_id"]))
    said = copies_text.finding(event, told.articles, told.pairs)
    st.html(
        f'<div class="head"><h1>{html.escape(str(event["label"]))}</h1>'
        f'<p class="finding">{said}</p></div>'
    )
    if not told.pairs:
        st.info(copies_text.nothing(settings_of(snapshot.manifest), int(is_copied.sum())))
        state.select(left="", right="")
    else:
        number = _chosen(snapshot, told)
        _controls(told, number)
        with st.container(horizontal=True, gap="medium", key="body"):
            _network(snapshot, told, number)
            _table(told, number)
        _pair(snapshot, told, number)
    state.mirror(state.COPIES_FIELDS)


def _chosen(snapshot: Snapshot, told: Told) -> int:
    """Number of the selected pair, of those with most words first; the first where none is.

    A link may name the two the other way round.
    """
    chosen = [state.selection().left, state.selection().right]
    wanted = {*chosen}
    numbers = {frozenset((p.article_a, p.article_b)): n for n, p in enumerate(told.pairs)}
    number = numbers.get(frozenset(wanted), -1)
    if number < 0:
        number = 0
        if wanted <= told.called.keys():
            st.info("The two articles of this link share no copied text; here is a pair that does.")
        elif any(chosen) and not copies_queries.knows(snapshot, chosen):
            st.info("This link’s articles are not in this snapshot; here is another pair.")
    _select(told.rows, number)
    return number


def _select(rows: pd.DataFrame, number: int) -> None:
    row = rows.iloc[number]
    state.select(left=str(row["left"]), right=str(row["right"]))


def _controls(told: Told, number: int) -> None:
    """One row: the pair, export."""
    rows = told.rows
    listed = rows.head(N_LISTED).index.union([number])
    names = {
        place: f"{rows['said'][place]} · {phrases.count(int(rows['n_words'][place]), 'word')}"
        for place in listed
    }
    st.session_state["control_pair"] = number
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        st.selectbox(
            "Pair of articles",
            list(names),
            format_func=lambda number: names[number],
            key="control_pair",
            on_change=lambda: _select(rows, st.session_state["control_pair"]),
            label_visibility="collapsed",
            width=420,
        )
        with st.popover("Export"):
            _download("pairs", lambda: copies_text.pairs_csv(rows, told.articles))
            _download("passages", lambda: copies_text.passages_csv(told.passages, told.articles))


def _download(what: str, data: Callable[[], bytes]) -> None:
    """A button to save what is made of it only then."""
    st.download_button(
        f"{what.capitalize()} as CSV",
        data=data,
        file_name=f"coverage-copied-{what}.csv",
        mime="text/csv",
        on_click="ignore",
        width="stretch",
    )


def _network(snapshot: Snapshot, told: Told, number: int) -> None:
    """The picture; a click on a line or an article selects its pair."""
    pair = told.pairs[number]
    selected = frozenset((pair.article_a, pair.article_b))
    figure, n_drawn = copies_told.picture(snapshot, told, state.theme(), selected)
    with st.container(key="picture_card"):
        with st.container(key="network"):
            st.plotly_chart(
                figure,
                theme=None,
                key=CHART,
                on_select=lambda: _clicked(told.rows),
                selection_mode="points",
                config={"displayModeBar": False},
                alt="Articles over time, with lines between those that share copied text.",
            )
        lines = [copies_text.key(told.pairs, n_drawn), copies_text.apart(told.articles, told.pairs)]
        keys = "".join(f'<p class="quiet key">{html.escape(line)}</p>' for line in lines if line)
        st.html(keys)


def _clicked(rows: pd.DataFrame) -> None:
    """Callback of the picture: select the pair of the clicked line or dot."""
    points = st.session_state[CHART].selection.points
    if points:
        wanted = set(points[0]["customdata"])
        for number, row in enumerate(rows.to_dict("records")):
            if {row["left"], row["right"]} == wanted:
                _select(rows, number)


def _table(told: Told, number: int) -> None:
    """All pairs; a row that is clicked is the one that is shown."""
    rows, key = told.rows, f"pairs_{state.selection().event}"
    with st.container(key="pairs_card"):
        n_pairs = phrases.count(len(rows), "PAIR", "PAIRS")
        st.html(f'<p class="under-title">{n_pairs} &nbsp;<span>click a row to read it</span></p>')
        places = [number] if number < N_LISTED else []
        st.session_state[key] = {"selection": {"rows": places, "columns": [], "cells": []}}
        shares = {name: rows[name] * 100 for name in ("share_left", "share_right")}
        st.dataframe(
            rows.assign(**shares)[list(COLUMNS)].head(N_LISTED),
            hide_index=True,
            column_config=COLUMNS,
            key=key,
            on_select=lambda: _clicked_row(rows, key, number),
            selection_mode=["single-row-required" if places else "single-row", "single-cell"],
            lazy=False,
            alt="Pairs of articles",
        )


def _clicked_row(rows: pd.DataFrame, key: str, shown: int) -> None:
    row = state.clicked_row(key, [shown])
    if row is not None:
        _select(rows, row)


def _pair(snapshot: Snapshot, told: Told, number: int) -> None:
    """The selected pair: what it shares, who had it first, and both articles side by side."""
    pair, row = told.pairs[number], told.rows.iloc[number].to_dict()
    known = {article.article_id: article for article in told.articles}
    left, right = (
        Side(
            told.called[article_id],
            known[article_id],
            told.words[article_id],
            copies_queries.sentences(snapshot, article_id),
        )
        for article_id in (str(row["left"]), str(row["right"]))
    )
    own = [
        passage
        for passage in told.passages
        if (passage.article_a, passage.article_b) == (pair.article_a, pair.article_b)
    ]
    with st.container(key="pair_card"):
        st.html(copies_head.render(pair, row, left, right))
        st.html(copies_pair.render(left, right, own))
        st.page_link(METHODS_PAGE, label="How these numbers come about")


if __name__ == "__main__":
    state.show(page, "copies")
