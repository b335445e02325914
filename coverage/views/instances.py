"""Words where they stand: sentences with some of their words marked, by outlet, as HTML.

All text is escaped here.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from coverage.views import places

MOST = 40
"""Sentences shown at once; the rest are counted."""

Spans = Sequence[tuple[int, int]]
"""Offsets of words in a sentence."""


@dataclass(frozen=True, slots=True)
class Instance:
    """A sentence of an outlet; `spans`: what is marked in it; `note`: said below it, if anything.

    `pair`: of instances that belong together, one beneath the other; "" stands alone.
    """

    outlet: str
    text: str
    spans: Spans
    article_id: str
    note: str = ""
    pair: str = ""


def marked(text: str, spans: Spans) -> str:
    """`text` escaped, with its `spans` marked; spans may touch, but do not overlap."""
    parts, at = [], 0
    for start, end in sorted(set(spans)):
        parts += [html.escape(text[at:start]), f"<mark>{html.escape(text[start:end])}</mark>"]
        at = end
    return "".join([*parts, html.escape(text[at:])])


def by_outlet(rows: Iterable[Instance]) -> str:
    """A section an outlet, its sentences below one another; outlets in the order given."""
    every = list(rows)
    shown = every[:MOST]
    sections = []
    for outlet, own in groupby(shown, key=lambda row: row.outlet):
        said = "".join(
            _of_article(list(rows)) for _, rows in groupby(own, lambda row: row.article_id)
        )
        sections.append(f"<section><h3>{html.escape(outlet)}</h3>{said}</section>")
    return f'<div class="panel">{"".join(sections)}{_rest(every)}</div>'


def in_pairs(rows: Iterable[Instance]) -> str:
    """A section for each pair of sentences, each with its outlet before it."""
    every = list(rows)
    sections = []
    for _, own in groupby(every[:MOST], key=lambda row: row.pair):
        said = "".join(f"<h3>{html.escape(row.outlet)}</h3>{_of_article([row])}" for row in own)
        sections.append(f"<section>{said}</section>")
    return f'<div class="panel">{"".join(sections)}{_rest(every)}</div>'


def _of_article(rows: Sequence[Instance]) -> str:
    """Sentences of one article, and the way to it."""
    link = places.link("corpus", article=rows[0].article_id)
    read = f'<p class="link"><a href="{link}" target="_self">Read the article</a></p>'
    return "".join(_said(row) for row in rows) + read


def _said(row: Instance) -> str:
    note = f'<p class="voice">{html.escape(row.note)}</p>' if row.note else ""
    return f'<p class="use">{marked(row.text, row.spans)}</p>{note}'


def _rest(every: Sequence[Instance]) -> str:
    n = len(every) - MOST
    return f'<p class="quiet">{n:,} more are not shown.</p>' if n > 0 else ""
