"""Which events of the overview are shown: the filters, what they leave out, and that in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote, unquote

import pandas as pd

from coverage.charts import SHARED
from coverage.views import phrases
from coverage.views.state import ALL, Selection

_BETWEEN = "|"  # of names in the URL; one in a name is written as %7C


@dataclass(frozen=True, slots=True)
class Filters:
    """What an event must meet to be shown; the defaults show what can be compared."""

    words: str = ""  # all in its label or its articles' headlines
    outlets: tuple[str, ...] = ()  # all of which tell it
    groups: tuple[str, ...] = ()  # an outlet of each of which tells it
    since: date | None = None  # it has a day in this span
    until: date | None = None
    n_versions: int = 0  # at least
    is_shared: bool = True  # told by two outlets or more


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Events that meet the filters, in their order, and in words how many do not and why."""

    events: pd.DataFrame
    left_out: dict[str, int] = field(default_factory=dict)


def pack(names: list[str]) -> str:
    """Names as one text of a URL; see `unpack`."""
    return _BETWEEN.join(
        name.replace("%", "%25").replace(_BETWEEN, quote(_BETWEEN)) for name in names
    )


def unpack(text: str) -> list[str]:
    """The names that `pack` packed."""
    return [unquote(name) for name in text.split(_BETWEEN) if name]


def chosen(selection: Selection) -> Filters:
    """The filters that the selection tells; what cannot be read is no filter."""
    return Filters(
        words=selection.words,
        outlets=tuple(unpack(selection.outlets)),
        groups=tuple(unpack(selection.groups)),
        since=day(selection.since),
        until=day(selection.until),
        n_versions=int(selection.versions) if selection.versions.isdecimal() else 0,
        is_shared=selection.single != ALL,
    )


def day(text: str) -> date | None:
    """An ISO day out of the URL; `None` for none, or for what is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def narrow(
    events: pd.DataFrame, tellers: pd.DataFrame, filters: Filters, groups: Mapping[str, str]
) -> Narrowed:
    """The events that meet all filters; each that does not counts for the first it fails.

    `events`: `event_queries.events`; `tellers` (event_id, outlet): a row for each outlet of each
    event; `groups`: outlet -> group.
    """
    rows, left_out = events, {}
    for reason, meets in _conditions(tellers, filters, groups):
        kept = rows[meets(rows)]
        if len(kept) < len(rows):
            left_out[reason] = len(rows) - len(kept)
        rows = kept
    return Narrowed(rows, left_out)


Meets = Callable[[pd.DataFrame], "pd.Series[bool]"]


def _conditions(
    tellers: pd.DataFrame, filters: Filters, groups: Mapping[str, str]
) -> Iterator[tuple[str, Meets]]:
    """Each filter that is set: why an event fails it, and which events meet it."""
    if filters.is_shared:
        yield "told by one outlet only", lambda rows: rows["n_outlets"] >= SHARED
    for word in filters.words.casefold().split():
        yield f"without “{word}”", _holds(word)
    for outlet in filters.outlets:
        yield f"not told by {outlet}", _told_by(tellers, {outlet})
    for group in filters.groups:
        own = {outlet for outlet, name in groups.items() if name == group}
        yield f"not told by any outlet of {group}", _told_by(tellers, own)
    if filters.since or filters.until:
        yield "without a date", lambda rows: rows["first_published"].notna()
    if filters.since:
        since = pd.Timestamp(filters.since, tz="UTC")
        yield f"before {_said(filters.since)}", lambda rows: rows["last_published"] >= since
    if filters.until:
        end = pd.Timestamp(filters.until, tz="UTC") + pd.Timedelta(days=1)
        yield f"after {_said(filters.until)}", lambda rows: rows["first_published"] < end
    if filters.n_versions:
        reason = f"in fewer than {phrases.count(filters.n_versions, 'independent version')}"
        yield reason, lambda rows: rows["n_versions"] >= filters.n_versions


def _holds(word: str) -> Meets:
    return lambda rows: rows["told"].str.contains(word, regex=False)


def _told_by(tellers: pd.DataFrame, outlets: set[str]) -> Meets:
    own = set(tellers.loc[tellers["outlet"].isin(outlets), "event_id"])
    return lambda rows: rows["event_id"].isin(own)


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def summary(narrowed: Narrowed, n_events: int) -> str:
    """How many events are shown and what is left out, as plain text."""
    shown = f"{len(narrowed.events):,} of {phrases.count(n_events, 'event')}"
    reasons = [f"{n:,} {reason}" for reason, n in narrowed.left_out.items()]
    return f"{shown}. Left out: {phrases.join(reasons)}." if reasons else f"{shown}."


def by_story(events: pd.DataFrame) -> pd.DataFrame:
    """`events` with those of one story together, at the place of its first and in order of time.

    `n_story`: how many of its story are shown; 0 for an event of no story, or alone of its own.
    """
    story = events["story_id"].where(events["story_id"] != "", events["event_id"])
    size = story.map(story.value_counts())
    place = pd.Series(range(len(events)), index=events.index)
    table = events.assign(
        n_story=size.where(size > 1, 0), place=place.groupby(story).transform("min")
    )
    keys = ["place", "first_published", "event_id"]
    return table.sort_values(keys, na_position="last", kind="stable").drop(columns="place")
