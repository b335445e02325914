"""How well the measures of wording find what writers planted (`plants`).

A kind of plant is a function from an event to a `Tally`; `KINDS` lists them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from coverage.language.quotes import MARKS
from coverage.language.voices import attribute
from coverage.measures import contradictions, namings, scare_quotes
from coverage.measures.plants import Planted, PlantedEvent, Tally, load
from coverage.records import Naming, Sentence

Kind = Callable[[PlantedEvent], Tally]
"""A kind of plant: what an event shows of it, against what was planted."""


def evaluate(gold: Path) -> pd.DataFrame:
    """A row for each kind of plant: counts, and shares 0 to 1.

    `n_shown`: scare quotes shown, or places and things for which outlets are said to differ in
    their words (of people the writers put down nothing), or discrepancies, or contested claims;
    `recall`: of the plants those found;
    `precision`: of what is shown, what is planted. That is strict: writers also put words in
    quotation marks, and named things otherwise, without putting it down, so that precision by
    reading is higher. `f1` of the two; 0 where nothing is found. Raises InputMissing where there
    are no plants. Own definition, after the gold's README.
    """
    events = load(gold)
    return pd.DataFrame(
        [_row(kind, [tally(event) for event in events]) for kind, tally in KINDS.items()]
    )


def _row(kind: str, tallies: Sequence[Tally]) -> dict[str, Any]:
    n_planted, n_found = sum(t.n_planted for t in tallies), sum(t.n_found for t in tallies)
    n_shown, n_right = sum(t.n_shown for t in tallies), sum(t.n_right for t in tallies)
    recall = n_found / n_planted if n_planted else 0.0
    precision = n_right / n_shown if n_shown else 0.0
    both = precision + recall
    return {
        "kind": kind, "n_planted": n_planted, "n_found": n_found, "recall": recall,
        "n_shown": n_shown, "precision": precision,
        "f1": 2 * precision * recall / both if both else 0.0,
    }  # fmt: skip


def _scare_quotes(event: PlantedEvent) -> Tally:
    """The span and its outlet; the words of a plant may say more than the span."""
    planted = {
        (outlet, span)
        for plant in event.plants.get("scare_quotes", ())
        for outlet, words in plant.where.items()
        for span in _marked(words)
    }
    outlet_of = {s.sentence_id: o for s, o in zip(event.sentences, event.outlets, strict=True)}
    sentences: defaultdict[str, list[Sentence]] = defaultdict(list)
    for sentence in event.sentences:
        sentences[sentence.article_id].append(sentence)
    voices = [row for a in event.articles for row in attribute(a, sentences[a.article_id])]
    shown = [
        (outlet_of[row.sentence_id], row.words)
        for row in scare_quotes.find(event.articles, sentences, voices)
        if row.confidence >= scare_quotes.SHOWN
    ]
    right = planted & set(shown)
    return Tally(len(planted), len(right), len(shown), sum(pair in right for pair in shown))


def _marked(words: str) -> list[str]:
    """What stands in quotation marks within the words of a plant, without the marks.

    >>> _marked('a crowd of "38,000"')
    ['38,000']
    """
    found = re.findall(r"[\"“‘]([^\"“”‘’]+)[\"”’]|(?<!\w)'([^']+)'(?!\w)", words)
    return [(a or b).strip("".join(MARKS) + ",. ") for a, b in found]


def _namings(event: PlantedEvent) -> Tally:
    """The claim and both outlets' words: each has a use of one thing in a sentence of the claim."""
    rows = namings.find(event.name, event.sentences, event.outlets, event.claims)
    place = {s.sentence_id: k for k, s in enumerate(event.sentences)}
    things: defaultdict[tuple[str, str], list[Naming]] = defaultdict(list)
    for row in rows:
        if row.kind != namings.PERSON:
            things[row.kind, row.thing].append(row)
    planted = event.plants.get("naming", ())
    pairs = [
        (plant, thing)
        for plant in planted
        for thing, uses in things.items()
        if all(_names(event, plant, o, w, uses, place) for o, w in plant.where.items())
    ]
    found = {plant.claim + str(plant.where) for plant, _ in pairs}
    return Tally(len(planted), len(found), len(things), len({thing for _, thing in pairs}))


def _names(
    event: PlantedEvent,
    plant: Planted,
    outlet: str,
    words: str,
    uses: Sequence[Naming],
    place: Mapping[str, int],
) -> bool:
    """Whether an outlet's words of a plant hold a use of a thing, or stand in one."""
    members = set(event.claims.get(plant.claim, ()))
    low = words.lower()
    return any(
        place[use.sentence_id] in members
        and event.outlets[place[use.sentence_id]] == outlet
        and (use.words.lower() in low or low in use.words.lower())
        for use in uses
    )


KINDS: Mapping[str, Kind] = {
    "scare quotes": _scare_quotes,
    "namings": _namings,
    **{f"{kind}s": partial(contradictions.tally, kind) for kind in contradictions.PLANTED},
    contradictions.CONTESTED: contradictions.contested,
}
"""Kinds of plants that are measured, in the order of the rows."""
