"""Near-verbatim text in two articles, and the independent versions that follow from it.

Articles that share a shingle (a few words in a row) are compared block by block: the words of
two blocks are aligned, and what stands the same in both is a copied passage, verbatim or edited.
Articles of which most was copied are one version: they count once as witnesses.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import Indel

from coverage.records import TELLING_ROLES, Article, Block, Passage, content_id
from coverage.settings import Settings

MIN_RUN = 3
"""Words in a row that must be the same for a stretch to begin or end a passage; one or two meet
by chance ("of the", "he said")."""

MAX_HOLDERS = 200
"""Blocks that may hold a shingle for it to suggest a comparison: a line that stands in more is an
outlet's standing text and would make every article a candidate of every other."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one block, lower case, with their offsets into the article's text."""

    article_id: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def find(articles: Sequence[Article], settings: Settings) -> list[Passage]:
    """Copied passages between any two of the articles, in order of ids and offsets."""
    blocks = [_words(a, b) for a in articles for b in a.blocks if b.role in TELLING_ROLES]
    passages = (
        passage
        for first, second in _candidates(blocks, settings.shingle_words)
        if (passage := _passage(blocks[first], blocks[second], settings.min_passage_words))
    )
    return sorted(passages, key=lambda p: (p.article_a, p.start_a, p.article_b, p.start_b))


def versions(
    articles: Sequence[Article], passages: Sequence[Passage], settings: Settings
) -> dict[str, str]:
    """Article id -> version id. Articles that share most of the shorter one's words are one.

    Transitive: a copy of a copy belongs to the same version. An article that reuses nothing is a
    version of its own.
    """
    size = {a.article_id: max(_n_words(a), 1) for a in articles}
    copied: defaultdict[tuple[str, str], int] = defaultdict(int)
    for passage in passages:
        copied[passage.article_a, passage.article_b] += passage.n_words
    head = {article_id: article_id for article_id in size}
    for (a, b), n_words in copied.items():
        if n_words / min(size[a], size[b]) >= settings.version_containment:
            low, high = sorted((_root(head, a), _root(head, b)))
            head[high] = low
    members: defaultdict[str, list[str]] = defaultdict(list)
    for article_id in sorted(size):
        members[_root(head, article_id)].append(article_id)
    return {i: content_id("version", *group) for group in members.values() for i in group}


def _root(head: dict[str, str], article_id: str) -> str:
    while head[article_id] != article_id:
        article_id = head[article_id]
    return article_id


def _words(article: Article, block: Block) -> _Words:
    found = list(_WORD.finditer(article.text, block.start, block.end))
    return _Words(
        article.article_id,
        tuple(m.group().lower() for m in found),
        tuple(m.start() for m in found),
        tuple(m.end() for m in found),
    )


def _n_words(article: Article) -> int:
    """Words that can be copied: those of telling blocks."""
    return sum(len(_words(article, b).words) for b in article.blocks if b.role in TELLING_ROLES)


def _candidates(blocks: Sequence[_Words], size: int) -> list[tuple[int, int]]:
    """Pairs of blocks of different articles that share at least one shingle of `size` words."""
    holders: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for index, block in enumerate(blocks):
        for start in range(len(block.words) - size + 1):
            holders[block.words[start : start + size]].add(index)
    pairs: set[tuple[int, int]] = set()
    for held in holders.values():
        if 1 < len(held) <= MAX_HOLDERS:
            pairs.update(combinations(sorted(held, key=lambda k: (blocks[k].article_id, k)), 2))
    return [(a, b) for a, b in pairs if blocks[a].article_id != blocks[b].article_id]


def _runs(a: _Words, b: _Words) -> Iterator[tuple[int, int, int]]:
    """Stretches of the same words in the order of both: (place in a, place in b, length)."""
    for step in Indel.opcodes(a.words, b.words):
        if step.tag == "equal":
            yield step.src_start, step.dest_start, step.src_end - step.src_start


def _passage(a: _Words, b: _Words, min_words: int) -> Passage | None:
    """What two blocks share, from the first solid run to the last; None when it is too little."""
    runs = list(_runs(a, b))
    solid = [k for k, (_, _, length) in enumerate(runs) if length >= MIN_RUN]
    if not solid:
        return None
    runs = runs[solid[0] : solid[-1] + 1]
    n_words = sum(length for _, _, length in runs)
    if n_words < min_words:
        return None
    (first_a, first_b, _), (last_a, last_b, length) = runs[0], runs[-1]
    return Passage(
        article_a=a.article_id,
        start_a=a.starts[first_a],
        end_a=a.ends[last_a + length - 1],
        article_b=b.article_id,
        start_b=b.starts[first_b],
        end_b=b.ends[last_b + length - 1],
        n_words=n_words,
        kind="verbatim" if len(runs) == 1 else "edited",
    )
