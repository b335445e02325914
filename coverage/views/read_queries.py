"""SQL -> what is read side by side: the sentences of articles, their claims and their links."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from coverage.store import Snapshot


def likest(snapshot: Snapshot, event_id: str) -> pd.DataFrame:
    """Pairs of an event's articles by different outlets that report `n_claims` in common.

    Independent versions first, then those with most claims; `article_a < article_b`.
    """
    return snapshot.of_event(event_id).query(
        """WITH told AS (SELECT DISTINCT m.claim_id, a.article_id, a.outlet, a.version_id
                         FROM mentions m JOIN sentences s USING (sentence_id)
                         JOIN articles a USING (article_id) WHERE a.event_id = ?)
           SELECT x.article_id AS article_a, y.article_id AS article_b, count(*) AS n_claims,
                  x.version_id = y.version_id AS is_version
           FROM told x JOIN told y USING (claim_id)
           WHERE x.article_id < y.article_id AND x.outlet <> y.outlet
           GROUP BY ALL ORDER BY is_version, n_claims DESC, article_a, article_b""",
        event_id,
    )


def sentences(snapshot: Snapshot, article_ids: Sequence[str]) -> pd.DataFrame:
    """Sentences of the articles with `place` among the `n_body` sentences of their body."""
    return snapshot.query(
        """SELECT s.*, row_number() OVER body AS place,
                  count(*) OVER (PARTITION BY s.article_id, s.role IN ('body', 'item')) AS n_body
           FROM sentences s WHERE list_contains(?, s.article_id)
           WINDOW body AS (PARTITION BY s.article_id, s.role IN ('body', 'item')
                           ORDER BY s.position)
           ORDER BY s.article_id, s.position""",
        list(article_ids),
    )


def mentions(snapshot: Snapshot, article_ids: Sequence[str]) -> pd.DataFrame:
    """Claims that the articles' sentences report, and the probability that each does."""
    return snapshot.query(
        """SELECT m.claim_id, m.sentence_id, m.probability
           FROM mentions m JOIN sentences s USING (sentence_id)
           WHERE list_contains(?, s.article_id) ORDER BY m.sentence_id, m.claim_id""",
        list(article_ids),
    )


def links(snapshot: Snapshot, article_ids: Sequence[str]) -> pd.DataFrame:
    """Pairs of sentences of different ones of the articles, the likest first."""
    return snapshot.query(
        """SELECT l.sentence_a, l.sentence_b, l.probability FROM links l
           JOIN sentences x ON x.sentence_id = l.sentence_a
           JOIN sentences y ON y.sentence_id = l.sentence_b
           WHERE list_contains($1, x.article_id) AND list_contains($1, y.article_id)
           AND x.article_id <> y.article_id
           ORDER BY l.probability DESC, l.sentence_a, l.sentence_b""",
        list(article_ids),
    )
