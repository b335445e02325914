"""The sentences behind an export's figures, read from a snapshot."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coverage.exports.subject import Subject
from coverage.store import Snapshot
from coverage.views import subject_of, subject_sentences
from tests.views import voices_snapshot


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    """The pier, of which several people speak."""
    place = voices_snapshot.write(tmp_path_factory.mktemp("voices") / "current")
    with Snapshot(place) as snapshot:
        return subject_of.read(snapshot, "pier", [], datetime(2031, 5, 9, tzinfo=UTC))


def test_each_voice_has_as_many_sentences_as_are_counted(told: Subject) -> None:
    """In every outlet, those of the first speakers as of all others and the outlet's own."""
    heard = told.heard.groupby(["outlet", "voice"]).size().to_dict()
    counted = {
        (row["outlet"], ":".join(filter(None, [row["kind"], row["speaker"]]))): row["sentences"]
        for row in told.voices.to_dict("records")
    }
    assert heard == counted
    assert len(heard) > 3


def test_each_voice_of_the_picture_leads_to_sentences(told: Subject) -> None:
    assert set(told.voice_cells["voice"]) <= set(told.heard["row"])
    assert set(told.voice_splits["group"]) <= set(told.heard["group"])


def test_a_key_word_is_shown_where_it_stands(told: Subject) -> None:
    """In the outlet's own sentences, the first of them, for every term that is told."""
    assert set(zip(told.uses["outlet"], told.uses["term"], strict=True)) == set(
        zip(told.keys["outlet"], told.keys["term"], strict=True)
    )
    shown = told.uses.groupby(["outlet", "term"]).size()
    assert shown.max() <= subject_sentences.MOST_USES
    for row in told.uses.itertuples():
        assert str(row.term).split()[0] in str(row.text).casefold()
