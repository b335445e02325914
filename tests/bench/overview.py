"""How fast the overview is on a large snapshot: `python -m tests.bench.overview [N]`.

The snapshot is invented (`snapshot`): events of a Pareto law of sizes, a tree of joins, claims
with their emphasis. What is measured is the whole run of the page, by itself and with its tables
read already, and each position of the slider.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
from streamlit.testing.v1 import AppTest

from coverage import records, store
from coverage.store import Snapshot
from coverage.views import event_queries, regrouping
from coverage.views.regrouping import Grouped

ROOT = Path(__file__).parents[2]
LEVEL = 7.25
N_OUTLETS, N_TOPICS, MOST_TOLD = 60, 2000, 60
SENTENCES = 5  # an article
CLAIMS = 12  # a shared event
FIRST_DAY = pd.Timestamp("2031-01-01", tz="UTC")

Ints = npt.NDArray[np.intp]


def snapshot(n: int, out: Path, seed: int = 1) -> Path:
    """Publish an invented snapshot of `n` articles as `out`; the same for the same seed."""
    random = np.random.default_rng(seed)
    sizes = np.minimum(1 + random.pareto(1.1, n).astype(int), MOST_TOLD)
    event = np.repeat(np.arange(n), sizes)[:n]
    articles = _articles(random, event)
    events = _events(articles)
    claims, emphasis, mentions = _claims(random, articles, events)
    frames = {
        "articles": articles,
        "events": events,
        "claims": claims,
        "emphasis": emphasis,
        "mentions": mentions,
        "sentences": _sentences(articles),
        "joins": _joins(random, event, articles),
        "near_events": _near(random, events),
    }
    tables = {name: _table(name, frames.get(name)) for name in records.TABLES}
    manifest = {"snapshot": f"bench{n}", "out": out.name, "settings": {}, "event_level": LEVEL}
    return store.write(tables, manifest, out)


def _table(name: str, frame: pd.DataFrame | None) -> pa.Table:
    """The table `name`: the columns of `frame`, those that it lacks empty."""
    schema = records.schema(records.TABLES[name])
    if frame is None:
        return schema.empty_table()
    blank = {pa.string(): "", pa.int64(): 0, pa.float64(): 0.0, pa.bool_(): False}
    columns = []
    for column in schema:
        if column.name in frame:
            columns.append(pa.array(frame[column.name], column.type, from_pandas=True))
        elif column.nullable:
            columns.append(pa.nulls(len(frame), column.type))
        else:
            value = blank.get(column.type, [])
            columns.append(pa.array([value] * len(frame), column.type))
    return pa.table(columns, schema=schema)


def _ids(kind: str, numbers: Ints) -> pd.Series[str]:
    return pd.Series([records.content_id(kind, k) for k in numbers.tolist()])


def _articles(random: np.random.Generator, event: Ints) -> pd.DataFrame:
    """Articles in the order of their events; one in ten undated, one in eight a copy."""
    n = len(event)
    start = random.uniform(0, 365, int(event.max()) + 1)
    days = start[event] + random.exponential(1.2, n)
    published = FIRST_DAY + pd.to_timedelta((days * 1440).astype(int), unit="min")
    precision = random.choice(["minute", "day", "none"], n, p=[0.7, 0.2, 0.1])
    is_copy = np.append(False, (event[1:] == event[:-1]) & (random.random(n - 1) < 1 / 8))
    version = np.maximum.accumulate(np.where(is_copy, 0, np.arange(n)))
    words = [f"w{k}" for k in range(4000)]
    told = [" ".join(words[k] for k in row) for row in random.zipf(1.4, (n, 8)) % len(words)]
    outlet = random.zipf(1.3, n) % N_OUTLETS
    return pd.DataFrame(
        {
            "article_id": _ids("article", np.arange(n)),
            "event_id": _ids("event", event),
            "version_id": _ids("article", version),
            "outlet": [f"Outlet {k:02d}" for k in outlet],
            "title": [f"Event {e} {text}" for e, text in zip(event, told, strict=True)],
            "published": pd.Series(published).where(precision != "none"),
            "published_precision": precision,
            "language": "en",
            "role": "main",
        }
    )


def _events(articles: pd.DataFrame) -> pd.DataFrame:
    rows = articles.groupby("event_id", sort=False)
    events = rows.agg(
        label=("title", "first"),
        first_published=("published", "min"),
        last_published=("published", "max"),
        n_articles=("article_id", "size"),
        n_outlets=("outlet", "nunique"),
        n_versions=("version_id", "nunique"),
    ).reset_index()
    numbers = np.arange(len(events))
    return events.assign(story_id=np.where(numbers % 50 < 2, _ids("story", numbers // 50), ""))


def _claims(
    random: np.random.Generator, articles: pd.DataFrame, events: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Claims of the shared events, what each outlet does with them, and a mention of each."""
    shared = events.loc[events["n_outlets"] > 1, "event_id"]
    claims = pd.DataFrame({"event_id": np.repeat(shared.to_numpy(), CLAIMS)})
    claims["claim_id"] = _ids("claim", np.arange(len(claims)))
    claims["label"] = [f"Claim {k}" for k in range(len(claims))]
    claims["n_outlets"] = random.integers(1, 3, len(claims))
    tellers = articles[["event_id", "outlet"]].drop_duplicates()
    emphasis = claims[["event_id", "claim_id"]].merge(tellers, on="event_id")
    n = len(emphasis)
    emphasis["share"] = random.uniform(0, 0.2, n) * (random.random(n) < 0.5)
    emphasis["n_mentions"] = (emphasis["share"] > 0).astype(int)
    emphasis["status"] = np.where(emphasis["share"] > 0, "mentioned", "omitted")
    first = articles.drop_duplicates("event_id").set_index("event_id")["article_id"]
    said = claims["event_id"].map(first) + "-1"
    mentions = pd.DataFrame({"claim_id": claims["claim_id"], "sentence_id": said})
    return claims, emphasis, mentions


def _sentences(articles: pd.DataFrame) -> pd.DataFrame:
    ids = articles["article_id"].repeat(SENTENCES).reset_index(drop=True)
    position = np.tile(np.arange(SENTENCES), len(articles))
    return pd.DataFrame(
        {
            "sentence_id": ids + "-" + pd.Series(position).astype(str),
            "article_id": ids,
            "position": position,
            "role": np.where(position > 0, "body", "headline"),
            "text": "A sentence of this article.",
            "n_words": 5,
        }
    )


def _joins(random: np.random.Generator, event: Ints, articles: pd.DataFrame) -> pd.DataFrame:
    """A tree: each event's articles joined above the level, a third of the events below it."""
    n = len(event)
    starts = np.flatnonzero(np.append(True, event[1:] != event[:-1]))
    within = np.setdiff1d(np.arange(n), starts)
    topic = random.integers(0, N_TOPICS, len(starts))
    order = np.argsort(topic, kind="stable")
    is_near = (topic[order[1:]] == topic[order[:-1]]) & (random.random(len(order) - 1) < 1 / 3)
    a = np.concatenate([starts[event[within]], starts[order[:-1][is_near]]])
    b = np.concatenate([within, starts[order[1:][is_near]]])
    above = random.uniform(LEVEL, 12, len(within))
    likeness = np.concatenate([above, random.uniform(2, LEVEL - 0.01, int(is_near.sum()))])
    ids = articles["article_id"].to_numpy()
    return pd.DataFrame({"article_a": ids[a], "article_b": ids[b], "likeness": likeness.round(3)})


def _near(random: np.random.Generator, events: pd.DataFrame) -> pd.DataFrame:
    ids = events["event_id"].to_numpy()
    pairs = np.sort(random.choice(ids, (len(ids) // 20, 2)), axis=1)
    near = pd.DataFrame(pairs, columns=["event_a", "event_b"]).drop_duplicates()
    near = near[near["event_a"] != near["event_b"]]
    return near.assign(probability=random.uniform(0.1, 0.5, len(near)))


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def levels(now: Grouped) -> list[float]:
    """Seconds of regrouping at each position of the slider."""
    return [_seconds(lambda at=at: regrouping.regroup(now, at)) for at in regrouping.positions(now)]  # type: ignore[misc]


def pages(part: str, **params: str) -> tuple[float, float]:
    """Seconds of a part of the overview: the session's first run, and one more."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    for key, value in {"show": part, **params}.items():
        app.query_params[key] = value
    times = _seconds(app.run), _seconds(app.run)
    assert not app.exception
    return times


def main(n: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "current"
        snapshot(n, out)
        os.environ["COVERAGE_SNAPSHOT"] = str(out)
        with Snapshot(out) as opened:
            table = event_queries.articles(opened)
            now = regrouping.grouped(table, event_queries.joins(opened), LEVEL)
        times = levels(now) * 3
        p50, p95 = np.percentile(times, [50, 95])
        print(f"{n:,} articles, {len(now.event_ids):,} events, {len(now.a):,} joins")
        print(f"regrouping, {len(times)} times: p50 {p50:.3f} s, p95 {p95:.3f} s")
        for part, params in (
            ("", {}), ("", {"words": "w7"}), ("blind", {"lacks": "Outlet 07"}), ("near", {}),
            ("level", {}), ("level", {"level": "5"}), ("level", {"level": "9"}),
        ):  # fmt: skip
            first, again = pages(part, **params)
            print(f"page {part or 'events'} {params}: {first:.2f} s, then {again:.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
