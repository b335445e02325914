"""Events that are perhaps one, drawn pair by pair."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from coverage import charts
from coverage.views import overview_rows, phrases
from coverage.views.overview_tables import Tables
from coverage.views.queries import Row


def draw(tables: Tables, rows: pd.DataFrame) -> None:
    """Pairs of events that are perhaps one, of which `rows` has one or both; likeliest first."""
    is_there = tables.near["event_a"].isin(rows["event_id"])
    near = tables.near[is_there | tables.near["event_b"].isin(rows["event_id"])]
    if near.empty:
        st.info(
            "No two events are so near to one another that they are perhaps one."
            if tables.near.empty
            else "None of these events is near to another one; other filters may show some."
        )
        return
    pairs = phrases.count(len(near), "pair")
    st.html(
        f'<p class="quiet caution">{pairs} of events that the build kept apart, with the '
        "probability that they are one. What one outlet alone tells opens in the corpus.</p>"
    )
    few = near.head(overview_rows.n_shown("near", near.rename(columns={"event_a": "event_id"})))
    events = tables.events.set_index("event_id", drop=False)
    articles = tables.of({*few["event_a"], *few["event_b"]})
    with st.container(key="events_card", gap=None):
        for pair in few.to_dict("records"):
            both = [events.loc[pair[key]].to_dict() for key in ("event_a", "event_b")]
            both.sort(key=lambda event: (-event["n_articles"], event["event_id"]))
            _pair(both, float(pair["probability"]), articles)
    overview_rows.more(len(near) - len(few), "pair", "pairs", key="near")


def _pair(both: Sequence[Row], probability: float, articles: Mapping[str, list[Row]]) -> None:
    """Two events, the larger first, and the probability that they are one."""
    key = "_".join(["near", *(str(event["event_id"]) for event in both)])
    with st.container(horizontal=True, vertical_alignment="center", key=key):
        with st.container():
            for event in both:
                own = articles[str(event["event_id"])]
                overview_rows.name(event, own)
                st.html(f'<p class="quiet under">{html.escape(_facts(event, own))}</p>')
        said = html.escape(charts.probability(probability))
        st.html(f'<p class="chips"><span>{said}</span></p>', width="content")


def _facts(event: Row, articles: Sequence[Row]) -> str:
    """When and by whom, in plain text."""
    names = list(dict.fromkeys(str(article["outlet"]) for article in articles))
    who = phrases.join(names) if len(names) <= phrases.FEW else phrases.count(len(names), "outlet")
    days = phrases.days(event["first_published"], event["last_published"])
    return f"{days} · {phrases.count(event['n_articles'], 'article')} · {who}"
