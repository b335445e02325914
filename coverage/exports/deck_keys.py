"""What sets each outlet apart: its words, a native chart an outlet, a bar a word."""

from __future__ import annotations

from collections.abc import Sequence

from coverage.charts import LIGHT
from coverage.charts.style import Row, mixed, records
from coverage.exports import deck_charts
from coverage.exports.deck_charts import Bars
from coverage.exports.deck_page import INNER, KEY_HEIGHT, Box, Deck, Page, head, room
from coverage.exports.deck_runs import Run
from coverage.exports.deck_text import cut, width
from coverage.exports.subject import Subject

N_TERMS, N_OUTLETS = 10, 4
"""Words of an outlet, and outlets beside one another."""

HEADING, GAP = 22, 24
"""Points: of an outlet's name, between two charts."""

LABEL = 0.6
"""Share of a chart's width that the words take."""

ROW = 30
"""Points of a bar and its gap at most."""

SURE, UNSURE = LIGHT.accent, mixed(LIGHT.accent, LIGHT.card, 0.35)
"""Colours of words that are surely the outlet's, and of those that may be chance."""


def slide(deck: Deck, subject: Subject, sentence: str = "") -> None:
    """For each outlet the words that it uses more than the others do, with both counts."""
    found = subject.keys[subject.keys["outlet"].isin(subject.outlets["outlet"])]
    told = [str(name) for name in subject.outlets["outlet"] if name in set(found["outlet"])]
    names = told[:N_OUTLETS]
    page = deck.page(top := head("Key words", subject.findings.get("keys", ""), sentence), subject)
    if not names:
        return
    space = room(top)
    rows = {name: records(found[found["outlet"] == name])[:N_TERMS] for name in names}
    longest = max(row["z"] for own in rows.values() for row in own)
    width = (space.width - (len(names) - 1) * GAP) / len(names)
    for place, name in enumerate(names):
        left = space.left + place * (width + GAP)
        box = Box(left, space.top, width, space.height - KEY_HEIGHT)
        _panel(page, box, name, rows[name], float(longest), subject)
    few = f" {len(names)} of {len(told)} outlets." if len(names) < len(told) else ""
    key = "Bar: z, how far from chance; pale: may be chance. In brackets: its uses, then others’."
    box = Box(space.left, space.top + space.height - KEY_HEIGHT + 6, INNER, KEY_HEIGHT - 6)
    page.write(box, [[Run(key + few, 11, LIGHT.quiet)]], name="Key")


def _panel(
    page: Page, box: Box, name: str, rows: Sequence[Row], longest: float, subject: Subject
) -> None:
    """One outlet's words, on the scale that all outlets share."""
    heading = cut(name, box.width, 14, 1, is_bold=True).text
    page.write(Box(box.left, box.top, box.width, HEADING - 2),
               [[Run(heading, 14, is_bold=True)]], name="Outlet")  # fmt: skip
    labels = [_named(row, LABEL * box.width - 12) for row in rows]
    inks = [SURE if row["is_sure"] else UNSURE for row in rows]
    height = min(len(rows) * ROW, box.height - HEADING)
    values = {"z": [float(row["z"]) for row in rows]}
    bars = Bars(labels, values, inks, label=LABEL, lines=1, number="0.0", most=longest * 1.25)
    place = Box(box.left, box.top + HEADING, box.width, height)
    deck_charts.bars(page, place, bars, f"Bars: words of {name}.", subject.origin.made)


def _named(row: Row, room: float) -> str:
    """A word with its uses by the outlet and by all others, in one line."""
    counts = f" ({row['n']:,}:{row['n_others']:,})"
    said = cut(row["written"], room - width(counts, deck_charts.SIZE), deck_charts.SIZE, 1)
    return said.text + counts
