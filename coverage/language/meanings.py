"""What a snapshot's sentences mean: their vectors in eight bits each, to be searched by meaning.

Unit vectors rounded to 127ths take a quarter of their room; two of them differ in cosine by some
0.003 from what they were. They lie in a file that is mapped, not read, so that a search takes as
much memory as it has rows at a time.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Meanings = npt.NDArray[np.int8]
"""Shape (n sentences, dimensions)."""

FILE = "meanings.npy"

SCALE = 127
"""What a component of 1 is stored as."""

CHUNK = 8192
"""Sentences compared at a time, some 12 MB of numbers: bounds memory, changes nothing."""


def packed(vectors: npt.NDArray[np.float32]) -> Meanings:
    """Unit vectors, shape (n, dimensions), as they are kept."""
    return np.rint(vectors * SCALE).astype(np.int8)


def likeness(
    meanings: Meanings, query: npt.NDArray[np.float32], rows: npt.NDArray[np.intp]
) -> npt.NDArray[np.float32]:
    """Cosine, -1 to 1, of the unit vector `query` with the sentences in `rows`; shape (n rows,).

    `rows`: ascending.
    """
    found = np.zeros(len(rows), dtype=np.float32)
    for low in range(0, len(rows), CHUNK):
        wanted = rows[low : low + CHUNK]
        first, last = int(wanted[0]), int(wanted[-1])
        is_run = last - first + 1 == len(wanted)  # then there is nothing to pick out
        some = meanings[first : last + 1] if is_run else meanings[wanted]
        found[low : low + CHUNK] = some.astype(np.float32) @ (query / SCALE)
    return np.clip(found, -1, 1)
