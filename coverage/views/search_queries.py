"""SQL -> sentences that hold what is sought, or mean something like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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

MOST_LIKE = 500
"""Sentences found by meaning at most."""


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


_PLAIN = "replace(replace(strip_accents(s.text), '’', ''''), '‘', '''')"
"""A sentence as `searching.plain` makes it."""


def outlets(snapshot: Snapshot) -> list[str]:
    """All outlets, in order."""
    return list(snapshot.query("SELECT outlet FROM outlets ORDER BY outlet")["outlet"])


def holding(snapshot: Snapshot, sought: Sought, where: Where) -> pd.DataFrame:
    """Ids of the sentences that hold all parts, newest article first, with their outlet.

    None where nothing is sought.
    """
    held = (
        " AND false"
        if not sought.parts
        else "".join(f" AND regexp_matches({_PLAIN}, ?, 'i')" for _ in sought.parts)
    )
    return snapshot.query(
        f"""SELECT s.sentence_id, a.outlet
            FROM sentences s JOIN articles a USING (article_id) WHERE {_WHERE}{held}
            ORDER BY a.published DESC NULLS LAST, s.article_id, s.position""",  # noqa: S608
        *where.values(),
        *sought.patterns(),
    )


def like(snapshot: Snapshot, query: npt.NDArray[np.float32], where: Where) -> pd.DataFrame | None:
    """Ids of the sentences likest in meaning to the unit vector `query`, with outlet and cosine.

    `None` where the snapshot was built without meanings.
    """
    meanings = snapshot.meanings()
    if meanings is None:
        return None
    rows = snapshot.query(
        f"""SELECT s.row, s.sentence_id, a.outlet
            FROM (SELECT *, row_number() OVER () - 1 AS row FROM sentences) s
            JOIN articles a USING (article_id) WHERE {_WHERE} ORDER BY s.row""",  # noqa: S608
        *where.values(),
    )
    cosine = likeness(meanings, query, rows["row"].to_numpy(dtype=np.intp))
    found = rows.assign(likeness=cosine)[cosine >= LEAST_LIKE]
    ordered = found.sort_values(["likeness", "sentence_id"], ascending=[False, True], kind="stable")
    return ordered.head(MOST_LIKE).reset_index(drop=True)


def told(snapshot: Snapshot, sentence_ids: Sequence[str]) -> pd.DataFrame:
    """The sentences in the order given, with their article, its event, and their widest claim.

    `n_telling`: outlets that tell this claim; null where the sentence is in none.
    """
    found = snapshot.query(
        """SELECT s.sentence_id, s.text, s.role, a.article_id, a.outlet, a.title, a.published,
                  a.published_precision, a.event_id, e.label AS event_label,
                  e.n_outlets AS event_outlets, c.claim_id, c.n_outlets AS n_telling
           FROM sentences s JOIN articles a USING (article_id) LEFT JOIN events e USING (event_id)
           LEFT JOIN mentions m USING (sentence_id) LEFT JOIN claims c USING (claim_id)
           WHERE list_contains(?, s.sentence_id)
           QUALIFY row_number() OVER (PARTITION BY s.sentence_id
                                      ORDER BY c.n_outlets DESC NULLS LAST, c.claim_id) = 1""",
        list(sentence_ids),
    )
    place = {sentence_id: k for k, sentence_id in enumerate(sentence_ids)}
    return found.sort_values("sentence_id", key=lambda ids: ids.map(place)).reset_index(drop=True)
