"""The other things that happened of which articles of one event tell, each as one sub-event.

Passages about something else are read off names, days and headings (`actors`, `passages`). Content
has to confirm them: they are less like the event's headlines and leads than their article's opening
is. Passages of different articles that share people or a day, and are alike, tell one sub-event; a
passage that brings in nobody new counts only where another independent version has its like.
"""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

import numpy as np

from coverage.language.embeddings import Vectors
from coverage.language.people import People, surname
from coverage.matching import actors, passages
from coverage.matching.actors import Day, Told
from coverage.matching.passages import Main, Passage
from coverage.matching.terms import Floats
from coverage.records import Article, Attribution, Mention, Role, Sentence, SubEvent, content_id

ALIKE = 0.2
"""Least cosine, centred by the event's mean, of two passages that tell one sub-event. Of a common
day, those on the labelled events that do lie above 0.2, those that do not under 0.15."""

SECTION = 0.5
"""Least share of a claim's mentions in a sub-event for the claim to stand in its section."""

LABEL = 90
"""Most letters of a label that is no heading."""


def sections(mentions: Iterable[Mention], of_sentence: Mapping[str, str]) -> dict[str, str]:
    """Claim id -> the sub-event in whose section it stands, or "" for the event itself.

    That is where at least `SECTION` of its mentions lie; a tie goes to the sub-event.
    """
    places: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in mentions:
        places[row.claim_id][of_sentence.get(row.sentence_id, "")] += 1
    found = {}
    for claim_id, counted in places.items():
        most = SECTION * counted.total()
        able = [(-n, name) for name, n in counted.items() if name and n >= most]
        found[claim_id] = min(able)[1] if able else ""
    return found


@dataclass(frozen=True, slots=True)
class _Found:
    """A passage, its article and its vector: the mean of its sentences', of length 1."""

    passage: Passage
    article: Article
    vector: Floats


def part(
    members: Mapping[str, Sequence[Article]],
    by_article: Mapping[str, Sequence[Sentence]],
    vectors: Mapping[str, Vectors],
    voices: Iterable[Attribution],
) -> tuple[list[SubEvent], dict[str, str]]:
    """Sub-events of all events, and the id of that to whose passages a sentence belongs.

    `members`: event id -> its articles; `vectors` has a row for each sentence of an article.
    The result does not depend on any order; sentences of no passage have no entry.
    """
    speakers: defaultdict[str, set[str]] = defaultdict(set)
    for voice in voices:
        speakers[voice.sentence_id].add(surname(voice.speaker))
    rows: list[SubEvent] = []
    place: dict[str, str] = {}
    for event_id in sorted(members):
        for found in _find(members[event_id], by_article, vectors, speakers):
            row, ids = _describe(event_id, found)
            rows.append(row)
            place |= dict.fromkeys(ids, row.sub_event_id)
    return rows, place


def _find(
    articles: Sequence[Article],
    by_article: Mapping[str, Sequence[Sentence]],
    vectors: Mapping[str, Vectors],
    speakers: Mapping[str, Collection[str]],
) -> list[list[_Found]]:
    """The passages of one event, a list for each of its sub-events."""
    articles = sorted(articles, key=lambda article: article.article_id)
    people = People.of("\n".join(s.text for a in articles for s in by_article[a.article_id]))
    told = [actors.read(a, by_article[a.article_id], people, speakers) for a in articles]
    main = _main(articles, told)
    found = _confirmed(articles, told, [vectors[a.article_id] for a in articles], main)
    return [
        group
        for group in _joined(found)
        if any(one.passage.actors for one in group) or _is_shared(group)
    ]


def _leads(rows: Sequence[Told]) -> list[Told]:
    """Headline, standfirst and first sentence of the body."""
    head = [row for row in rows if row.sentence.role in (Role.HEADLINE, Role.STANDFIRST)]
    return head + [row for row in rows if row.sentence.role == Role.BODY][:1]


def _main(articles: Sequence[Article], told: Sequence[Sequence[Told]]) -> Main:
    """Whom the leads name; the days they name, that of publication and the one before."""
    leads = [row for rows in told for row in _leads(rows)]
    days: set[Day] = {day for row in leads for day in row.days}
    for article in articles:
        if article.published:
            day = article.published.date()
            days |= {(d.month, d.day) for d in (day, day - timedelta(days=1))}
    return Main(frozenset(name for row in leads for name in row.people), frozenset(days))


def _confirmed(
    articles: Sequence[Article],
    told: Sequence[Sequence[Told]],
    vectors: Sequence[Vectors],
    main: Main,
) -> list[_Found]:
    """The passages that are less like the event's leads than their article's opening is."""
    mean = np.concatenate(vectors).mean(axis=0)
    centred = [rows - mean for rows in vectors]
    leads = [
        own[row.index] for own, rows in zip(centred, told, strict=True) for row in _leads(rows)
    ]
    lead = _unit(np.mean(leads, axis=0)) if leads else np.zeros_like(mean)
    found = []
    for article, rows, own in zip(articles, told, centred, strict=True):
        like = own @ lead
        for passage in passages.find(rows, main):
            inside = [row.index for row in passage.rows]
            if like[inside].mean().round(3) < like[: passages.N_OPENING].mean().round(3):
                found.append(_Found(passage, article, _unit(own[inside].mean(axis=0))))
    return found


def _unit(vector: Floats) -> Floats:
    """The vector at length 1; 0 stays 0."""
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def _joined(found: Sequence[_Found]) -> list[list[_Found]]:
    """Groups of passages that tell the same, connected ones together, in order."""
    group = list(range(len(found)))
    for a, b in combinations(range(len(found)), 2):
        if group[a] != group[b] and _is_same(found[a], found[b]):
            group = [group[a] if number == group[b] else number for number in group]
    members: defaultdict[int, list[_Found]] = defaultdict(list)
    for number, one in zip(group, found, strict=True):
        members[number].append(one)
    return list(members.values())


def _is_same(a: _Found, b: _Found) -> bool:
    """Whether passages of two articles tell the same: alike, and of common people or days."""
    if a.article.article_id == b.article.article_id:
        return False
    shares = a.passage.actors & b.passage.actors or a.passage.days & b.passage.days
    return bool(shares) and float(a.vector @ b.vector) >= ALIKE


def _is_shared(members: Collection[_Found]) -> bool:
    """Whether two independent versions tell it."""
    return len({one.article.version_id for one in members}) > 1


def _describe(event_id: str, members: Sequence[_Found]) -> tuple[SubEvent, list[str]]:
    """The record of one sub-event, and the ids of its sentences."""
    ids = sorted(row.sentence.sentence_id for one in members for row in one.passage.rows)
    row = SubEvent(
        sub_event_id=content_id("sub-event", event_id, *ids),
        event_id=event_id,
        label=_label(members),
        n_articles=len({one.article.article_id for one in members}),
        n_outlets=len({one.article.outlet for one in members}),
        n_sentences=len(ids),
    )
    return row, ids


def _label(members: Sequence[_Found]) -> str:
    """A heading, the shortest; else the first sentence that is shortest, cut at `LABEL` letters."""
    headings = [one.passage.heading.strip(" :") for one in members if one.passage.heading]
    firsts = [one.passage.rows[0].sentence.text for one in members]
    best = min(headings or firsts, key=lambda text: (len(text), text))
    return best if headings else textwrap.shorten(best, LABEL, placeholder=" …")
