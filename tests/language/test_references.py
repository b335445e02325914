"""Whom an opening pronoun means, spelt out for comparing."""

from dataclasses import replace

import pytest

from coverage.language.references import spelt_out
from coverage.records import Sentence
from tests.examples import sentence


def told(*texts: str, article_id: str = "x") -> list[Sentence]:
    """An article of these sentences."""
    return [
        sentence(f"{article_id}{k}", text, article_id=article_id, position=k)
        for k, text in enumerate(texts)
    ]


def last(*texts: str) -> str:
    """The last sentence, spelt out."""
    return spelt_out(told(*texts))[-1].text


def test_they_are_the_two_last_named_together() -> None:
    assert (
        last("Ann Vane met Bo Holt on Monday.", "They spoke for an hour.")
        == "Ann Vane and Bo Holt spoke for an hour."
    )


def test_he_is_the_man_last_named() -> None:
    found = last("Mayor Bo Holt came on Monday.", "He spoke for an hour.")
    assert found == "Bo Holt spoke for an hour."


def test_she_is_not_the_man_last_named() -> None:
    """Ann Vane is "Ms", Bo Holt is "Mr": of the two only she can be meant."""
    assert (
        last("Ms Ann Vane invited Mr Bo Holt to Melby.", "She spoke for an hour.")
        == "Ann Vane spoke for an hour."
    )


def test_an_opening_quotation_mark_stays() -> None:
    found = last("Mayor Bo Holt came on Monday.", "“He will stay,” it was said.")
    assert found == "“Bo Holt will stay,” it was said."


@pytest.mark.parametrize("opening", ["The two leaders", "Both leaders", "The presidents", "Both"])
def test_a_title_for_two_stands_for_them(opening: str) -> None:
    found = last("President Ann Vane met President Bo Holt.", f"{opening} spoke for an hour.")
    assert found == "Ann Vane and Bo Holt spoke for an hour."


@pytest.mark.parametrize(
    "texts",
    [
        ("Snow fell on Monday.", "He spoke for an hour."),  # nobody was named
        ("Ann Vane spoke.", "They agreed."),  # one person is not "they"
        ("Ann Vane met Bo Holt and Cy Marsh.", "They agreed."),  # three are not two
        ("Ann Vane met Bo Holt.", "Both Vane and Holt agreed."),  # named anyway
        ("Ann Vane met Bo Holt.", "Both sides want the bridge."),  # a noun
        ("Ann Vane met Bo Holt.", "Both the town and its port were shut."),  # of something else
        ("Mayor Bo Holt came.", "He's gone."),  # a contraction
        ("Mayor Bo Holt came.", "Then he went."),  # no opening
    ],
)
def test_what_is_not_clear_or_no_opening_stays(texts: tuple[str, ...]) -> None:
    assert last(*texts) == texts[-1]


def test_an_article_never_lends_its_people_to_the_next() -> None:
    first = told("Ann Vane met Bo Holt on Monday.", article_id="x")
    second = told("They spoke for an hour.", article_id="y")
    assert spelt_out([*first, *second])[-1].text == "They spoke for an hour."


def test_only_the_text_changes() -> None:
    """Ids, places and counts go on pointing at what people read."""
    sentences = told("Ann Vane met Bo Holt on Monday.", "They spoke for an hour.")
    pairs = zip(spelt_out(sentences), sentences, strict=True)
    assert [replace(new, text=old.text) for new, old in pairs] == sentences
