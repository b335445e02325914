"""The columns of articles with lines between their sentences, as a component of the page.

How high a sentence stands is known in the browser alone: so `columns.js` writes the text, measures
it, and draws the lines. It gets all text as text, never as HTML, and asks nothing of any machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import streamlit as st

from coverage.charts import when
from coverage.records import Sentence
from coverage.views import panel
from coverage.views.phrases import count, join
from coverage.views.read_copied import MOST, Span
from coverage.views.read_joins import Kind, joined_columns
from coverage.views.read_told import Column, Reading

KEY = "columns"

_FOLDER = Path(__file__).parent

_mount = st.components.v2.component(
    "coverage_columns",
    html='<div class="reading"></div>',
    css=(_FOLDER / "columns.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "columns.js").read_text(encoding="utf-8"),
)


def show(reading: Reading, selected: str, choose: Callable[[str], None]) -> None:
    """Draw the columns; `choose` is called with the id of a sentence that is clicked, "" for none.

    `selected`: the sentence that stands out, with what is joined to it.
    """
    _mount(
        key=KEY,
        data=payload(reading) | {"selected": selected},
        on_sentence_change=lambda: choose(str(st.session_state[KEY]["sentence"] or "")),
    )


def payload(reading: Reading) -> dict[str, Any]:
    """What the browser is told: columns of sentences in pieces of plain text, joins, the legend."""
    kinds = reading.kinds()
    is_copied = any(reading.copied.spans[key] for key in reading.column_of())
    legend = {
        "copied": "copied, words that differ marked" if is_copied else "",
        "sure": "same claim" if Kind.SURE in kinds else "",
        "possible": "perhaps the same" if Kind.POSSIBLE in kinds else "",
        "alone": "only here" if reading.alone else "",
    }
    return {
        "columns": [_column(reading, column) for column in reading.columns],
        "joins": [
            {"a": each.a, "b": each.b, "kind": each.kind, "drawn": each.is_drawn}
            for each in reading.joins
        ],
        "legend": [[kind, said] for kind, said in legend.items() if said],
    }


def _column(reading: Reading, column: Column) -> dict[str, Any]:
    article = column.article
    facts = [
        when(article.published, article.published_precision),
        count(column.n_all_words, "word"),
        f"credits {article.credit}" if article.credit else "",
    ]
    joined = joined_columns(reading.joins, reading.column_of())
    rows = zip(column.sentences, column.places, strict=True)
    return {
        "name": column.name,
        "title": article.title,
        "facts": " · ".join(filter(None, facts)),
        "basis": article.published_basis,
        "url": article.url if panel.is_web(article.url) else "",
        "sentences": [
            _sentence(reading, sentence, place, joined.get(sentence.sentence_id, ()))
            for sentence, place in rows
        ],
    }


def _sentence(
    reading: Reading, sentence: Sentence, place: int, joined: Iterable[int]
) -> dict[str, Any]:
    """A sentence: its number, what it is, its text in pieces, what is said to who cannot see."""
    key = sentence.sentence_id
    spans, marks = reading.copied.spans[key], reading.copied.marks[key]
    is_copied = _length(spans) >= MOST * len(sentence.text)
    names = [reading.columns[number].name for number in sorted(joined)]
    said = f"joined to {join(names)}" if names else "only here" if key in reading.alone else ""
    classes = [
        sentence.role,
        "copied" if is_copied else "",
        "alone" if key in reading.alone else "",
    ]
    return {
        "id": key,
        "number": str(place or ""),
        "classes": list(filter(None, classes)),
        "pieces": pieces(sentence.text, spans, marks, is_copied),
        "said": said,
    }


def _length(spans: Sequence[Span]) -> int:
    """Letters in any of the spans."""
    return len({place for start, end in spans for place in range(start, end)})


def pieces(
    text: str, spans: Sequence[Span], marks: Sequence[Span], is_copied: bool
) -> list[tuple[str, str]]:
    """`text` cut where it is copied or differs, each piece with what it is.

    "differs" is what a copy has otherwise; in a sentence that is a copy, "rest" is what is not
    copied; in any other, "copied" is what is; "" is everything else.
    """
    cuts = sorted({0, len(text), *(place for span in [*spans, *marks] for place in span)})
    found = []
    for start, end in pairwise(cuts):
        if _holds(marks, start):
            kind = "differs"
        elif _holds(spans, start):
            kind = "" if is_copied else "copied"
        else:
            is_rest = is_copied and any(c.isalnum() for c in text[start:end])
            kind = "rest" if is_rest else ""
        found.append((text[start:end], kind))
    return found


def _holds(spans: Sequence[Span], place: int) -> bool:
    return any(start <= place < end for start, end in spans)
