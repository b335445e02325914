"""Pairs of texts -> 0 to 1, by any cross-encoder; what was computed once is kept.

A cross-encoder reads two sentences together. Two kinds are taken: of likeness (STS), with one
label, and of inference (NLI), of whose labels the one called "entailment" counts. Either is asked
in both directions and the mean is taken, since that two sentences say the same has no direction.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import uuid
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from coverage.errors import ModelUnavailable
from coverage.language.embeddings import fingerprint_of, load
from coverage.matching.terms import Floats
from coverage.records import Report, silent

BATCH = 32
"""Pairs handed to the model at once, each in both directions."""

SAVE_EVERY = 5_000
"""New scores after which the cache is written: a killed build loses at most their work."""

DIGITS = 4
"""Digits of a score that are kept: those beyond depend on how pairs fall into batches."""

_ARCHITECTURE = "ForSequenceClassification"
_ENTAILMENT = "entailment"


class CrossEncoder:
    """A cross-encoder from a folder, or by a name whose files this machine has.

    Its weights are loaded when first needed. Raises ModelUnavailable when it is not on this
    machine, is no cross-encoder, or is one of neither kind. Code that comes with a model is never
    run.
    """

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
        """Shape (n pairs,), 0 to 1: how alike the two are, or whether the first entails the second.

        Likeness is the logistic function of the model's output, whatever its own settings say.
        """
        if not pairs:
            return np.zeros(0, dtype=np.float32)
        functions = importlib.import_module("torch").nn
        is_likeness = self._entailment is None
        found = self._model.predict(
            list(pairs),
            batch_size=2 * BATCH,
            show_progress_bar=False,
            activation_fn=functions.Sigmoid() if is_likeness else functions.Softmax(dim=-1),
        )
        scores = np.asarray(found, dtype=np.float32)
        return scores.reshape(len(pairs)) if is_likeness else scores[:, self._entailment]


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

    def __init__(self, encoder: CrossEncoder, cache_folder: Path | None = None) -> None:
        self.encoder = encoder
        self._file = cache_folder / f"{encoder.fingerprint}.pairs.parquet" if cache_folder else None
        self._scores: dict[bytes, float] = _read(self._file) if self._file else {}
        self._n_unsaved = 0

    def __call__(
        self,
        texts: Sequence[str],
        rows: npt.NDArray[np.intp],
        columns: npt.NDArray[np.intp],
        report: Report = silent,
    ) -> Floats:
        """Shape (n pairs,), 0 to 1, for the pairs (rows[k], columns[k]) of `texts`.

        The same for a pair in either order: the mean of both directions. New pairs go longest
        first, so that each batch holds texts of like length, and in an order that does not depend
        on the caller's.
        """
        wanted = [_ordered(texts[i], texts[j]) for i, j in zip(rows, columns, strict=True)]
        new = {pair for pair in set(wanted) if _key(pair) not in self._scores}
        missing = sorted(new, key=lambda pair: (-len(pair[0]) - len(pair[1]), pair))
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            both = self.encoder.score([*batch, *((b, a) for a, b in batch)])
            means = both.reshape(2, len(batch)).astype(np.float64).mean(axis=0).round(DIGITS)
            self._scores.update(zip(map(_key, batch), means.tolist(), strict=True))
            self._n_unsaved += len(batch)
            if self._n_unsaved >= SAVE_EVERY:
                self.save()
            report("matcher", min(start + BATCH, len(missing)), len(missing))
        return np.array([self._scores[_key(pair)] for pair in wanted], dtype=np.float32)

    def save(self) -> None:
        """Write the scores that are new to the cache, by one rename."""
        if not self._file or not self._n_unsaved:
            return
        keys = pa.array(list(self._scores), pa.binary(16))
        table = pa.table({"key": keys, "score": list(self._scores.values())})
        self._file.parent.mkdir(parents=True, exist_ok=True)
        part = self._file.with_suffix(f".{uuid.uuid4().hex[:8]}")
        pq.write_table(table, part)
        part.replace(self._file)
        self._n_unsaved = 0


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def _key(pair: tuple[str, str]) -> bytes:
    """16 bytes that stand for two texts in their order."""
    digest = hashlib.sha256(str(len(pair[0])).encode())
    for text in pair:
        digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.digest()[:16]


def _read(file: Path) -> dict[bytes, float]:
    try:
        table = pq.read_table(file)
        keys, scores = table["key"].to_pylist(), table["score"].to_pylist()
    except (OSError, KeyError, ValueError):  # Arrow's own errors are ValueErrors
        return {}
    return dict(zip(keys, scores, strict=True))
