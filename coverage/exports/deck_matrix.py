"""Claims against outlets as a native table, in pages; and where emphasis lies apart, as a chart."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from coverage.charts import LIGHT, SHARED, colour, percent, probability
from coverage.charts.labels import lift
from coverage.charts.style import Row, records
from coverage.exports import deck_charts
from coverage.exports.deck_charts import Bars
from coverage.exports.deck_page import INNER, KEY_HEIGHT, Box, Deck, Head, head, room
from coverage.exports.deck_runs import Run, readable
from coverage.exports.deck_tables import PAD, Cell, Grid, Line, draw, header, height, one
from coverage.exports.deck_template import SERIES
from coverage.exports.deck_text import clean, count, cut
from coverage.exports.subject import Subject
from coverage.language import sentences
from coverage.records import Status

BESIDE = 8
"""Outlets of which a table has a column; more go on further slides."""

MOST_SLIDES = 12
"""Slides that a matrix takes at most: what is beyond is said to be left out."""

TOLD, ALL_OUTLETS, WIDEST = 66, 500, 104
"""Points: of the column that counts, of all outlets' columns, of one at most."""

GROUPS = {True: "Shared by two or more", False: "Told by one outlet only"}

HEADLINE, OMITTED = "▣", "✕"

N_CLAIMS, N_OUTLETS = 6, 4
"""Claims and outlets in the chart of emphasis."""


def slides(deck: Deck, subject: Subject, sentence: str = "", most: int = MOST_SLIDES) -> None:
    """All claims of an event by outlet, at most `most` slides or one for each eight outlets."""
    top = head("Claims by outlet", subject.findings.get("matrix", ""), sentence)
    later = replace(top, lead="")
    names = [str(name) for name in subject.outlets["outlet"]]
    n_parts = max(math.ceil(len(names) / BESIDE), 1)
    parts = _even(names, n_parts)
    grids = [_grid(subject, part, len(parts[0])) for part in parts]
    highest = max(height(grid.head, grid.widths) for grid in grids)
    rooms = [room(one).height - KEY_HEIGHT - highest for one in (top, later)]
    paged = [_paged(grid, rooms) for grid in grids]
    n_kept = min(len(paged[0]), max(most // n_parts, 1))
    n_claims = sum(not row.is_heading for grid in paged[0][:n_kept] for row in grid.rows)
    rest = f"The first {n_claims:,} of {len(subject.claims):,} claims." * (
        n_claims < len(subject.claims)
    )
    number = 0
    for place in range(n_kept):
        for part, grids_of_part in zip(parts, paged, strict=True):
            number += 1
            which = f"{number} of {n_kept * n_parts}" if n_kept * n_parts > 1 else ""
            page = deck.page(replace(later if place else top, number=which), subject, part)
            space = page.room
            draw(page, space, grids_of_part[place], _alt(subject, part))
            box = Box(space.left, space.top + space.height - KEY_HEIGHT + 6, INNER, KEY_HEIGHT - 6)
            page.write(box, [_key(rest)], name="Key")


def _paged(grid: Grid, rooms: Sequence[float]) -> list[Grid]:
    """The table in pages; `rooms`: for the rows of the first and of each later one."""
    above = height(grid.head, grid.widths)
    return grid.paged(*(one + above for one in rooms))


def _even(names: Sequence[str], n_parts: int) -> list[list[str]]:
    """The names in parts of like length, in order."""
    size = math.ceil(len(names) / n_parts)
    return [list(names[i : i + size]) for i in range(0, len(names), size)] or [[]]


def _alt(subject: Subject, outlets: Sequence[str]) -> str:
    many = count(len(subject.claims), "claim")
    return f"Table of {many} by outlet: the share of each outlet’s words. {', '.join(outlets)}."


def _grid(subject: Subject, outlets: Sequence[str], n_columns: int) -> Grid:
    """The table of some outlets, its columns as wide as for `n_columns` of them."""
    column = min(ALL_OUTLETS / max(n_columns, 1), WIDEST)
    widths = (INNER - TOLD - n_columns * column, TOLD, *[column] * len(outlets))
    words = dict(zip(subject.outlets["outlet"], subject.outlets["n_words"], strict=True))
    first = header(["Claim", "Outlets / versions"], widths[:2], right=[])
    names = [_outlet(name, int(words[name]), column) for name in outlets]
    own = subject.cells[subject.cells["outlet"].isin(outlets)]
    cells = {(row["claim_id"], row["outlet"]): row for row in records(own)}
    rows = tuple(_rows(subject.claims, cells, outlets, widths))
    return Grid(widths, Line((*first.cells, *names)), rows)


def _outlet(name: str, n_words: int, column: float) -> Cell:
    said = cut(name, column - 2 * PAD, 12, 2, is_bold=True).text
    words = Run(f"{n_words:,} words", 11, LIGHT.quiet)
    return Cell(((Run(said, 12, is_bold=True),), (words,)), align="center")


def _rows(
    claims: pd.DataFrame,
    cells: dict[tuple[str, str], Row],
    outlets: Sequence[str],
    widths: Sequence[float],
) -> Iterator[Line]:
    """The claims, a heading above each run of those that are shared, or of one sub-event."""
    before = None
    for claim in records(claims):
        group = claim["section"] or GROUPS[claim["n_outlets"] >= SHARED]
        if group != before:
            said = cut(group, sum(widths) - 2 * PAD, 11, 1, is_bold=True).text
            name = Run(said if claim["section"] else said.upper(), 11, LIGHT.quiet, is_bold=True)
            yield Line((Cell(((name,),), span=len(widths)),), is_heading=True)
            before = group
        told = f"{claim['n_outlets']:,} / {claim['n_versions']:,}"
        marks = (_cell(cells.get((claim["claim_id"], name))) for name in outlets)
        yield Line((one(claim["label"], widths[0]), one(told, TOLD, 1, align="center"), *marks))


def _cell(cell: Row | None) -> Cell:
    """What an outlet does with a claim; nothing where that is not known."""
    if cell is None:
        return Cell()
    if cell["status"] == Status.OMITTED:
        return Cell(((Run(OMITTED, 12, LIGHT.quiet),),), align="center")
    if cell["status"] == Status.UNCERTAIN:
        near = Run(probability(cell["nearest_probability"]), 12, LIGHT.quiet)
        return Cell(((near,),), align="center", is_dashed=True)
    ground = colour(lift(cell), LIGHT)
    said = f"{HEADLINE} " * bool(cell["is_headline"]) + percent(cell["share"])
    return Cell(((Run(said, 12, readable(ground), is_bold=True),),), ground, "center")


def _key(rest: str) -> list[Run]:
    """What the marks mean, in one line."""
    scale = [Run("■", 11, colour(x, LIGHT)) for x in (-2, -1, 0, 1, 2)]
    quiet = LIGHT.quiet
    return [
        Run("12%: share of the outlet’s words · below ", 11, quiet),
        *scale,
        Run(f" above the outlets’ mean · {HEADLINE} in headline or standfirst · ", 11, quiet),
        Run(f"p .41 uncertain, dashed · {OMITTED} omitted. {rest}", 11, quiet),
    ]


def emphasis(deck: Deck, subject: Subject) -> None:
    """The shared claims on which the outlets' shares lie farthest apart; none, no slide."""
    outlets = subject.outlets.sort_values("n_words", ascending=False, kind="stable")
    names = [str(n) for n in subject.outlets["outlet"] if n in set(outlets["outlet"][:N_OUTLETS])]
    told = subject.cells[subject.cells["status"] != Status.UNCERTAIN]
    told = told[told["outlet"].isin(names)]
    shared = subject.claims[subject.claims["n_outlets"] >= SHARED]
    shares = told[told["claim_id"].isin(shared["claim_id"])].groupby("claim_id")["share"]
    apart = (shares.max() - shares.min()).sort_values(ascending=False, kind="stable")
    ids = list(apart[apart > 0].index[:N_CLAIMS])
    if not ids or len(names) < SHARED:
        return
    labels = dict(zip(shared["claim_id"], shared["label"], strict=True))
    known = {(c["claim_id"], c["outlet"]): c["share"] for c in records(told)}
    series = {name: [_share(known.get((key, name))) for key in ids] for name in names}
    few = f" The {len(names)} outlets with most text." if len(names) < len(outlets) else ""
    more = f"Share of the outlet’s words on the claim; no bar: none, or not sure.{few}"
    found = head("Emphasis", _apart(subject.findings.get("matrix", "")))
    top = Head(found.view, found.title, " ".join(filter(None, [found.lead, more])))
    page = deck.page(top, subject, names)
    bars = Bars([labels[key] for key in ids], series, SERIES)
    alt = f"Bars: share of words on {count(len(ids), 'claim')}, by {', '.join(names)}."
    deck_charts.bars(page, page.room, bars, alt, subject.origin.made)


def _share(share: float | None) -> float | None:
    return float(share) if share is not None and share > 0 else None


def _apart(finding: str) -> str:
    """The last sentence of the finding, which says on what shares lie farthest apart."""
    said = clean(finding)
    spans = sentences.spans(said)
    return said[spans[-1][0] :] if spans else said
