"""What analysts said of claims, done to the claims of an event.

Six sentences: a and b are the Courier's, c and d the Gazette's, e and f the Observer's. Three
claims: a c, that the bridge is closed; b e, that the ferry is free; d alone. Of f nothing is found.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.matching import claim_edits
from coverage.matching.claim_edits import NAMED, WITH_OTHERS, ClaimEdit, Deed, Edited
from coverage.matching.groups import Group
from tests.examples import COURIER, GAZETTE, OBSERVER

IDS = "abcdef"
OUTLETS = [COURIER, COURIER, GAZETTE, GAZETTE, OBSERVER, OBSERVER]
CLAIMS = ("ac", "be", "d")


def groups(claims: Iterable[str], ids: str = IDS) -> list[Group]:
    return [Group(tuple(sorted(ids.index(each) for each in claim))) for claim in claims]


def edit(deed: Deed, claim: str, others: str = "", name: str = "", edit_id: str = "x") -> ClaimEdit:
    return ClaimEdit(edit_id, deed, frozenset(claim), frozenset(others), name)


def done(*edits: ClaimEdit, claims: Sequence[str] = CLAIMS) -> Edited:
    return claim_edits.apply(groups(claims), IDS, OUTLETS, edits)


def told(edited: Edited, ids: str = IDS) -> list[str]:
    return ["".join(sorted(ids[k] for k in group.members)) for group in edited.groups]


def test_a_claim_is_renamed_and_another_dropped() -> None:
    found = done(edit(Deed.RENAME, "ac", name="The bridge is shut", edit_id="1"),
                 edit(Deed.DROP, "d", edit_id="2"))  # fmt: skip
    assert told(found) == ["ac", "be"]
    assert [group.label for group in found.groups] == ["The bridge is shut", ""]
    assert [group.edits for group in found.groups] == [("1",), ()]
    assert found.applied == {"1", "2"}


def test_two_claims_become_one_that_knows_its_parts() -> None:
    found = done(edit(Deed.RENAME, "be", name="Ferry"), edit(Deed.MERGE, "ac", "be"))
    assert told(found) == ["abce", "d"]
    assert found.groups[0].parts == ((0, 2), (1, 4))
    assert found.groups[0].label == "Ferry"


def test_sentences_leave_into_a_claim_of_their_own() -> None:
    """Neither side reports the other's claim, however near it comes."""
    found = done(edit(Deed.SPLIT, "abce", "be"), claims=["abce", "d"])
    assert told(found) == ["ac", "be", "d"]
    assert [sorted(group.refused) for group in found.groups] == [[1, 4], [0, 2], []]


def test_who_is_taken_out_stands_alone_unless_in_another_claim() -> None:
    """Of a b c e, b and e go: b is in b d as well, e has no other place."""
    found = done(edit(Deed.TAKE_OUT, "abce", "be"), claims=["abce", "bd"])
    assert told(found) == ["ac", "bd", "e"]
    assert sorted(found.groups[0].refused) == [1, 4]


def test_who_is_put_in_stands_alone_no_more() -> None:
    found = done(edit(Deed.PUT_IN, "ac", "df"))
    assert told(found) == ["acdf", "be"]
    assert found.groups[0].parts == ((0, 2), (3,), (5,))
    back = done(edit(Deed.TAKE_OUT, "ac", "c"), edit(Deed.PUT_IN, "a", "c", edit_id="y"))
    assert told(back) == ["ac", "be", "d"]
    assert back.groups[0].refused == frozenset()


def test_a_sentence_moves_in_either_order() -> None:
    """Both edits have one time, and so no order of their own."""
    out, into = (
        edit(Deed.TAKE_OUT, "ac", "c", edit_id="1"),
        edit(Deed.PUT_IN, "be", "c", edit_id="2"),
    )
    assert told(done(out, into)) == told(done(into, out)) == ["a", "bce", "d"]


def test_an_outlet_is_said_to_omit_a_claim_until_it_reports_it() -> None:
    said = edit(Deed.OMIT, "ac", name=OBSERVER, edit_id="1")
    assert done(said).groups[0].omitted_by == {OBSERVER}
    later = done(said, edit(Deed.PUT_IN, "ac", "e", edit_id="2"))
    assert later.groups[0].omitted_by == frozenset()
    for outlet in (GAZETTE, "Hill Post"):
        assert done(edit(Deed.OMIT, "ac", name=outlet)).applied == frozenset()


@pytest.mark.parametrize(
    ("claim", "found"),
    [("ab", True), ("abcd", True), ("abcde", True), ("a", False), ("abef", False), ("aef", False),
     ("def", False)],
)  # fmt: skip
def test_a_claim_is_found_again_by_more_than_half_of_both_sides(claim: str, found: bool) -> None:
    """The edit was made of a b c; the next build has another claim in its place."""
    again = done(edit(Deed.RENAME, "abc", name="New"), claims=[claim])
    assert (again.applied == {"x"}) is found is (again.groups[0].label == "New")


def test_of_two_that_could_be_it_the_likest_is() -> None:
    found = done(edit(Deed.RENAME, "abcd", name="New"), claims=["abce", "abcd"])
    assert [group.label for group in found.groups] == ["New", ""]


@pytest.mark.parametrize("deed", Deed)
def test_an_edit_of_a_claim_that_is_gone_does_nothing(deed: Deed) -> None:
    """Its sentences are not there, or have gone to claims of which they are the smaller part."""
    name = OBSERVER if deed in NAMED else ""
    others = {Deed.SPLIT: "x", Deed.TAKE_OUT: "x"}.get(deed, "d") if deed in WITH_OTHERS else ""
    found = done(edit(deed, "xyz", others, name))
    assert (told(found), found.applied) == (list(CLAIMS), frozenset())


def test_what_is_meant_for_a_claim_and_another_needs_both() -> None:
    assert done(edit(Deed.MERGE, "ac", "xyz")).applied == frozenset()
    assert done(edit(Deed.PUT_IN, "ac", "xyz")).applied == frozenset()
    assert done(edit(Deed.SPLIT, "acx", "x")).applied == frozenset()


def test_claims_that_come_to_have_the_same_sentences_are_one() -> None:
    found = done(
        edit(Deed.PUT_IN, "ab", "c", edit_id="1"),
        edit(Deed.RENAME, "abc", name="New", edit_id="2"),
        claims=["abc", "ab"],
    )
    assert told(found) == ["abc"]
    assert found.groups[0].label == "New"


@pytest.mark.parametrize(
    ("deed", "claim", "others", "name"),
    [(Deed.DROP, "", "", ""), (Deed.RENAME, "a", "", " "), (Deed.MERGE, "a", "", ""),
     (Deed.SPLIT, "ab", "ab", ""), (Deed.TAKE_OUT, "ab", "c", ""), (Deed.PUT_IN, "ab", "b", ""),
     (Deed.OMIT, "a", "", "")],
)  # fmt: skip
def test_what_can_be_done_to_no_claim_is_refused(
    deed: Deed, claim: str, others: str, name: str
) -> None:
    with pytest.raises(ValueError, match="an edit of a claim that"):
        edit(deed, claim, others, name)


sentences = st.sets(st.sampled_from(IDS), min_size=1)


@st.composite
def edits(draw: st.DrawFn) -> list[ClaimEdit]:
    """Edits of any claims of the six sentences, of each kind that has a meaning for them."""
    found = []
    for number in range(draw(st.integers(0, 6))):
        deed, claim, others = draw(st.sampled_from(Deed)), draw(sentences), draw(sentences)
        if deed is Deed.PUT_IN:
            others -= claim
        elif deed in {Deed.SPLIT, Deed.TAKE_OUT}:
            others &= claim
        is_able = deed not in WITH_OTHERS or (
            bool(others) and (deed in {Deed.MERGE, Deed.PUT_IN} or others < claim)
        )
        if is_able:
            name = draw(st.sampled_from([COURIER, GAZETTE, OBSERVER])) if deed in NAMED else ""
            others = others if deed in WITH_OTHERS else set()
            found.append(ClaimEdit(f"{number}", deed, frozenset(claim), frozenset(others), name))
    return found


overlapping = st.sets(sentences.map(lambda own: "".join(sorted(own))), min_size=1, max_size=5)


def by_ids(edited: Edited, ids: str) -> list[object]:
    """The claims with ids in place of indices."""
    return [
        (
            sorted(ids[k] for k in group.members),
            sorted(sorted(ids[k] for k in part) for part in group.parts),
            sorted(ids[k] for k in group.refused),
            sorted(group.omitted_by),
            group.label,
            group.edits,
        )
        for group in edited.groups
    ]


@given(overlapping, edits(), st.randoms(use_true_random=False))
def test_the_order_of_sentences_and_claims_changes_nothing(
    claims: set[str], made: list[ClaimEdit], chance: random.Random
) -> None:
    ordered = sorted(claims)
    straight = claim_edits.apply(groups(ordered), IDS, OUTLETS, made)
    places = chance.sample(range(len(IDS)), len(IDS))
    ids, outlets = "".join(IDS[k] for k in places), [OUTLETS[k] for k in places]
    chance.shuffle(ordered)
    shuffled = claim_edits.apply(groups(ordered, ids), ids, outlets, made)
    assert shuffled.applied == straight.applied
    if straight.applied:
        assert by_ids(shuffled, ids) == by_ids(straight, IDS)


@given(overlapping, edits())
def test_claims_stay_claims(claims: set[str], made: list[ClaimEdit]) -> None:
    """None is empty or there twice; no part holds strangers; who reports it is not refused."""
    found = claim_edits.apply(groups(sorted(claims)), IDS, OUTLETS, made).groups
    assert len({group.members for group in found}) == len(found)
    for group in found:
        assert group.members
        assert {k for part in group.as_matched() for k in part} == {*group.members}
        assert not group.refused & {*group.members}
        assert not group.omitted_by & {OUTLETS[k] for k in group.members}
        assert all({*group.beside(k)} < {*group.members} for k in group.members)


@given(overlapping)
def test_without_edits_nothing_changes(claims: set[str]) -> None:
    """What is undone is never said: the claims are those that were found."""
    before = groups(sorted(claims))
    assert claim_edits.apply(before, IDS, OUTLETS, []) == Edited(before, frozenset())
