"""To whom outlets give their words, as native charts: whose words, and who speaks."""

from __future__ import annotations

from collections.abc import Sequence

from coverage.charts import LIGHT
from coverage.charts.style import records
from coverage.charts.voices_labels import GROUPS, shades
from coverage.exports import deck_charts
from coverage.exports.deck_charts import Bars
from coverage.exports.deck_page import Box, Deck, Page, head, room
from coverage.exports.deck_runs import Run
from coverage.exports.deck_text import clean, count
from coverage.exports.subject import Subject

N_OUTLETS, N_SPEAKERS, N_BESIDE = 12, 7, 4
"""Outlets in the stacked bars; speakers, and the outlets that stand side by side for each."""

HEADING, GAP = 22, 30

UNCLEAR = "#efeeea"
"""Ground of words for which nobody is named: on paper white is no colour."""

OTHERS = "others"
"""Row of the speakers that have none of their own."""


def slide(deck: Deck, subject: Subject, sentence: str = "") -> None:
    """Both charts side by side."""
    names = [str(name) for name in subject.outlets["outlet"]]
    speakers = [row for row in records(subject.voice_rows) if row["voice"] != OTHERS]
    few = speakers[:N_SPEAKERS]
    notes = []
    if len(names) > N_OUTLETS:
        notes.append(f"The first {N_OUTLETS} of {len(names):,} outlets.")
    if len(speakers) > len(few):
        notes.append(f"The first {len(few)} of {count(len(speakers), 'speaker')}.")
    finding = subject.findings.get("voices", "")
    top = head("Voices", finding, sentence, " ".join(notes))
    page = deck.page(top, subject, names)
    space = room(top)
    left = (space.width - GAP) * (0.46 if few else 1)
    _whose(page, Box(space.left, space.top, left, space.height), subject, names[:N_OUTLETS])
    if few:
        at = space.left + left + GAP
        box = Box(at, space.top, space.width - left - GAP, space.height)
        _who(page, box, subject, few, names)


def _whose(page: Page, box: Box, subject: Subject, names: Sequence[str]) -> None:
    """One stacked bar an outlet: all its words, by whose they are."""
    splits = {(row["group"], row["outlet"]): float(row["share"])
              for row in records(subject.voice_splits)}  # fmt: skip
    groups = [g for g in GROUPS if any(splits.get((g, name)) for name in names)]
    series = {
        GROUPS[group]: [splits.get((group, name)) or None for name in names] for group in groups
    }
    inks = shades(LIGHT) | {"unclear": UNCLEAR}
    _heading(page, box, "Whose words: all words of each outlet")
    if series:
        bars = Bars(names, series, [inks[g] for g in groups], is_stacked=True, label=0.3)
        alt = f"Stacked bars: whose words {', '.join(names)} give."
        deck_charts.bars(page, box.below(HEADING), bars, alt, subject.origin.made)


def _who(
    page: Page, box: Box, subject: Subject, speakers: Sequence[dict[str, str]], names: Sequence[str]
) -> None:
    """A bar for each speaker in each outlet, of the outlets with most words where they are many."""
    longest = subject.outlets.sort_values("n_words", ascending=False, kind="stable")
    chosen = set(longest["outlet"][:N_BESIDE])
    beside = [name for name in names if name in chosen]
    shares = {(row["voice"], row["outlet"]): float(row["share"])
              for row in records(subject.voice_cells)}  # fmt: skip
    series = {
        name: [shares.get((row["voice"], name)) or None for row in speakers] for name in beside
    }
    few = f", of the {len(beside)} outlets with most text" if len(beside) < len(names) else ""
    _heading(page, box, f"Who speaks: share of words{few}")
    labels = [clean(row["label"]) for row in speakers]
    alt = f"Bars: share of words given to {', '.join(labels)}, by {', '.join(beside)}."
    bars = Bars(labels, series, label=0.36)
    deck_charts.bars(page, box.below(HEADING), bars, alt, subject.origin.made)


def _heading(page: Page, box: Box, said: str) -> None:
    run = Run(said, 14, LIGHT.text, is_bold=True)
    page.write(Box(box.left, box.top, box.width, HEADING - 2), [[run]], name="Heading")
