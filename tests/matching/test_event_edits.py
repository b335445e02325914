"""What analysts said of whose event an article is of."""

from __future__ import annotations

from coverage.matching.event_edits import EventEdit, move
from coverage.matching.events import Grouping
from coverage.records import NearEvents, content_id


def named(*articles: str) -> str:
    return content_id("event", *articles)


def grouping(*events: str) -> Grouping:
    """Events of articles of one letter each; the first two are near, and of one story."""
    ids = [named(*articles) for articles in events]
    return Grouping(
        event={a: event_id for event_id, own in zip(ids, events, strict=True) for a in own},
        probability=dict.fromkeys("".join(events), 0.7),
        story=dict.fromkeys(ids[:2], "story"),
        near=[NearEvents(min(ids[:2]), max(ids[:2]), 0.4)],
        joins=[],
        level=3.0,
    )


def put(article: str, event: str, edit_id: str = "x") -> EventEdit:
    return EventEdit(edit_id, article, frozenset(event))


def test_an_article_goes_to_the_event_that_has_the_others() -> None:
    """Both events have new ids, by which they are still near and of one story."""
    found, applied = move(grouping("abc", "de", "f"), [put("c", "de")])
    assert applied == {"x"}
    assert found.event == {
        **dict.fromkeys("ab", named("a", "b")),
        **dict.fromkeys("cde", named("c", "d", "e")),
        "f": named("f"),
    }
    assert (found.probability["c"], found.probability["a"]) == (1.0, 0.7)
    assert set(found.story) == {named("a", "b"), named("c", "d", "e")}
    assert {found.near[0].event_a, found.near[0].event_b} == set(found.story)


def test_an_event_whose_last_article_leaves_is_no_more() -> None:
    found, _ = move(grouping("ab", "c", "de"), [put("c", "de")])
    assert set(found.event.values()) == {named("a", "b"), named("c", "d", "e")}
    assert (set(found.story), found.near) == ({named("a", "b")}, [])


def test_an_article_gets_an_event_of_its_own() -> None:
    found, _ = move(grouping("abc", "d"), [put("b", ""), put("d", "", "y")])
    assert found.event == {
        **dict.fromkeys("ac", named("a", "c")),
        "b": named("b"),
        "d": named("d"),
    }
    assert "d" in found.event
    assert named("d") in found.story


def test_edits_build_on_one_another() -> None:
    """The event that b was put into is found by what it has become."""
    found, applied = move(grouping("ab", "c", "d"), [put("b", "c", "1"), put("d", "bc", "2")])
    assert applied == {"1", "2"}
    assert found.event["d"] == named("b", "c", "d")


def test_the_event_is_found_again_by_more_than_half_of_both_sides() -> None:
    for event, is_found in (("abc", True), ("ab", True), ("abxyz", False), ("ax", False)):
        before = grouping("abc", "d")
        found, applied = move(before, [put("d", event)])
        assert (applied == {"x"}) is is_found
        assert (found == before) is not is_found


def test_an_article_that_is_gone_moves_nothing() -> None:
    before = grouping("ab", "c")
    assert move(before, [put("x", "ab")]) == (before, frozenset())
