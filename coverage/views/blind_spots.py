"""Blind spots: events that other outlets tell and an outlet, or a group of them, lacks."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from coverage.charts import SHARED
from coverage.views import phrases

GROUP = "group:"
"""What a group's name follows in the selection, so that no outlet is taken for one."""


def lacking(events: pd.DataFrame, tellers: pd.DataFrame, outlets: Collection[str]) -> pd.DataFrame:
    """Events that two other outlets or more tell and none of `outlets` does.

    Most widely told first: by outlets, by independent versions, then the newest. `events`:
    `event_queries.events`; `tellers` (event_id, outlet): a row for each outlet of each event.
    """
    own = set(tellers.loc[tellers["outlet"].isin(outlets), "event_id"])
    rows = events[(events["n_outlets"] >= SHARED) & ~events["event_id"].isin(own)]
    keys = ["n_outlets", "n_versions", "last_published", "event_id"]
    return rows.sort_values(keys, ascending=[False, False, False, True], na_position="last")


def perhaps_told(
    rows: pd.DataFrame, near: pd.DataFrame, tellers: pd.DataFrame, outlets: Collection[str]
) -> dict[str, tuple[str, float]]:
    """Event of `rows` -> the likeliest event that is perhaps the same and that `outlets` tell.

    With the probability that the two are one. `near`: `event_queries.near_events`.
    """
    own = set(tellers.loc[tellers["outlet"].isin(outlets), "event_id"])
    swapped = near.rename(columns={"event_a": "event_b", "event_b": "event_a"})
    both = pd.concat([near, swapped])
    both = both[both["event_a"].isin(rows["event_id"]) & both["event_b"].isin(own)]
    best = both.sort_values("probability", ascending=False).drop_duplicates("event_a")
    told = zip(best["event_b"], best["probability"], strict=True)
    return dict(zip(best["event_a"], told, strict=True))


def outside(
    rows: pd.DataFrame, articles: pd.DataFrame, outlets: Collection[str]
) -> pd.Series[bool]:
    """Whether each event lies wholly outside the days of the articles of `outlets`."""
    own = articles.loc[articles["outlet"].isin(outlets), "published"]
    first, last = own.min(), own.max()
    if pd.isna(first):
        return pd.Series(False, index=rows.index)
    is_before = rows["last_published"] < first.floor("D")
    is_outside: pd.Series[bool] = is_before | (rows["first_published"] > last.ceil("D"))
    return is_outside


def tally(events: pd.DataFrame, tellers: pd.DataFrame) -> pd.DataFrame:
    """How many events each outlet lacks that two others tell (`n`), the most first."""
    shared = set(events.loc[events["n_outlets"] >= SHARED, "event_id"])
    n_told = tellers[tellers["event_id"].isin(shared)].groupby("outlet").size()
    outlets = pd.Index(sorted(tellers["outlet"].unique()), name="outlet")
    n = len(shared) - n_told.reindex(outlets, fill_value=0)
    return n.rename("n").reset_index().sort_values(["n", "outlet"], ascending=[False, True])


def finding(rows: pd.DataFrame, n_compared: int, who: str, n_outside: int) -> str:
    """How many of the events compared are lacking, in plain text."""
    if rows.empty:
        return f"{who} tells every event here that two outlets or more tell."
    verb = "lies" if n_outside == 1 else "lie"
    days = f" {n_outside:,} of these {verb} outside the days of its articles." if n_outside else ""
    return (
        f"{who} lacks {len(rows):,} of {phrases.count(n_compared, 'event')} that two outlets "
        f"or more tell.{days}"
    )
