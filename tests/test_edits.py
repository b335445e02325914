"""Edits: what a log of them comes to, and the same log as JSON."""

from __future__ import annotations

import json
import random
from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage import edits
from coverage.edits import Edit, Kind, match_change, outlet_change, published_change
from coverage.errors import CorrectionInvalid, CorrectionsUnreadable
from coverage.records import Article, Precision
from tests.examples import COURIER, GAZETTE

NOON = datetime(2031, 5, 5, 12, tzinfo=UTC)


def edit(kind: Kind, target: str, value: edits.Value, minute: int, why: str = "") -> Edit:
    at = NOON + timedelta(minutes=minute)
    return Edit(minute, at, "ada", kind, target, "Bridge closed", value, why)


def outlet(target: str, name: str, minute: int, why: str = "") -> Edit:
    return edit(Kind.OUTLET, target, outlet_change(target, "", name).value, minute, why)


def turned(kind: Kind, which: Edit, minute: int) -> Edit:
    return edit(kind, which.edit_id, {}, minute)


def outlets(*rows: Edit) -> dict[str, str]:
    return {target: set_to["outlet"] for target, set_to in edits.changes(rows).items()}


def test_the_later_of_two_edits_holds_and_both_are_remembered() -> None:
    """The Gazette at one, the Courier at two; taking back the second brings the first."""
    first, second = outlet("a", GAZETTE, 1), outlet("a", COURIER, 2)
    assert outlets(first, second) == {"a": COURIER}
    undone = turned(Kind.UNDO, second, 3)
    assert outlets(first, second, undone) == {"a": GAZETTE}
    assert outlets(first, second, undone, turned(Kind.REDO, second, 4)) == {"a": COURIER}


def match(one: str, other: str, is_same: bool, minute: int) -> Edit:
    change = match_change(one, other, "a · b", is_same)
    return edit(change.kind, change.target, change.value, minute)


def test_what_is_said_of_two_sentences_holds_in_either_order_until_it_is_undone() -> None:
    first, second = match("s2", "s1", True, 1), match("s1", "s2", False, 2)
    assert edits.matches([first]) == {("s1", "s2"): True}
    assert edits.matches([second, first]) == {("s1", "s2"): False}
    undone = [first, second, turned(Kind.UNDO, second, 3)]
    assert edits.matches(undone) == {("s1", "s2"): True}
    assert edits.changes([first, second]) == {}
    assert edits.fingerprint([first]) != edits.fingerprint([second]) != edits.fingerprint([])
    assert edits.fingerprint(undone) == edits.fingerprint([first])
    assert edits.last_done([first, second], "s1 s2") == [second]
    assert edits.in_words(second, {}) == "said that two sentences report different claims"
    assert edits.matches(edits.from_json(edits.to_json(undone))) == {("s1", "s2"): True}


@pytest.mark.parametrize(
    ("target", "said"), [("s2 s1", "yes"), ("s1", "yes"), ("s1 s2", "maybe"), ("s1 s2", None)]
)
def test_what_says_nothing_of_two_sentences_is_refused(target: str, said: str | None) -> None:
    row = edits.to_row(edit(Kind.MATCH, target, {"same": said}, 1))
    with pytest.raises(CorrectionsUnreadable, match="row 1"):
        edits.from_json(json.dumps({"corrections": [row]}))


def test_an_edit_says_who_and_why_on_the_article() -> None:
    """The basis is what the screen shows beside the date."""
    published = published_change("a", "", NOON, Precision.DAY)
    rows = [
        edit(Kind.PUBLISHED, "a", published.value, 1, why="its imprint"),
        outlet("b", COURIER, 2),
    ]
    assert edits.changes(rows)["a"] == {
        "published": datetime(2031, 5, 5, tzinfo=UTC),
        "published_precision": Precision.DAY,
        "published_basis": "corrected by ada: its imprint",
    }
    assert edits.changes(rows)["b"] == {"outlet": COURIER, "outlet_basis": "corrected by ada"}


@pytest.mark.parametrize(
    ("precision", "kept"),
    [
        (Precision.MINUTE, "2031-05-05T07:41:00+00:00"),
        (Precision.HOUR, "2031-05-05T07:00:00+00:00"),
        (Precision.DAY, "2031-05-05T00:00:00+00:00"),
        (Precision.WINDOW, "2031-05-05T00:00:00+00:00"),
    ],
)
def test_a_time_is_kept_in_utc_and_as_exactly_as_it_is_known(
    precision: Precision, kept: str
) -> None:
    at = datetime.fromisoformat("2031-05-05T09:41:33+02:00")
    assert published_change("a", "", at, precision).value["published"] == kept


def test_a_date_can_be_set_to_unknown_but_not_half() -> None:
    change = published_change("a", "", None, Precision.NONE)
    assert change.value == {"published": None, "precision": "none"}
    with pytest.raises(CorrectionInvalid, match="or neither"):
        published_change("a", "", NOON, Precision.NONE)
    with pytest.raises(CorrectionInvalid, match="or neither"):
        published_change("a", "", None, Precision.DAY)


def test_what_an_edit_sets_are_fields_of_articles() -> None:
    rows = [
        edit(Kind.PUBLISHED, "a", published_change("a", "", NOON, Precision.DAY).value, 1),
        outlet("a", COURIER, 2),
    ]
    assert edits.changes(rows)["a"].keys() < {field.name for field in fields(Article)}


def test_an_outlet_needs_a_name() -> None:
    assert outlet_change("a", "", "  Harbour \n Courier ").value == {"outlet": COURIER}
    with pytest.raises(CorrectionInvalid, match="needs a name"):
        outlet_change("a", "", " \t")


def test_undo_and_redo_walk_back_and_forth_through_one_article() -> None:
    """Two edits at one time go together; other articles are left alone; an edit ends redoing."""
    first, other = outlet("a", GAZETTE, 1), outlet("b", GAZETTE, 9)
    both = [
        outlet("a", COURIER, 2),
        edit(Kind.PUBLISHED, "a", published_change("a", "", NOON, Precision.DAY).value, 2),
    ]
    rows = [first, *both, other]
    assert {e.kind for e in edits.last_done(rows, "a")} == {Kind.OUTLET, Kind.PUBLISHED}
    assert edits.last_undone(rows, "a") == []
    rows += [turned(Kind.UNDO, e, 10) for e in both]
    assert edits.last_done(rows, "a") == [first]
    rows += [turned(Kind.UNDO, first, 11)]
    assert edits.last_done(rows, "a") == []
    assert edits.last_undone(rows, "a") == [first]
    rows += [turned(Kind.REDO, first, 12)]
    assert edits.in_order(edits.last_undone(rows, "a")) == edits.in_order(both)
    assert edits.last_undone([*rows, outlet("a", "Hill Post", 13)], "a") == []
    assert edits.last_done(rows, "b") == [other]


def test_what_was_done_is_told_in_words() -> None:
    named = outlet("a", COURIER, 1, why="its imprint")
    dated = edit(Kind.PUBLISHED, "a", published_change("a", "", NOON, Precision.HOUR).value, 2)
    undated = edit(Kind.PUBLISHED, "a", published_change("a", "", None, Precision.NONE).value, 3)
    near = edit(Kind.PUBLISHED, "a", published_change("a", "", NOON, Precision.WINDOW).value, 4)
    known = {named.edit_id: named}
    assert edits.in_words(named, {}) == f"set the outlet to {COURIER} (its imprint)"
    assert edits.in_words(dated, {}) == "set the date to 2031-05-05 12:00"
    assert edits.in_words(undated, {}) == "set the date to unknown"
    assert edits.in_words(near, {}) == "set the date to 2031-05-05 or near"
    undo = turned(Kind.UNDO, named, 5)
    assert edits.in_words(undo, known) == f"undid “set the outlet to {COURIER} (its imprint)”"
    assert edits.in_words(undo, {}) == "undid a correction"


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@st.composite
def logs(draw: st.DrawFn) -> list[Edit]:
    """Logs of three articles with edits of both kinds, some undone, some of these redone."""
    rows: list[Edit] = []
    for minute in range(draw(st.integers(0, 8))):
        own = [row for row in rows if row.kind in edits.SETS]
        kind = draw(st.sampled_from(list(Kind)))
        if kind not in edits.TURNS or not own:
            target = "abc"[minute % 3]
            if kind is Kind.OUTLET:
                change = outlet_change(target, draw(texts), draw(texts) + "x")
            elif kind is Kind.MATCH:
                change = match_change(target, "d", draw(texts), draw(st.booleans()))
            else:
                change = published_change(target, draw(texts), NOON, Precision.HOUR)
            rows.append(
                Edit(
                    minute,
                    NOON + timedelta(seconds=minute),
                    draw(texts),
                    change.kind,
                    change.target,
                    change.about,
                    change.value,
                    draw(texts),
                )
            )
        else:
            rows.append(turned(kind, draw(st.sampled_from(own)), 10 + minute))
    return rows


@given(logs(), st.randoms(use_true_random=False))
def test_a_log_comes_to_the_same_in_any_order_and_after_any_journey(
    rows: list[Edit], chance: random.Random
) -> None:
    """Time orders edits, not the place where a file of them was taken in."""
    taken = edits.from_json(edits.to_json(rows))
    assert [edit.told() for edit in taken] == [edit.told() for edit in rows]
    chance.shuffle(taken)
    assert edits.changes(taken) == edits.changes(rows)
    assert edits.matches(taken) == edits.matches(rows)


def wrong(**fields: object) -> str:
    row = edits.to_row(outlet("a", COURIER, 1)) | fields
    return json.dumps({"corrections": [row]})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"corrections": [1]}',
        '{"corrections": 7}',
        wrong(kind="article colour"),
        wrong(value={}),
        wrong(value={"outlet": " "}),
        wrong(value=["outlet"]),
        wrong(at="yesterday"),
        wrong(at="2031-05-05T12:00:00"),
        wrong(kind="article published", value={"published": None, "precision": "day"}),
        wrong(kind="article published", value={"published": "soon", "precision": "day"}),
        wrong(kind="undo", target="what is not there", value={}),
    ],
)
def test_a_file_that_holds_no_corrections_is_refused_as_a_whole(text: str) -> None:
    with pytest.raises(CorrectionsUnreadable, match="holds no corrections"):
        edits.from_json(text)
