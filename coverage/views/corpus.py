"""The corpus: which articles came in, as they were kept, and which pages were not used."""

from __future__ import annotations

import html
from dataclasses import dataclass
from urllib.parse import quote, urlencode

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

N_SHOWN = 1000
"""Rows of the table at most; the others are found by the filter."""

N_KEPT = 30
"""Answers to a filter that are kept for whoever asks the same."""

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


@dataclass(frozen=True, slots=True)
class Corpus:
    """What came in; shared by sessions, so never changed in place.

    `index`: all articles (`queries.corpus_index`); `said`: how many there are, in a sentence.
    """

    index: pd.DataFrame
    rejected: pd.DataFrame
    said: str


def page(snapshot: Snapshot) -> None:
    """The whole page."""
    state.restore(state.CORPUS_FIELDS)
    corpus: Corpus = _read(snapshot, str(snapshot.path))
    _head(corpus)
    progress.show()
    rows = _found(snapshot, corpus)
    refused = unused.chosen(corpus.index, corpus.rejected)
    article_id = "" if refused else _chosen(corpus.index, rows)
    with st.container(horizontal=True, gap="medium", key="body"):
        with st.container(key="corpus_tables"):
            _articles(snapshot, rows, len(corpus.index), article_id)
            unused.table(corpus.rejected, refused)
            correcting.lost(snapshot)
        if article_id:
            _article(snapshot, article_id)
        if refused:
            unused.card(snapshot, corpus.rejected, refused)
    state.mirror(state.CORPUS_FIELDS)


@st.cache_resource(show_spinner="Reading the corpus …", max_entries=3)
def _read(_snapshot: Snapshot, path: str) -> Corpus:
    index, rejected = queries.corpus_index(_snapshot), queries.rejected(_snapshot)
    return Corpus(index, rejected, phrases.arrived(index, rejected))


def _head(corpus: Corpus) -> None:
    """What came in, in a sentence."""
    st.html(
        '<div class="head"><p class="quiet">Corpus</p><h1>What came in</h1>'
        f'<p class="finding">{html.escape(corpus.said)}</p></div>'
    )


def _found(snapshot: Snapshot, corpus: Corpus) -> pd.DataFrame:
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
    rows = corpus.index
    for word in state.selection().find.casefold().split():
        rows = rows[rows["told"].str.contains(word, regex=False)]
    return rows


@st.cache_resource(show_spinner=False, max_entries=N_KEPT)
def _told(_snapshot: Snapshot, path: str, find: str, _article_ids: list[str]) -> pd.DataFrame:
    """The first articles that the filter `find` leaves, with what the table says of them.

    A link only where it leads somewhere.
    """
    articles = queries.corpus(_snapshot, _article_ids)
    told = articles.to_dict("records")
    originals = [a["url"] if panel.is_web(a["url"]) else None for a in told]
    return articles.assign(
        when=[phrases.stamp(a["published"], a["published_precision"]) for a in told],
        same=[phrases.same_text(a) for a in told],
        original=pd.Series(originals, index=articles.index, dtype=object),
    )


def _event_links(rows: pd.DataFrame) -> list[str | None]:
    """The events' pages as seen from this one, only where two outlets tell the event."""
    link = f"event?{urlencode(state.event_link(_ID))}"
    ids = zip(rows["event_id"], rows["is_shared"], strict=True)
    return [
        link.replace(_ID, quote(event_id)) if is_shared else None for event_id, is_shared in ids
    ]


_ID = "EVENT"  # stands where the id does


def _chosen(articles: pd.DataFrame, rows: pd.DataFrame) -> str:
    """The selected article, or the table's first where it is not in the table; "" for none."""
    chosen = state.selection().article
    if chosen and not (articles["article_id"] == chosen).any():
        st.info("This link’s article is not in this snapshot; here is another one.")
        state.select(article="")
    if rows.empty or (rows["article_id"] == chosen).any():
        return "" if rows.empty else chosen
    return str(rows["article_id"].iloc[0])


def _articles(snapshot: Snapshot, found: pd.DataFrame, n_all: int, article_id: str) -> None:
    """The table of articles; a row that is clicked is the one that is shown."""
    if found.empty:
        st.info("No article holds these words." if n_all else "This snapshot holds no article.")
        return
    find = state.selection().find
    rows = _told(snapshot, str(snapshot.path), find, list(found["article_id"].head(N_SHOWN)))
    events = pd.Series(_event_links(rows), index=rows.index, dtype=object)
    of = "" if len(found) == n_all else f"{len(found):,} OF "
    few = f"; the first {N_SHOWN:,}, filter for others" if len(found) > N_SHOWN else ""
    count = f"{of}{phrases.count(n_all, 'ARTICLE', 'ARTICLES')}"
    hint = f"click a row to read it{few}"
    st.html(f'<p class="under-title">{count} &nbsp;<span>{hint}</span></p>')
    ids, sources = list(rows["article_id"]), list(rows["source_id"])
    key = f"articles_{find}"
    places = [ids.index(article_id)] if article_id in ids else []
    st.session_state[key] = {"selection": {"rows": places, "columns": [], "cells": []}}
    st.dataframe(
        rows.assign(event=events)[list(COLUMNS)],
        hide_index=True,
        column_config=COLUMNS,
        placeholder="",
        key=key,
        on_select=lambda: _clicked(key, ids, sources, places),
        selection_mode=["single-row-required" if places else "single-row", "single-cell"],
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


def _article(snapshot: Snapshot, article_id: str) -> None:
    """The selected article: what is known of it, its event, and its text or its whole page."""
    (article,) = queries.corpus(snapshot, [article_id]).to_dict("records")
    source_id = str(article["source_id"])
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
