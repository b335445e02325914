"""Near-verbatim text in two articles, and the independent versions that follow from it.

Articles that share shingles are candidates (`matching.shingles`); what two of them share is
aligned word by word (`matching.shared_text`), parted where both begin a new paragraph
(`matching.parting`), and kept as passages, verbatim or edited, with who likely had it first
(`matching.precedence`). Articles of which most was copied are one version: they count once as
witnesses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

import numpy as np

from coverage.matching import parting, precedence, shared_text, shingles
from coverage.matching.precedence import First
from coverage.matching.shared_text import Shared
from coverage.matching.shingles import Vocabulary, Words
from coverage.records import Article, Passage, content_id
from coverage.settings import Settings

MIN_RUN = 4
"""Words in a row that are the same somewhere in every passage."""

MIN_ALONE = 10
"""Same words that two articles must share in all: a long name meets more than half a sentence."""

OWN_CONTAINMENT, OWN_PASSAGES = 0.2, 3
"""Share of the shorter article's own words, those outside quotation marks, in at least so many
passages, that make two articles one version as well: the second was rewritten from the first. What
somebody said, anyone may quote, and one sentence may be borrowed. Nine of ten copies that writers
made have 0.24 or more, independent articles on one event at most 0.17 (docs/reuse.md)."""

_UNDATED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Contained:
    """Shares of the shorter of two articles' words that are the same in passages of both, 0-1.

    `share`: of all its words; `own`: of those outside quotation marks; `n_passages`: how many.
    """

    share: float
    own: float
    n_passages: int

    def is_version(self, settings: Settings) -> bool:
        """Whether the two articles are one version."""
        is_rewritten = self.own >= OWN_CONTAINMENT and self.n_passages >= OWN_PASSAGES
        return self.share >= settings.version_containment or is_rewritten


def find(articles: Sequence[Article], settings: Settings) -> list[Passage]:
    """Copied passages between any two of the articles, in order of ids and offsets.

    Time grows with the number of words and of pairs that share text; no other pair is looked at.
    """
    unique = {article.article_id: article for article in articles}
    articles = sorted(unique.values(), key=lambda a: (a.published or _UNDATED, a.article_id))
    vocabulary = Vocabulary()
    codes = [vocabulary.codes_of(article) for article in articles]
    outlets = [article.outlet for article in articles]
    words: dict[str, Words] = {}
    shared: dict[tuple[str, str], list[Shared]] = {}
    for pair in shingles.candidates(codes, outlets, settings.shingle_words):
        a, b = sorted(articles[k].article_id for k in pair)
        for article_id in (a, b):
            if article_id not in words:
                words[article_id] = vocabulary.read(unique[article_id])
        parts = list(_shared(words[a], words[b], settings))
        if sum(part.n_same for part in parts) >= MIN_ALONE:
            shared[a, b] = parts
    n_words = {article_id: len(of.codes) for article_id, of in words.items()}
    shares = _shares(shared, n_words)
    passages = []
    for (a, b), parts in shared.items():
        whose = precedence.first(unique[a], unique[b], shares, n_words)
        passages += [_passage((a, words[a]), (b, words[b]), part, whose) for part in parts]
    return sorted(passages, key=lambda p: (p.article_a, p.start_a, p.article_b, p.start_b))


def _shares(
    shared: Mapping[tuple[str, str], Sequence[Shared]], n_words: Mapping[str, int]
) -> precedence.Shares:
    shares: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (a, b), parts in shared.items():
        shares[a][b] = sum(part.n_words[0] for part in parts) / n_words[a]
        shares[b][a] = sum(part.n_words[1] for part in parts) / n_words[b]
    return shares


def _shared(a: Words, b: Words, settings: Settings) -> Iterator[Shared]:
    """What two articles share, a part for each paragraph of it."""
    found = [shared for shared in shared_text.find(a, b) if _is_enough(shared, settings)]
    for shared in shared_text.bridged(a, b, found):
        parts = list(parting.parted(shared, a, b, shared_text.MIN_BETWEEN))
        is_parted = len(parts) > 1
        yield from (part for part in parts if _is_enough(part, settings, is_parted))


def _is_enough(shared: Shared, settings: Settings, is_part: bool = False) -> bool:
    """Whether enough is the same; of a part of what is enough together, less will do."""
    if is_part:
        return (
            shared.n_same >= shared_text.MIN_BETWEEN
            and shared.agreement >= shared_text.AGREEMENT_BETWEEN
        )
    return (
        shared.n_same >= settings.min_passage_words
        and shared.agreement >= shared_text.MIN_AGREEMENT
        and shared.longest_run >= MIN_RUN
    )


def _passage(a: tuple[str, Words], b: tuple[str, Words], shared: Shared, whose: First) -> Passage:
    """The row of a part of two articles, each given by its id and its words."""
    (id_a, of_a), (id_b, of_b) = a, b
    is_quoted = of_a.is_quoted[shared.places_a] | of_b.is_quoted[shared.places_b]
    return Passage(
        article_a=id_a,
        start_a=int(of_a.starts[shared.places_a[0]]),
        end_a=int(of_a.ends[shared.places_a[-1]]),
        article_b=id_b,
        start_b=int(of_b.starts[shared.places_b[0]]),
        end_b=int(of_b.ends[shared.places_b[-1]]),
        n_words=shared.n_same,
        kind="verbatim" if shared.agreement == 1 else "edited",
        n_quoted=int(np.count_nonzero(is_quoted)),
        agreement=shared.agreement,
        first=whose.side,
        first_basis=whose.basis,
    )


def versions(
    articles: Sequence[Article], passages: Sequence[Passage], settings: Settings
) -> dict[str, str]:
    """Article id -> version id. Articles that share most of the shorter one's words are one, and
    so are one that rewrites the other and the other (`Contained.is_version`).

    Transitive: a copy of a copy belongs to the same version. An article that reuses nothing is a
    version of its own.
    """
    head = {article.article_id: article.article_id for article in articles}
    for (a, b), reused in contained(articles, passages).items():
        if reused.is_version(settings):
            low, high = sorted((_root(head, a), _root(head, b)))
            head[high] = low
    members: defaultdict[str, list[str]] = defaultdict(list)
    for article_id in sorted(head):
        members[_root(head, article_id)].append(article_id)
    return {i: content_id("version", *group) for group in members.values() for i in group}


def contained(
    articles: Sequence[Article], passages: Sequence[Passage]
) -> dict[tuple[str, str], Contained]:
    """Pair of article ids with passages -> how much of the shorter one stands in them."""
    by_id = {article.article_id: article for article in articles}
    vocabulary = Vocabulary()
    words: dict[str, Words] = {}
    found = {}
    ordered = sorted(passages, key=lambda p: (p.article_a, p.article_b))
    for pair, of_pair in groupby(ordered, key=lambda p: (p.article_a, p.article_b)):
        for article_id in pair:
            if article_id not in words:
                words[article_id] = vocabulary.read(by_id[article_id])
        found[pair] = _contained(words[pair[0]], words[pair[1]], list(of_pair))
    return found


def _contained(a: Words, b: Words, passages: Sequence[Passage]) -> Contained:
    shorter = a if len(a.codes) <= len(b.codes) else b
    n_same = sum(p.n_words for p in passages)
    n_same_own = sum(p.n_words - p.n_quoted for p in passages)
    n_own = int(np.count_nonzero(~shorter.is_quoted))
    share = n_same / max(1, len(shorter.codes))
    return Contained(share, n_same_own / max(1, n_own), len(passages))


def _root(head: dict[str, str], article_id: str) -> str:
    while head[article_id] != article_id:
        head[article_id] = head[head[article_id]]
        article_id = head[article_id]
    return article_id
