"""What a cue says of the words, what nobody can be named for, and how long endless text takes."""

import time

import pytest

from coverage.language.voices import Heard, hear
from coverage.language.voices_evaluation import labelled_article
from coverage.records import SpeakerKind
from tests.language.test_voices import told


def heard(*paragraphs: list[str]) -> Heard:
    article, sentences = labelled_article("the Gazette", "Ferry", list(paragraphs))
    return hear(article, sentences)


def test_speech_of_nobody_named_is_kept_apart() -> None:
    """A long quotation without a cue, and a "they" who are nobody: no voice, but counted."""
    found = heard(
        ["On the pier stood “No boat leaves before the morning.”"], ["They said it rained."]
    )
    assert found.voices == []
    assert [(row.kind, row.cue) for row in found.unvoiced] == [("direct", ""), ("indirect", "said")]
    assert [row.reason for row in found.unvoiced] == [
        "nobody is named who could say it",
        "“They” is nobody whom the article names",
    ]


def test_what_names_a_speaker_is_no_doubt() -> None:
    assert heard(['"The ferry is safe," said the mayor, Ann Vane.']).unvoiced == []


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Ann Vane said it rained.", "said"),
        ("Ann Vane claimed that it rained.", "claimed"),
        ("Ann Vane admitted that it rained.", "admitted"),
        ("It rained, Ann Vane conceded.", "admitted"),
        ("Ann Vane warned that it would rain.", "warned"),
        ("Ann Vane left, denying that it rained.", "denied"),
        ("Ann Vane ruled out further repairs.", "denied"),
        ("Ann Vane did not rule out further repairs.", "said"),
        ("It rained, according to Ann Vane.", "said"),
        ('Ann Vane admitted: "We were late again."', "admitted"),
    ],
)
def test_a_cue_has_a_stance(sentence: str, stance: str) -> None:
    """What the verb says of the words besides that somebody says them."""
    assert {row.stance for row in heard([sentence]).voices} == {stance}


def test_without_a_cue_there_is_no_stance() -> None:
    rows = heard(['"We waited an hour," Bo Holt said.', '"Then the whistle blew again."']).voices
    assert [row.stance for row in rows] == ["said", ""]
    assert {row.speaker_kind for row in rows} == {SpeakerKind.PERSON}


def test_a_name_behind_a_dash_signs_a_quotation() -> None:
    rows = told(["Ann Vane met Bo Holt."], ["“It was late and it rained.” — Bo Holt"])
    assert [row[0] for row in rows] == ["Bo Holt"]


def test_a_quotation_goes_on_with_its_speaker_not_with_who_tells_of_it() -> None:
    """The agency reports the first quotation; the second is still Vane's."""
    rows = told(
        ['"It sank," Ann Vane said, according to the Gazette.', '"It rained all day long."']
    )
    assert [row[0] for row in rows if row[1] == "direct"] == ["Ann Vane", "Ann Vane"]


ENDLESS = {
    "capitals": "A" * 24_000,
    "capitals with points": "A." * 12_000,
    "capitals with hyphens": "A-" * 12_000,
    "names": "Ab " * 8_000,
    "marks that open": "« " * 12_000,
    "small letters": "a" * 24_000,
    "cues": "Vane said, " * 2_200,
    "clauses": "When he, he said " * 1_400,
    "speakers": "Ab Cd said Ab " * 1_700,
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_endless_text_takes_no_time(text: str) -> None:
    """24,000 letters in one line: some took half a minute when they were gone through
    again from every letter; a generous bound for slow machines.
    """
    began = time.process_time()
    heard([text])
    assert time.process_time() - began < 3
