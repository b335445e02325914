"""The voices of an event: to whom each outlet gives its words, and the sentences behind it."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from coverage import charts
from coverage.exports import cell_text
from coverage.measures.voice_names import Voice
from coverage.measures.voicing import OWN
from coverage.store import Snapshot
from coverage.views import (
    event_told,
    phrases,
    queries,
    state,
    topline,
    voices_panel,
    voices_text,
    voices_told,
)
from coverage.views.voices_told import Told

CHART = "voices"


def page(snapshot: Snapshot) -> None:
    """The whole page."""
    state.restore(state.VOICES_FIELDS)
    events = topline.comparable(snapshot)
    if events.empty:
        return
    event = topline.event(snapshot, events)
    outlets = event_told.with_words(snapshot, str(event["event_id"]))
    told = voices_told.read(snapshot, str(event["event_id"]))
    _head(event, queries.versions(snapshot, event["event_id"]), told, outlets)
    _choose(told, outlets)
    _controls(told, outlets)
    with st.container(horizontal=True, gap="medium", key="body"):
        with st.container(key="picture_card"):
            _picture(told, outlets)
        with st.container(key="claim_card"):
            _panel(snapshot, event, told)
    st.html(f'<p class="quiet made">{html.escape(voices_text.MADE + voices_text.doubt(told))}</p>')
    with st.expander("All speakers in all outlets, as a table"):
        _table(told, outlets)
    state.mirror(state.VOICES_FIELDS)


def _head(event: queries.Row, versions: pd.DataFrame, told: Told, outlets: pd.DataFrame) -> None:
    """The event's name, what the picture shows, and which articles carry one text."""
    copies = html.escape(phrases.copies(event, versions))
    st.html(
        f'<div class="head"><h1>{html.escape(str(event["label"]))}</h1>'
        f'<p class="finding">{voices_text.finding(told, outlets)}</p>'
        + (f'<p class="copies">{copies}</p>' if copies else "")
        + "</div>"
    )


def _choose(told: Told, outlets: pd.DataFrame) -> None:
    """Where no bar of the event is chosen: the longest of the first speaker, else an own voice."""
    chosen = state.selection()
    names = list(outlets["outlet"])
    if chosen.outlet in names and voices_told.chosen(told, chosen.voice):
        return
    if chosen.voice and not voices_told.chosen(told, chosen.voice):
        st.info("This link’s speaker is not in this event; here is another one.")
    first = next(iter(voices_told.speakers(told)), OWN)
    wanted = chosen.voice if voices_told.chosen(told, chosen.voice) else voices_told.voice_id(first)
    said = voices_told.shares_of(told, wanted)
    best = max(said, key=lambda row: row.share).outlet if said else names[0]
    state.select(voice=wanted, outlet=chosen.outlet if chosen.outlet in names else best)


def _controls(told: Told, outlets: pd.DataFrame) -> None:
    """One row: speaker, outlet, export."""
    speakers = voices_told.speakers(told)
    names = {voices_told.voice_id(voice): voice.name for voice in speakers}
    groups = [voices_told.voice_id(v) for v in dict.fromkeys(map(voices_told.group, _all(told)))]
    names |= {group: voices_text.title(set(), group) for group in groups}
    chosen = state.selection().voice
    if chosen not in names:  # the others, as one
        names[chosen] = voices_text.title(set(), chosen)
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        st.selectbox(
            "Speaker",
            list(names),
            format_func=lambda key: names[key],
            key=state.control("voice"),
            on_change=state.take,
            args=("voice",),
            label_visibility="collapsed",
            width=330,
        )
        st.selectbox(
            "Outlet",
            list(outlets["outlet"]),
            key=state.control("outlet"),
            on_change=state.take,
            args=("outlet",),
            label_visibility="collapsed",
            width=220,
        )
        with st.popover("Export"):
            st.download_button(
                "Voices as CSV",
                data=cell_text.csv(voices_text.to_rows(told)),
                file_name="coverage-voices.csv",
                mime="text/csv",
                on_click="ignore",
                width="stretch",
            )


def _all(told: Told) -> list[Voice]:
    return [row.voice for row in told.shares()]


def _picture(told: Told, outlets: pd.DataFrame) -> None:
    """The bars; a click on one shows its sentences."""
    figure = _figure(told, outlets)
    least = charts.voices_width(len(outlets))
    size = f"min-width: {least}px; min-height: {figure.layout.height}px"
    st.html(f"<style>.st-key-{CHART} {{{size}}}</style>")
    st.plotly_chart(
        figure,
        theme=None,
        key=CHART,
        on_select=_clicked,
        selection_mode="points",
        config={
            "displayModeBar": True,
            "modeBarButtons": [["toImage"]],
            "toImageButtonOptions": {"scale": 3, "filename": "coverage-voices"},
        },
        alt="Speakers by outlet: the share of each outlet’s words that is given to each speaker.",
    )


def _figure(told: Told, outlets: pd.DataFrame) -> go.Figure:
    chosen = state.selection()
    return charts.voices(
        voices_told.rows(told),
        voices_told.cells(told),
        voices_told.splits(told),
        outlets,
        state.theme(),
        (chosen.voice, chosen.outlet),
    )


def _clicked() -> None:
    """Callback of the picture: choose the voice and the outlet of the clicked bar."""
    points = st.session_state[CHART].selection.points
    if points:
        voice, outlet = points[0]["customdata"]
        state.select(voice=str(voice), outlet=str(outlet))


def _panel(snapshot: Snapshot, event: queries.Row, told: Told) -> None:
    """The sentences of the chosen voice in the chosen outlet."""
    chosen = state.selection()
    voices = voices_told.chosen(told, chosen.voice)
    rows = voices_told.shares_of(told, chosen.voice)
    kind = voices_text.kind(voices, chosen.voice)
    facts = voices_text.facts(rows, chosen.outlet, chosen.voice)
    st.html(voices_panel.head(voices_text.title(voices, chosen.voice), kind, facts))
    event_id = str(event["event_id"])
    claims = voices_told.claims(snapshot, event_id)
    st.html(voices_panel.sentences(told, voices, chosen.outlet, claims, event_id))


def _table(told: Told, outlets: pd.DataFrame) -> None:
    """All voices against all outlets."""
    percent = st.column_config.NumberColumn(format="%.1f%%", help="Share of the outlet’s words.")
    st.dataframe(
        voices_text.table(told, outlets),
        hide_index=True,
        column_config={str(name): percent for name in outlets["outlet"]},
    )


if __name__ == "__main__":
    state.show(page, "voices")
