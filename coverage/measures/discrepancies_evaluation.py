"""How many planted contradictions are found, in invented events whose claims readers labelled.

A plant names a claim and the outlets between which it lies. It is found where a discrepancy of its
kind joins two of these outlets in that claim. The claims are the labelled ones, so that the measure
is judged and not the matching; precision is judged by reading what is shown.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from coverage.errors import InputMissing
from coverage.measures import discrepancies
from coverage.measures.wording import AlignedPair, aligned
from coverage.records import Discrepancy, Role, Sentence, count_words

CONTESTED = "contested"
KINDS = ("number", "date", "place", "name", "negation", CONTESTED)


@dataclass(frozen=True, slots=True)
class Plant:
    """A contradiction put into an event on purpose. `kind`: as a discrepancy's, or contested."""

    kind: str
    claim_id: str
    outlets: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlantedEvent:
    """The aligned sentences of an event and its plants; `outlet_of`: sentence id -> outlet."""

    pairs: tuple[AlignedPair, ...]
    outlet_of: Mapping[str, str]
    plants: tuple[Plant, ...]


def evaluate(gold: Path) -> pd.DataFrame:
    """A row for each kind: `kind`, `n_planted`, `n_found`, `recall` (0 to 1; missing where nothing
    is planted), `n_shown`.

    For the kinds of discrepancies `n_shown` counts these; for `contested` it counts claims, and a
    plant is found where its claim is marked, between whichever outlets.

    Raises InputMissing when there are no invented events in `gold` or its folder `written`.
    """
    events = load(gold)
    shown = [discrepancies.find(event.pairs) for event in events]
    rows = [_row(kind, events, shown) for kind in KINDS]
    return pd.DataFrame(rows, columns=["kind", "n_planted", "n_found", "recall", "n_shown"])


def load(gold: Path) -> list[PlantedEvent]:
    """The invented events of `gold` or its folder `written`, in order of names."""
    files = [f for folder in (gold, gold / "written") for f in sorted(folder.glob("*.json"))]
    stored = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    events = [_event(row) for row in stored if "plants" in row]
    if not events:
        msg = f"There are no invented events in {gold}; name the folder that holds their .json."
        raise InputMissing(msg)
    return events


def _event(stored: Mapping[str, Any]) -> PlantedEvent:
    claims: defaultdict[str, list[int]] = defaultdict(list)
    sentences: list[Sentence] = []
    outlets: list[str] = []
    for outlet, article in stored["articles"].items():
        for position, row in enumerate([article["title"], *article["sentences"]]):
            for claim_id in row["claims"]:
                claims[claim_id].append(len(sentences))
            sentences.append(_sentence(outlet, position, row["text"]))
            outlets.append(outlet)
    ids = [sentence.sentence_id for sentence in sentences]
    plants = [Plant(p["kind"], p["claim"], frozenset(p["where"])) for p in stored["plants"]]
    pairs = aligned(claims, sentences, outlets)
    return PlantedEvent(tuple(pairs), dict(zip(ids, outlets, strict=True)), tuple(plants))


def _sentence(outlet: str, position: int, text: str) -> Sentence:
    role = Role.BODY if position else Role.HEADLINE
    name = f"{outlet}#{position:03}"
    return Sentence(name, outlet, position, role, 0, len(text), text, count_words(text))


def _row(
    kind: str, events: Sequence[PlantedEvent], shown: Sequence[Sequence[Discrepancy]]
) -> tuple[str, int, int, float | None, int]:
    found = [
        hit for event, rows in zip(events, shown, strict=True) for hit in _hits(kind, event, rows)
    ]
    if kind == CONTESTED:
        n_shown = sum(len(discrepancies.contested(rows)) for rows in shown)
    else:
        n_shown = sum(row.kind == kind for rows in shown for row in rows)
    return kind, len(found), sum(found), sum(found) / len(found) if found else None, n_shown


def _hits(kind: str, event: PlantedEvent, rows: Sequence[Discrepancy]) -> Iterator[bool]:
    """Whether each plant of the kind is found."""
    marked = discrepancies.contested(rows)
    for plant in event.plants:
        if plant.kind != kind:
            continue
        if kind == CONTESTED:
            yield plant.claim_id in marked
        else:
            yield any(_is_found(plant, row, event.outlet_of) for row in rows)


def _is_found(plant: Plant, row: Discrepancy, outlet_of: Mapping[str, str]) -> bool:
    outlets = {outlet_of[row.sentence_a], outlet_of[row.sentence_b]}
    return (row.kind, row.claim_id) == (plant.kind, plant.claim_id) and outlets <= plant.outlets
