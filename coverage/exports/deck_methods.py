"""The last slides: what a deck rests on, what to bear in mind, and what its words mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coverage.charts import LIGHT
from coverage.exports.deck_page import INNER, Box, Deck, Head, Page, room
from coverage.exports.deck_runs import Run
from coverage.exports.deck_tables import Grid, Line, draw, header, one
from coverage.exports.deck_text import LINE, cut
from coverage.exports.subject import Subject

SIZES = (16, 15, 14, 13, 12, 11)

HEADING = 26

GAP, BETWEEN = 40.0, 5.0
"""Points between two columns, and between two lines of one."""

WIDTHS = (180.0, INNER - 180.0)


def slides(deck: Deck, subjects: Sequence[Subject]) -> None:
    """One for each event that was told of, then the words, which are the same for all."""
    for subject in subjects:
        _rests(deck, subject)
    if subjects:
        _words(deck, subjects[0])


def _rests(deck: Deck, subject: Subject) -> None:
    top = Head("Methods", "What this rests on, and what to bear in mind")
    page, space = deck.page(top, subject, said=(*subject.said(), *subject.limits)), room(top)
    width = (space.width - GAP) / 2
    lines = [tuple(line.split(": ", 1)) for line in subject.said()]
    told = [(f"{pair[0]}: ", pair[1]) if len(pair) > 1 else ("", pair[0]) for pair in lines]
    _list(page, Box(space.left, space.top, width, space.height), "Made of", told)
    limits = [("", said) for said in subject.limits]
    box = Box(space.left + width + GAP, space.top, width, space.height)
    _list(page, box, "To bear in mind", limits)


def _list(page: Page, whole: Box, name: str, lines: Sequence[tuple[str, str]]) -> None:
    """Lines, each opened by a bold word, in the largest letters in which all fit, or cut."""
    heading = Box(whole.left, whole.top, whole.width, HEADING - 2)
    page.write(heading, [[Run(name, 14, LIGHT.accent, is_bold=True)]], name="Heading")
    box = whole.below(HEADING)
    for size in SIZES:
        high = sum(cut(a + b, box.width, size, 99).height + BETWEEN for a, b in lines)
        if high <= box.height:
            break
    most = 99
    if high > box.height:
        most = max(int((box.height / len(lines) - BETWEEN) / (size * LINE)), 1)
    shown = []
    for opening, rest in lines:
        said = cut(opening + rest, box.width, size, most).text
        bold = opening.strip()
        shown.append([
            Run(said[: len(bold)], size, LIGHT.quiet, is_bold=True),
            Run(said[len(bold) :], size),
        ])  # fmt: skip
    page.write(box, [[r for r in runs if r.text] for runs in shown], gap=BETWEEN, name=name)


def _words(deck: Deck, subject: Subject) -> None:
    """The definitions, in pages."""
    top = Head("Methods", "What the words mean")
    for size in (14, 13, 12):
        rows = tuple(
            Line((one(term, WIDTHS[0], 2, size, is_bold=True), one(said, WIDTHS[1], 4, size)))
            for term, said in subject.definitions.items()
        )
        grids = Grid(WIDTHS, header(["Word", "Meaning"], WIDTHS), rows).paged(room(top).height)
        if len(grids) == 1:
            break
    for number, grid in enumerate(grids, start=1):
        which = f"{number} of {len(grids)}" if len(grids) > 1 else ""
        page = deck.page(replace(top, number=which), subject)
        draw(page, page.room, grid, "Table of words and what they mean.")
