"""Shared text parted where both articles begin a new paragraph: one passage a paragraph."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from coverage.matching.shared_text import Shared
from coverage.matching.shingles import Words

NEAR = 3
"""Same words between the ends of two paragraphs, one in either article, that still count as one
end: an editor moved those words over it."""

FEW = 4
"""Same words at either end of a stretch that are left out where they are less of a paragraph than
this and not all of it."""


def parted(shared: Shared, a: Words, b: Words, least: int) -> Iterator[Shared]:
    """The parts of a stretch, in order, each of at least `least` same words where it has so many.

    A shorter part stays with its neighbour. Where a caption or a heading comes between, parts are
    never joined, however short they are.
    """
    trimmed = _trimmed(shared, a, b)
    begin, n = 0, trimmed.n_same
    for end, following, is_wall in _breaks(trimmed, a, b):
        if is_wall or (end - begin >= least and n - following >= least):
            yield trimmed.part(begin, end)
            begin = following
    yield trimmed.part(begin, n)


def _breaks(shared: Shared, a: Words, b: Words) -> Iterator[tuple[int, int, bool]]:
    """Where one part may end and which follows, counted in same words, and whether they must.

    They must where in either article something stands between that tells nothing.
    """
    sections_a, sections_b = a.sections[shared.places_a], b.sections[shared.places_b]
    walls = np.flatnonzero((np.diff(sections_a) != 0) | (np.diff(sections_b) != 0)) + 1
    found = [(wall, wall, True) for wall in walls.tolist()]
    ends_a, ends_b = (
        np.flatnonzero(np.diff(words.blocks[places]) != 0) + 1
        for words, places in ((a, shared.places_a), (b, shared.places_b))
    )
    for end in ends_a.tolist() if len(ends_b) else []:
        low, high = sorted((end, int(ends_b[np.abs(ends_b - end).argmin()])))
        if high - low <= NEAR and not np.any((walls >= low) & (walls <= high)):
            found.append((low, high, False))
    begin = 0
    for end, following, is_wall in sorted(found):
        if end > begin:
            yield end, following, is_wall
            begin = following


def _trimmed(shared: Shared, a: Words, b: Words) -> Shared:
    """Without a few words at either end that belong to a paragraph else not shared."""
    start, stop = 0, shared.n_same
    for words, places in ((a, shared.places_a), (b, shared.places_b)):
        blocks = words.blocks[places]
        for block in (blocks[0], blocks[-1]):
            n_same = int(np.count_nonzero(blocks == block))
            is_whole = n_same == np.count_nonzero(words.blocks == block)
            if n_same < FEW and not is_whole and n_same < shared.n_same:
                start = max(start, n_same) if block == blocks[0] else start
                stop = min(stop, shared.n_same - n_same) if block == blocks[-1] else stop
    return shared.part(start, stop) if start < stop else shared
