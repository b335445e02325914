"""A claim's sentences under one another, with the words in which they differ marked, as HTML.

Marked are words of a sentence that no other outlet's sentence of the claim has, and more strongly
what contradicts another one: a number, a date, a name. All text is escaped here.
"""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pandas as pd

from coverage.charts import probability
from coverage.charts.style import records
from coverage.views import marking
from coverage.views.panel import Evidence, place
from coverage.views.queries import Row

Span = tuple[int, int, str]
"""Offsets of words in a sentence, and the class of their mark."""

OWN, DIFFERS = "own", "differs"


def variants(evidence: Evidence) -> str:
    """The sentence that labels the claim first, then the others in the outlets' order."""
    outlets = list(evidence.cells["outlet"])
    told = evidence.sentences.merge(evidence.mentions, on="sentence_id", how="inner")
    label = str(evidence.claim["label"])

    def order(row: Row) -> tuple[bool, int, float]:
        return row["text"] != label, outlets.index(row["outlet"]), -row["probability"]

    rows: list[Row] = sorted(told.to_dict("records"), key=order)
    contrary = _contrary(evidence.discrepancies)
    said = "".join(_variant(row, rows, contrary.get(row["sentence_id"], [])) for row in rows)
    return f'<div class="panel variants">{said}</div>'


def _variant(row: Row, rows: Iterable[Row], contrary: list[Span]) -> str:
    others = set[str]()
    for other in rows:
        if other["outlet"] != row["outlet"]:
            others |= marking.words(other["text"])
    taken = [(start, end) for start, end, _ in contrary]
    own = [
        (start, end, OWN)
        for start, end in marking.spans(row["text"], lambda word: word not in others)
        if not any(start < last and first < end for first, last in taken)
    ]
    where = f"{place(row)} · match {probability(row['probability'])}"
    return (
        f"<section><h3>{html.escape(str(row['outlet']))}<span>{html.escape(where)}</span></h3>"
        f"<p>{''.join(_marked(row['text'], sorted([*own, *contrary])))}</p></section>"
    )


def _contrary(discrepancies: pd.DataFrame) -> dict[str, list[Span]]:
    """Sentence -> what in it contradicts another sentence; of what overlaps the first."""
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for row in records(discrepancies):
        for side in "ab":
            start, end = int(row[f"start_{side}"]), int(row[f"end_{side}"])
            own = found[row[f"sentence_{side}"]]
            if not any(start < last and first < end for first, last, _ in own):
                own.append((start, end, DIFFERS))
    return dict(found)


def _marked(text: str, spans: Iterable[Span]) -> Iterator[str]:
    at = 0
    for start, end, kind in spans:
        yield html.escape(text[at:start])
        yield f'<mark class="{kind}">{html.escape(text[start:end])}</mark>'
        at = end
    yield html.escape(text[at:])
