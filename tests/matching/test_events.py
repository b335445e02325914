"""Which articles tell of the same happening."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from coverage.language.embeddings import Vectors
from coverage.language.sentences import split_article
from coverage.matching import events
from coverage.matching.events import FEATURES, EventModel
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
    event = events.group(articles, sentences, vectors, Settings())
    subject = {a.article_id: a.source_id.rpartition("-")[2] for a in articles}
    assert len({(event[i], subject[i]) for i in event}) == len(set(event.values())) == 2
    shuffled = random.Random(1).sample(articles, len(articles))
    assert events.group(shuffled, sentences, vectors, Settings()) == event


def test_no_articles_no_events() -> None:
    assert events.group([], {}, {}, Settings()) == {}


def test_an_article_joins_what_it_matches_on_the_whole() -> None:
    """On an arc lie a, b and c, 50 and 55 degrees apart. Where only the lead counts, a and b match
    (0.95), b and c match (0.81), a and c do not (0.00). c's mean with a and b is 0.40, below 0.5:
    b alone does not pull it in.
    """
    angles = np.radians([0, 50, 105])
    leads = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    prepared = events.prepare(["one", "two", "three"], [row[None] for row in leads], [None] * 3)
    model = EventModel(-10, np.array([20.0 if name == "lead" else 0.0 for name in FEATURES]))
    a, b, c = events.cut(prepared, 0.5, model)
    assert a == b != c


def test_days_apart_speak_against_one_event() -> None:
    """The same words a month later: another flood, another event."""
    vectors = [np.ones((1, 4), dtype=np.float32)] * 2
    near = events.of_pairs(events.prepare(["flood"] * 2, vectors, [1, 1]), slice(0, 2))
    far = events.of_pairs(events.prepare(["flood"] * 2, vectors, [1, 31]), slice(0, 2))
    model = events.shipped()
    assert model.probability(far)[0, 1] < model.probability(near)[0, 1]


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
