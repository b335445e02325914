"""What became of each stretch of a page: all of it covered, exactly, and for reasons that hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.reading import articles
from coverage.reading.tracing import MAX_STRETCHES, READ, Left, whole
from coverage.records import Article, Document, Form, RawPage, Role
from coverage.settings import Settings
from tests.reading.test_furniture import FARE, FARE_STORY, FOOTER, MENU, STORY, TITLE

SHORT = Settings(min_article_words=5)
UNSEEN = ("\u200b", "\ufeff")

LINES = st.sampled_from(
    [
        *(TITLE, STORY, FARE, FARE_STORY, MENU, FOOTER, "", "* * *", "By Ann Holt", "3 hours ago"),
        *(f"{TITLE}\n{TITLE}", f"{FARE}\n{FARE}\n1 hour ago", "9 comments", "Related articles"),
        *("• to pay the traders for two months;", "1. Home", "2024-05-03T10:30+0000", "What next"),
        "The decision came after a night in which two piles had given way May 3, 2024 | Post",
        "The old pier in the evening, before the vote of Monday. © Ellery Photo/A. Holt",
        "https://post.example/council-closes-the-old-pier",
        "date 2024-05-03 https://post.example/a https://post.example/b",
    ]
)
BREAKS = st.sampled_from(["\n", "\r\n", "\n\n", " ", "  ", "\u2028", "\t\n ", "\u200b\n", " · "])
PAGES = st.one_of(
    st.text(max_size=300),
    st.lists(st.tuples(LINES | st.text(max_size=40), BREAKS), max_size=25).map(
        lambda pairs: "".join(line + end for line, end in pairs)
    ),
    st.lists(LINES, min_size=3, max_size=12).map(lambda lines: " ".join(" ".join(lines).split())),
)


def read(content: str, form: Form = Form.PAGE, **known: str) -> tuple[list[Article], RawPage]:
    document = Document("page", form, content, **known)  # type: ignore[arg-type]
    found, _, (page,) = articles.read_pages([document], SHORT)
    return found, page


def text_of(page: RawPage) -> str:
    return page.content if page.text is None else page.text


def uses(page: RawPage) -> list[tuple[str, str]]:
    """What each stretch says, and its use."""
    return [(text_of(page)[s.start : s.end], s.use) for s in page.stretches]


def bare(text: str) -> str:
    """`text` without white space and characters that have no width."""
    for char in UNSEEN:
        text = text.replace(char, "")
    return "".join(text.split())


def assert_covered(page: RawPage) -> None:
    """The stretches are in order, inside the text and apart, and leave out nothing but space."""
    text = text_of(page)
    bounds = [0, *(at for s in page.stretches for at in (s.start, s.end)), len(text)]
    assert bounds == sorted(bounds)
    assert all(s.start < s.end and s.use for s in page.stretches)
    gaps = [(0, 0), *((s.start, s.end) for s in page.stretches), (len(text), len(text))]
    assert not any(text[a:b].strip() for (_, a), (b, _) in pairwise(gaps))


@given(PAGES)
@settings(max_examples=250, deadline=None)
def test_every_word_of_a_page_is_accounted_for(content: str) -> None:
    """And an article holds, in each role, the words of its stretches in that role and no other."""
    found, page = read(content)
    assert_covered(page)
    for article in found:
        for role in set(Role) - {Role.HEADLINE}:
            own = [b for b in article.blocks if b.role is role]
            took = [
                s for s in page.stretches if (s.article_id, s.use) == (article.article_id, role)
            ]
            told = [bare(article.text[b.start : b.end]) for b in own]
            seen = [bare(content[s.start : s.end]) for s in took]
            if role in {Role.BODY, Role.HEADING}:
                assert "".join(told) == "".join(seen)
            else:  # bullets are no part of what is told
                assert all(map(str.endswith, seen, told))
                assert len(told) == len(seen)


@given(PAGES)
@settings(max_examples=100, deadline=None)
def test_clean_text_is_all_body(content: str) -> None:
    found, page = read(content, Form.TEXT)
    assert_covered(page)
    for article in found:
        told = "".join(bare(article.text[b.start : b.end]) for b in article.blocks[1:])
        kept = [words for words, use in uses(page) if use == Role.BODY]
        assert told == "".join(map(bare, kept))
        assert all(not any(map(str.isalnum, w)) for w, use in uses(page) if use == Left.WORDLESS)


@given(PAGES)
@settings(max_examples=60, deadline=None)
def test_any_markup_is_covered(content: str) -> None:
    _, page = read(f"<html><body><article><p>{content}</p></article></body></html>", Form.HTML)
    assert page.text is not None
    assert_covered(page)


def test_each_line_has_the_reason_that_decided() -> None:
    text = (
        f"{MENU}3 May 2024\n{TITLE}\n\n{TITLE}\nBy Ann Holt\n\n{STORY}\n\n{FARE_STORY}\n"
        f"Night ferries\nRelated articles\nHarbour master retires\nHarbour master retires\n"
        f"The harbour master said on Monday that he would retire in May.\n----\n{FOOTER}"
    )
    _, page = read(text)
    told = dict(uses(page))
    assert told[TITLE] == Role.HEADLINE
    assert [use for words, use in uses(page) if words == TITLE] == [Left.REPEATED, Role.HEADLINE]
    assert told["3 May 2024"] == told["By Ann Holt"] == READ
    assert told[STORY] == told[FARE_STORY] == Role.BODY
    assert told["Night ferries"] == told["Harbour master retires"] == Left.MENU
    assert told["Related articles"] == Left.AFTER
    assert told["The harbour master said on Monday that he would retire in May."] == Left.APART
    assert told["----"] == Left.WORDLESS
    assert told["Comments"] == Left.COMMENTS
    assert told["© 2024 Ellery Post. All rights reserved."] == Left.SELF


def test_comments_are_left_out_as_such() -> None:
    """What stands behind the opening of comments is not weighed against the article."""
    story = "\n\n".join([STORY, FARE_STORY, STORY.replace("two years", "three winters")])
    remark = "I have said for years that somebody should look at those rotten piles."
    _, page = read(f"{TITLE}\n{TITLE}\n\n{story}\n\n2 comments\n{remark}\nMay 5, 2024\n")
    assert dict(uses(page))[remark] == Left.COMMENTS
    assert dict(uses(page))["May 5, 2024"] == Left.MARK


def test_a_standfirst_ends_before_the_day_behind_it() -> None:
    first = "The decision came after a night in which two piles had given way"
    _, page = read(f"{TITLE}\n{first}  May 3, 2024 | Post\n{TITLE}\n\n{STORY}\n\n{FARE_STORY}")
    assert dict(uses(page))[first] == Role.STANDFIRST
    assert dict(uses(page))["May 3, 2024 | Post"] == READ


def test_every_article_of_a_page_has_its_own_stretches() -> None:
    found, page = read(
        f"{TITLE}\n{TITLE}\n3 hours ago\n{STORY}\nRelated\n{FARE}\n{FARE}\n1 hour ago\n{FARE_STORY}"
    )
    took = {s.article_id: text_of(page)[s.start : s.end] for s in page.stretches if s.use == "body"}
    assert took == {found[0].article_id: STORY, found[1].article_id: FARE_STORY}


def test_what_came_to_no_article_says_why() -> None:
    """Too short, a copy of another, or under another title than the input's."""
    page = Document("a", Form.PAGE, f"{TITLE}\n{TITLE}\n\n{STORY}", "Ellery Post")
    copy = replace(page, source_id="b")
    named = replace(page, source_id="c", title="What the input says")
    short = Document("d", Form.TEXT, "Read more about the bridge.")
    _, rejected, pages = articles.read_pages([page, copy, named, short], Settings())
    assert [row.source_id for row in rejected] == ["b", "d"]
    first, second, third, fourth = (Counter(s.use for s in raw.stretches) for raw in pages)
    assert first == {Role.HEADLINE: 1, Left.REPEATED: 1, Role.BODY: 1}
    assert second == {Left.COPY: 2, Left.REPEATED: 1}
    assert third == {Left.RETITLED: 1, Left.REPEATED: 1, Role.BODY: 1}
    assert fourth == {Left.SHORT: 1}
    assert all(s.article_id == "" for raw in (pages[1], pages[3]) for s in raw.stretches)


def test_a_page_of_very_many_lines_has_few_stretches() -> None:
    content = "Home\n" * (MAX_STRETCHES + 1)
    _, page = read(content)
    assert [(s.start, s.end, s.use) for s in page.stretches] == [(0, len(content) - 1, Left.MENU)]


@pytest.mark.parametrize(("text", "bounds"), [("", []), (" \n", []), (" a b\n", [(1, 4)])])
def test_a_page_that_could_not_be_read_is_one_stretch(
    text: str, bounds: list[tuple[int, int]]
) -> None:
    assert [(t.start, t.end) for t in whole(text, Left.UNREAD)] == bounds
