"""SQL -> an event's articles and the passages they share, as the records they were written from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np
import pandas as pd

from coverage.records import Article, ArticleRole, Block, Passage, Precision, Role
from coverage.store import Snapshot
from coverage.views.queries import TELLING, Row

Spans = list[tuple[int, int]]
"""Offsets of an article's sentences in its text, in order."""


def articles(snapshot: Snapshot, event_id: str) -> list[Article]:
    """The articles of an event, oldest first, those without a date last."""
    found = snapshot.of_event(event_id).query(
        "SELECT * FROM articles WHERE event_id = ? ORDER BY published NULLS LAST, article_id",
        event_id,
    )
    return [_article(row) for row in found.to_dict("records")]


def _article(row: Row) -> Article:
    known: dict[str, Any] = {field.name: _known(row[field.name]) for field in fields(Article)}
    blocks = (Block(Role(b["role"]), int(b["start"]), int(b["end"])) for b in row["blocks"])
    kinds = {
        "role": ArticleRole(row["role"]),
        "published_precision": Precision(row["published_precision"]),
        "blocks": tuple(blocks),
    }
    return Article(**(known | kinds))


def _known(value: Any) -> Any:
    """`None` for what a table holds in its place."""
    return None if not isinstance(value, (list, np.ndarray)) and pd.isna(value) else value


def passages(snapshot: Snapshot, event_id: str) -> list[Passage]:
    """The copied passages between any two articles of an event, pair by pair."""
    found = snapshot.of_event(event_id).query(
        """SELECT r.* FROM reuse r
           JOIN articles a ON a.article_id = r.article_a
           JOIN articles b ON b.article_id = r.article_b
           WHERE a.event_id = $1 AND b.event_id = $1
           ORDER BY r.article_a, r.article_b, r.start_a""",
        event_id,
    )
    names = [field.name for field in fields(Passage)]
    return [Passage(*row) for row in found[names].itertuples(index=False, name=None)]


def n_words(snapshot: Snapshot, event_id: str) -> dict[str, int]:
    """Article id -> its words, headings and captions aside, for every article of an event."""
    found = snapshot.of_event(event_id).query(
        """SELECT a.article_id, CAST(coalesce(sum(s.n_words), 0) AS BIGINT) AS n_words
           FROM articles a
           LEFT JOIN sentences s ON s.article_id = a.article_id AND list_contains(?, s.role)
           WHERE a.event_id = ? GROUP BY a.article_id""",
        TELLING,
        event_id,
    )
    return dict(zip(found["article_id"], found["n_words"].astype(int), strict=True))


def sentences(snapshot: Snapshot, article_id: str) -> Spans:
    """Where the sentences of an article begin and end."""
    found = snapshot.query(
        'SELECT start, "end" FROM sentences WHERE article_id = ? ORDER BY start', article_id
    )
    return list(zip(found["start"].astype(int), found["end"].astype(int), strict=True))


def knows(snapshot: Snapshot, article_ids: Sequence[str]) -> bool:
    """Whether the snapshot holds all of the articles."""
    found = snapshot.query(
        "SELECT count(*) AS n FROM articles WHERE list_contains(?, article_id)", list(article_ids)
    )
    return int(found["n"].iloc[0]) == len(set(article_ids))
