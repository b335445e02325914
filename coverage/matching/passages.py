"""Passages in which an article turns from its event to something else that happened.

    Macron and Zelensky meet                        <- a heading opens a passage,
    On February 8, he met the president in Kiev.       up to the next heading
    ...
    On Friday, Bo Holt will open a bridge in Oxby.  <- so does a paragraph that turns to another day
    Holt has paid for it.                              and to other people

Most articles tell of one event, with its background, and everybody comments on it. So a passage
must bring in somebody new who acts or is met there, and of whom little is told elsewhere in the
article; a name that is only quoted or a heading alone opens none. A paragraph that turns to another
day without anybody new is kept as a mere candidate: another outlet may tell the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from coverage.matching.actors import Day, Told

N_OPENING = 4
"""Sentences, headline included, with which an article opens: they tell its event."""

CONCENTRATION = 0.5
"""Least share of the article's sentences naming somebody that stands in the passage. The blog of
the sample corpus names Scholz twice, once in the passage on his visit."""

HELD = 1 / 3
"""Least share of a headed passage's sentences that name somebody new, unless the heading does.
Own choice: below it the passage is about something else."""

LEAST_SENTENCES = 2
"""Of a passage without a heading: a single sentence mentions something, it does not tell."""

_ELSEWHERE = re.compile(r"^(?:Meanwhile|Separately|Elsewhere)\b")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Main:
    """Whom the headlines and leads of an event name, and its days."""

    people: frozenset[str]
    days: frozenset[Day]


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences about something else than the event.

    `actors`: who is new in it; where there are none it is a candidate only.
    """

    rows: tuple[Told, ...]
    actors: frozenset[str]
    days: frozenset[Day]  # other than the event's

    @property
    def heading(self) -> str:
        """The heading that opens it, or ""."""
        return self.rows[0].sentence.text if self.rows[0].is_heading else ""


def find(rows: Sequence[Told], main: Main) -> list[Passage]:
    """The passages of one article that do not tell of its event, in order, and candidates."""
    opening = frozenset(name for row in rows[:N_OPENING] for name in row.people)
    known = main.people | opening
    named = Counter(name for row in rows for name in row.people)
    found: list[Passage] = []
    for section in _sections(rows):
        whole = _headed(section, main, known, named)
        found += [whole] if whole else _turned(section, main, known, named)
    return found


def _sections(rows: Sequence[Told]) -> Iterator[list[Told]]:
    """The rows up to the first heading, then each heading with what stands under it."""
    number = 0
    keyed = []
    for row in rows:
        number += row.is_heading
        keyed.append((number, row))
    for _, group in groupby(keyed, key=lambda pair: pair[0]):
        yield [row for _, row in group]


def _headed(
    section: Sequence[Told], main: Main, known: Collection[str], named: Counter[str]
) -> Passage | None:
    """The whole section, where it names a day and brings in somebody new."""
    heading, *body = section
    if not heading.is_heading or not any(row.days for row in body):
        return None
    actors = set()
    for name in {name for row in body for name in row.acting}.difference(known):
        own = [row for row in body if name in row.people]
        is_here = len(own) + (name in heading.people) >= CONCENTRATION * named[name]
        is_dated = any(row.days - main.days for row in own if name in row.acting)
        is_held = is_dated and len(own) >= HELD * len(body)
        if is_here and (name in heading.people or is_held):
            actors.add(name)
    return _passage(section, actors, main) if actors else None


def _turned(
    section: Sequence[Told], main: Main, known: Collection[str], named: Counter[str]
) -> Iterator[Passage]:
    """Runs of paragraphs that open with another time and go on about it or somebody new in it.

    Each ends where it comes back to the event's people.
    """
    paragraphs = [list(g) for _, g in groupby(section, key=lambda row: row.paragraph)]
    at = 0
    while at < len(paragraphs):
        first, end = paragraphs[at][0], at + 1
        if _turns(first, main):
            actors, days = first.acting.difference(known), first.days - main.days
            while end < len(paragraphs) and _goes_on(paragraphs[end], actors, days):
                end += 1
            whole = (row for part in paragraphs[at:end] for row in part)
            rows = list(takewhile(lambda row: not _is_about(row, main), whole))
            here = Counter(name for row in rows for name in row.people)
            kept = {name for name in actors if here[name] >= CONCENTRATION * named[name]}
            yield _passage(rows, kept if len(rows) >= LEAST_SENTENCES else (), main)
        at = end


def _goes_on(paragraph: Sequence[Told], actors: Collection[str], days: Collection[Day]) -> bool:
    """Whether a paragraph names the people or the days with which a passage opened."""
    return any(
        not row.is_heading and (set(actors) & set(row.people) or set(days) & row.days)
        for row in paragraph
    )


def _turns(row: Told, main: Main) -> bool:
    """Whether a sentence tells, with nobody of the event first, of another time that is near."""
    is_other = bool(row.days - main.days) or bool(_ELSEWHERE.match(row.sentence.text))
    is_far = bool(_YEAR.search(row.sentence.text))
    is_event = is_far or row.is_quotation or _is_about(row, main)
    return row.index >= N_OPENING and is_other and not is_event


def _is_about(row: Told, main: Main) -> bool:
    """Whether the first one named is of the event."""
    return bool(row.people) and row.people[0] in main.people


def _passage(rows: Sequence[Told], actors: Collection[str], main: Main) -> Passage:
    days = frozenset(day for row in rows for day in row.days - main.days)
    return Passage(tuple(rows), frozenset(actors), days)
