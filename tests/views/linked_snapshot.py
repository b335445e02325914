"""The small snapshot with links, and the claims and measures that a build would make of them.

Of the bridge (see `conftest`) the closing is told by two outlets: two sentences and a headline
match with .9. The mayor's promise is the Courier's alone, in its headline and a sentence, which
match with .8; to both the Gazette's on the repairs is near, with .41.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from itertools import combinations
from pathlib import Path

import pyarrow as pa

from coverage import store
from coverage.measures.strictness import known, regroup
from coverage.records import Link, Sentence, to_table
from coverage.settings import Settings
from coverage.store import Snapshot
from coverage.views import queries
from tests.views.conftest import BRIDGE, FERRY, MANIFEST, tables

CLOSED = ("The old bridge over the Lenn", "On Monday, engineers", "Cracks close")
PROMISED = ("Mayor promises", "Mayor Ida Holm")
REPAIRS = "Repairs may take"

SETTINGS = Settings(match_sure=0.5, match_possible=0.25)


def write(out: Path) -> Path:
    """Publish the snapshot as `out`."""
    rows = tables(BRIDGE + FERRY)
    manifest = MANIFEST | {"out": out.name, "settings": asdict(SETTINGS)}
    starts = (*CLOSED, *PROMISED, REPAIRS)
    told = {s: next(row for row in rows["sentences"] if row.text.startswith(s)) for s in starts}
    rows["links"] = [
        *(_link(told, one, other, 0.9) for one, other in combinations(CLOSED, 2)),
        _link(told, *PROMISED, 0.8),
        *(_link(told, start, REPAIRS, 0.41) for start in PROMISED),
    ]
    written = {name: to_table(name, each) for name, each in rows.items()}
    store.write(written, manifest | {"snapshot": "matched"}, out)
    with Snapshot(out) as snapshot:
        found = [_grouped(snapshot, row.event_id) for row in rows["events"]]
    written |= {name: pa.concat_tables(each[name] for each in found) for name in found[0]}
    store.write(written, manifest | {"snapshot": "linked"}, out)
    return out


def _link(told: Mapping[str, Sentence], one: str, other: str, probability: float) -> Link:
    a, b = sorted((told[one].sentence_id, told[other].sentence_id))
    return Link("bridge", a, b, probability)


def _grouped(snapshot: Snapshot, event_id: str) -> dict[str, pa.Table]:
    """The tables of an event's claims, nothing but its sentences and links being known."""
    cells = queries.cells(snapshot, "")
    event = known(
        event_id, queries.matched(snapshot, event_id), queries.links(snapshot, event_id), cells
    )
    return regroup(event, SETTINGS).tables()
