"""How many planted contradictions are found."""

import json
from pathlib import Path
from typing import Any

import pytest

from coverage.errors import InputMissing
from coverage.measures import plants
from coverage.measures.wording_evaluation import evaluate


def article(*sentences: tuple[str, str]) -> dict[str, Any]:
    """An article of (claim, text), the first being its title."""
    told = [{"text": text, "claims": [claim], "paragraph": 0} for claim, text in sentences]
    return {"title": told[0], "sentences": told[1:]}


def plant(kind: str, claim: str, *outlets: str) -> dict[str, Any]:
    return {"kind": kind, "claim": claim, "where": dict.fromkeys(outlets, "")}


EVENT = {
    "articles": {
        "Aram Post": article(("p1", "Nine boats sank."), ("p2", "It was on May 4.")),
        "Karsund Daily": article(("p1", "Six boats sank."), ("p2", "It was on May 4.")),
        "The Tarn": article(("p1", "Nine boats sank."), ("p2", "It was on May 6.")),
    },
    "plants": [
        plant("number", "p1", "Aram Post", "Karsund Daily"),
        plant("number", "p2", "Aram Post", "Karsund Daily"),
        plant("date", "p2", "Aram Post", "Karsund Daily"),
        plant("contested", "p2", "Aram Post", "Karsund Daily"),
    ],
}


def test_a_plant_is_found_in_its_claim_between_its_outlets(tmp_path: Path) -> None:
    """Of two numbers one; the date was found between others; its claim is contested all the same.

    Shown: the number between Karsund and both others, the date between the Tarn and both others.
    """
    (tmp_path / "event.json").write_text(json.dumps(EVENT), encoding="utf-8")
    table = evaluate(tmp_path).set_index("kind")
    counts = table[["n_planted", "n_found", "n_shown"]].T.to_dict("list")
    assert counts["numbers"] == [2, 1, 2]
    assert counts["dates"] == [1, 0, 2]
    assert counts["contested"] == [1, 1, 2]
    assert table["recall"]["numbers"] == pytest.approx(0.5)
    assert table["precision"]["numbers"] == pytest.approx(0.5)


def test_no_event_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match="no invented"):
        plants.load(tmp_path)
