"""Which sentences of an event are linked: what the models say of each pair, and what people said.

An analyst's word stands: a pair that was confirmed has probability 1, one that was refused 0, and
nobody else is asked about it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from coverage.matching import adjudication, pair_model, pairs
from coverage.matching.adjudication import DIFFERENT, SAME, Verdicts
from coverage.matching.models import Models
from coverage.matching.pairs import Speakers
from coverage.matching.terms import Floats
from coverage.records import Link, Report, Sentence, silent
from coverage.settings import Settings

Reviewed = Mapping[tuple[str, str], bool]
"""Ids of two sentences, the lesser first -> whether an analyst said that they report the same."""


def find(
    event_id: str,
    sentences: Sequence[Sentence],
    outlets: Sequence[str],
    speakers: Speakers,
    models: Models,
    settings: Settings,
    reviewed: Reviewed,
    report: Report = silent,
) -> tuple[Floats, list[Link]]:
    """Match probabilities of one event's n sentences, (n, n), and the rows that are stored of them.

    `outlets` has an entry for each sentence. Stored are pairs at or above `Settings.link_floor`,
    and those of which an adjudicator or an analyst said something.
    """
    probability = pairs.score(sentences, speakers, models.embedder, models.matcher, report)
    said = _said(sentences, reviewed)
    before = {pair: float(probability[pair]) for pair in said}
    for (i, j), is_same in said.items():
        probability[i, j] = probability[j, i] = float(is_same)
    judged: Verdicts = {}
    if models.adjudicator is not None:
        probability, judged = adjudication.judge(
            sentences, outlets, probability, settings, models.adjudicator
        )
    rows = []
    found = np.argwhere(np.triu(probability, 1) >= settings.link_floor).tolist()
    for i, j in {(i, j) for i, j in found} | judged.keys() | said.keys():
        a, b = sorted((sentences[i].sentence_id, sentences[j].sentence_id))
        link = Link(event_id, a, b, _stored(float(probability[i, j])))
        if (i, j) in said:
            word = SAME if said[i, j] else DIFFERENT
            link = replace(link, reviewed=word, matched=_stored(before[i, j]))
        elif (i, j) in judged:
            verdict = judged[i, j]
            link = replace(
                link,
                adjudicated=verdict.verdict,
                adjudicated_by=verdict.model,
                reason=verdict.reason,
                matched=_stored(verdict.matched),
            )
        rows.append(link)
    return probability, sorted(rows, key=lambda row: (row.sentence_a, row.sentence_b))


def _stored(probability: float) -> float:
    return round(probability, pair_model.DIGITS)


def _said(sentences: Sequence[Sentence], reviewed: Reviewed) -> dict[tuple[int, int], bool]:
    """What was said of pairs of these sentences, by their places, ascending."""
    place = {sentence.sentence_id: k for k, sentence in enumerate(sentences)}
    found = {}
    for (one, other), is_same in reviewed.items():
        if one in place and other in place:
            i, j = sorted((place[one], place[other]))
            found[i, j] = is_same
    return found
