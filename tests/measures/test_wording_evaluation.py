"""The figures on planted scare quotes and namings."""

import json
from pathlib import Path
from typing import Any

import pytest

from coverage.errors import InputMissing
from coverage.measures import wording_evaluation
from coverage.measures.plants import Tally
from coverage.measures.wording_evaluation import evaluate
from tests.originals import shared_folder


def row(text: str, *claims: str, paragraph: int = 0) -> dict[str, Any]:
    return {"text": text, "paragraph": paragraph, "claims": list(claims), "speakers": []}


def event(plants: list[dict[str, Any]]) -> dict[str, Any]:
    """Two outlets on one event: the one writes "accident" and Lvizka, the other Lviska."""
    return {
        "propositions": [["p1", "Shells fell."], ["p2", "There was an accident."]],
        "articles": {
            "a": {
                "title": row("The day"),
                "sentences": [
                    row("Shells fell on Lvizka.", "p1"),
                    row("Nobody saw the “accident”.", "p2", paragraph=1),
                ],
            },
            "b": {
                "title": row("The night"),
                "sentences": [
                    row("At night Lviska was shelled.", "p1"),
                    row("The “guard” slept.", paragraph=1),
                ],
            },
        },
        "plants": plants,
    }


def plant(kind: str, claim: str, **where: str) -> dict[str, Any]:
    return {"kind": kind, "claim": claim, "where": where}


def figures(folder: Path, plants: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    (folder / "day.json").write_text(json.dumps(event(plants)), encoding="utf-8")
    return by_kind(folder)


def by_kind(folder: Path) -> dict[str, dict[str, Any]]:
    found = evaluate(folder)
    return {
        str(made["kind"]): {str(key): value for key, value in made.items()}
        for made in found.to_dict("records")
    }


def test_what_is_planted_shown_and_both(tmp_path: Path) -> None:
    """Two are shown in marks, one of them planted; one place has two names, as planted."""
    found = figures(
        tmp_path,
        [
            plant("scare_quotes", "p2", a="the “accident”"),
            plant("naming", "p1", a="Lvizka", b="Lviska"),
            plant("number", "p1", a="one", b="two"),
        ],
    )
    assert found["scare quotes"] == {
        "kind": "scare quotes", "n_planted": 1, "n_found": 1, "recall": 1.0,
        "n_shown": 2, "precision": 0.5, "f1": pytest.approx(2 / 3),
    }  # fmt: skip
    assert found["namings"] == {
        "kind": "namings", "n_planted": 1, "n_found": 1, "recall": 1.0,
        "n_shown": 1, "precision": 1.0, "f1": 1.0,
    }  # fmt: skip


def test_another_outlet_or_another_claim_is_not_what_was_planted(tmp_path: Path) -> None:
    found = figures(
        tmp_path,
        [
            plant("scare_quotes", "p2", b="“accident”"),
            plant("naming", "p2", a="Lvizka", b="Lviska"),
        ],
    )
    assert [found[kind]["n_found"] for kind in ("scare quotes", "namings")] == [0, 0]
    assert [found[kind]["f1"] for kind in ("scare quotes", "namings")] == [0.0, 0.0]


def test_a_folder_without_invented_articles_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match="invented articles"):
        evaluate(tmp_path)


def test_a_kind_of_plant_is_one_function(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another kind needs a function from an event to counts, and its name."""
    counts = Tally(n_planted=4, n_found=2, n_shown=2, n_right=2)
    monkeypatch.setattr(wording_evaluation, "KINDS", {"loaded": lambda _: counts})
    assert figures(tmp_path, [])["loaded"]["recall"] == 0.5


def test_figures_on_the_planted_ones_do_not_fall() -> None:
    """A little below what is reached, so that what they stand on may still move."""
    found = by_kind(shared_folder() / "gold")
    assert found["scare quotes"]["f1"] >= 0.75
    assert found["namings"]["recall"] >= 0.7
    assert found["numbers"]["recall"] >= 0.6
    assert found["dates"]["recall"] >= 0.6
    assert found["namings"]["n_shown"] <= 32
