"""A corpus that grows: added to, in another order, with copies, it gives what grouping anew gives.

All on corpora too large for comparing all pairs, so that what is approximate runs.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from coverage.language.embeddings import Vectors
from coverage.matching import counting, events, neighbours
from coverage.matching.events import Grouping
from coverage.records import Article, Role, Sentence, content_id
from coverage.settings import Settings
from tests.bench.corpora import make
from tests.examples import HERALD, article, sentence

N, N_ADDED = 3_000, 100


@dataclass(frozen=True)
class Told:
    """Articles with what `events.group` asks for."""

    articles: list[Article]
    sentences: dict[str, list[Sentence]]
    vectors: dict[str, Vectors]

    def grouped(
        self, articles: list[Article], cache_folder: Path | None = None, level: float | None = None
    ) -> Grouping:
        """The events of some of the articles."""
        settings = Settings(event_level=level)
        return events.group(articles, self.sentences, self.vectors, settings, cache_folder)


@pytest.fixture(scope="module")
def told() -> Told:
    made = make(N + N_ADDED, seed=5)
    assert len(made.texts) - N_ADDED > neighbours.MOST_EXACT
    rows, sentences, vectors = [], {}, {}
    for text, each, day in zip(made.texts, made.vectors, made.days, strict=True):
        at = datetime.combine(date.fromordinal(day), datetime.min.time(), UTC) if day else None
        one = replace(article(text), published=at)
        one = replace(one, version_id=one.article_id)
        roles = [Role.HEADLINE, *[Role.BODY] * (len(each) - 1)]
        sentences[one.article_id] = [
            sentence(f"{one.article_id}-{k}", role=role, position=k) for k, role in enumerate(roles)
        ]
        vectors[one.article_id] = each
        rows.append(one)
    return Told(rows, sentences, vectors)


@pytest.fixture(scope="module")
def anew(told: Told) -> Grouping:
    """All articles, nothing kept."""
    return told.grouped(told.articles)


def test_adding_articles_gives_what_grouping_anew_gives(told: Told, tmp_path: Path) -> None:
    """Events, probabilities, stories, near events, joins and level, to the last digit.

    Cut so finely that some events are near others.
    """
    anew = told.grouped(told.articles, level=14.0)
    assert anew.near
    before = told.grouped(told.articles[:N], tmp_path, level=14.0)
    assert told.grouped(told.articles, tmp_path, level=14.0) == anew
    # What is kept beyond the articles asked for is not seen.
    assert told.grouped(told.articles[:N], tmp_path, level=14.0) == before


def test_only_what_is_added_is_counted(told: Told, tmp_path: Path) -> None:
    told.grouped(told.articles[:N], tmp_path)
    assert counting.count([a.text for a in told.articles], tmp_path).n_new == N_ADDED


def test_order_changes_nothing(told: Told, anew: Grouping) -> None:
    assert len(anew.joins) > N / 2
    shuffled = random.Random(1).sample(told.articles, len(told.articles))
    assert told.grouped(shuffled) == anew


def test_the_number_of_threads_changes_nothing(told: Told, anew: Grouping) -> None:
    with threadpool_limits(1):
        assert told.grouped(told.articles) == anew


def test_copies_add_no_event(told: Told, anew: Grouping) -> None:
    """Fifty articles once more, by another outlet: each in the event of what it copies."""
    copied = random.Random(1).sample(told.articles, 50)
    copies = [replace(a, article_id=content_id(HERALD, a.text), outlet=HERALD) for a in copied]
    place = {copy.article_id: a.article_id for copy, a in zip(copies, copied, strict=True)}
    more = Told(
        told.articles,
        told.sentences | {i: told.sentences[k] for i, k in place.items()},
        told.vectors | {i: told.vectors[k] for i, k in place.items()},
    )
    found = more.grouped([*told.articles, *copies])
    assert all(found.event[i] == found.event[k] for i, k in place.items())
    assert len(set(found.event.values())) == len(set(anew.event.values()))
    together = {(anew.event[a.article_id], found.event[a.article_id]) for a in told.articles}
    assert len(together) == len(set(anew.event.values()))
