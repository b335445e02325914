"""Broader or narrower events, from the tree they were cut from: what would join, what would part.

Nothing is compared anew. The events of the snapshot stand, and only joins between its level and
the one looked at are made or undone, so that what was corrected by hand stays as it is elsewhere.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from coverage.charts import SHARED

LEVELS = [level / 4 for level in range(8, 45)]
"""Levels looked at, in log-odds of likeness: those that a build looks at (matching.cutting)."""

OPTION = "--event-level"

Indices = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Grouped:
    """The articles of a snapshot, its events, and the joins its events are cut from.

    `event` and `outlet` number those of each article; articles `a[k]` and `b[k]` are joined at
    `likeness[k]`. `level`: where the events were cut.
    """

    articles: pd.DataFrame
    event: Indices
    event_ids: list[str]
    outlet: Indices
    a: Indices
    b: Indices
    likeness: npt.NDArray[np.float64]
    level: float


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Events at another level: which would become one (`joined`) and which would part (`parted`).

    `joined`: numbers of the events of each new one; `parted`: for each event its parts, as
    numbers of articles. Both largest first, and only as many as were asked for: `n_joined` new
    events would take in `n_joining` old ones, `n_parted` events would part. `n_shared`: events
    that two outlets tell.
    """

    n_events: int
    n_shared: int
    n_joined: int
    n_joining: int
    n_parted: int
    joined: list[Indices]
    parted: list[list[Indices]]


def grouped(articles: pd.DataFrame, joins: pd.DataFrame, level: float) -> Grouped:
    """Of `articles` (article_id, event_id, outlet) and `joins` (article_a, article_b, likeness)."""
    event, event_ids = pd.factorize(articles["event_id"])
    places = pd.Index(articles["article_id"])
    a, b = places.get_indexer(joins["article_a"]), places.get_indexer(joins["article_b"])
    is_known = (a >= 0) & (b >= 0)
    return Grouped(
        articles,
        event,
        list(event_ids),
        pd.factorize(articles["outlet"])[0],
        a[is_known],
        b[is_known],
        joins["likeness"].to_numpy(np.float64)[is_known],
        level,
    )


def positions(now: Grouped) -> dict[float, int]:
    """Levels worth a look, broader to narrower, with the number of events at each.

    The snapshot's own, and of those that give as many events the one nearest to it.
    """
    counts = {now.level: len(now.event_ids)}
    for level in sorted(LEVELS, key=lambda level: abs(level - now.level)):
        n = count(now, level)
        if n not in counts.values():
            counts[level] = n
    return dict(sorted(counts.items()))


def count(now: Grouped, level: float) -> int:
    """Number of events at `level`: each join of a tree makes one of two groups."""
    is_within = now.event[now.a] == now.event[now.b]
    made = (now.likeness < now.level) & (now.likeness >= level) & ~is_within
    undone = (now.likeness >= now.level) & (now.likeness < level) & is_within
    return len(now.event_ids) - int(made.sum()) + int(undone.sum())


def regroup(now: Grouped, level: float, most: int = 20) -> Regrouped:
    """The events at `level`, of what changes the `most` largest by name.

    Joins between the snapshot's level and a lower one are made, those up to a higher one undone.
    """
    a, b = _edges(now, level)
    ones = np.ones(len(a), dtype=np.int8)
    graph = sparse.coo_matrix((ones, (a, b)), (len(now.event), len(now.event)))
    n_events, group = connected_components(graph, directed=False)
    n_outlets = int(now.outlet.max(initial=0)) + 1
    tellers = np.unique(group.astype(np.int64) * n_outlets + now.outlet) // n_outlets
    table = pd.DataFrame({"event": now.event, "group": group})
    pairs = table.groupby(["group", "event"], sort=False).size().rename("n").reset_index()
    joined = _several(pairs, "group")
    parted = _several(pairs, "event")
    return Regrouped(
        n_events=int(n_events),
        n_shared=int((np.bincount(tellers, minlength=1) >= SHARED).sum()),
        n_joined=joined["group"].nunique(),
        n_joining=len(joined),
        n_parted=parted["event"].nunique(),
        joined=[np.asarray(own, dtype=np.intp) for own in _largest(joined, "group", "event", most)],
        parted=[
            [np.asarray(np.flatnonzero(group == k), dtype=np.intp) for k in own]
            for own in _largest(parted, "event", "group", most)
        ],
    )


def _edges(now: Grouped, level: float) -> tuple[Indices, Indices]:
    """Pairs of articles that are of one event at `level`, enough to hold each event together."""
    chain_a, chain_b = _chains(now.event)
    is_within = now.event[now.a] == now.event[now.b]
    if level <= now.level:
        made = (now.likeness >= level) & (now.likeness < now.level)
        return np.concatenate([chain_a, now.a[made]]), np.concatenate([chain_b, now.b[made]])
    is_touched = np.zeros(len(now.event_ids), dtype=bool)
    is_touched[now.event[now.a[is_within & (now.likeness < level)]]] = True
    whole = ~is_touched[now.event[chain_a]]
    kept = is_within & (now.likeness >= level)
    return (
        np.concatenate([chain_a[whole], now.a[kept]]),
        np.concatenate([chain_b[whole], now.b[kept]]),
    )


def _chains(event: Indices) -> tuple[Indices, Indices]:
    """Pairs of articles that hold each event together: each with the next of its event."""
    order = np.argsort(event, kind="stable")
    same = event[order[1:]] == event[order[:-1]]
    return order[:-1][same], order[1:][same]


def _several(pairs: pd.DataFrame, by: str) -> pd.DataFrame:
    """The rows of `pairs` (group, event, n) whose `by` has several; those with most articles first.

    By number, in the end, so that the order is the same each time.
    """
    rows = pairs[pairs.duplicated(by, keep=False)]
    rows = rows.assign(total=rows.groupby(by)["n"].transform("sum"))
    other = "event" if by == "group" else "group"
    keys, ascending = ["total", by, "n", other], [False, True, False, True]
    return rows.sort_values(keys, ascending=ascending)


def _largest(rows: pd.DataFrame, by: str, other: str, most: int) -> list[pd.Series[int]]:
    """The `other` of each of the first `most` of `by`, in the order of `rows`."""
    first = rows[by].drop_duplicates().head(most)
    some = rows[rows[by].isin(first)]
    return [own for _, own in some.groupby(by, sort=False)[other]]


def command(manifest: Mapping[str, Any], out: str, level: float | None) -> str:
    """What builds the snapshot again with its events cut at `level`; None: where they part.

    `out` stands in where the manifest does not tell the command of the build.
    """
    words = [str(word) for word in manifest.get("command", [])]
    words = words or ["build", "INPUT", "--out", out]
    kept: list[str] = []
    for place, word in enumerate(words):
        is_value = place > 0 and words[place - 1] == OPTION
        if word != OPTION and not is_value and not word.startswith(f"{OPTION}="):
            kept.append(word)
    ending = [] if level is None else [OPTION, f"{level:g}"]
    return shlex.join(["python", "-m", "coverage", *kept, *ending])
