"""Copied passages, and who is an independent witness."""

import random
from dataclasses import replace

from coverage.matching import reuse
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
