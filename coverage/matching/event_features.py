"""What speaks for two articles telling of one event: their content, against the corpus's own.

Four likenesses are compared: the vectors of the leads and of the whole texts, the words and the
names; a day that both name (`named_days`) adds to them. Articles of one corpus are all somewhat
alike (one region, one crisis, one outlet's style), and how much differs from corpus to corpus by
more than events do. So from each likeness its background is taken: what the two articles have on
average with the corpus's other articles.

No weight is trained. Measured on the labelled corpora (decision 7 in docs/decisions), weights
learned on some corpora do worse on another one than equal ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse

from coverage.language.embeddings import Vectors
from coverage.matching import counting, row_products
from coverage.matching.named_days import NamedDays
from coverage.matching.term_counts import weighed
from coverage.matching.terms import Floats
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
    """Of n articles. The likeness of i and j is, in log-odds, `dense[i] @ dense[j]
    + frequent[i] @ frequent[j] + words[i] @ words[j] - (background[i] + background[j]) / 2` and
    what a common day is worth.
    """

    dense: Vectors  # (n, 2 d): lead and body
    frequent: Floats  # (n, N_FREQUENT at most): the words that most articles have
    words: sparse.csr_matrix  # the other words, and beside them names
    background: Floats  # (n,)
    named_days: NamedDays
    timing: Timing

    def __len__(self) -> int:
        return len(self.background)

    def content(self, i: Indices, j: Indices) -> Floats:
        """Log-odds that i[k] and j[k] tell of one event by what they say, up to a constant.

        Fast where equal i follow one another.
        """
        found = row_products.dense(self.dense, i, j) + row_products.dense(self.frequent, i, j)
        found += row_products.sparse_rows(self.words, i, j)
        found += self.named_days.shared(i, j)
        found -= (self.background[i] + self.background[j]) / 2
        return np.round(found, DIGITS)


N_FREQUENT = 256
"""Words that are laid out densely: changes nothing but the time."""

COMPARED = 4096
"""Articles compared with the references at a time: bounds memory, changes nothing."""

ARTICLES = 1024
"""Articles whose vectors are averaged at a time: bounds memory, changes nothing."""

DIGITS = 3
"""Digits after the point of a likeness: what differs between machines is rounded off."""


def prepare(
    texts: Sequence[str],
    vectors: Sequence[Vectors],
    days: Sequence[int | None],
    cache_folder: Path | None = None,
) -> ArticleFeatures:
    """Features of n >= 1 articles; `vectors[k]` has a row for each sentence of k, headline first.

    `days`: ordinal day of each, where known. `cache_folder`: where what was counted in texts is
    kept; it changes nothing but the time. The order must not depend on that of the inputs (that
    of ids will do), since the first articles stand for the background of a large corpus.
    """
    counted = counting.count(texts, cache_folder)
    lead, body = _means(vectors)
    frequent, words = _by_frequency(weighed(counted.words))
    names = weighed(counted.names, is_log=True)
    background = (
        _background("lead", lead)
        + _background("body", body)
        + _background("terms", frequent, words)
        + _background("names", names)
    )
    lead *= _scale("lead")  # in place: they are large
    body *= _scale("body")
    frequent *= _scale("terms")
    words.data *= _scale("terms")
    names.data *= _scale("names")
    return ArticleFeatures(
        dense=np.concatenate([lead, body], axis=1),
        frequent=frequent,
        words=sparse.hstack([words, names], format="csr"),
        background=background,
        named_days=NamedDays.counted(counted.days, days),
        timing=Timing.of(days),
    )


def _scale(name: str) -> np.float32:
    """What a unit row is multiplied by, so that products of two rows are log-odds."""
    return np.float32(np.sqrt(SLOPE / USUAL[name].deviation))


def _by_frequency(words: sparse.csr_matrix) -> tuple[Floats, sparse.csr_matrix]:
    """The columns that most articles have, laid out densely, and the others.

    Half of what is not zero stands in few columns, which are multiplied faster as they are here.
    """
    n_articles = np.bincount(words.indices, minlength=words.shape[1])
    first = np.argsort(-n_articles, kind="stable")
    frequent, others = np.sort(first[:N_FREQUENT]), np.sort(first[N_FREQUENT:])
    return words[:, frequent].toarray(), words[:, others]


def _background(name: str, *parts: Vectors | sparse.csr_matrix) -> Floats:
    """Mean likeness of each article to the background, in log-odds; shape (n,).

    The likeness is summed over `parts` of the columns.
    """
    n, usual = parts[0].shape[0], USUAL[name]
    references = [_turned(rows[:N_REFERENCES]) for rows in parts]
    found = np.full(n, usual.mean, dtype=np.float64)
    starts = [0, *range(N_REFERENCES, n, COMPARED)] if n > 1 else []
    for low, high in zip(starts, [*starts[1:], n], strict=False):  # the references themselves first
        blocks = [rows[low:high] @ turned for rows, turned in zip(parts, references, strict=True)]
        alike = [b if isinstance(b, np.ndarray) else b.toarray() for b in blocks]
        found[low:high] = _least_alike(reduce(np.add, alike), is_own=low == 0)
    mean = (n * found + PRIOR_ARTICLES * usual.mean) / (n + PRIOR_ARTICLES)
    return np.asarray(mean * SLOPE / usual.deviation, dtype=np.float32)


def _turned(rows: Vectors | sparse.csr_matrix) -> Vectors | sparse.csr_matrix:
    """Columns for rows; of a sparse matrix laid out anew, once rather than for each product."""
    return rows.T if isinstance(rows, np.ndarray) else rows.T.tocsr()


def _least_alike(alike: Vectors, *, is_own: bool) -> npt.NDArray[np.float64]:
    """Mean of the lowest share of each row; `is_own`: row k is of the k-th reference itself, whose
    likeness to itself is left out.
    """
    n_others = alike.shape[1] - is_own
    if is_own:
        np.fill_diagonal(alike, np.inf)
    alike.sort(axis=1)  # for so few, faster than a partition
    n_kept = max(round(n_others * BACKGROUND_SHARE), 1)
    return np.asarray(alike[:, :n_kept].mean(axis=1, dtype=np.float64))


def _means(vectors: Sequence[Vectors]) -> tuple[Vectors, Vectors]:
    """Two vectors of length 1 for each article: of its lead, and of it whole, the first sentences
    before the last.
    """
    leads: list[Vectors] = []
    bodies: list[Vectors] = []
    for low in range(0, len(vectors), ARTICLES):
        rows = vectors[low : low + ARTICLES]
        pointers = np.cumsum([0, *map(len, rows)])
        n = int(pointers[-1])
        length = np.repeat(np.diff(pointers), np.diff(pointers))
        place = np.arange(n) - np.repeat(pointers[:-1], np.diff(pointers))
        weight = 1 - (1 - LAST_WEIGHT) * place / np.maximum(length - 1, 1)
        all_rows = np.concatenate(rows)
        for values, found in ((place <= N_LEAD, leads), (weight, bodies)):
            each = (values.astype(np.float32), np.arange(n), pointers)
            found.append(unit(sparse.csr_matrix(each, (len(rows), n)) @ all_rows))
    return np.concatenate(leads), np.concatenate(bodies)


def unit(rows: Vectors) -> Vectors:
    """`rows` at length 1; a row of zeros stays."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9), dtype=np.float32)
