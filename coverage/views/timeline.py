"""The Timeline page: when the outlets published on an event, and who told which claim first."""

from __future__ import annotations

import html
import textwrap

import pandas as pd
import streamlit as st

from coverage import charts
from coverage.exports import cell_text
from coverage.store import Snapshot
from coverage.views import choosing, firsts, phrases, queries, shown, state, timeline_told, topline

EVENT_PAGE = "coverage/views/event.py"

NAME = 110
"""Letters of a claim that the picture names at most."""

COLUMNS = {
    "label": st.column_config.TextColumn("Claim", width=400),
    "first": st.column_config.TextColumn("First told by", width=170),
    "when": st.column_config.TextColumn("When (UTC)", width=190),
    "gap": st.column_config.TextColumn(
        "Next after", width=90, help="Until another outlet told it in its own words."
    ),
    "others": st.column_config.TextColumn("Also told by", width=260),
}

MADE = (
    "How this was made: an outlet tells a claim when its first article with it was published, as "
    "exactly as that is known. Of two articles of one day without an hour it is not known which "
    "came first. Articles that carry one text count as one; who is undated may have been earlier."
)


def page(snapshot: Snapshot) -> None:
    """The whole page."""
    state.restore(state.TIMELINE_FIELDS)
    events = topline.comparable(snapshot)
    if events.empty:
        return
    event = topline.event(snapshot, events)
    event_id = str(event["event_id"])
    articles = timeline_told.articles(snapshot, event_id)
    told = timeline_told.tellings(snapshot, event_id)
    claims = shown.told_apart(
        queries.claims(snapshot, event_id), queries.members(snapshot, event_id)
    )
    table = timeline_told.spread(claims, told)
    found = firsts.firsts(articles)
    first = found.loc[event_id].to_dict() if event_id in found.index else None
    st.html(
        f'<div class="head"><h1>{html.escape(str(event["label"]))}</h1>'
        f'<p class="finding">{html.escape(firsts.told(first))} {timeline_told.finding(table)}</p>'
        "</div>"
    )
    ids = list(table["claim_id"])
    chosen = state.selection().claim
    if chosen not in ids:
        chosen = ids[0] if ids else ""
    with st.container(key="timeline_card"):
        said = dict(zip(ids, table["label"], strict=True)).get(chosen, "")
        short = textwrap.shorten(said, NAME, placeholder=" …")
        key = f"coloured: tells “{short}”" if said else "no claim is shared"
        st.html(f'<p class="quiet key">A dot an article; {html.escape(key)}</p>')
        st.plotly_chart(
            charts.timeline(timeline_told.telling(articles, told, chosen), state.theme()),
            theme=None,
            key="event_timeline",
            config={"displayModeBar": True, "modeBarButtons": [["toImage"]],
                    "toImageButtonOptions": {"scale": 3, "filename": "coverage-timeline"}},
            alt="The event’s articles over time, a lane each outlet.",
        )  # fmt: skip
    if ids:
        _claims(event_id, table, ids, chosen)
    state.mirror(state.TIMELINE_FIELDS)


def _claims(event_id: str, table: pd.DataFrame, ids: list[str], chosen: str) -> None:
    """The shared claims in the order in which they came up; a row that is clicked is marked."""
    with st.container(key="table_card"):
        count = phrases.count(len(ids), "SHARED CLAIM", "SHARED CLAIMS")
        hint = "click a row to mark who tells it"
        st.html(f'<p class="under-title">{count} &nbsp;<span>{hint}</span></p>')
        choosing.table(table, COLUMNS, ids, chosen, "told_first", "Claims", field="claim")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(
                EVENT_PAGE,
                label="Read the marked claim’s sentences",
                query_params=state.event_link(event_id) | {"claim": chosen},
            )
            st.download_button(
                "CSV",
                data=cell_text.csv(table.drop(columns="start")),
                file_name="coverage-timeline.csv",
                mime="text/csv",
                on_click="ignore",
                type="tertiary",
            )
        st.html(f'<p class="quiet made">{MADE}</p>')


if __name__ == "__main__":
    state.show(page, "timeline")
