"""Scare quotes: short words in quotation marks that nobody is quoted for."""

import json
import time
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.language.quotes import Quotation
from coverage.language.voices import attribute
from coverage.language.voices_evaluation import labelled_article
from coverage.measures import quoted_frames, scare_quotes
from coverage.measures.scare_quotes import LEAST, SHOWN
from coverage.records import Article, ScareQuote, Sentence
from tests.originals import shared_folder

Told = tuple[Article, list[Sentence]]


def article(outlet: str, *sentences: str, title: str = "The ferry") -> Told:
    """An article of one paragraph a sentence."""
    return labelled_article(outlet, title, [[text] for text in sentences])


def find(*told: Told) -> list[ScareQuote]:
    articles = [made for made, _ in told]
    sentences = {made.article_id: split for made, split in told}
    voices = [row for made, split in told for row in attribute(made, split)]
    return scare_quotes.find(articles, sentences, voices)


def shown(*told: Told) -> list[str]:
    return [row.words for row in find(*told) if row.confidence >= SHOWN]


def test_words_that_nobody_says_are_shown_beside_their_bare_use() -> None:
    """a: its "accident"; b and c: an accident. Two outlets use the word bare, b's is shown."""
    a = article("a", "The port has not explained its “accident”, which closed the bridge.")
    b = article("b", "The accident closed the bridge.")
    c = article("c", "An accident closed the bridge on Monday.")
    (row,) = find(a, b, c)
    text = a[1][1].text
    assert text[row.start : row.end] == "“accident”"
    assert (row.words, row.n_bare) == ("accident", 2)
    assert row.bare_sentence_id == b[1][1].sentence_id
    assert row.basis == (
        "no speaker; stands in place of a plain noun; one or two words; bare in 2 other outlets"
    )
    (alone,) = find(a)
    assert alone.confidence < row.confidence
    assert (alone.n_bare, alone.bare_sentence_id) == (0, "")


@pytest.mark.parametrize(
    "text",
    [
        "The port's 'rescue' took nine hours.",
        "So much for the famous “reform”.",
        "A crowd of “38,000” stood on the pier.",
        "The so-called 'rights' group abroad has no members.",
        "The ferry is, by contrast, “safe”.",
        "Guests left after the „reform“ of the harbour.",
    ],
)
def test_each_of_these_holds_words_at_a_distance(text: str) -> None:
    assert len(shown(article("a", text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ann Vane, the mayor, called it “a disgrace” on Monday.",
        "“It is a disgrace,” Ann Vane said.",
        "Ann Vane said the port had “overshot” its budget.",
        "The union hailed “a day of fairness”.",
        "On Monday the exercise “Amber Gate” began.",
        "She watched the film “Slow River” at home.",
        "By evening the words “combat veteran” had vanished from the page.",
        "William “Mo” Cobb took the ferry.",
        "The lone “no” vote was the mayor's.",
        "They don't say the allies' ships weren't theirs; the '90s ended so.",
        "The ferry is described as “slow”.",
        "“No,” she said. “Never.”",
        "The concerns that the pier was “badly misguided” were dismissed.",
        "Holt changed a reference to the pier to “the quay”.",
        "Prices rose, “he said” and so did fares.",
    ],
)
def test_quotations_titles_names_and_words_meant_as_words_are_not_shown(text: str) -> None:
    assert shown(article("a", text)) == []


def test_a_claim_of_several_at_once_is_nobodys_wording() -> None:
    """Allies cannot all have said these two words; a single speaker may have."""
    several = "The Union and its allies have claimed the port is planning “a blockade” of the bay."
    single = "Ann Vane has said the port is planning “a blockade” of the bay."
    assert shown(article("a", several)) == ["a blockade"]
    assert shown(article("a", single)) == []


def test_a_name_is_shown_where_others_use_it_bare() -> None:
    """A name in marks may be a title; that others use it as a name shows that it is none."""
    a = article("a", "They discussed the recent “Tarnholm”-Iona escalation.")
    b = article("b", "They discussed the Tarnholm-Iona escalation.")
    assert shown(a) == []
    assert shown(a, b) == ["Tarnholm"]


def test_a_headline_that_quotes_its_own_article_is_no_scare_quote() -> None:
    said = "Ann Vane said the port was “slow”."
    assert shown(article("a", "Nobody spoke.", title="The “slow” port")) == ["slow"]
    assert shown(article("a", said, title="The “slow” port")) == []


def test_single_marks_in_a_headline_stand_for_a_speaker_as_often_as_not() -> None:
    assert shown(article("a", "Nobody spoke.", title="Port is ‘slow’")) == []
    assert shown(article("a", "The port is ‘slow’.")) == ["slow"]


def test_words_that_the_article_also_uses_bare_weigh_less() -> None:
    text = "They plan a “sit-in” at the port."
    (first,) = find(article("a", text))
    (second,) = find(article("a", text, "The sit-in lasted an hour."))
    assert second.confidence < first.confidence


def test_no_articles_and_no_marks_give_nothing() -> None:
    assert find() == []
    assert find(article("a", "The ferry sank.")) == []


def test_marks_that_hold_no_words_or_are_never_closed_give_nothing() -> None:
    assert find(article("a", "The ferry “…” sank in the “harbour.")) == []


def test_signs_are_read_off_one_sentence() -> None:
    """The example of the module's docstring."""
    text = 'He saw the so-called "pause".'
    signs = quoted_frames.read(text, Quotation(21, 28, True))
    assert signs == (quoted_frames.SO_CALLED, quoted_frames.SHORT)


def test_the_originals_that_are_known_to_hold_words_at_a_distance() -> None:
    """Read by hand: an invasion that allies are said to claim, a state's name in marks."""
    stored = json.loads((shared_folder() / "gold" / "seeds.json").read_text(encoding="utf-8"))
    for event, expected in (
        (("rt", "sputnik", "blog"), ["an invasion"]),
        (("alahed", "daily8"), ["Israel"]),
    ):
        told = [original(name, stored["documents"][name]) for name in event]
        assert shown(*told) == expected


def original(name: str, stored: dict[str, Any]) -> Told:
    texts = [row if isinstance(row, str) else row["text"] for row in stored.get("body", [])]
    return labelled_article(name, stored["title"], [[text] for text in texts])


PIECES = st.lists(
    st.sampled_from(
        ["the", "“ferry”", '"sank"', "'slow'", "Vane said", ",", "so-called", "“", "’s", "port"]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@given(PIECES, PIECES)
def test_offsets_hold_and_the_order_of_articles_changes_nothing(one: str, other: str) -> None:
    a, b = article("a", one), article("b", other)
    there, back = find(a, b), find(b, a)
    assert there == back
    texts = {s.sentence_id: s.text for _, split in (a, b) for s in split}
    for row in there:
        assert row.words in texts[row.sentence_id][row.start : row.end]
        assert LEAST <= row.confidence <= 1


def test_a_hundred_articles_that_repeat_one_another_take_little_time() -> None:
    """Every article has the same quotation in several sentences; each is looked up once."""
    text = "The port has not explained its “accident” to the “owners” of the ferry."
    told: Sequence[Told] = [
        article(f"outlet {k}", *(f"On day {i} of {k}: {text}" for i in range(10)))
        for k in range(100)
    ]
    articles = [made for made, _ in told]
    sentences = {made.article_id: split for made, split in told}
    began = time.process_time()
    assert len(scare_quotes.find(articles, sentences, [])) == 2000
    assert time.process_time() - began < 5
