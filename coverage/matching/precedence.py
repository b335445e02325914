"""Which of two articles likely had a text first, as far as credits, dates and containment tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from coverage.records import Article, Precision

EXACT = {
    Precision.MINUTE: timedelta(minutes=1),
    Precision.HOUR: timedelta(hours=1),
    Precision.DAY: timedelta(days=1),
}
"""How long after `published` the article may have come out."""

CUT_SHARE = 0.9
"""Share of the shorter article's words in the longer one, from which it may be a cut of it."""

CUT_LENGTH = 1.25
"""How many times as long the longer one is then. Editors cut from below; few add as much."""

COPIED = 0.5
"""Share of an article's words in another, from which it is one more copy of it."""


@dataclass(frozen=True, slots=True)
class First:
    """`side`: a, b, or "" where it is unknown; `basis` says in words why."""

    side: str
    basis: str


Shares = Mapping[str, Mapping[str, float]]
"""Article id -> id of another -> share of the former's words that the latter holds too, 0-1."""


def first(a: Article, b: Article, shares: Shares, n_words: Mapping[str, int]) -> First:
    """Who likely had first what both hold: by credit, else by date, else by containment.

    `shares`: of all articles that share text; `n_words`: how many words each of them has.
    """
    return _by_credit(a, b) or _by_date(a, b) or _by_containment(a, b, shares, n_words)


def _by_credit(a: Article, b: Article) -> First | None:
    credits_b, credits_a = _credits(a, b.outlet), _credits(b, a.outlet)
    if credits_a != credits_b:
        side, outlet = ("a", a.outlet) if credits_a else ("b", b.outlet)
        return First(side, f"the other credits {outlet}")
    return None


def _credits(article: Article, outlet: str) -> bool:
    named = [name.strip().casefold() for name in (article.credit or "").split(",")]
    return article.outlet != outlet and outlet.casefold() in named


def _by_date(a: Article, b: Article) -> First | None:
    (begin_a, end_a), (begin_b, end_b) = _span(a), _span(b)
    if begin_a is None or begin_b is None or end_a is None or end_b is None:
        return None
    if end_a <= begin_b:
        return First("a", "published earlier")
    if end_b <= begin_a:
        return First("b", "published earlier")
    return None


def _span(article: Article) -> tuple[datetime | None, datetime | None]:
    """From when to before when the article came out; nothing where that is not known."""
    length = EXACT.get(article.published_precision)
    if article.published is None or length is None:
        return None, None
    return article.published, article.published + length


def _by_containment(a: Article, b: Article, shares: Shares, n_words: Mapping[str, int]) -> First:
    """The longer one, if the other is likely a cut of it."""
    if a.credit and b.credit:
        return First("", "both credit somebody else")
    longer, shorter = (a, b) if n_words[a.article_id] >= n_words[b.article_id] else (b, a)
    is_cut = (
        shares[shorter.article_id][longer.article_id] >= CUT_SHARE
        and n_words[longer.article_id] >= CUT_LENGTH * n_words[shorter.article_id]
    )
    if not is_cut:
        return First("", "neither credits, dates nor lengths tell")
    if _holds_others(longer.article_id, shorter.article_id, shares):
        return First("", "the longer one holds text of others too")
    return First("a" if longer is a else "b", "the other is shorter and holds little else")


def _holds_others(longer: str, shorter: str, shares: Shares) -> bool:
    """Whether the longer one shares text with a third that is neither a copy of it nor known to the
    shorter: then it may have been put together.
    """
    return any(
        other not in shares[shorter] and shares[other][longer] < COPIED
        for other in shares[longer]
        if other != shorter
    )
