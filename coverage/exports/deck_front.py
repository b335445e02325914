"""The first slides of a deck: its title, and the event on one slide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.util import Pt

from coverage.charts import LIGHT, SHARED, percent
from coverage.charts.style import Row, records
from coverage.exports.deck_page import INNER, SIDE, Box, Deck, Head, Page, room
from coverage.exports.deck_runs import Run, write
from coverage.exports.deck_sources import notes
from coverage.exports.deck_tables import PAD, Cell, Grid, Line, draw, header
from coverage.exports.deck_text import clean, count, cut, fitted, parted
from coverage.exports.subject import Subject

ASKED = "Which outlet stressed which claims, and what did it leave out?"

PARTS = ("matrix", "voices", "keys", "copies", "timeline")
"""Findings of which the event's slide has the first sentence."""

LEFT, GAP = 400.0, 36.0
"""Points across: what is seen; between it and the table of outlets."""

FIGURE = 66
"""Points that the counts take."""


def title(deck: Deck, name: str, told: str, subjects: Sequence[Subject]) -> None:
    """What the deck is called, what it rests on (`told`) and when it was made."""
    slide: Any = deck.deck.slides.add_slide(deck.deck.slide_layouts.get_by_name("Title Slide"))
    shown = fitted(name, INNER, 150, (44, 40, 36, 32, 28), is_bold=True)
    heading, below = slide.shapes.title, slide.placeholders[1]
    below_top = 130 + shown.height + 24
    for shape, top, height in ((heading, 130, shown.height + 4), (below, below_top, 130)):
        shape.left, shape.top, shape.width, shape.height = map(Pt, (SIDE, top, INNER, height))
    write(heading.text_frame, [[Run(shown.text, shown.size, is_bold=True)]])
    day = subjects[0].origin.made
    corpora = dict.fromkeys(subject.origin.corpus for subject in subjects)
    said = cut(told, INNER, 20, 2).text
    made = f"Made on {day.day} {day:%B %Y} from {'; '.join(corpora)}"
    lines = [
        [Run(said, 20, LIGHT.accent)],
        [Run(cut(made, INNER, 14, 2).text, 14, LIGHT.quiet)],
        [Run(ASKED, 14, LIGHT.quiet)],
    ]
    write(below.text_frame, lines, gap=8)
    sources = [notes(subject, [subject.label], None) for subject in subjects]
    slide.notes_slide.notes_text_frame.text = "\n\n".join([clean(name), *sources])


def event(deck: Deck, subject: Subject) -> None:
    """Counts, the first sentence of each finding, and the outlets."""
    top = Head("The event", subject.label, subject.header)
    page, space = deck.page(top, subject), room(top)
    shared = int((subject.claims["n_outlets"] >= SHARED).sum())
    figures = [
        (subject.n_outlets, "outlet"),
        (subject.n_versions, "independent version"),
        (len(subject.claims), "claim"),
        (shared, "shared claim"),
    ]
    _figures(page, Box(space.left, space.top, LEFT, FIGURE), figures)
    seen = [parted(subject.findings[part])[0] for part in PARTS if subject.findings.get(part)]
    _seen(page, Box(space.left, space.top, LEFT, space.height).below(FIGURE + 12), seen)
    _outlets(page, Box(SIDE + LEFT + GAP, space.top, INNER - LEFT - GAP, space.height), subject)


def _figures(page: Page, box: Box, figures: list[tuple[int, str]]) -> None:
    width = box.width / len(figures)
    for place, (number, noun) in enumerate(figures):
        named = count(number, noun).split(" ", 1)[1]
        lines = [
            [Run(f"{number:,}", 28, LIGHT.accent, is_bold=True)],
            [Run(named, 12, LIGHT.quiet)],
        ]
        place_ = Box(box.left + place * width, box.top, width - 12, box.height)
        page.write(place_, lines, name="Count")


def _seen(page: Page, box: Box, seen: list[str]) -> None:
    """The sentences below one another, in letters of which all fit."""
    gap = 8
    for size in (18, 16, 15, 14):
        high = sum(cut(said, box.width, size, 99).height + gap for said in seen)
        if high <= box.height:
            break
    each = max(int((box.height / max(len(seen), 1) - gap) / (size * 1.2)), 1)
    lines = 99 if high <= box.height else each
    shown = [[Run(cut(said, box.width, size, lines).text, size)] for said in seen]
    page.write(box, shown, gap=gap, name="Findings")


def _outlets(page: Page, box: Box, subject: Subject) -> None:
    """Each outlet, and the claim to which it gives most of its words."""
    widths = (170.0, box.width - 170.0)
    told = [(row, _most(subject, str(row["outlet"]))) for row in records(subject.outlets)]
    head = header(["Outlet", "Gives most of its words to"], widths)
    for lines in (5, 4, 3, 2):
        rows = tuple(_outlet(row, most, widths, lines) for row, most in told)
        if (whole := Grid(widths, head, rows)).height <= box.height:
            break
    grid = whole.paged(box.height - 18)[0]
    many = count(len(grid.rows), "outlet")
    draw(page, box, grid, f"Table of {many}, and the claim each gives most of its words to.")
    if len(grid.rows) < len(rows):
        said = f"and {len(rows) - len(grid.rows):,} more outlets"
        page.write(box.below(grid.height + 4), [[Run(said, 12, LIGHT.quiet)]], name="More")


def _outlet(row: Row, most: tuple[str, str], widths: tuple[float, ...], lines: int) -> Line:
    n, room_ = int(row["n_articles"]), widths[0] - 2 * PAD
    articles = f"{count(n, 'article')}, " if n > 1 else ""
    facts = f"{articles}{count(int(row['n_words']), 'word')}, {row['date']}"
    name = (Run(cut(row["outlet"], room_, 14, 2, is_bold=True).text, 14, is_bold=True),)
    small = (Run(cut(facts, room_, 11, 2).text, 11, LIGHT.quiet),)
    share, label = most
    said = cut(f"{share} {label}", widths[1] - 2 * PAD, 14, lines).text
    claim = (Run(said[: len(share)], 14, is_bold=True), Run(said[len(share) :], 14))
    return Line((Cell((name, small)), Cell((claim,) if share else ((Run("–", 14),),))))


def _most(subject: Subject, outlet: str) -> tuple[str, str]:
    """The largest share of an outlet's words, and the claim it goes to; "" for none."""
    own = subject.cells[(subject.cells["outlet"] == outlet) & (subject.cells["share"] > 0)]
    if own.empty:
        return "", ""
    cell = records(own.sort_values(["share", "claim_id"], ascending=[False, True]))[0]
    labels = dict(zip(subject.claims["claim_id"], subject.claims["label"], strict=True))
    return percent(float(cell["share"])), labels[cell["claim_id"]]
