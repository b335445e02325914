"""What speaks for two articles telling of one event: their content, against the corpus's own.

Four likenesses are compared: the vectors of the leads and of the whole texts, the words and the
names; a day that both name (`named_days`) adds to them. Articles of one corpus are all somewhat
alike (one region, one crisis, one outlet's style), and how much differs from corpus to corpus by
more than events do. So from each likeness its background is taken: what the two articles have on
average with the corpus's other articles.

No weight is trained. Measured on the labelled corpora (docs/decisions/0007-events.md), weights
learned on some corpora do worse on another one than equal ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from coverage.language.embeddings import Vectors
from coverage.matching.named_days import NamedDays
from coverage.matching.terms import WORD, Floats, names, tfidf
from coverage.matching.timing import Timing

Indices = npt.NDArray[np.intp]

N_LEAD = 3
"""Sentences after the headline that make the lead: news says first what happened."""

LAST_WEIGHT = 0.2
"""Weight of an article's last sentence in its body vector, against 1 for the first."""

SLOPE = 0.25
"""Log-odds that one standard deviation of likeness above the background is worth. By logistic
regression on the labelled corpora: 0.22 (ECB+) to 0.66 (invented events), 0.25 on all."""

N_REFERENCES = 512
"""Articles that stand for the corpus's background. All others up to this number."""

BACKGROUND_SHARE = 0.8
"""Share of the least alike articles that is background: what is left may be of the same event.
From 0.5 to 0.9 nothing changes by more than 0.002."""

PRIOR_ARTICLES = 50
"""Articles' worth of the usual background that is added to a corpus's own, since a few articles
of one event have no background. From 20 to 200 nothing changes by more than 0.001."""


@dataclass(frozen=True, slots=True)
class Usual:
    """Background of one likeness as it is usual: mean of the cosine and its deviation."""

    mean: float
    deviation: float


USUAL = {
    "lead": Usual(0.180, 0.0746),
    "body": Usual(0.326, 0.0819),
    "terms": Usual(0.220, 0.0377),
    "names": Usual(0.0365, 0.0171),
}
"""Means over the four labelled corpora of the least alike 80 per cent of each article's pairs."""


@dataclass(frozen=True, slots=True)
class ArticleFeatures:
    """Of n articles. The likeness of i and j is `dense[i] @ dense[j] + terms[i] @ terms[j]
    + names[i] @ names[j] - (background[i] + background[j]) / 2` and what a common day is worth,
    in log-odds.
    """

    dense: Vectors  # (n, 2 d): lead and body
    terms: sparse.csr_matrix
    names: sparse.csr_matrix
    background: Floats  # (n,)
    named_days: NamedDays
    timing: Timing

    def __len__(self) -> int:
        return len(self.background)

    def content(self, i: Indices, j: Indices) -> Floats:
        """Log-odds that i[k] and j[k] tell of one event by what they say, up to a constant."""
        found = np.empty(len(i), dtype=np.float32)
        for low in range(0, len(i), CHUNK):
            rows, others = i[low : low + CHUNK], j[low : low + CHUNK]
            alike = np.einsum("kd,kd->k", self.dense[rows], self.dense[others])
            for words in (self.terms, self.names):
                alike += np.asarray(words[rows].multiply(words[others]).sum(axis=1)).ravel()
            alike += self.named_days.shared(rows, others)
            found[low : low + CHUNK] = alike - self._between(rows, others)
        return np.round(found, DIGITS)

    def _between(self, i: Indices, j: Indices) -> Floats:
        return np.asarray((self.background[i] + self.background[j]) / 2, dtype=np.float32)


CHUNK = 65536
"""Pairs compared at a time: bounds memory, changes nothing."""

DIGITS = 3
"""Digits after the point of a likeness: what differs between machines is rounded off."""


def prepare(
    texts: Sequence[str], vectors: Sequence[Vectors], days: Sequence[int | None]
) -> ArticleFeatures:
    """Features of n >= 1 articles; `vectors[k]` has a row for each sentence of k, headline first.

    `days`: ordinal day of each, where known. The order must not depend on that of the inputs
    (that of ids will do), since the first articles stand for the background of a large corpus.
    """
    lead = unit(np.stack([rows[: 1 + N_LEAD].mean(axis=0) for rows in vectors]))
    body = unit(np.stack([_weighted_mean(rows) for rows in vectors]))
    words, capitalised = tfidf(texts, WORD), names(texts)
    background = (
        _background(lead, USUAL["lead"])
        + _background(body, USUAL["body"])
        + _background(words, USUAL["terms"])
        + _background(capitalised, USUAL["names"])
    )
    dense = np.concatenate([lead * _scale("lead"), body * _scale("body")], axis=1)
    return ArticleFeatures(
        dense=np.ascontiguousarray(dense, dtype=np.float32),
        terms=(words * _scale("terms")).tocsr(),
        names=(capitalised * _scale("names")).tocsr(),
        background=background,
        named_days=NamedDays.of(texts, days),
        timing=Timing.of(days),
    )


def _scale(name: str) -> np.float32:
    """What a unit row is multiplied by, so that products of two rows are log-odds."""
    return np.float32(np.sqrt(SLOPE / USUAL[name].deviation))


def _background(rows: Vectors | sparse.csr_matrix, usual: Usual) -> Floats:
    """Mean likeness of each article to the background, in log-odds; shape (n,)."""
    n = rows.shape[0]
    references = rows[:N_REFERENCES]
    found = np.full(n, usual.mean, dtype=np.float64)
    for low in range(0, n if n > 1 else 0, N_REFERENCES):
        block = rows[low : low + N_REFERENCES] @ references.T
        dense = block if isinstance(block, np.ndarray) else block.toarray()
        alike = np.array(dense, dtype=np.float64)
        found[low : low + N_REFERENCES] = _least_alike(alike, low)
    mean = (n * found + PRIOR_ARTICLES * usual.mean) / (n + PRIOR_ARTICLES)
    return np.asarray(mean * SLOPE / usual.deviation, dtype=np.float32)


def _least_alike(alike: npt.NDArray[np.float64], low: int) -> npt.NDArray[np.float64]:
    """Mean of the lowest share of each row, an article's likeness to itself left out."""
    n_references = alike.shape[1]
    own = np.arange(low, min(low + len(alike), n_references))
    alike[own - low, own] = np.inf
    is_self_in = np.arange(len(alike)) + low < n_references
    alike.sort(axis=1)
    sums = alike.cumsum(axis=1)
    n_others = np.where(is_self_in, n_references - 1, n_references)
    n_kept = np.maximum(np.round(n_others * BACKGROUND_SHARE).astype(int), 1)
    return np.asarray(sums[np.arange(len(alike)), n_kept - 1] / n_kept)


def _weighted_mean(rows: Vectors) -> Vectors:
    weight = np.linspace(1, LAST_WEIGHT, len(rows), dtype=np.float32)[:, None]
    return np.asarray((rows * weight).mean(axis=0), dtype=np.float32)


def unit(rows: Vectors) -> Vectors:
    """`rows` at length 1; a row of zeros stays."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9), dtype=np.float32)
