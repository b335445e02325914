"""Copied passages, and who is an independent witness."""

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from coverage.matching import reuse, shingles
from coverage.records import Article, Block, Passage, Role
from coverage.settings import Settings
from tests.examples import COURIER, GAZETTE, HERALD, OBSERVER, article

TEXT = (
    "Engineers closed the old bridge over the Tarn on Monday after a diver found a crack in it.\n"
    "Repairs will take about six weeks, and until then the ferry is free of charge for all."
)
OTHER = (
    "Nobody may walk across the river at Melby any more, because its crossing could fall down.\n"
    "Boats carry people over instead, at no cost, while builders mend the damage until summer."
)


def found(a: str, b: str) -> list[Passage]:
    return reuse.find([article(a, COURIER, "One"), article(b, GAZETTE, "Two")], Settings())


def versions(*articles: Article) -> dict[str, str]:
    """Outlet -> version id."""
    settings = Settings()
    version = reuse.versions(articles, reuse.find(articles, settings), settings)
    return {a.outlet: version[a.article_id] for a in articles}


def test_a_copied_sentence_is_a_verbatim_passage_with_its_place_in_both() -> None:
    """The Gazette puts its own words around fourteen of the Courier's."""
    copied = "the old bridge over the Tarn on Monday after a diver found a crack"
    a = article(TEXT, COURIER, "One")
    b = article(f"It is said that {copied}, no less.", GAZETTE, "Two")
    (passage,) = reuse.find([a, b], Settings())
    assert (passage.kind, passage.n_words) == ("verbatim", 14)
    texts = {x.article_id: x.text for x in (a, b)}
    assert texts[passage.article_a][passage.start_a : passage.end_a] == copied
    assert texts[passage.article_b][passage.start_b : passage.end_b] == copied
    assert passage.article_a < passage.article_b


def test_a_word_exchanged_in_the_middle_makes_it_edited() -> None:
    """Eighteen words, one of them another: seventeen are the same."""
    sentence = TEXT.split("\n", maxsplit=1)[0]
    (passage,) = found(sentence, sentence.replace("diver", "boy"))
    assert (passage.kind, passage.n_words) == ("edited", 17)


def test_capitals_and_punctuation_are_no_difference() -> None:
    text = "The ferry is free, for all of them, said Renn."
    (passage,) = found(text, text.upper().replace(",", " –"))
    assert (passage.kind, passage.n_words) == ("verbatim", 10)


def test_a_common_phrase_is_no_passage() -> None:
    """Seven words in a row are one too few."""
    begun = "At the end of the day on"
    assert found(f"{begun} Monday it rained.", f"{begun} shore he sang.") == []


def test_an_article_that_repeats_itself_copies_nobody() -> None:
    assert reuse.find([article(f"{TEXT}\n{TEXT}")], Settings()) == []


def test_a_picture_s_caption_is_no_copy() -> None:
    """The agency's caption stands under both pictures; only what tells counts."""
    pair = [article(TEXT, COURIER, "One"), article(TEXT, GAZETTE, "Two")]
    captions = tuple(Block(Role.CAPTION, b.start, b.end) for b in pair[0].blocks)
    assert reuse.find(pair, Settings()) != []
    assert reuse.find([replace(a, blocks=captions) for a in pair], Settings()) == []


def test_a_copy_and_its_original_are_one_version() -> None:
    """The Herald prints the Courier's article; the Gazette wrote its own."""
    version = versions(article(TEXT, COURIER), article(TEXT, HERALD), article(OTHER, GAZETTE))
    assert version[COURIER] == version[HERALD] != version[GAZETTE]


def test_a_short_copy_in_a_long_article_is_a_copy_still() -> None:
    """Most of the shorter one's words count, not of the longer one's."""
    version = versions(article(TEXT, COURIER), article(f"{TEXT}\n{OTHER}\n{OTHER}", GAZETTE))
    assert version[COURIER] == version[GAZETTE]


def test_one_borrowed_sentence_leaves_a_version_of_its_own() -> None:
    """Thirteen of the Courier's 36 words are in the Gazette's article."""
    borrowed = "Repairs will take about six weeks, and until then the ferry is free."
    version = versions(article(TEXT, COURIER), article(f"{borrowed}\n{OTHER}", GAZETTE, "Other"))
    assert version[COURIER] != version[GAZETTE]


def test_a_copy_of_a_copy_is_the_same_version() -> None:
    """The Herald has the Courier's half and the Observer's half; they share nothing directly."""
    version = versions(
        article(TEXT, COURIER, "First headline"),
        article(f"{TEXT}\n{OTHER}", HERALD, "Second headline"),
        article(OTHER, OBSERVER, "Third headline"),
    )
    assert len(set(version.values())) == 1


def test_the_order_of_the_articles_changes_nothing() -> None:
    articles = [article(TEXT, COURIER), article(OTHER, GAZETTE), article(TEXT, HERALD)]
    shuffled = random.Random(1).sample(articles, 3)
    assert reuse.find(articles, Settings()) == reuse.find(shuffled, Settings())
    assert versions(*articles) == versions(*shuffled)


LONG = (
    "The council of Melby decided on Tuesday to rent two more ferries from the port of Oxby.\n"
    "Each of them carries forty cars and makes the trip across the river in eleven minutes.\n"
    "Lorries must still go round by the motorway, which takes their drivers most of an hour."
)


def spans(passages: list[Passage], a: Article, b: Article) -> list[tuple[str, str]]:
    """The words of the passages in `a` and in `b`."""
    texts = {x.article_id: x.text for x in (a, b)}
    shown = []
    for p in passages:
        one = texts[p.article_a][p.start_a : p.end_a]
        other = texts[p.article_b][p.start_b : p.end_b]
        shown.append((one, other) if p.article_a == a.article_id else (other, one))
    return shown


def test_edits_all_over_a_sentence_leave_it_one_passage() -> None:
    """One word exchanged, one dropped and one added: fifteen of seventeen are the same."""
    old = "The council of Melby decided on Tuesday to rent two more ferries from the port of Oxby."
    new = "The council of Melby decided Tuesday to hire two more ferries from the port of old Oxby."
    a, b = article(old, COURIER, "One"), article(new, GAZETTE, "Two")
    (passage,) = reuse.find([a, b], Settings())
    assert spans([passage], a, b) == [(old[:-1], new[:-1])]
    assert (passage.kind, passage.n_words) == ("edited", 15)
    assert passage.agreement == pytest.approx(15 / 17)


def test_each_paragraph_of_a_copy_is_a_passage_even_in_another_order() -> None:
    lines = LONG.split("\n")
    a = article(LONG, COURIER, "One")
    b = article("\n".join([lines[2], lines[0], lines[1]]), GAZETTE, "Two")
    found = spans(reuse.find([a, b], Settings()), a, b)
    assert sorted(found) == sorted((line[:-1], line[:-1]) for line in lines)


def test_paragraphs_that_a_copy_runs_together_are_one_passage() -> None:
    a = article(LONG, COURIER, "One")
    b = article(LONG.replace("\n", " "), GAZETTE, "Two")
    assert spans(reuse.find([a, b], Settings()), a, b) == [(LONG[:-1], b.text[4:-1])]


def test_a_caption_between_two_paragraphs_is_part_of_no_passage() -> None:
    """The second article runs the text together; the first has a picture in the middle."""
    a = article(LONG, COURIER, "One")
    blocks = [replace(b, role=Role.CAPTION) if k == 2 else b for k, b in enumerate(a.blocks)]
    first, _, last = LONG.split("\n")
    b = article(f"{first} {last}", GAZETTE, "Two")
    found = spans(reuse.find([replace(a, blocks=tuple(blocks)), b], Settings()), a, b)
    assert found == [(first[:-1], first[:-1]), (last[:-1], last[:-1])]


def test_rewritten_text_between_two_copied_paragraphs_is_found_too() -> None:
    """Alone the middle one would be no copy: of its sixteen words, eight are the same."""
    first, middle, last = LONG.split("\n")
    other = "Each carries forty cars; crossing the river takes them eleven minutes."
    a = article(LONG, COURIER, "One")
    b = article("\n".join([first, other, last]), GAZETTE, "Two")
    passages = reuse.find([a, b], Settings())
    lines = [(first, first), (middle, other), (last, last)]
    assert sorted(spans(passages, a, b)) == sorted((old[:-1], new[:-1]) for old, new in lines)
    assert min(p.agreement for p in passages) == 0.5
    assert found(middle, other) == []


def test_words_in_quotation_marks_are_counted() -> None:
    """Five of the fourteen are the engineer's; the Gazette does without the marks."""
    told = 'The engineer told the council on Monday that it is "a wonder of sorts, nothing less".'
    (passage,) = found(told, told.replace('"', ""))
    assert (passage.n_words, passage.n_quoted) == (16, 6)


def test_outlets_that_quote_one_statement_are_versions_of_their_own() -> None:
    """Four in ten words of both are the mayor's; of a report's own they would be too many."""
    lines = LONG.split("\n")
    quoted = [f'The mayor said: "{line}"' for line in lines]
    a = article("\n".join([*quoted, TEXT, TEXT.replace("old", "new")]), COURIER, "One")
    b = article("\n".join([*quoted, OTHER, OTHER.upper()]), GAZETTE, "Two")
    version = versions(a, b)
    assert version[COURIER] != version[GAZETTE]


def test_a_text_that_very_many_print_is_one_version() -> None:
    """More print it than are paired one by one."""
    many = [article(LONG, f"Outlet {k}", f"Headline {k}") for k in range(shingles.MAX_HOLDERS + 9)]
    passages = reuse.find(many, Settings())
    assert len(set(reuse.versions(many, passages, Settings()).values())) == 1
    assert len(passages) <= 3 * shingles.CHAINED * len(many)


def test_a_line_under_all_of_an_outlet_s_articles_is_no_reuse() -> None:
    line = LONG.split("\n", maxsplit=1)[0]
    many = [article(f"{line}\nNumber {k}", COURIER) for k in range(shingles.MAX_HOLDERS + 9)]
    assert reuse.find(many, Settings()) == []


WORDS = st.lists(st.sampled_from("a b c d e f g h i j k l m n o p".split()), max_size=60)


@given(WORDS, WORDS, WORDS)
def test_passages_hold_the_same_words_and_never_overlap(
    one: list[str], two: list[str], three: list[str]
) -> None:
    """Whatever the words: counted again, at least so many are the same as a passage says."""
    a = article(" ".join([*one, *two, *three]), COURIER, "One")
    b = article("\n".join(" ".join(part) for part in (three, two, one)), GAZETTE, "Two")
    for passages in (reuse.find([a, b], Settings()), reuse.find([b, a], Settings())):
        for p, (here, there) in zip(passages, spans(passages, a, b), strict=True):
            assert p.n_words == LCSseq.similarity(here.lower().split(), there.lower().split())
        for side in ("a", "b"):
            places = sorted(
                (getattr(p, f"start_{side}"), getattr(p, f"end_{side}")) for p in passages
            )
            assert all(end <= start for (_, end), (start, _) in pairwise(places))
    assert reuse.find([a, b], Settings()) == reuse.find([b, a], Settings())
