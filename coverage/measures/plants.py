"""What the writers of the invented events put into them on purpose, to be found by the measures.

Each writer put down the words in which an article was to differ from the others: a number, what it
set in quotation marks, what it named otherwise. Claims are the writers' too, so that nothing but
the measures is measured, and no model is needed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coverage.errors import InputMissing
from coverage.language.voices_evaluation import labelled_article
from coverage.records import Article, Sentence


@dataclass(frozen=True, slots=True)
class Planted:
    """One plant: the claim that it is in, and outlet -> the words that the writer put down."""

    claim: str
    where: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PlantedEvent:
    """An invented event, its sentences article by article, headline first in each.

    `outlets[k]` says sentence k; `claims`: id -> indices of its sentences; `plants` by kind.
    """

    name: str
    articles: tuple[Article, ...]
    sentences: tuple[Sentence, ...]
    outlets: tuple[str, ...]
    claims: Mapping[str, Sequence[int]]
    plants: Mapping[str, Sequence[Planted]]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one event: plants, those found, what is shown, and what of it is a plant."""

    n_planted: int
    n_found: int
    n_shown: int
    n_right: int


def load(gold: Path) -> list[PlantedEvent]:
    """The invented events of `gold` or its folder `written`, in order of names.

    Raises InputMissing where there are none.
    """
    files = [file for folder in (gold, gold / "written") for file in sorted(folder.glob("*.json"))]
    stored = [(file.stem, json.loads(file.read_text(encoding="utf-8"))) for file in files]
    events = [_event(name, event) for name, event in stored if "plants" in event]
    if not events:
        msg = f"There are no invented articles in {gold}; name the folder that holds their .json."
        raise InputMissing(msg)
    return events


def _event(name: str, stored: Mapping[str, Any]) -> PlantedEvent:
    articles: list[Article] = []
    sentences: list[Sentence] = []
    outlets: list[str] = []
    claims: defaultdict[str, list[int]] = defaultdict(list)
    for outlet, article in stored["articles"].items():
        paragraphs: defaultdict[int, list[str]] = defaultdict(list)
        for row in article["sentences"]:
            paragraphs[row["paragraph"]].append(row["text"])
        made, split = labelled_article(outlet, article["title"]["text"], [*paragraphs.values()])
        for k, row in enumerate([article["title"], *article["sentences"]], start=len(sentences)):
            for claim in row["claims"]:
                claims[claim].append(k)
        articles.append(made)
        sentences += split
        outlets += [outlet] * len(split)
    plants: defaultdict[str, list[Planted]] = defaultdict(list)
    for plant in stored["plants"]:
        plants[plant["kind"]].append(Planted(plant["claim"], plant["where"]))
    return PlantedEvent(name, tuple(articles), tuple(sentences), tuple(outlets), claims, plants)
