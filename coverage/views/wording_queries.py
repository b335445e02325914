"""SQL -> the tables of the Wording page: of one event, or of all events over a span of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from coverage.measures.substitutions import COUNTED
from coverage.store import Snapshot
from coverage.views.queries import TELLING

MOST_ARTICLES = 2_000
"""Articles whose words are counted at most, the newest of those asked for. Own choice: a few
seconds, once."""

FEW_EVENTS = 50
"""Events that are sooner read one by one than with all others. Own choice: a millisecond each."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which articles are looked at: an event's or, where it is "", all of a span of days.

    `since`, `until`: ISO days, both included; "" for no bound.
    """

    event: str = ""
    since: str = ""
    until: str = ""


def article_ids(snapshot: Snapshot, scope: Scope) -> list[str]:
    """The articles in the scope, newest first, undated ones last. A bound leaves these out."""
    found = snapshot.query(
        """SELECT article_id FROM articles
           WHERE (? = '' OR event_id = ?)
             AND (? = '' OR published >= CAST(? AS DATE))
             AND (? = '' OR published < CAST(? AS DATE) + INTERVAL 1 DAY)
           ORDER BY published DESC NULLS LAST, article_id""",
        *(value for value in (scope.event, scope.since, scope.until) for _ in range(2)),
    )
    return list(found["article_id"])


def _of(snapshot: Snapshot, articles: Sequence[str]) -> Snapshot:
    """The snapshot or, where the articles are of a few events, these alone."""
    found = snapshot.query(
        """SELECT DISTINCT event_id FROM articles WHERE article_id IN (SELECT unnest(?))
           LIMIT ?""",
        list(articles),
        FEW_EVENTS + 1,
    )
    events = sorted(found["event_id"])
    if len(events) == 1:
        return snapshot.of_event(events[0])
    return snapshot.of_events(events) if len(events) <= FEW_EVENTS else snapshot


def sentences(snapshot: Snapshot, articles: Sequence[str]) -> pd.DataFrame:
    """The telling sentences of the articles as their table has them, with their outlets."""
    return _of(snapshot, articles).query(
        """SELECT s.*, a.outlet, a.event_id, a.title, a.published, a.published_precision
           FROM sentences s JOIN articles a USING (article_id)
           WHERE s.article_id IN (SELECT unnest(?)) AND list_contains(?, s.role)
           ORDER BY a.outlet, a.published NULLS LAST, s.article_id, s.position""",
        list(articles),
        TELLING,
    )


def voices(snapshot: Snapshot, articles: Sequence[str]) -> pd.DataFrame:
    """Which words of the articles are given to a speaker directly, as their table has them."""
    return _of(snapshot, articles).query(
        """SELECT v.* FROM voices v JOIN sentences s USING (sentence_id)
           WHERE s.article_id IN (SELECT unnest(?)) AND v.kind = 'direct' ORDER BY ALL""",
        list(articles),
    )


def alternations(snapshot: Snapshot, articles: Sequence[str]) -> pd.DataFrame:
    """Words replaced or quoted between two sentences of the articles, equal ones counted."""
    return _of(snapshot, articles).query(
        """SELECT w.kind, a.outlet AS outlet_a, b.outlet AS outlet_b, w.words_a, w.words_b,
                  a.event_id, CAST(count(DISTINCT (w.sentence_a, w.sentence_b)) AS BIGINT) AS n
           FROM wording w
           JOIN sentences x ON x.sentence_id = w.sentence_a JOIN articles a USING (article_id)
           JOIN sentences y ON y.sentence_id = w.sentence_b
           JOIN articles b ON b.article_id = y.article_id
           WHERE a.article_id IN (SELECT unnest(?)) AND b.article_id IN (SELECT unnest(?))
             AND list_contains(?, w.kind)
           GROUP BY ALL ORDER BY ALL""",
        list(articles),
        list(articles),
        list(COUNTED),
    )


def shifts(
    snapshot: Snapshot, articles: Sequence[str], kind: str, outlets: tuple[str, str]
) -> pd.DataFrame:
    """The shifts of one kind between two outlets, with both sentences, each pair once."""
    return _of(snapshot, articles).query(
        """SELECT DISTINCT ON (w.sentence_a, w.sentence_b, w.start_a, w.start_b)
                  w.*, a.outlet AS outlet_a, b.outlet AS outlet_b, x.text AS text_a,
                  y.text AS text_b, a.event_id, a.article_id AS article_a,
                  b.article_id AS article_b
           FROM wording w
           JOIN sentences x ON x.sentence_id = w.sentence_a JOIN articles a USING (article_id)
           JOIN sentences y ON y.sentence_id = w.sentence_b
           JOIN articles b ON b.article_id = y.article_id
           WHERE w.kind = ? AND list_contains(?, a.outlet) AND list_contains(?, b.outlet)
             AND a.outlet <> b.outlet
             AND a.article_id IN (SELECT unnest(?)) AND b.article_id IN (SELECT unnest(?))
           ORDER BY ALL""",
        kind,
        list(outlets),
        list(outlets),
        list(articles),
        list(articles),
    )


def scare_quotes(snapshot: Snapshot, articles: Sequence[str]) -> pd.DataFrame:
    """Words in quotation marks that nobody is quoted with, the surest first, with their sentences.

    `bare_text`, `bare_outlet`: of a sentence of another outlet that has the words bare; null for
    none.
    """
    return _of(snapshot, articles).query(
        """SELECT q.*, s.text, s.article_id, a.outlet, a.event_id, b.text AS bare_text,
                  c.outlet AS bare_outlet, b.article_id AS bare_article_id
           FROM scare_quotes q JOIN sentences s USING (sentence_id)
           JOIN articles a ON a.article_id = s.article_id
           LEFT JOIN sentences b ON b.sentence_id = q.bare_sentence_id
           LEFT JOIN articles c ON c.article_id = b.article_id
           WHERE a.article_id IN (SELECT unnest(?))
           ORDER BY q.confidence DESC, a.outlet, q.sentence_id, q.start""",
        list(articles),
    )


def namings(snapshot: Snapshot, articles: Sequence[str]) -> pd.DataFrame:
    """How outlets name one person, place or thing, a row an instance, with its sentence."""
    return _of(snapshot, articles).query(
        """SELECT n.*, s.text, s.article_id, a.outlet
           FROM namings n JOIN sentences s USING (sentence_id)
           JOIN articles a ON a.article_id = s.article_id
           WHERE a.article_id IN (SELECT unnest(?))
           ORDER BY n.kind, n.thing, a.outlet, n.sentence_id, n.start""",
        list(articles),
    )
