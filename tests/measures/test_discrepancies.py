"""Discrepancies: what two sentences of one claim cannot both be right about."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.measures.discrepancies import contested, find
from coverage.measures.wording import AlignedPair
from coverage.records import Role, Sentence, count_words
from tests.originals import shared_folder

MOST_ROWS = 16
"""Rows allowed on the 4,270 pairs of real news that share a claim; of 13 that there were 12 were
right."""


def sentence(sentence_id: str, text: str) -> Sentence:
    return Sentence(sentence_id, "x", 0, Role.BODY, 0, len(text), text, count_words(text))


def told(a: str, b: str) -> list[tuple[str, str, str]]:
    """(kind, value of a, value of b)."""
    rows = find([AlignedPair("c", sentence("a", a), sentence("b", b))])
    return [(row.kind, row.value_a, row.value_b) for row in rows]


@pytest.mark.parametrize(
    ("a", "b", "values"),
    [
        ("Fifteen bills were passed.", "They passed 16 bills.", ("Fifteen bills", "16 bills")),
        ("It cost $3 billion.", "The price was $3.5bn.", ("$3 billion", "$3.5bn")),
        ("Shares fell 7.4 per cent.", "Shares lost 9%.", ("7.4 per cent", "9%")),
        ("It took 40 minutes.", "It lasted for one hour.", ("40 minutes", "one hour")),
        ("Nine soldiers fell.", "Some 12 troops died.", ("Nine soldiers", "12 troops")),
        ("It passed by 71 votes to 48.", "It had 71 against 46.", ("48", "46")),
        ("The list has 27 names.", "It killed 31 civilians.", ("27 names", "31 civilians")),
        (
            "Some 300 tractors came.",
            "Dozens of tractors did.",
            ("300 tractors", "Dozens of tractors"),
        ),
        (
            "About 2,000 people rallied.",
            "There 5,000 of us stood.",
            ("2,000 people", "5,000 of us"),
        ),
        ("Some 11 percent speak it.", "One in seven people do.", ("11 percent", "One in seven")),
        ("Three men were killed.", "Four were found dead.", ("Three men", "Four")),
        (
            "They talked for 3 hours and 20 minutes.",
            "They talked for almost four hours.",
            ("3 hours and 20 minutes", "four hours"),
        ),
    ],
)
def test_numbers_that_cannot_both_be_right(a: str, b: str, values: tuple[str, str]) -> None:
    """The same thing counted, differently: 15 bills against 16 bills."""
    assert told(a, b) == [("number", *values)]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("They talked for nearly six hours.", "They talked for about six hours."),
        ("They talked for an hour.", "They talked for 60 minutes."),
        ("Some 310 boats came.", "About 300 boats came."),
        ("More than 60 miners died.", "Exactly 64 miners died."),
        ("It cost $43 million.", "It cost $43,885,310."),
        ("Twelve boats sank.", "A dozen boats sank."),
        ("Twelve boats sank.", "The boats sank."),
        ("Twelve boats sank.", "Two crews swam."),
        ("Twelve boats and 3 boats sank.", "Nine boats and 5 boats sank."),
        ("The 2019 ferries sank.", "The 2021 ferries sank."),
        ("Ten boats sank.", "A thousand boats sank."),
        ("At least 60 miners died.", "In all 64 miners died."),
        ("Holt and 31 colleagues left.", "In all 32 people left."),
        ("Prices rose by 11 per cent.", "Less than 9 per cent was foreseen, 11 came."),
        ("Two officials spoke.", "Three people were there."),
    ],
)
def test_no_discrepancy(a: str, b: str) -> None:
    """Rounded, rough, converted, lacking, of other things, ambiguous, labels, far apart; at least
    so many, one beside them, told too, few people.
    """
    assert told(a, b) == []


@pytest.mark.parametrize(
    ("a", "b", "row"),
    [
        ("Holt sank it on May 4.", "It sank on the fifth of May.",
         ("date", "May 4", "fifth of May")),
        ("It ended at 7 p.m.", "It ended after ten in the evening.", ("date", "7 p.m.", "ten")),
        ("The old ferry sank off Aram on Monday.", "The old ferry sank off Karsund on Monday.",
         ("place", "Aram", "Karsund")),
        ("Three people were hurt in it.", "Nobody was hurt.",
         ("negation", "Three people", "Nobody")),
    ],
)  # fmt: skip
def test_each_kind(a: str, b: str, row: tuple[str, str, str]) -> None:
    """One of each besides numbers; the modules' own tests have more."""
    assert told(a, b) == [row]


def test_places_in_the_sentences_are_told() -> None:
    """What differs can be marked: `a.text[start_a:end_a] == value_a`."""
    one, two = sentence("a", "They say 15 bills passed."), sentence("b", "In all, 16 bills did.")
    (row,) = find([AlignedPair("c", one, two)])
    assert (row.start_a, row.end_a) == (9, 17)
    assert two.text[row.start_b : row.end_b] == row.value_b == "16 bills"


def test_a_discrepancy_makes_a_claim_contested() -> None:
    """One contradiction between two outlets is enough; without one a claim is not contested."""
    three, four, many = (sentence(n, f"{n} boats sank.") for n in ("Three", "Four", "The old"))
    pairs = [AlignedPair("c", three, four), AlignedPair("d", three, many)]
    assert contested(find(pairs)) == {"c"}
    assert contested([]) == set()


TEXTS = st.lists(
    st.sampled_from(
        "12 boats|nine boats|about|$3bn|$3.2 billion|7%|on Monday|Tuesday|May 4|5 May|2 hours"
        "|90 minutes|sank|ferry|old|1,200 people".split("|")
    ),
    max_size=7,
).map(" ".join)


@given(TEXTS, TEXTS)
def test_swapping_a_pair_changes_nothing(a: str, b: str) -> None:
    one, two = sentence("a", a), sentence("b", b)
    there, back = find([AlignedPair("c", one, two)]), find([AlignedPair("c", two, one)])
    assert there == back
    assert all(row.value_a in a and row.value_b in b for row in there)


@given(TEXTS)
def test_a_sentence_does_not_contradict_itself(text: str) -> None:
    assert told(text, text) == []


def pairs_of(claims: dict[str, list[tuple[str, str]]]) -> Iterator[AlignedPair]:
    """Pairs of sentences of different outlets; `claims`: claim -> (outlet, text)."""
    for claim, members in claims.items():
        for (n, (outlet_a, a)), (m, (outlet_b, b)) in itertools.combinations(enumerate(members), 2):
            if outlet_a != outlet_b:
                ids = f"{outlet_a}#{n}", f"{outlet_b}#{m}"
                yield AlignedPair(claim, sentence(ids[0], a), sentence(ids[1], b))


def news_claims(event: dict[str, Any]) -> dict[str, list[tuple[str, str]]]:
    claims: dict[str, list[tuple[str, str]]] = {}
    for n, claim in enumerate(event["claims"]):
        for outlet, members in claim["members"].items():
            article = event["articles"][outlet]
            body = list(itertools.chain.from_iterable(article["paragraphs"]))
            texts = [article["title"] if m == "T" else body[m] for m in members]
            claims.setdefault(str(n), []).extend((outlet, text) for text in texts)
    return claims


def events(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))


def test_little_is_found_where_little_differs() -> None:
    """Real news: sentences that share a claim seldom disagree on a number."""
    rows = [
        row
        for event in events(shared_folder() / "gold" / "claims")
        for row in find(list(pairs_of(news_claims(event))))
    ]
    assert len(rows) <= MOST_ROWS
