"""The second sample: invented, whole, without labels, and no part of the first."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from coverage.reading.sources import read
from tests.invented import TABLE, table
from tests.originals import shared_folder
from tests.test_seeds import ABSTRACTS, SEEDS

ROWS = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]


def test_thirty_events_by_four_outlets_each_and_nothing_but_what_is_read_of_an_article() -> None:
    """An event's articles have ids that differ in their number, an outlet tells one event."""
    events = Counter(row["id"].rpartition("-")[0] for row in ROWS)
    assert len(events) == 30
    assert set(events.values()) == {4}
    assert len({row["outlet"] for row in ROWS}) == len(ROWS)
    assert {tuple(row) for row in ROWS} == {("id", "outlet", "title", "published", "text")}


def test_the_samples_are_two_inputs() -> None:
    """`build seeds` reads the five abstracts, `build seeds/invented` the table."""
    first, rejected = read([SEEDS])
    assert sorted(document.source_id for document in first) == sorted(ABSTRACTS)
    second, others = read([SEEDS / "invented"])
    assert [document.source_id for document in second] == [row["id"] for row in ROWS]
    assert rejected == others == []


def test_the_table_is_what_its_script_makes_of_the_events() -> None:
    assert TABLE.read_text(encoding="utf-8") == table(shared_folder() / "gold" / "written")


def test_a_paragraph_is_kept_as_one(tmp_path: Path) -> None:
    """Two paragraphs of two and of one sentence, with an empty line between; the labels go."""
    said = [("It rained.", 0), ("It snowed.", 0), ("Then the sun came out.", 1)]
    sentences = [{"text": text, "paragraph": n, "claims": ["p1"]} for text, n in said]
    article = {
        "title": {"text": "Weather", "claims": ["p1"]},
        "published": "2031-05-03T09:30",
        "sentences": sentences,
    }
    event = {"event": "Weather", "propositions": {"p1": "x"}, "articles": {"Echo": article}}
    (tmp_path / "weather-.json").write_text(json.dumps(event))
    assert json.loads(table(tmp_path)) == {
        "id": "weather-1",
        "outlet": "Echo",
        "title": "Weather",
        "published": "2031-05-03T09:30Z",
        "text": "It rained. It snowed.\n\nThen the sun came out.",
    }
