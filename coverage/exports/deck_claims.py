"""One claim in the outlets' own sentences."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from coverage.charts import SHARED, percent, probability
from coverage.charts.style import Row, records
from coverage.exports import deck_boxes
from coverage.exports.deck_boxes import Said
from coverage.exports.deck_page import Deck, Head
from coverage.exports.deck_sources import text
from coverage.exports.deck_text import clean, count
from coverage.exports.subject import Subject
from coverage.records import Status

N_CLAIMS = 6
"""Claims of a whole deck that are shown side by side."""

MOST, BESIDE = 6, 3
"""Boxes on a slide, and in a row of it."""


def slides(deck: Deck, subject: Subject) -> None:
    """The claims that most outlets tell, a slide each.

    A claim most of whose sentences stand on an earlier slide is passed over.
    """
    shared = subject.claims[subject.claims["n_outlets"] >= SHARED]
    order = shared.sort_values(["n_outlets", "n_versions"], ascending=False, kind="stable")
    seen: set[str] = set()
    n_shown = 0
    for claim_id in order["claim_id"]:
        told = {str(row["sentence_id"]) for row in _told(subject, str(claim_id)).values()}
        if 2 * len(told & seen) > len(told):
            continue
        slide(deck, subject, str(claim_id))
        seen |= told
        n_shown += 1
        if n_shown == N_CLAIMS:
            return


def slide(deck: Deck, subject: Subject, claim_id: str, sentence: str = "") -> None:
    """One claim. Raises KeyError for one that the event does not have."""
    found = records(subject.claims[subject.claims["claim_id"] == claim_id])
    if not found:
        raise KeyError(claim_id)
    claim = found[0]
    told = _told(subject, claim_id)
    names = list(told)[:MOST]
    texts = {name: str(told[name]["text"]) for name in names}
    boxes = [
        Said(
            name,
            f"{told[name]['place']} · match {probability(told[name]['probability'])}"
            f"{_share(subject, claim_id, name)}",
            clean(texts[name]),
            tuple(clean(other) for key, other in texts.items() if key != name),
        )
        for name in names
    ]
    silent = [name for name in subject.outlets["outlet"] if name not in told]
    boxes += [_silent(subject, claim_id, name) for name in silent[: MOST - len(boxes)]]
    top = Head("One claim", sentence or _quoted(claim["label"]),
               _facts(subject, claim, told, boxes, sentence))  # fmt: skip
    page = deck.page(top, subject, [box.outlet for box in boxes], deck_boxes.whole(boxes))
    n = len(boxes)
    deck_boxes.draw(page, page.room, boxes, 2 if n == 4 else min(max(n, 1), BESIDE))  # noqa: PLR2004


def _share(subject: Subject, claim_id: str, outlet: str) -> str:
    """How much of its words an outlet gives to the claim; "" where that is not known."""
    own = subject.cells[subject.cells["claim_id"] == claim_id]
    shares = own.loc[own["outlet"] == outlet, "share"]
    return f" · {percent(float(shares.iloc[0]))} of its words" if len(shares) else ""


def _quoted(label: str) -> str:
    """A claim in quotation marks, unless it has some itself."""
    said = clean(label)
    return said if any(mark in said for mark in '“”"') else f"“{said}”"


def _told(subject: Subject, claim_id: str) -> dict[str, Row]:
    """Outlet -> its surest sentence; first those whose text nobody before them carries."""
    rows = records(subject.mentions[subject.mentions["claim_id"] == claim_id])
    version = dict(zip(subject.articles["article_id"], subject.articles["version_id"], strict=True))
    surest: dict[str, Row] = {}
    for row in rows:
        surest.setdefault(str(row["outlet"]), row)
    seen: set[str] = set()
    new: dict[str, Row] = {}
    again: dict[str, Row] = {}
    for name, row in surest.items():
        key = str(version.get(row["article_id"], row["article_id"]))
        (again if key in seen else new)[name] = row
        seen.add(key)
    return new | again


def _silent(subject: Subject, claim_id: str, outlet: str) -> Said:
    """What an outlet has that comes nearest to a claim which it does not tell for sure."""
    own = subject.cells[subject.cells["claim_id"] == claim_id]
    cells = records(own[own["outlet"] == outlet])
    if not cells:
        return Said(outlet, "", "", is_telling=False)
    is_unsure = cells[0]["status"] == Status.UNCERTAIN
    says = "May report it; the match is not sure." if is_unsure else "Does not report it."
    near, value = text(cells[0]["nearest_text"]), cells[0]["nearest_probability"]
    if not near or pd.isna(value):
        return Said(outlet, says, "", is_telling=False)
    return Said(outlet, f"{says} Nearest, {probability(value)}:", near, is_telling=False)


def _facts(
    subject: Subject, claim: Row, told: dict[str, Row], boxes: Sequence[Said], sentence: str
) -> str:
    """How many tell it, in how many versions, what differs and what is not here."""
    n_all = len(subject.outlets)
    n_hidden = n_all - len(boxes)
    parts = [
        _quoted(claim["label"]) if sentence else "",
        f"Told by {claim['n_outlets']:,} of {count(n_all, 'outlet')}, in "
        f"{count(int(claim['n_versions']), 'independent version')}.",
        _differing(subject, str(claim["claim_id"])),
        "Marked: words that no other sentence here has." if len(told) > 1 else "",
        f"{count(n_hidden, 'more outlet')} not shown." if n_hidden else "",
    ]
    return " ".join(filter(None, parts))


def _differing(subject: Subject, claim_id: str) -> str:
    """Numbers, dates or names in which two outlets differ on the claim."""
    rows = records(subject.discrepancies[subject.discrepancies["claim_id"] == claim_id])
    said = [
        f"{row['outlet_a']} has “{clean(row['value_a'])}”, {row['outlet_b']} "
        f"“{clean(row['value_b'])}”"
        for row in rows[:2]
    ]
    return f"{'; '.join(said)}." if said else ""
