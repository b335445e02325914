"""One claim on a slide: the surest sentence of each outlet, or the nearest of one that omits it."""

from __future__ import annotations

import html
import math

import pandas as pd

from coverage.charts import probability, text_width
from coverage.records import Status
from coverage.store import Snapshot
from coverage.views import marking, queries
from coverage.views.panel import place
from coverage.views.queries import Row

BESIDE = 3
"""Boxes side by side; more go below."""

LETTER, LINE, BOX, GAP = 17, 24, 76, 16
"""Pixels: of a box's letters and lines, of the rest of its height, between boxes."""

WIDTH = 904
"""Pixels that all boxes side by side take on the narrowest sheet."""


def render(
    snapshot: Snapshot, claim: Row, cells: pd.DataFrame, outlets: pd.DataFrame
) -> tuple[str, int, int]:
    """A box for each outlet in their order, as HTML; its height in pixels; sentences left out.

    In a sentence those words are marked that no other outlet's sentence here has.
    """
    said = queries.sentences(snapshot, str(claim["event_id"]))
    told = said.merge(queries.mentions(snapshot, str(claim["claim_id"])), on="sentence_id")
    told = told[told["outlet"].isin(outlets["outlet"])]
    first = told.sort_values("probability", ascending=False, kind="stable").drop_duplicates(
        "outlet"
    )
    sentences: dict[str, Row] = {row["outlet"]: row for row in first.to_dict("records")}
    own = cells[cells["claim_id"] == claim["claim_id"]]
    by_outlet: dict[str, Row] = {row["outlet"]: row for row in own.to_dict("records")}
    boxes, texts = [], []
    for name in outlets["outlet"]:
        if name in sentences:
            others = [str(row["text"]) for other, row in sentences.items() if other != name]
            boxes.append(_told(name, sentences[name], others))
            texts.append(str(sentences[name]["text"]))
        else:
            boxes.append(_silent(name, by_outlet.get(name)))
            near = by_outlet.get(name, {}).get("nearest_text")
            texts.append(near if isinstance(near, str) else "")
    n = min(len(boxes), BESIDE)
    body = f'<div class="slide-claim" style="--n: {n}">{"".join(boxes)}</div>'
    return body, _height(texts), len(told) - len(first)


def _height(texts: list[str]) -> int:
    """Pixels that the boxes take, at most."""
    n = max(min(len(texts), BESIDE), 1)
    column = (WIDTH - (n - 1) * GAP) / n - 2 * GAP
    n_lines = [math.ceil(text_width(text, LETTER) * 1.08 / column) for text in texts]
    rows = [n_lines[i : i + n] for i in range(0, len(texts), n)]
    return sum(max(row) * LINE + BOX + GAP for row in rows)


def _told(outlet: str, row: Row, others: list[str]) -> str:
    known = set[str]().union(*map(marking.words, others))
    text, at, parts = str(row["text"]), 0, []
    for start, end in marking.spans(text, lambda word: bool(others) and word not in known):
        parts += [html.escape(text[at:start]), f"<mark>{html.escape(text[start:end])}</mark>"]
        at = end
    parts.append(html.escape(text[at:]))
    where = f"{place(row)} · match {probability(row['probability'])}"
    return _box(outlet, "".join(parts), where)


def _silent(outlet: str, cell: Row | None) -> str:
    if cell is None:
        return _box(outlet, "", "", "silent")
    is_unsure = cell["status"] == Status.UNCERTAIN
    says = "May report it; the match is not sure." if is_unsure else "Does not report it."
    near = cell["nearest_text"]
    if not isinstance(near, str) or pd.isna(cell["nearest_probability"]):
        return _box(outlet, "", says, "silent")
    where = f"{says} Nearest, {probability(cell['nearest_probability'])}:"
    return _box(outlet, html.escape(near), where, "silent")


def _box(outlet: str, text: str, where: str, kind: str = "told") -> str:
    return (
        f'<section class="{kind}"><h3>{html.escape(outlet)}</h3>'
        f'<p class="where">{html.escape(where)}</p><p>{text}</p></section>'
    )
