"""The charts of a `Subject`, as the app draws them, in light colours."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from coverage import charts
from coverage.charts import keyness as keys_chart
from coverage.charts.style import Row, records
from coverage.exports.subject import Subject
from coverage.matching import precedence

ALT = {
    "matrix": "Claims by outlet: the share of each outlet’s words that goes to each claim.",
    "voices": "Speakers by outlet: the share of each outlet’s words that is given to each speaker.",
    "keys": "For each outlet the words and phrases that it uses more than the others do.",
    "copies": "Articles over time, with lines between those that share copied text.",
    "timeline": "The event’s articles over time, a lane each outlet.",
}
"""Part of a subject -> what its picture shows, for whoever does not see it."""

N_TERMS, FEW_TERMS = 10, 5
"""Key words of an outlet that are drawn; where there are many outlets."""

MANY = 12
"""Outlets from which there are many."""


def matrix(subject: Subject, claims: pd.DataFrame | None = None) -> go.Figure:
    """Claims against outlets; `claims`: some of the subject's, all where none are named."""
    rows = subject.claims if claims is None else claims
    found = sections(subject).assign(n_left_out=0)
    return charts.matrix(rows, subject.cells, subject.outlets, charts.LIGHT, sections=found)


def sections(subject: Subject) -> pd.DataFrame:
    """The sub-events that have claims (sub_event_id, label, n_outlets that tell one of these)."""
    own = subject.claims[subject.claims["section"] != ""][["claim_id", "sub_event_id", "section"]]
    told = subject.cells[subject.cells["n_mentions"] > 0].merge(own, on="claim_id")
    n_outlets = told.groupby("sub_event_id")["outlet"].nunique()
    found = own.drop_duplicates("sub_event_id").rename(columns={"section": "label"})
    found = found[found["sub_event_id"].isin(n_outlets.index)].reset_index(drop=True)
    return found.assign(n_outlets=found["sub_event_id"].map(n_outlets))


def voices(subject: Subject) -> go.Figure:
    """Speakers against outlets."""
    outlets = subject.outlets[subject.outlets["n_words"] > 0].reset_index(drop=True)
    return charts.voices(
        subject.voice_rows, subject.voice_cells, subject.voice_splits, outlets, charts.LIGHT
    )


def keys(subject: Subject) -> go.Figure:
    """What sets each outlet apart: the first terms of each, fewer where there are many outlets."""
    n_terms = N_TERMS if len(subject.outlets) < MANY else FEW_TERMS
    first = subject.keys.groupby("outlet", sort=False).head(n_terms)
    return keys_chart.keyness(first, list(subject.outlets["outlet"]), charts.LIGHT)


def copies(subject: Subject) -> go.Figure:
    """Who has text from whom; empty where nobody has."""
    articles = pd.DataFrame([_placed(article) for article in records(subject.articles)])
    pairs = pd.DataFrame([_paired(pair) for pair in records(subject.pairs)])
    return charts.copies(articles, pairs, charts.LIGHT, frozenset())


def timeline(subject: Subject) -> go.Figure:
    """When what was published."""
    return charts.timeline(subject.timeline, charts.LIGHT)


def least_width(subject: Subject, part: str) -> int:
    """Pixels that the chart of a part needs so that its words have room; 0 for any."""
    n_outlets = len(subject.outlets)
    if part == "matrix":
        return charts.least_width(n_outlets)
    if part == "voices":
        return charts.voices_width(n_outlets)
    return (
        min(max(n_outlets, 1), keys_chart.MOST_BESIDE) * keys_chart.PANEL if part == "keys" else 0
    )


def _placed(article: Row) -> dict[str, Any]:
    """An article as the picture of copies takes it: from when to when it may have come out."""
    exact = precedence.EXACT.get(article["published_precision"])
    begin = article["published"] if exact and not pd.isna(article["published"]) else None
    kept = ("article_id", "version_id", "title", "n_words", "published", "published_precision")
    return {name: article[name] for name in kept} | {
        "outlet": article["called"],
        "begin": begin,
        "until": begin + exact if begin is not None and exact else None,
    }


def _paired(pair: Row) -> dict[str, Any]:
    """A pair as the picture takes it: `left` had it first where that is known."""
    return {
        "article_a": pair["left"],
        "article_b": pair["right"],
        "n_words": pair["n_words"],
        "share_a": pair["share_left"],
        "share_b": pair["share_right"],
        "first": "a" if pair["first"] else "",
        "first_basis": pair["first_basis"],
    }
