"""Which of the words seen on an HTML page its article took."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coverage.reading import markup, seen
from coverage.reading.aligning import align
from coverage.reading.drafts import Draft, Part
from coverage.reading.tracing import READ, Left
from coverage.records import Role

TITLE = "Council closes the old pier"
FIRST = "The council of Port Ellery voted on Monday to close the old pier for two years."
SECOND = "Engineers had warned that its piles were rotten below the water line."
LAST = "Boats will land at the north quay until the repairs are done, the council said."


def draft(*parts: tuple[Role, str], header: Sequence[str] = ()) -> Draft:
    return Draft(TITLE, None, tuple(Part(role, text) for role, text in parts), tuple(header))


def told(text: str, *drafts: Draft) -> list[tuple[str, str, int | None]]:
    """The words of each trace, its use, and whose it is."""
    return [(text[t.start : t.end], t.use, t.draft) for t in seen.traces(text, drafts)]


def test_a_page_is_seen_a_block_a_line_without_what_is_not_shown() -> None:
    page = (
        "<html><head><title>Pier - Post</title><style>p { color: red }</style></head><body>"
        "<script>var pier = 1</script><ul><li>Home</li><li>Sport</li></ul>"
        f"<p>{FIRST} <b>{SECOND}</b></p><iframe>Not seen</iframe></body></html>"
    )
    lines = [line for line in seen.text_of(markup.parse(page)).splitlines() if line]
    assert lines == ["Pier - Post", "Home", "Sport", f"{FIRST} {SECOND}"]
    assert seen.text_of(markup.parse(" ")) == ""


def test_a_teaser_with_the_same_words_is_not_taken_for_the_article() -> None:
    """What stands twice on the page is taken from where its neighbours stand."""
    teaser = f"By Ann Holt\n{FIRST}\nMore news"
    text = f"{teaser}\n{TITLE}\nBy Ann Holt\n{FIRST}\nWhy now\n{SECOND}\nShare\n{LAST}"
    body = draft(
        (Role.BODY, FIRST),
        (Role.HEADING, "Why now"),
        (Role.BODY, f"{SECOND} {LAST}"),
        header=[TITLE, "By Ann Holt"],
    )
    assert told(text, body) == [
        ("By Ann Holt", Left.OUTSIDE, None),
        (FIRST, Left.OUTSIDE, None),
        ("More news", Left.OUTSIDE, None),
        (TITLE, Role.HEADLINE, 0),
        ("By Ann Holt", READ, 0),
        (FIRST, Role.BODY, 0),
        ("Why now", Role.HEADING, 0),
        (SECOND, Role.BODY, 0),
        ("Share", Left.OUTSIDE, None),
        (LAST, Role.BODY, 0),
    ]


def test_a_line_is_parted_where_only_some_of_it_was_taken() -> None:
    """Signs stay with their word; a word written otherwise parts nothing."""
    text = f"Advertisement. “{FIRST.replace('to close', 'toclose')}” Read more"
    assert told(text, draft((Role.BODY, FIRST))) == [
        ("Advertisement.", Left.OUTSIDE, None),
        (f"“{FIRST.replace('to close', 'toclose')}”", Role.BODY, 0),
        ("Read more", Left.OUTSIDE, None),
    ]


def test_signs_written_without_spaces_are_found_one_by_one() -> None:
    text = "首页 新闻\n埃勒里港市议会周一投票决定关闭旧码头两年。"
    part = "埃勒里港 市议会周一投票 决定关闭旧码头两年。"
    assert told(text, draft((Role.BODY, part)))[1] == (text.splitlines()[1], Role.BODY, 0)


def test_a_page_without_an_article_says_so() -> None:
    assert told("Home\nSport") == [("Home", Left.UNFOUND, None), ("Sport", Left.UNFOUND, None)]


@given(st.lists(st.integers(0, 6)), st.lists(st.lists(st.integers(0, 6), max_size=9), max_size=6))
def test_a_place_holds_its_word_and_is_given_once(page: list[int], parts: list[list[int]]) -> None:
    own = [np.array(part, np.int64) for part in parts]
    found = align(own, np.array(page, np.int64))
    words = [word for part in parts for word in part]
    assert len(found) == len(words)
    given_places = [at for at in found if at >= 0]
    assert len(given_places) == len(set(given_places))
    assert all(page[at] == word for at, word in zip(found, words, strict=True) if at >= 0)


@given(st.data())
def test_stretches_of_a_text_without_repetition_are_found_where_they_stand(
    data: st.DataObject,
) -> None:
    n_words = data.draw(st.integers(1, 60))
    cuts = sorted(data.draw(st.sets(st.integers(0, n_words), min_size=2)))
    parts = [range(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    found = align([np.array(part, np.int64) for part in parts], np.arange(n_words))
    assert found == [at for part in parts for at in part]
