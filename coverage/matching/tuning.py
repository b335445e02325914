"""Learning anew what the shipped cross-encoder knows of claims: its adapters, on labelled events.

The scores that labelled pairs get from it are cross-fitted: each by a network that learned nothing
of the pair's event. They are what its word is weighed by, and what figures are taken from.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coverage.errors import TuningFailed
from coverage.language.embeddings import Embedder
from coverage.matching import pair_encoder, training
from coverage.matching.cross_encoder import DIGITS, key, write_scores
from coverage.matching.labelled import LabelledEvent
from coverage.matching.terms import Floats
from coverage.matching.training import Table
from coverage.records import Report, silent

LEARNED_FROM, SCORED_FROM = 0.03, 0.05
"""First probability from which a pair that shares no claim is learned from, and from which a pair
is scored. Pairs under them are told apart without it."""

LEARNED, TRIES, N_ASKED = 0.1, 3, 256
"""Spread of scores, in log-odds, under which a network has learned nothing, as one of six did; how
often it is tuned from another start then; and how many pairs it is asked about to know."""

SIZE = 32
"""Pairs scored at a time."""

Start = Callable[[], tuple[Any, Any, Any]]
"""Makes a network to be tuned, its tokenizer and its marks, as `pair_encoder.base` does."""


def tune(
    events: Sequence[LabelledEvent],
    embedder: Embedder,
    folder: Path = pair_encoder.ADAPTERS_FILE.parent,
    report: Report = silent,
    start: Start = pair_encoder.base,
) -> None:
    """Write adapters learned from all `events` into `folder`, and the cross-fitted scores.

    Takes some minutes where torch finds a graphics card, and most of a day on two cores. Raises
    TuningFailed where a network learns nothing.
    """
    table = training.tabulate(events, embedder, report)
    first, fold = training.cross_validated(table), training.folds(table)
    wanted = (first >= LEARNED_FROM) | table.shares
    scored = (first >= SCORED_FROM) & table.is_apart
    found: dict[bytes, float] = {}
    for number in range(int(fold.max()) + 1):
        tuned = _Tuned(start, table.take(wanted & (fold != number)), report)
        found |= tuned.scores(table.take(scored & (fold == number)))
    whole = _Tuned(start, table.take(wanted), report)
    save = importlib.import_module("safetensors.torch").save_file
    save(whole.learned, folder / pair_encoder.ADAPTERS_FILE.name)
    write_scores(found, folder / pair_encoder.CROSS_FITTED_FILE.name)


class _Tuned:
    """A network tuned on the pairs of `table`."""

    def __init__(self, start: Start, table: Table, report: Report) -> None:
        self._fitting = importlib.import_module("coverage.matching.pair_fitting")
        cuda = importlib.import_module("torch").cuda
        self._device = "cuda" if cuda.is_available() else "cpu"
        weight = np.where(table.is_real, 1.0, training.INVENTED_WEIGHT).astype(np.float32)
        for seed in range(TRIES):
            self._network, self._tokenizer, self._marks = start()
            tokens = self._tokens(table.one, table.other)
            self.learned = self._fitting.fit(
                *(self._network, tokens, table.shares, weight, self._marks),
                seed=seed,
                report=report,
                device=self._device,
            )
            if self._scores(tokens[:N_ASKED]).std() >= LEARNED:
                return
        raise TuningFailed(
            f"The cross-encoder learned nothing in {TRIES} attempts, and nothing was written; "
            "give more labelled events."
        )

    def _scores(self, tokens: Any) -> Floats:
        found = self._fitting.scores(self._network, tokens, self._marks, SIZE, self._device)
        return np.asarray(found, dtype=np.float32)

    def _tokens(self, one: npt.NDArray[np.object_], other: npt.NDArray[np.object_]) -> Any:
        pairs = list(zip(one.tolist(), other.tolist(), strict=True))
        return pair_encoder.tokenized(self._tokenizer, pairs)

    def scores(self, table: Table) -> dict[bytes, float]:
        """Log-odds of the table's pairs in both directions, by the keys of their texts."""
        found: dict[bytes, float] = {}
        for one, other in ((table.one, table.other), (table.other, table.one)):
            scores = self._scores(self._tokens(one, other))
            keys = map(key, zip(one.tolist(), other.tolist(), strict=True))
            found |= dict(zip(keys, scores.astype(np.float64).round(DIGITS).tolist(), strict=True))
        return found
