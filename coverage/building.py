"""A build: inputs in, one published snapshot out, and nothing at all where nothing changed."""

from __future__ import annotations

import hashlib
import logging
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, nullcontext
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coverage import additions, corrections, edit_rows, edits, installed, store
from coverage.comparison import Comparison, compare
from coverage.edits import Edit, Kind
from coverage.inputs import Inputs, Recipe, join, of_snapshot
from coverage.language.embeddings import DEFAULT_MODEL, Embedder, SentenceEncoder
from coverage.matching import cross_encoder, second_reading
from coverage.matching.adjudicator import Adjudicator, AdjudicatorOptions
from coverage.matching.cross_encoder import Matcher, Reader
from coverage.matching.models import Models
from coverage.matching.pair_encoder import DEFAULT_MATCHER
from coverage.reading import listing, sources
from coverage.records import TABLES, Document, Rejected, Report, content_id, silent
from coverage.settings import Settings

LIBRARIES = ("torch", "transformers", "sentence-transformers", "scikit-learn", "sentencex")
"""Libraries that can change a table's content; their versions are part of a snapshot's name."""

_PARTS = {".py", ".json", ".safetensors", ".toml", ".txt"}
_NO_PART = ("views", "charts", "store.py", "cli.py", "__main__.py")
"""Modules that no table depends on."""

Warn = Callable[[str], None]
"""Called with what somebody must know before it happens."""

_log: Warn = logging.getLogger(__name__).warning


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did. `folder`: the snapshot; `is_new`: false where it was there already.

    `n_added`: the pages among its inputs that were added in the app; `corrected`: how many
    corrections hold (`n`), and those that find what they are about no more (`lost`), as rows;
    `adjudicated`: the adjudicator's counts, empty where none was named.
    """

    folder: Path
    is_new: bool
    counts: dict[str, int]
    seconds: float
    n_added: int
    corrected: dict[str, Any]
    adjudicated: dict[str, Any]


def build(
    inputs: Sequence[Path],
    out: Path,
    manifest: Path | None = None,
    model: str = DEFAULT_MODEL,
    use_cache: bool = True,
    settings: Settings | None = None,
    report: Report = silent,
    columns: Mapping[str, str] | None = None,
    outlets: Path | None = None,
    command: Sequence[str] = (),
    adjudicator: AdjudicatorOptions | None = None,
    warn: Warn = _log,
    matcher: str = DEFAULT_MATCHER,
) -> Built:
    """Build a snapshot of `inputs` and of what was added in the app, and publish it as `out`.

    A snapshot is named by what went into it: pages, corrections, settings, model, this package
    and the libraries. Where that one is there already, nothing is computed. `manifest` and
    `columns` are those of `reading.sources.read`, `outlets` that of `listing.own`; columns and
    outlets hold for what was added too; `command`, the words of the command line, is kept so that
    the app can say how to build again. `warn` is told before text leaves this machine, as it does
    where the `adjudicator` stands elsewhere; `matcher` names the cross-encoder that reads pairs in
    doubt, as `cross_encoder.named` knows it. Raises the errors of these functions and of
    `SentenceEncoder`, `Adjudicator`, `corrections.Log` and `store.write`.
    """
    began = time.perf_counter()
    store.check_place(out)
    judge = _judge(adjudicator, out, use_cache)
    documents, rejected = sources.read(inputs, manifest, columns)
    own = listing.own(inputs, outlets)
    recipe = Recipe(model, settings or Settings(), columns or {}, own, adjudicator, matcher)
    encoders = _Encoders.of(recipe)
    with store.lock(out, report):
        given = Inputs(documents, rejected, recipe)
        return _publish(given, encoders, judge, out, use_cache, report, began, command, warn)


def rebuild(out: Path, report: Report = silent, warn: Warn = _log) -> Built:
    """Build the snapshot shown as `out` again, with what was added and corrected since.

    Models, settings, columns, outlets and adjudicator are those that the snapshot was asked for.
    Raises as `build` does, SnapshotMissing and SnapshotUnfit.
    """
    began = time.perf_counter()
    with store.lock(out, report):
        store.check_place(out)
        with store.Snapshot(out) as snapshot:
            given, command = of_snapshot(snapshot.path), snapshot.manifest.get("command", [])
        encoders = _Encoders.of(given.recipe)
        judge = _judge(given.recipe.adjudicator, out, True)
        return _publish(given, encoders, judge, out, True, report, began, command, warn)


@dataclass(frozen=True, slots=True)
class _Encoders:
    """The sentence encoder and, where one is wanted, the cross-encoder."""

    sentences: SentenceEncoder
    pairs: Reader | None

    @classmethod
    def of(cls, recipe: Recipe) -> _Encoders:
        """Those that were asked for; a cross-encoder is refused before anything is computed."""
        pairs = cross_encoder.named(recipe.matcher)
        if pairs is not None:
            second_reading.of(pairs)
        return cls(SentenceEncoder(recipe.model), pairs)

    def models(self, cache: Path | None, judge: Adjudicator | None) -> Models:
        """All that judges sentences; what it computes is kept in the folder `cache`."""
        matcher = None if self.pairs is None else Matcher(self.pairs, cache)
        return Models(Embedder(self.sentences, cache), matcher, judge)

    def names(self) -> dict[str, Any]:
        """What decides their words: part of a snapshot's name."""
        found = {"model": self.sentences, "matcher": self.pairs}
        return {k: {"name": e.name, "hash": e.fingerprint} for k, e in found.items() if e}


def _judge(options: AdjudicatorOptions | None, out: Path, use_cache: bool) -> Adjudicator | None:
    """The adjudicator asked for; its verdicts lie beside the vectors."""
    if options is None:
        return None
    return Adjudicator(options, out.parent / ".cache" if use_cache else None)


def _publish(
    given: Inputs,
    encoders: _Encoders,
    judge: Adjudicator | None,
    out: Path,
    use_cache: bool,
    report: Report,
    began: float,
    command: Sequence[str],
    warn: Warn,
) -> Built:
    """Join what was added, apply what was corrected, and publish. Nobody else builds meanwhile."""
    inputs = join(given, additions.read(out, given.recipe.columns))
    log = corrections.Log(corrections.place(out)).rows()
    made_of = _made_of(inputs, log, encoders, judge)
    folder = out.parent / _name(made_of)
    is_new = not (use_cache and store.is_whole(folder))
    if is_new:
        models = encoders.models(out.parent / ".cache" if use_cache else None, judge)
        comparison = _compared(inputs, log, models, report, warn)
        made_of |= _answered(comparison, judge, use_cache)
        folder = out.parent / _name(made_of)
        report("writing", 0, 1)
        written = _manifest(folder.name, out, made_of, comparison, log)
        written["command"] = list(command)
        written["adjudicated"] = {} if judge is None else judge.counts()
        store.write(comparison.tables(), written, out, comparison.meanings)
        report("writing", 1, 1)
    else:
        store.point(out, folder)
    told = store.read_manifest(folder)
    n_added = sum(map(len, inputs.added.values()))
    seconds = time.perf_counter() - began
    judged = judge.counts() if is_new and judge is not None else told.get("adjudicated", {})
    return Built(folder, is_new, told["counts"], seconds, n_added, told["corrected"], judged)


def _compared(
    inputs: Inputs,
    log: Sequence[Edit],
    models: Models,
    report: Report,
    warn: Warn,
) -> Comparison:
    """The comparison of all inputs as corrected; `warn` is told before text leaves this machine."""
    judge = models.adjudicator
    with nullcontext() if judge is None else closing(judge):
        if judge is not None and judge.endpoint.warning:
            warn(judge.endpoint.warning)
        return compare(
            inputs.documents,
            inputs.rejected,
            models,
            inputs.recipe.settings,
            report,
            edits.said(log),
            inputs.recipe.directory,
        )


def _name(made_of: Mapping[str, Any]) -> str:
    """The name of a snapshot that is made of this."""
    return content_id(*(f"{key}={value}" for key, value in made_of.items()))


def _answered(comparison: Comparison, judge: Adjudicator | None, use_cache: bool) -> dict[str, str]:
    """What else names a snapshot whose adjudicator left questions open: the answers it did give.

    The name without it stays free for the build in which all are answered; until then each build
    asks again. It names one built without the cache too, where an answer may differ from before.
    """
    if judge is None or (judge.is_complete and use_cache):
        return {}
    said = [(x.sentence_a, x.sentence_b, x.adjudicated) for x in comparison.links if x.adjudicated]
    return {"answered": content_id(*said)}


def _made_of(
    inputs: Inputs, log: Sequence[Edit], encoders: _Encoders, judge: Adjudicator | None
) -> dict[str, Any]:
    """All that decides what a snapshot holds and how it is built again; it is named by this."""
    return {
        "inputs": _hashes(inputs.documents, inputs.rejected),
        "added": inputs.added,
        "corrections": edits.fingerprint(log),
        "settings": asdict(inputs.recipe.settings),
        **encoders.names(),
        "asked": inputs.recipe.asked(),
        **({} if judge is None else {"adjudicator": judge.names()}),
        "code": _code_hash(),
        "versions": {name: installed.distribution(name).version for name in LIBRARIES},
    }


def _corrected(log: Sequence[Edit], comparison: Comparison) -> dict[str, Any]:
    """How many corrections hold, and those that do not find what they are about, to be shown."""
    standing = edits.standing(log)
    there = {article.article_id for article in comparison.articles}
    there |= {f"{x.sentence_a} {x.sentence_b}" for x in comparison.links if x.reviewed}
    there |= comparison.applied
    by_place = {Kind.EVENT, *edits.CLAIMS}
    name = {e.edit_id: e.edit_id if e.kind in by_place else e.target for e in standing}
    lost = [edit for edit in standing if name[edit.edit_id] not in there]
    return {"n": len(standing) - len(lost), "lost": [edit_rows.to_row(edit) for edit in lost]}


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
        if file.suffix in _PARTS and place.parts[0] not in _NO_PART:
            digest.update(place.as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def _manifest(
    name: str,
    out: Path,
    made_of: dict[str, Any],
    comparison: Comparison,
    log: Sequence[Edit],
) -> dict[str, Any]:
    """What `manifest.json` says."""
    return {
        "snapshot": name,
        "out": out.name,
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        **made_of,
        "counts": {table: len(getattr(comparison, table)) for table in TABLES},
        "corrected": _corrected(log, comparison),
        "edits": [edit.edit_id for edit in edits.standing(log)],
        "event_level": comparison.event_level,
        "seconds": {stage: round(t, 3) for stage, t in comparison.seconds.items()},
    }
