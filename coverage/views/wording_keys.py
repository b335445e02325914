"""The Wording page's first part: what sets each outlet apart, and each use in its place."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from coverage import charts
from coverage.charts import keyness as picture
from coverage.exports import cell_text
from coverage.measures import concordance, keyness
from coverage.store import Snapshot
from coverage.views import keys_told, phrases, state, wording_queries
from coverage.views.keys_told import Counted, Told

CHART = "keyness"

CONTEXT = 90
"""Letters shown before and behind a word."""

MOST_LINES = 2_000
"""Uses of a word that are listed."""

LINES = {
    "outlet": st.column_config.TextColumn("Outlet", width=120),
    "left": st.column_config.TextColumn("Before", width=350, alignment="right"),
    "hit": st.column_config.TextColumn("Word", width=130),
    "right": st.column_config.TextColumn("Behind", width=350),
    "when": st.column_config.TextColumn("Published (UTC)", width=165),
    "article": st.column_config.LinkColumn("Article", width=80, display_text="Read ↗"),
}


@st.cache_resource(show_spinner="Counting words …", max_entries=8)
def _counted(_snapshot: Snapshot, path: str, articles: tuple[str, ...]) -> Counted:
    return keys_told.count(_snapshot, articles)


def read(snapshot: Snapshot, articles: Sequence[str]) -> Told:
    """The terms of these articles, with words quoted from others or without, as is chosen."""
    is_own = state.selection().own == state.ALL
    found: Told = _told(snapshot, str(snapshot.path), tuple(articles), is_own)
    return found


@st.cache_resource(show_spinner="Counting words …", max_entries=16)
def _told(_snapshot: Snapshot, path: str, articles: tuple[str, ...], is_own: bool) -> Told:
    return keys_told.told(_counted(_snapshot, path, articles), is_own)


def figure(told: Told, theme: charts.Theme, n: int, selected: str = "") -> go.Figure:
    """The first `n` terms of each outlet."""
    first = told.table.groupby("outlet", sort=False).head(n)
    return picture.keyness(first, list(told.counted.whole), theme, selected)


def show(snapshot: Snapshot, articles: Sequence[str]) -> None:
    """The picture, and the uses of the word that is chosen."""
    told = read(snapshot, articles)
    table = told.table
    st.html(f'<p class="finding">{keys_told.finding(told.keys, told.counted)}</p>')
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        st.segmented_control(
            "Whose words",
            ["", state.ALL],
            format_func=lambda own: "Without quotations" if own else "All words",
            required=True,
            key=state.control("own"),
            on_change=state.take,
            args=("own",),
            label_visibility="collapsed",
            help="Without what stands in quotation marks and is given to a speaker.",
        )
        st.text_input(
            "Word or phrase",
            key=state.control("term"),
            on_change=state.take,
            args=("term",),
            placeholder="Find a word or phrase: sanction*",
            label_visibility="collapsed",
            type="search",
            width=290,
        )
        with st.popover("Export"):
            st.download_button(
                "Words as CSV",
                data=lambda: cell_text.csv(table),
                file_name="coverage-keyness.csv",
                mime="text/csv",
                on_click="ignore",
                width="stretch",
            )
    with st.container(key="picture_card"):
        st.plotly_chart(
            figure(told, state.theme(), keys_told.N_SHOWN, state.selection().term),
            theme=None,
            key=CHART,
            on_select=_clicked,
            selection_mode="points",
            config={"displayModeBar": True, "modeBarButtons": [["toImage"]],
                    "toImageButtonOptions": {"scale": 3, "filename": "coverage-keyness"}},
            alt="For each outlet the words and phrases that it uses more than the others do.",
        )  # fmt: skip
    st.html(f'<p class="quiet made">{MADE}</p>')
    _concordance(snapshot, articles)


MADE = (
    "How this was made: uses by the outlet : by all others together. The bar is the z-score of the "
    "log-odds with what all say as prior (Monroe and others, 2008); the darker bars, from "
    f"{keyness.Z_SURE}, are seldom chance. Function words are left out; a phrase is shown instead "
    "of its words where these are hardly said without it."
)


def _clicked() -> None:
    """Callback of the picture: show the uses of the clicked term."""
    points = [p for p in st.session_state[CHART].selection.points if p.get("customdata")]
    if points:
        state.select(term=str(points[0]["customdata"][0]))


def _concordance(snapshot: Snapshot, articles: Sequence[str]) -> None:
    term = state.selection().term
    if not term:
        st.html('<p class="quiet">Click a word, or write one above, to read each of its uses.</p>')
        return
    rows = wording_queries.sentences(snapshot, articles)
    lines = pd.DataFrame(_lines(rows, term), columns=list(LINES))
    if lines.empty:
        st.info(f"Nobody here says “{phrases.label(term)}”. A * at the end stands for any ending.")
        return
    counts = lines["outlet"].value_counts()
    each = ", ".join(f"{outlet} {counts[outlet]:,}" for outlet in sorted(counts.index))
    n_all = phrases.count(len(lines), "USE", "USES")
    st.html(
        f'<p class="under-title">{n_all} OF “{html.escape(term)}” &nbsp;'
        f"<span>{html.escape(each)}</span></p>"
    )
    st.dataframe(
        lines.head(MOST_LINES),
        hide_index=True,
        column_config=LINES,
        placeholder="",
        alt="Each use of the word with what stands before and behind it",
    )


def _lines(rows: pd.DataFrame, term: str) -> Iterator[dict[str, Any]]:
    about = rows.set_index("sentence_id").to_dict("index")
    for line in concordance.lines(keys_told.sentences(rows), term):
        row = about[line.sentence_id]
        yield {
            "outlet": row["outlet"],
            "left": _last(line.left),
            "hit": line.hit,
            "right": _first(line.right),
            "when": phrases.stamp(row["published"], row["published_precision"]),
            "article": f"corpus?article={row['article_id']}",
        }


def _last(text: str) -> str:
    return text if len(text) <= CONTEXT else "…" + text[-CONTEXT:]


def _first(text: str) -> str:
    return text if len(text) <= CONTEXT else text[:CONTEXT] + "…"
