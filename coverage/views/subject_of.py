"""One event of a snapshot as the `Subject` of an export. Calls nothing of Streamlit's."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from coverage import edits
from coverage.charts.style import records
from coverage.edits import Edit
from coverage.exports.subject import Origin, Subject
from coverage.measures import scare_quotes, strictness, substitutions
from coverage.measures.strictness import settings_of
from coverage.measures.substitutions import Alternation, Substitution
from coverage.store import Snapshot
from coverage.views import (
    copies_text,
    copies_told,
    firsts,
    keys_told,
    methods_text,
    phrases,
    queries,
    subject_sentences,
    subject_tables,
    timeline_told,
    voices_text,
    voices_told,
    wording_queries,
    wording_text,
)
from coverage.views.wording_queries import Scope


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of an event is exported; the defaults: all of it, as built, the most shared first.

    `outlets`: those shown, none for all; `claim_ids`: the claims in their order, `None` for all;
    `filters`: the same in words; `sure`: another strictness than the snapshot's.
    """

    outlets: tuple[str, ...] = ()
    claim_ids: tuple[str, ...] | None = None
    filters: tuple[str, ...] = ()
    sure: float | None = None


def told(
    snapshot: Snapshot, event_id: str, rows: Sequence[Edit], sure: float | None = None
) -> Snapshot:
    """One event of the snapshot with its claims as corrected, at its own strictness or `sure`."""
    own = snapshot.of_event(event_id)
    if not rows and sure is None:
        return own
    known = strictness.known(
        event_id,
        queries.matched(own, event_id),
        queries.links(own, event_id),
        queries.cells(own, event_id),
    )
    ids = {sentence.sentence_id for sentence in known.sentences}
    asked = {pair: is_same for pair, is_same in edits.asked(rows).items() if ids.issuperset(pair)}
    said = [edit for edit in edits.said(rows).claims if not ids.isdisjoint(edit.claim)]
    if not asked and not said and sure is None:
        return own
    settings = settings_of(snapshot.manifest)
    if sure is not None:
        settings = replace(settings, match_sure=sure)
    return own.with_tables(strictness.regroup(known, settings, asked, said).tables())


def read(
    snapshot: Snapshot,
    event_id: str,
    rows: Sequence[Edit],
    made: datetime,
    wanted: Wanted | None = None,
) -> Subject:
    """All there is to tell of an event.

    `rows`: of the log of corrections; `made`: UTC. Raises KeyError for an event that the snapshot
    does not have.
    """
    wanted = wanted or Wanted()
    events = snapshot.query("FROM events WHERE event_id = ?", event_id).to_dict("records")
    if not events:
        raise KeyError(event_id)
    event, own = events[0], told(snapshot, event_id, rows, wanted.sure)
    outlets = subject_tables.outlets(own, event_id, wanted.outlets)
    names = list(outlets["outlet"])
    claims = subject_tables.claims(own, event_id, wanted.claim_ids)
    cells = queries.cells(own, event_id)
    cells = cells[cells["outlet"].isin(names)].reset_index(drop=True)
    cells = cells[cells["claim_id"].isin(claims["claim_id"])].reset_index(drop=True)
    voices = voices_told.read(own, event_id)
    copies = copies_told.read(own, event_id)
    ids = wording_queries.article_ids(own, Scope(event=event_id))
    keys = keys_told.told(keys_told.count(own, ids), is_own=False)
    quotes = wording_queries.scare_quotes(own, ids)
    quotes = quotes[quotes["confidence"] >= scare_quotes.SHOWN].reset_index(drop=True)
    alternations = wording_queries.alternations(own, ids)
    shifts = substitutions.count(Alternation(**row) for row in records(alternations))
    namings = wording_queries.namings(own, ids)
    telling = timeline_told.articles(own, event_id)
    first = firsts.firsts(telling)
    findings = {
        "matrix": phrases.finding(cells, claims, outlets),
        "voices": voices_text.finding(voices, outlets),
        "keys": keys_told.finding(keys.keys, keys.counted),
        "shifts": wording_text.shifts(shifts),
        "quotes": wording_text.quotes(quotes),
        "names": wording_text.names(namings),
        "copies": copies_text.finding(event, copies.articles, copies.pairs),
        "timeline": firsts.told(first.loc[event_id].to_dict() if event_id in first.index else None),
    }
    undated = int(telling["published"].isna().sum())
    subject = Subject(
        origin=_origin(snapshot, rows, made, wanted),
        event_id=event_id,
        label=str(event["label"]),
        header=phrases.header(event, undated),
        n_articles=int(event["n_articles"]),
        n_outlets=int(event["n_outlets"]),
        n_versions=int(event["n_versions"]),
        findings={part: plain(said) for part, said in findings.items()},
        outlets=outlets,
        articles=subject_tables.articles(own, copies),
        versions=queries.versions(own, event_id),
        claims=claims,
        cells=cells,
        mentions=subject_tables.mentions(own, event_id, claims, names),
        voices=voices_text.to_rows(voices),
        voice_rows=voices_told.rows(voices),
        voice_cells=voices_told.cells(voices),
        voice_splits=voices_told.splits(voices),
        heard=subject_sentences.heard(voices, names),
        keys=keys.table,
        uses=subject_sentences.uses(own, event_id, ids, keys.table),
        shifts=pd.DataFrame(
            [{f.name: getattr(one, f.name) for f in fields(Substitution)} for one in shifts],
            columns=[f.name for f in fields(Substitution)],
        ),
        quotes=quotes[
            ["outlet", "words", "confidence", "basis", "text", "bare_outlet", "bare_text"]
        ],
        namings=namings[["outlet", "kind", "thing", "words", "text"]],
        pairs=copies.rows,
        passages=subject_tables.passages(copies),
        discrepancies=subject_tables.discrepancies(own, claims),
        timeline=timeline_told.telling(telling, timeline_told.tellings(own, event_id), ""),
        definitions=methods_text.TERMS,
        limits=methods_text.LIMITS,
    )
    return _narrowed(subject, names) if wanted.outlets else subject


def _narrowed(subject: Subject, outlets: Sequence[str]) -> Subject:
    """Without the rows of other outlets; what is of two outlets stays where both are shown.

    Findings, versions and pairs of articles stay those of the whole event, as the counts do.
    """
    tables = {
        name: table
        for name in (field.name for field in fields(Subject))
        if isinstance(table := getattr(subject, name), pd.DataFrame)
    }
    changed: dict[str, Any] = {}
    for name, table in tables.items():
        own = [c for c in ("outlet", "outlet_a", "outlet_b") if c in table.columns]
        if own and name != "passages":
            changed[name] = table[table[own].isin(outlets).all(axis=1)].reset_index(drop=True)
    return replace(subject, **changed)


def plain(said: str) -> str:
    """HTML of a finding as plain text."""
    return html.unescape(re.sub(r"<[^>]+>", "", said))


def _origin(snapshot: Snapshot, rows: Sequence[Edit], made: datetime, wanted: Wanted) -> Origin:
    manifest, settings = snapshot.manifest, settings_of(snapshot.manifest)
    models = [_model(manifest.get("model")), _model(manifest.get("matcher"))]
    return Origin(
        corpus=_corpus(manifest.get("inputs", {})),
        snapshot=snapshot.snapshot_id,
        built=str(manifest.get("built", "")),
        models=tuple(filter(None, models)),
        sure=settings.match_sure if wanted.sure is None else wanted.sure,
        possible=settings.match_possible,
        filters=wanted.filters,
        n_corrections=len(edits.standing(rows)),
        made=made,
    )


def _model(told: Any) -> str:
    return f"{told.get('name', '')} ({str(told.get('hash', ''))[:12]})" if told else ""


def _corpus(inputs: Any) -> str:
    """The inputs by name, the first of them where they are many; their paths stay here."""
    names = sorted({Path(str(name)).name for name in inputs})
    rest = len(names) - phrases.FEW
    return ", ".join(names[: phrases.FEW]) + (f" and {rest:,} more" if rest > 0 else "")
