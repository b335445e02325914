"""How much of one article's words another carries, of two that share copied passages.

    share(a, b)   words of a that are the same in the passages that a and b share, over all of
                  a's words; 0 to 1
    own(a, b)     the same, of the words that stand outside quotation marks, in a and in b; 0 to 1
    quoted        of the words that are the same, how many stand in quotation marks in a or in b:
                  what somebody said, anyone may quote, so shared quotation alone is not copying
    had it first  whose text it likely was: by credit, else by date, else the longer one where the
                  other holds little else; unknown where none of these tells

Words are those of headline, standfirst, body and items; headings and captions are not compared. An
article without words has a share of 0, and so has one without own words. A passage's words count
once, since passages of two articles do not overlap. Own definition; containment as in Broder 1997,
in aligned words instead of shingles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from coverage.matching.shingles import Vocabulary, Words
from coverage.records import Article, Passage


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles that share passages, and how much of either they are; `article_a < article_b`.

    `n_words` are the same in both, `n_quoted` of them in quotation marks in either. `share_a` and
    `own_a` are of a's words, `share_b` and `own_b` of b's; 0 to 1. `first`: a, b; "" for unknown.
    """

    article_a: str
    article_b: str
    n_passages: int
    n_words: int
    n_quoted: int
    share_a: float
    share_b: float
    own_a: float
    own_b: float
    first: str
    first_basis: str
    is_version: bool  # whether the two count as one independent version


def read(articles: Sequence[Article]) -> dict[str, Words]:
    """Article id -> its words, as passages are found in them."""
    vocabulary = Vocabulary()
    return {article.article_id: vocabulary.read(article) for article in articles}


def pairs(
    articles: Sequence[Article], passages: Sequence[Passage], words: Mapping[str, Words]
) -> list[Pair]:
    """The pairs of `articles` that share `passages`, those with most same words first.

    `words`: of each article (`read`).
    """
    version = {article.article_id: article.version_id for article in articles}
    ordered = sorted(passages, key=lambda p: (p.article_a, p.article_b))
    found = []
    for (a, b), group in groupby(ordered, key=lambda p: (p.article_a, p.article_b)):
        is_version = version[a] == version[b]
        found.append(_pair((a, words[a]), (b, words[b]), list(group), is_version))
    return sorted(found, key=lambda pair: (-pair.n_words, pair.article_a, pair.article_b))


def _pair(
    a: tuple[str, Words], b: tuple[str, Words], passages: Sequence[Passage], is_version: bool
) -> Pair:
    (id_a, of_a), (id_b, of_b) = a, b
    n_words = sum(passage.n_words for passage in passages)
    n_quoted = sum(passage.n_quoted for passage in passages)
    return Pair(
        article_a=id_a,
        article_b=id_b,
        n_passages=len(passages),
        n_words=n_words,
        n_quoted=n_quoted,
        share_a=_share(n_words, len(of_a.codes)),
        share_b=_share(n_words, len(of_b.codes)),
        own_a=_share(n_words - n_quoted, int(np.count_nonzero(~of_a.is_quoted))),
        own_b=_share(n_words - n_quoted, int(np.count_nonzero(~of_b.is_quoted))),
        first=passages[0].first,
        first_basis=passages[0].first_basis,
        is_version=is_version,
    )


def _share(n: int, of: int) -> float:
    """`n` of `of`; 0 of nothing."""
    return n / of if of else 0.0
