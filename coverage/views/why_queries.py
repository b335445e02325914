"""SQL -> what the reasons for a match are told from: an event's sentences, voices and links."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from coverage.records import Attribution, Role, Sentence
from coverage.store import Snapshot
from coverage.views.queries import Row

Links = dict[frozenset[str], Row]
"""Ids of two sentences -> the row that tells their probability."""


def sentences(snapshot: Snapshot, event_id: str) -> list[Sentence]:
    """The sentences of an event, article by article, in order of position."""
    found = snapshot.of_event(event_id).query(
        """SELECT s.* FROM sentences s JOIN articles a USING (article_id)
           WHERE a.event_id = ? ORDER BY s.article_id, s.position""",
        event_id,
    )
    rows = found.to_dict("records")
    return [Sentence(**{**row, "role": Role(row["role"])}) for row in rows]  # type: ignore[arg-type]


def voices(snapshot: Snapshot, event_id: str) -> list[Attribution]:
    """To whom the sentences of an event give their words."""
    found = snapshot.of_event(event_id).query(
        """SELECT v.* FROM voices v JOIN sentences s USING (sentence_id)
           JOIN articles a USING (article_id)
           WHERE a.event_id = ? ORDER BY v.sentence_id, v.start""",
        event_id,
    )
    return [Attribution(**row) for row in found.to_dict("records")]  # type: ignore[arg-type]


def links(snapshot: Snapshot, sentence_ids: Sequence[str]) -> Links:
    """The links between any two of these sentences; null is `None`."""
    found = snapshot.query(
        """FROM links WHERE list_contains(?, sentence_a) AND list_contains(?, sentence_b)""",
        list(sentence_ids),
        list(sentence_ids),
    )
    known = found.astype(object).where(found.notna(), None)
    rows: list[Row] = pd.DataFrame(known).to_dict("records")
    return {frozenset((row["sentence_a"], row["sentence_b"])): row for row in rows}
