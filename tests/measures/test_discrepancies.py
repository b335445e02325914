"""Discrepancies: numbers and dates on which two sentences of one claim disagree."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.measures.discrepancies import find
from coverage.measures.quantities import quantities, singular, spelt
from coverage.measures.wording import AlignedPair
from coverage.records import Role, Sentence, count_words
from tests.originals import shared_folder

FLOOR_PLANTS = 26
"""Planted numbers and dates of the gold, of 70, that were found when this was written."""
MOST_ROWS = 9
"""Rows allowed on the 4,270 pairs of real news that share a claim; there were five, all right."""


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
        ("In 2019 ferries sank.", "In 2021 ferries sank."),
        ("Ten boats sank.", "A thousand boats sank."),
    ],
)
def test_no_discrepancy(a: str, b: str) -> None:
    """Rounded, rough, converted, lacking, of other things, ambiguous, years, far apart."""
    assert told(a, b) == []


@pytest.mark.parametrize(
    ("a", "b", "values"),
    [
        ("It sank on May 4.", "It sank on the fifth of May.", ("May 4", "fifth of May")),
        ("It sank on 30 Oct. at sea.", "It sank on October 29.", ("30 Oct", "October 29")),
        ("The old ferry sank on Monday.", "The ferry sank Tuesday.", ("on Monday", "Tuesday")),
    ],
)
def test_dates_that_differ(a: str, b: str, values: tuple[str, str]) -> None:
    assert told(a, b) == [("date", *values)]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("It sank on May 4.", "It sank on 4 May 2020."),
        ("It sank on May 4.", "The court met on 19 December."),
        ("The ferry sank on Monday.", "Holt resigned on Friday over the scandal."),
        ("It sank on May 4.", "It sank between May 3 and May 5."),
    ],
)
def test_dates_that_do_not(a: str, b: str) -> None:
    """The same day; days far apart; days of different matters; more than one day."""
    assert told(a, b) == []


@pytest.mark.parametrize(
    ("word", "value"), [("seven", 7), ("nineteen", 19), ("ninety", 90), ("sixty-four", 64)]
)
def test_number_words_up_to_a_hundred(word: str, value: int) -> None:
    assert spelt(word) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("three hundred and twelve votes", 312), ("a hundred boats", 100), ("1,240 boats", 1240),
        ("half a dozen boats", 6), ("€1.5m", 1.5e6), ("thirty-one miners", 31),
    ],
)  # fmt: skip
def test_values_of_quantities(text: str, value: float) -> None:
    assert [q.value for q in quantities(text)] == [value]


def test_labels_are_no_quantities() -> None:
    """Years, codes, days of a month and numbers after "No." count nothing."""
    assert quantities("In 2019 order No. 3 of Sept. 11 named unit 048 on page 4.") == []


def test_plurals() -> None:
    assert [singular(w) for w in ("Boats", "parties", "losses", "press")] == [
        "boat", "party", "loss", "press",
    ]  # fmt: skip


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


def written_claims(event: dict[str, Any]) -> dict[str, list[tuple[str, str]]]:
    claims: dict[str, list[tuple[str, str]]] = {}
    for outlet, article in event["articles"].items():
        for part in [article["title"], *article["sentences"]]:
            for claim in part["claims"]:
                claims.setdefault(claim, []).append((outlet, part["text"]))
    return claims


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


def is_planted(plant: dict[str, Any], kind: str, claim: str, outlets: set[str]) -> bool:
    here = (plant["kind"], plant["claim"]) == (kind, claim)
    return here and outlets <= set(plant["where"])


def test_planted_numbers_and_dates_are_found() -> None:
    """A plant is found where a row of its kind joins two of its outlets in its claim."""
    found = 0
    for event in events(shared_folder() / "gold" / "written"):
        rows = find(list(pairs_of(written_claims(event))))
        told_of = [
            (r.kind, r.claim_id, {r.sentence_a.split("#")[0], r.sentence_b.split("#")[0]})
            for r in rows
        ]
        plants = [p for p in event["plants"] if p["kind"] in ("number", "date")]
        found += sum(any(is_planted(p, *row) for row in told_of) for p in plants)
    assert found >= FLOOR_PLANTS


def test_little_is_found_where_little_differs() -> None:
    """Real news: sentences that share a claim seldom disagree on a number."""
    rows = [
        row
        for event in events(shared_folder() / "gold" / "claims")
        for row in find(list(pairs_of(news_claims(event))))
    ]
    assert len(rows) <= MOST_ROWS
