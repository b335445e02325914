"""The words of texts, and what a sentence model makes of each in its place.

    "The bank shut the branch."   ->   The · bank · shut · the · branch, a vector for each

A word's vector depends on its sentence: "bank" beside "branch" is another one than beside "river".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")

DIGITS = 4
"""Digits after the point that are kept: those beyond depend on what else is in the batch."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one text as they stand, and their vectors, shape (n words, dimensions)."""

    words: tuple[str, ...]
    vectors: Vectors


def read(model: Any, texts: Sequence[str], batch: int) -> list[Words]:
    """The words of each text by a loaded sentence-transformers model, in the texts' order.

    A word that the model parts into several tokens has their mean. What lies beyond the model's
    longest text has no words.
    """
    if not texts:
        return []
    tokens = model.encode(
        list(texts), batch_size=batch, output_value="token_embeddings", show_progress_bar=False
    )
    places = model.tokenizer(
        list(texts), truncation=True, max_length=model.max_seq_length, return_offsets_mapping=True
    )["offset_mapping"]
    return [
        _words(text, np.asarray(rows.cpu(), dtype=np.float32), np.array(place))
        for text, rows, place in zip(texts, tokens, places, strict=True)
    ]


def _words(text: str, tokens: Vectors, places: npt.NDArray[np.intp]) -> Words:
    """`tokens`, shape (n tokens, dimensions), by the words that `places`, (n tokens, 2), lie in."""
    spans = [match.span() for match in WORD.finditer(text)]
    n = min(len(tokens), len(places))  # a model may cut shorter than its tokenizer
    starts = np.array([start for start, _ in spans], dtype=np.intp)
    word = np.searchsorted(starts, places[:n, 0], side="right") - 1
    ends = np.array([end for _, end in spans], dtype=np.intp)
    inside = (word >= 0) & (places[:n, 1] > places[:n, 0])
    inside[inside] &= places[:n, 0][inside] < ends[word[inside]]
    kept, first = np.unique(word[inside], return_index=True)
    if not len(kept):
        return Words((), np.zeros((0, tokens.shape[1]), dtype=np.float32))
    rows = tokens[:n][inside]
    sums = np.add.reduceat(rows, first, axis=0)
    sizes = np.diff([*first, len(rows)])[:, None]
    vectors = np.round(sums / sizes, DIGITS).astype(np.float32)
    return Words(tuple(text[slice(*spans[k])] for k in kept.tolist()), vectors)
