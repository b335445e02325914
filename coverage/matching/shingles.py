"""Which articles may hold the same text: those that share shingles, a few words in a row.

Words are hashed, shingles are hashes of hashes, and all shingles of a corpus are sorted once, so
that the holders of one stand side by side: time and memory grow with the corpus, not with its
pairs. Broder 1997, "On the resemblance and containment of documents", has the idea.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from coverage.language import quotes
from coverage.records import TELLING_ROLES, Article

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

MAX_HOLDERS = 50
"""Articles that may hold a shingle for all of them to be paired by it."""

CHAINED = 3
"""Of articles that hold a shingle of more holders, each is paired with so many that came next. A
text that hundreds print is thus one chain of copies, and costs no more than its length."""

STANDING = 2.0
"""Articles to an outlet, from which a shingle of more than `MAX_HOLDERS` is standing text, or a
common phrase, and pairs nobody. What an agency sends, an outlet prints once or twice."""

MIN_SHARED = 2
"""Shingles that two articles must share. Two of five words are a run of six, or two runs."""

_WORD = re.compile(r"\w+")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no product loses a bit of its factor


@dataclass(frozen=True, slots=True)
class Words:
    """The n words of an article's telling blocks, in order.

    `codes`: a hash of each in lower case; `starts`, `ends`: offsets into the article's text;
    `blocks`: the number of the block it stands in; `sections`: how many blocks that tell nothing
    (captions, headings) stand before it; `is_quoted`: whether it stands in quotation marks.
    """

    codes: Hashes
    starts: Places
    ends: Places
    blocks: Places
    sections: Places
    is_quoted: Flags


class Vocabulary(dict[str, int]):
    """Word -> 64 bits that stand for it, the same in every corpus and for every order of it."""

    def __missing__(self, word: str) -> int:
        """Take in a word met for the first time."""
        digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        code = self[word] = int.from_bytes(digest, "little")
        return code

    def read(self, article: Article) -> Words:
        """The words of an article that count as told, with their places."""
        codes: list[int] = []
        places: list[tuple[int, int, int, int]] = []
        section = 0
        for number, block in enumerate(article.blocks):
            if block.role not in TELLING_ROLES:
                section += 1
                continue
            for match in _WORD.finditer(article.text, block.start, block.end):
                codes.append(self[match.group().lower()])
                places.append((match.start(), match.end(), number, section))
        table: Places = np.array(places, dtype=np.intp).reshape(-1, 4)
        return Words(
            codes=np.array(codes, dtype=np.uint64),
            starts=table[:, 0],
            ends=table[:, 1],
            blocks=table[:, 2],
            sections=table[:, 3],
            is_quoted=_quoted(article, table[:, 0]),
        )

    def codes_of(self, article: Article) -> Hashes:
        """The codes alone, of less memory than all of `read`."""
        told = (
            _WORD.findall(article.text, block.start, block.end)
            for block in article.blocks
            if block.role in TELLING_ROLES
        )
        found = map(self.__getitem__, map(str.lower, chain.from_iterable(told)))
        return np.fromiter(found, dtype=np.uint64)


def _quoted(article: Article, starts: Places) -> Flags:
    """Whether there are quotation marks around what begins at `starts`."""
    is_quoted = np.zeros(len(starts), dtype=np.bool_)
    for block in article.blocks:
        for quotation in quotes.find(article.text[block.start : block.end]):
            if quotation.is_closed:
                span = block.start + np.array([quotation.start, quotation.end])
                low, high = np.searchsorted(starts, span).tolist()
                is_quoted[low:high] = True
    return is_quoted


def shingles(codes: Hashes, size: int) -> Hashes:
    """Hashes of the runs of `size` words, in order: shape (max(n - size + 1, 0),)."""
    n = len(codes) - size + 1
    if n < 1:
        return np.empty(0, dtype=np.uint64)
    mixed = np.zeros(n, dtype=np.uint64)
    for k in range(size):
        mixed = (mixed ^ codes[k : k + n]) * _FACTOR
        mixed ^= mixed >> np.uint64(29)
    return mixed


def candidates(
    codes: Sequence[Hashes], outlets: Sequence[str], size: int
) -> Iterator[tuple[int, int]]:
    """Pairs (i, j), i < j, of articles that share `MIN_SHARED` shingles of `size` words or more.

    `codes[i]`, `outlets[i]`: the words and the outlet of article i. Pairs come in order.
    """
    hashes, owners = _sorted_holders(codes, size)
    is_last = np.append(hashes[1:] != hashes[:-1], True)[: len(hashes)]
    lengths: Places = np.diff(np.flatnonzero(is_last), prepend=-1).astype(np.intp)
    keys = [
        *_all_pairs(owners, lengths, len(codes)),
        *_chained(owners, lengths, len(codes), np.unique(outlets, return_inverse=True)[1]),
    ]
    if not keys:
        return
    pairs, n_shared = np.unique(np.concatenate(keys), return_counts=True)
    for key in pairs[n_shared >= MIN_SHARED].tolist():
        yield divmod(key, len(codes))


def _sorted_holders(codes: Sequence[Hashes], size: int) -> tuple[Hashes, Places]:
    """Shingles in order with their holders in order; a holder counts once for a shingle."""
    parts = [np.unique(shingles(words, size)) for words in codes]
    hashes = np.concatenate([*parts, np.empty(0, dtype=np.uint64)])
    owners = np.repeat(np.arange(len(parts), dtype=np.int32), [len(part) for part in parts])
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    is_held = np.zeros(len(hashes) + 1, dtype=np.bool_)  # by more than one
    is_held[1:-1] = hashes[1:] == hashes[:-1]
    is_shared = is_held[1:] | is_held[:-1]
    return hashes[is_shared], owners[is_shared].astype(np.intp)


def _all_pairs(owners: Places, lengths: Places, n: int) -> Iterator[Places]:
    """Keys i * n + j of all pairs of holders, for shingles of at most `MAX_HOLDERS`.

    Yields, for each distance, the pairs that stand so far from one another.
    """
    starts = np.cumsum(lengths) - lengths
    is_few = lengths <= MAX_HOLDERS
    left = np.repeat(lengths, lengths) - (np.arange(len(owners)) - np.repeat(starts, lengths)) - 1
    left[~np.repeat(is_few, lengths)] = 0  # holders that follow within the shingle
    places = np.flatnonzero(left)
    for distance in range(1, MAX_HOLDERS):
        places = places[left[places] >= distance]
        if not len(places):
            return
        yield owners[places] * n + owners[places + distance]


def _chained(owners: Places, lengths: Places, n: int, outlet: Places) -> Iterator[Places]:
    """Keys of holders and those next to them, for shingles of many holders and many outlets."""
    ends = np.cumsum(lengths)
    for run in np.flatnonzero(lengths > MAX_HOLDERS).tolist():
        held = owners[ends[run] - lengths[run] : ends[run]]
        if len(held) <= STANDING * len(np.unique(outlet[held])):
            for distance in range(1, CHAINED + 1):
                yield held[:-distance] * n + held[distance:]
