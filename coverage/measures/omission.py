"""What an outlet that covers an event leaves out, and how near it came to saying it.

    omitted    no sentence of the outlet reaches the lower match threshold for the claim
    uncertain  the nearest one lies above it, yet is no mention

The probability that a sentence reports a claim is the least of its match probabilities with the
claim's mentions, since a sentence may share something else with one of them: 0 to 1. Own
definition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coverage.matching.terms import Floats
from coverage.records import TELLING_ROLES, Sentence


@dataclass(frozen=True, slots=True)
class Nearest:
    """The sentence of an outlet that comes nearest to a claim it does not report."""

    sentence_id: str
    probability: float


def nearest(
    members: Sequence[int],
    outlet: str,
    sentences: Sequence[Sentence],
    outlets: Sequence[str],
    probability: Floats,
) -> Nearest | None:
    """The nearest sentence of `outlet` to the claim of `members`; None where it says nothing.

    `probability`: shape (n, n), for the n `sentences`. Ties go to the smaller id.
    """
    own = [
        k
        for k, sentence in enumerate(sentences)
        if outlets[k] == outlet and sentence.role in TELLING_ROLES
    ]
    if not own:
        return None
    near = probability[own][:, list(members)].min(axis=1)
    best = min(
        range(len(own)), key=lambda n: (-round(float(near[n]), 4), sentences[own[n]].sentence_id)
    )
    return Nearest(sentences[own[best]].sentence_id, round(float(near[best]), 4))
