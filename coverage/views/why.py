"""On demand: why the sentences of a claim match, or why an outlet's nearest sentence is near.

What an event's pairs are explained from is computed when it is first asked for, by the model that
the snapshot was built with; its libraries are loaded only then.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from coverage.charts import SHARED, probability
from coverage.errors import ModelUnavailable
from coverage.inputs import Recipe
from coverage.measures.strictness import settings_of
from coverage.store import Snapshot
from coverage.views import correct_claim, panel, progress, state, variants, why_queries, why_text
from coverage.views.panel import Evidence, Section
from coverage.views.phrases import label
from coverage.views.queries import Row
from coverage.views.why_queries import Links

if TYPE_CHECKING:
    from coverage.language.embeddings import SentenceEncoder
    from coverage.matching.reasons import Grounds, Why

MOST_CACHED = 200_000_000
"""Bytes of kept vectors that are read for one event. Own choice: about a second, 100,000 texts."""

READ_PAGE = "coverage/views/read.py"

MATCH, NEAR = "Why these match", "Why this is near"

N_EVENTS, N_PAIRS = 8, 500
"""Events and pairs whose reasons are kept. An event of a hundred articles takes some 200 MB."""


def show(snapshot: Snapshot, evidence: Evidence) -> None:
    """The panel of a claim, with a button under what was compared with other sentences."""
    st.html(panel.head(evidence))
    correct_claim.show(snapshot, evidence)
    st.page_link(
        READ_PAGE,
        label="Read side by side",
        query_params=state.event_link(str(evidence.claim["event_id"]))
        | panel.side_by_side(evidence),
    )
    if evidence.claim["n_outlets"] >= SHARED and _as_variants():
        st.html(variants.variants(evidence))
        progress.hold("why", is_open=False)
        return
    opened: Section | None = None
    for number, section in enumerate(panel.sections(evidence)):
        st.html(section.html)
        if section.own and section.others:
            name = NEAR if section.is_near else MATCH
            if st.button(name, key=f"why_{number}", type="tertiary"):
                opened = section
    progress.hold("why", opened is not None)
    if opened is not None:
        explain(snapshot, str(evidence.claim["event_id"]), evidence.sentences, opened)


def explain(snapshot: Snapshot, event_id: str, sentences: pd.DataFrame, section: Section) -> None:
    """Why a section's sentences match, in a dialog; `sentences`: those of the whole event."""
    title = NEAR if section.is_near else MATCH
    dialog = st.dialog(title, width="large", on_dismiss="rerun")(_dialog)
    dialog(snapshot, event_id, sentences, section)


def _as_variants() -> bool:
    """Whether the sentences are shown under one another rather than outlet by outlet."""
    st.segmented_control(
        "Sentences",
        ["", state.ALL],
        format_func=lambda told: "Differences marked" if told else "By outlet",
        required=True,
        key=state.control("variants"),
        on_change=state.take,
        args=("variants",),
        label_visibility="collapsed",
    )
    return state.selection().variants == state.ALL


def _dialog(snapshot: Snapshot, event_id: str, sentences: pd.DataFrame, section: Section) -> None:
    """Two sentences and why they match; others of the claim may be compared instead."""
    rows = {str(row["sentence_id"]): row for row in sentences.to_dict("records")}
    links = why_queries.links(snapshot.of_event(event_id), [*section.own, *section.others])
    one = _pick("Sentence", section.own, rows, "why_one")
    other = _pick("Compared with", ranked(one, section, links), rows, f"why_other_{one}")
    pair, link = (rows[one], rows[other]), links.get(frozenset((one, other)))
    try:
        why = _explained(snapshot, event_id, pair, link)
    except ModelUnavailable:
        name = label(Recipe.of(snapshot.manifest).model)
        st.info(
            f"The model that this snapshot was built with, {name}, is not on this machine, so why "
            "its sentences match cannot be told here."
        )
        return
    heads = (_head(pair[0]), _head(pair[1]))
    texts = (str(pair[0]["text"]), str(pair[1]["text"]))
    st.html(why_text.render(why, heads, texts, _number(snapshot, link), _after(link)))


def _pick(name: str, ids: Sequence[str], rows: Mapping[str, Row], key: str) -> str:
    """One of the sentences; asked for only where there are several."""
    if len(ids) == 1:
        return ids[0]
    told = {each: f"{rows[each]['outlet']}: {rows[each]['text']}" for each in ids}
    return str(st.selectbox(name, ids, format_func=lambda each: told[each], key=key))


def ranked(one: str, section: Section, links: Links) -> list[str]:
    """The others by their probability with `one`, the likest first.

    For a nearest sentence the least like first: it decides the probability that is shown.
    """
    sign = 1 if section.is_near else -1

    def place(other: str) -> tuple[float, str]:
        link = links.get(frozenset((one, other)))
        return sign * float(link["probability"] if link else 0.0), other

    return sorted(section.others, key=place)


def _head(row: Row) -> str:
    return f"{row['outlet']} · {panel.place(row)}"


def _number(snapshot: Snapshot, link: Row | None) -> str:
    """What the matter is about, in a sentence."""
    floor = settings_of(snapshot.manifest).link_floor
    likely = probability(link["probability"]) if link else f"less than {probability(floor)}"
    return f"Probability that both report the same claim: {likely}"


def _after(link: Row | None) -> list[str]:
    """Who moved the probability after the matcher."""
    if link is None:
        return []
    told = []
    if link["adjudicated"]:
        reason = f" Its reason: “{link['reason']}”" if link["reason"] else ""
        word = "the same" if link["adjudicated"] == "same" else "different claims"
        told.append(f"{link['adjudicated_by']} was asked, and judged: {word}.{reason}")
    if said := link.get("reviewed"):
        did = "confirmed" if said == "same" else "refused"
        told.append(f"An analyst has {did} the match, and that stands.")
    return told


def _explained(snapshot: Snapshot, event_id: str, pair: tuple[Row, Row], link: Row | None) -> Why:
    """Why the two match, computed once. Raises ModelUnavailable."""
    one, other = (str(row["outlet"]) for row in pair)
    names = (one, other) if one != other else ("the first", "the second")
    ids = (str(pair[0]["sentence_id"]), str(pair[1]["sentence_id"]))
    with st.spinner("Reading this event’s sentences with the language model, once …"):
        return _why(str(snapshot.path), snapshot, event_id, ids, names, _matched(link))


def _matched(link: Row | None) -> float | None:
    """The matcher's own probability, before others judged; `None` where it was not kept."""
    if link is None:
        return None
    own = link["matched"]
    return float(link["probability"] if own is None else own)


@st.cache_resource(show_spinner=False, max_entries=N_PAIRS)
def _why(
    path: str,
    _snapshot: Snapshot,
    event_id: str,
    ids: tuple[str, str],
    names: tuple[str, str],
    final: float | None,
) -> Why:
    """Why a pair of the snapshot at `path` matches."""
    grounds: Grounds = _grounds(path, _snapshot, event_id)
    place = {sentence.sentence_id: k for k, sentence in enumerate(grounds.sentences)}
    has_reader = bool(_snapshot.manifest.get("matcher"))
    found: Why = importlib.import_module("coverage.matching.reasons").why(
        grounds, place[ids[0]], place[ids[1]], final, has_reader, names
    )
    return found


@st.cache_resource(show_spinner=False, max_entries=N_EVENTS)
def _grounds(path: str, _snapshot: Snapshot, event_id: str) -> Grounds:
    """What the pairs of an event of the snapshot at `path` are explained from."""
    del path
    encoder = _encoder(Recipe.of(_snapshot.manifest).model)
    known = _snapshot.manifest.get("model", {}).get("hash")
    if known not in {None, encoder.fingerprint}:
        msg = "The model of this name is another one than the snapshot was built with."
        raise ModelUnavailable(msg)
    cache = _cache(_snapshot.path.parent / ".cache", encoder)
    embedder = importlib.import_module("coverage.language.embeddings").Embedder(encoder, cache)
    sentences = why_queries.sentences(_snapshot, event_id)
    voices = why_queries.voices(_snapshot, event_id)
    reasons = importlib.import_module("coverage.matching.reasons")
    found: Grounds = reasons.Grounds.of(sentences, voices, embedder)
    return found


def _cache(folder: Path, encoder: SentenceEncoder) -> Path | None:
    """Where the build kept its vectors, unless to read them all takes longer than a few anew."""
    file = folder / f"{encoder.fingerprint}.parquet"
    return folder if file.is_file() and file.stat().st_size < MOST_CACHED else None


@st.cache_resource(show_spinner=False, max_entries=2)
def _encoder(model: str) -> SentenceEncoder:
    """The sentence encoder of this name, loaded once a server."""
    found: SentenceEncoder = importlib.import_module(
        "coverage.language.embeddings"
    ).SentenceEncoder(model)
    return found
