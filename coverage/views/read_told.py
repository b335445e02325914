"""Two or three articles of an event as they are read side by side: sentences, joins, what is alone.

A sentence is alone where it reports a claim but is joined to none in another column. Headings,
captions and sentences too short to report a claim are compared with nothing, and so never alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from coverage.measures import copying, side_by_side
from coverage.measures.side_by_side import Claims, Common, Telling
from coverage.measures.strictness import settings_of
from coverage.records import TELLING_ROLES, Article, Passage, Role, Sentence
from coverage.store import Snapshot
from coverage.views import copies_queries, copies_text, read_copied, read_joins, read_queries
from coverage.views.read_copied import Copied
from coverage.views.read_joins import Join, Kind, Pair

MOST_COLUMNS = 3
"""Articles side by side at once: with a fourth the columns of a small screen hold a few words."""


@dataclass(frozen=True, slots=True)
class Column:
    """An article and its sentences; `places[k]`: the number of sentence k in the body, 0 outside.

    `n_body`: sentences of the body; `n_all_words`: of all that tells, also where not all is shown.
    """

    name: str
    article: Article
    sentences: tuple[Sentence, ...]
    places: tuple[int, ...]
    n_body: int
    n_all_words: int

    def n_words(self) -> dict[str, int]:
        """The words of its telling sentences, by id."""
        return {s.sentence_id: s.n_words for s in self.sentences if s.role in TELLING_ROLES}


@dataclass(frozen=True, slots=True)
class Reading:
    """The columns and everything that is between them."""

    columns: tuple[Column, ...]
    claims: Claims
    links: dict[Pair, float]
    joins: tuple[Join, ...]
    passages: tuple[Passage, ...]
    copied: Copied
    alone: frozenset[str]
    common: Common

    def kinds(self) -> set[Kind]:
        """What kinds of joins are drawn between neighbouring columns."""
        own = self.column_of()
        return {j.kind for j in self.joins if own[j.b] - own[j.a] == 1}

    def column_of(self) -> dict[str, int]:
        """Sentence -> the number of its column."""
        return {
            sentence.sentence_id: number
            for number, column in enumerate(self.columns)
            for sentence in column.sentences
        }


def names(articles: Sequence[Article]) -> dict[str, str]:
    """What each article is called: its outlet, with a number where that has several."""
    return copies_text.names(articles)


def chosen(wanted: Sequence[str], articles: Sequence[Article], likest: pd.DataFrame) -> list[str]:
    """The articles to show: those `wanted` that the event has, two at least and three at most.

    One alone gets the partner by which most of its claims are told, none at all those two of
    different outlets that tell most claims in common, the earlier to the left; of `likest`, which
    has independent versions first. Where no two have a claim in common, the first of two outlets.
    """
    known = [article.article_id for article in articles]
    ids = list(dict.fromkeys(key for key in wanted if key in known))[:MOST_COLUMNS]
    if len(ids) > 1:
        return ids
    pairs = zip(likest["article_a"], likest["article_b"], strict=True)
    for pair in pairs:
        if not ids:
            return sorted(pair, key=known.index)
        if ids[0] in pair:
            return [ids[0], *(key for key in pair if key != ids[0])]
    first = ids[0] if ids else known[0]
    outlet = {article.article_id: article.outlet for article in articles}
    others = [key for key in known if outlet[key] != outlet[first]]
    return [first, *others[:1]]


def read(snapshot: Snapshot, articles: Sequence[Article], ids: Sequence[str]) -> Reading:
    """`snapshot`: with the claims as strict as they are looked at; `articles`: of the event."""
    columns = _columns(snapshot, articles, ids)
    claims = _claims(read_queries.mentions(snapshot, ids))
    found = read_queries.links(snapshot, ids)
    ends = zip(found["sentence_a"], found["sentence_b"], strict=True)
    links = dict(zip(map(frozenset, ends), found["probability"].astype(float), strict=True))
    passages = _passages(snapshot, columns)
    words = copying.read([column.article for column in columns])
    copied = read_copied.copied(
        passages, words, {c.article.article_id: c.sentences for c in columns}
    )
    possible = settings_of(snapshot.manifest).match_possible
    own = [[sentence.sentence_id for sentence in column.sentences] for column in columns]
    joins = read_joins.joins(own, claims, links, copied.same, possible)
    joined = {key for join in joins for key in (join.a, join.b)}
    alone = frozenset(key for keys in own for key in keys if key in claims and key not in joined)
    telling = [Telling(column.n_words(), claims) for column in columns]
    common = side_by_side.common(telling)
    return Reading(columns, claims, links, tuple(joins), tuple(passages), copied, alone, common)


def _columns(
    snapshot: Snapshot, articles: Sequence[Article], ids: Sequence[str]
) -> tuple[Column, ...]:
    called, known = names(articles), {article.article_id: article for article in articles}
    table = read_queries.sentences(snapshot, ids)
    columns = []
    for article_id in ids:
        rows = table[table["article_id"] == article_id].to_dict("records")
        body = [row["role"] in {Role.BODY, Role.ITEM} for row in rows]
        places = (int(r["place"]) if is_in else 0 for r, is_in in zip(rows, body, strict=True))
        sentences = tuple(
            Sentence(**{
                str(key): value
                for key, value in row.items()
                if key in Sentence.__dataclass_fields__
            } | {"role": Role(row["role"])})
            for row in rows
        )  # fmt: skip
        n_words = sum(s.n_words for s in sentences if s.role in TELLING_ROLES)
        name, article = called[article_id], known[article_id]
        columns.append(Column(name, article, sentences, tuple(places), sum(body), n_words))
    return tuple(columns)


def _claims(mentions: pd.DataFrame) -> dict[str, frozenset[str]]:
    """Sentence -> its claims."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for sentence_id, claim_id in zip(mentions["sentence_id"], mentions["claim_id"], strict=True):
        found[sentence_id].add(claim_id)
    return {key: frozenset(own) for key, own in found.items()}


def _passages(snapshot: Snapshot, columns: Sequence[Column]) -> list[Passage]:
    """The passages between any two of the columns."""
    ids = {column.article.article_id for column in columns}
    found = copies_queries.passages(snapshot, columns[0].article.event_id)
    return [p for p in found if p.article_a in ids and p.article_b in ids]
