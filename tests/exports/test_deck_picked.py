"""Decks of the views that an analyst picked; sentences side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coverage.exports import deck, deck_marks
from coverage.exports.deck import Picked
from coverage.exports.subject import Subject
from tests.exports import invented_subject
from tests.exports.deck_read import (
    lead,
    opened,
    overflowing,
    view,
    views,
)


@pytest.fixture(scope="module")
def subject() -> Subject:
    return invented_subject.subject(12, 5)


@pytest.fixture(scope="module")
def picked(subject: Subject) -> list[Picked]:
    """A slide of each kind, each with a sentence of the analyst's."""
    kinds = ["matrix", "voices", "copies", "timeline", "pairs"]
    return [
        *(Picked(kind, subject, f"My sentence on {kind}") for kind in kinds),
        Picked("claim", subject, "My sentence on claim", claim_id="claim1"),
        *(Picked("words", subject, f"My sentence on {part}", part=part)
          for part in ("keys", "shifts", "quotes", "names")),
    ]  # fmt: skip


def test_picked_views_bear_the_analysts_sentence_above_what_is_seen(
    subject: Subject, picked: list[Picked]
) -> None:
    read = opened(deck.of_slides("Monday’s meeting", picked))
    assert overflowing(read) == []
    title, *slides = read.slides
    assert title.shapes.title.text == "Monday’s meeting"
    assert [view(slide) for slide in slides[len(picked) :]] == ["METHODS", "METHODS"]
    for one, slide in zip(picked, slides, strict=False):
        assert slide.shapes.title.text == one.sentence
        part = one.part if one.kind == "words" else one.kind
        assert subject.findings.get(part, "") in lead(slide)
    assert f"“{subject.claims['label'][1]}”" in lead(slides[5])


def test_a_picked_view_without_a_sentence_has_its_finding_as_title(subject: Subject) -> None:
    read = opened(deck.of_slides("Views", [Picked("voices", subject)]))
    assert views(read, "VOICES")[0].shapes.title.text == subject.findings["voices"]


def test_two_articles_stand_side_by_side_the_chosen_sentence_first(subject: Subject) -> None:
    both = subject.mentions.groupby("claim_id")["outlet"].agg(set)
    told = both[both.map(lambda names: {"Outlet 00", "Outlet 01"} <= names)].index
    chosen = f"s{told[-1].removeprefix('claim')}-0"
    pick = Picked("pairs", subject, outlets=("Outlet 00", "Outlet 01"), sentence_id=chosen)
    read = opened(deck.of_slides("Pairs", [pick]))
    slide = views(read, "SIDE BY SIDE")[0]
    assert f"in {len(told)} pairs of sentences" in slide.shapes.title.text
    boxes = [s.text_frame.paragraphs for s in slide.shapes if s.name.endswith(": sentence")]
    assert [box[0].text for box in boxes] == ["Outlet 00", "Outlet 01"] * 3
    wanted = subject.mentions.loc[subject.mentions["sentence_id"] == chosen, "text"].iloc[0]
    assert boxes[0][-1].text == wanted


def test_a_timeline_colours_the_articles_that_tell_a_claim(subject: Subject) -> None:
    telling = subject.mentions.loc[subject.mentions["claim_id"] == "claim1", "outlet"]
    read = opened(deck.of_slides("Time", [Picked("timeline", subject, claim_id="claim1")]))
    dots = [s for s in views(read, "TIMELINE")[0].shapes if s.name == "Article"]
    told = {str(dot._element.xpath(".//p:cNvPr")[0].get("descr")).split(":")[0]
            for dot in dots if str(dot.fill.fore_color.rgb) == "1F6F73"}  # fmt: skip
    assert told == set(telling)
    assert len(dots) == len(subject.timeline)


def test_what_is_not_there_is_refused(subject: Subject) -> None:
    with pytest.raises(ValueError, match="without slides"):
        deck.of_slides("None", [])
    with pytest.raises(KeyError):
        deck.of_slides("Gone", [Picked("claim", subject, claim_id="gone")])
    with pytest.raises(KeyError):
        deck.of_slides("Unknown", [Picked("map", subject)])


def test_a_claim_stands_in_each_outlets_words_and_marks_what_the_others_lack(
    subject: Subject,
) -> None:
    """The Courier: "the bridge is shut"; the Gazette: "the bridge is closed": shut, closed."""
    said = {"Outlet 00": "Engineers shut the bridge.", "Outlet 01": "The bridge was closed."}
    mentions = subject.mentions[subject.mentions["outlet"].isin(said)]
    changed = replace(subject, mentions=mentions.assign(text=mentions["outlet"].map(said)))
    one = opened(deck.of_slides("One", [Picked("claim", changed, claim_id="claim0")]))
    boxes = [s for s in views(one, "ONE CLAIM")[0].shapes if s.name.endswith(": sentence")]
    assert len(boxes) == len(subject.outlets)
    marked = {}
    for box in boxes[:2]:
        name, *_, last = box.text_frame.paragraphs
        assert "".join(run.text for run in last.runs) == said[name.text]
        marked[name.text] = [r.text for r in last.runs if r._r.rPr.find("{*}highlight") is not None]
    assert marked == {"Outlet 00": ["Engineers shut"], "Outlet 01": ["closed"]}


def test_a_word_is_marked_by_its_beginning_and_little_words_never() -> None:
    text = "The mayor said that talks would go on"
    found = [text[a:b] for a, b in deck_marks.spans(text, ["They talked, and he said so."])]
    assert found == ["mayor"]
    assert deck_marks.spans(text, []) == []
