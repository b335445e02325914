"""Two articles side by side: what stands level, what between, and what is marked."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import replace

from coverage.measures import copying
from coverage.records import Article, Block, Passage, Role
from coverage.views import copies_pair
from coverage.views.copies_marks import differing
from coverage.views.copies_pair import Side
from tests.views import copies_snapshot


def side(text: str, name: str, roles: Sequence[Role] = ()) -> Side:
    """An article of one block a line; a sentence ends at a full stop."""
    given = copies_snapshot.articles()[0]
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n")):
        role = roles[number] if roles else Role.BODY
        blocks.append(Block(role, at, at + len(line)))
        at += len(line) + 1
    article: Article = replace(given, article_id=name, text=text, blocks=tuple(blocks))
    sentences = [(m.start(), m.end()) for m in re.finditer(r"[^.\n]+\.?", text)]
    return Side(name.title(), article, copying.read([article])[name], sentences)


def passage(a: Side, b: Side, words_a: str, words_b: str = "", kind: str = "verbatim") -> Passage:
    start_a, start_b = a.article.text.index(words_a), b.article.text.index(words_b or words_a)
    end_b = start_b + len(words_b or words_a)
    n_words = len(words_a.split())
    return Passage(
        a.article.article_id, start_a, start_a + len(words_a), b.article.article_id, start_b,
        end_b, n_words, kind, 0, 1.0, "a", "published earlier",
    )  # fmt: skip


def plain(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup)).strip()


def test_both_columns_hold_their_whole_articles() -> None:
    """Passages are level, in the left one's order, and say where the right one has them.

    The right one begins with what the left one ends with.
    """
    a = side("One two three. Four five six. Seven eight nine.", "a")
    b = side("Seven eight nine. Its own words. One two three. Four five six.", "b")
    shared = [
        passage(a, b, words) for words in ("One two three", "Four five six", "Seven eight nine")
    ]
    markup = copies_pair.render(a, b, shared)
    rows = markup.split('<div class="row')[1:]
    assert [plain(row.split(">", 1)[1]) for row in rows] == [
        "One two three . 1 3 words verbatim One two three .",
        "Four five six . 2 3 words verbatim Four five six .",
        "Seven eight nine . 3 3 words verbatim ↑ in B it stands first Seven eight nine .",
        "Its own words.",
    ]


def test_the_arrow_says_which_way_a_passage_has_gone() -> None:
    """In the right article the last passage comes first: there it stands higher."""
    a = side("One two three. Four five six. Seven eight nine.", "a")
    b = side("One two three. Seven eight nine. Four five six.", "b")
    shared = [
        passage(a, b, words) for words in ("One two three", "Four five six", "Seven eight nine")
    ]
    assert len(re.findall("[↑↓]", copies_pair.render(a, b, shared))) == 1


def test_seen_from_the_other_side_the_columns_change_places() -> None:
    a, b = side("Alpha. One two three.", "a"), side("One two three. Omega.", "b")
    markup = copies_pair.render(b, a, [passage(a, b, "One two three")])
    rows = [plain(row.split(">", 1)[1]) for row in markup.split('<div class="row')[1:]]
    assert rows == ["Alpha.", "One two three . 1 3 words verbatim One two three .", "Omega."]


def test_the_rest_of_a_sentence_stands_with_its_passage() -> None:
    """What comes before and after the copied words in their sentence is grey, not a row."""
    a, b = side("He said: one two three, at noon.", "a"), side("One. one two three. Two.", "b")
    markup = copies_pair.render(a, b, [passage(a, b, "one two three")])
    assert '<p class="body"><i>He said: </i>one two three<i>, at noon.</i></p>' in markup


def test_two_passages_of_one_sentence_are_parted_where_the_second_begins() -> None:
    a, b = side("one two three and four five six.", "a"), side("one two three. four five six.", "b")
    markup = copies_pair.render(
        a, b, [passage(a, b, w) for w in ("one two three", "four five six")]
    )
    assert "one two three<i> and </i></p>" in markup
    assert '<p class="body">four five six<i>.</i></p>' in markup


def test_differing_words_are_marked_in_both() -> None:
    a, b = (
        side("The bridge was closed on Monday.", "a"),
        side("The old bridge shut on Monday.", "b"),
    )
    shared = passage(
        a, b, "The bridge was closed on Monday", "The old bridge shut on Monday", "edited"
    )
    markup = copies_pair.render(a, b, [replace(shared, n_words=4, agreement=4 / 6)])
    assert "The bridge <mark>was closed</mark> on Monday<i>.</i>" in markup
    assert "The <mark>old</mark> bridge <mark>shut</mark> on Monday" in markup
    assert "4 words</span><span>67% the same" in markup
    assert '<div class="row edited">' in markup


def test_quotation_marks_around_few_words_are_a_difference() -> None:
    """Around "farce" they are; where a whole sentence is quoted otherwise they are not."""
    a = side("They called the vote a farce.", "a")
    b = side("They called the vote a “farce”.", "b")
    whole = [(0, len(s.article.text)) for s in (a, b)]
    marks_a, marks_b = differing(a.words, whole[0], b.words, whole[1])
    assert marks_a == []
    assert [b.article.text[slice(*mark)] for mark in marks_b] == ["farce"]
    c = side("“They called the vote a farce.”", "c")
    assert differing(a.words, whole[0], c.words, (0, len(c.article.text))) == ([], [])


def test_long_text_that_is_not_shared_folds_but_for_the_headline() -> None:
    words = " ".join(["word"] * 46) + "."
    a = side(f"A headline\n{words}\none two three.", "a", [Role.HEADLINE, Role.BODY, Role.BODY])
    b = side("Short <b>own</b> words. one two three.", "b")
    markup = copies_pair.render(a, b, [passage(a, b, "one two three")])
    assert '<p class="headline">A headline</p><details><summary>46 words not shared' in markup
    assert "Short &lt;b&gt;own&lt;/b&gt; words." in markup
    assert markup.count("<details") == 1


def test_no_character_of_either_article_is_lost() -> None:
    """Of every pair of the snapshot, letter by letter but for the space between blocks."""
    rows = copies_snapshot.tables()
    articles = {a.article_id: a for a in rows["articles"]}
    words = copying.read(list(articles.values()))
    for pair in copying.pairs(list(articles.values()), rows["reuse"], words):
        sides = [
            Side("X", articles[i], words[i],
                 [(s.start, s.end) for s in rows["sentences"] if s.article_id == i])
            for i in (pair.article_a, pair.article_b)
        ]  # fmt: skip
        own = [
            p
            for p in rows["reuse"]
            if (p.article_a, p.article_b) == (pair.article_a, pair.article_b)
        ]
        markup = copies_pair.render(sides[0], sides[1], own)
        cells = re.findall(r'<div class="(?:copied|unshared)">(.*?)</div>', markup)
        for column, one in ((0, sides[0]), (1, sides[1])):
            letters = sorted(re.sub(r"\W|_", "", unescaped("".join(cells[column::2]))))
            assert letters == sorted(re.sub(r"\W|_", "", one.article.text))


def unescaped(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def test_no_text_becomes_markup() -> None:
    """Before, in and after a passage, in what differs, between passages, and in the name."""
    a = side("<u>1</u> one <u>2</u> two <u>3</u> three <u>4</u>. <u>5</u> alone.", "a")
    b = replace(side("one two four three. One four.", "b"), name="<u>B</u>")
    words = "one <u>2</u> two <u>3</u> three"
    shared = [passage(a, b, words, "one two four three", "edited")]
    markup = copies_pair.render(a, b, shared) + copies_pair.render(b, a, shared)
    assert "<u>" not in markup
    for number in range(1, 6):
        assert markup.count(f"{number}&lt;/u") == 2
