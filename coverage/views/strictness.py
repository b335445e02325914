"""Match strictness on the event page: the slider, and the snapshot's claims grouped anew by it."""

from __future__ import annotations

import html
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from coverage import charts
from coverage.measures import strictness
from coverage.settings import Settings
from coverage.store import Snapshot
from coverage.views import corrected, phrases, queries, state

HELP = (
    "How sure it must be that two sentences report the same before they count as one claim. To the "
    "left more sentences are joined, some of them wrongly; to the right only the surest are."
)

FOLLOWED = "claim_sentences"
"""Where the session keeps which sentences the selected claim has."""


def at_chosen(snapshot: Snapshot, event_id: str) -> Snapshot:
    """One event of the snapshot, its claims as the chosen strictness has them.

    What was corrected is so at each.
    """
    own = snapshot.of_event(event_id)
    options = _options(strictness.settings_of(snapshot.manifest))
    state.select(strictness=_offered(state.selection().strictness, options))
    chosen = state.selection().strictness
    if not chosen:
        return own
    rows = corrected.rows(state.snapshot_path())
    found = corrected.regrouped(snapshot, event_id, rows, options[chosen])
    return own.with_tables(found.tables())


def level(snapshot: Snapshot) -> float | None:
    """The strictness that is chosen; `None` for the snapshot's own."""
    chosen = state.selection().strictness
    return _options(strictness.settings_of(snapshot.manifest))[chosen] if chosen else None


def _options(settings: Settings) -> dict[str, float]:
    """What stands in the URL -> the strictness; "" is the snapshot's own."""
    own = settings.match_sure
    return {"" if one == own else f"{one:g}": one for one in strictness.offered(settings)}


def _offered(said: str, options: Mapping[str, float]) -> str:
    """The option nearest to what a link says; the snapshot's own where that is none at all."""
    if said in options:
        return said
    try:
        value = float(said)
    except ValueError:
        return ""
    if not min(options.values()) <= value <= max(options.values()):
        return ""
    return min(options, key=lambda option: abs(options[option] - value))


def control(snapshot: Snapshot, event: queries.Row, claims: pd.DataFrame) -> None:
    """The slider and, beside it, what it means where it stands; `claims`: those that are shown."""
    options = _options(strictness.settings_of(snapshot.manifest))
    own, chosen = options[""], options[state.selection().strictness]

    def said(option: str) -> str:
        return charts.probability(options[option]) + ("" if option else ", as built")

    with st.container(horizontal=True, vertical_alignment="bottom", key="strictness"):
        st.select_slider(
            "Match strictness",
            list(options),
            format_func=said,
            key=state.control("strictness"),
            on_change=state.take,
            args=("strictness",),
            help=HELP,
            width=250,
        )
        n_shared = int((claims["n_outlets"] >= charts.SHARED).sum())
        is_own = chosen == own
        st.html(f'<p class="quiet">{_as_built(own) if is_own else _told(event, n_shared, own)}</p>')
        if not is_own:
            st.button(
                "As in the snapshot",
                key="as_built",
                on_click=state.select,
                kwargs={"strictness": ""},
                type="tertiary",
            )


def _as_built(own: float) -> str:
    """What the snapshot's strictness means, as HTML."""
    least = html.escape(charts.probability(own))
    return f"Sentences count as one claim where their match is {least} or surer."


def _told(event: queries.Row, n_shared: int, own: float) -> str:
    """That another strictness is shown, and how many claims are shared by it, as HTML."""
    least = html.escape(charts.probability(own))
    return (
        f"Not as built: <b>{phrases.count(n_shared, 'shared claim')}</b> here, "
        f"{event['n_shared']:,} in the snapshot (match {least} or surer)."
    )


def follow(snapshot: Snapshot, told: Snapshot, event_id: str, claims: pd.DataFrame) -> None:
    """Where the selected claim is no more, select the one that has most of its sentences."""
    claim_id = state.selection().claim
    if not claim_id or claim_id in set(claims["claim_id"]):
        return
    kept_id, sentence_ids = st.session_state.get(FOLLOWED, ("", []))
    if kept_id != claim_id:
        sentence_ids = list(queries.mentions(snapshot.of_event(event_id), claim_id)["sentence_id"])
    found = queries.claims_with(told, event_id, sentence_ids)
    if found:
        state.select(claim=found[0])


def remember(claim_id: str, mentions: pd.DataFrame) -> None:
    """Keep which sentences the selected claim has, for `follow`."""
    st.session_state[FOLLOWED] = (claim_id, list(mentions["sentence_id"]))
