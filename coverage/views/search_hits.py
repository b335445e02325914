"""Sentences that were found, as HTML: each with its outlet, its article and where to go on.

All text is escaped here.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

from coverage.charts import SHARED, when
from coverage.views import phrases, places
from coverage.views.instances import marked
from coverage.views.queries import Row

Spans = Callable[[str], Sequence[tuple[int, int]]]
"""Which words of a sentence are marked."""


def hits(rows: Sequence[Row], spans: Spans, likeness: dict[str, float]) -> str:
    """The sentences below one another; `likeness` of each, where it was found by meaning."""
    return f'<div class="panel hits">{"".join(_hit(row, spans, likeness) for row in rows)}</div>'


def _hit(row: Row, spans: Spans, likeness: dict[str, float]) -> str:
    like = likeness.get(str(row["sentence_id"]))
    facts = [when(row["published"], row["published_precision"]), str(row["title"])]
    if like is not None:
        facts.append(f"likeness {like:.2f}")
    links = [_link("corpus", "Read the article", article=row["article_id"])]
    if isinstance(row["claim_id"], str) and row["event_outlets"] >= SHARED:
        n = int(row["n_telling"])
        name = f"Claim, told by {phrases.count(n, 'outlet')}"
        links.insert(0, _link("event", name, event=row["event_id"], claim=row["claim_id"]))
    return (
        f"<section><h3>{html.escape(str(row['outlet']))}"
        f"<span>{html.escape(' · '.join(facts))}</span></h3>"
        f"<p>{marked(str(row['text']), spans(str(row['text'])))}</p>"
        f'<p class="link">{" · ".join(links)}</p></section>'
    )


def _link(page: str, name: str, **parameters: object) -> str:
    address = places.link(page, **parameters)
    return f'<a href="{address}" target="_self">{html.escape(name)}</a>'
