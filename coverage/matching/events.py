"""Articles -> events: which articles tell of the same happening.

Two articles are compared by their leads, their whole texts, their words, their names and the days
between them, where both are dated; a logistic regression makes that a probability. Articles are
then joined by average linkage: an article joins an event that it matches on the whole, not one
that it matches in a single member.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from coverage.language.embeddings import Vectors
from coverage.matching.terms import WORD, Floats, names, tfidf
from coverage.records import TELLING_ROLES, Article, ArticleRole, Event, Role, Sentence, content_id
from coverage.settings import Settings

FEATURES = (
    "lead",  # cosine of the mean vectors of headline and first sentences
    "body",  # cosine of the mean vectors of all sentences, the first ones weighing most
    "terms",  # cosine of TF-IDF over words
    "names",  # cosine of TF-IDF over capitalised words
    "days",  # log(1 + days between them, at most 60); 0 where one is undated
    "is_dated",  # both are dated
)
"""Names of the features of two articles, in the order of their columns."""

MODEL_FILE = Path(__file__).with_name("event_model.json")

N_LEAD = 3
"""Sentences after the headline that make the lead: news says first what happened."""

LAST_WEIGHT = 0.2
"""Weight of an article's last sentence in its body vector, against 1 for the first."""

MAX_DAYS = 60
"""Days beyond which two articles are simply far apart."""

FLOOR = 0.02
"""Probability under which two articles are never looked at together: average linkage at any
useful threshold does not join over it."""

CHUNK = 512
"""Articles compared with all others at a time: bounds memory, changes nothing."""


@dataclass(frozen=True, slots=True)
class ArticleFeatures:
    """Of n articles. `lead`, `body`: unit rows. `day`: ordinal day, NaN where undated."""

    lead: Vectors
    body: Vectors
    terms: sparse.csr_matrix
    names: sparse.csr_matrix
    day: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class EventModel:
    """A logistic regression over `FEATURES`."""

    intercept: float
    weights: npt.NDArray[np.float64]

    def probability(self, table: Floats) -> Floats:
        """0 to 1, for features of shape (..., len(FEATURES))."""
        score = self.intercept + table.astype(np.float64) @ self.weights
        return np.round(1.0 / (1.0 + np.exp(-score)), 4).astype(np.float32)


@cache
def shipped() -> EventModel:
    """The model that comes with the package."""
    stored = json.loads(MODEL_FILE.read_text(encoding="utf-8"))
    return EventModel(stored["intercept"], np.array([stored["weights"][n] for n in FEATURES]))


def prepare(
    texts: Sequence[str], vectors: Sequence[Vectors], days: Sequence[int | None]
) -> ArticleFeatures:
    """Features of n articles; `vectors[k]` has a row for each sentence of k, headline first."""
    return ArticleFeatures(
        lead=_unit(np.stack([rows[: 1 + N_LEAD].mean(axis=0) for rows in vectors])),
        body=_unit(np.stack([_weighted_mean(rows) for rows in vectors])),
        terms=tfidf(texts, WORD),
        names=names(texts),
        day=np.array([np.nan if day is None else day for day in days], dtype=np.float64),
    )


def of_pairs(articles: ArticleFeatures, rows: slice) -> Floats:
    """Features of the articles `rows` with all n: shape (rows, n, len(FEATURES))."""
    apart = np.abs(articles.day[rows, None] - articles.day[None, :])
    is_dated = ~np.isnan(apart)
    days = np.log1p(np.minimum(np.where(is_dated, apart, 0), MAX_DAYS))
    columns = [
        articles.lead[rows] @ articles.lead.T,
        articles.body[rows] @ articles.body.T,
        (articles.terms[rows] @ articles.terms.T).toarray(),
        (articles.names[rows] @ articles.names.T).toarray(),
        days,
        is_dated,
    ]
    return np.stack(columns, axis=2).astype(np.float32)


def cut(articles: ArticleFeatures, threshold: float, model: EventModel) -> npt.NDArray[np.intp]:
    """Number of its event for each article, by average linkage cut at `threshold` (0 to 1)."""
    n = len(articles.lead)
    blocks = (
        model.probability(of_pairs(articles, slice(low, low + CHUNK))) for low in range(0, n, CHUNK)
    )
    graph = sparse.vstack([sparse.csr_matrix(np.where(p >= FLOOR, p, 0)) for p in blocks]).tocsr()
    _, component = connected_components(graph, directed=False)
    label = np.zeros(n, dtype=np.intp)
    for number in range(component.max() + 1):
        members = np.flatnonzero(component == number)
        inside = _link(graph[members][:, members].toarray(), threshold)
        label[members] = inside + label.max() + 1
    return label


def _link(probability: Floats, threshold: float) -> npt.NDArray[np.intp]:
    """Average linkage within one component; 0-based numbers."""
    if len(probability) == 1:
        return np.zeros(1, dtype=np.intp)
    distance = 1.0 - (probability + probability.T) / 2
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), "average")
    return np.asarray(fcluster(tree, 1 - threshold, "distance"), dtype=np.intp) - 1


def group(
    articles: Sequence[Article],
    sentences: Mapping[str, Sequence[Sentence]],
    vectors: Mapping[str, Vectors],
    settings: Settings,
) -> dict[str, str]:
    """Article id -> event id; the same for any order of the articles.

    Their `version_id` must be set: an undated copy leans on the date of what it copies.
    `sentences` and `vectors` have an entry for each article id; a row for each sentence.
    """
    if not articles:
        return {}
    ordered = sorted(articles, key=lambda article: article.article_id)
    rows = [_telling(sentences[a.article_id], vectors[a.article_id]) for a in ordered]
    days = [_day(article, ordered) for article in ordered]
    label = cut(prepare([a.text for a in ordered], rows, days), settings.event_threshold, shipped())
    members: defaultdict[int, list[str]] = defaultdict(list)
    for number, article in zip(label.tolist(), ordered, strict=True):
        members[number].append(article.article_id)
    return {i: content_id("event", *ids) for ids in members.values() for i in ids}


def _day(article: Article, articles: Sequence[Article]) -> int | None:
    """Ordinal day of an article; an undated copy stands at the first day of its version."""
    times = [article.published] if article.published else []
    if not times:
        same = [a for a in articles if a.version_id == article.version_id]
        times = [a.published for a in same if a.published]
    return min(times).toordinal() if times else None


def describe(event_id: str, articles: Sequence[Article], vectors: Mapping[str, Vectors]) -> Event:
    """The record of one event; its label is the headline that stands nearest to all of them."""
    ordered = sorted(articles, key=lambda article: article.article_id)
    headlines = _unit(np.stack([vectors[a.article_id][0] for a in ordered]))
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
    )


def _telling(sentences: Sequence[Sentence], vectors: Vectors) -> Vectors:
    """Rows of the sentences that tell, headline first; all rows where none does."""
    kept = [k for k, s in enumerate(sentences) if s.role in TELLING_ROLES]
    kept.sort(key=lambda k: (sentences[k].role != Role.HEADLINE, sentences[k].position))
    return vectors[kept] if kept else vectors


def _weighted_mean(rows: Vectors) -> Vectors:
    weight = np.linspace(1, LAST_WEIGHT, len(rows), dtype=np.float32)[:, None]
    return np.asarray((rows * weight).mean(axis=0), dtype=np.float32)


def _unit(rows: Vectors) -> Vectors:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9), dtype=np.float32)
