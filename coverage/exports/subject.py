"""What there is to tell of one event: the tables and sentences of which every export is made.

An export computes no number: it lays out what is here, so that a deck, a workbook and a leaflet of
one event say the same as the app does. All text is plain, never HTML.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd


@dataclass(frozen=True, slots=True)
class Origin:
    """What an export is made of and how: said on every one.

    `corpus`: names of the inputs; `snapshot`: its id; `built`: when, ISO 8601, UTC; `models`: what
    was used, a line each; `sure`, `possible`: thresholds of match probability, 0 to 1; `filters`:
    what was left out, a line each, none where all is shown; `n_corrections`: of analysts, that
    stand; `made`: when the export was made, UTC.
    """

    corpus: str
    snapshot: str
    built: str
    models: tuple[str, ...]
    sure: float
    possible: float
    filters: tuple[str, ...]
    n_corrections: int
    made: datetime


@dataclass(frozen=True, slots=True)
class Subject:
    """One event. Tables are in the order in which they are to be shown; none is changed.

    outlets        outlet, n_articles, n_words, first_published, last_published, date (in words)
    articles       article_id, outlet, title, published, published_precision, published_basis,
                   when (in words), url, author, credit, version_id, n_words, called (the outlet,
                   with a number where it has several)
    versions       outlets (list), n_articles: texts that more than one article carries
    claims         claim_id, label, n_outlets, n_versions, is_contested, is_single, section
                   (label of its sub-event, "" for the event's own)
    cells          claim_id, outlet, n_mentions, n_words, share, lift, prominence, is_headline,
                   status, nearest_sentence_id, nearest_probability, nearest_text; one for each
                   claim and outlet
    mentions       claim_id, sentence_id, probability, outlet, article_id, role, place (in words:
                   "Headline", "Sentence 3 of 32"), text
    voices         outlet, speaker, kind, sentences, words, words_quoted, share
    voice_rows, voice_cells, voice_splits
                   as `charts.voices` takes them
    heard          voice, row, group, label, outlet, article_id, place, text, is_direct; a sentence
                   each that is given to a voice (`subject_sentences.heard`)
    keys           outlet, term, written, n, n_others, rate, rate_others, z, is_sure
    uses           outlet, term, article_id, place, text: sentences in which a key stands
    shifts         outlet_a, words_a, outlet_b, words_b, kind, n, n_events, key
    quotes         outlet, words, confidence, basis, text, bare_outlet, bare_text (null for none)
    namings        outlet, kind, thing, words, text
    pairs          as `copies_text.table`: said, n_words, share_left, share_right, first, ...
    passages       outlet_a, text_a, outlet_b, text_b, n_words, kind
    discrepancies  claim_id, kind, outlet_a, value_a, sentence_a, outlet_b, value_b, sentence_b (the
                   sentences' text)
    timeline       as `charts.timeline` takes it

    `findings`: part ("matrix", "voices", "keys", "shifts", "quotes", "names", "copies",
    "timeline") -> a computed sentence about it. `header`: what the event rests on, in a line.
    `definitions`: term -> what it means; `limits`: what to bear in mind, a sentence each.
    """

    origin: Origin
    event_id: str
    label: str
    header: str
    n_articles: int
    n_outlets: int
    n_versions: int
    findings: Mapping[str, str]
    outlets: pd.DataFrame
    articles: pd.DataFrame
    versions: pd.DataFrame
    claims: pd.DataFrame
    cells: pd.DataFrame
    mentions: pd.DataFrame
    voices: pd.DataFrame
    voice_rows: pd.DataFrame
    voice_cells: pd.DataFrame
    voice_splits: pd.DataFrame
    keys: pd.DataFrame
    shifts: pd.DataFrame
    quotes: pd.DataFrame
    namings: pd.DataFrame
    pairs: pd.DataFrame
    passages: pd.DataFrame
    discrepancies: pd.DataFrame
    timeline: pd.DataFrame
    definitions: Mapping[str, str]
    limits: tuple[str, ...]
    heard: pd.DataFrame = field(default_factory=pd.DataFrame)
    uses: pd.DataFrame = field(default_factory=pd.DataFrame)

    def said(self) -> tuple[str, ...]:
        """What the export is, in lines of plain text: for a methods slide, a sheet, a foot."""
        origin = self.origin
        n = origin.n_corrections
        corrections = f"{n:,} correction{' is' if n == 1 else 's are'} applied, by analysts."
        counts = ", ".join(
            f"{n:,} {name}{'' if n == 1 else 's'}"
            for n, name in (
                (self.n_outlets, "outlet"),
                (self.n_articles, "article"),
                (self.n_versions, "independent version"),
            )
        )
        return (
            f"Event: {self.label}",
            f"Counts: {counts}",
            f"Corpus: {origin.corpus}",
            f"Snapshot: {origin.snapshot}, built {origin.built}",
            *(f"Model: {model}" for model in origin.models),
            f"Strictness: a match counts from a probability of {origin.sure:.2f} and is uncertain "
            f"from {origin.possible:.2f}",
            *(f"Filter: {each}" for each in origin.filters),
            corrections if origin.n_corrections else "No correction by an analyst is applied.",
            f"Made: {origin.made:%Y-%m-%d %H:%M} UTC",
        )
