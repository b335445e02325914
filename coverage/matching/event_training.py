"""Training of the event model, and its figures on corpora whose events are labelled.

A threshold that fits one corpus may fail on the next, so each corpus is judged by a model trained
on the others, at the shipped threshold. The shipped model then learns from all of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from coverage.errors import InputMissing
from coverage.language.embeddings import Vectors
from coverage.language.sentences import spans
from coverage.matching import events
from coverage.matching.events import FEATURES, ArticleFeatures, EventModel
from coverage.matching.terms import Floats
from coverage.records import Report, silent
from coverage.settings import Settings


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """A headline, the sentences after it, a day where it is known, and the event it is of."""

    title: str
    sentences: tuple[str, ...]
    day: int | None
    event: str


def load(gold: Path) -> dict[str, list[LabelledArticle]]:
    """Corpora by name: each `.jsonl` of `gold` or `gold/events`, and `claims` and `written`.

    Raises InputMissing when there are none.
    """
    corpora: dict[str, list[LabelledArticle]] = {}
    for folder in (gold, gold / "events"):
        for file in sorted(folder.glob("*.jsonl")):
            rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
            if rows and {"event", "text"} <= rows[0].keys():
                corpora[file.stem] = [_flat(row) for row in rows]
    for name in ("claims", "written"):
        files = sorted((gold / name).glob("*.json"))
        if files:
            corpora[name] = [article for file in files for article in _nested(file)]
    if not corpora:
        msg = f"There are no labelled events in {gold}; name the folder that holds their .jsonl."
        raise InputMissing(msg)
    return corpora


def _flat(row: dict[str, Any]) -> LabelledArticle:
    text = row["text"]
    sentences = tuple(text[start:end] for start, end in spans(text))
    title = row.get("title") or (sentences[0] if sentences else text)
    day = row.get("published")
    return LabelledArticle(title, sentences, _ordinal(day), row["event"])


def _nested(file: Path) -> list[LabelledArticle]:
    """The articles of one labelled event, in either of the formats that `labelled` reads."""
    stored = json.loads(file.read_text(encoding="utf-8"))
    articles = []
    for article in stored["articles"].values():
        if "sentences" in article:
            title = article["title"]["text"]
            sentences = tuple(row["text"] for row in article["sentences"])
        else:
            title = article["title"]
            sentences = tuple(text for part in article["paragraphs"] for text in part)
        day = _ordinal(article.get("published"))
        articles.append(LabelledArticle(title, sentences, day, file.stem))
    return articles


def _ordinal(day: str | None) -> int | None:
    return date.fromisoformat(day[:10]).toordinal() if day else None


def features(
    articles: Sequence[LabelledArticle],
    vectors_of: Callable[[Sequence[str]], Vectors],
    report: Report = silent,
) -> ArticleFeatures:
    """What the model sees of one corpus."""
    vectors_of([text for a in articles for text in (a.title, *a.sentences)])  # all in one go
    vectors = []
    for number, article in enumerate(articles):
        vectors.append(vectors_of([article.title, *article.sentences]))
        report("articles", number + 1, len(articles))
    texts = [" ".join([article.title, *article.sentences]) for article in articles]
    return events.prepare(texts, vectors, [article.day for article in articles])


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus ready for training: pairs (i < j) and whether they are of one event."""

    articles: ArticleFeatures
    event: npt.NDArray[np.intp]
    table: Floats
    same: npt.NDArray[np.bool_]


def tabulate(
    articles: Sequence[LabelledArticle],
    vectors_of: Callable[[Sequence[str]], Vectors],
    report: Report = silent,
) -> Corpus:
    """All pairs of one corpus."""
    known = features(articles, vectors_of, report)
    i, j = np.triu_indices(len(articles), 1)
    number = np.unique([article.event for article in articles], return_inverse=True)[1]
    table = events.of_pairs(known, slice(None))[i, j]
    return Corpus(known, number, table, number[i] == number[j])


def fit(corpora: Sequence[Corpus]) -> EventModel:
    """A logistic regression in which each corpus weighs by its pairs of one event, equally."""
    table = np.concatenate([corpus.table for corpus in corpora])
    same = np.concatenate([corpus.same for corpus in corpora])
    weight = np.concatenate(
        [np.full(len(corpus.same), 1 / max(corpus.same.sum(), 1)) for corpus in corpora]
    )
    scaler = StandardScaler().fit(table)
    model = LogisticRegression(max_iter=1000).fit(
        scaler.transform(table), same, sample_weight=weight * len(weight) / weight.sum()
    )
    weights = model.coef_[0] / scaler.scale_
    return EventModel(float(model.intercept_[0] - weights @ scaler.mean_), weights)


def train(
    gold: dict[str, list[LabelledArticle]],
    vectors_of: Callable[[Sequence[str]], Vectors],
    file: Path = events.MODEL_FILE,
    report: Report = silent,
) -> pd.DataFrame:
    """Train on all corpora, write `file`, return the figures of each judged by the others."""
    corpora = {name: tabulate(rows, vectors_of, report) for name, rows in gold.items()}
    threshold = Settings().event_threshold
    rows = []
    for name, corpus in corpora.items():
        others = [other for key, other in corpora.items() if key != name]
        model = fit(others or [corpus])
        found = events.cut(corpus.articles, threshold, model)
        rows.append({"corpus": name, **b_cubed(corpus.event, found)})
    figures = pd.DataFrame(rows)
    model = fit(list(corpora.values()))
    stored = {
        "about": "Logistic regression: probability that two articles tell of the same event.",
        "trained_on": {name: len(corpus.event) for name, corpus in corpora.items()},
        "b_cubed_f1_by_a_model_of_the_others": {
            str(name): round(float(f1), 3)
            for name, f1 in zip(figures["corpus"], figures["f1"], strict=True)
        },
        "intercept": round(model.intercept, 6),
        "weights": dict(zip(FEATURES, (round(float(w), 6) for w in model.weights), strict=True)),
    }
    file.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
    return figures


def evaluate(
    gold: dict[str, list[LabelledArticle]],
    vectors_of: Callable[[Sequence[str]], Vectors],
    report: Report = silent,
) -> pd.DataFrame:
    """B-cubed figures of the shipped model and threshold on each corpus."""
    threshold = Settings().event_threshold
    rows = []
    for name, articles in gold.items():
        found = events.cut(features(articles, vectors_of, report), threshold, events.shipped())
        true = np.unique([article.event for article in articles], return_inverse=True)[1]
        rows.append({"corpus": name, **b_cubed(true, found)})
    return pd.DataFrame(rows)


def b_cubed(true: npt.NDArray[np.intp], found: npt.NDArray[np.intp]) -> dict[str, float]:
    """B-cubed precision, recall and F1 over articles (Bagga and Baldwin 1998), each 0 to 1."""
    same_true = true[:, None] == true[None, :]
    same_found = found[:, None] == found[None, :]
    both = (same_true & same_found).sum(axis=1)
    precision = float((both / same_found.sum(axis=1)).mean())
    recall = float((both / same_true.sum(axis=1)).mean())
    return {
        "n_articles": len(true),
        "n_events": len(set(true.tolist())),
        "n_found": len(set(found.tolist())),
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall),
    }
