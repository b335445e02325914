"""How much room and which place: one worked example for each measure.

    The Courier (30 words)                        The Gazette (20 words)
    0 headline  6  The bridge is shut.            0 headline  4  The ferry is free.
    1 body     12  shut, and the ferry is free    1 body      8  shut
    2 body     12  (in no claim)                  2 body      8  (in no claim)

Claims: "shut" has the Courier's 0 and 1 and the Gazette's 1, "free" the Courier's 1 and the
Gazette's 0.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.measures.emphasis import Telling, measure, prominences, words_by_outlet
from coverage.measures.omission import Nearest
from coverage.records import Emphasis, Role, Sentence, Status
from coverage.settings import Settings
from tests.examples import COURIER, GAZETTE, sentence


def told(outlet: str, *lengths: int, role: Role = Role.HEADLINE) -> list[Sentence]:
    """An outlet's article: first a sentence with `role`, then body, of so many words."""
    return [
        sentence(
            f"{outlet}{position}",
            role=Role.BODY if position else role,
            article_id=outlet,
            position=position,
            n_words=n_words,
        )
        for position, n_words in enumerate(lengths)
    ]


EXAMPLE = Telling(
    sentences=[*told(COURIER, 6, 12, 12), *told(GAZETTE, 4, 8, 8)],
    outlets=[COURIER] * 3 + [GAZETTE] * 3,
    claims={"shut": (0, 1, 4), "free": (1, 3)},
)


def measured(
    telling: Telling, nearest: Mapping[tuple[str, str], Nearest] | None = None
) -> dict[tuple[str, str], Emphasis]:
    rows = measure(telling, nearest or {}, Settings())
    return {(row.claim_id, row.outlet): row for row in rows}


def test_share_is_the_part_of_an_outlet_s_words() -> None:
    """Courier on "shut": 6 words, and half of the 12 that tell two claims: 12 of 30."""
    rows = measured(EXAMPLE)
    assert words_by_outlet(EXAMPLE) == {COURIER: 30, GAZETTE: 20}
    assert rows["shut", COURIER].n_words == 12
    assert rows["shut", COURIER].share == pytest.approx(12 / 30)
    assert rows["free", COURIER].share == pytest.approx(6 / 30)
    assert rows["shut", GAZETTE].share == pytest.approx(8 / 20)
    assert (rows["shut", COURIER].n_mentions, rows["free", COURIER].n_mentions) == (2, 1)


def test_lift_compares_with_the_mean_of_the_outlets() -> None:
    """Both give "shut" 0.4 of their room: lift 0. With shares of 0.3 and 0.1 the mean is 0.2:
    log2(0.3 / 0.2) = 0.58 and log2(0.1 / 0.2) = -1.
    """
    rows = measured(EXAMPLE)
    assert rows["shut", COURIER].lift == pytest.approx(0)
    sentences = [*told(COURIER, 7, 3), *told(GAZETTE, 9, 1)]
    rows = measured(Telling(sentences, [COURIER] * 2 + [GAZETTE] * 2, {"c": (1, 3)}))
    assert rows["c", COURIER].lift == pytest.approx(math.log2(1.5))
    assert rows["c", GAZETTE].lift == pytest.approx(-1)


def test_prominence_is_the_place_of_the_first_mention() -> None:
    """Headline 1. The body has 24 words: its first sentence has 0.8, its second 0.8 * 12 / 24."""
    rows = measured(EXAMPLE)
    assert rows["shut", COURIER].prominence == 1.0
    assert rows["free", COURIER].prominence == 0.8
    assert prominences(EXAMPLE.sentences[:3]) == [1.0, 0.8, pytest.approx(0.4)]
    assert prominences(told(COURIER, 6, 12, role=Role.STANDFIRST)) == [0.9, 0.8]


def test_the_order_of_the_sentences_changes_no_prominence() -> None:
    """It is their position in the article that counts."""
    backwards = EXAMPLE.sentences[::-1]
    assert prominences(backwards) == prominences(EXAMPLE.sentences)[::-1]


def test_a_claim_in_the_headline_is_stressed_however_short() -> None:
    """The Courier gives "shut" no more room than the mean, yet opens with it."""
    row = measured(EXAMPLE)["shut", COURIER]
    assert (row.status, row.is_headline) == (Status.STRESSED, True)
    assert measured(EXAMPLE)["shut", GAZETTE].status is Status.MENTIONED


def test_a_claim_with_half_as_much_room_again_is_stressed() -> None:
    """0.3 against a mean of 0.2 is 1.5 times; 0.29 against a mean of 0.195 is not quite."""
    for words, status in ((30, Status.STRESSED), (29, Status.MENTIONED)):
        sentences = [*told(COURIER, 100 - words, words), *told(GAZETTE, 90, 10)]
        telling = Telling(sentences, [COURIER] * 2 + [GAZETTE] * 2, {"c": (1, 3)})
        assert measured(telling)["c", COURIER].status is status


def test_a_standfirst_shows_in_is_headline_but_does_not_stress_by_itself() -> None:
    sentences = [*told(COURIER, 5, 5, role=Role.STANDFIRST), *told(GAZETTE, 5, 5)]
    row = measured(Telling(sentences, [COURIER] * 2 + [GAZETTE] * 2, {"c": (0, 3)}))["c", COURIER]
    assert (row.is_headline, row.prominence, row.status) == (True, 0.9, Status.MENTIONED)


@pytest.mark.parametrize(
    ("probability", "status"),
    [(0.1, Status.OMITTED), (0.25, Status.UNCERTAIN), (0.4, Status.UNCERTAIN)],
)
def test_a_claim_not_reported_is_omitted_or_uncertain(probability: float, status: Status) -> None:
    """Possible matches begin at 0.25. The nearest sentence goes with the row."""
    telling = Telling(EXAMPLE.sentences, EXAMPLE.outlets, {"work": (2,)})
    row = measured(telling, {("work", GAZETTE): Nearest("near", probability)})["work", GAZETTE]
    assert (row.status, row.share, row.lift, row.prominence) == (status, 0.0, None, None)
    assert (row.nearest_sentence_id, row.nearest_probability) == ("near", probability)


def test_an_outlet_that_says_nothing_like_it_omits_it() -> None:
    row = measured(Telling(EXAMPLE.sentences, EXAMPLE.outlets, {"work": (2,)}))["work", GAZETTE]
    assert (row.status, row.nearest_sentence_id) == (Status.OMITTED, None)


def test_headings_and_captions_are_no_part_of_what_an_outlet_tells() -> None:
    """Ten words of a caption leave the shares as they are."""
    caption = sentence("z", role=Role.CAPTION, article_id=COURIER, position=3, n_words=10)
    telling = Telling([*EXAMPLE.sentences, caption], [*EXAMPLE.outlets, COURIER], EXAMPLE.claims)
    assert words_by_outlet(telling) == words_by_outlet(EXAMPLE)
    assert measured(telling)["shut", COURIER].share == pytest.approx(12 / 30)


def test_an_outlet_without_an_article_has_no_row() -> None:
    """Silence on the event is no omission."""
    telling = Telling(EXAMPLE.sentences[:3], EXAMPLE.outlets[:3], {"shut": (0, 1)})
    assert list(measured(telling)) == [("shut", COURIER)]


LENGTHS = st.lists(st.integers(1, 40), min_size=1, max_size=6)


@given(LENGTHS, LENGTHS, st.data())
def test_shares_and_no_claim_sum_to_1(
    courier: Sequence[int], gazette: Sequence[int], data: st.DataObject
) -> None:
    """However the sentences are spread over claims that overlap."""
    sentences = [*told(COURIER, *courier), *told(GAZETTE, *gazette)]
    outlets = [COURIER] * len(courier) + [GAZETTE] * len(gazette)
    member = st.sets(st.integers(0, len(sentences) - 1), min_size=1)
    groups = data.draw(st.lists(member, max_size=4))
    telling = Telling(sentences, outlets, {f"c{k}": sorted(g) for k, g in enumerate(groups)})
    rows = measured(telling).values()
    for outlet, total in words_by_outlet(telling).items():
        in_none = sum(
            s.n_words
            for k, s in enumerate(sentences)
            if outlets[k] == outlet and not any(k in g for g in groups)
        )
        shares = sum(row.share for row in rows if row.outlet == outlet)
        assert shares + in_none / total == pytest.approx(1)


@given(LENGTHS, st.sampled_from([Role.HEADLINE, Role.STANDFIRST, Role.BODY]))
def test_prominence_falls_from_top_to_bottom_between_1_and_0(
    lengths: Sequence[int], role: Role
) -> None:
    found = prominences(told(COURIER, *lengths, role=role))
    assert found == sorted(found, reverse=True)
    assert 0 < min(found) <= max(found) <= 1
