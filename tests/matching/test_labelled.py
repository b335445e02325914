"""Labelled events in their two formats, and what is measured on them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from coverage.errors import InputMissing, InputUnreadable
from coverage.matching import event_evaluation, labelled, training

REAL = {
    "articles": {
        "echo": {"title": "Pier to close", "paragraphs": [["The pier closes.", "Boats must go."]]},
        "post": {"title": "Pier shut", "paragraphs": [["Boats must leave the pier."]]},
    },
    "claims": [
        {"members": {"echo": ["T", 0], "post": ["T"]}},
        {"members": {"echo": [1], "post": [0]}},
    ],
}
INVENTED = {
    "propositions": {"p1": "The pier closes."},
    "articles": {
        "echo": {"title": {"text": "Pier to close", "claims": ["p1"]}, "sentences": []},
        "post": {
            "title": {"text": "News", "claims": []},
            "sentences": [{"text": "The pier is shut.", "claims": ["p1"]}],
        },
    },
}


def write(folder: Path, name: str, stored: object) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(json.dumps(stored))


def test_members_of_a_claim_share_it_and_others_do_not(tmp_path: Path) -> None:
    """Sentences stand in order, headlines first: echo T 0 1, post T 0."""
    write(tmp_path / "claims", "pier.json", REAL)
    (event,) = labelled.load(tmp_path)
    assert event.is_real
    assert [s.text for s in event.sentences][:2] == ["Pier to close", "The pier closes."]
    pairs = {(int(i), int(j)) for i, j in zip(*np.nonzero(np.triu(event.shares, 1)), strict=True)}
    assert pairs == {(0, 1), (0, 3), (1, 3), (2, 4)}


def test_invented_events_name_the_propositions_of_each_sentence(tmp_path: Path) -> None:
    write(tmp_path / "written", "pier.json", INVENTED)
    (event,) = labelled.load(tmp_path)
    assert not event.is_real
    assert event.shares[0, 2]
    assert not event.shares[0, 1]


def test_what_is_no_labelled_event_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputMissing):
        labelled.load(tmp_path)
    (tmp_path / "broken.json").write_text("{")
    with pytest.raises(InputUnreadable, match="broken"):
        labelled.load(tmp_path)


def test_b_cubed_weighs_each_article() -> None:
    """Found {a b c} {d}, true {a b} {c d}: precision (2/3 + 2/3 + 1/3 + 1) / 4, recall 3/4."""
    figures = event_evaluation.b_cubed(np.array([0, 0, 1, 1]), np.array([0, 0, 0, 1]))
    assert figures["precision"] == pytest.approx(2 / 3)
    assert figures["recall"] == pytest.approx(3 / 4)


def test_calibration_error_is_the_mean_distance_from_what_came_true() -> None:
    """Ten pairs at 0.85, five of them true: 0.35 too sure. Ten at 0.05, none true: 0.05."""
    shares = np.array([True] * 5 + [False] * 15)
    score = np.array([0.85] * 10 + [0.05] * 10, dtype=np.float32)
    assert training.calibration_error(shares, score) == pytest.approx(0.2, abs=1e-6)


def test_corpora_of_events_are_read_with_their_days(tmp_path: Path) -> None:
    (tmp_path / "wires.jsonl").write_text(
        json.dumps({"event": "e1", "title": "Pier to close", "text": "It closes. Boats must go."})
        + "\n"
        + json.dumps({"event": "e1", "text": "A pier shuts.", "published": "2026-03-02"})
    )
    corpus = event_evaluation.load(tmp_path)["wires"]
    assert [article.title for article in corpus] == ["Pier to close", "A pier shuts."]
    assert corpus[0].sentences == ("It closes.", "Boats must go.")
    assert [article.day is None for article in corpus] == [True, False]
    with pytest.raises(InputMissing):
        event_evaluation.load(tmp_path / "nowhere")
