"""A `Subject` of any size, of invented outlets, with something in every table; always the same."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd

from coverage.exports.subject import Origin, Subject

MADE = datetime(2031, 5, 9, 8, 30, tzinfo=UTC)
KEPT = {
    "article_id", "sentence_id", "claim_id", "version_id", "event_id", "sub_event_id", "status",
    "kind", "role", "published_precision", "group", "nearest_sentence_id", "key", "left", "right",
    "url", "date", "when", "place", "first_basis", "published_basis",
}  # fmt: skip
"""Columns of ids and of our own words, in which no text of anybody's stands."""

TEXT = "The harbour office said that pier {n} stays shut until the cracks are mended"


def subject(n_claims: int = 6, n_outlets: int = 3) -> Subject:
    """An event told by `n_outlets`; claim 0 by all, every third by one alone, none by the last."""
    outlets = [f"Outlet {k:02d}" for k in range(n_outlets)]
    return Subject(
        origin=Origin("bridge.jsonl", "abc123", "2031-05-08T00:00:00+00:00", ("minilm (a1b2)",),
                      0.55, 0.25, (), 2, MADE),
        event_id="bridge",
        label="Cracks close the Lenn bridge",
        header=f"Event · 3 May 2031 · {n_outlets} outlets · {n_outlets} articles",
        n_articles=n_outlets,
        n_outlets=n_outlets,
        n_versions=n_outlets - 1,
        findings={part: f"What {part} shows, in a sentence of some length." for part in PARTS},
        outlets=_outlets(outlets),
        articles=_articles(outlets),
        versions=pd.DataFrame({"outlets": [outlets[:2]], "n_articles": [2]}),
        claims=_claims(n_claims, n_outlets),
        cells=_cells(n_claims, outlets),
        mentions=_mentions(n_claims, outlets),
        **_voices(outlets),
        **_words(outlets),
        **_copies(outlets),
        discrepancies=pd.DataFrame([{
            "claim_id": "claim0", "kind": "number", "outlet_a": outlets[0], "value_a": "two",
            "sentence_a": "Two cracks.", "outlet_b": outlets[1], "value_b": "three",
            "sentence_b": "Three cracks."}]),
        definitions={"share": "words in a claim over all of the outlet's words on the event"},
        limits=("Claims are matched by a model.", "The corpus is what was put in."),
    )  # fmt: skip


PARTS = ("matrix", "voices", "keys", "shifts", "quotes", "names", "copies", "timeline")


def hostile(given: Subject, payload: str) -> Subject:
    """The same with `payload` behind every text that somebody may have written."""
    tables: dict[str, Any] = {}
    for field in fields(given):
        value = getattr(given, field.name)
        if isinstance(value, pd.DataFrame):
            tables[field.name] = value.assign(
                **{
                    str(name): value[name].map(lambda each: _with(each, payload))
                    for name in value.columns
                    if name not in KEPT and value[name].map(lambda e: isinstance(e, str)).any()
                }
            )
    findings = {part: f"{said} {payload}" for part, said in given.findings.items()}
    return replace(given, label=f"{given.label} {payload}", findings=findings, **tables)


def _with(value: Any, payload: str) -> Any:
    return f"{value} {payload}" if isinstance(value, str) and value else value


def _is_told(claim: int, outlet: int, n_outlets: int) -> bool:
    """Which claims an outlet tells: some outlet each, every third claim one alone."""
    if outlet == n_outlets - 1 or claim == 0:
        return claim == 0
    is_teller = outlet == claim % (n_outlets - 1)
    return is_teller or (claim % 3 < 2 and (claim + outlet) % 5 < 2)


def _outlets(names: list[str]) -> pd.DataFrame:
    day = datetime(2031, 5, 3, tzinfo=UTC)
    return pd.DataFrame([
        {"outlet": name, "n_articles": 1, "n_words": 300 + 10 * k, "first_published": day,
         "last_published": day, "date": "3 May 2031"}
        for k, name in enumerate(names)
    ])  # fmt: skip


def _articles(names: list[str]) -> pd.DataFrame:
    return pd.DataFrame([
        {"article_id": f"article{k}", "outlet": name, "title": f"Cracks close pier {k}",
         "published": datetime(2031, 5, 3, 9, tzinfo=UTC) + timedelta(hours=k),
         "published_precision": "minute", "published_basis": "said on the page",
         "when": f"3 May 2031, {9 + k % 12:02d}:00 UTC",
         "url": f"https://outlet{k}.example/bridge?a=1&b=2", "author": None, "credit": None,
         "version_id": f"version{max(k, 1)}", "n_words": 300 + 10 * k, "called": name}
        for k, name in enumerate(names)
    ])  # fmt: skip


def _claims(n_claims: int, n_outlets: int) -> pd.DataFrame:
    told = [sum(_is_told(c, o, n_outlets) for o in range(n_outlets)) for c in range(n_claims)]
    rows = [
        {"claim_id": f"claim{c}", "label": f"{TEXT.format(n=c)}, which nobody had foreseen",
         "n_outlets": n, "n_versions": max(n - 1, 1), "is_contested": c == 0, "is_single": n < 2,
         "section": "Ferries carry commuters" if c >= n_claims - 2 else "",
         "sub_event_id": "ferries" if c >= n_claims - 2 else ""}
        for c, n in enumerate(told)
    ]  # fmt: skip
    order = ["section", "is_single"]
    return pd.DataFrame(rows).sort_values(order, kind="stable", ignore_index=True)


def _cells(n_claims: int, names: list[str]) -> pd.DataFrame:
    rows = []
    for c in range(n_claims):
        for o, name in enumerate(names):
            is_told = _is_told(c, o, len(names))
            near = 0.05 + ((c * 7 + o * 3) % 40) / 100
            status = ("stressed" if c == 0 else "mentioned") if is_told else "omitted"
            if not is_told and near >= 0.3:
                status = "uncertain"
            rows.append(
                {
                    "claim_id": f"claim{c}",
                    "outlet": name,
                    "n_mentions": int(is_told),
                    "n_words": 14 * is_told,
                    "share": (1 + (c + o) % 9) / 50 * is_told,
                    "lift": ((c + o) % 5 - 2) / 2 if is_told else None,
                    "prominence": 1.0 if is_told else None,
                    "is_headline": is_told and c == 0,
                    "status": status,
                    "nearest_sentence_id": None if is_told else "near",
                    "nearest_probability": None if is_told else near,
                    "nearest_text": None if is_told else f"{TEXT.format(n=c + o)}, as was said.",
                }
            )
    return pd.DataFrame(rows)  # fmt: skip


def _mentions(n_claims: int, names: list[str]) -> pd.DataFrame:
    return pd.DataFrame([
        {"claim_id": f"claim{c}", "sentence_id": f"s{c}-{o}", "probability": 0.9,
         "outlet": name, "article_id": f"article{o}", "role": "body",
         "place": f"Sentence {c + 1} of {n_claims}", "text": f"{TEXT.format(n=c)}, {name} reports."}
        for c in range(n_claims)
        for o, name in enumerate(names)
        if _is_told(c, o, len(names))
    ])  # fmt: skip


def _voices(names: list[str]) -> dict[str, pd.DataFrame]:
    people = ["Ida Holm", "Lenn harbour office"]
    kinds = {"Ida Holm": "person", "Lenn harbour office": "institution"}
    ids = {name: f"{kinds[name]}:{name}" for name in people}
    cells = [{"voice": ids[p], "outlet": o, "share": 0.2, "direct": 0.1, "n_sentences": 2}
             for p in people for o in names]  # fmt: skip
    groups = {"own": 0.6, "person": 0.2, "institution": 0.2}
    told = [("Ida Holm", "person"), ("Lenn harbour office", "institution"), ("", "own")]
    return {
        "voices": pd.DataFrame([
            {"outlet": o, "speaker": p, "kind": kind, "sentences": 2, "words": 60.0,
             "words_quoted": 0.0, "share": groups[kind]}
            for o in names for p, kind in told]),
        "voice_rows": pd.DataFrame([{"voice": ids[p], "label": p, "note": ""} for p in people]),
        "voice_cells": pd.DataFrame(cells),
        "voice_splits": pd.DataFrame([
            {"group": g, "outlet": o, "share": share, "direct": 0.0, "n_sentences": 2}
            for g, share in groups.items() for o in names]),
        "heard": pd.DataFrame([
            {"voice": ids.get(p, kind), "row": ids.get(p, kind), "group": kind,
             "label": p or "The outlet’s own words", "outlet": o, "article_id": f"article{k}",
             "place": "Sentence 2 of 9", "text": f"{p or o} told of pier {k}.",
             "is_direct": bool(p)}
            for p, kind in told for k, o in enumerate(names)]),
    }  # fmt: skip


def _words(names: list[str]) -> dict[str, pd.DataFrame]:
    terms = ["pier", "cracks", "toll-free bridge"]
    a, b = names[:2]
    return {
        "keys": pd.DataFrame([
            {"outlet": o, "term": t, "written": t, "n": 5, "n_others": k, "rate": 9.0,
             "rate_others": 1.0, "z": 3.0 - k, "is_sure": k == 0}
            for o in names for k, t in enumerate(terms)]),
        "uses": pd.DataFrame([
            {"outlet": o, "term": t, "article_id": f"article{k}", "place": "Headline",
             "text": f"The {t} that {o} names."}
            for k, o in enumerate(names) for t in terms]),
        "shifts": pd.DataFrame([{
            "outlet_a": a, "words_a": "barrier", "outlet_b": b, "words_b": "wall",
            "kind": "replaced", "n": 2, "n_events": 1, "key": "barrier / wall"}]),
        "quotes": pd.DataFrame([{
            "outlet": a, "words": "repairs", "confidence": 0.8, "basis": "no speaker",
            "text": "The “repairs” go on.", "bare_outlet": b, "bare_text": "The repairs go on."}]),
        "namings": pd.DataFrame([
            {"outlet": o, "kind": "person", "thing": "Ida Holm", "words": w,
             "text": f"{w} spoke to {o}."}
            for o, w in ((a, "Mayor Holm"), (a, "Ida Holm"), (b, "the mayor"))]),
    }  # fmt: skip


def _copies(names: list[str]) -> dict[str, pd.DataFrame]:
    a, b = names[:2]
    return {
        "pairs": pd.DataFrame([{
            "left": "article0", "right": "article1", "said": f"{a} → {b}", "n_words": 40,
            "share_left": 0.5, "share_right": 0.4, "n_passages": 1, "n_quoted": 0,
            "own_left": 0.5, "own_right": 0.6, "first": a, "first_basis": "published earlier",
            "is_version": True}]),
        "passages": pd.DataFrame([{
            "outlet_a": a, "text_a": "The old bridge was shut.", "outlet_b": b,
            "text_b": "The bridge was shut.", "n_words": 40, "kind": "edited"}]),
        "timeline": pd.DataFrame([
            {"event_id": "bridge", "article_id": f"article{k}", "version_id": f"version{k}",
             "outlet": o, "title": f"Cracks close pier {k}",
             "published": datetime(2031, 5, 3, 9, tzinfo=UTC) + timedelta(hours=k),
             "published_precision": "minute", "published_basis": "", "is_shared": True}
            for k, o in enumerate(names)]),
    }  # fmt: skip
