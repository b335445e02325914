"""The small snapshot with what the overview tells of events beside their claims.

The bridge (3 outlets, 3 and 4 May) and the ferry (2 outlets that carry one text, 5 May) are one
story and perhaps one event; they join at 5, where the bridge's own articles join at 9 and at 8.
The events were cut at 7.25. One outlet alone tells of the choir.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from coverage import records, store
from coverage.records import Join, NearEvents, content_id
from tests.views.conftest import ALONE, BRIDGE, FERRY, MANIFEST, tables

COURIER, GAZETTE, OBSERVER = "Harbour Courier", "Lenn Gazette", "The Upland Observer"
COMMAND = ["build", "town.csv", "--event-level", "7.25", "--out", "data/current"]


@dataclass(frozen=True)
class Outlet:
    """A row of the table that gives outlets their groups, where this version has none."""

    outlet: str
    domain: str | None
    country: str | None
    group: str
    n_articles: int


def write(out: Path, groups: Mapping[str, str] | None = None) -> Path:
    """Publish the snapshot as `out`; `groups` (outlet -> group) need the table `outlets`."""
    rows = tables(BRIDGE + FERRY + ALONE)
    rows["events"] = [
        replace(event, story_id="" if event.event_id == "choir" else "river")
        for event in rows["events"]
    ]
    rows["near_events"] = [NearEvents("bridge", "ferry", 0.41)]
    told = [(COURIER, "bridge"), (GAZETTE, "bridge"), (OBSERVER, "bridge"), (GAZETTE, "ferry")]
    ids = [content_id(outlet, event) for outlet, event in told]
    ferry = content_id(COURIER, "ferry")
    rows["joins"] = [
        Join(ferry, ids[3], 11.0),
        Join(ids[0], ids[1], 9.0),
        Join(ids[0], ids[2], 8.0),
        Join(ids[0], ferry, 5.0),
    ]
    if groups is not None:
        record = records.TABLES["outlets"]
        rows["outlets"] = [record(name, None, None, group, 1) for name, group in groups.items()]
    written = {name: records.to_table(name, each) for name, each in rows.items()}
    manifest = MANIFEST | {"out": out.name, "event_level": 7.25, "command": COMMAND}
    store.write(written, manifest, out)
    return out
