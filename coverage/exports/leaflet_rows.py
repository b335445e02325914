"""What the leaflet lays out, row by row: plain values, which its template escapes.

A claim, a voice and a pair of articles are each an `Exhibit`: a heading and, outlet by outlet, the
sentences behind its figures. A chart's click opens one, a table's link leads to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from coverage import charts
from coverage.charts import labels
from coverage.charts.style import Row, records
from coverage.exports.subject import Subject
from coverage.records import Status

STATUSES = {
    Status.STRESSED: "stressed",
    Status.MENTIONED: "mentioned",
    Status.UNCERTAIN: "uncertain",
    Status.OMITTED: "omitted",
}
DIFFERING = {
    "number": "The numbers differ",
    "date": "The dates differ",
    "place": "The places differ",
    "name": "The names differ",
    "negation": "One denies what the other reports",
}


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence: where it stands, of which article (number among the sources), and what it says.

    `note`: what else there is to say of it, "" for nothing; `source`: 0 for none.
    """

    text: str
    place: str = ""
    source: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What one outlet (its number in their order) has under an exhibit; `said`: that in a word."""

    outlet: int
    name: str
    said: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Something that is looked up: `key` is its anchor, `facts` stand below its heading."""

    key: str
    label: str
    facts: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()
    heading: str = ""  # stands above it, where a group begins
    rest: str = ""  # stands below it


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: `text`; `mark`: told, ring, uncertain, omitted, "" for none, with the
    side of its square in pixels and its colour; `link`: an anchor, "" for none.
    """

    text: str
    link: str = ""
    mark: str = ""
    side: int = 0
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: its label, that of the group which begins with it, its cells."""

    label: str
    link: str
    cells: tuple[Cell, ...]
    heading: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers by which things are named in anchors, each from 1."""

    outlets: Mapping[str, int]
    sources: Mapping[str, int]
    claims: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, subject: Subject) -> Numbers:
        """Those of a subject, in its orders."""
        outlets, articles = subject.outlets["outlet"], subject.articles["article_id"]
        named = (outlets, articles, subject.claims["claim_id"])
        return cls(*({str(each): n for n, each in enumerate(own, 1)} for own in named))


def groups(subject: Subject) -> list[str]:
    """The heading above each claim where a group begins with it, else ""."""
    found: list[str] = []
    last = ""
    for claim in records(subject.claims):
        told = "Told by one outlet only" if claim["is_single"] else "Shared by two or more"
        now = str(claim["section"]) or told
        found.append("" if now == last else now)
        last = now
    return found


def matrix(subject: Subject, numbers: Numbers, least: float) -> list[Line]:
    """A line a claim, a cell an outlet, as in the picture; `least` as in `claims`."""
    side, cells = _sides(subject.cells), _by_claim(subject.cells)
    found = []
    for claim, heading in zip(records(subject.claims), groups(subject), strict=True):
        key = f"c{numbers.claims[claim['claim_id']]}"
        own = cells[claim["claim_id"]]
        row = [
            _cell(own[name], _link(own[name], key, n, least), side) if name in own else Cell("")
            for name, n in numbers.outlets.items()
        ]
        found.append(Line(str(claim["label"]), key, tuple(row), heading))
    return found


def _by_claim(cells: pd.DataFrame) -> dict[str, dict[str, Row]]:
    found: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    for cell in records(cells):
        found[cell["claim_id"]][cell["outlet"]] = cell
    return found


def _sides(cells: pd.DataFrame) -> dict[tuple[str, str], int]:
    """Claim and outlet -> side of the square, areas as shares; only of what is told."""
    told = records(cells[cells["status"].isin([Status.STRESSED, Status.MENTIONED])])
    sides = charts.sides([cell["share"] for cell in told])
    keys = [(cell["claim_id"], cell["outlet"]) for cell in told]
    return {key: round(side * 0.65) for key, side in zip(keys, sides, strict=True)}


def _link(cell: Row, key: str, outlet: int, least: float) -> str:
    """Where a cell's sentences stand; "" where it has none to show."""
    return f"{key}-{outlet}" if cell["n_mentions"] or _nearest(cell, least) else ""


def _cell(cell: Row, link: str, sides: Mapping[tuple[str, str], int]) -> Cell:
    side = sides.get((cell["claim_id"], cell["outlet"]), 0)
    if not side:
        return Cell(labels.number(cell), link, STATUSES[cell["status"]])
    lift = labels.lift(cell)
    mark = "ring" if cell["is_headline"] else "told"
    return Cell(labels.number(cell), link, mark, side, charts.colour(lift, charts.LIGHT))


def claims(subject: Subject, numbers: Numbers, least: float) -> list[Exhibit]:
    """Each claim in every outlet's words, or the nearest that one says in their place.

    What is nearest is quoted from a probability of `least`; outlets that have no sentence to show
    are named in a note.
    """
    cells = _by_claim(subject.cells)
    told = _grouped(subject.mentions, "claim_id", "outlet")
    differing = _grouped(subject.discrepancies, "claim_id")
    found = []
    for claim, heading in zip(records(subject.claims), groups(subject), strict=True):
        claim_id = str(claim["claim_id"])
        own = cells[claim_id]
        parts = [
            _claim_part(own[name], n, told.get((claim_id, name), []), numbers, least)
            for name, n in numbers.outlets.items()
            if name in own
        ]
        notes = [_differs(row) for row in differing.get((claim_id,), [])]
        silent = [part.name for part in parts if not part.quotes]
        found.append(
            Exhibit(
                f"c{numbers.claims[claim_id]}",
                str(claim["label"]),
                _facts(claim, len(numbers.outlets)),
                tuple(part for part in parts if part.quotes),
                tuple(notes),
                heading,
                f"No sentence reports this in {', '.join(silent)}." if silent else "",
            )
        )
    return found


def _facts(claim: Row, n_outlets: int) -> str:
    """How many tell a claim, versions beside outlets."""
    n = int(claim["n_versions"])
    versions = "1 independent version" if n == 1 else f"{n:,} independent versions"
    return f"Told by {claim['n_outlets']:,} of {n_outlets:,} outlets, in {versions}"


def least_quoted(cells: pd.DataFrame, most: int) -> float:
    """The probability from which a nearest sentence is quoted, so that `most` are; 0 for all."""
    near = cells[cells["n_mentions"] == 0]["nearest_probability"].dropna().astype(float)
    if len(near) <= most:
        return 0.0
    return float(near.nlargest(most).iloc[-1]) if most else 1.0


def _claim_part(cell: Row, n: int, mentions: Sequence[Row], numbers: Numbers, least: float) -> Part:
    """An outlet's sentences of a claim, the surest first, or the nearest it says."""
    quotes = tuple(
        Quote(
            str(row["text"]), str(row["place"]), numbers.sources.get(row["article_id"], 0),
            charts.probability(row["probability"]),
        )
        for row in mentions
    )  # fmt: skip
    said = STATUSES[cell["status"]]
    if cell["n_mentions"]:
        said += f", {charts.percent(cell['share'])} of its words"
        lift = cell["lift"]
        if not pd.isna(lift):
            said += f", {2 ** float(lift):.1f} times the outlets’ mean"
    elif not quotes and (nearest := _nearest(cell, least)):
        quotes = (nearest,)
    return Part(n, str(cell["outlet"]), said, quotes)


def _nearest(cell: Row, least: float) -> Quote | None:
    probable, text = cell["nearest_probability"], cell["nearest_text"]
    if pd.isna(probable) or not isinstance(text, str):
        return None
    if probable < least:
        return None
    return Quote(text, "Nearest", note=charts.probability(probable))


def _differs(row: Row) -> str:
    kind = DIFFERING.get(str(row["kind"]), "The accounts differ")
    values = [row["value_a"], row["value_b"]]
    a, b = (value if isinstance(value, str) and value else "–" for value in values)
    return f"{kind}. {row['outlet_a']}: {a} · {row['outlet_b']}: {b}"


def _grouped(frame: pd.DataFrame, *columns: str) -> dict[tuple[str, ...], list[Row]]:
    """The rows by the values of some columns, in order."""
    found: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in records(frame):
        found[tuple(str(row[name]) for name in columns)].append(row)
    return found


def parts(rows: Iterable[Row], numbers: Numbers, said: Mapping[str, str]) -> tuple[Part, ...]:
    """Sentences (outlet, text, place, article_id, note) outlet by outlet; `said`: of each."""
    by_outlet: defaultdict[str, list[Quote]] = defaultdict(list)
    for row in rows:
        source = numbers.sources.get(row["article_id"], 0)
        quote = Quote(str(row["text"]), str(row["place"]), source, str(row.get("note", "")))
        by_outlet[str(row["outlet"])].append(quote)
    return tuple(
        Part(n, name, said.get(name, ""), tuple(by_outlet[name]))
        for name, n in numbers.outlets.items()
        if name in by_outlet
    )
