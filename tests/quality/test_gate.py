"""`make gate`: the figures of each stage on labelled data do not fall under their floors."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from coverage.language import voices_evaluation
from coverage.language.embeddings import Embedder, SentenceEncoder
from coverage.matching import event_evaluation, labelled, reuse_evaluation, training
from coverage.matching.cross_encoder import Matcher
from coverage.matching.pair_encoder import PairEncoder
from coverage.measures import wording_evaluation
from coverage.reading import evaluation
from tests.originals import shared_folder

pytestmark = pytest.mark.gate

FLOORS: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("floors.toml").read_text(encoding="utf-8")
)


def gold(stage: str) -> Path:
    """The labelled data, once its hash is the one that the floors were measured on."""
    folder = shared_folder() / "gold"
    digest = hashlib.sha256()
    for pattern in FLOORS[stage]["data"]:
        for file in sorted(folder.glob(pattern)):
            digest.update(file.read_bytes())
    assert digest.hexdigest() == FLOORS[stage]["sha256"], f"other data than the floors of {stage}"
    return folder


def check(figures: pd.DataFrame, stage: str, column: str = "f1") -> None:
    """Each row that has a floor reaches it."""
    print(figures.round(3).to_string(index=False))
    found = dict(zip(figures.iloc[:, 0], figures[column], strict=True))
    for name, floor in FLOORS[stage][column].items():
        assert found[name] >= floor, f"{stage}, {name}: {column} {found[name]:.3f} < {floor}"


@pytest.fixture(scope="module")
def embedder() -> Iterator[Embedder]:
    made = Embedder(SentenceEncoder(), Path("data", ".cache"))
    yield made
    made.save()


def test_pages() -> None:
    check(evaluation.evaluate(gold("pages")), "pages")


def test_voices() -> None:
    check(voices_evaluation.evaluate(gold("voices") / "claims"), "voices")


def test_reuse() -> None:
    figures = reuse_evaluation.evaluate(gold("reuse"))
    for column in ("precision", "recall", "passage_recall", "versions", "versions_right"):
        check(figures, "reuse", column)


def test_wording() -> None:
    figures = wording_evaluation.evaluate(gold("wording"))
    for column in ("f1", "recall", "precision"):
        check(figures, "wording", column)


def test_events_with_one_setting_for_all(embedder: Embedder) -> None:
    figures = event_evaluation.evaluate(event_evaluation.load(gold("events")), embedder)
    print(figures.round(3).to_string(index=False))
    check(figures[figures["method"] == event_evaluation.SHIPPED], "events")


def test_claims_cross_validated_over_events(embedder: Embedder) -> None:
    table = training.tabulate(labelled.load(gold("claims")), embedder)
    figures = training.evaluate_links(table, Matcher(PairEncoder(), Path("data", ".cache")))
    check(figures, "claims")
    check(figures, "claims", "average_precision")
    check(figures, "claims", "precision")
    assert figures["calibration_error"][0] <= FLOORS["claims"]["calibration_error_most"]
