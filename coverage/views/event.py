"""The event page: which outlet stressed which claims, with the sentences behind every cell."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from coverage import charts
from coverage.store import Snapshot
from coverage.views import (
    event_told,
    matrix_controls,
    panel,
    phrases,
    queries,
    shown,
    state,
    strictness,
    topline,
    why,
)

CHART = "matrix"

COPIES_PAGE = "coverage/views/copies.py"


def page(snapshot: Snapshot) -> None:
    """The whole page."""
    state.restore(state.EVENT_FIELDS)
    events = topline.comparable(snapshot)
    if events.empty:
        return
    event = topline.event(snapshot, events)
    told = event_told.read(snapshot, event)
    claims, cells, outlets = told.claims, told.cells, told.outlets
    _head(event, queries.versions(snapshot, event["event_id"]), cells, claims, outlets)
    strictness.follow(snapshot, told.snapshot, event["event_id"], claims)
    kept = event_told.kept(told)
    rows = event_told.rows(told, kept)
    chosen = state.selection()
    if chosen.claim not in set(rows["claim_id"]):
        state.select(claim="" if rows.empty else str(rows["claim_id"].iloc[0]))
    matrix_controls.show(snapshot, event, rows, cells, outlets, len(claims))
    matrix_controls.left_out(len(kept), len(claims))
    outlets = matrix_controls.columns(outlets)
    strictness.control(snapshot, event, claims)
    _body(told.snapshot, event, rows, cells, outlets, told.sections)
    state.mirror(state.EVENT_FIELDS)


def _head(
    event: queries.Row,
    versions: pd.DataFrame,
    cells: pd.DataFrame,
    claims: pd.DataFrame,
    outlets: pd.DataFrame,
) -> None:
    """The event's name, what the picture shows, and which articles count as one."""
    copies = html.escape(phrases.copies(event, versions))
    st.html(
        f'<div class="head"><h1>{html.escape(str(event["label"]))}</h1>'
        f'<p class="finding">{phrases.finding(cells, claims, outlets)}</p>'
        + (f'<p class="copies">{copies}</p>' if copies else "")
        + "</div>"
    )
    if copies:
        with st.container(key="copies_link"):
            st.page_link(
                COPIES_PAGE,
                label="Read the copies side by side",
                query_params=state.event_link(str(event["event_id"])),
            )


def _body(
    snapshot: Snapshot,
    event: queries.Row,
    rows: pd.DataFrame,
    cells: pd.DataFrame,
    outlets: pd.DataFrame,
    sections: pd.DataFrame,
) -> None:
    """The matrix, and beside it the claim that is selected."""
    if rows.empty:
        st.info("No claim of this event meets the filters and holds these words.")
        return
    chosen = state.selection()
    is_whole = chosen.alone == state.ALL or chosen.filter or chosen.sort == shown.Sort.SINGLE
    few = shown.brief(rows, cells, chosen.claim)
    left_out = shown.left_out(rows, few)
    n_left_out = sum(left_out.values())
    with st.container(horizontal=True, gap="medium", key="body"):
        with st.container(key="picture_card"):
            drawn, hidden = (rows, {}) if is_whole else (few, left_out)
            figure = _figure(drawn, cells, outlets, sections, hidden)
            _matrix(event, figure, len(outlets))
            if n_left_out and (not is_whole or chosen.alone):
                _more(n_left_out)
        with st.container(key="claim_card"):
            _panel(snapshot, rows, cells, outlets)


def _more(n_left_out: int) -> None:
    """Show all claims that one outlet alone tells, or the most emphatic only."""
    is_all = state.selection().alone == state.ALL
    more = f"Show {phrases.count(n_left_out, 'more claim')} that one outlet alone tells"
    st.button(
        "Show only the most emphatic of those that one outlet alone tells" if is_all else more,
        key="more",
        on_click=state.select,
        kwargs={"alone": "" if is_all else state.ALL},
        type="tertiary",
    )


def _figure(
    rows: pd.DataFrame,
    cells: pd.DataFrame,
    outlets: pd.DataFrame,
    sections: pd.DataFrame,
    left_out: dict[str, int],
) -> go.Figure:
    """The picture of `rows`, sub-events in sections of their own; `left_out`: not shown in each."""
    n_hidden = [left_out.get(sub_event_id, 0) for sub_event_id in sections["sub_event_id"]]
    return charts.matrix(
        rows,
        cells,
        outlets,
        state.theme(),
        selected=state.selection().claim,
        n_left_out=left_out.get("", 0),
        sections=sections.assign(n_left_out=n_hidden),
    )


def _matrix(event: queries.Row, figure: go.Figure, n_outlets: int) -> None:
    """The picture; a click on a cell selects its claim."""
    image = {
        "format": st.session_state.get("picture", "png"),
        "scale": 3,
        "filename": matrix_controls.file_name(event),
    }
    least = f"min-width: {charts.least_width(n_outlets)}px; min-height: {figure.layout.height}px"
    st.html(f"<style>.st-key-{CHART} {{{least}}}</style>")
    st.plotly_chart(
        figure,
        theme=None,
        key=CHART,
        on_select=_clicked,
        selection_mode="points",
        config={
            "displayModeBar": True,
            "modeBarButtons": [["toImage"]],
            "toImageButtonOptions": image,
        },
        alt="Claims by outlet: the share of each outlet’s words that goes to each claim.",
    )


def _clicked() -> None:
    """Callback of the matrix: select the claim of the clicked cell."""
    points = st.session_state[CHART].selection.points
    if points:
        state.select(claim=str(points[0]["customdata"][0]))


def _panel(
    snapshot: Snapshot, rows: pd.DataFrame, cells: pd.DataFrame, outlets: pd.DataFrame
) -> None:
    """The selected claim in every outlet's words."""
    claim_id = state.selection().claim
    claim = rows[rows["claim_id"] == claim_id].to_dict("records")[0]
    order = outlets[["outlet"]].merge(cells[cells["claim_id"] == claim_id], on="outlet")
    evidence = panel.Evidence(
        claim=claim,
        cells=order,
        sentences=queries.sentences(snapshot, str(claim["event_id"])),
        mentions=queries.mentions(snapshot, claim_id),
        voices=queries.voices(snapshot, claim_id),
        wording=queries.wording(snapshot, claim_id),
        discrepancies=queries.discrepancies(snapshot, claim_id),
    )
    strictness.remember(claim_id, evidence.mentions)
    why.show(snapshot, evidence)


if __name__ == "__main__":
    state.show(page, "matrix", "claim")
