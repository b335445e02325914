"""The claims of one event at another strictness than its snapshot's, from its stored links.

    strictness  least probability from which two sentences are taken to share a claim, 0 to 1: the
                setting `match_sure`. Between `match_possible` and it a match is uncertain.

Nothing is matched anew: claims, emphasis and omission come from the functions that a build uses, so
that at the snapshot's own strictness its tables come out again. What an adjudicator said of a pair
stands in its link, and so stays; what analysts said since of pairs and claims is done here as the
next build will do it.

Pairs under `link_floor` are not stored, and count as 0. No claim changes by that, since all pairs
of a claim reach `match_possible`; but where nothing that an outlet says comes as near to a claim as
the floor, the nearest is known only of claims that the snapshot has as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from coverage.matching import claims, sub_events
from coverage.matching.claim_edits import ClaimEdit
from coverage.matching.terms import Floats
from coverage.measures import discrepancies, emphasis, omission, wording
from coverage.measures.emphasis import Telling
from coverage.measures.omission import Nearest
from coverage.records import (
    TABLES,
    Claim,
    Discrepancy,
    Emphasis,
    Mention,
    Role,
    Sentence,
    Shift,
    schema,
)
from coverage.settings import Settings

STRICTEST = 0.95
"""Strictest that is offered. Own choice: beyond it little but copies is one claim."""

STEP = 0.05
"""Between two strictnesses that are offered. Own choice: what less changes is too little to see."""


Asked = Mapping[tuple[str, str], bool | None]
"""Ids of two sentences -> what an analyst says of them; `None` where that was undone."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a snapshot tells of one event, its sentences in the order in which a build has them.

    `outlets[k]` and `versions[k]` are of sentence k; `probability[k]` is that sentences `a[k]` and
    `b[k]` share a claim, `unasked[k]` what it was before an analyst said so. `nearest`: what each
    outlet says that comes nearest to each claim of the snapshot which it does not report.
    """

    event_id: str
    sentences: Sequence[Sentence]
    outlets: Sequence[str]
    versions: Sequence[str]
    a: npt.NDArray[np.intp]
    b: npt.NDArray[np.intp]
    probability: Floats
    unasked: Floats
    nearest: Mapping[tuple[str, str], Nearest]

    def matrix(self, asked: Asked = MappingProxyType({})) -> Floats:
        """Probabilities of all pairs: (n, n), symmetric, diagonal 1, 0 where none is stored."""
        found = np.eye(len(self.sentences), dtype=np.float32)
        found[self.a, self.b] = found[self.b, self.a] = self.probability
        place = {sentence.sentence_id: k for k, sentence in enumerate(self.sentences)}
        before = {(i, j): p for i, j, p in zip(self.a, self.b, self.unasked, strict=True)}
        for (one, other), is_same in asked.items():
            if one in place and other in place:
                i, j = place[one], place[other]
                unasked = before.get((i, j), before.get((j, i), 0.0))
                found[i, j] = found[j, i] = unasked if is_same is None else is_same
        return found


@dataclass(frozen=True, slots=True)
class Regrouped:
    """The rows that a snapshot would have of the event, had it been built so.

    `edits`: claim -> ids of the edits that made it what it is; `applied`: of all that found theirs.
    """

    claims: list[Claim]
    mentions: list[Mention]
    emphasis: list[Emphasis]
    wording: list[Shift]
    discrepancies: list[Discrepancy]
    edits: dict[str, tuple[str, ...]] = field(default_factory=dict)
    applied: frozenset[str] = frozenset()

    def tables(self) -> dict[str, pa.Table]:
        """The same as Arrow tables, by name; column by column, as many rows are made at a click."""
        found = {}
        for name in (each.name for each in fields(self) if each.name in TABLES):
            columns, rows = schema(TABLES[name]), getattr(self, name)
            values = {column: [getattr(row, column) for row in rows] for column in columns.names}
            found[name] = pa.table(values, schema=columns)
        return found


def settings_of(manifest: Mapping[str, Any]) -> Settings:
    """The settings that a snapshot was built with, as its manifest echoes them."""
    written = manifest.get("settings", {})
    return Settings(**{k: v for k, v in written.items() if k in Settings.__dataclass_fields__})


def offered(settings: Settings) -> list[float]:
    """Strictnesses to choose from, ascending: the snapshot's, and round ones from the least on.

    That is `match_possible`: under it two sentences do not even perhaps share a claim.
    """
    least = max(settings.match_possible, settings.link_floor)
    round_ones = [round(k * STEP, 2) for k in range(round(STRICTEST / STEP) + 1)]
    return sorted({settings.match_sure, *(one for one in round_ones if one >= least)})


def known(
    event_id: str, sentences: pd.DataFrame, links: pd.DataFrame, cells: pd.DataFrame
) -> Known:
    """Of an event's sentences (their table's columns, `outlet`, `version_id`), its `links` and the
    emphasis of its claims, `cells`. The order of rows does not matter.
    """
    is_asked = links["reviewed"] != ""
    table = sentences.sort_values(["article_id", "position"], kind="stable")
    rows = table[[field.name for field in fields(Sentence)]].to_dict("records")
    places = pd.Index(table["sentence_id"])
    near = cells.dropna(subset=["nearest_sentence_id"])
    return Known(
        event_id,
        [
            Sentence(**{str(k): v for k, v in row.items()} | {"role": Role(row["role"])})
            for row in rows
        ],
        list(table["outlet"]),
        list(table["version_id"]),
        places.get_indexer(links["sentence_a"]),
        places.get_indexer(links["sentence_b"]),
        links["probability"].to_numpy(np.float32),
        links["probability"].mask(is_asked, links["matched"]).to_numpy(np.float32),
        {
            (claim_id, outlet): Nearest(sentence_id, probability)
            for claim_id, outlet, sentence_id, probability in zip(
                near["claim_id"],
                near["outlet"],
                near["nearest_sentence_id"],
                near["nearest_probability"],
                strict=True,
            )
        },
    )


def regroup(
    event: Known,
    settings: Settings,
    asked: Asked = MappingProxyType({}),
    edits: Sequence[ClaimEdit] = (),
) -> Regrouped:
    """What a build with `settings` would have of the event, from the probabilities there are.

    `asked`: every pair that an analyst was ever asked about; `edits`: what is done to its claims.
    """
    probability = event.matrix(asked)
    said = (event.sentences, probability, event.outlets, event.versions)
    found = claims.find(event.event_id, *said, settings, edits)
    telling = Telling(event.sentences, event.outlets, found.members, found.corrected)
    nearest = _nearest(event, telling, probability, settings.link_floor)
    aligned = wording.aligned(telling.claims, event.sentences, event.outlets)
    differing = discrepancies.find(aligned)
    contested = discrepancies.contested(differing)
    section = sub_events.sections(
        found.mentions, {s.sentence_id: s.sub_event_id for s in event.sentences if s.sub_event_id}
    )
    return Regrouped(
        [
            replace(c, is_contested=c.claim_id in contested, sub_event_id=section[c.claim_id])
            for c in found.claims
        ],
        found.mentions,
        emphasis.measure(telling, nearest, settings),
        wording.shifts(aligned),
        differing,
        {claim_id: group.edits for claim_id, group in found.corrected.items()},
        found.applied,
    )


def _nearest(
    event: Known, telling: Telling, probability: Floats, floor: float
) -> dict[tuple[str, str], Nearest]:
    """The nearest that each outlet says to each claim it does not report, where that is known."""
    told = (telling.claims, event.sentences, event.outlets)
    found = omission.nearest(*told, probability, telling.corrected)
    refused = {
        (claim_id, event.sentences[k].sentence_id)
        for claim_id, group in telling.corrected.items()
        for k in group.refused
    }
    stored = {
        key: near
        for key in found.keys() & event.nearest.keys()
        if (key[0], (near := event.nearest[key]).sentence_id) not in refused
    }
    return stored | {key: near for key, near in found.items() if near.probability >= floor}
