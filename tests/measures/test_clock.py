"""Times of day, and which cannot be one."""

import pytest

from coverage.measures.clock import differing, times


@pytest.mark.parametrize(
    ("text", "minutes", "words"),
    [
        ("It ended shortly after 7 p.m. on Sunday.", 1140, "7 p.m."),
        ("Fired at 5:40 a.m. from there.", 340, "5:40 a.m."),
        ("At 12:30 am it rained.", 30, "12:30 am"),
        ("It began around noon.", 720, "noon"),
        ("A little before nine on Sunday it ended.", 540, "nine"),
        ("At 16:20 she left.", 980, "16:20"),
    ],
)
def test_times_of_day(text: str, minutes: int, words: str) -> None:
    (found,) = times(text)
    assert (found.minutes, text[found.start : found.end]) == (minutes, words)


@pytest.mark.parametrize(
    "text",
    ["", "Nine on the list.", "It is 4:30 GMT.", "A score of 3:1:2.", "They met at ten sites."],
)
def test_no_time(text: str) -> None:
    """Counts, scores; and a time of another zone, which may be the same."""
    assert times(text) == ()


@pytest.mark.parametrize(
    ("a", "b", "differ"),
    [
        ("It ended after 7 p.m.", "It ended before nine in the evening.", True),
        ("It ended after 7 p.m.", "It ended at about 7:45 p.m.", False),
        ("It ended at 7 p.m.", "It ended at 7 a.m.", True),
        ("It ended at 7 p.m.", "It ended at seven o'clock.", False),
        ("It ended at 11:30 p.m.", "It ended at midnight.", False),
        ("It ended at 7 p.m.", "It went on from 8 p.m. until 9 p.m.", False),
    ],
)
def test_more_than_an_hour_apart(a: str, b: str, differ: bool) -> None:
    """Only one time on each side is compared; "seven" may be morning or evening."""
    assert bool(list(differing(times(a), times(b)))) is differ
