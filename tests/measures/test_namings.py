"""Namings: by which words outlets name one person, place or thing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.language.voices_evaluation import labelled_article
from coverage.measures import namings, same_names, words_for
from coverage.measures.namings import OTHER, PERSON, PLACE
from coverage.measures.proper_names import read
from coverage.records import Naming, Sentence

Event = tuple[list[Sentence], list[str], dict[str, list[int]]]


def event(articles: Mapping[str, Sequence[str]], *claims: Sequence[str]) -> Event:
    """Outlet -> sentences of its article; a claim's members are named by how they begin."""
    sentences: list[Sentence] = []
    outlets: list[str] = []
    for outlet, texts in articles.items():
        _, split = labelled_article(outlet, "The day", [[text] for text in texts])
        sentences += split[1:]
        outlets += [outlet] * (len(split) - 1)
    members = {
        f"c{i}": [k for k, s in enumerate(sentences) if any(s.text.startswith(b) for b in begin)]
        for i, begin in enumerate(claims)
    }
    return sentences, outlets, members


def told(made: Event) -> dict[tuple[str, str], dict[str, list[str]]]:
    """(kind, thing) -> outlet -> its words, in order."""
    sentences, outlets, claims = made
    outlet = {s.sentence_id: o for s, o in zip(sentences, outlets, strict=True)}
    place = {s.sentence_id: k for k, s in enumerate(sentences)}
    found: defaultdict[tuple[str, str], defaultdict[str, list[str]]]
    found = defaultdict(lambda: defaultdict(list))
    rows = namings.find("e", sentences, outlets, claims)
    for row in sorted(rows, key=lambda r: (place[r.sentence_id], r.start)):
        found[row.kind, row.thing][outlet[row.sentence_id]].append(row.words)
    return {thing: dict(words) for thing, words in found.items()}


def test_one_place_by_two_spellings() -> None:
    """Two outlets, one spelling each, in sentences of one claim; every use is a row."""
    made = event(
        {
            "a": ["Shells fell on Lvizka at night.", "The road to Lvizka is shut."],
            "b": ["At night the town of Lviska was shelled."],
            "c": ["Shelling of Lviska went on."],
        },
        ["Shells", "At night", "Shelling"],
    )
    assert told(made) == {
        (PLACE, "Lviska"): {"a": ["Lvizka", "Lvizka"], "b": ["Lviska"], "c": ["Lviska"]}
    }


def test_a_sentence_may_say_that_two_names_are_one() -> None:
    """No claim is needed, and the outlet that says so uses both."""
    made = event(
        {
            "a": ["The talks in Velinsk, which on old maps is written as Port Ellin, ended."],
            "b": ["The talks ended in Port Ellin.", "Rain fell on Port Ellin."],
        }
    )
    assert told(made) == {
        (PLACE, "Port Ellin"): {"a": ["Velinsk", "Port Ellin"], "b": ["Port Ellin", "Port Ellin"]}
    }


def test_names_of_one_kind_of_place_in_one_claim_are_one_place() -> None:
    made = event(
        {
            "a": ["No car crossed Union Bridge."],
            "b": ["The Twelfth of May Bridge is closed to cars."],
        },
        ["No car", "The Twelfth"],
    )
    ((kind, _),) = told(made)
    assert kind == PLACE
    assert [*told(made).values()] == [{"a": ["Union Bridge"], "b": ["Twelfth of May Bridge"]}]


def test_a_settlement_may_have_two_unlike_names() -> None:
    made = event(
        {
            "a": ["A drone struck the village of Tin Ouzzel."],
            "b": ["An operation took place in the locality of Fort Lamin."],
        },
        ["A drone", "An operation"],
    )
    assert [*told(made).values()] == [{"a": ["Tin Ouzzel"], "b": ["Fort Lamin"]}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Talks with Iran failed.", "Talks with Iraq failed."),
        ("Talks in Belmark failed.", "Talks among Belmarkish ministers failed."),
        ("Talks at Union Bridge failed.", "Talks at Liberty Square failed."),
        ("Talks in Nuravad failed.", "Talks in Azadvesh failed."),
    ],
)
def test_other_names_in_one_claim_are_refused(one: str, other: str) -> None:
    """Alike but known to differ, a people, another kind of place, and nothing that shows it."""
    assert told(event({"a": [one], "b": [other]}, ["Talks"])) == {}


def test_an_outlet_that_uses_both_names_means_two_things() -> None:
    made = event(
        {
            "a": ["Rain fell on Lvizka.", "Nothing happened in Lviska."],
            "b": ["Rain fell on Lviska."],
        },
        ["Rain"],
    )
    assert told(made) == {}


def test_only_vowels_apart_is_one_name_even_in_one_article() -> None:
    made = event({"a": ["He is in Kyiv.", "He left Kiev."], "b": ["He left Kyiv on Monday."]})
    assert told(made) == {(PLACE, "Kyiv"): {"a": ["Kyiv", "Kiev"], "b": ["Kyiv"]}}


def test_people_are_named_by_titles_surnames_and_offices() -> None:
    """The article's own cast tells whom "the minister" means."""
    made = event(
        {
            "a": ["Foreign Minister Ann Vane left on Monday.", "The minister was tired."],
            "b": ["They thanked Ann Vane.", "Later Ms Vane slept."],
        }
    )
    assert told(made) == {
        (PERSON, "Ann Vane"): {
            "a": ["Foreign Minister Ann Vane", "The minister"],
            "b": ["Ann Vane", "Ms Vane"],
        }
    }


def test_a_surname_with_another_title_is_another_person() -> None:
    """President Vane is not Ann Vane, his daughter, nor is "Mr Vane"."""
    made = event(
        {
            "a": ["They met Ann Vane, a pupil.", "Then President Vane spoke.", "Vane left."],
            "b": ["A pupil, Ann Vane, was there.", "Then Mr Vane spoke."],
        }
    )
    assert told(made) == {}


def test_people_of_one_surname_are_not_mixed_up() -> None:
    made = event(
        {
            "a": ["Ann Vane met Robert Vane.", "Vane was silent."],
            "b": ["Then Ms Vane left.", "She is Ann Vane."],
        }
    )
    assert "Robert Vane" not in {thing for _, thing in told(made)}
    words = [words for uses in told(made).values() for each in uses.values() for words in each]
    assert "Vane" not in words


def test_nouns_differ_for_one_thing_within_a_claim() -> None:
    """The same nouns in sentences of no common claim may mean two things."""
    articles = {
        "a": ["Lawmakers voted more money for the regime."],
        "b": ["Parliament granted the government more money."],
    }
    assert told(event(articles, ["Lawmakers", "Parliament"])) == {
        (OTHER, "government"): {"a": ["regime"], "b": ["government"]}
    }
    assert told(event(articles, ["Lawmakers"], ["Parliament"])) == {}


def test_a_noun_within_a_longer_one_does_not_count() -> None:
    """A "regime of silence" is a ceasefire and no government."""
    sentences, outlets, claims = event(
        {"a": ["The regime of silence began."], "b": ["The government's truce began."]}, ["The"]
    )
    nouns = [called.noun for called in words_for.find(sentences, outlets, claims)]
    assert nouns == ["regime of silence", "truce"]


def test_outlets_that_use_the_same_words_give_nothing() -> None:
    text = "Foreign Minister Ann Vane came to the town of Lviska."
    assert told(event({"a": [text], "b": [text]}, ["Foreign"])) == {}


def test_no_sentences_give_nothing() -> None:
    assert namings.find("e", [], [], {}) == []


def test_names_are_runs_of_capitals_within_sentences() -> None:
    """A sentence's first word is a name only where it is one elsewhere."""
    texts = ["Nobody came to Veshny.", "Veshny's Union Bridge is closed.", "The bridge is old."]
    _, split = labelled_article("a", "Bridge Closed In Veshny", [[text] for text in texts])
    assert [name.words for name in read(split)] == ["Veshny", "Veshny", "Veshny", "Union Bridge"]


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("Žurnik", "Zhurnik", True),
        ("KAROLIN", "Karolyn", True),
        ("Harino", "Kharin", True),
        ("Sint-Orlen", "Saint-Orlain", True),
        ("Kyiv", "Kiev", True),
        ("Volnia", "Volnian", False),
        ("Iran", "Iraq", False),
        ("Ann Vane", "Vane", False),
        ("Marie", "Maria", False),
        ("Vane", "Vane", False),
    ],
)
def test_what_is_a_spelling_of_a_name(one: str, other: str, is_one: bool) -> None:
    assert same_names.is_spelling(one, other) is is_one
    assert same_names.is_spelling(other, one) is is_one


TEXTS = st.lists(
    st.sampled_from(
        [
            "Minister Ann Vane left Lvizka.",
            "The minister left Lviska.",
            "Vane is in Kyiv.",
            "Mr Vane is in Kiev, called Kyiv there.",
            "The regime fell.",
            "The government fell in Union Bridge.",
        ]
    ),
    min_size=1,
    max_size=4,
)


@given(TEXTS, TEXTS)
def test_offsets_hold_and_the_order_of_articles_changes_nothing(
    one: list[str], other: list[str]
) -> None:
    there = event({"a": one, "b": other}, ["Minister", "The", "Mr", "Vane"])
    back = event({"b": other, "a": one}, ["Minister", "The", "Mr", "Vane"])
    rows: list[Naming] = namings.find("e", *there)
    assert rows == namings.find("e", *back)
    text = {s.sentence_id: s.text for s in there[0]}
    assert all(text[row.sentence_id][row.start : row.end] == row.words for row in rows)
