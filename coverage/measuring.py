"""The commands that measure and train: `evaluate` and `train`, with all that they load."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from coverage import reviewed
from coverage.language import voices_evaluation
from coverage.language.embeddings import Embedder, SentenceEncoder
from coverage.matching import (
    cross_encoder,
    event_evaluation,
    labelled,
    reuse_evaluation,
    training,
    tuning,
)
from coverage.matching.cross_encoder import Matcher
from coverage.measures import wording_evaluation
from coverage.reading import evaluation
from coverage.records import Report

CACHE = Path("data", ".cache")
"""Where what was computed is kept."""


def _embedder(options: argparse.Namespace) -> Embedder:
    return Embedder(SentenceEncoder(options.model), CACHE)


def _matcher(options: argparse.Namespace) -> Matcher | None:
    encoder = cross_encoder.named(options.matcher)
    return None if encoder is None else Matcher(encoder, CACHE)


def _evaluate_pages(options: argparse.Namespace, report: Report) -> pd.DataFrame:
    del report
    return evaluation.evaluate(options.gold)


def _evaluate_events(options: argparse.Namespace, report: Report) -> pd.DataFrame:
    corpora = event_evaluation.load(options.gold)
    return event_evaluation.evaluate(corpora, _embedder(options), report)


def _evaluate_claims(options: argparse.Namespace, report: Report) -> pd.DataFrame:
    matcher, embedder = _matcher(options), _embedder(options)
    table = training.tabulate(labelled.load(options.gold), embedder, report)
    figures = training.evaluate_links(table, matcher, report)
    embedder.save()
    if matcher is not None:
        matcher.save()
    return figures


def _evaluate_voices(options: argparse.Namespace, report: Report) -> pd.DataFrame:
    del report
    return voices_evaluation.evaluate(options.gold)


def _evaluate_reuse(options: argparse.Namespace, report: Report) -> pd.DataFrame:
    del report
    return reuse_evaluation.evaluate(options.gold)


def _evaluate_wording(options: argparse.Namespace, report: Report) -> pd.DataFrame:
    del report
    return wording_evaluation.evaluate(options.gold)


EVALUATIONS: dict[str, Callable[[argparse.Namespace, Report], pd.DataFrame]] = {
    "pages": _evaluate_pages,
    "events": _evaluate_events,
    "claims": _evaluate_claims,
    "voices": _evaluate_voices,
    "reuse": _evaluate_reuse,
    "wording": _evaluate_wording,
}


def evaluate(options: argparse.Namespace, report: Report) -> None:
    """Print the figures of a stage on labelled data."""
    figures = EVALUATIONS[options.what](options, report)
    print(figures.round(3).to_string(index=False))


def train(options: argparse.Namespace, report: Report) -> None:
    """Train the model of claims, and print its figures."""
    matcher, embedder = _matcher(options), _embedder(options)
    events = labelled.load(options.gold)
    if options.tune:
        tuning.tune(events, embedder, report=report)
    taught = None
    if options.with_corrections is not None:
        taught = reviewed.pairs_of(options.with_corrections, embedder)
        n = 0 if taught is None else len(taught.shares)
        print(f"{n} pairs that analysts confirmed or refused are learned from as well.")
    print("claims, cross-validated over events")
    figures = training.train(events, embedder, matcher, report=report, reviewed=taught)
    print(figures.round(3).to_string(index=False))
    embedder.save()
    if matcher is not None:
        matcher.save()
