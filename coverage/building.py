"""A build: inputs in, one published snapshot out, and nothing at all where nothing changed."""

from __future__ import annotations

import hashlib
import platform
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from coverage import store
from coverage.comparison import Comparison, compare
from coverage.language.embeddings import DEFAULT_MODEL, Embedder, SentenceEncoder
from coverage.reading import sources
from coverage.records import Document, Rejected, Report, content_id, silent
from coverage.settings import Settings

LIBRARIES = ("torch", "transformers", "sentence-transformers", "scikit-learn", "sentencex")
"""Libraries that can change a table's content; their versions are part of a snapshot's name."""

_NO_PART = ("views", "charts", "store.py", "__main__.py")
"""Modules that no table depends on."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did. `folder`: the snapshot; `is_new`: false where it was there already."""

    folder: Path
    is_new: bool
    counts: dict[str, int]
    seconds: float


def build(
    inputs: Sequence[Path],
    out: Path,
    manifest: Path | None = None,
    model: str = DEFAULT_MODEL,
    use_cache: bool = True,
    settings: Settings | None = None,
    report: Report = silent,
    columns: Mapping[str, str] | None = None,
    command: Sequence[str] = (),
) -> Built:
    """Build a snapshot of `inputs` and publish it as `out`.

    A snapshot is named by what went into it: pages, settings, model, this package and the
    libraries. Where that one is there already, nothing is computed. `manifest` and `columns` are
    those of `reading.sources.read`; `command`, the words of the command line, is kept in the
    manifest so that the app can say how to build again. Raises that function's errors and those
    of `SentenceEncoder` and `store.write`.
    """
    began = time.perf_counter()
    settings = settings or Settings()
    store.check_place(out)
    documents, rejected = sources.read(inputs, manifest, columns)
    encoder = SentenceEncoder(model)
    hashes = _hashes(documents, rejected)
    made_of = {
        "inputs": hashes,
        "settings": asdict(settings),
        "model": {"name": encoder.name, "hash": encoder.fingerprint},
        "code": _code_hash(),
        "versions": {name: version(name) for name in LIBRARIES},
    }
    name = content_id(*(f"{key}={value}" for key, value in made_of.items()))
    known = out.parent / name
    if use_cache and store.is_whole(known):
        store.point(out, known)
        counts = store.read_manifest(known)["counts"]
        return Built(known, False, counts, time.perf_counter() - began)
    cache = out.parent / ".cache" if use_cache else None
    comparison = compare(documents, rejected, Embedder(encoder, cache), settings, report)
    tables = comparison.tables()
    counts = {table: rows.num_rows for table, rows in tables.items()}
    written = _manifest(name, out, made_of, counts, comparison) | {"command": list(command)}
    folder = store.write(tables, written, out)
    return Built(folder, True, counts, time.perf_counter() - began)


def _hashes(documents: Sequence[Document], rejected: Sequence[Rejected]) -> dict[str, str]:
    """Hash of every input by its id: all that is known of a document, or why it was refused."""
    found = {row.source_id: content_id(row.reason) for row in rejected}
    for row in documents:
        beside = (row.form, row.outlet, row.title, row.published, row.url, row.retrieved)
        found[row.source_id] = content_id(row.content, *beside)
    return dict(sorted(found.items()))


def _code_hash() -> str:
    """Hash of the modules and data files of this package that tables depend on."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for file in sorted(root.rglob("*")):
        place = file.relative_to(root)
        is_part = (
            file.suffix in {".py", ".json", ".toml", ".txt"} and place.parts[0] not in _NO_PART
        )
        if is_part:
            digest.update(place.as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def _manifest(
    name: str,
    out: Path,
    made_of: dict[str, Any],
    counts: dict[str, int],
    comparison: Comparison,
) -> dict[str, Any]:
    """What `manifest.json` says."""
    return {
        "snapshot": name,
        "out": out.name,
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        **made_of,
        "counts": counts,
        "event_level": comparison.event_level,
        "seconds": {stage: round(t, 3) for stage, t in comparison.seconds.items()},
    }
