"""A whole page as HTML: what was kept of it, what was left out, and no more than can be shown."""

from __future__ import annotations

import re
import time

from coverage.records import Role
from coverage.views import page_text
from coverage.views.page_text import Line

MENU = "menu or link: no running text"
SELF = "the page's word on itself: cookies"


def kept(text: str, article_id: str = "a", use: str = Role.BODY) -> Line:
    return Line(text, use, article_id)


def left(text: str, use: str = MENU) -> Line:
    return Line(text, use, "")


def page(text: str, *stretches: tuple[int, int, str, str]) -> dict[object, object]:
    keys = ("start", "end", "article_id", "use")
    return {"text": text, "stretches": [dict(zip(keys, own, strict=True)) for own in stretches]}


def test_lines_are_those_of_the_page() -> None:
    """A stretch may hold several; pieces of one line in one role are one again."""
    text = "Home\nNews\n\nOne. Two.\nThree.\nAway Back"
    own = page(
        text,
        (0, 9, "", MENU),
        (11, 15, "a", Role.BODY),
        (16, 20, "a", Role.BODY),
        (21, 27, "a", Role.BODY),
        (28, 32, "", MENU),
        (33, 37, "", MENU),
    )
    assert page_text.lines(own) == [
        left("Home"),
        left("News"),
        kept("One. Two."),
        kept("Three."),
        left("Away"),
        left("Back"),
    ]


def test_the_sentence_above_a_page_counts_what_became_of_its_lines() -> None:
    lines = [kept("A"), kept("B", "b"), Line("C", "read for date", "a"), left("D"), left("E", SELF)]
    assert page_text.finding(lines, "a") == (
        "Of 5 lines 1 was kept, 1 in 1 other article and 1 read for date, author or section; "
        "left out: 1 as menu or link and 1 as the page's word on itself."
    )
    assert page_text.finding(lines[:2], "") == "Of 2 lines 2 were kept."
    reasons = [left("x", reason) for reason in "aaabbcde"]
    assert page_text.finding(reasons, "") == (
        "Of 8 lines none was kept; left out: 3 as a, 2 as b, 1 as c and 2 for other reasons."
    )


def test_a_role_stands_once_for_neighbours_and_a_reason_beside_its_line() -> None:
    text, n_left = page_text.render([kept("One."), kept("Two."), left("Home"), kept("Three.")], "a")
    assert n_left == 0
    assert re.findall(r'<span class="use">(\w*)</span>', text) == ["Body", "", "Body"]
    assert '<span class="said">Home</span><span class="why">menu or link</span>' in text
    assert f'title="{MENU}"' in text


def test_another_articles_lines_are_told_from_the_articles_own() -> None:
    lines = [kept("One."), kept("Two.", "b")]
    assert page_text.render(lines, "a")[0].count('class="kept body other"') == 1
    assert "other" not in page_text.render(lines, "")[0]


def test_what_was_left_out_in_a_row_folds() -> None:
    """With how many, why, and how it begins; open where there is nothing else to see."""
    many = [left("Home"), left("News"), left("Cookies", SELF), left("Sport")]
    text, _ = page_text.render([kept("One."), *many], "a")
    assert "<details><summary>4 lines left out: 3 menu or link, 1 the page&#x27;s word" in text
    assert "Home · News · Cookies · Sport" in text
    assert "<details open>" in page_text.render(many, "")[0]
    assert "<details" not in page_text.render([kept("One."), *many[:3]], "a")[0]
    dates = [Line(str(n), "read for date, author or section", "a") for n in range(6)]
    assert "6 lines read for date" in page_text.render([*dates, kept("One.")], "a")[0]


def test_text_is_data() -> None:
    sly = "</p><script>alert(1)</script>"
    lines = [kept(sly), left(sly, sly), *[left(sly)] * 5, Line(sly, sly, "a")]
    text, _ = page_text.render(lines, "a")
    assert "<script" not in text
    assert text.count("&lt;script&gt;") > len(lines)


def test_what_is_shown_is_bounded() -> None:
    begun = time.monotonic()
    text, n_left = page_text.render([kept(f"{n}.") for n in range(100_000)], "a")
    assert n_left == 100_000 - page_text.N_ROWS
    assert text.count("<p ") == page_text.N_ROWS
    text, n_left = page_text.render([left("Home")] * 100_000, "a")
    assert n_left == 0
    assert text.count("<p ") == page_text.N_FOLDED + 1
    assert "and 99,700 more lines" in text
    text, _ = page_text.render([kept("x" * 20_000_000)], "a")
    assert len(text) < 2 * page_text.N_LETTERS
    assert "and 19,995,000 more letters" in text
    assert time.monotonic() - begun < 5


def test_a_page_of_very_many_stretches_is_read_in_time() -> None:
    text = "word. " * 50_000
    own = page(text, *((at, at + 5, "a", Role.BODY) for at in range(0, len(text), 6)))
    begun = time.monotonic()
    (line,) = page_text.lines(own)
    assert line.text == text.strip()
    assert time.monotonic() - begun < 5
