"""How much room and which place an outlet gives to a claim.

    share(c, o)       words of o's sentences in c, each divided by the number of claims it is in,
                      over all of o's words on the event. 0 to 1; 0 where o does not report c. With
                      the words that are in no claim, o's shares sum to 1. Own definition.
    lift(c, o)        log2 of o's share over the mean share of the outlets that cover the event.
                      Unbounded, 0 at the mean; none where o does not report c. Own definition.
    prominence(c, o)  place of c's first mention: headline 1, standfirst 0.9, then 0.8 falling
                      with the body's words before it towards 0. None where o does not report c.
                      Own definition.
    stressed          lift of at least 0.58, which is 1.5 times the mean, or in the headline.

An outlet without an article on the event has no rows: silence on the event is no omission.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coverage.matching.groups import Group
from coverage.measures.omission import Nearest
from coverage.records import TELLING_ROLES, Emphasis, Role, Sentence, Status
from coverage.settings import Settings

HEADLINE, STANDFIRST, BODY = 1.0, 0.9, 0.8
"""Prominence of the three places; the body's falls from there."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What the outlets of one event say: its sentences, who says each, and the claims.

    `outlets[k]` says sentence k; `claims` maps a claim's id to the indices of its sentences,
    `corrected` to what was corrected of it, if anything was.
    """

    sentences: Sequence[Sentence]
    outlets: Sequence[str]
    claims: Mapping[str, Sequence[int]]
    corrected: Mapping[str, Group] = field(default_factory=dict)


def words_by_outlet(telling: Telling) -> dict[str, int]:
    """All words of each outlet on the event: headline, standfirst, body and list items."""
    total: defaultdict[str, int] = defaultdict(int)
    for sentence, outlet in zip(telling.sentences, telling.outlets, strict=True):
        total[outlet] += sentence.n_words if sentence.role in TELLING_ROLES else 0
    return dict(sorted(total.items()))


def measure(
    telling: Telling, nearest: Mapping[tuple[str, str], Nearest], settings: Settings
) -> list[Emphasis]:
    """A row for each claim and each outlet of the event, in order of claim and outlet.

    `nearest` has, for each claim and outlet that does not report it, what `measures.omission`
    found.
    """
    total = words_by_outlet(telling)
    places = prominences(telling.sentences)
    n_claims = _claims_of_sentences(telling)
    rows = []
    for claim_id, members in telling.claims.items():
        mentions = {o: [k for k in members if telling.outlets[k] == o] for o in total}
        words = {
            o: sum(telling.sentences[k].n_words / n_claims[k] for k in ks)
            for o, ks in mentions.items()
        }
        share = {o: words[o] / total[o] if total[o] else 0.0 for o in total}
        mean = sum(share.values()) / len(share)
        omitted_by = telling.corrected[claim_id].omitted_by if claim_id in telling.corrected else ()
        for outlet, ks in mentions.items():
            found = nearest.get((claim_id, outlet))
            place = max((places[k] for k in ks), default=None)
            lift = math.log2(share[outlet] / mean) if share[outlet] else None
            rows.append(
                Emphasis(
                    claim_id=claim_id,
                    outlet=outlet,
                    n_mentions=len(ks),
                    n_words=words[outlet],
                    share=share[outlet],
                    lift=lift,
                    prominence=place,
                    is_headline=place is not None and place >= STANDFIRST,
                    status=_status(lift, place, found, outlet in omitted_by, settings),
                    nearest_sentence_id=found.sentence_id if found else None,
                    nearest_probability=found.probability if found else None,
                )
            )
    return rows


def _claims_of_sentences(telling: Telling) -> dict[int, int]:
    """Number of claims each sentence is in."""
    count: defaultdict[int, int] = defaultdict(int)
    for members in telling.claims.values():
        for k in members:
            count[k] += 1
    return count


def prominences(sentences: Sequence[Sentence]) -> list[float]:
    """Prominence of each sentence in its article, 0 to 1."""
    total: defaultdict[str, int] = defaultdict(int)
    before: dict[int, int] = {}
    for k in sorted(range(len(sentences)), key=lambda k: sentences[k].position):
        sentence = sentences[k]
        before[k] = total[sentence.article_id]
        if sentence.role not in {Role.HEADLINE, Role.STANDFIRST}:
            total[sentence.article_id] += sentence.n_words
    fixed = {Role.HEADLINE: HEADLINE, Role.STANDFIRST: STANDFIRST}
    return [
        fixed.get(s.role, BODY * (1 - before[k] / max(total[s.article_id], 1)))
        for k, s in enumerate(sentences)
    ]


def _status(
    lift: float | None,
    place: float | None,
    found: Nearest | None,
    is_omitted: bool,
    settings: Settings,
) -> Status:
    """What the outlet does with the claim, from its lift, its place, or the nearest it says.

    `is_omitted`: an analyst said that it leaves the claim out.
    """
    if lift is not None:
        is_stressed = lift >= settings.stressed_lift or place == HEADLINE
        return Status.STRESSED if is_stressed else Status.MENTIONED
    is_near = found is not None and found.probability >= settings.match_possible
    return Status.UNCERTAIN if is_near and not is_omitted else Status.OMITTED
