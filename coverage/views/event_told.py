"""An event's claims by outlet, as the selection wants them: what the matrix and its slide show."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from coverage.store import Snapshot
from coverage.views import (
    claim_filters,
    matrix_controls,
    phrases,
    queries,
    shown,
    state,
    strictness,
)


@dataclass(frozen=True, slots=True)
class Told:
    """An event's tables. `snapshot`: with its claims grouped at the strictness that is chosen."""

    snapshot: Snapshot
    event: queries.Row
    outlets: pd.DataFrame
    claims: pd.DataFrame
    cells: pd.DataFrame
    sections: pd.DataFrame


def read(snapshot: Snapshot, event: queries.Row) -> Told:
    """The tables of an event, its claims at the chosen strictness."""
    event_id = str(event["event_id"])
    told = strictness.at_chosen(snapshot, event_id)
    claims = shown.told_apart(queries.claims(told, event_id), queries.members(told, event_id))
    cells = queries.cells(told, event_id)
    sections = shown.sections(queries.sub_events(snapshot, event_id), cells, claims)
    return Told(told, event, outlets(snapshot, event_id), claims, cells, sections)


def outlets(snapshot: Snapshot, event_id: str) -> pd.DataFrame:
    """The event's outlets, with their articles' dates in words for whoever hovers."""
    articles = queries.published(snapshot, event_id).to_dict("records")
    found = queries.outlets(snapshot, event_id)
    lines = [[phrases.dated(a) for a in articles if a["outlet"] == o] for o in found["outlet"]]
    spans = zip(found["first_published"], found["last_published"], strict=True)
    return found.assign(
        date=[phrases.short_days(first, last) for first, last in spans],
        dates=pd.Series(lines, index=found.index, dtype=object),
    )


def with_words(snapshot: Snapshot, event_id: str) -> pd.DataFrame:
    """Those of `outlets` that have words that tell, so that shares of them can be taken."""
    found = outlets(snapshot, event_id)
    return found[found["n_words"] > 0].reset_index(drop=True)


def kept(told: Told) -> pd.DataFrame:
    """The claims that the chosen filters leave, in no order."""
    chosen = state.selection()
    voiced = claim_filters.voiced(told.snapshot, str(told.event["event_id"]))
    return claim_filters.narrow(told.claims, told.cells, voiced, claim_filters.chosen(chosen))


def rows(told: Told, claims: pd.DataFrame) -> pd.DataFrame:
    """Those of `claims` that hold the chosen words, in the chosen order."""
    chosen, sort = state.selection(), shown.Sort(state.selection().sort)
    order = list(told.sections["sub_event_id"])
    places = matrix_controls.places(told.snapshot, told.event, sort)
    return shown.choose(claims, told.cells, sort, chosen.filter, order, places)
