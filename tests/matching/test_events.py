"""Which articles tell of the same happening."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from coverage.language.embeddings import Vectors
from coverage.language.sentences import split_article
from coverage.matching import events
from coverage.reading.articles import read_articles
from coverage.records import Article, ArticleRole, Sentence
from coverage.settings import Settings
from tests.examples import COURIER, DOCUMENTS, GAZETTE, HERALD, OBSERVER, article, embedder

Told = tuple[dict[str, list[Sentence]], dict[str, Vectors]]


def told(articles: list[Article]) -> Told:
    """Sentences and vectors of each article."""
    sentences = {a.article_id: list(split_article(a)) for a in articles}
    vectors = {i: embedder()([s.text for s in rows]) for i, rows in sentences.items()}
    return sentences, vectors


def test_the_bridge_and_the_painting_are_two_events() -> None:
    """Five articles by three outlets, in any order."""
    articles, _ = read_articles(DOCUMENTS, Settings())
    sentences, vectors = told(articles)
    event = events.group(articles, sentences, vectors, Settings()).event
    subject = {a.article_id: a.source_id.rpartition("-")[2] for a in articles}
    assert len({(event[i], subject[i]) for i in event}) == len(set(event.values())) == 2
    shuffled = random.Random(1).sample(articles, len(articles))
    assert events.group(shuffled, sentences, vectors, Settings()).event == event


def test_no_articles_no_events() -> None:
    assert events.group([], {}, {}, Settings()).event == {}


def test_a_copy_of_an_article_adds_no_event() -> None:
    articles, _ = read_articles(DOCUMENTS, Settings())
    copy = replace(articles[0], article_id="0" * 16, outlet=HERALD)
    before, after = (
        events.group(rows, *told(rows), Settings()).event for rows in (articles, [*articles, copy])
    )
    assert len(set(after.values())) == len(set(before.values()))
    assert after[copy.article_id] == after[articles[0].article_id]


def test_the_level_makes_events_broader_and_narrower() -> None:
    articles, _ = read_articles(DOCUMENTS, Settings())
    inputs = (articles, *told(articles))
    broad, narrow = (events.group(*inputs, Settings(event_level=level)) for level in (2.0, 100.0))
    assert len(set(broad.event.values())) == 2
    assert len(set(narrow.event.values())) == len(articles)
    assert broad.joins == narrow.joins  # whatever the level, the tree is kept


def test_what_is_not_sure_is_said() -> None:
    """Cut too finely, the events that belong together are listed as perhaps one."""
    articles, _ = read_articles(DOCUMENTS, Settings())
    inputs = (articles, *told(articles))
    sure = events.group(*inputs, Settings())
    assert sure.near == []
    assert min(sure.probability.values()) > 0.5
    highest = max(join.likeness for join in sure.joins)
    parted = events.group(*inputs, Settings(event_level=highest + 0.5))
    assert parted.near[0].probability == pytest.approx(1 / (1 + np.exp(0.5)), abs=0.01)
    assert min(parted.probability.values()) < min(sure.probability.values())


def test_an_event_is_described_by_its_articles() -> None:
    """Two versions by two outlets; undated articles have no say in when it was."""
    monday = datetime(2031, 5, 5, 9, tzinfo=UTC)
    one = replace(article("The bridge is shut.", COURIER), version_id="v", published=monday)
    two = replace(article("The bridge is shut.", GAZETTE), version_id="w")
    _, vectors = told([one, two])
    event = events.describe("e", [one, two], vectors)
    assert (event.n_articles, event.n_outlets, event.n_versions) == (2, 2, 2)
    assert event.first_published == event.last_published == monday


def test_an_event_is_named_after_its_most_typical_main_article() -> None:
    """Two headlines say nearly the same, the third is a play on words; a teaser never counts."""
    titles = ["Old Tarn bridge closed", "Tarn bridge is closed", "Troubled water", "Bridge closed"]
    for outlet in (COURIER, GAZETTE, OBSERVER, HERALD):  # whichever article has the first id
        articles = [article("The bridge is shut.", outlet, title) for title in titles]
        articles[3] = replace(articles[3], role=ArticleRole.RELATED)
        _, vectors = told(articles)
        assert events.describe("e", articles, vectors).label in titles[:2]
        assert events.describe("e", articles[2:], vectors).label == "Troubled water"
