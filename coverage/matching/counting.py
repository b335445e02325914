"""Texts -> the words, names and days they hold; what was counted once is kept, beside the vectors.

A corpus to which articles are added is grouped anew, since each article changes how rare words
are. What is counted in a text does not change, and counting is half of the work: so it is kept by
the text's hash. With what is kept and without it the counts are the same, to the last digit of
what follows from them.
"""

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata
import uuid
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coverage.language.words import WORD
from coverage.matching import named_days, term_counts
from coverage.matching.term_counts import Find, Terms
from coverage.records import content_id

# As `terms.NAME`, but found four times as fast: a search that begins with letters skips the rest.
_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞЀ-Я](?<!\w.)[\w’'-]+", re.DOTALL)

KINDS: dict[str, Find] = {
    "words": lambda text: WORD.findall(text.lower()),
    "names": _NAME.findall,
    "days": named_days.day_terms,
}
"""What is counted in a text, and what finds it."""

VERSION = 1
"""Of what is counted and how it is kept. A change of `KINDS` changes it, so nothing old is read."""

FINGERPRINT = content_id(
    "counts", VERSION, WORD.pattern, _NAME.pattern, unicodedata.unidata_version
)
KEY_BYTES = 16

_DAMAGE = (OSError, ValueError, KeyError, EOFError, RuntimeError, MemoryError, struct.error)


@dataclass(frozen=True, slots=True)
class Counted:
    """What n texts hold. `n_new`: how many different ones had to be counted."""

    words: Terms  # lower case
    names: Terms  # capitalised words, as they stand
    days: Terms  # as `named_days.day_terms`
    n_new: int


@dataclass(frozen=True, slots=True)
class _Kept:
    """All that was counted: of each key its row, and a row for each text in each kind."""

    row: dict[bytes, int]
    terms: dict[str, Terms]


def count(texts: Sequence[str], cache_folder: Path | None = None) -> Counted:
    """Count the texts that `cache_folder` does not know, and write them there.

    Without a folder all are counted and nothing is kept. A file that cannot be read counts as
    empty and is replaced.
    """
    file = cache_folder / f"counts-{FINGERPRINT}.npz" if cache_folder else None
    kept = _read(file) if file else _nothing()
    keys = [_key(text) for text in texts]
    new = {key: text for key, text in zip(keys, texts, strict=True) if key not in kept.row}
    if new:
        found = {kind: term_counts.count(list(new.values()), find) for kind, find in KINDS.items()}
        kept = _with(kept, list(new), found)
        if file:
            _write(kept, file)
    rows = np.array([kept.row[key] for key in keys], dtype=np.intp)
    return Counted(**{kind: kept.terms[kind].of(rows) for kind in KINDS}, n_new=len(new))


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:KEY_BYTES]


def _nothing() -> _Kept:
    return _Kept({}, dict.fromkeys(KINDS, term_counts.empty()))


def _with(kept: _Kept, keys: Sequence[bytes], found: dict[str, Terms]) -> _Kept:
    row = kept.row | {key: k for k, key in enumerate(keys, start=len(kept.row))}
    if not kept.row:
        return _Kept(row, found)
    return _Kept(row, {k: term_counts.merged(kept.terms[k], found[k]) for k in KINDS})


def _write(kept: _Kept, file: Path) -> None:
    """Write all of it by one rename."""
    arrays: dict[str, npt.NDArray[np.generic]] = {"keys": _bytes(b"".join(kept.row))}
    for kind, terms in kept.terms.items():
        vocabulary = "\n".join(terms.vocabulary).encode("utf-8", "surrogatepass")
        arrays[f"{kind}-vocabulary"] = _bytes(vocabulary)
        arrays[f"{kind}-counts"] = terms.counts.data
        arrays[f"{kind}-terms"] = terms.counts.indices
        arrays[f"{kind}-pointers"] = terms.counts.indptr
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(f".{uuid.uuid4().hex[:8]}")
    with part.open("wb") as stream:
        np.savez(stream, allow_pickle=False, **arrays)
    part.replace(file)


def _bytes(text: bytes) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text, dtype=np.uint8)


def _read(file: Path) -> _Kept:
    """What the file keeps, nothing where it is not whole: each part of a zip has its checksum."""
    if not file.exists():
        return _nothing()
    try:
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        keys = arrays["keys"].tobytes()
        row = {keys[k : k + KEY_BYTES]: k // KEY_BYTES for k in range(0, len(keys), KEY_BYTES)}
        terms = {kind: _terms(kind, arrays) for kind in KINDS}
    except (*_DAMAGE, zipfile.BadZipFile, zlib.error):
        return _nothing()
    is_whole = all(len(rows) == len(row) for rows in terms.values())
    return _Kept(row, terms) if is_whole else _nothing()


def _terms(kind: str, arrays: dict[str, npt.NDArray[Any]]) -> Terms:
    text = arrays[f"{kind}-vocabulary"].tobytes().decode("utf-8", "surrogatepass")
    return term_counts.of_arrays(
        text.split("\n") if text else [],
        arrays[f"{kind}-counts"],
        arrays[f"{kind}-terms"],
        arrays[f"{kind}-pointers"],
    )
