"""Who came first on each event, by how much, and how sure that is.

Times are no more exact than their precision: of two articles of one day, neither of which tells
its hour, it is not known which came first. What bears no day at all may always have come earlier.
Articles that carry one text count as one: the next to tell an event does so in a text of its own.
"""

from __future__ import annotations

import pandas as pd

from coverage.charts import when
from coverage.records import Precision
from coverage.views import phrases
from coverage.views.queries import Row

SPANS = {
    Precision.MINUTE: pd.Timedelta(minutes=1),
    Precision.HOUR: pd.Timedelta(hours=1),
    Precision.DAY: pd.Timedelta(days=1),
}
"""In which span an article of that precision was published, from its beginning on."""

HOUR, DAY = pd.Timedelta(hours=1), pd.Timedelta(days=1)

ONLY = {Precision.DAY: "only the day is known", Precision.HOUR: "only the hour is known"}


def firsts(articles: pd.DataFrame) -> pd.DataFrame:
    """The first of each event that has an article with its day, indexed by event id.

    `articles` (event_id, version_id, outlet, published, published_precision). Gives `outlet`,
    `published`, `precision` of the first; `rivals`, the outlets that may have come before it;
    `n_others`, articles of other outlets with their day; the next to tell it in its own words
    (`next_outlet`, `next_published`, `next_precision`); `unordered`, the outlets of which no
    article bears a day. NaN for none.
    """
    dated = _dated(articles)
    first = dated.groupby("event_id").first()
    marks = first[["outlet", "version_id", "end"]].add_suffix("_first")
    beside = dated.join(marks, on="event_id")
    beside = beside[beside["outlet"] != beside["outlet_first"]]
    rivals = beside[beside["start"] < beside["end_first"]]
    later = beside[
        (beside["version_id"] != beside["version_id_first"])
        & (beside["start"] >= beside["end_first"])
    ]
    following = later.groupby("event_id")[["outlet", "published", "precision"]].first()
    return (
        first[["outlet", "published", "precision"]]
        .join(rivals.groupby("event_id")["outlet"].agg(_names).rename("rivals"))
        .join(beside.groupby("event_id").size().rename("n_others"))
        .join(_unordered(articles, dated).rename("unordered"))
        .join(following.add_prefix("next_"))
    )


def _dated(articles: pd.DataFrame) -> pd.DataFrame:
    """Articles of which at least the day is known, with `start` and `end`, earliest first."""
    table = articles.rename(columns={"published_precision": "precision"})
    table = table[table["published"].notna() & table["precision"].isin(list(SPANS))]
    start = table["published"].dt.floor("min")
    for precision, unit in ((Precision.HOUR, "h"), (Precision.DAY, "D")):
        start = start.where(table["precision"] != precision, table["published"].dt.floor(unit))
    span = pd.to_timedelta(table["precision"].map(SPANS))
    table = table.assign(start=start, end=start + span)
    return table.sort_values(["start", "end", "outlet"], kind="stable")


def _unordered(articles: pd.DataFrame, dated: pd.DataFrame) -> pd.Series:
    """Outlets of each event of which no article bears a day."""
    pairs = articles[["event_id", "outlet"]].drop_duplicates()
    known = dated[["event_id", "outlet"]].drop_duplicates()
    both = pairs.merge(known, how="left", indicator=True)
    return both[both["_merge"] == "left_only"].groupby("event_id")["outlet"].agg(_names)


def _names(outlets: pd.Series) -> list[str]:
    return sorted(set(outlets))


def told(first: Row | None) -> str:
    """Who came first on an event, in plain text; `first` as `firsts` gives it, None for nobody."""
    if first is None:
        return "Who came first is unknown: no article bears its day."
    time = when(first["published"], str(first["precision"]))
    undated = _list(first["unordered"])
    perhaps = f"; {_few(undated)} undated, so perhaps earlier" if undated else ""
    rivals = _list(first["rivals"])
    if rivals:
        names = [str(first["outlet"]), *rivals]
        either = f"{', '.join(names[:-1])} or {names[-1]}" if len(names) <= phrases.FEW else ""
        who = either or f"one of {len(names)} outlets"
        basis = ONLY.get(Precision(first["precision"]), "at the same minute, or nearly")
        return f"First, {time}: {who} ({basis}){perhaps}."
    return f"{first['outlet']} first, {time}{_next(first)}{perhaps}."


def _next(first: Row) -> str:
    """By how much the first came before the next."""
    if isinstance(first["next_outlet"], str):
        return f", {gap(first)} before {first['next_outlet']}"
    if pd.notna(first["n_others"]):
        return "; the others carry its text"
    return ""


def gap(first: Row) -> str:
    """How long after the first the next came, as exactly as both are known: "3 hours"."""
    between = first["next_published"] - first["published"]
    precisions = {first["precision"], first["next_precision"]}
    if Precision.DAY in precisions or between >= 2 * DAY:
        days = (first["next_published"].date() - first["published"].date()).days
        return phrases.count(days, "day")
    if Precision.HOUR in precisions or between >= HOUR:
        return phrases.count(max(round(between / HOUR), 1), "hour")
    return phrases.count(max(round(between.total_seconds() / 60), 1), "minute")


def tally(found: pd.DataFrame, n_events: int) -> str:
    """How often each outlet came first among `n_events`, in plain text; "" where nobody did.

    Only where it is known which outlet with a day came first; `found`: their rows of `firsts`.
    """
    sure = found[found["rivals"].isna()]
    counts = sure["outlet"].value_counts()
    ranked = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
    if not ranked:
        return ""
    named = [f"{outlet} on {n:,}" for outlet, n in ranked[: phrases.FEW + 2]]
    named[0] += " event" if ranked[0][1] == 1 else " events"
    if len(ranked) > len(named):
        named.append(phrases.count(len(ranked) - len(named), "more outlet"))
    open_ = n_events - len(sure)
    rest = f"; not known of {open_:,}" if open_ else ""
    return f"Came first, as far as articles are dated: {phrases.join(named)}{rest}."


def _few(names: list[str]) -> str:
    if len(names) > phrases.FEW:
        return phrases.count(len(names), "outlet")
    return phrases.join(names)


def _list(value: object) -> list[str]:
    """A list, or none for what is missing."""
    return [str(name) for name in value] if isinstance(value, list) else []
