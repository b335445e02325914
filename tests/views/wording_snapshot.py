"""A snapshot of two outlets that word one event differently, as a build would find it.

The Courier says "siege" where the Gazette says "blockade", sets "truce" in quotation marks, and
calls the town Velinsk, which is Port Vellin to the Gazette.
"""

from __future__ import annotations

from pathlib import Path

from coverage import store
from coverage.measures import scare_quotes, wording
from coverage.measures.wording import AlignedPair
from coverage.records import Claim, Mention, Naming, Role, Sentence, to_table
from tests.views import conftest
from tests.views.conftest import Told

QUARTERS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")

COURIER = Told(
    "Harbour Courier",
    "town",
    (
        (Role.HEADLINE, "Army ends its siege of Velinsk"),
        *((Role.BODY, f"The siege of the {place} quarter ended quietly.") for place in QUARTERS),
        (Role.BODY, "After the “truce” <b>nobody</b> was seen in Velinsk."),
    ),
)
GAZETTE = Told(
    "Lenn Gazette",
    "town",
    (
        (Role.HEADLINE, "Blockade of Port Vellin is over"),
        *((Role.BODY, f"The blockade of the {place} quarter ended quietly.") for place in QUARTERS),
        (Role.BODY, "After the truce many were seen in Port Vellin."),
    ),
)


def write(out: Path) -> Path:
    """Publish it as `out`."""
    rows = conftest.tables([COURIER, GAZETTE])
    outlet = {article.article_id: article.outlet for article in rows["articles"]}
    own = [s for s in rows["sentences"] if outlet[s.article_id] == COURIER.outlet]
    other = [s for s in rows["sentences"] if outlet[s.article_id] == GAZETTE.outlet]
    pairs = []
    for a, b in zip(own, other, strict=True):
        claim = Claim(f"claim-{a.position:02}", "town", a.text, 2, 2, is_contested=False)
        rows["claims"].append(claim)
        rows["mentions"] += [Mention(claim.claim_id, s.sentence_id, 0.9) for s in (a, b)]
        pairs.append(AlignedPair(claim.claim_id, a, b))
    rows["wording"] = wording.shifts(pairs)
    sentences: dict[str, list[Sentence]] = {a.article_id: [] for a in rows["articles"]}
    for sentence in rows["sentences"]:
        sentences[sentence.article_id].append(sentence)
    rows["scare_quotes"] = scare_quotes.find(rows["articles"], sentences, [])
    rows["namings"] = [
        Naming("town", "Velinsk", "place", s.sentence_id, at, at + len(name), name)
        for s in rows["sentences"]
        for name in ("Velinsk", "Port Vellin")
        if (at := s.text.find(name)) >= 0
    ]
    written = {name: to_table(name, each) for name, each in rows.items()}
    store.write(written, conftest.MANIFEST | {"out": out.name}, out)
    return out
