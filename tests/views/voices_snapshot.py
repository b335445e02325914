"""A snapshot of an event in which people, offices and nobody named speak, as a build hears them."""

from __future__ import annotations

from pathlib import Path

from coverage import records, store
from coverage.language import voices
from coverage.records import Role
from tests.views import conftest
from tests.views.conftest import Told

PIER = (
    Told(
        "Harbour Courier",
        "pier",
        (
            (Role.HEADLINE, "Old pier to close"),
            (Role.BODY, "“The pier is <b>not</b> safe,” Mayor Ida Holm said on Monday."),
            (Role.BODY, "Holm warned that it could fall into the Lenn before spring."),
            (Role.BODY, "The Harbour Ministry denied that the pier had been neglected."),
        ),
        url="https://courier.example/pier",
    ),
    Told(
        "Lenn Gazette",
        "pier",
        (
            (Role.HEADLINE, "Pier closes for a year"),
            (Role.BODY, "Mayor Ida Holm said that the pier would be closed."),
            (Role.BODY, "Senior officials claimed that repairs had been paid for twice."),
            (Role.BODY, "The gates were locked at noon."),
        ),
    ),
    Told(
        "The Upland Observer",
        "pier",
        (
            (Role.HEADLINE, "Anglers look elsewhere"),
            (Role.BODY, "Anglers left with their rods and their buckets."),
            (Role.BODY, "On the gate hung “No way through until next spring.”"),
        ),
        day=4,
    ),
)
SILENT = (
    Told("Harbour Courier", "fog", ((Role.HEADLINE, "Fog"), (Role.BODY, "Fog lay on the Lenn."))),
    Told("Lenn Gazette", "fog", ((Role.HEADLINE, "Mist"), (Role.BODY, "The Lenn lay in mist."))),
)
"""An event in which nobody speaks."""


def write(out: Path) -> Path:
    """Publish the snapshot as `out`."""
    rows = conftest.tables(PIER + SILENT)
    for article in rows["articles"]:
        own = [s for s in rows["sentences"] if s.article_id == article.article_id]
        heard = voices.hear(article, own)
        rows["voices"] += heard.voices
        rows["unvoiced"] += heard.unvoiced
    said = next(s for s in rows["sentences"] if s.text.startswith("Holm warned"))
    claim = records.Claim("falls", "pier", "The pier may fall", 1, 1, False)
    rows["claims"].append(claim)
    rows["mentions"].append(records.Mention(claim.claim_id, said.sentence_id, 0.9))
    written = {name: records.to_table(name, each) for name, each in rows.items()}
    store.write(written, conftest.MANIFEST | {"out": out.name}, out)
    return out
