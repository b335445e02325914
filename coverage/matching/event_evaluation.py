"""How well articles are grouped by event, on corpora whose events are labelled.

One setting for all corpora, beside what is commonly done.
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
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from sklearn.cluster import HDBSCAN

from coverage.errors import InputMissing
from coverage.language.embeddings import Vectors
from coverage.language.sentences import spans
from coverage.language.words import WORD
from coverage.matching import cutting, event_features, event_links, events
from coverage.matching.terms import tfidf
from coverage.records import Report, content_id, silent

Groups = npt.NDArray[np.intp]


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


def evaluate(
    gold: dict[str, list[LabelledArticle]],
    vectors_of: Callable[[Sequence[str]], Vectors],
    report: Report = silent,
) -> pd.DataFrame:
    """B-cubed figures by corpus and method: `corpus, method, n_articles, n_events, n_found,
    precision, recall, f1`. `SHIPPED` is what a build does, the others are what is common.
    """
    rows = []
    for number, (name, articles) in enumerate(gold.items()):
        true = np.unique([article.event for article in articles], return_inverse=True)[1]
        prepared = _prepare(articles, vectors_of)
        for method, found in {SHIPPED: _shipped, **COMMON}.items():
            groups = found(prepared, true)
            rows.append({"corpus": name, "method": method, **b_cubed(true, groups)})
        report("corpora", number + 1, len(gold))
    return pd.DataFrame(rows)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Articles in an order of their own, with what the methods compare."""

    texts: Sequence[str]
    vectors: Sequence[Vectors]  # a row for each sentence, headline first
    days: Sequence[int | None]


def _prepare(
    articles: Sequence[LabelledArticle], vectors_of: Callable[[Sequence[str]], Vectors]
) -> Prepared:
    told = [[article.title, *article.sentences] for article in articles]
    vectors = vectors_of([text for texts in told for text in texts])  # all in one go
    ends = np.cumsum([len(texts) for texts in told])
    rows = np.split(vectors, ends[:-1])
    return Prepared([" ".join(t) for t in told], rows, [a.day for a in articles])


def _shipped(articles: Prepared, true: Groups) -> Groups:
    """As `events.group`, the articles in the order of hashes of their texts, as ids are."""
    del true
    order = np.argsort([content_id(text) for text in articles.texts], kind="stable")
    found = event_links.find(
        event_features.prepare(
            [articles.texts[k] for k in order],
            [articles.vectors[k] for k in order],
            [articles.days[k] for k in order],
        )
    )
    tree = events.tree(found)
    groups = np.empty(len(order), dtype=np.intp)
    groups[order] = tree.cut(cutting.best_level(tree, found.i, found.j, found.likeness))
    return groups


def _community(articles: Prepared, true: Groups) -> Groups:
    """sentence-transformers' community detection at its threshold; the rest stand alone."""
    from sentence_transformers.util import community_detection  # noqa: PLC0415  # slow to load

    del true
    groups = np.arange(len(articles.texts))
    means = _means(articles)
    for members in community_detection(means, threshold=0.75, min_community_size=2):
        groups[members] = min(members)
    return groups


def _hdbscan(articles: Prepared, true: Groups) -> Groups:
    """HDBSCAN with groups of two and more; what it calls noise stands alone."""
    del true
    found = HDBSCAN(min_cluster_size=2, copy=True).fit_predict(_means(articles))
    is_noise = found < 0
    return np.asarray(np.where(is_noise, found.max() + 1 + np.arange(len(found)), found))


def _average_by_vectors(articles: Prepared, true: Groups) -> Groups:
    return _best_average(_means(articles) @ _means(articles).T, true)


def _average_by_words(articles: Prepared, true: Groups) -> Groups:
    words = tfidf(articles.texts, WORD)
    return _best_average((words @ words.T).toarray(), true)


def _means(articles: Prepared) -> Vectors:
    return event_features.unit(np.stack([rows.mean(axis=0) for rows in articles.vectors]))


def _best_average(cosine: Vectors, true: Groups) -> Groups:
    """Average linkage at the threshold that is best for this corpus's labels: a bound."""
    distance = np.clip(1 - cosine, 0, None)
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), "average")
    cuts = [fcluster(tree, at, "distance") - 1 for at in np.arange(0.1, 0.96, 0.025)]
    return np.asarray(max(cuts, key=lambda cut: b_cubed(true, cut)["f1"]), dtype=np.intp)


SHIPPED = "shipped"

COMMON: dict[str, Callable[[Prepared, Groups], Groups]] = {
    "community detection 0.75": _community,
    "HDBSCAN": _hdbscan,
    "average linkage, vectors, best cut": _average_by_vectors,
    "average linkage, TF-IDF, best cut": _average_by_words,
}
"""Methods that are compared; two of them look at the labels to choose their cut."""


def b_cubed(true: Groups, found: Groups) -> dict[str, float]:
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
