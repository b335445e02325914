"""Articles -> events: which articles tell of the same happening.

Pairs worth comparing are found (`neighbours`), weighed by what they say (`event_features`) and
when (`timing`) and joined by average linkage (`linkage`): an article joins an event that it
matches on the whole, not one that it matches in a single member. The tree is cut where the corpus
parts (`cutting`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from coverage.language.embeddings import Vectors
from coverage.matching import cutting, event_doubt, event_features, event_links, linkage
from coverage.matching.event_links import Indices, Links
from coverage.matching.linkage import Tree
from coverage.records import (
    TELLING_ROLES,
    Article,
    ArticleRole,
    Event,
    Join,
    NearEvents,
    Role,
    Sentence,
    content_id,
)
from coverage.settings import Settings


@dataclass(frozen=True, slots=True)
class Grouping:
    """What `group` finds. `level`: where the tree was cut, in log-odds of likeness."""

    event: dict[str, str]  # article id -> event id
    probability: dict[str, float]  # article id -> that it is of its event, 0 to 1
    story: dict[str, str]  # event id -> story id, for events that belong to one
    near: list[NearEvents]
    joins: list[Join]
    level: float

    def placed(self, article: Article) -> Article:
        """`article` with its event and how sure that is."""
        return replace(
            article,
            event_id=self.event[article.article_id],
            event_probability=self.probability[article.article_id],
        )


def tree(found: Links) -> Tree:
    """What joins what, down to the broadest events looked at."""
    capped = np.minimum(found.likeness, np.float32(cutting.MOST))
    return linkage.join(found.n, found.i, found.j, capped, float(cutting.LEVELS[0]))


def group(
    articles: Sequence[Article],
    sentences: Mapping[str, Sequence[Sentence]],
    vectors: Mapping[str, Vectors],
    settings: Settings,
    cache_folder: Path | None = None,
) -> Grouping:
    """Events of the articles; the same for any order of them.

    Their `version_id` must be set: an undated copy leans on the date of what it copies.
    `sentences` and `vectors` have an entry for each article id; a row for each sentence.
    `cache_folder`: where what was counted in texts is kept; it changes nothing but the time.
    """
    if not articles:
        return Grouping({}, {}, {}, [], [], cutting.USUAL_LEVEL)
    ordered = sorted(articles, key=lambda article: article.article_id)
    rows = [_telling(sentences[a.article_id], vectors[a.article_id]) for a in ordered]
    texts = [article.text for article in ordered]
    days = _days(ordered)
    found = event_links.find(event_features.prepare(texts, rows, days, cache_folder))
    joined = tree(found)
    level = settings.event_level
    if level is None:
        level = cutting.best_level(joined, found.i, found.j, found.likeness)
    number = joined.cut(level)
    ids = [article.article_id for article in ordered]
    event_ids = _event_ids(ids, number)
    sure = event_doubt.membership(found, number, level)
    return Grouping(
        event={i: event_ids[k] for i, k in zip(ids, number.tolist(), strict=True)},
        probability=dict(zip(ids, sure.tolist(), strict=True)),
        story=event_doubt.stories(found, number, level, event_ids, days),
        near=event_doubt.near_events(found, number, level, event_ids),
        joins=[
            Join(ids[a], ids[b], round(at, event_features.DIGITS))
            for a, b, at in zip(joined.a, joined.b, joined.level.tolist(), strict=True)
        ],
        level=level,
    )


def _days(ordered: Sequence[Article]) -> list[int | None]:
    """Ordinal day of each article; an undated copy stands at the first day of its version."""
    first: dict[str, int] = {}
    for article in ordered:
        if article.published:
            day = article.published.toordinal()
            first[article.version_id] = min(day, first.get(article.version_id, day))
    return [a.published.toordinal() if a.published else first.get(a.version_id) for a in ordered]


def _event_ids(ids: Sequence[str], number: Indices) -> list[str]:
    """Id of each event by its number: a hash of its articles' ids."""
    members: list[list[str]] = [[] for _ in range(int(number.max()) + 1)]
    for article_id, k in zip(ids, number.tolist(), strict=True):
        members[k].append(article_id)
    return [content_id("event", *sorted(rows)) for rows in members]


def describe(
    event_id: str,
    articles: Sequence[Article],
    vectors: Mapping[str, Vectors],
    story_id: str = "",
) -> Event:
    """The record of one event; its label is the headline that stands nearest to all of them."""
    ordered = sorted(articles, key=lambda article: article.article_id)
    headlines = event_features.unit(np.stack([vectors[a.article_id][0] for a in ordered]))
    near = (headlines @ headlines.mean(axis=0)).round(3)
    label = min(
        range(len(ordered)),
        key=lambda k: (ordered[k].role != ArticleRole.MAIN, -near[k], ordered[k].article_id),
    )
    times = sorted(a.published for a in ordered if a.published)
    return Event(
        event_id=event_id,
        label=ordered[label].title,
        first_published=times[0] if times else None,
        last_published=times[-1] if times else None,
        n_articles=len(ordered),
        n_outlets=len({a.outlet for a in ordered}),
        n_versions=len({a.version_id for a in ordered}),
        story_id=story_id,
    )


def _telling(sentences: Sequence[Sentence], vectors: Vectors) -> Vectors:
    """Rows of the sentences that tell, headline first; all rows where none does."""
    kept = [k for k, s in enumerate(sentences) if s.role in TELLING_ROLES]
    kept.sort(key=lambda k: (sentences[k].role != Role.HEADLINE, sentences[k].position))
    return vectors[kept] if kept else vectors
