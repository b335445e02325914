"""SQL -> sentences that hold what is sought, or mean something like it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from coverage.language.meanings import likeness
from coverage.store import Snapshot
from coverage.views.queries import TELLING
from coverage.views.searching import Sought

LEAST_LIKE = 0.3
"""Cosine from which a sentence is shown as meaning something like what is sought. Own choice, by
reading: below, all it has in common is the field."""

MOST, MOST_LIKE = 10_000, 500
"""Sentences found by words that are named, the others only counted; found by meaning at all."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where is looked: outlets (none for all), an event ("" for all), a span of ISO days."""

    outlets: tuple[str, ...] = ()
    event: str = ""
    since: str = ""
    until: str = ""

    def values(self) -> list[object]:
        """For the placeholders of `_WHERE`."""
        return [
            TELLING, list(self.outlets), list(self.outlets), self.event, self.event,
            self.since, self.since, self.until, self.until,
        ]  # fmt: skip


_WHERE = """list_contains(?, s.role)
    AND (len(?) = 0 OR list_contains(?, a.outlet)) AND (? = '' OR a.event_id = ?)
    AND (? = '' OR a.published >= CAST(? AS DATE))
    AND (? = '' OR a.published < CAST(? AS DATE) + INTERVAL 1 DAY)"""


_PLAIN = """CASE WHEN strlen(s.text) = length(s.text) THEN s.text
    ELSE replace(replace(strip_accents(s.text), '’', ''''), '‘', '''') END"""
"""A sentence as `searching.plain` makes it; plain letters, as many as bytes, are so already."""


@dataclass(frozen=True, slots=True)
class Found:
    """Sentences that were found, the first `MOST` of them in order, by their ids and events.

    `each`: outlet -> how many it has, of all; `likeness`: of those named, where they were found by
    meaning.
    """

    ids: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    each: dict[str, int] = field(default_factory=dict)
    likeness: list[float] = field(default_factory=list)

    @property
    def n(self) -> int:
        """How many there are."""
        return sum(self.each.values())


def outlets(snapshot: Snapshot) -> list[str]:
    """All outlets, in order."""
    return list(snapshot.query("SELECT outlet FROM outlets ORDER BY outlet")["outlet"])


def holding(snapshot: Snapshot, sought: Sought, where: Where) -> Found:
    """The sentences that hold all parts, newest article first; none where nothing is sought."""
    if not sought.parts:
        return Found()
    held = "".join(f" AND regexp_matches({_PLAIN}, ?, 'i')" for _ in sought.parts)
    rows = snapshot.query(
        f"""WITH held AS MATERIALIZED (
                SELECT s.sentence_id, s.article_id, s.position, a.outlet, a.event_id, a.published
                FROM sentences s JOIN articles a USING (article_id) WHERE {_WHERE}{held}),
            first AS (SELECT * FROM held
                      ORDER BY published DESC NULLS LAST, article_id, position LIMIT {MOST})
            SELECT sentence_id, event_id, '' AS outlet, row_number() OVER (
                       ORDER BY published DESC NULLS LAST, article_id, position) AS n FROM first
            UNION ALL
            SELECT '' AS sentence_id, '' AS event_id, outlet, count(*) AS n FROM held
            GROUP BY outlet ORDER BY outlet, n""",  # noqa: S608
        *where.values(),
        *sought.patterns(),
    )
    is_count = rows["sentence_id"] == ""
    first, counts = rows[~is_count], rows[is_count]
    each = dict(zip(counts["outlet"], counts["n"].astype(int), strict=True))
    return Found(list(first["sentence_id"]), list(first["event_id"]), each)


def like(snapshot: Snapshot, query: npt.NDArray[np.float32], where: Where) -> Found | None:
    """The `MOST_LIKE` sentences likest in meaning to the unit vector `query`, the likest first.

    `None` where the snapshot was built without meanings. No text is read but theirs, and no more of
    the meanings at a time than `language.meanings` says.
    """
    meanings = snapshot.meanings()
    if meanings is None:
        return None
    rows = snapshot.query(
        f"""SELECT s.row FROM (SELECT article_id, role, row_number() OVER () - 1 AS row
                               FROM sentences) s
            JOIN articles a USING (article_id) WHERE {_WHERE} ORDER BY s.row""",  # noqa: S608
        *where.values(),
    )["row"].to_numpy(dtype=np.intp)
    cosine = likeness(meanings, query, rows)
    first = np.flatnonzero(cosine >= LEAST_LIKE)
    if len(first) > MOST_LIKE:
        least = np.partition(cosine[first], -MOST_LIKE)[-MOST_LIKE]
        first = first[cosine[first] >= least]
    return _named(snapshot, rows[first], cosine[first])


def _named(
    snapshot: Snapshot, rows: npt.NDArray[np.intp], cosine: npt.NDArray[np.float32]
) -> Found:
    """The sentences in these rows of their table, the likest first."""
    found = snapshot.query(
        """SELECT s.row, s.sentence_id, a.event_id, a.outlet
           FROM (SELECT sentence_id, article_id, row_number() OVER () - 1 AS row FROM sentences) s
           JOIN (SELECT unnest(CAST(? AS BIGINT[])) AS row) USING (row)
           JOIN articles a USING (article_id) ORDER BY s.row""",
        rows.tolist(),
    )
    ordered = (
        found.assign(likeness=cosine)
        .sort_values(["likeness", "sentence_id"], ascending=[False, True], kind="stable")
        .head(MOST_LIKE)
    )
    each = {str(outlet): int(n) for outlet, n in ordered["outlet"].value_counts().items()}
    ids, events = list(ordered["sentence_id"]), list(ordered["event_id"])
    return Found(ids, events, each, ordered["likeness"].tolist())


def told(snapshot: Snapshot, found: Found, n: int) -> pd.DataFrame:
    """The first `n` sentences, in their order, with their article, its event, their widest claim.

    `n_telling`: outlets that tell this claim; null where the sentence is in none.
    """
    ids = found.ids[:n]
    rows = snapshot.of_events(set(found.events[:n])).query(
        """SELECT s.sentence_id, s.text, s.role, a.article_id, a.outlet, a.title, a.published,
                  a.published_precision, a.event_id, e.label AS event_label,
                  e.n_outlets AS event_outlets, c.claim_id, c.n_outlets AS n_telling
           FROM (SELECT unnest(?) AS sentence_id) i JOIN sentences s USING (sentence_id)
           JOIN articles a USING (article_id) LEFT JOIN events e USING (event_id)
           LEFT JOIN mentions m USING (sentence_id) LEFT JOIN claims c USING (claim_id)
           QUALIFY row_number() OVER (PARTITION BY s.sentence_id
                                      ORDER BY c.n_outlets DESC NULLS LAST, c.claim_id) = 1""",
        ids,
    )
    place = {sentence_id: k for k, sentence_id in enumerate(ids)}
    return rows.sort_values("sentence_id", key=lambda ids: ids.map(place)).reset_index(drop=True)
