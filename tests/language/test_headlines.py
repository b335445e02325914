"""Who speaks in headlines without a verb."""

import pytest

from coverage.language import headlines
from coverage.language.voices import attribute
from coverage.language.voices_evaluation import labelled_article

TEXT = "It rained, according to the Port Office. Ann Vane said it sank. Ohio slept."


@pytest.mark.parametrize(
    ("headline", "who"),
    [
        ("Port Office: Ferry was late", "Port Office"),
        ("Ferry was late: Ann Vane", "Ann Vane"),
        ("Ohio: Ferry was late", None),
        ("Live: Ferry was late", None),
        ("Ferry was late", None),
        ("", None),
    ],
)
def test_a_colon_parts_the_speaker_from_the_words(headline: str, who: str | None) -> None:
    """Only whom the article lets speak; a place or a rubric before a colon says nothing."""
    found = [headline[c.speaker_start : c.speaker_end] for c in headlines.find(headline, TEXT)]
    assert found == ([who] if who else [])


def test_a_headline_is_a_voice() -> None:
    """The words after the colon are the office's."""
    article, sentences = labelled_article("the Gazette", "Port Office: Ferry was late", [[TEXT]])
    row = attribute(article, sentences)[0]
    assert (row.speaker, article.text[row.start : row.end]) == ("Port Office", "Ferry was late")
