"""SQL -> the tables that pages show. Every value goes in as a parameter.

What is asked of one event is asked of its rows alone (`Snapshot.of_event`). A claim's `mentions`,
`voices`, `wording` and `discrepancies` are found fast where the snapshot is already its event's.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import pandas as pd

from coverage.records import TELLING_ROLES
from coverage.store import Snapshot

Row = dict[Hashable, Any]
"""A row of a table, as `DataFrame.to_dict("records")` gives it."""

TELLING = sorted(TELLING_ROLES)


def events(snapshot: Snapshot) -> pd.DataFrame:
    """Events with their claims counted, those told by most outlets first, then the newest."""
    return snapshot.query(
        """SELECT e.*, count(c.claim_id) AS n_claims,
                  count(c.claim_id) FILTER (c.n_outlets >= 2) AS n_shared
           FROM events e LEFT JOIN claims c USING (event_id) GROUP BY ALL
           ORDER BY e.n_outlets DESC, e.last_published DESC NULLS LAST, e.event_id"""
    )


def corpus_index(snapshot: Snapshot) -> pd.DataFrame:
    """What articles are counted and found by, a row each; oldest first.

    `told`: what is searched, its case folded: outlet, title, credit, role, page, and the time as
    `phrases.stamp` says it.
    """
    found = snapshot.query(
        """SELECT article_id, source_id, role, outlet, version_id,
                  concat_ws(' ', outlet, title, credit, role, source_id, CASE
                      WHEN published IS NULL OR published_precision = 'none' THEN 'undated'
                      ELSE strftime(published, '%Y-%m-%d') || CASE published_precision
                          WHEN 'minute' THEN strftime(published, ' %H:%M')
                          WHEN 'hour' THEN strftime(published, ' %H:%M, to the hour')
                          WHEN 'window' THEN ', or near' ELSE '' END END) AS told
           FROM articles ORDER BY published NULLS LAST, article_id"""
    )
    return found.assign(told=found["told"].str.casefold())


def corpus(snapshot: Snapshot, article_ids: Sequence[str]) -> pd.DataFrame:
    """These articles with their words, their event, and the outlets that carry one text.

    Oldest first.
    """
    return snapshot.query(
        """WITH own AS (
               SELECT a.* EXCLUDE (text, blocks, standfirst) FROM articles a
               JOIN (SELECT unnest(?) AS article_id) USING (article_id)),
           words AS (
               SELECT article_id, sum(n_words) FILTER (list_contains(?, role)) AS n_words
               FROM sentences JOIN (SELECT article_id FROM own) USING (article_id)
               GROUP BY article_id),
           carried AS (
               SELECT version_id, list(DISTINCT outlet ORDER BY outlet) AS outlets,
                      count(*) AS n_articles
               FROM articles JOIN (SELECT DISTINCT version_id FROM own) USING (version_id)
               GROUP BY version_id)
           SELECT a.*, e.label AS event_label, coalesce(e.n_outlets >= 2, false) AS is_shared,
                  CAST(coalesce(s.n_words, 0) AS BIGINT) AS n_words,
                  v.outlets AS carriers, v.n_articles AS n_carriers
           FROM own a LEFT JOIN events e USING (event_id) LEFT JOIN words s USING (article_id)
           JOIN carried v USING (version_id)
           ORDER BY a.published NULLS LAST, a.article_id""",
        list(article_ids),
        TELLING,
    )


def text(snapshot: Snapshot, article_id: str) -> Row:
    """An article's `text` and its `blocks`, each a dict of `role`, `start` and `end`."""
    found = snapshot.query("SELECT text, blocks FROM articles WHERE article_id = ?", article_id)
    row: Row = found.to_dict("records")[0]
    return row


def page(snapshot: Snapshot, source_id: str) -> Row | None:
    """A page's `text`, as it was seen, and its `stretches`, each a dict; `None` for no such page.

    A stretch has `start`, `end`, `article_id` ("" where no article took it) and `use`.
    """
    found = snapshot.query(
        "SELECT coalesce(text, content) AS text, stretches FROM pages WHERE source_id = ?",
        source_id,
    )
    return found.to_dict("records")[0] if len(found) else None


def rejected(snapshot: Snapshot) -> pd.DataFrame:
    """Pages that were not used and why; `is_part` where other articles of the page were used."""
    return snapshot.query(
        """SELECT r.source_id, r.reason,
                  r.source_id IN (SELECT source_id FROM articles) AS is_part
           FROM rejected r ORDER BY r.source_id, r.reason"""
    )


def outlets(snapshot: Snapshot, event_id: str) -> pd.DataFrame:
    """Outlets of an event with their articles and the words they tell it in, earliest first."""
    return snapshot.of_event(event_id).query(
        """SELECT a.outlet, count(DISTINCT a.article_id) AS n_articles,
                  CAST(coalesce(sum(s.n_words) FILTER (list_contains(?, s.role)), 0) AS BIGINT)
                  AS n_words,
                  min(a.published) AS first_published, max(a.published) AS last_published
           FROM articles a LEFT JOIN sentences s USING (article_id)
           WHERE a.event_id = ? GROUP BY a.outlet
           ORDER BY min(a.published) NULLS LAST, a.outlet""",
        TELLING,
        event_id,
    )


def published(snapshot: Snapshot, event_id: str) -> pd.DataFrame:
    """When each article of an event was published, and from what that is known."""
    return snapshot.of_event(event_id).query(
        """SELECT outlet, published, published_precision, published_basis FROM articles
           WHERE event_id = ? ORDER BY published NULLS LAST, article_id""",
        event_id,
    )


def versions(snapshot: Snapshot, event_id: str) -> pd.DataFrame:
    """Texts of an event that more than one article carries: their outlets, and how many."""
    return snapshot.of_event(event_id).query(
        """SELECT list(DISTINCT outlet ORDER BY outlet) AS outlets, count(*) AS n_articles
           FROM articles WHERE event_id = ? GROUP BY version_id HAVING count(*) > 1
           ORDER BY min(outlet)""",
        event_id,
    )


def claims(snapshot: Snapshot, event_id: str) -> pd.DataFrame:
    """Claims of an event, with all their sentences as one text to be filtered by (`told`)."""
    return snapshot.of_event(event_id).query(
        """SELECT c.*, coalesce(string_agg(s.text, ' ' ORDER BY s.sentence_id), '') AS told
           FROM claims c LEFT JOIN mentions m USING (claim_id)
           LEFT JOIN sentences s USING (sentence_id)
           WHERE c.event_id = ? GROUP BY ALL ORDER BY c.claim_id""",
        event_id,
    )


def sub_events(snapshot: Snapshot, event_id: str) -> pd.DataFrame:
    """Sub-events of an event, in the order in which its articles tell them."""
    return snapshot.of_event(event_id).query(
        """SELECT x.* FROM sub_events x
           JOIN sentences s USING (sub_event_id) WHERE x.event_id = ? GROUP BY ALL
           ORDER BY x.n_outlets DESC, min(s.position), x.sub_event_id""",
        event_id,
    )


def members(snapshot: Snapshot, event_id: str) -> pd.DataFrame:
    """The sentences of each claim of an event, the surest first."""
    return snapshot.of_event(event_id).query(
        """SELECT m.claim_id, s.text, m.probability
           FROM mentions m JOIN claims c USING (claim_id) JOIN sentences s USING (sentence_id)
           WHERE c.event_id = ? ORDER BY m.claim_id, m.probability DESC, s.sentence_id""",
        event_id,
    )


def cells(snapshot: Snapshot, event_id: str) -> pd.DataFrame:
    """Emphasis of an event: what each outlet does with each claim, and the nearest it says."""
    return snapshot.of_event(event_id).query(
        """SELECT e.*, s.text AS nearest_text
           FROM emphasis e JOIN claims c USING (claim_id)
           LEFT JOIN sentences s ON s.sentence_id = e.nearest_sentence_id
           WHERE c.event_id = ? ORDER BY e.claim_id, e.outlet""",
        event_id,
    )


def sentences(snapshot: Snapshot, event_id: str) -> pd.DataFrame:
    """Sentences of an event with `place` among the `n_body` sentences of their article's body."""
    return snapshot.of_event(event_id).query(
        """SELECT s.sentence_id, s.role, s.text, a.outlet, a.article_id, a.title, a.url, a.credit,
                  a.published, a.published_precision, a.published_basis,
                  row_number() OVER body AS place,
                  count(*) OVER (PARTITION BY s.article_id, s.role IN ('body', 'item')) AS n_body
           FROM sentences s JOIN articles a USING (article_id) WHERE a.event_id = ?
           WINDOW body AS (PARTITION BY s.article_id, s.role IN ('body', 'item')
                           ORDER BY s.position)
           ORDER BY a.published NULLS LAST, a.article_id, s.position""",
        event_id,
    )


def matched(snapshot: Snapshot, event_id: str) -> pd.DataFrame:
    """Sentences of an event as their table has them, with the outlet and version of their article.

    Article by article, as a build matches them.
    """
    return snapshot.of_event(event_id).query(
        """SELECT s.*, a.outlet, a.version_id FROM sentences s JOIN articles a USING (article_id)
           WHERE a.event_id = ? ORDER BY s.article_id, s.position""",
        event_id,
    )


def events_of(snapshot: Snapshot, sentence_ids: Sequence[str]) -> list[str]:
    """The events that the sentences are of."""
    found = snapshot.query(
        """SELECT DISTINCT event_id FROM sentences JOIN articles USING (article_id)
           WHERE sentence_id IN (SELECT unnest(?)) ORDER BY event_id""",
        list(sentence_ids),
    )
    return list(found["event_id"])


def article_ids(snapshot: Snapshot, event_id: str) -> set[str]:
    """The articles of an event."""
    own = snapshot.of_event(event_id)
    found = own.query("SELECT article_id FROM articles WHERE event_id = ?", event_id)
    return set(found["article_id"])


def claims_with(snapshot: Snapshot, event_id: str, sentence_ids: Sequence[str]) -> list[str]:
    """Claims of an event that have any of the sentences, those with most of them first."""
    found = snapshot.of_event(event_id).query(
        """SELECT claim_id FROM claims c JOIN mentions m USING (claim_id)
           WHERE c.event_id = ? AND list_contains(?, m.sentence_id)
           GROUP BY claim_id, c.n_outlets ORDER BY count(*) DESC, c.n_outlets DESC, claim_id""",
        event_id,
        list(sentence_ids),
    )
    return list(found["claim_id"])


def links(snapshot: Snapshot, event_id: str) -> pd.DataFrame:
    """Pairs of sentences of an event with the probability that they share a claim."""
    return snapshot.of_event(event_id).query(
        """SELECT sentence_a, sentence_b, probability, matched, reviewed FROM links
           WHERE event_id = ? ORDER BY sentence_a, sentence_b""",
        event_id,
    )


def mentions(snapshot: Snapshot, claim_id: str) -> pd.DataFrame:
    """Sentences in a claim and the probability that each reports it.

    `judges`: the models whose verdict links it to another sentence of the claim, else null.
    """
    return snapshot.query(
        """WITH own AS (FROM mentions WHERE claim_id = ?),
                judged AS (
                    SELECT unnest([sentence_a, sentence_b]) AS sentence_id, adjudicated_by
                    FROM links WHERE adjudicated = 'same'
                    AND sentence_a IN (SELECT sentence_id FROM own)
                    AND sentence_b IN (SELECT sentence_id FROM own))
           SELECT own.*, (SELECT string_agg(DISTINCT adjudicated_by, ', ' ORDER BY adjudicated_by)
                          FROM judged j WHERE j.sentence_id = own.sentence_id) AS judges
           FROM own ORDER BY sentence_id""",
        claim_id,
    )


def voices(snapshot: Snapshot, claim_id: str) -> pd.DataFrame:
    """To whom a claim's sentences give their words."""
    return snapshot.query(
        """SELECT v.* FROM voices v JOIN mentions m USING (sentence_id)
           WHERE m.claim_id = ? ORDER BY v.sentence_id, v.start""",
        claim_id,
    )


_PAIRED = """SELECT t.*, a.outlet AS outlet_a, b.outlet AS outlet_b FROM {} t
    JOIN sentences x ON x.sentence_id = t.sentence_a JOIN articles a USING (article_id)
    JOIN sentences y ON y.sentence_id = t.sentence_b JOIN articles b
    ON b.article_id = y.article_id WHERE t.claim_id = ? ORDER BY ALL"""


def wording(snapshot: Snapshot, claim_id: str) -> pd.DataFrame:
    """Differences in words between the claim's sentences, with their outlets."""
    return snapshot.query(_PAIRED.format("wording"), claim_id)


def discrepancies(snapshot: Snapshot, claim_id: str) -> pd.DataFrame:
    """What the claim’s sentences contradict one another in, with their outlets."""
    return snapshot.query(_PAIRED.format("discrepancies"), claim_id)
