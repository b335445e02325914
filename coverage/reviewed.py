"""Pairs of sentences that an analyst confirmed or refused, as what the pair model learns from."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from coverage import corrections, edits
from coverage.language.embeddings import Embedder
from coverage.matching import pairs, speaker_features
from coverage.matching.training import Table
from coverage.records import Attribution, Sentence
from coverage.store import Snapshot


def pairs_of(out: Path, embedder: Embedder) -> Table | None:
    """The reviewed pairs of the snapshot shown as `out`; `None` where there is none.

    A pair of sentences that are no longer in one event of it is left out. Raises SnapshotMissing,
    SnapshotDamaged and CorrectionsUnreadable.
    """
    said = edits.matches(corrections.Log(corrections.place(out)).rows())
    with Snapshot(out) as snapshot:
        events = _events(snapshot)
        speakers = speaker_features.surnames(
            Attribution(**{str(key): value for key, value in row.items()})
            for row in snapshot.table("voices").to_dict("records")
        )
    tables = []
    for number, (sentences, outlets) in enumerate(events):
        place = {sentence.sentence_id: k for k, sentence in enumerate(sentences)}
        found = {
            (min(place[a], place[b]), max(place[a], place[b])): is_same
            for (a, b), is_same in said.items()
            if a in place and b in place
        }
        if not found:
            continue
        i, j = np.array(sorted(found), dtype=np.intp).T
        known = pairs.prepare(sentences, speakers, embedder)
        texts, outlet = np.array(known.texts, dtype=np.object_), np.array(outlets)
        tables.append(
            Table(
                features=known.table(i, j),
                shares=np.array([found[pair] for pair in sorted(found)], dtype=np.bool_),
                event=np.full(len(i), number),
                is_cross=outlet[i] != outlet[j],
                is_real=np.ones(len(i), dtype=np.bool_),
                is_swapped=pairs.swapped(sentences, i, j),
                one=texts[i],
                other=texts[j],
            )
        )
    return Table.joined(tables) if tables else None


def _events(snapshot: Snapshot) -> list[tuple[list[Sentence], list[str]]]:
    """Each event's sentences, article by article in order of position, and their outlets."""
    rows = snapshot.query(
        "SELECT event_id, outlet, sentences.* FROM sentences JOIN articles USING (article_id) "
        "WHERE event_id != '' ORDER BY event_id, article_id, position"
    ).to_dict("records")
    found: dict[str, tuple[list[Sentence], list[str]]] = {}
    for row in rows:
        sentences, outlets = found.setdefault(row.pop("event_id"), ([], []))
        outlets.append(row.pop("outlet"))
        sentences.append(Sentence(**{str(key): value for key, value in row.items()}))
    return list(found.values())
