"""In which words outlets differ: shifts, quotation marks, names, and values, as native tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from coverage.charts import LIGHT, probability
from coverage.charts.style import Row, records
from coverage.exports import deck_boxes, deck_keys
from coverage.exports.deck_boxes import Said
from coverage.exports.deck_page import INNER, KEY_HEIGHT, Box, Deck, Head, head, room
from coverage.exports.deck_runs import Run
from coverage.exports.deck_sources import text
from coverage.exports.deck_tables import Grid, Line, draw, header, one
from coverage.exports.deck_text import clean, count
from coverage.exports.subject import Subject

N_OUTLETS = 4
"""Outlets beside one another in the table of names."""

N_FORMS = 4
"""Ways of naming that a cell holds; the rest are counted."""

N_VALUES = 3
"""Differing values that a slide has room for."""

EXAMPLE = 110
"""Points below a table from which on two sentences have room there."""

SIZES = (18.0, 16.0, 14.0)
"""Of the letters in these tables: the largest in which all rows fit."""

Rows = Callable[[float], tuple[Line, ...]]
"""Size of letters -> rows."""


@dataclass(frozen=True, slots=True)
class _Table:
    titles: Sequence[str]
    widths: tuple[float, ...]
    rows: Rows
    key: str = ""
    example: Sequence[Said] = ()


def shifts(deck: Deck, subject: Subject, sentence: str = "") -> None:
    """Words that stand for one another between two outlets."""
    widths = (150.0, 255.0, 150.0, 255.0, 70.0)

    def rows(size: float) -> tuple[Line, ...]:
        return tuple(
            Line((
                one(row["outlet_a"], widths[0], 2, size, LIGHT.quiet),
                one(row["words_a"], widths[1], 3, size, is_bold=True),
                one(row["outlet_b"], widths[2], 2, size, LIGHT.quiet),
                one(row["words_b"], widths[3], 3, size, is_bold=True),
                one(f"{row['n']:,}", widths[4], 1, size, align="right"),
            ))
            for row in records(subject.shifts)
        )  # fmt: skip

    titles = ["Outlet", "says", "Outlet", "says", "Times"]
    table = _Table(titles, widths, rows, example=_example(subject))
    _show(
        deck, subject, head("Wording shifts", subject.findings.get("shifts", ""), sentence), table
    )


def _example(subject: Subject) -> list[Said]:
    """The first shift in two sentences of one claim; none where it stands in no claim shown."""
    for shift in records(subject.shifts):
        for _, rows in subject.mentions.groupby("claim_id", sort=False):
            boxes = [_with(rows, str(shift[f"outlet_{s}"]), str(shift[f"words_{s}"])) for s in "ab"]
            if boxes[0] and boxes[1]:
                return [boxes[0], boxes[1]]
    return []


def _with(rows: pd.DataFrame, outlet: str, words: str) -> Said | None:
    """An outlet's sentence of a claim that has the words, marked."""
    for row in records(rows[rows["outlet"] == outlet]):
        if words and clean(words) in clean(row["text"]):
            return Said(outlet, str(row["place"]), clean(row["text"]), mark=words)
    return None


def quotes(deck: Deck, subject: Subject, sentence: str = "") -> None:
    """Words in quotation marks that nobody is quoted with, in their sentences."""
    widths = (130.0, 190.0, 60.0, 370.0, 130.0)

    def rows(size: float) -> tuple[Line, ...]:
        return tuple(
            Line((
                one(row["outlet"], widths[0], 2, size, LIGHT.quiet),
                one(f"“{clean(row['words'])}”", widths[1], 3, size, is_bold=True),
                one(probability(row["confidence"]), widths[2], 1, size),
                one(row["text"], widths[3], 5, size - 2, LIGHT.quiet),
                one(text(row["bare_outlet"]) or "–", widths[4], 2, size),
            ))
            for row in records(subject.quotes)
        )  # fmt: skip

    titles = ["Outlet", "In quotation marks", "Sure", "In its sentence", "Without marks in"]
    top = head("Quotation marks", subject.findings.get("quotes", ""), sentence)
    _show(deck, subject, top, _Table(titles, widths, rows))


def names(deck: Deck, subject: Subject, sentence: str = "") -> None:
    """By which words each outlet names a person, a place or a thing."""
    found = subject.namings[subject.namings["outlet"].isin(subject.outlets["outlet"])]
    every = [str(name) for name in subject.outlets["outlet"] if name in set(found["outlet"])]
    few = every[:N_OUTLETS]
    wide = (INNER - 170.0) / max(len(few), 1)
    widths = (170.0, *[wide] * len(few))
    things = _things(found)

    def rows(size: float) -> tuple[Line, ...]:
        return tuple(
            Line((
                one(thing, widths[0], 2, size, is_bold=True),
                *(one(_forms(own[own["outlet"] == name]["words"]), wide, 3, size - 2)
                  for name in few),
            ))
            for thing, own in things
        )  # fmt: skip

    key = f"{len(few)} of {len(every)} outlets." if len(few) < len(every) else ""
    top = head("Names", subject.findings.get("names", ""), sentence)
    _show(deck, subject, top, _Table(["Whom or what", *few], widths, rows, key))


def _things(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """What is named, those first that most outlets name, then those named most often."""
    found = [(str(key[1]), own) for key, own in rows.groupby(["kind", "thing"], sort=True)]
    return sorted(found, key=lambda one: (-one[1]["outlet"].nunique(), -len(one[1]), one[0]))


def _forms(words: pd.Series[str]) -> str:
    """What an outlet calls a thing, the most frequent first: "Kiev 3, the capital 2"."""
    counts = sorted(Counter(words).items(), key=lambda item: (-item[1], item[0]))
    said = [f"{form} {n:,}" for form, n in counts[:N_FORMS]]
    rest = len(counts) - N_FORMS
    return ", ".join([*said, f"{rest:,} more"] if rest > 0 else said) or "–"


def values(deck: Deck, subject: Subject) -> None:
    """Numbers, dates and names in which two outlets differ on one claim, in their sentences."""
    found = records(subject.discrepancies)
    top = Head("Differing values", _differs(found))
    boxes = [
        Said(
            str(row[f"outlet_{side}"]),
            f"{row['kind']}: {clean(row[f'value_{side}'])}",
            clean(row[f"sentence_{side}"]),
            mark=str(row[f"value_{side}"]),
        )
        for row in found[:N_VALUES]
        for side in ("a", "b")
    ]
    shown = deck_boxes.fitting(room(top), boxes, 2)
    n_left = len(found) - len(shown) // 2
    rest = f"{n_left:,} more not shown" if n_left else ""
    outlets = [said.outlet for said in shown]
    page = deck.page(replace(top, number=rest), subject, outlets, deck_boxes.whole(shown))
    deck_boxes.draw(page, page.room, shown, 2)


def _differs(rows: Sequence[Row]) -> str:
    """How many values differ, and the first of them."""
    if not rows:
        return "No number, date or name differs."
    first = rows[0]
    many = count(len(rows), "value")
    return (
        f"{many} {'differs' if len(rows) == 1 else 'differ'} between outlets: "
        f"{first['outlet_a']} has “{clean(first['value_a'])}” where {first['outlet_b']} has "
        f"“{clean(first['value_b'])}”."
    )


def _show(deck: Deck, subject: Subject, top: Head, table: _Table) -> None:
    """A slide with as many of the rows as it has room for, and sentences below if there is some."""
    page = deck.page(top, subject)
    space = room(top)
    for size in SIZES:
        rows = table.rows(size)
        grid = Grid(table.widths, header(table.titles, table.widths), rows)
        if grid.height <= space.height - KEY_HEIGHT:
            break
    if not rows:
        return
    grid = grid.paged(space.height - KEY_HEIGHT)[0]
    draw(page, space, grid, f"Table: {', '.join(filter(None, table.titles))}.")
    rest = f"The first {len(grid.rows)} of {len(rows):,}. " if len(grid.rows) < len(rows) else ""
    box = Box(space.left, space.top + space.height - KEY_HEIGHT + 6, INNER, KEY_HEIGHT - 6)
    below = space.below(grid.height + 20)
    if table.example and below.height > EXAMPLE:
        deck_boxes.draw(page, below, table.example, 2)
    elif rest or table.key:
        page.write(box, [[Run(rest + table.key, 11, LIGHT.quiet)]], name="Key")


Part = Callable[[Deck, Subject, str], None]

PARTS: dict[str, Part] = {
    "keys": deck_keys.slide,
    "shifts": shifts,
    "quotes": quotes,
    "names": names,
}
"""Part of what is said of words, as the app's Wording page names it -> its slide."""


def slides(deck: Deck, subject: Subject) -> None:
    """All parts for which there is something to show."""
    told = {"keys": subject.keys, "shifts": subject.shifts, "quotes": subject.quotes,
            "names": subject.namings}  # fmt: skip
    for name, part in PARTS.items():
        if not told[name].empty:
            part(deck, subject, "")
    if not subject.discrepancies.empty:
        values(deck, subject)
