"""An event's articles, what they share, and the picture of it: for the page and its slide."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import pandas as pd
import plotly.graph_objects as go

from coverage import charts
from coverage.matching.shingles import Words
from coverage.measures import copying
from coverage.measures.copying import Pair
from coverage.records import Article, Passage
from coverage.store import Snapshot
from coverage.views import copies_queries, copies_text


@dataclass(frozen=True, slots=True)
class Told:
    """An event's articles, what they share, and the pairs as rows of a table."""

    event_id: str
    articles: list[Article]
    passages: list[Passage]
    words: dict[str, Words]
    pairs: list[Pair]
    called: dict[str, str]
    rows: pd.DataFrame


def read(snapshot: Snapshot, event_id: str) -> Told:
    """The articles of an event and every pair of them that shares copied text."""
    articles = copies_queries.articles(snapshot, event_id)
    passages = copies_queries.passages(snapshot, event_id)
    words = copying.read(articles)
    pairs = copying.pairs(articles, passages, words)
    called = copies_text.names(articles)
    rows = copies_text.table(pairs, called, [article.article_id for article in articles])
    return Told(event_id, articles, passages, words, pairs, called, rows)


def picture(
    snapshot: Snapshot, told: Told, theme: charts.Theme, selected: frozenset[str]
) -> tuple[go.Figure, int]:
    """The network of copies, the pair of the ids `selected` marked, and how many pairs it draws."""
    n_words = copies_queries.n_words(snapshot, told.event_id)
    articles = pd.DataFrame(
        [copies_text.placed(a, told.called[a.article_id], n_words) for a in told.articles]
    )
    pairs = pd.DataFrame([asdict(pair) for pair in told.pairs])
    figure = charts.copies(articles, pairs, theme, selected)
    return figure, sum(shape.name == "pair" for shape in figure.layout.shapes)
