"""Which claims of an event are shown, in which order and under which name; the same as CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

import pandas as pd

from coverage.charts import SHARED
from coverage.exports import cell_text


class Sort(StrEnum):
    """Orders to choose from; the value stands in the URL."""

    SHARED = "shared"
    DIVERGENT = "divergent"
    SINGLE = "single"
    TOLD = "told"  # as an article tells them


SORT_LABELS = {
    Sort.SHARED: "Most shared first",
    Sort.DIVERGENT: "Most divergent",
    Sort.SINGLE: "Only one outlet",
    Sort.TOLD: "As an article tells",
}

N_ALONE = 3
"""Claims of each outlet alone that are shown before all are asked for."""

WORTH = 3
"""Number of claims from which they are left out: to ask for one or two is not worth a click."""

COLUMNS = [
    "claim_id", "claim", "outlet", "status", "share", "n_words", "outlet_words", "lift",
    "prominence", "is_headline", "n_mentions", "nearest_probability", "nearest_text",
]  # fmt: skip


def choose(
    claims: pd.DataFrame,
    cells: pd.DataFrame,
    sort: Sort,
    text: str,
    order: Sequence[str] = (),
    told: Mapping[str, int] | None = None,
) -> pd.DataFrame:
    """The claims to show, in order; those of one outlet only always come after the shared.

    The event's own come first, then those of each sub-event by `order`, the sub-events' ids.
    `told`: claim -> its place in the article by which `Sort.TOLD` orders; others come after.

    `spread` is the largest share less the smallest among the outlets of the event (0 to 1),
    `room` the sum of the shares; both order only what is shown.
    """
    shares = cells.groupby("claim_id")["share"]
    places = {sub_event_id: place for place, sub_event_id in enumerate(order, start=1)}
    table = claims.assign(
        section=claims["sub_event_id"].map(places).fillna(0),
        spread=claims["claim_id"].map(shares.max() - shares.min()).fillna(0.0),
        room=claims["claim_id"].map(shares.sum()).fillna(0.0),
        is_single=claims["n_outlets"] < SHARED,
    )
    if sort == Sort.SINGLE:
        table = table[table["is_single"]]
    table = table[_holds(table, text)]
    table = table.assign(place=table["claim_id"].map(told or {}))
    first = {Sort.DIVERGENT: ["spread"], Sort.TOLD: ["place"]}.get(sort, ["n_outlets", "room"])
    keys = ["section", "is_single", *first, "claim_id"]
    ascending = [True, True, *(sort == Sort.TOLD for _ in first), True]
    return table.sort_values(keys, ascending=ascending, kind="stable").reset_index(drop=True)


def brief(rows: pd.DataFrame, cells: pd.DataFrame, selected: str = "") -> pd.DataFrame:
    """`rows` with only the `N_ALONE` most emphatic claims of each outlet alone, and `selected`.

    As many in each section; in the headline or standfirst first, then by share. Shared claims all
    stay.
    """
    own = cells.merge(rows.loc[rows["is_single"], ["claim_id", "section"]], on="claim_id")
    told = own[own["n_mentions"] > 0].sort_values(
        ["is_headline", "share", "claim_id"], ascending=[False, False, True]
    )
    kept = {*told.groupby(["section", "outlet"]).head(N_ALONE)["claim_id"], selected}
    few = rows[~rows["is_single"] | rows["claim_id"].isin(kept)].reset_index(drop=True)
    return few if len(rows) - len(few) >= WORTH else rows


def sections(sub_events: pd.DataFrame, cells: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """`sub_events` that have claims, in their order; `n_outlets` that tell one of these."""
    told = cells[cells["n_mentions"] > 0].merge(claims[["claim_id", "sub_event_id"]], on="claim_id")
    n_outlets = told.groupby("sub_event_id")["outlet"].nunique()
    kept = sub_events[sub_events["sub_event_id"].isin(n_outlets.index)].reset_index(drop=True)
    return kept.assign(n_outlets=kept["sub_event_id"].map(n_outlets))


def left_out(rows: pd.DataFrame, few: pd.DataFrame) -> dict[str, int]:
    """Claims of `rows` that are not among the `few`, by sub-event; "" is the event itself."""
    hidden = rows[~rows["claim_id"].isin(few["claim_id"])]
    return {str(name): len(own) for name, own in hidden.groupby("sub_event_id")}


def told_apart(claims: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """`claims` where those that bear one label are named by another of their sentences.

    The claim with most sentences keeps the label; one whose sentences all name claims keeps its.
    """
    sentences = {key: list(own["text"]) for key, own in members.groupby("claim_id")}
    labels = dict(zip(claims["claim_id"], claims["label"], strict=True))
    used = set(labels.values())
    for _, same in claims[claims.duplicated("label", keep=False)].groupby("label"):
        ids = sorted(same["claim_id"], key=lambda key: (-len(sentences.get(key, [])), key))
        for claim_id in ids[1:]:
            free = [text for text in sentences.get(claim_id, []) if text not in used]
            if free:
                labels[claim_id] = free[0]
                used.add(free[0])
    return claims.assign(label=claims["claim_id"].map(labels))


def _holds(claims: pd.DataFrame, text: str) -> pd.Series[bool]:
    """Whether every word of `text` stands in a claim's label or in its sentences."""
    where = (claims["label"] + " " + claims["told"]).str.casefold()
    mask = pd.Series(True, index=claims.index)
    for part in text.casefold().split():
        mask &= where.str.contains(part, regex=False)
    return mask


def to_csv(claims: pd.DataFrame, cells: pd.DataFrame, outlets: pd.DataFrame) -> bytes:
    """The table of `claims`, a row a cell, in their order; UTF-8 with a mark that Excel heeds."""
    columns = outlets[["outlet", "n_words"]].rename(columns={"n_words": "outlet_words"})
    labels = claims[["claim_id", "label"]].rename(columns={"label": "claim"})
    table = labels.merge(columns, how="cross").merge(cells, on=["claim_id", "outlet"])[COLUMNS]
    return cell_text.csv(table)
