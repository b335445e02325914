"""Which pairs of sentences are worth an analyst's look, in which order, and how many had one.

A pair is borderline where it may share a claim, and is no surer to than `match_sure` is above
`match_possible`: there the matcher errs most, and an answer moves claims. Those nearest to
`match_sure` come first. Own definition.

Sentences of the same words are asked about once; the answer is said of all pairs of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from coverage.settings import Settings
from coverage.store import Snapshot
from coverage.views.queries import TELLING

MOST = 2_000
"""Questions of all events that are held ready, the nearest to `match_sure`; the rest is counted."""

Pair = tuple[str, str]
"""Ids of two sentences, the lesser first."""


@dataclass(frozen=True, slots=True)
class Question:
    """Two texts of one event by different outlets; `pairs`: all pairs of sentences that say so.

    `probability`: that the first of the pairs shares a claim, before anybody was asked.
    """

    event_id: str
    probability: float
    pairs: tuple[Pair, ...]


def upper(settings: Settings) -> float:
    """The probability up to which a pair is borderline."""
    return min(2 * settings.match_sure - settings.match_possible, 1.0)


@dataclass(frozen=True, slots=True)
class Queue:
    """The questions of all events: the first `MOST`, and how many each event has."""

    first: list[Question]
    counts: dict[str, int]


_PAIRS = """
    able AS (SELECT s.sentence_id, hash(s.text) AS said, a.outlet
             FROM sentences s JOIN articles a USING (article_id)
             WHERE list_contains($telling, s.role) AND s.n_words >= $words),
    pairs AS MATERIALIZED (
        SELECT l.event_id, l.sentence_a, l.sentence_b,
               CASE WHEN l.reviewed = '' THEN l.probability ELSE l.matched END AS p,
               least(x.said, y.said) AS one, greatest(x.said, y.said) AS other
        FROM links l JOIN able x ON x.sentence_id = l.sentence_a
        JOIN able y ON y.sentence_id = l.sentence_b
        WHERE x.outlet <> y.outlet AND p BETWEEN $possible AND $upper)"""
"""Borderline pairs; `one` and `other` stand for their words."""

_ASKED = """
    SELECT event_id, arg_min(p, (abs(p - $sure), sentence_a, sentence_b)) AS probability,
           list(sentence_a ORDER BY abs(p - $sure), sentence_a, sentence_b) AS a,
           list(sentence_b ORDER BY abs(p - $sure), sentence_a, sentence_b) AS b,
           min(abs(p - $sure)) AS far
    FROM pairs {} GROUP BY event_id, one, other"""
"""Those of the same words together."""


def _values(settings: Settings) -> dict[str, object]:
    return {
        "telling": TELLING,
        "words": settings.min_claim_words,
        "sure": settings.match_sure,
        "possible": settings.match_possible,
        "upper": upper(settings),
    }


def questions(snapshot: Snapshot, settings: Settings) -> list[Question]:
    """All borderline pairs of the snapshot, those nearest to `match_sure` first."""
    rows = snapshot.query(
        f"WITH {_PAIRS} {_ASKED.format('')} ORDER BY far, event_id, a, b",
        _values(settings),
    )
    return _questions(rows)


def queue(snapshot: Snapshot, settings: Settings) -> Queue:
    """The first of all questions of the snapshot, and their number."""
    rows = snapshot.query(
        f"""WITH {_PAIRS},
            each AS MATERIALIZED (SELECT event_id, one, other, min(abs(p - $sure)) AS far
                                  FROM pairs GROUP BY event_id, one, other),
            first AS (SELECT event_id, one, other FROM each
                      ORDER BY far, event_id, one, other LIMIT {MOST})
            SELECT *, 0 AS n FROM ({_ASKED.format("JOIN first USING (event_id, one, other)")})
            UNION ALL BY NAME
            SELECT event_id, 0.0 AS far, count(*) AS n FROM each GROUP BY event_id
            ORDER BY far, event_id, a, b""",  # noqa: S608
        _values(settings),
    )
    counts = rows[rows["n"] > 0]
    return Queue(
        _questions(rows[rows["n"] == 0]),
        dict(zip(counts["event_id"], counts["n"].astype(int), strict=True)),
    )


def _questions(rows: pd.DataFrame) -> list[Question]:
    return [
        Question(row["event_id"], row["probability"], tuple(zip(row["a"], row["b"], strict=True)))
        for row in rows.to_dict("records")
    ]


def is_reviewed(question: Question, said: Mapping[Pair, bool]) -> bool:
    """Whether somebody said something of it that stands."""
    return any(pair in said for pair in question.pairs)


def left(
    found: Collection[Question], said: Mapping[Pair, bool], skipped: Collection[Pair]
) -> list[Question]:
    """Those that nobody answered, in their order; what was skipped comes last."""
    rest = [question for question in found if not is_reviewed(question, said)]
    return sorted(rest, key=lambda question: question.pairs[0] in skipped)


def shares(counts: Mapping[str, int], reviewed: Mapping[str, int]) -> pd.DataFrame:
    """For each event its borderline pairs, `n`, those reviewed, and their `share`, 0 to 1.

    Those with most left come first; an event without any has no row.
    """
    table = pd.DataFrame({"event_id": list(counts), "n": list(counts.values())})
    table["n_reviewed"] = [reviewed.get(event_id, 0) for event_id in counts]
    table = table.assign(
        n_left=table["n"] - table["n_reviewed"], share=table["n_reviewed"] / table["n"]
    )
    ordered: pd.DataFrame = table.sort_values(
        ["n_left", "event_id"], ascending=[False, True], ignore_index=True
    )
    return ordered
