"""The tables of an event as a workbook has them: one row each thing, one column each fact."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from coverage.exports import columns, tables
from coverage.exports.columns import Sheet
from coverage.exports.subject import Subject


def tidy(subject: Subject) -> Iterator[tuple[Sheet, pd.DataFrame]]:
    """Each table with its columns, in order; one without rows has them too."""
    for sheet, frame in _frames(subject):
        names = [column.name for column in sheet.columns]
        yield sheet, frame[names] if len(frame) else pd.DataFrame(columns=names)


def _frames(subject: Subject) -> Iterator[tuple[Sheet, pd.DataFrame]]:
    claims = subject.claims.rename(columns={"label": "claim"})
    named = claims[["claim_id", "claim"]]
    words = subject.outlets[["outlet", "n_words"]].rename(columns={"n_words": "outlet_words"})
    yield columns.OUTLETS, subject.outlets
    yield columns.ARTICLES, subject.articles
    yield columns.CLAIMS, claims
    yield columns.EMPHASIS, tables.emphasis(subject)
    yield columns.MENTIONS, _joined(subject.mentions, named, "claim_id")
    yield columns.VOICES, _joined(subject.voices, words, "outlet")
    yield columns.WORDING, subject.shifts
    yield columns.QUOTES, subject.quotes
    yield columns.NAMES, subject.namings
    yield columns.KEYWORDS, subject.keys
    yield columns.REUSE, subject.passages
    yield columns.PAIRS, subject.pairs
    yield columns.DISCREPANCIES, _joined(subject.discrepancies, named, "claim_id")


def _joined(frame: pd.DataFrame, known: pd.DataFrame, key: str) -> pd.DataFrame:
    """`frame` with what is `known` of its `key`; a frame without rows may have no columns."""
    return frame.merge(known, on=key, how="left") if len(frame) else frame
