"""Which passages of an event's articles tell of something else, and which claims stand there."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.comparison import Comparison, compare
from coverage.language import sentences as splitting
from coverage.language import voices
from coverage.matching import sub_events
from coverage.reading import sources
from coverage.records import Article, Mention, Precision, Role, Sentence, SubEvent
from coverage.settings import Settings
from tests import examples
from tests.examples import COURIER, GAZETTE, OBSERVER
from tests.test_seeds import SEEDS

WEDNESDAY = datetime(2031, 5, 7, 9, tzinfo=UTC)

OPENING = """\
Mayor Olav Renn and the engineer Ida Brandt looked at the cracked bridge over the Tarn on Wednesday.
Renn said that the bridge stays closed until autumn.
Brandt found that two pillars have to be built anew.
Repairs of the bridge will cost four million crowns.
"""
MINISTER = """\
# Renn meets the minister
On 9 May Renn will meet the transport minister, Ann Vane, in Oxby.
Vane and he are to speak about the money for a new ferry.
"""
EXPERT = """\
# What the experts say
The expert Bo Holt said on 8 May that the bridge had been neglected.
Holt added that the town had been warned.
"""
PAINTING = """\
On Monday, the museum's director, Clara Finn, bought a portrait from a retired teacher in Oxby.
Finn will hang it beside the early landscapes of the same painter.
"""
PAINTING_AGAIN = """\
On Monday, the museum in Oxby bought a lost portrait from a teacher.
Visitors can see it on Monday beside landscapes by the same painter.
"""


def told(text: str, outlet: str = COURIER) -> Article:
    """An article of that Wednesday; a line that begins with # is a heading."""
    lines = [f"Olav Renn and Ida Brandt see the bridge, says the {outlet}", *text.split("\n")]
    clean = [line.removeprefix("# ") for line in lines if line]
    article = examples.article("\n".join(clean[1:]), outlet, clean[0])
    heads = {line.removeprefix("# ") for line in lines if line.startswith("# ")}
    blocks = tuple(
        replace(b, role=Role.HEADING) if article.text[b.start : b.end] in heads else b
        for b in article.blocks
    )
    return replace(
        article,
        blocks=blocks,
        published=WEDNESDAY,
        published_precision=Precision.HOUR,
        version_id=article.article_id,
        event_id="bridge",
    )


def parted(*articles: Article) -> tuple[list[SubEvent], dict[str, str], list[Sentence]]:
    """The sub-events of one event, the sub-event of each sentence that has one, the sentences."""
    by_article = {a.article_id: list(splitting.split_article(a)) for a in articles}
    vectors = {key: examples.embedder()([s.text for s in own]) for key, own in by_article.items()}
    said = [row for a in articles for row in voices.attribute(a, by_article[a.article_id])]
    rows, place = sub_events.part({"bridge": articles}, by_article, vectors, said)
    return rows, place, [s for own in by_article.values() for s in own]


def test_a_heading_opens_a_passage_on_somebody_new() -> None:
    """The meeting with the minister is another happening, up to the next heading."""
    rows, place, sentences = parted(told(OPENING + MINISTER + EXPERT))
    (row,) = rows
    assert row.label == "Renn meets the minister"
    assert (row.n_articles, row.n_outlets, row.n_sentences) == (1, 1, 3)
    texts = [s.text for s in sentences if s.sentence_id in place]
    assert texts == MINISTER.removeprefix("# ").strip().split("\n")


def test_an_expert_on_the_event_is_no_other_event() -> None:
    """He is only quoted, under a heading and on a day of his own though it be."""
    assert parted(told(OPENING + EXPERT))[0] == []


def test_a_paragraph_opens_one_with_another_day_and_somebody_who_acts() -> None:
    (row,) = parted(told(OPENING + PAINTING))[0]
    assert row.n_sentences == 2
    assert row.label.startswith("On Monday, the museum's director, Clara Finn")
    assert row.label.endswith(" …")


@pytest.mark.parametrize(
    "instead",
    [
        PAINTING.replace("On Monday, the", "The"),  # no other time
        PAINTING.replace("On Monday", "On Wednesday"),  # the event's day
        PAINTING.replace("On Monday", "On Monday in 1998"),  # long ago: background
        PAINTING.split("\n", maxsplit=1)[0],  # a mere mention
        PAINTING.replace("Clara Finn", "Olav Renn").replace("Finn", "Renn"),  # nobody new
    ],
)
def test_without_all_of_that_it_is_background(instead: str) -> None:
    assert parted(told(OPENING + instead))[0] == []


def test_whom_the_article_tells_of_elsewhere_is_of_its_event() -> None:
    """The passage holds two of five sentences that name the director."""
    known = "Finn walked by.\nFinn saw the crack.\nFinn left.\n"
    assert parted(told(OPENING + known + PAINTING))[0] == []


def test_two_outlets_that_turn_to_the_same_tell_one_sub_event() -> None:
    """The Gazette names nobody; that another tells the same on that day makes it no aside."""
    (row,) = parted(told(OPENING + PAINTING), told(OPENING + PAINTING_AGAIN, GAZETTE))[0]
    assert (row.n_articles, row.n_outlets, row.n_sentences) == (2, 2, 4)
    assert parted(told(OPENING + PAINTING_AGAIN, GAZETTE))[0] == []


def test_a_copy_is_no_second_witness() -> None:
    one, other = told(OPENING + PAINTING_AGAIN), told(OPENING + PAINTING_AGAIN, GAZETTE)
    assert len(parted(one, other)[0]) == 1
    assert parted(one, replace(other, version_id=one.version_id))[0] == []


def test_the_order_of_the_articles_changes_nothing() -> None:
    articles = [
        told(OPENING + MINISTER + EXPERT),
        told(OPENING + PAINTING, GAZETTE),
        told(OPENING + PAINTING_AGAIN + MINISTER, OBSERVER),
    ]
    rows, place, _ = parted(*articles)
    assert len(rows) == 2
    for seed in range(3):
        shuffled = random.Random(seed).sample(articles, 3)
        assert parted(*shuffled)[:2] == (rows, place)


@given(st.lists(st.sampled_from(["", "a", "b"]), min_size=1, max_size=8))
def test_a_claim_stands_where_half_of_its_mentions_do(places: list[str]) -> None:
    """In the sub-event that holds most of them, if that is half or more; else in the event."""
    mentions = [Mention("claim", str(k), 0.9) for k in range(len(places))]
    of_sentence = {str(k): name for k, name in enumerate(places) if name}
    section = sub_events.sections(mentions, of_sentence)["claim"]
    counted = Counter(places)
    if section:
        assert 2 * counted[section] >= len(places)
        assert counted[section] == max(counted["a"], counted["b"])
    else:
        assert 2 * max(counted["a"], counted["b"]) < len(places)


def labels_of(comparison: Comparison) -> list[str]:
    return [row.label for row in comparison.sub_events]


def test_the_bridge_and_the_painting_have_none() -> None:
    comparison = examples.bridge_and_painting()
    assert labels_of(comparison) == []
    assert {sentence.sub_event_id for sentence in comparison.sentences} == {""}
    assert {claim.sub_event_id for claim in comparison.claims} == {""}


@pytest.fixture(scope="module")
def seeds() -> Comparison:
    """The sample corpus, whose blog tells of four things under their headings."""
    documents, rejected = sources.read([SEEDS])
    return compare(documents, rejected, examples.models(), Settings())


def lines(sentences: Sequence[Sentence], sub_event_id: str) -> list[str]:
    return [s.text for s in sentences if s.sub_event_id == sub_event_id]


def test_the_blogs_meetings_are_sub_events_and_other_outlets_have_none(seeds: Comparison) -> None:
    expected = ["Macron and Zelensky meet", "Macron and Biden on the telephone"]
    assert labels_of(seeds) == [*expected, "What is still to come"]
    (blog,) = [a for a in seeds.articles if a.outlet == "Analysis blog"]
    own = [s for s in seeds.sentences if s.sub_event_id]
    assert {s.article_id for s in own} == {blog.article_id}
    first, call, coming = (lines(own, row.sub_event_id) for row in seeds.sub_events)
    assert first[1].startswith("Kiev was the next stop")
    assert call[-1].startswith("Biden said afterwards")
    assert any("Olaf Scholz" in text for text in coming)
    peskov = next(s for s in seeds.sentences if s.text.startswith("Dmitry Peskov, press"))
    assert peskov.sub_event_id == ""


def test_a_claim_of_a_passage_stands_in_its_section(seeds: Comparison) -> None:
    place = {s.sentence_id: s.sub_event_id for s in seeds.sentences}
    claims = {claim.claim_id: claim for claim in seeds.claims}
    kiev = next(s for s in seeds.sentences if s.text.startswith("Kiev was the next stop"))
    talks = next(s for s in seeds.sentences if s.text.startswith("Moscow was the scene"))
    for sentence, name in ((kiev, place[kiev.sentence_id]), (talks, "")):
        found = [m.claim_id for m in seeds.mentions if m.sentence_id == sentence.sentence_id]
        assert {claims[claim_id].sub_event_id for claim_id in found} == {name}
