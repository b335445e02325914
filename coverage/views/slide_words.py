"""Parts of the Wording page on a slide: the first rows of their tables, as HTML."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass

from coverage import charts
from coverage.charts import probability
from coverage.charts.style import records
from coverage.measures import scare_quotes, substitutions
from coverage.measures.substitutions import Alternation
from coverage.store import Snapshot
from coverage.views import (
    phrases,
    wording_queries,
    wording_text,
)

N_ROWS = 7
"""Rows that a slide has room for."""

LETTER, LINE, PADDING = 16, 22, 16
"""Pixels of a cell: its letters, its lines, and above and below, or beside, these."""

N_OUTLETS = 4
"""Outlets of which a table of names has room for the words."""


@dataclass(frozen=True, slots=True)
class Words:
    """`finding` HTML; `rows` plain text, `n_all` of which the first are here."""

    finding: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    n_all: int

    def render(self) -> str:
        """The table as HTML; nothing where there is no row."""
        if not self.rows:
            return ""
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.head)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
            for row in self.rows
        )
        return f'<table class="slide-words"><tr>{head}</tr>{body}</table>'

    def height(self, width: int) -> int:
        """Pixels that the table takes, at most, when it is `width` pixels wide."""
        column = width / max(len(self.head), 1) - PADDING
        lines = (
            max((math.ceil(charts.text_width(cell, LETTER) / column) for cell in row), default=1)
            for row in (self.head, *self.rows)
        )
        return sum(max(n, 1) * LINE + PADDING for n in lines)

    def note(self) -> str:
        """How many rows are not here."""
        rest = self.n_all - len(self.rows)
        return f"The first {len(self.rows)} of {self.n_all:,}. " if rest else ""


def shifts(snapshot: Snapshot, articles: Sequence[str]) -> Words:
    """Words that stand for one another between two outlets."""
    alternations = wording_queries.alternations(snapshot, articles)
    found = substitutions.count(Alternation(**row) for row in records(alternations))
    rows = [
        (one.outlet_a, one.words_a, one.outlet_b, one.words_b, f"{one.n:,}")
        for one in found[:N_ROWS]
    ]
    head = ("Outlet", "says", "Outlet", "says", "Times")
    return Words(wording_text.shifts(found), head, rows, len(found))


def quotes(snapshot: Snapshot, articles: Sequence[str]) -> Words:
    """Words in quotation marks that nobody is quoted with."""
    found = wording_queries.scare_quotes(snapshot, articles)
    found = found[found["confidence"] >= scare_quotes.SHOWN]
    rows = [
        (
            str(row["outlet"]),
            f"“{row['words']}”",
            probability(float(row["confidence"])),
            str(row["bare_outlet"]) if isinstance(row["bare_text"], str) else "–",
        )
        for row in records(found.head(N_ROWS))
    ]
    head = ("Outlet", "In quotation marks", "How sure", "Bare in")
    return Words(wording_text.quotes(found), head, rows, len(found))


def names(snapshot: Snapshot, articles: Sequence[str]) -> Words:
    """By which words each outlet names a person, a place or a thing."""
    found = wording_queries.namings(snapshot, articles)
    finding = wording_text.names(found)
    if found.empty:
        return Words(finding, (), (), 0)
    table = wording_text.tabulated(found)
    outlets = [str(name) for name in table.columns if name not in {"kind", "said", "thing"}]
    few = outlets[:N_OUTLETS]
    rows = [
        (str(row["thing"]), *(str(row[outlet]) or "–" for outlet in few))
        for row in records(table.head(N_ROWS))
    ]
    rest = f" (and {phrases.count(len(outlets) - len(few), 'more outlet')})"
    head = ("Whom or what" + (rest if len(few) < len(outlets) else ""), *few)
    return Words(finding, head, rows, len(table))


PARTS = {"shifts": shifts, "quotes": quotes, "names": names}
"""Part of the Wording page, by its name in the URL -> its table."""
