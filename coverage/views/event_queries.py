"""SQL -> the tables of the overview: all events at once, never one query an event.

Of some events `Snapshot.of_events` has the rows; whoever asks several questions of the same ones
gives that.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from coverage.records import TABLES
from coverage.store import Snapshot


def events(snapshot: Snapshot) -> pd.DataFrame:
    """Events, those told by most outlets first, then the newest.

    Each with its claims counted (`n_claims`, `n_shared` by two outlets or more) and all its
    headlines as one text to be searched (`told`), its case folded.
    """
    found = snapshot.query(
        """SELECT e.*, coalesce(c.n_claims, 0) AS n_claims, coalesce(c.n_shared, 0) AS n_shared,
                  concat_ws(' ', e.label, a.headlines) AS told
           FROM events e
           LEFT JOIN (SELECT event_id, count(*) AS n_claims,
                             count(*) FILTER (n_outlets >= 2) AS n_shared
                      FROM claims GROUP BY event_id) c USING (event_id)
           LEFT JOIN (SELECT event_id, string_agg(title, ' ' ORDER BY article_id) AS headlines
                      FROM articles GROUP BY event_id) a USING (event_id)
           ORDER BY e.n_outlets DESC, e.last_published DESC NULLS LAST, e.event_id"""
    )
    return found.assign(told=found["told"].str.casefold())


def articles(snapshot: Snapshot) -> pd.DataFrame:
    """Articles with whether two outlets or more tell their event, oldest first."""
    return snapshot.query(
        """SELECT a.article_id, a.event_id, a.version_id, a.outlet, a.title, a.published,
                  a.published_precision, a.published_basis,
                  coalesce(e.n_outlets >= 2, false) AS is_shared
           FROM articles a LEFT JOIN events e USING (event_id)
           ORDER BY a.published NULLS LAST, a.article_id"""
    )


def groups(snapshot: Snapshot) -> dict[str, str]:
    """Outlet -> its group, for outlets that have one; empty where no table tells it."""
    if "outlets" not in TABLES:
        return {}
    found = snapshot.query("""SELECT outlet, "group" AS name FROM outlets WHERE "group" <> '' """)
    return dict(zip(found["outlet"], found["name"], strict=True))


def near_events(snapshot: Snapshot) -> pd.DataFrame:
    """Pairs of events that are perhaps one, the likeliest first."""
    return snapshot.query("FROM near_events ORDER BY probability DESC, event_a, event_b")


def joins(snapshot: Snapshot) -> pd.DataFrame:
    """The tree that events are cut from, the likest first."""
    return snapshot.query("FROM joins ORDER BY likeness DESC, article_a, article_b")


def claims(snapshot: Snapshot, event_ids: Sequence[str]) -> pd.DataFrame:
    """Claims of the events."""
    return snapshot.of_events(event_ids).query(
        "SELECT event_id, claim_id, label, n_outlets FROM claims ORDER BY claim_id"
    )


def cells(snapshot: Snapshot, event_ids: Sequence[str]) -> pd.DataFrame:
    """Emphasis of the events: what each outlet does with each claim."""
    return snapshot.of_events(event_ids).query(
        """SELECT c.event_id, e.claim_id, e.outlet, e.share, e.status, e.n_mentions
           FROM emphasis e JOIN claims c USING (claim_id) ORDER BY e.claim_id, e.outlet"""
    )


def members(snapshot: Snapshot, claim_ids: Sequence[str]) -> pd.DataFrame:
    """The sentences of these claims, the surest first."""
    if not claim_ids:
        return pd.DataFrame(columns=["event_id", "claim_id", "text"])
    return snapshot.query(
        """SELECT c.event_id, m.claim_id, s.text
           FROM (SELECT unnest(?) AS claim_id) i JOIN claims c USING (claim_id)
           JOIN mentions m USING (claim_id) JOIN sentences s USING (sentence_id)
           ORDER BY m.claim_id, m.probability DESC, s.sentence_id""",
        list(claim_ids),
    )
