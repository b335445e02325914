"""The sentences of one event -> claims: overlapping groups that report one proposition each.

A sentence may report several propositions, so this is no partition. Each pair of sentences that
surely matches must stand together in some claim; a sentence joins a claim only when it fits all
of its members, so that one vague sentence cannot chain two claims together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from coverage.language.clauses import clauses
from coverage.matching import claim_edits
from coverage.matching.claim_edits import ClaimEdit
from coverage.matching.groups import Group
from coverage.matching.terms import Floats
from coverage.records import TELLING_ROLES, Claim, Mention, Sentence, content_id, count_words
from coverage.settings import Settings

LABEL_WORDS = range(6, 26)
"""Words of a sentence that makes a good label: enough to say something, few enough to read."""


MIN_CLAUSE = 4
"""Words of a clause that can be a label."""


def group(sentences: Sequence[Sentence], probability: Floats, settings: Settings) -> list[Group]:
    """Claims of one event; `probability` has shape (n, n), symmetric, for the n sentences.

    Sentences of other roles than the telling ones, or with too few words, are in none. Every
    other sentence is in at least one: alone, if it matches nothing. The result does not depend
    on the order of the sentences: ties are broken by their ids.
    """
    ids = [sentence.sentence_id for sentence in sentences]
    able = [
        k
        for k, sentence in enumerate(sentences)
        if sentence.role in TELLING_ROLES and sentence.n_words >= settings.min_claim_words
    ]
    groups: list[list[int]] = []
    where: defaultdict[int, set[int]] = defaultdict(set)  # sentence -> numbers of its groups
    for a, b in _sure_pairs(able, ids, probability, settings.match_sure):
        if not where[a] & where[b]:
            _place(groups, where, a, b, probability, settings)
    groups.extend([k] for k in able if not where[k])
    unique = {tuple(sorted(members)) for members in groups}
    return [Group(members) for members in sorted(unique, key=lambda m: sorted(ids[k] for k in m))]


def _sure_pairs(
    able: Sequence[int], ids: Sequence[str], probability: Floats, sure: float
) -> list[tuple[int, int]]:
    """Pairs that surely match, most probable first."""
    places = np.array(able, dtype=np.intp)
    found = np.argwhere(np.triu(probability[np.ix_(places, places)] >= sure, 1))
    pairs = [(able[a], able[b]) for a, b in found.tolist()]
    return sorted(pairs, key=lambda p: (-probability[p], *sorted((ids[p[0]], ids[p[1]]))))


def _place(
    groups: list[list[int]],
    where: Mapping[int, set[int]],
    a: int,
    b: int,
    probability: Floats,
    settings: Settings,
) -> None:
    """Let `a` join the claim of `b` that fits it best, or the other way; else begin a claim."""
    options = [
        (-fit, number, new)
        for new, old in ((a, b), (b, a))
        for number in where[old]
        if (fit := _fit(new, groups[number], probability, settings))
    ]
    if options:
        _, number, new = min(options)
        groups[number].append(new)
        where[new].add(number)
    else:
        where[a].add(len(groups))
        where[b].add(len(groups))
        groups.append([a, b])


def _fit(new: int, members: Sequence[int], probability: Floats, settings: Settings) -> float:
    """Mean probability of `new` with the members, or 0 where it does not fit them all."""
    shared = probability[new, members]
    fits = shared.mean() >= settings.match_sure and shared.min() >= settings.match_possible
    return float(shared.mean()) if fits else 0.0


@dataclass(frozen=True, slots=True)
class Grouped:
    """The claims of one event, their mentions, and each claim's id -> indices of its sentences.

    `corrected`: those of the claims that somebody corrected; `applied`: ids of the edits that found
    theirs.
    """

    claims: list[Claim]
    mentions: list[Mention]
    members: dict[str, tuple[int, ...]]
    corrected: dict[str, Group]
    applied: frozenset[str]


def find(
    event_id: str,
    sentences: Sequence[Sentence],
    probability: Floats,
    outlets: Sequence[str],
    versions: Sequence[str],
    settings: Settings,
    edits: Sequence[ClaimEdit] = (),
) -> Grouped:
    """The claims of one event, as `group` forms, `edits` correct and `describe` describes them."""
    ids = [sentence.sentence_id for sentence in sentences]
    edited = claim_edits.apply(group(sentences, probability, settings), ids, outlets, edits)
    found = Grouped([], [], {}, {}, edited.applied)
    labels = {each.label for each in edited.groups if each.label}
    for each in edited.groups:
        claim, mentions = describe(
            each, event_id, sentences, probability, outlets, versions, labels
        )
        labels.add(claim.label)
        found.claims.append(claim)
        found.mentions.extend(mentions)
        found.members[claim.claim_id] = each.members
        if each.edits:
            found.corrected[claim.claim_id] = each
    return found


def describe(
    group: Group,
    event_id: str,
    sentences: Sequence[Sentence],
    probability: Floats,
    outlets: Sequence[str],
    versions: Sequence[str],
    taken: Collection[str] = (),
) -> tuple[Claim, list[Mention]]:
    """The records of one claim; `outlets` and `versions` have an entry for each sentence.

    `taken`: labels of the event's other claims, which this one should not repeat.
    """
    members = sorted(group.members, key=lambda k: sentences[k].sentence_id)
    ids = [sentences[k].sentence_id for k in members]
    claim = Claim(
        claim_id=content_id("claim", event_id, *ids),
        event_id=event_id,
        label=group.label or _label(group, members, sentences, probability, taken),
        n_outlets=len({outlets[k] for k in members}),
        n_versions=len({versions[k] for k in members}),
        is_contested=False,
    )
    mentions = [
        Mention(claim.claim_id, sentences[k].sentence_id, _certainty(k, group, probability))
        for k in members
    ]
    return claim, mentions


def _certainty(k: int, group: Group, probability: Floats) -> float:
    """Mean probability with the others of its part; 1 for a sentence that has none."""
    others = list(group.beside(k))
    return round(float(probability[k, others].mean()), 4) if others else 1.0


def _label(
    group: Group,
    members: Sequence[int],
    sentences: Sequence[Sentence],
    probability: Floats,
    taken: Collection[str],
) -> str:
    """The member that says it best: readable, near all the others, short; or a clause of it.

    A clause where every member is the label of another claim already: one sentence may tell
    several claims, and their labels should tell them apart.
    """

    def badness(k: int) -> tuple[bool, float, int, str]:
        sentence, n_words = sentences[k], sentences[k].n_words
        certainty = float(np.floor(_certainty(k, group, probability) * 5))
        return n_words not in LABEL_WORDS, -certainty, n_words, sentence.sentence_id

    ranked = [sentences[k].text for k in sorted(members, key=badness)]
    parts = [part for text in ranked for part in clauses(text) if count_words(part) >= MIN_CLAUSE]
    return next((text for text in [*ranked, *parts] if text not in taken), ranked[0])
