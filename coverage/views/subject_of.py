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
from coverage.charts import SHARED, when
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
    panel,
    phrases,
    queries,
    shown,
    subject_sentences,
    timeline_told,
    voices_text,
    voices_told,
    wording_queries,
    wording_text,
)
from coverage.views.shown import Sort
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
    outlets = _outlets(own, event_id, wanted.outlets)
    names = list(outlets["outlet"])
    claims = _claims(own, event_id, wanted)
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
        articles=_articles(own, copies),
        versions=queries.versions(own, event_id),
        claims=claims,
        cells=cells,
        mentions=_mentions(own, event_id, claims, names),
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
        passages=_passages(copies),
        discrepancies=_discrepancies(own, claims),
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


def _outlets(snapshot: Snapshot, event_id: str, wanted: Sequence[str]) -> pd.DataFrame:
    found = queries.outlets(snapshot, event_id)
    chosen = found[found["outlet"].isin(wanted)]
    kept = (found if chosen.empty else chosen).reset_index(drop=True)
    spans = zip(kept["first_published"], kept["last_published"], strict=True)
    return kept.assign(date=[phrases.short_days(first, last) for first, last in spans])


def _claims(snapshot: Snapshot, event_id: str, wanted: Wanted) -> pd.DataFrame:
    """The claims in their order, each with the label of its sub-event."""
    every = shown.told_apart(
        queries.claims(snapshot, event_id), queries.members(snapshot, event_id)
    )
    cells = queries.cells(snapshot, event_id)
    sections = shown.sections(queries.sub_events(snapshot, event_id), cells, every)
    rows = shown.choose(every, cells, Sort.SHARED, "", list(sections["sub_event_id"]))
    if wanted.claim_ids is not None:
        rows = rows.set_index("claim_id").loc[list(wanted.claim_ids)].reset_index()
    called = dict(zip(sections["sub_event_id"], sections["label"], strict=True))
    return rows.assign(
        section=[called.get(key, "") for key in rows["sub_event_id"]],
        is_single=rows["n_outlets"] < SHARED,
    )


def _articles(snapshot: Snapshot, copies: copies_told.Told) -> pd.DataFrame:
    articles = copies.articles
    ids = [article.article_id for article in articles]
    counted = snapshot.query(
        """SELECT article_id, CAST(sum(n_words) AS BIGINT) AS n_words FROM sentences
           WHERE list_contains(?, role) GROUP BY article_id""",
        queries.TELLING,
    )
    n_words = dict(zip(counted["article_id"], counted["n_words"], strict=True))
    kept = ("article_id", "outlet", "title", "published", "published_precision",
            "published_basis", "url", "author", "credit", "version_id")  # fmt: skip
    table = pd.DataFrame(
        [{name: getattr(a, name) for name in kept} for a in articles], columns=list(kept)
    )
    times = zip(table["published"], table["published_precision"], strict=True)
    return table.assign(
        when=[when(published, precision) for published, precision in times],
        n_words=[int(n_words.get(key, 0)) for key in ids],
        called=[copies.called[key] for key in ids],
    )


def _mentions(
    snapshot: Snapshot, event_id: str, claims: pd.DataFrame, outlets: Sequence[str]
) -> pd.DataFrame:
    """The sentences of the claims, claim by claim, the surest first."""
    said = queries.sentences(snapshot, event_id)
    found = snapshot.query(
        """SELECT m.claim_id, m.sentence_id, m.probability FROM mentions m
           JOIN claims c USING (claim_id) WHERE c.event_id = ?""",
        event_id,
    ).merge(said, on="sentence_id")
    found = found[found["outlet"].isin(outlets) & found["claim_id"].isin(claims["claim_id"])]
    order = {claim_id: place for place, claim_id in enumerate(claims["claim_id"])}
    names = {outlet: place for place, outlet in enumerate(outlets)}
    found = found.assign(
        where=[panel.place(row) for row in found.to_dict("records")],
        claim_=found["claim_id"].map(order),
        outlet_=found["outlet"].map(names),
    ).sort_values(
        ["claim_", "outlet_", "probability", "sentence_id"], ascending=[True, True, False, True]
    )
    kept = ["claim_id", "sentence_id", "probability", "outlet", "article_id", "role", "where",
            "text"]  # fmt: skip
    return found[kept].rename(columns={"where": "place"}).reset_index(drop=True)


def _passages(copies: copies_told.Told) -> pd.DataFrame:
    known = {article.article_id: article for article in copies.articles}
    rows = [
        {
            "outlet_a": copies.called[p.article_a],
            "text_a": known[p.article_a].text[p.start_a : p.end_a],
            "outlet_b": copies.called[p.article_b],
            "text_b": known[p.article_b].text[p.start_b : p.end_b],
            "n_words": p.n_words,
            "kind": str(p.kind),
        }
        for p in copies.passages
    ]
    columns = ["outlet_a", "text_a", "outlet_b", "text_b", "n_words", "kind"]
    return pd.DataFrame(rows, columns=columns)


def _discrepancies(snapshot: Snapshot, claims: pd.DataFrame) -> pd.DataFrame:
    found = snapshot.query(
        """SELECT d.claim_id, d.kind, a.outlet AS outlet_a, d.value_a, x.text AS sentence_a,
                  b.outlet AS outlet_b, d.value_b, y.text AS sentence_b
           FROM discrepancies d JOIN sentences x ON x.sentence_id = d.sentence_a
           JOIN articles a ON a.article_id = x.article_id
           JOIN sentences y ON y.sentence_id = d.sentence_b
           JOIN articles b ON b.article_id = y.article_id ORDER BY ALL"""
    )
    return found[found["claim_id"].isin(claims["claim_id"])].reset_index(drop=True)


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
