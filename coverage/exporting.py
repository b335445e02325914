"""One event of a snapshot into files: what `export` and the app's Export menu do.

    deck       .pptx   slides with native tables and charts
    workbook   .xlsx   tidy sheets with native charts
    leaflet    .html   one page that opens anywhere, without a network
    csv        .csv    one long table; parquet: the same, typed
    pictures   .zip    every chart as PNG, SVG and PDF
    all        .zip    all of these, with a manifest

A file stands at its place whole or not at all. The time that it bears is that of SOURCE_DATE_EPOCH,
where that is set, so that the same input gives the same bytes.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coverage import corrections
from coverage.corrections import Log
from coverage.edits import Edit
from coverage.errors import ExportUnwritable, UsageError
from coverage.exports.subject import Subject
from coverage.records import Report, silent
from coverage.store import Snapshot

FORMATS = {
    "deck": ".pptx",
    "workbook": ".xlsx",
    "leaflet": ".html",
    "csv": ".csv",
    "parquet": ".parquet",
    "pictures": ".zip",
    "all": ".zip",
}
"""What can be made -> the ending of its name."""

SINGLE = ("deck", "workbook", "leaflet", "csv", "parquet")
"""Those that are one file each."""

N_NAMED = 12
"""Events that are named where none, or one that is not there, is asked for."""


def export(
    place: Path,
    event_id: str,
    to: str,
    out: Path,
    view: Mapping[str, Any] | None = None,
    report: Report = silent,
) -> Path:
    """Write one event of the snapshot at `place` into the folder `out`; returns the file.

    `view`: what of it, as `subject_of.Wanted` has it ("outlets", "claim_ids", "filters", "sure").
    Raises UsageError for an event that is not there, ExportUnwritable, SnapshotMissing.
    """
    report("reading", 0, 1)
    with Snapshot(place) as snapshot:
        subject = _subject(snapshot, event_id, Log(corrections.place(place)).rows(), view or {})
    report("reading", 1, 1)
    content = make(subject, to, report)
    return write(out, f"{file_name(subject.label)}{_mark(to)}{FORMATS[to]}", content)


def export_slides(place: Path, told: Mapping[str, Any], out: Path, report: Report = silent) -> Path:
    """Write picked views into a deck in the folder `out`; returns the file.

    `told`: "name" and "slides", each with "kind", "event_id", "sentence", "view" (see `export`) and
    what else `deck.Picked` has. Raises as `export` does, UsageError where there is no slide.
    """
    deck = importlib.import_module("coverage.exports.deck")
    slides, name = told.get("slides", []), str(told.get("name", ""))
    if not slides:
        raise UsageError("The presentation has no slide that this snapshot can show.")
    picked = []
    with Snapshot(place) as snapshot:
        rows = Log(corrections.place(place)).rows()
        for number, slide in enumerate(slides):
            report("reading", number, len(slides))
            subject = _subject(snapshot, str(slide["event_id"]), rows, slide.get("view", {}))
            more = {key: slide[key] for key in ("claim_id", "sentence_id", "part") if key in slide}
            outlets = tuple(slide.get("outlets", ()))
            sentence = str(slide.get("sentence", ""))
            picked.append(deck.Picked(slide["kind"], subject, sentence, outlets=outlets, **more))
    report("deck", 0, 1)
    content = deck.of_slides(name, picked)
    report("deck", 1, 1)
    return write(out, f"{file_name(name)}{FORMATS['deck']}", content)


def make(subject: Subject, to: str, report: Report = silent) -> bytes:
    """The content of one file."""
    if to in SINGLE:
        report(to, 0, 1)
        content = _single(subject, to)
        report(to, 1, 1)
        return content
    pictures = _pictures(subject, report)
    if to == "pictures":
        return _zipped(pictures, subject)
    name = file_name(subject.label)
    files = {}
    for one in SINGLE:
        report(one, 0, 1)
        files[f"{name}{FORMATS[one]}"] = _single(subject, one)
        report(one, 1, 1)
    files |= {f"pictures/{each}": content for each, content in pictures.items()}
    return _zipped(files, subject)


def _single(subject: Subject, to: str) -> bytes:
    """One file. Imported here: who wants a table must not wait for what makes decks."""
    module, function = {
        "deck": ("deck", "make"),
        "workbook": ("workbook", "make"),
        "leaflet": ("leaflet", "make"),
        "csv": ("tables", "to_csv"),
        "parquet": ("tables", "to_parquet"),
    }[to]
    maker = getattr(importlib.import_module(f"coverage.exports.{module}"), function)
    content: bytes = maker(subject)
    return content


def _pictures(subject: Subject, report: Report) -> dict[str, bytes]:
    pictures = importlib.import_module("coverage.exports.pictures")
    figures = pictures.figures(subject)
    n = len(figures) * len(pictures.FORMATS)
    report("pictures", 0, n)
    found = {}
    for name, content in pictures.render(figures, pictures.FORMATS):
        found[name] = content
        report("pictures", len(found), n)
    return found


def _zipped(files: Mapping[str, bytes], subject: Subject) -> bytes:
    content: bytes = importlib.import_module("coverage.exports.bundle").make(files, subject)
    return content


def _subject(
    snapshot: Snapshot, event_id: str, rows: Sequence[Edit], view: Mapping[str, Any]
) -> Subject:
    subject_of = importlib.import_module("coverage.views.subject_of")
    ids = view.get("claim_ids")
    wanted = subject_of.Wanted(
        outlets=tuple(view.get("outlets", ())),
        claim_ids=None if ids is None else tuple(ids),
        filters=tuple(view.get("filters", ())),
        sure=view.get("sure"),
    )
    try:
        subject: Subject = subject_of.read(snapshot, event_id, rows, made(), wanted)
    except KeyError as error:
        raise UsageError(_which(snapshot, event_id)) from error
    return subject


def _which(snapshot: Snapshot, event_id: str) -> str:
    """That there is no such event, and which there are."""
    found = snapshot.query(
        """SELECT event_id, label FROM events WHERE n_outlets >= 2
           ORDER BY n_outlets DESC, n_articles DESC, event_id LIMIT ?""",
        N_NAMED,
    )
    told = "".join(f"\n  {row['event_id']}  {row['label']}" for row in found.to_dict("records"))
    return f"The snapshot has no event {event_id or 'without a name'}; name one, as:{told}"


def made() -> datetime:
    """When an export is made: SOURCE_DATE_EPOCH, or now; UTC, to the second."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if told.isdecimal():
        return datetime.fromtimestamp(int(told), UTC)
    return datetime.now(UTC).replace(microsecond=0)


def file_name(label: str) -> str:
    """A file's name out of an event's label: letters, digits and hyphens, 60 at most."""
    words = re.sub(r"[^\w]+", "-", label.casefold()).strip("-")
    return f"coverage-{words[:60].rstrip('-')}"


def _mark(to: str) -> str:
    return "-pictures" if to == "pictures" else ""


def write(out: Path, name: str, content: bytes) -> Path:
    """Put a file into the folder `out`, which is made; over one of that name.

    Raises ExportUnwritable where the disk does not let it.
    """
    place = out / name
    staging = out / f".{name}-{uuid.uuid4().hex[:8]}"
    try:
        out.mkdir(parents=True, exist_ok=True)
        staging.write_bytes(content)
        staging.replace(place)
    except OSError as error:
        msg = f"The export cannot be written to {out}: {error.strerror}. Free or choose a place."
        raise ExportUnwritable(msg) from error
    finally:
        with contextlib.suppress(OSError):
            staging.unlink(missing_ok=True)
    return place


def read_view(file: Path | None) -> dict[str, Any]:
    """A view as the app hands it over. Raises UsageError for a file that is none."""
    if file is None:
        return {}
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{file} holds no view ({error}).") from error
    if not isinstance(told, dict):
        raise UsageError(f"{file} holds no view.")
    return told
