"""What the overview reads of a snapshot, once for all sessions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from coverage.store import Snapshot
from coverage.views import event_queries, firsts, regrouping
from coverage.views.queries import Row
from coverage.views.regrouping import Grouped


@dataclass(frozen=True, slots=True)
class Tables:
    """All events of a snapshot; shared by sessions, so never changed in place."""

    events: pd.DataFrame
    articles: pd.DataFrame
    tellers: pd.DataFrame  # event_id, outlet: a row for each outlet of each event
    firsts: pd.DataFrame  # of shared events, by event id
    near: pd.DataFrame
    groups: dict[str, str]  # outlet -> group
    rows: dict[str, npt.NDArray[np.intp]]  # event id -> where its articles stand in `articles`

    @property
    def outlets(self) -> list[str]:
        """Names of all outlets, in order."""
        return sorted(self.tellers["outlet"].unique())

    @property
    def group_names(self) -> list[str]:
        """Names of all groups, in order."""
        return sorted(set(self.groups.values()))

    def labels(self, event_ids: Collection[str]) -> dict[str, str]:
        """Event id -> its label."""
        rows = self.events[self.events["event_id"].isin(event_ids)]
        return dict(zip(rows["event_id"], rows["label"], strict=True))

    def of(self, event_ids: Collection[str]) -> dict[str, list[Row]]:
        """Event id -> its articles, oldest first."""
        found: defaultdict[str, list[Row]] = defaultdict(list)
        for event_id in event_ids:
            if event_id in self.rows:
                found[event_id] = self.articles.iloc[self.rows[event_id]].to_dict("records")
        return found


def read(snapshot: Snapshot) -> Tables:
    """The tables of the snapshot, kept for as long as it is among the last ones looked at."""
    return _read(snapshot, snapshot.content)


@st.cache_resource(show_spinner="Reading the events …", max_entries=3)
def _read(_snapshot: Snapshot, path: str) -> Tables:
    articles = event_queries.articles(_snapshot)
    return Tables(
        events=event_queries.events(_snapshot),
        articles=articles,
        tellers=articles[["event_id", "outlet"]].drop_duplicates(),
        firsts=firsts.firsts(articles[articles["is_shared"]]),
        near=event_queries.near_events(_snapshot),
        groups=event_queries.groups(_snapshot),
        rows=_places(articles),
    )


def _places(articles: pd.DataFrame) -> dict[str, npt.NDArray[np.intp]]:
    found = articles.groupby("event_id").indices.items()
    return {str(event_id): np.asarray(own, dtype=np.intp) for event_id, own in found}


@st.cache_resource(show_spinner="Reading the joins …", max_entries=3)
def joins(_snapshot: Snapshot, path: str, level: float) -> Grouped:
    """What the events of the snapshot at `path`, cut at `level`, are made of."""
    return regrouping.grouped(read(_snapshot).articles, event_queries.joins(_snapshot), level)
