"""Which words of a copied passage differ, or stand in quotation marks in one article alone."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from rapidfuzz.distance import Indel

from coverage.matching.shingles import Flags, Words

MOST_BARE = 4
"""Words in a row up to which quotation marks around them, in one article alone, are a difference.
Around more it is one quotation that was cut up otherwise. Own choice."""

Marks = list[tuple[int, int]]
"""Offsets of what is marked in an article's text, in order; neighbours are one mark."""


def differing(
    a: Words, span_a: tuple[int, int], b: Words, span_b: tuple[int, int]
) -> tuple[Marks, Marks]:
    """What is marked in either article of a passage with its places there.

    The words are aligned anew (longest common subsequence), as they were when it was found.
    """
    places = [_places(words, span) for words, span in ((a, span_a), (b, span_b))]
    codes = [words.codes[own].tolist() for words, own in zip((a, b), places, strict=True)]
    own_a, own_b = np.zeros(len(codes[0]), np.bool_), np.zeros(len(codes[1]), np.bool_)
    for step in Indel.opcodes(*codes):
        one, other = slice(step.src_start, step.src_end), slice(step.dest_start, step.dest_end)
        if step.tag != "equal":
            own_a[one] = own_b[other] = True
            continue
        quoted_a, quoted_b = a.is_quoted[places[0]][one], b.is_quoted[places[1]][other]
        own_a[one] = _bare(quoted_a & ~quoted_b)
        own_b[other] = _bare(quoted_b & ~quoted_a)
    return _marks(a, places[0], own_a), _marks(b, places[1], own_b)


def _places(words: Words, span: tuple[int, int]) -> slice:
    low, high = np.searchsorted(words.starts, span).tolist()
    return slice(low, high)


def _bare(flags: Flags) -> Flags:
    """`flags` without runs of more than `MOST_BARE`."""
    kept = flags.copy()
    for start, end in _runs(flags):
        if end - start > MOST_BARE:
            kept[start:end] = False
    return kept


def _runs(flags: Flags) -> Iterable[tuple[int, int]]:
    """Where runs of what is true begin and end."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _marks(words: Words, places: slice, own: Flags) -> Marks:
    starts, ends = words.starts[places], words.ends[places]
    return [(int(starts[first]), int(ends[end - 1])) for first, end in _runs(own)]
