"""A snapshot in which outlets print one agency's text, as a build would find it.

"Bridge": the agency's text is printed by the Courier, with small edits, and by the Gazette, in
another order and with a credit; the Observer shares a quotation with them; the Ledger shares
nothing. "Ferry": two outlets that share nothing at all.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coverage import store
from coverage.matching import reuse
from coverage.records import Article, Precision, Role, to_table
from coverage.settings import Settings
from tests.views import conftest
from tests.views.conftest import Told

LEAD = (
    "The old bridge over the Lenn was closed on Monday after engineers found two long cracks in "
    "its northern pillar, the harbour office said."
)
QUOTE = (
    "“Nobody will be asked to pay a single penny for crossing this river while I hold the office "
    "of mayor,” Ida Holm told the council."
)
REPAIR = (
    "Repairs are expected to last until autumn and to cost four million, of which the county "
    "pays one half and the town the other."
)
QUEUE = (
    "Commuters have queued for the small ferry since dawn, and the company has put two further "
    "boats into service on weekdays."
)

WIRE = Told(
    "Lenn Wire",
    "bridge",
    (
        (Role.HEADLINE, "Cracks close the Lenn bridge"),
        *((Role.BODY, text) for text in (LEAD, QUOTE, REPAIR, QUEUE)),
    ),
    url="https://wire.example/bridge",
)
COURIER = Told(
    "Harbour Courier",
    "bridge",
    (
        (Role.HEADLINE, "Mayor promises a toll-free crossing"),
        (Role.BODY, LEAD.replace("two long cracks", "several <b>deep</b> cracks")),
        (Role.BODY, QUOTE),
        (Role.BODY, REPAIR),
        (Role.BODY, "Our reporter saw the barriers go up shortly before seven."),
    ),
)
GAZETTE = Told(
    "Lenn Gazette",
    "bridge",
    (
        (Role.HEADLINE, "Ferry queues since dawn"),
        (Role.BODY, QUEUE),
        (Role.BODY, LEAD),
        (Role.BODY, REPAIR),
    ),
)
OBSERVER = Told(
    "The Upland Observer",
    "bridge",
    (
        (Role.HEADLINE, "A promise in the council"),
        (Role.BODY, "In a heated sitting the opposition asked who was to bear the costs."),
        (Role.BODY, QUOTE),
        (Role.BODY, "Three members of her own party left the chamber before the vote."),
    ),
)
LEDGER = Told(
    "Valley Ledger",
    "bridge",
    (
        (Role.HEADLINE, "Detours around the river"),
        (Role.BODY, "Lorries must now take the longer road by way of the eastern hills."),
    ),
)
APART = (
    Told(
        "Harbour Courier",
        "ferry",
        (
            (Role.HEADLINE, "Two boats more"),
            (Role.BODY, "From Tuesday passengers find four boats."),
        ),
    ),
    Told(
        "Lenn Gazette",
        "ferry",
        ((Role.HEADLINE, "Ferry grows"), (Role.BODY, "The company doubles its fleet on weekdays.")),
    ),
)
HOURS = {"Lenn Wire": 8, "Harbour Courier": 10, "Lenn Gazette": 14}
"""Outlet -> the hour at which it came out; the others bear no date."""


def articles() -> list[Article]:
    """The articles of the bridge: dated, credited, with their versions."""
    return [a for a in tables()["articles"] if a.event_id == "bridge"]


def tables() -> dict[str, list[Any]]:
    """Every table, with the passages and versions that the articles really share."""
    rows = conftest.tables((WIRE, COURIER, GAZETTE, OBSERVER, LEDGER, *APART))
    own = [_published(article) for article in rows["articles"]]
    rows["reuse"] = reuse.find(own, Settings())
    version = reuse.versions(own, rows["reuse"], Settings())
    rows["articles"] = [replace(a, version_id=version[a.article_id]) for a in own]
    for number, event in enumerate(rows["events"]):
        told = {a.version_id for a in rows["articles"] if a.event_id == event.event_id}
        rows["events"][number] = replace(event, n_versions=len(told))
    return rows


def _published(article: Article) -> Article:
    hour = HOURS.get(article.outlet)
    credit = "Lenn Wire" if article.outlet == "Lenn Gazette" else None
    if hour is None:
        return replace(article, published=None, published_precision=Precision.NONE, credit=credit)
    return replace(article, published=datetime(2031, 5, 3, hour, 5, tzinfo=UTC), credit=credit)


def write(out: Path) -> Path:
    """Publish the snapshot as `out`."""
    written = {name: to_table(name, each) for name, each in tables().items()}
    store.write(written, conftest.MANIFEST | {"out": out.name}, out)
    return out
