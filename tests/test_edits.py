"""Edits: what a log of them comes to, and the same log as JSON."""

from __future__ import annotations

import json
import random
from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage import edit_rows, edits, edits_turned
from coverage.edits import Change, Edit, Kind, match_change, outlet_change, published_change
from coverage.edits_told import in_words
from coverage.errors import CorrectionInvalid, CorrectionsUnreadable
from coverage.matching.claim_edits import Deed
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
    assert edits_turned.last_done([first, second], "s1 s2") == [second]
    assert in_words(second, {}) == "said that two sentences report different claims"
    assert edits.matches(edit_rows.from_json(edit_rows.to_json(undone))) == {("s1", "s2"): True}


def claim(deed: Deed, own: str, minute: int, others: str = "", name: str = "") -> Edit:
    change = edits.claim_change(deed, own.split(), "Bridge closed", others.split(), name)
    return edit(change.kind, change.target, change.value, minute)


DONE = [
    (claim(Deed.RENAME, "s1 s2", 1, name=" The  bridge "), "renamed the claim “The bridge”"),
    (claim(Deed.DROP, "s1", 2), "dropped the claim"),
    (claim(Deed.MERGE, "s1", 3, "s2 s3"), "made the claim one with another"),
    (
        claim(Deed.SPLIT, "s1 s2 s3", 4, "s3 s2"),
        "made 2 sentences of the claim a claim of their own",
    ),
    (claim(Deed.TAKE_OUT, "s1 s2", 5, "s2"), "took a sentence out of the claim"),
    (claim(Deed.PUT_IN, "s1 s2", 6, "s3"), "added a sentence to the claim"),
    (claim(Deed.OMIT, "s1", 7, name=COURIER), f"confirmed that {COURIER} omits the claim"),
]


def test_what_was_done_to_claims_is_read_again_in_the_order_it_was_done() -> None:
    """From the log as from a file; a second later, undone, it is as if never said."""
    rows = [row for row, _ in DONE]
    assert [in_words(row, {}) for row, _ in DONE] == [words for _, words in DONE]
    taken = edit_rows.from_json(edit_rows.to_json(rows))
    assert edits.said(reversed(taken)).claims == [edits.claim_edit(row) for row in rows]
    split = edits.said(rows).claims[3]
    assert split.claim == {"s1", "s2", "s3"}
    assert split.others == {"s2", "s3"}
    undone = [*rows, turned(Kind.UNDO, rows[3], 9)]
    assert split not in edits.said(undone).claims
    assert edits.fingerprint(undone) != edits.fingerprint(rows)
    redone = [*undone, turned(Kind.REDO, rows[3], 10)]
    assert edits.fingerprint(redone) == edits.fingerprint(rows)


def test_edits_of_claims_touch_their_sentences_and_others_what_they_name() -> None:
    assert edits.touches(claim(Deed.MERGE, "s1", 1, "s2 s3")) == {"s1", "s2", "s3"}
    assert edits.touches(claim(Deed.OMIT, "s1 s2", 1, name=COURIER)) == {"s1", "s2"}
    assert edits.touches(match("s1", "s2", True, 1)) == {"s1 s2"}
    assert edits.touches(outlet("a", COURIER, 1)) == {"a"}


def test_of_a_pair_that_was_asked_about_it_is_known_that_nobody_says_anything_now() -> None:
    first = match("s1", "s2", True, 1)
    rows = [first, match("s1", "s3", False, 2), turned(Kind.UNDO, first, 3)]
    assert edits.asked(rows) == {("s1", "s2"): None, ("s1", "s3"): False}


def test_an_article_is_put_into_the_event_of_others_or_its_own() -> None:
    moved = edits.event_change("a", "Bridge", ["c", "b", "a"])
    own = edits.event_change("a", "Bridge", [])
    rows = [edit(c.kind, c.target, c.value, k) for k, c in enumerate((moved, own))]
    assert [each.event for each in edits.said(rows).events] == [{"b", "c"}, frozenset()]
    assert in_words(rows[0], {}) == "put the article into another event"
    assert in_words(rows[1], {}) == "put the article into its own event"


def test_what_cannot_be_done_to_a_claim_is_said() -> None:
    with pytest.raises(CorrectionInvalid, match="gives no name"):
        edits.claim_change(Deed.RENAME, ["s1"], "", name=" ")


@pytest.mark.parametrize(
    ("kind", "target", "value"),
    [
        (Kind.RENAME, "s1", {"label": None}),
        (Kind.RENAME, "s2 s1", {"label": "x"}),
        (Kind.DROP, "", {}),
        (Kind.MERGE, "s1", {"claim": ""}),
        (Kind.SPLIT, "s1 s2", {"sentences": "s3"}),
        (Kind.PUT_IN, "s1", {}),
        (Kind.EVENT, "a", {"articles": "c b"}),
    ],
)
def test_what_says_nothing_of_a_claim_or_event_is_refused(
    kind: Kind, target: str, value: edits.Value
) -> None:
    row = edit_rows.to_row(edit(kind, target, value, 1))
    with pytest.raises(CorrectionsUnreadable, match="row 1"):
        edit_rows.from_json(json.dumps({"corrections": [row]}))


@pytest.mark.parametrize(
    ("target", "said"), [("s2 s1", "yes"), ("s1", "yes"), ("s1 s2", "maybe"), ("s1 s2", None)]
)
def test_what_says_nothing_of_two_sentences_is_refused(target: str, said: str | None) -> None:
    row = edit_rows.to_row(edit(Kind.MATCH, target, {"same": said}, 1))
    with pytest.raises(CorrectionsUnreadable, match="row 1"):
        edit_rows.from_json(json.dumps({"corrections": [row]}))


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
    assert {e.kind for e in edits_turned.last_done(rows, "a")} == {Kind.OUTLET, Kind.PUBLISHED}
    assert edits_turned.last_undone(rows, "a") == []
    rows += [turned(Kind.UNDO, e, 10) for e in both]
    assert edits_turned.last_done(rows, "a") == [first]
    rows += [turned(Kind.UNDO, first, 11)]
    assert edits_turned.last_done(rows, "a") == []
    assert edits_turned.last_undone(rows, "a") == [first]
    rows += [turned(Kind.REDO, first, 12)]
    assert edits.in_order(edits_turned.last_undone(rows, "a")) == edits.in_order(both)
    assert edits_turned.last_undone([*rows, outlet("a", "Hill Post", 13)], "a") == []
    assert edits_turned.last_done(rows, "b") == [other]


def test_what_was_done_is_told_in_words() -> None:
    named = outlet("a", COURIER, 1, why="its imprint")
    dated = edit(Kind.PUBLISHED, "a", published_change("a", "", NOON, Precision.HOUR).value, 2)
    undated = edit(Kind.PUBLISHED, "a", published_change("a", "", None, Precision.NONE).value, 3)
    near = edit(Kind.PUBLISHED, "a", published_change("a", "", NOON, Precision.WINDOW).value, 4)
    known = {named.edit_id: named}
    assert in_words(named, {}) == f"set the outlet to {COURIER} (its imprint)"
    assert in_words(dated, {}) == "set the date to 2031-05-05 12:00"
    assert in_words(undated, {}) == "set the date to unknown"
    assert in_words(near, {}) == "set the date to 2031-05-05 or near"
    undo = turned(Kind.UNDO, named, 5)
    assert in_words(undo, known) == f"undid “set the outlet to {COURIER} (its imprint)”"
    assert in_words(undo, {}) == "undid a correction"


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


ids = st.sampled_from(["s1", "s2", "s3"])


@st.composite
def claim_changes(draw: st.DrawFn, deed: Deed) -> Change:
    """One of what the deed can be."""
    own, others = {"s1", "s2"}, {"s2"} if deed in {Deed.SPLIT, Deed.TAKE_OUT} else {"s3"}
    return edits.claim_change(deed, own, draw(texts), others, draw(texts) + "x")


@st.composite
def logs(draw: st.DrawFn) -> list[Edit]:
    """Logs of three articles with edits of all kinds, some undone, some of these redone."""
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
            elif kind is Kind.EVENT:
                change = edits.event_change(target, draw(texts), draw(st.sets(ids)))
            elif kind in edits.CLAIMS:
                change = draw(claim_changes(Deed(kind.removeprefix("claim "))))
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
    taken = edit_rows.from_json(edit_rows.to_json(rows))
    assert [edit.told() for edit in taken] == [edit.told() for edit in rows]
    chance.shuffle(taken)
    assert edits.changes(taken) == edits.changes(rows)
    assert edits.matches(taken) == edits.matches(rows)
    assert edits.said(taken) == edits.said(rows)


def wrong(**fields: object) -> str:
    row = edit_rows.to_row(outlet("a", COURIER, 1)) | fields
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
        edit_rows.from_json(text)
