"""Whom a voice belongs to: names, titles, documents, institutions and pronouns, one cause each."""

import pytest

from coverage.language import openings
from coverage.language.cast import Cast, first_names, plain
from coverage.language.institutions import Institutions, acronyms
from coverage.language.roles import bearer
from tests.language.test_voices import told


def speakers(*sentences: str) -> list[str]:
    """Speakers of the sentences, each a paragraph of its own, in order and each once."""
    return list(dict.fromkeys(row[0] for row in told(*([s] for s in sentences))))


@pytest.mark.parametrize(
    ("opening", "later", "speaker"),
    [
        ('Bo "Skip" Holt met Ann Vane.', "Holt said it rained.", "Bo Holt"),
        ("Mayor Vane left.", "The mayor said it rained.", "Vane"),
        ("Secretary of State Ann Vane left.", "She said it rained.", "Ann Vane"),
        ("Bo Holt Jr., the mayor, left.", "Holt said it rained.", "Bo Holt"),
        (
            "Governor Holt waited at the pier for his son, Bo Holt Jr.",
            "The governor said it rained.",
            "Holt",
        ),
        ("The NRA's Ann Vane left.", "Vane said it rained.", "Ann Vane"),
        ("Ann Vane met Bo Holt.", "Ann said it rained.", "Ann Vane"),
    ],
)
def test_a_person_is_known_by_any_part_of_the_name(opening: str, later: str, speaker: str) -> None:
    """Nicknames, offices with a field, "Jr.", names within a run of capitals, first names."""
    assert speakers(opening, later) == [speaker]


def test_first_names_tell_he_from_she() -> None:
    """Neither sentence says Mr or she before: the names do."""
    rows = speakers(
        "Mary Vane met Peter Holt at the pier.", "She said it rained.", "He said it snowed."
    )
    assert rows == ["Mary Vane", "Peter Holt"]
    assert (first_names()["Mary"], first_names()["Peter"]) == (True, False)


def test_places_are_no_people() -> None:
    """Nobody whom "he" could mean is called South Harbour."""
    assert not Cast.of("Peter Holt left. South Harbour slept. Harbour folk slept.").is_prominent(
        "South Harbour"
    )


def test_names_are_read_without_brackets_and_nicknames() -> None:
    assert plain('Bo "Skip" Holt (left) of the port') == "Bo Holt of the port"


def test_a_headline_in_capitals_gives_no_names() -> None:
    """The test's headline is "Ferry", which is no part of her name."""
    assert speakers("Ann Vane left the pier.", "Vane said it rained.") == ["Ann Vane"]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Ann Vane, the lawyer for Mr. Holt, left. Bo Holt left.", "Holt’s lawyer", "Ann Vane"),
        ("Ann Vane, D-Ohio, sat. Bo Holt, R-Iowa, left.", "The Democrat", "Ann Vane"),
        ("Vice President Bo Holt met President Ann Vane.", "The president", "Ann Vane"),
        ("Ann Vane, a doctor, met Bo Holt.", "his doctor", "Ann Vane"),
        ("Mayor Ann Vane met Bo Holt.", "a mayor", None),
        ("Mayor Ann Vane met Mayor Bo Holt.", "The mayor", None),
        ("Mayor Ann Vane met Bo Holt.", "The Danish mayor", None),
    ],
)
def test_a_role_means_who_bears_it(text: str, words: str, who: str | None) -> None:
    """One bearer, a deputy apart; none where two bear it or it says more than the article."""
    assert bearer(words.split(), Cast.of(text), []) == who


@pytest.mark.parametrize(
    ("opening", "later", "speaker"),
    [
        ('"It sank," Ann Vane said in a letter.', 'The letter said it "will rise".', "Ann Vane"),
        ("The Gazette published a story on Monday.", "The report said it sank.", "Gazette"),
        ("The Port Office moved on Monday.", "The office said it was late.", "Port Office"),
        ("Staff of the Ferry Board Trust (FBT) met.", "The FBT said it sank.", "Ferry Board Trust"),
    ],
)  # fmt: skip
def test_documents_and_institutions_stand_for_somebody(
    opening: str, later: str, speaker: str
) -> None:
    """A statement speaks for its author, an office is the one last named, an acronym its name."""
    assert speakers(opening, later)[-1] == speaker


def test_an_unknown_document_speaks_for_itself() -> None:
    assert Institutions().meant(["the", "letter"]) is None
    assert acronyms("The Ferry Safety Board met.") == {}


def test_it_is_what_spoke_last() -> None:
    """With "it added" an institution goes on; after a person "it" is nobody."""
    assert speakers("The Port Office said it rained.", "It added that rain fell.") == [
        "Port Office"
    ]
    assert speakers("It added that rain fell.") == []


@pytest.mark.parametrize(
    ("opening", "later", "speaker"),
    [
        ("Danish President Ann Vane met Bo Holt.", "The Danish leader said it rained.", "Ann Vane"),
        ("They spoke with Ann Vane, a researcher at the port.", "The expert said it rained.",
         "Ann Vane"),
        ("Ann Vane left. Ann Vane met Bo Holt.", "The nominee said it rained.", "Ann Vane"),
        ("Bo Holt left.", "While Ann Vane slept, she dreamt, saying it rained.", "Ann Vane"),
        ("Ann Vane met Bo Holt.", "When a note was sent to Ann Vane, she said it rained.",
         "Ann Vane"),
        ("The report, by Judge Ann Vane, came.", "The report said it rained.", "Ann Vane"),
        ("Ann Vane left.", "It rained, according to Vane’s letter to the board.", "Ann Vane"),
        ("Ann Vane left.", "It rained, according to the Pier Institute’s tide tracker.",
         "Pier Institute"),
        ("The US left.", "The US said it rained.", "United States"),
        ("The Pier Club International met.", "The Pier Club said it rained.",
         "Pier Club International"),
        ("The suit from Ohio and Iowa says it sank.", "The suit says it rained.", "The suit"),
    ],
)  # fmt: skip
def test_roles_pronouns_and_papers_mean_who_was_told_of(
    opening: str, later: str, speaker: str
) -> None:
    """A leader by nationality, an expert by trade, he of the clause before, a paper's author."""
    assert speakers(opening, later)[-1] == speaker


def test_who_is_asked_about_does_not_speak() -> None:
    rows = speakers(
        "Ann Vane met Bo Holt.", "Vane said it rained.", "And Mr. Holt? “Wet,” she said."
    )
    assert rows == ["Ann Vane"]


def test_somebody_without_a_name_is_she_too() -> None:
    """A neighbour speaks on; after the next sentence "she" is Ann Vane again."""
    rows = told(
        ["Ann Vane met Bo Holt."], ["“It rained,” one neighbour said."],
        ["“It snowed,” she said."], ["It cleared."], ["“It was warm,” she said."],
    )  # fmt: skip
    assert [row[0] for row in rows] == ["one neighbour", "one neighbour", "Ann Vane"]


@pytest.mark.parametrize(
    ("opening", "later"),
    [
        ("Mayor Ann Vane met Governor Bo Holt.", "The two said it rained."),
        (
            "President Ann Vane met President Bo Holt and Cy Dunn.",
            "Both presidents said it rained.",
        ),
        ("Ann Vane and Bo Holt met.", "They said it rained."),
        ("Ann Vane met Bo Holt.", "Both said it rained."),
    ],
)
def test_two_speak_together(opening: str, later: str) -> None:
    assert sorted(speakers(opening, later)) == ["Ann Vane", "Bo Holt"]


def test_several_of_a_group_are_the_group() -> None:
    rows = speakers("People close to the talks said it sank.", "Two of the people said it rained.")
    assert rows == ["People close to the talks"]


def test_they_are_the_group_last_named() -> None:
    assert speakers("Senior officials met on Monday.", "They said it rained.") == [
        "Senior officials"
    ]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Ann Vane and Bo Holt", ["Ann Vane", "Bo Holt"]),
        ("the mayor and her deputy", ["the mayor", "her deputy"]),
        ("Vane, Holt and other officials", ["Vane", "Holt", "officials"]),
        ("the Roads and Ferries Office", ["the Roads and Ferries Office"]),
        ("past and present officials", ["past and present officials"]),
        ("the officials and elsewhere", ["the officials"]),
        ("the US, Iowa and their allies", ["the US", "Iowa"]),
        ("Vane, D-Ohio, and Holt", ["Vane", "Holt"]),
        ("lawyers for Vane and Holt", ["lawyers for Vane and Holt"]),
        ("a judge and veteran of the port", ["a judge"]),
    ],
)
def test_several_speakers_are_parted_and_one_office_is_not(words: str, parts: list[str]) -> None:
    assert openings.split(words) == parts


def test_both_who_speak_together_are_heard() -> None:
    heard = speakers("Mr. Vane, Mr. Holt and her deputies said it rained.")
    assert sorted(heard) == ["Holt", "Vane", "her deputies"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("After Bo Holt had gone, Ann Vane rose and said that rain fell.", "Ann Vane"),
        ("PORT CITY — Ann Vane rose, saying that rain fell.", "Ann Vane"),
        ("The report, by the port, came on Monday, urging repairs.", "The report"),
    ],
)
def test_a_verb_without_a_subject_takes_up_the_main_clause(text: str, speaker: str) -> None:
    """Neither the opening clause nor the dateline nor another name is who acts."""
    assert speakers("Ann Vane met Bo Holt.", text) == [speaker]


def test_where_the_main_clause_begins() -> None:
    text = "When he was asked, Vane left."
    assert text[openings.main_clause(text) :] == "Vane left."
    assert openings.main_clause("Vane left.") == 0
    assert openings.without_dateline("PORT CITY — Rain.").strip() == "Rain."
    assert openings.opening("Previously, it rained.", set()) is None
