"""What stands above two articles side by side, as HTML: what they share and who had it first.

All text is escaped; a link is made only of a web address.
"""

from __future__ import annotations

import html
from collections.abc import Mapping

from coverage.charts import percent
from coverage.measures.copying import Pair
from coverage.views import panel, phrases
from coverage.views.copies_pair import Side
from coverage.views.copies_text import Names
from coverage.views.phrases import count
from coverage.views.queries import Row

MOSTLY = 0.8
"""Share of the same words from which they are said to be nearly all quotation. Own choice."""


def render(pair: Pair, row: Row, left: Side, right: Side) -> str:
    """What the two share and who had it first, and above either column whose article it is."""
    called = {side.article.article_id: side.name for side in (left, right)}
    credit = {side.article.article_id: side.article.credit or "" for side in (left, right)}
    lines = [first(pair, called, credit), quoted(pair)]
    told = "".join(f'<p class="quiet">{html.escape(line)}</p>' for line in lines if line)
    heads = "<div></div>".join(
        _side_head(side, other, float(row[f"share_{name}"]), float(row[f"own_{name}"]))
        for name, side, other in (("left", left, right), ("right", right, left))
    )
    return (
        f'<div class="panel"><h2>{html.escape(title(pair, left.name, right.name))}</h2>'
        f'{told}</div><div class="side-by-side"><div class="row heads">{heads}</div></div>'
    )


def _side_head(side: Side, other: Side, share: float, own: float) -> str:
    """An article: whose, of when, how much of it the other one has too."""
    article = side.article
    known: Row = {
        "published": article.published,
        "published_precision": article.published_precision,
        "published_basis": article.published_basis,
    }
    facts = (phrases.dated(known), carried(other.name, share, own))
    told = "".join(f'<p class="fact">{html.escape(fact)}</p>' for fact in facts)
    link = panel.links([{"url": article.url}])
    return f'<div class="panel"><h3>{html.escape(side.name)}</h3>{told}{link}</div>'


def title(pair: Pair, left: str, right: str) -> str:
    """What two articles share, in short; plain text."""
    passages = count(pair.n_passages, "passage")
    return f"{left} and {right}: {passages}, {count(pair.n_words, 'word')} the same"


def first(pair: Pair, called: Names, credit: Mapping[str, str]) -> str:
    """Who had it first and from what that is known, or why it is not; plain text.

    `called`: of the two articles, in order; `credit`: article id -> whom it credits, "" for nobody.
    """
    credited = [f"{name} credits {credit[i]}" for i, name in called.items() if credit.get(i)]
    basis = pair.first_basis
    if credited and not basis.startswith("the other credits"):
        basis = f"{basis} ({'; '.join(credited)})"
    if not pair.first:
        return f"Who had it first is not known: {basis}."
    whose = called[pair.article_a if pair.first == "a" else pair.article_b]
    return f"{whose} likely had it first: {basis}."


def quoted(pair: Pair) -> str:
    """How many of the same words are quotation, in plain text; "" for none."""
    if not pair.n_quoted:
        return ""
    share = pair.n_quoted / pair.n_words
    start = f"{pair.n_quoted:,} of the {pair.n_words:,} same words ({percent(share)})"
    end = "what somebody said, anyone may quote, so shared quotation alone is not copying"
    much = "that is nearly all that they share: " if share >= MOSTLY else ""
    return f"{start} stand in quotation marks in one of the two; {much}{end}."


def carried(other: str, share: float, own: float) -> str:
    """How much of an article's words the other one has too, in all and of its own; plain text."""
    outside = f"; {percent(own)} of those outside quotation marks" if own else ""
    return f"{percent(share)} of its words are the same in {other}{outside}"
