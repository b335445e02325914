"""Who carries whose text: pairs of articles as a native table, and their longest passage."""

from __future__ import annotations

from coverage.charts import LIGHT, percent
from coverage.charts.style import Row, records
from coverage.exports import deck_boxes
from coverage.exports.deck_boxes import Said
from coverage.exports.deck_page import INNER, Box, Deck, Page, head, room
from coverage.exports.deck_runs import Run
from coverage.exports.deck_tables import Grid, Line, draw, header, one
from coverage.exports.deck_text import clean, count
from coverage.exports.subject import Subject

WIDTHS = (INNER - 480.0, 110.0, 135.0, 135.0, 100.0)

SIZE = 14

TABLE = 0.55
"""Share of the room that the table takes at most."""

GAP = 14


def slide(deck: Deck, subject: Subject, sentence: str = "") -> None:
    """The pairs that share most words, and below them the longest passage as both have it."""
    top = head("Copies", subject.findings.get("copies", ""), sentence, _key(subject))
    page = deck.page(top, subject)
    space = room(top)
    if subject.pairs.empty:
        run = Run("No two articles of this event share copied text.", 18, LIGHT.quiet)
        page.write(space, [[run]], name="None")
        return
    titles = ["Articles", "Words shared", "Of the left’s words", "Of the right’s", "Passages"]
    head_ = header(titles, WIDTHS, right=[1, 2, 3, 4])
    rows = tuple(_row(row) for row in records(subject.pairs))
    limit = space.height * (TABLE if len(subject.passages) else 1) - GAP
    grid = Grid(WIDTHS, head_, rows).paged(limit)[0]
    draw(page, space, grid, f"Table of {count(len(grid.rows), 'pair')} of articles.")
    at = grid.height + 4
    if len(grid.rows) < len(rows):
        said = f"The first {len(grid.rows)} of {len(rows):,} pairs."
        page.write(space.below(at), [[Run(said, 11, LIGHT.quiet)]], name="Key")
        at += GAP
    if len(subject.passages):
        _passage(page, space.below(at + GAP), subject)


def _key(subject: Subject) -> str:
    """What stands between the names of two articles, as far as it occurs."""
    if subject.pairs.empty:
        return ""
    is_known = set(subject.pairs["first"].astype(bool))
    parts = ["→: to who likely has it from the other" if True in is_known else "",
             "–: who had it first is not known" if False in is_known else ""]  # fmt: skip
    return "; ".join(filter(None, parts)) + "."


def _row(pair: Row) -> Line:
    numbers = (f"{pair['n_words']:,}", percent(pair["share_left"]), percent(pair["share_right"]),
               f"{pair['n_passages']:,}")  # fmt: skip
    said = one(pair["said"], WIDTHS[0], 2, SIZE, is_bold=True)
    cells = (
        one(number, width, 1, SIZE, align="right")
        for number, width in zip(numbers, WIDTHS[1:], strict=True)
    )
    return Line((said, *cells))


def _passage(page: Page, space: Box, subject: Subject) -> None:
    """The longest passage, what differs in it marked."""
    row = records(subject.passages.sort_values("n_words", ascending=False, kind="stable"))[0]
    one_, other = clean(row["text_a"]), clean(row["text_b"])
    where = f"The longest passage: {count(int(row['n_words']), 'word')}, {row['kind']}"
    boxes = [
        Said(str(row["outlet_a"]), where, one_, (other,)),
        Said(str(row["outlet_b"]), where, other, (one_,)),
    ]
    deck_boxes.draw(page, space, boxes, 2)
