"""Blind spots, drawn: whose to look at, how many events it lacks, and which."""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

from coverage import charts
from coverage.views import blind_spots, overview_rows, phrases, state
from coverage.views.overview_tables import Tables

N_OUTLETS = 12
"""Outlets whose blind spots are counted before one is chosen."""

CAUTION = "Silence on an event is not omission of a claim, and the corpus may simply lack its page."


def draw(tables: Tables, rows: pd.DataFrame) -> None:
    """The events of `rows` that the chosen outlet or group lacks."""
    shared = rows[rows["n_outlets"] >= charts.SHARED]
    who = _who(tables)
    st.html(f'<p class="quiet caution">{CAUTION}</p>')
    if shared.empty:
        st.info("None of these events is told by two outlets, so none is a blind spot of another.")
    elif not who:
        _tally(shared, tables)
    else:
        _lacking(tables, shared, who)


def _who(tables: Tables) -> str:
    """The outlet or group that is chosen, "" for none."""
    groups = [blind_spots.GROUP + name for name in tables.group_names]
    options = groups + tables.outlets
    if state.selection().lacks not in options:
        state.select(lacks="")
    key = "control_lacks"
    st.session_state[key] = state.selection().lacks or None
    st.selectbox(
        "Outlet or group",
        options,
        format_func=lambda name: phrases.label(_said(name)),
        key=key,
        on_change=state.take,
        args=("lacks",),
        index=None,
        placeholder="Choose an outlet or a group" if groups else "Choose an outlet",
        label_visibility="collapsed",
        width=300,
    )
    return state.selection().lacks


def _said(who: str) -> str:
    return f"Group {who.removeprefix(blind_spots.GROUP)}" if _is_group(who) else who


def _is_group(who: str) -> bool:
    return who.startswith(blind_spots.GROUP)


def _tally(shared: pd.DataFrame, tables: Tables) -> None:
    """What there is to look at: how much each outlet lacks."""
    counts = blind_spots.tally(shared, tables.tellers)
    few = counts.head(N_OUTLETS)
    lacks = dict(zip(few["outlet"], few["n"], strict=True))
    rest = len(counts) - len(few)
    more = f"; {phrases.count(rest, 'more outlet')} in the list above" if rest else ""
    st.html(
        f'<p class="under-title">HOW MANY OF {phrases.count(len(shared), "EVENT", "EVENTS")} '
        f"EACH OUTLET LACKS &nbsp;<span>choose one to see which{more}</span></p>"
    )
    st.pills(
        "How many events each outlet lacks",
        list(lacks),
        format_func=lambda name: f"{phrases.label(name)} {lacks[name]:,}",
        key="tally",
        on_change=lambda: state.select(lacks=st.session_state["tally"] or ""),
        label_visibility="collapsed",
    )


def _lacking(tables: Tables, shared: pd.DataFrame, who: str) -> None:
    """The events that `who` lacks, the most widely told first; last those of other days."""
    name = who.removeprefix(blind_spots.GROUP)
    own = {o for o, g in tables.groups.items() if g == name} if _is_group(who) else {who}
    lacking = blind_spots.lacking(shared, tables.tellers, own)
    is_outside = blind_spots.outside(lacking, tables.articles, own)
    said = _said(who)
    finding = blind_spots.finding(lacking, len(shared), said, int(is_outside.sum()))
    st.html(f'<p class="finding-line">{html.escape(finding)}</p>')
    if lacking.empty:
        return
    lacking = lacking.assign(is_outside=is_outside).sort_values("is_outside", kind="stable")
    few = lacking.head(overview_rows.n_shown("blind", lacking))
    perhaps = blind_spots.perhaps_told(few, tables.near, tables.tellers, own)
    labels = tables.labels([event_id for event_id, _ in perhaps.values()])
    articles = tables.of(few["event_id"])
    with st.container(key="events_card", gap=None):
        for event in few.to_dict("records"):
            event_id, note = str(event["event_id"]), ""
            if event_id in perhaps:
                other, probability = perhaps[event_id]
                near = charts.probability(probability)
                note = f"Tells “{labels[other]}”, perhaps the same event ({near})."
            elif event["is_outside"]:
                note = "The corpus has nothing of these days from it."
            note = f'<p class="first">{html.escape(note)}</p>' if note else ""
            overview_rows.row(event, articles[event_id], note, f"blind_{event_id}")
    overview_rows.more(len(lacking) - len(few), "event", "events", key="blind")
