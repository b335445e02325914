"""Two sentences side by side, large, with what stands around them, as HTML. All text is escaped."""

from __future__ import annotations

import html
from collections.abc import Sequence

from coverage.charts import when
from coverage.records import Role
from coverage.views import marking, panel
from coverage.views.queries import Row

TALE = {Role.BODY, Role.ITEM}
"""Roles whose neighbours tell what came before and what follows."""


def render(rows: Sequence[Row], one: str, other: str) -> str:
    """The sentences `one` and `other`, ids among `rows`: those of the whole event in order.

    Words that both have, and that tell something in this event, are marked.
    """
    common = marking.common(row["text"] for row in rows)
    place = {row["sentence_id"]: k for k, row in enumerate(rows)}
    words = [marking.words(rows[place[each]]["text"]) for each in (one, other)]
    shared = (words[0] & words[1]) - common
    sides = "".join(_side(rows, place[each], shared) for each in (one, other))
    return f'<div class="panel review-pair">{sides}</div>'


def _side(rows: Sequence[Row], k: int, shared: frozenset[str]) -> str:
    row = rows[k]
    dated = when(row["published"], row["published_precision"])
    title = "" if row["role"] == Role.HEADLINE else f'<p class="title">{_text(row["title"])}</p>'
    return (
        f"<section><h3>{_text(row['outlet'])}<span>{_text(dated)}</span></h3>"
        f'<p class="place">{_text(panel.place(row))}</p>{title}{_near(rows, k, -1)}'
        f'<p class="asked">{marking.mark(row["text"], shared)}</p>'
        f"{_near(rows, k, 1)}{panel.links([row])}</section>"
    )


def _near(rows: Sequence[Row], k: int, step: int) -> str:
    """The sentence before or after, where both are the article's tale."""
    if not 0 <= k + step < len(rows):
        return ""
    near, own = rows[k + step], rows[k]
    is_tale = near["article_id"] == own["article_id"] and {near["role"], own["role"]} <= TALE
    return f'<p class="near">{_text(near["text"])}</p>' if is_tale else ""


def _text(text: object) -> str:
    return html.escape(str(text))
