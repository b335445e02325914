"""What an outlet that covers an event leaves out, and how near it came to saying it.

    omitted    no sentence of the outlet reaches the lower match threshold for the claim
    uncertain  the nearest one lies above it, yet is no mention

Where an analyst said that an outlet leaves a claim out, it is omitted however near the nearest is.

The probability that a sentence reports a claim is the least of its match probabilities with the
claim's mentions, since a sentence may share something else with one of them: 0 to 1. Of a claim
put together by hand it is the most over its parts; 0 for a sentence that an analyst said does not
report it. Own definition.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coverage.matching.groups import Group
from coverage.matching.terms import Floats
from coverage.records import TELLING_ROLES, Sentence


@dataclass(frozen=True, slots=True)
class Nearest:
    """The sentence of an outlet that comes nearest to a claim it does not report."""

    sentence_id: str
    probability: float


def nearest(
    claims: Mapping[str, Sequence[int]],
    sentences: Sequence[Sentence],
    outlets: Sequence[str],
    probability: Floats,
    corrected: Mapping[str, Group] | None = None,
) -> dict[tuple[str, str], Nearest]:
    """The sentence of each outlet nearest to each claim it does not report, by claim and outlet.

    `claims`: a claim's id -> the indices of its sentences; `probability`: shape (n, n), for the n
    `sentences`; `corrected`: those of the claims that were. An outlet that says nothing has none.
    Ties go to the smaller id. All at once, since in a large event claims times outlets are many
    thousands.
    """
    telling = [k for k, sentence in enumerate(sentences) if sentence.role in TELLING_ROLES]
    order = sorted(telling, key=lambda k: (outlets[k], sentences[k].sentence_id))
    names, starts = np.unique(np.array([outlets[k] for k in order]), return_index=True)
    spans = list(zip(names.tolist(), starts, [*starts[1:], len(order)], strict=True))
    ordered = probability[order]
    found = {}
    for claim_id, members in claims.items():
        said_by = {outlets[k] for k in members}
        near = _near(ordered, order, members, (corrected or {}).get(claim_id))
        for outlet, start, end in spans:
            if outlet not in said_by:
                best = start + int(near[start:end].argmax())
                found[claim_id, outlet] = Nearest(
                    sentences[order[best]].sentence_id, float(near[best])
                )
    return found


def _near(
    ordered: Floats, order: Sequence[int], members: Sequence[int], corrected: Group | None
) -> npt.NDArray[np.float64]:
    """How near each sentence comes to a claim; row k of `ordered` is that of `order[k]`."""
    parts = corrected.as_matched() if corrected else (tuple(members),)
    least = [ordered[:, list(part)].min(axis=1) for part in parts]
    near = np.max(least, axis=0).astype(np.float64).round(4)
    if corrected and corrected.refused:
        near[[k in corrected.refused for k in order]] = 0.0
    return np.asarray(near)
