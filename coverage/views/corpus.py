"""The corpus: which articles came in, as they were kept, and which pages were not used."""

from __future__ import annotations

import html
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from coverage.store import Snapshot
from coverage.views import (
    adding,
    correcting,
    panel,
    phrases,
    progress,
    queries,
    reader,
    state,
    unused,
    whole,
)

EVENT_PAGE = "coverage/views/event.py"

N_EAGER = 5000
"""Rows that the browser is given at once; more are loaded as they are scrolled to, and Streamlit
lets no row be chosen there."""

COLUMNS = {
    "outlet": st.column_config.TextColumn("Outlet", width=95),
    "title": st.column_config.TextColumn("Title", width=206),
    "when": st.column_config.TextColumn(
        "Published (UTC)", width=187, help="As exactly as it is known."
    ),
    "n_words": st.column_config.NumberColumn(
        "Words", width=60, format="localized", help="Headings and captions are not counted."
    ),
    "same": st.column_config.TextColumn(
        "Same text as", width=100, help="A copy: they carry largely the same text and count once."
    ),
    "event": st.column_config.LinkColumn(
        "Event", width=80, display_text="Event ↗", help="Only where two outlets tell the event."
    ),
    "original": st.column_config.LinkColumn("Original", width=84, display_text="Original ↗"),
    "credit": st.column_config.TextColumn("Credit", width=110, help="Whom the article credits."),
    "role": st.column_config.TextColumn(
        "Role", width=70, help="What its page is about (main), or beside it (related)."
    ),
    "published_basis": st.column_config.TextColumn("Date known from", width=360),
    "source_id": st.column_config.TextColumn("Page", width=130),
}
"""The table's columns, in their order."""


def page(snapshot: Snapshot) -> None:
    """The whole page."""
    state.restore(state.CORPUS_FIELDS)
    articles, rejected = _told(snapshot, str(snapshot.path)), queries.rejected(snapshot)
    _head(articles, rejected)
    progress.show()
    rows = _found(snapshot, articles)
    refused = unused.chosen(articles, rejected)
    article_id = "" if refused else _chosen(articles, rows)
    with st.container(horizontal=True, gap="medium", key="body"):
        with st.container(key="corpus_tables"):
            _articles(rows, len(articles), article_id)
            unused.table(rejected, refused)
            correcting.lost(snapshot)
        if article_id:
            _article(snapshot, articles[articles["article_id"] == article_id])
        if refused:
            unused.card(snapshot, rejected, refused)
    state.mirror(state.CORPUS_FIELDS)


def _head(articles: pd.DataFrame, rejected: pd.DataFrame) -> None:
    """What came in, in a sentence."""
    said = html.escape(phrases.arrived(articles, rejected))
    st.html(
        '<div class="head"><p class="quiet">Corpus</p><h1>What came in</h1>'
        f'<p class="finding">{said}</p></div>'
    )


def _found(snapshot: Snapshot, articles: pd.DataFrame) -> pd.DataFrame:
    """The filter, and the articles that hold all its words in what the table says of them."""
    with st.container(horizontal=True, key="controls"):
        st.text_input(
            "Filter the articles",
            key=state.control("find"),
            on_change=state.take,
            args=("find",),
            placeholder="Filter by outlet, title, credit, date",
            label_visibility="collapsed",
            type="search",
            width=300,
        )
        adding.button(snapshot)
    rows = articles
    for word in state.selection().find.casefold().split():
        rows = rows[rows["told"].str.contains(word, regex=False)]
    return rows.reset_index(drop=True)


@st.cache_data(show_spinner=False, max_entries=3)
def _told(_snapshot: Snapshot, path: str) -> pd.DataFrame:
    """The articles with what the table says of them; a link only where it leads somewhere."""
    articles = queries.corpus(_snapshot)
    told = articles.to_dict("records")
    events = [_event_link(a["event_id"]) if a["is_shared"] else None for a in told]
    originals = [a["url"] if panel.is_web(a["url"]) else None for a in told]
    return articles.assign(
        when=[phrases.stamp(a["published"], a["published_precision"]) for a in told],
        same=[phrases.same_text(a) for a in told],
        event=pd.Series(events, index=articles.index, dtype=object),
        original=pd.Series(originals, index=articles.index, dtype=object),
        told=[_searched(a) for a in told],
    )


def _searched(article: queries.Row) -> str:
    """What the filter looks for its words in."""
    fields = ("outlet", "title", "credit", "role", "source_id")
    said = [str(article[field]) for field in fields if isinstance(article[field], str)]
    stamp = phrases.stamp(article["published"], article["published_precision"])
    return " ".join([*said, stamp]).casefold()


def _event_link(event_id: str) -> str:
    """An event's page as seen from this one."""
    return f"event?{urlencode(state.event_link(event_id))}"


def _chosen(articles: pd.DataFrame, rows: pd.DataFrame) -> str:
    """The selected article, or the table's first where it is not in the table; "" for none."""
    chosen = state.selection().article
    if chosen and not (articles["article_id"] == chosen).any():
        st.info("This link’s article is not in this snapshot; here is another one.")
        state.select(article="")
    if rows.empty or (rows["article_id"] == chosen).any():
        return "" if rows.empty else chosen
    return str(rows["article_id"].iloc[0])


def _articles(rows: pd.DataFrame, n_all: int, article_id: str) -> None:
    """The table of articles; a row that is clicked is the one that is shown."""
    if rows.empty:
        st.info("No article holds these words." if n_all else "This snapshot holds no article.")
        return
    of = "" if len(rows) == n_all else f"{len(rows):,} OF "
    is_lazy = len(rows) > N_EAGER
    hint = f"filter to {N_EAGER:,} or fewer to choose one" if is_lazy else "click a row to read it"
    count = f"{of}{phrases.count(n_all, 'ARTICLE', 'ARTICLES')}"
    st.html(f'<p class="under-title">{count} &nbsp;<span>{hint}</span></p>')
    table = rows[list(COLUMNS)]
    if is_lazy:
        st.dataframe(
            table, hide_index=True, column_config=COLUMNS, placeholder="", lazy=True, alt="Articles"
        )
        return
    ids, sources = list(rows["article_id"]), list(rows["source_id"])
    key = f"articles_{state.selection().find}"
    places = [ids.index(article_id)] if article_id else []
    st.session_state[key] = {"selection": {"rows": places, "columns": [], "cells": []}}
    st.dataframe(
        table,
        hide_index=True,
        column_config=COLUMNS,
        placeholder="",
        key=key,
        on_select=lambda: _clicked(key, ids, sources, places),
        selection_mode=["single-row-required" if article_id else "single-row", "single-cell"],
        lazy=False,
        alt="Articles",
    )


def _clicked(key: str, ids: list[str], sources: list[str], shown: list[int]) -> None:
    """Callback of the table: select the article of the clicked row, wherever it was clicked.

    Where a page is shown, so is the clicked article's.
    """
    row = state.clicked_row(key, shown)
    if row is not None and row < len(ids):
        is_whole = state.selection().page in sources
        state.select(article=ids[row], page=sources[row] if is_whole else "")


def _article(snapshot: Snapshot, rows: pd.DataFrame) -> None:
    """The selected article: what is known of it, its event, and its text or its whole page."""
    article = rows.to_dict("records")[0]
    article_id, source_id = str(article["article_id"]), str(article["source_id"])
    is_whole = state.selection().page == source_id
    with st.container(key="page_card" if is_whole else "claim_card"):
        st.html(reader.facts(article))
        correcting.card(snapshot, article)
        if article["is_shared"]:
            st.page_link(
                EVENT_PAGE,
                label=f"Event: {phrases.label(article['event_label'])}",
                query_params=state.event_link(str(article["event_id"])),
            )
        else:
            st.html('<p class="quiet alone-told">No other outlet tells its event.</p>')
        whole.control(source_id)
        if is_whole:
            whole.show(snapshot, source_id, article_id)
        else:
            st.html(reader.text(queries.text(snapshot, article_id)))


if __name__ == "__main__":
    state.show(page)
