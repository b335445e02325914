"""Pairs of texts -> log-odds, by any cross-encoder; what was computed once is kept.

A cross-encoder reads two sentences together. One comes with this package (`pair_encoder`); of
others two kinds are taken: of likeness (STS), with one label, and of inference (NLI), of whose
labels the one called "entailment" counts.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import uuid
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from coverage.errors import ModelUnavailable
from coverage.language.embeddings import fingerprint_of, load
from coverage.matching.pair_encoder import DEFAULT_MATCHER, PairEncoder
from coverage.matching.terms import Floats
from coverage.records import Report, silent

BATCH = 32
"""Pairs handed to the model at once."""

SAVE_EVERY = 5_000
"""New scores after which the cache is written: a killed build loses at most their work."""

DIGITS = 3
"""Digits of a score that are kept: those beyond depend on how pairs fall into batches."""

MOST = 12.0
"""Log-odds at which a score is cut off."""

_ARCHITECTURE = "ForSequenceClassification"
_ENTAILMENT = "entailment"


class Reader(Protocol):
    """What scores pairs of texts as they stand, one before the other."""

    @property
    def name(self) -> str:
        """Name for people."""

    @property
    def kind(self) -> str:
        """What it was trained for."""

    @property
    def is_symmetric(self) -> bool:
        """Whether it was trained to say the same in either direction."""

    @property
    def fingerprint(self) -> str:
        """Hash of everything that decides the scores."""

    def score(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """Log-odds, shape (n pairs,)."""


NONE = "none"
"""The name by which a build does without a cross-encoder."""


def named(model: str) -> Reader | None:
    """The cross-encoder of this name: the one that comes with this package, another, or `NONE`.

    Raises ModelUnavailable as `PairEncoder` and `CrossEncoder` do.
    """
    if model == NONE:
        return None
    return PairEncoder() if model == DEFAULT_MATCHER else CrossEncoder(model)


class CrossEncoder:
    """A cross-encoder from a folder, or by a name whose files this machine has.

    Its weights are loaded when first needed. Raises ModelUnavailable when it is not on this
    machine, is no cross-encoder, or is one of neither kind. Code that comes with a model is never
    run.
    """

    is_symmetric = False

    def __init__(self, model: str) -> None:
        self.name = Path(model).name
        self._folder = _folder_of(model)
        self._entailment = _entailment(self._folder)

    @property
    def kind(self) -> str:
        """What it was trained for: "sts" or "nli"."""
        return "sts" if self._entailment is None else "nli"

    @cached_property
    def fingerprint(self) -> str:
        """16 hexadecimal digits over the model's files, as `fingerprint_of` gives them."""
        return fingerprint_of(self._folder)

    @cached_property
    def _model(self) -> Any:
        wanted = "give --matcher a folder saved as a cross-encoder, or leave it out."
        return load(self._folder, "CrossEncoder", wanted)

    def score(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """Log-odds, shape (n pairs,): that the two are alike, or that the first entails the second.

        Of likeness it is the model's output, whatever function its own settings name.
        """
        if not pairs:
            return np.zeros(0, dtype=np.float32)
        functions = importlib.import_module("torch").nn
        is_likeness = self._entailment is None
        found = self._model.predict(
            list(pairs),
            batch_size=BATCH,
            show_progress_bar=False,
            activation_fn=functions.Identity() if is_likeness else functions.LogSoftmax(dim=-1),
        )
        scores = np.asarray(found, dtype=np.float64).reshape(len(pairs), -1)
        if not is_likeness:
            share = scores[:, self._entailment]
            scores = share - np.log(-np.expm1(np.minimum(share, -1e-9)))
        return np.clip(scores.reshape(len(pairs)), -MOST, MOST).astype(np.float32)


def _folder_of(model: str) -> Path:
    """The folder of a model: itself, or that of a name in the local hub cache."""
    folder = Path(model)
    if folder.is_dir():
        return folder
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    hub = importlib.import_module("huggingface_hub")
    name = model if "/" in model else f"cross-encoder/{model}"
    try:
        return Path(hub.snapshot_download(name, local_files_only=True))
    except (OSError, ValueError) as error:
        msg = (
            f"The model {model} is not on this machine, and nothing is downloaded during a build. "
            f"Fetch it once where there is a network (hf download {name} --local-dir FOLDER) and "
            "give --matcher FOLDER, or leave --matcher out."
        )
        raise ModelUnavailable(msg) from error


def _entailment(folder: Path) -> int | None:
    """Which of the labels is entailment; `None` for a model with one label, of likeness."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        architectures = [str(name) for name in config["architectures"]]
        labels = {int(k): str(name) for k, name in config.get("id2label", {}).items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        msg = f"{folder.name} holds no model that says what it is; give --matcher a cross-encoder."
        raise ModelUnavailable(msg) from error
    if not any(name.endswith(_ARCHITECTURE) for name in architectures):
        msg = (
            f"The model in {folder.name} is no cross-encoder but {', '.join(architectures)}; "
            "give --matcher one that was trained on pairs, or --model this one."
        )
        raise ModelUnavailable(msg)
    if len(labels) == 1:
        return None
    found = [k for k, name in labels.items() if name.casefold() == _ENTAILMENT]
    if len(found) != 1:
        told = ", ".join(labels[k] for k in sorted(labels)) or "none"
        msg = (
            f"The model in {folder.name} tells neither likeness (one label) nor entailment (a "
            f"label of that name): its labels are {told}; name them in its config.json (id2label)."
        )
        raise ModelUnavailable(msg)
    return found[0]


class Matcher:
    """Pairs of texts -> scores, each pair read once: looked up in the cache where it is known.

    `save` writes what is new; it is called now and then on the way, and once at the end. The cache
    is one Parquet file a model; one that cannot be read counts as empty.
    """

    def __init__(self, encoder: Reader, cache_folder: Path | None = None) -> None:
        self.encoder = encoder
        self._file = cache_folder / f"{encoder.fingerprint}.pairs.parquet" if cache_folder else None
        self._scores: dict[bytes, float] = read_scores(self._file) if self._file else {}
        self._n_unsaved = 0

    def __call__(
        self,
        texts: Sequence[str],
        rows: npt.NDArray[np.intp],
        columns: npt.NDArray[np.intp],
        both: bool = True,
        report: Report = silent,
    ) -> Floats:
        """Log-odds of the pairs (rows[k], columns[k]) of `texts`, shape (n pairs,).

        The same for a pair in either order: of `both` directions the mean, or else that of the
        text that comes first in the alphabet before the other, where the encoder is symmetric.
        New pairs go longest first, so that each batch holds texts of like length, and in an order
        that does not depend on the caller's.
        """
        forth = [_ordered(texts[i], texts[j]) for i, j in zip(rows, columns, strict=True)]
        ways = [forth]
        if both or not self.encoder.is_symmetric:
            ways.append([(other, one) for one, other in forth])
        new = {pair for way in ways for pair in way if key(pair) not in self._scores}
        missing = sorted(new, key=lambda pair: (-len(pair[0]) - len(pair[1]), pair))
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            scores = self.encoder.score(batch).astype(np.float64).round(DIGITS)
            self._scores.update(zip(map(key, batch), scores.tolist(), strict=True))
            self._n_unsaved += len(batch)
            if self._n_unsaved >= SAVE_EVERY:
                self.save()
            report("matcher", min(start + BATCH, len(missing)), len(missing))
        found = np.array([[self._scores[key(pair)] for pair in way] for way in ways])
        return np.asarray(found.mean(axis=0), dtype=np.float32)

    def save(self) -> None:
        """Write the scores that are new to the cache, by one rename."""
        if not self._file or not self._n_unsaved:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        part = self._file.with_suffix(f".{uuid.uuid4().hex[:8]}")
        write_scores(self._scores, part)
        part.replace(self._file)
        self._n_unsaved = 0


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def key(pair: tuple[str, str]) -> bytes:
    """16 bytes that stand for two texts in their order."""
    digest = hashlib.sha256(str(len(pair[0])).encode())
    for text in pair:
        digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.digest()[:16]


def write_scores(scores: Mapping[bytes, float], file: Path) -> None:
    """Write scores by the keys of their pairs, in the order of the keys."""
    keys = sorted(scores)
    values = pa.array([scores[k] for k in keys], pa.float32())
    pq.write_table(pa.table({"key": pa.array(keys, pa.binary(16)), "score": values}), file)


def read_scores(file: Path) -> dict[bytes, float]:
    """The scores that `write_scores` wrote; none where the file cannot be read."""
    try:
        table = pq.read_table(file)
        keys, scores = table["key"].to_pylist(), table["score"].to_numpy().astype(np.float64)
    except (OSError, KeyError, ValueError):  # Arrow's own errors are ValueErrors
        return {}
    return dict(zip(keys, scores.round(DIGITS).tolist(), strict=True))
