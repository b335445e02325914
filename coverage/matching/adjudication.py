"""Which pairs of an event an adjudicator is asked about, and what its verdicts change.

Asked are pairs in doubt: sentences of different outlets with a probability between *possible* and
*sure*, nearest to *sure* first, since there a verdict is most likely to be right and to matter.
A verdict moves a pair just across a threshold and never further: *same* to `MARGIN` above *sure*,
*different* to `MARGIN` below *possible*. The matcher's probabilities are calibrated on labelled
events and a language model's word is not; so the pair counts like the least sure of the matcher's
own, and drops out first where the reader asks for more strictness.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from coverage.language import references
from coverage.matching.adjudicator import Adjudicator
from coverage.matching.terms import Floats
from coverage.matching.verdicts import Verdict
from coverage.records import TELLING_ROLES, Sentence
from coverage.settings import Settings

MARGIN = 0.01
"""How far beyond a threshold a verdict moves a pair, in probability. Own choice: more than rounding
takes away, less than anybody would tell apart."""

LONGEST = 1_000
"""Characters of a sentence up to which it is asked about: a longer one is a list or a table."""

SAME, DIFFERENT = "same", "different"


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair on which there is a verdict: `same` or `different`, whose it is, and why.

    `matched`: the matcher's own probability, which the verdict has replaced.
    """

    verdict: str
    model: str
    reason: str
    matched: float


Verdicts = dict[tuple[int, int], Judged]
"""Indices of two sentences, ascending -> what was said of them."""


def judge(
    sentences: Sequence[Sentence],
    outlets: Sequence[str],
    probability: Floats,
    settings: Settings,
    adjudicator: Adjudicator,
) -> tuple[Floats, Verdicts]:
    """Ask about an event's pairs in doubt; returns the probabilities after it, and the verdicts.

    `probability`: shape (n, n), symmetric, for the n sentences, which stand article by article in
    order of position; `outlets` has an entry for each. At most `adjudicator.pairs` questions are
    put; pairs with the same two texts, as copies have, are one question. The questions do not
    depend on the order of the articles.
    """
    texts = [sentence.text for sentence in references.spelt_out(sentences)]
    said: dict[tuple[str, str], Verdict | None] = {}
    judged: Verdicts = {}
    for i, j in _in_doubt(sentences, outlets, probability, settings):
        question = (min(texts[i], texts[j]), max(texts[i], texts[j]))
        if question not in said:
            if len(said) == adjudicator.pairs or not _is_asked(question):
                continue
            said[question] = adjudicator(*question)
        verdict = said[question]
        if verdict is not None:
            name = SAME if verdict.is_same else DIFFERENT
            before = float(probability[i, j])
            judged[i, j] = Judged(name, adjudicator.model, verdict.reason, before)
    return _moved(probability, judged, settings), judged


def _in_doubt(
    sentences: Sequence[Sentence], outlets: Sequence[str], probability: Floats, settings: Settings
) -> Iterator[tuple[int, int]]:
    """Pairs in doubt, nearest to `match_sure` first."""
    able = np.array([s.role in TELLING_ROLES for s in sentences], dtype=np.bool_)
    able &= np.array([s.n_words >= settings.min_claim_words for s in sentences], dtype=np.bool_)
    outlet = np.unique(np.array(outlets, dtype=np.str_), return_inverse=True)[1]
    found: list[tuple[float, str, str, int, int]] = []
    for i in np.flatnonzero(able).tolist():  # a row at a time: memory stays flat
        row = probability[i]
        doubt = (row >= settings.match_possible) & (row < settings.match_sure)
        doubt &= able & (outlet != outlet[i])
        doubt[: i + 1] = False
        for j in np.flatnonzero(doubt).tolist():
            a, b = sorted((sentences[i].sentence_id, sentences[j].sentence_id))
            found.append((-round(float(row[j]), 4), a, b, i, j))
    return ((i, j) for *_, i, j in sorted(found))


def _is_asked(question: tuple[str, str]) -> bool:
    one, other = question
    return one != other and max(len(one), len(other)) <= LONGEST


def _moved(probability: Floats, judged: Verdicts, settings: Settings) -> Floats:
    """The probabilities with each pair judged moved across its threshold."""
    if not judged:
        return probability
    moved = probability.copy()
    # Half of what is left, where a threshold leaves less than twice the margin: never 0 or 1.
    above = settings.match_sure + min(MARGIN, (1 - settings.match_sure) / 2)
    below = settings.match_possible - min(MARGIN, settings.match_possible / 2)
    for (i, j), row in judged.items():
        moved[i, j] = moved[j, i] = above if row.verdict == SAME else below
    return moved
