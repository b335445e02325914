"""What two articles of one event tell in common: claims, and the words that go to them.

    shares a claim  two articles do where a sentence of each reports it
    told too(a, b)  words of a's sentences that report a claim which b reports as well, over all of
                    a's words; 0 to 1. A sentence counts once, however many claims it reports

Words are those of headline, standfirst, body and items; headings and captions do not count. An
article without words has a share of 0. Which sentences report one claim is the matcher's judgement,
so the share is as strict as the claims are. Own definition.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Claims = Mapping[str, frozenset[str]]
"""Sentence id -> ids of the claims it reports; a sentence that reports none may be missing."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What an article tells: the words of each of its telling sentences, and their claims."""

    n_words: Mapping[str, int]
    claims: Claims

    def all_claims(self) -> frozenset[str]:
        """The claims that the article reports."""
        return frozenset[str]().union(*(self.claims.get(key, ()) for key in self.n_words))


@dataclass(frozen=True, slots=True)
class Common:
    """Of several articles, in their order.

    `n_all`: claims that each of them reports; `n_some`: that two or more do; `n_claims`: how many
    each reports; `told_too`: the share of each one's words that another tells too, 0 to 1.
    """

    n_all: int
    n_some: int
    n_claims: tuple[int, ...]
    told_too: tuple[float, ...]


def common(articles: Sequence[Telling]) -> Common:
    """What `articles`, two or more, tell in common."""
    own = [article.all_claims() for article in articles]
    shares = []
    for place, article in enumerate(articles):
        others = frozenset[str]().union(*own[:place], *own[place + 1 :])
        shares.append(_share(article, others))
    every = frozenset[str]().union(*own)
    return Common(
        n_all=sum(all(claim in claims for claims in own) for claim in every),
        n_some=sum(sum(claim in claims for claims in own) > 1 for claim in every),
        n_claims=tuple(len(claims) for claims in own),
        told_too=tuple(shares),
    )


def _share(article: Telling, others: frozenset[str]) -> float:
    """The share of an article's words in sentences that report one of the claims of `others`."""
    n_words = sum(article.n_words.values())
    told = sum(n for key, n in article.n_words.items() if article.claims.get(key, _NONE) & others)
    return told / n_words if n_words else 0.0


_NONE = frozenset[str]()
