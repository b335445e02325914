"""To whom an outlet gives its words, and which speakers of an event are one."""

from __future__ import annotations

import itertools

import pytest

from coverage.language.voices import hear
from coverage.language.voices_evaluation import labelled_article
from coverage.measures import voicing
from coverage.measures.voice_names import Voice, one_name
from coverage.measures.voicing import OWN, UNCLEAR, Group, Share

VANE = Voice("Ann Vane", Group.PERSON)


def told(*paragraphs: list[str], outlet: str = "Gazette") -> list[Share]:
    """The shares of an outlet whose one article has a headline of one word and these paragraphs."""
    article, sentences = labelled_article(outlet, "Ferry", list(paragraphs))
    heard = hear(article, sentences)
    called = one_name((row.speaker, row.speaker_kind) for row in heard.voices)
    rows = voicing.given(sentences, heard.voices, heard.unvoiced, called)
    return voicing.shares(rows, {s.sentence_id: outlet for s in sentences})


def by_voice(rows: list[Share]) -> dict[Voice, Share]:
    return {row.voice: row for row in rows}


def test_words_go_to_who_speaks_and_the_rest_is_the_outlets_own() -> None:
    """Ten words: the headline's one, "Ann Vane said" and "It rained": own six; Vane's four."""
    rows = by_voice(told(['"The ferry is safe," Ann Vane said.'], ["It rained."]))
    assert rows[VANE].n_words == pytest.approx(4)
    assert rows[VANE].n_direct == pytest.approx(4)
    assert rows[OWN].n_words == pytest.approx(6)
    assert rows[VANE].share == pytest.approx(0.4)


def test_quoted_words_within_a_report_are_counted_once_and_as_quoted() -> None:
    """Of the report's six words the two in quotation marks are direct."""
    rows = by_voice(told(['Ann Vane claimed that the ferry was "an old coffin" there.']))
    assert rows[VANE].n_words == pytest.approx(7)
    assert rows[VANE].n_direct == pytest.approx(3)
    assert rows[OWN].n_words == pytest.approx(5)


def test_two_who_say_the_same_share_its_words() -> None:
    rows = by_voice(told(["Ann Vane and Bo Holt said the ferry was late."]))
    assert rows[VANE].n_words == rows[Voice("Bo Holt", Group.PERSON)].n_words == pytest.approx(2)


def test_speech_of_nobody_named_is_unclear_and_nobodys() -> None:
    rows = by_voice(told(["On the pier stood “No boat leaves before the morning.”"]))
    assert rows[UNCLEAR].n_words == pytest.approx(6)
    assert rows[UNCLEAR].n_sentences == 1


def test_an_outlets_shares_sum_to_one() -> None:
    rows = told(
        ['"The ferry is safe," Ann Vane said. Sources denied it.', "They said it rained."],
        ["The port’s press service warned of a flood.", "It rained."],
    )
    assert sum(row.share for row in rows) == pytest.approx(1)
    assert {row.voice.kind for row in rows} >= {Group.OWN, Group.PERSON, Group.INSTITUTION}


def test_without_sentences_there_are_no_rows() -> None:
    assert voicing.given([], [], [], {}) == []
    assert voicing.shares([], {}) == []


PERSON, INSTITUTION, ANONYMOUS = "person", "institution", "anonymous"


@pytest.mark.parametrize(
    ("spoken", "names"),
    [
        (["Ann Vane", "Vane", "Ann Vane"], {"Ann Vane"}),
        (["Ann Vane", "Ann B. Vane", "A. Vane"], {"Ann B. Vane"}),
        (["Ann Vane", "Bo Vane", "Vane"], {"Ann Vane", "Bo Vane", "Vane"}),
        (["Bo Vane", "Bo Vane Jr."], {"Bo Vane", "Bo Vane Jr."}),
        (["Ann Vane", "Bo Holt"], {"Ann Vane", "Bo Holt"}),
    ],
)
def test_people_go_by_surname_where_one_first_name_goes_with_it(
    spoken: list[str], names: set[str]
) -> None:
    """In any order; the name used most, of equals the longest."""
    for order in itertools.permutations(spoken):
        found = one_name((name, PERSON) for name in order)
        assert {voice.name for voice in found.values()} == names


def test_a_surname_is_the_persons_whatever_an_article_took_it_for() -> None:
    found = one_name([("Ann Vane", PERSON), ("Vane", INSTITUTION), ("Moscow", INSTITUTION)])
    assert found["Vane", INSTITUTION] == VANE
    assert found["Moscow", INSTITUTION] == Voice("Moscow", INSTITUTION)


def test_others_go_by_their_words_less_an_article() -> None:
    found = one_name(
        [("the port’s press service", INSTITUTION), ("Port press service", INSTITUTION)] * 2
        + [("The critics", ANONYMOUS), ("critics", ANONYMOUS), ("critics", ANONYMOUS)]
    )
    assert {voice.name for voice in found.values()} == {"the port’s press service", "critics"}
