"""What a speaker is: a person by name, an institution, or somebody without a name."""

import pytest

from coverage.language.cast import Cast
from coverage.language.kinds import Kinds, is_nobody
from coverage.records import SpeakerKind

TEXT = (
    "Mayor Ann Vane met Peter King in Greater Lenn. The Lenn Herald, a paper, was there. "
    "Rain fell in Moscow and near Upper Lenn, which Vane and Orlow know."
)
"""Peter King is no king; Greater Lenn has the form of a name, but things happen in it."""


def kind(speaker: str) -> SpeakerKind:
    return Kinds.of(TEXT, Cast.of(TEXT)).kind(speaker)


@pytest.mark.parametrize("speaker", ["Ann Vane", "Peter King", "President Orlow", "Mary Holt"])
def test_a_person_has_a_name(speaker: str) -> None:
    """Known to the article, or with a title or a first name before it."""
    assert kind(speaker) == SpeakerKind.PERSON


@pytest.mark.parametrize(
    "speaker",
    [
        "Ferry Safety Board",
        "the port's press service",
        "a spokesman for Vane",
        "the ministry",
        "American intelligence agencies",
        "Moscow",
        "NATO",
        "Reuters",
        "FerryWatch",
        "Greater Lenn",
        "the authorities in Lenn",
        "an indictment",
        "The 225-page report",
        "preliminary findings",
        "Rostmash",
    ],
)
def test_an_institution_is_an_office_or_what_it_writes(speaker: str) -> None:
    """An unknown name by itself is one too: people are named in full somewhere."""
    assert kind(speaker) == SpeakerKind.INSTITUTION


@pytest.mark.parametrize(
    "speaker",
    [
        "a senior official",
        "sources in the port",
        "the French president",
        "residents",
        "Critics",
        "Backers",
        "Lenn Democrats",
        "many of them",
        "people familiar with the talks",
    ],
)
def test_groups_and_roles_are_without_a_name(speaker: str) -> None:
    assert kind(speaker) == SpeakerKind.ANONYMOUS


def test_a_pronoun_left_as_it_stands_is_nobody() -> None:
    assert is_nobody("She")
    assert not is_nobody("some")
