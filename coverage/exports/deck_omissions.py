"""Which outlets leave out which claims, and the sentence of theirs that comes nearest."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from coverage.charts import LIGHT, SHARED, probability
from coverage.charts.style import Row, records
from coverage.exports.deck_page import INNER, Deck, Head, room
from coverage.exports.deck_sources import text
from coverage.exports.deck_tables import Grid, Line, draw, header, one
from coverage.exports.deck_text import count, few
from coverage.exports.subject import Subject
from coverage.records import Status

MOST_SLIDES, MOST_ROWS = 2, 14
"""Slides, and claims on them, at most."""

FEW, NAMED = 4, 3
"""Outlets up to which all are named: in the finding, in a row."""

NAMES = ("Claim", "Outlets / versions", "Omitted by", "Nearest sentence", "Match")

MEANING = (
    "Omitted: no sentence of the outlet was found that reports the claim; its nearest one is "
    "shown, with the probability of a match."
)

WIDTHS = (310.0, 66.0, 150.0, INNER - 310.0 - 66.0 - 150.0 - 54.0, 54.0)


def slides(deck: Deck, subject: Subject) -> None:
    """The omitted claims that most independent versions tell; none is omitted, no slide."""
    told = _told(subject)
    left_out = subject.cells[subject.cells["status"] == Status.OMITTED]
    left_out = left_out[left_out["claim_id"].isin(told["claim_id"])]
    if left_out.empty:
        return
    top = Head("Omissions", finding(subject), MEANING)
    order = told.sort_values(["n_versions", "n_outlets"], ascending=False, kind="stable")
    ids = [key for key in order["claim_id"] if key in set(left_out["claim_id"])]
    claims = {row["claim_id"]: row for row in records(told)}
    by_claim = {key: records(rows) for key, rows in left_out.groupby("claim_id", sort=False)}
    later = replace(top, lead="")
    for size, lines in ((14, 4), (12, 3), (12, 2)):
        rows = tuple(_row(claims[key], by_claim[key], lines, size) for key in ids[:MOST_ROWS])
        grid = Grid(WIDTHS, header(NAMES, WIDTHS), rows)
        grids = grid.paged(room(top).height, room(later).height)[:MOST_SLIDES]
        if len(grids) == 1:
            break
    n_shown = sum(len(grid.rows) for grid in grids)
    rest = f", the first {n_shown} of {count(len(ids), 'claim')}" if n_shown < len(ids) else ""
    for number, grid in enumerate(grids, start=1):
        which = f"{number} of {len(grids)}{rest}" if len(grids) > 1 else rest.lstrip(", ")
        page = deck.page(replace(top if number == 1 else later, number=which), subject)
        draw(page, page.room, grid, f"Table of {count(len(grid.rows), 'claim')} and who omits it.")


def _told(subject: Subject) -> pd.DataFrame:
    """The claims of which an omission says something: shared ones, of two outlets all."""
    claims = subject.claims
    return claims if len(subject.outlets) == SHARED else claims[claims["n_outlets"] >= SHARED]


def finding(subject: Subject) -> str:
    """How many claims each outlet omits, counted in the table; of many outlets the ends."""
    told = _told(subject)
    own = subject.cells[subject.cells["claim_id"].isin(told["claim_id"])]
    omitted = own[own["status"] == Status.OMITTED].groupby("outlet").size()
    counts = [(str(name), int(omitted.get(name, 0))) for name in subject.outlets["outlet"]]
    (most, n_most), *rest = sorted(counts, key=lambda item: -item[1])
    which = "" if len(subject.outlets) == SHARED else " told by two outlets or more"
    start = f"Of {count(len(told), 'claim')}{which}, {most} omits {n_most:,}"
    if len(counts) > FEW:
        least, n_least = rest[-1]
        return f"{start}, the most of {len(counts)} outlets; {least} omits {n_least:,}, the least."
    return ", ".join([start, *(f"{name} {n:,}" for name, n in rest)]) + "."


def _row(claim: Row, cells: list[Row], lines: int, size: float) -> Line:
    """A claim, who omits it, and the likest sentence of any of them."""
    near = max(
        cells, key=lambda c: 0 if pd.isna(c["nearest_probability"]) else c["nearest_probability"]
    )
    said, value = text(near["nearest_text"]), near["nearest_probability"]
    who = f"{near['outlet']}: " if len(cells) > 1 and said else ""
    names = few([str(cell["outlet"]) for cell in cells], NAMED)
    told = f"{claim['n_outlets']:,} / {claim['n_versions']:,}"
    known = probability(value) if said and not pd.isna(value) else "–"
    cells_ = (
        one(claim["label"], WIDTHS[0], lines, size),
        one(told, WIDTHS[1], 1, size, align="center"),
        one(names, WIDTHS[2], lines, size, is_bold=True),
        one(f"{who}{said or 'none'}", WIDTHS[3], lines, size, ink=LIGHT.quiet),
        one(known, WIDTHS[4], 1, size, align="center"),
    )
    return Line(tuple(cells_))
