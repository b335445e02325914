"""Which words attribute: a row for each cause of a cue found or refused."""

import pytest

from coverage.language import cues, nested, quotes
from coverage.language.verbs import forms


def found(text: str) -> list[tuple[str, str]]:
    """(speaker's words, cue) of a sentence; "" where the verb takes up a subject."""
    outer = nested.outer(cues.find(text, quotes.find(text)), text)
    return [(text[c.speaker_start : c.speaker_end], text[c.start : c.end]) for c in outer]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It said the pier was shut.", ("It", "said")),
        ("Some said the pier was shut.", ("Some", "said")),
        ("One of them told the board it rained.", ("One of them", "told")),
        ("The ministry in town claims to be open.", ("The ministry in town", "claims")),
        ("They heard Ms. Vane, who said it rained.", ("Ms. Vane", "said")),
        ("A flood of letters by members of the board who objected that it rained.",
         ("members of the board", "objected")),
        ("It broke, with Ann Vane saying it was old.", ("Ann Vane", "saying")),
        ("Secretary of Roads Ann Vane said it rained.", ("Secretary of Roads Ann Vane", "said")),
        ("Ann Vane did not rule out repairs.", ("Ann Vane", "rule")),
        ("Ann Vane has made clear that it is old.", ("Ann Vane", "made")),
        ("(Ann Vane believes the pier is old.)", ("Ann Vane", "believes")),
        ("The guilds are calling on the board to resign.", ("The guilds", "calling")),
        ("It rained, said a statement from Bo Holt, the mayor.", ("Bo Holt", "said")),
        ("Not so, says Ann Vane of the port.", ("Ann Vane", "says")),
        ("According to people close to him, it sank.", ("people close to him", "According to")),
        ("It sank, according to a report in the Gazette.", ("the Gazette", "according to")),
        ("It sank, according to a petition filed in Iowa.", ("a petition", "according to")),
        ("It sank, according to their chief, Ann Vane of Iowa.", ("Ann Vane", "according to")),
        ("Bo Holt, who had met Cy Dunn, said it rained.", ("Bo Holt", "said")),
        ("Bo Holt, head of the Pier and Ferry Trust, said it rained.", ("Bo Holt", "said")),
        ("The mayor, speaking at the pier as it sank, said it rained.", ("The mayor", "said")),
        ("A few guests — alarmed by Ann Vane, a judge — said it rained.", ("A few guests", "said")),
        ("They met Bo Holt, a former judge, who has said it rained.", ("Bo Holt", "said")),
        ("Ann Vane, D-Ohio, and Bo Holt, D-Iowa, said it rained.",
         ("Ann Vane, D-Ohio, and Bo Holt", "said")),
        ("In a reply to the Gazette the mayor said it rained.", ("the mayor", "said")),
        ("On Monday Vane said it rained.", ("Vane", "said")),
        ("A man who saw it said it rained.", ("A man", "said")),
        ("Guests reached by phone said it rained.", ("Guests", "said")),
        ("Officials there said it rained.", ("Officials", "said")),
        ("The port office in a statement said it rained.", ("The port office", "said")),
        ("It sank, which guests say would be a shame.", ("guests", "say")),
        ("Ann Vane went on to say that it rained.", ("Ann Vane", "say")),
        ("Ann Vane used her speech to say that it rained.", ("Ann Vane", "say")),
        ("The guests have been insisting that it rained.", ("The guests", "insisting")),
        ("Ann Vane was quoted as saying it rained.", ("Ann Vane", "saying")),
        ("The Gazette quoted Ann Vane as saying it rained.", ("Ann Vane", "saying")),
        ("It rained, say port officials.", ("port officials", "say")),
        ("Both said it rained.", ("Both", "said")),
        ("According to the papers, Ann Vane left.", ("the papers", "According to")),
    ],
)  # fmt: skip
def test_a_cue_has_its_speaker(text: str, expected: tuple[str, str]) -> None:
    assert found(text) == [expected]


def test_a_letter_says_what_follows_it() -> None:
    """The participle takes up the subject of the sentence."""
    assert found("Ann Vane sent a letter to the board warning it of rain.") == [("", "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "We trust what we've reported so far.",
        "Ann Vane added a twist to it.",
        "Ann Vane called in the envoy.",
        "Ann Vane spoke to a crowd of friends.",
        "Ann Vane on Monday rejected loud calls from the port.",
        "It rained on the board whom Ann Vane has accused.",
        "They asked whether Ann Vane would call on the board.",
        "Ann Vane defended the pier.",
        "After Ann Vane dismissed her, Bo Holt left.",
        "Ann Vane said little of the plan.",
        "Ann Vane wrote a song.",
        "It came from a company called Ferries.",
        "It was named by the newly confirmed judge.",
        "A panel of guests is to report in May.",
        "Ann Vane fired back on Monday.",
        "It sank, as all state laws do.",
    ],
)
def test_what_says_nothing_is_no_cue(text: str) -> None:
    """Other verbs of the same form, nouns, gaps in relative clauses, questions."""
    assert [cue for cue in found(text) if cue[1] not in ("rejected", "asked")] == []


def test_a_cue_within_another_ones_report_is_left_out() -> None:
    """What the report found, Vane said; what another says after a comma is another's."""
    assert found("Ann Vane said the report found that it sank.") == [("Ann Vane", "said")]
    both = found("Ann Vane said it sank, but Bo Holt said it swam.")
    assert [speaker for speaker, _ in both] == ["Ann Vane", "Bo Holt"]


def test_an_act_of_speech_is_told_by_the_cue_that_closes_the_sentence() -> None:
    """That they rejected it the office reports; what is quoted is both the mayor's and its."""
    assert found("The guests rejected the plan, the port office said.") == [
        ("the port office", "said")
    ]
    assert len(found('The mayor called it "a farce," the port office said.')) == 2
    assert found("As the Gazette reported, it sank, Ann Vane said.") == [("Ann Vane", "said")]


def test_some_verbs_speak_only_beside_quoted_words() -> None:
    assert found('Ann Vane began: "Friends, it rains."') == [("Ann Vane", "began")]
    assert found("Ann Vane began to leave.") == []


def test_a_final_letter_doubles_where_the_past_says_so() -> None:
    assert list(forms("refer", "referred")) == ["refer", "refers", "referred", "referring"]
