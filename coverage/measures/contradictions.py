"""How many planted contradictions of an invented event are found, kind by kind.

A plant names a claim and the outlets between which it lies. It is found where a discrepancy of its
kind joins two of these outlets in that claim; what is shown is right where it is planted, which is
strict: outlets also contradict one another where no writer meant to.
"""

from __future__ import annotations

from coverage.measures import discrepancies
from coverage.measures.plants import Planted, PlantedEvent, Tally
from coverage.measures.wording import aligned
from coverage.records import Discrepancy

PLANTED = ("number", "date")
"""Kinds of discrepancies that writers planted and that a measure may find."""

CONTESTED = "contested"


def _found(event: PlantedEvent) -> list[Discrepancy]:
    return discrepancies.find(aligned(event.claims, event.sentences, event.outlets))


def tally(kind: str, event: PlantedEvent) -> Tally:
    """Of the discrepancies of one kind."""
    rows = [row for row in _found(event) if row.kind == kind]
    ids = [sentence.sentence_id for sentence in event.sentences]
    outlet_of = dict(zip(ids, event.outlets, strict=True))

    def is_of(row: Discrepancy, plant: Planted) -> bool:
        outlets = {outlet_of[row.sentence_a], outlet_of[row.sentence_b]}
        return row.claim_id == plant.claim and outlets <= set(plant.where)

    plants = event.plants.get(kind, ())
    n_found = sum(any(is_of(row, plant) for row in rows) for plant in plants)
    n_right = sum(any(is_of(row, plant) for plant in plants) for row in rows)
    return Tally(len(plants), n_found, len(rows), n_right)


def contested(event: PlantedEvent) -> Tally:
    """Of the claims that are marked as contested; a number or date that differs marks one too."""
    marked = discrepancies.contested(_found(event))
    plants = event.plants.get(CONTESTED, ())
    planted = {plant.claim for plant in plants}
    n_found = sum(plant.claim in marked for plant in plants)
    return Tally(len(plants), n_found, len(marked), len(marked & planted))
