"""Why two sentences match: the aligned words, what spoke for and against, and what came later.

The pairs are of the example's bridge: "Repairs will take about 6 weeks", says the Courier, 9 says
the Gazette; both say that it was closed.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from coverage.matching import pair_model, pairs, reason_words, reasons
from coverage.matching.reason_kinds import KINDS, Kind, Usual, weights
from coverage.matching.reasons import Grounds, Why
from coverage.records import Attribution
from tests import examples


@cache
def bridge() -> Grounds:
    """The sentences of the three articles on the bridge, as a build compares them."""
    found = examples.bridge_and_painting()
    about = next(event for event in found.events if event.n_outlets > 2)
    ids = {a.article_id for a in found.articles if a.event_id == about.event_id}
    sentences = [s for s in found.sentences if s.article_id in ids]
    sentences.sort(key=lambda s: (s.article_id, s.position))
    return Grounds.of(sentences, found.voices, examples.embedder())


def place(start: str) -> int:
    return next(k for k, s in enumerate(bridge().sentences) if s.text.startswith(start))


def explained(one: str, other: str, final: float | None = None, has_reader: bool = False) -> Why:
    """The pair of sentences that begin so."""
    return reasons.why(bridge(), place(one), place(other), final, has_reader, ("A", "B"))


CLOSED = ("Engineers closed the old bridge", "The old bridge over the Tarn in Melby was closed")
REPAIRS = ("Repairs will take about 6", "Repairs will take about 9")
APART = ("Shopkeepers", "Lorries")


def test_each_feature_belongs_to_one_kind() -> None:
    told = [name for names in KINDS.values() for name in names]
    assert sorted(told) == sorted(pairs.FEATURES)
    assert set(KINDS) == set(Kind) == set(reason_words.TELLERS)


def test_words_find_their_like_and_others_are_left_over() -> None:
    words = explained(*CLOSED).words
    mutual = {(p.one.text, p.other.text) for p in words.pairs if p.is_mutual}
    assert {("closed", "closed"), ("bridge", "bridge"), ("crack", "crack")} <= mutual
    assert "diver" in {word.text for word in words.alone[0]}
    assert not {"the", "was", "on", "a"} & {w.text for w in (*words.one, *words.other)}
    kinds = [pair.is_mutual for pair in words.pairs]
    assert kinds == sorted(kinds, reverse=True)


@pytest.mark.parametrize("pair", [CLOSED, REPAIRS, APART])
def test_spans_and_likeness_hold(pair: tuple[str, str]) -> None:
    why = explained(*pair)
    for text, own in zip(why.texts, (why.words.one, why.words.other), strict=True):
        assert own
        assert [text[word.start : word.end] for word in own] == [word.text for word in own]
        assert all(0 <= word.likeness <= 1 for word in own)
        ends = [0, *(word.end for word in own)]
        assert all(word.start >= end for word, end in zip(own, ends, strict=False))
    n = sum(word.is_found for word in (*why.words.one, *why.words.other))
    assert why.words.n_found == n


def test_a_number_with_a_point_is_one_word() -> None:
    texts = ["It cost 3.7 billion crowns in all.", "The price was 3.7 billion crowns."]
    rows = [examples.sentence(str(k), t, article_id=str(k)) for k, t in enumerate(texts)]
    found = reasons.why(Grounds.of(rows, [], examples.embedder()), 0, 1, None, False)
    assert "3.7" in {word.text for word in found.words.one}
    assert not {"3", "7"} & {word.text for word in found.words.one}


def test_a_weight_is_the_change_where_a_kind_is_as_in_the_mean_pair() -> None:
    """Occlusion by hand: the pair's table with one kind's columns put to the event's means."""
    known, usual, model = bridge().known, bridge().usual, pair_model.shipped()
    row = known.table(np.array([place(CLOSED[0])]), np.array([place(CLOSED[1])]))
    found = weights(model, row[0], usual)
    changed = row.copy()
    for name in KINDS[Kind.WORDS]:
        column = pairs.FEATURES.index(name)
        changed[0, column] = usual.table[:, column].mean()
    by_hand = float(model.score(row)[0] - model.score(changed)[0])
    assert found[Kind.WORDS] == pytest.approx(by_hand, abs=1e-3)
    assert found[Kind.WORDS] > 1
    assert found[Kind.ARTICLE] == pytest.approx(0, abs=1e-4)


def test_the_usual_pair_is_of_two_articles() -> None:
    usual = Usual.of(bridge().known)
    assert usual.table[:, pairs.FEATURES.index("same_article")].max() == 0
    article = bridge().known.article
    n_apart = int((article[:, None] != article[None]).sum()) // 2
    assert len(usual.table) == n_apart


def test_reasons_are_sorted_and_none_is_negligible() -> None:
    sizes = [abs(reason.weight) for reason in explained(*CLOSED).reasons]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) >= reasons.LEAST


def told(pair: tuple[str, str], kind: Kind, is_for: bool) -> str:
    """The evidence of one kind, whether it weighs or not."""
    i, j = place(pair[0]), place(pair[1])
    return reason_words.tell(kind, reasons.case(bridge(), i, j, ("A", "B")), is_for)


def test_the_evidence_is_named() -> None:
    assert "Only A gives 6; only B gives 9" in told(REPAIRS, Kind.NUMBERS, False)
    assert "Both give Monday" in told(CLOSED, Kind.NUMBERS, True)
    assert "Both name Tarn, Melby, Monday" in told(CLOSED, Kind.NAMES, True)
    assert "Both give the words of Ida Brandt" in told(REPAIRS, Kind.SPEAKERS, True)
    assert "“the town's engineer, Ida Brandt” in this order" in told(REPAIRS, Kind.PHRASES, True)
    assert "A has 12 words, B 13" in told(REPAIRS, Kind.LENGTH, True)
    assert "No two words stand side by side in both" in told(APART, Kind.PHRASES, False)
    assert "in A" in told(APART, Kind.WORDS, False)
    denied = told(("Nobody was hurt", "Lorries"), Kind.NEGATION, False)
    assert denied.startswith("Neither denies")


def test_agreement_that_speaks_against_is_said_to() -> None:
    assert told(CLOSED, Kind.NUMBERS, False).endswith("speaks rather against a match.")
    assert "rather" not in told(CLOSED, Kind.NUMBERS, True)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("pair", [CLOSED, REPAIRS, APART])
def test_every_kind_has_its_sentences(kind: Kind, pair: tuple[str, str]) -> None:
    for is_for in (True, False):
        sentence = told(pair, kind, is_for)
        assert sentence
        assert sentence[0].isupper() or not sentence[0].isalpha()
        assert sentence.endswith((".", "…"))
        assert "…." not in sentence


def test_the_first_probability_is_the_build_s() -> None:
    """What is explained is what a build without a second reading stores."""
    rows = zip(bridge().sentences, bridge().known.speakers, strict=True)
    speakers = {sentence.sentence_id: own for sentence, own in rows}
    built = pairs.score(bridge().sentences, speakers, examples.embedder())
    i, j = place(CLOSED[0]), place(CLOSED[1])
    assert explained(*CLOSED).first == pytest.approx(float(built[i, j]), abs=2e-4)


def test_the_second_reading_is_told_by_what_it_changed() -> None:
    first = explained(*REPAIRS).first
    (more,) = explained(*REPAIRS, final=first + 0.1, has_reader=True).later
    (less,) = explained(*REPAIRS, final=first - 0.1, has_reader=True).later
    (same,) = explained(*REPAIRS, final=first, has_reader=True).later
    assert "more alike than word by word" in more
    assert "less alike than word by word" in less
    assert "as much alike" in same
    assert explained(*REPAIRS, final=first).later == ()


def test_a_number_of_other_models_is_said_to_be() -> None:
    first = explained(*REPAIRS).first
    (told,) = explained(*REPAIRS, final=first - 0.1).later
    assert "built with other models" in told


def test_what_was_not_read_is_not_said_to_be() -> None:
    """Two sentences of one article, and one text in two articles, are not read together."""
    here = explained("Engineers closed", "The ferry across the Tarn", has_reader=True)
    assert here.later == ()
    text = "The bridge over the Tarn was closed on Monday."
    rows = [examples.sentence(str(k), text, article_id=str(k)) for k in range(2)]
    same = Grounds.of(rows, [], examples.embedder())
    assert reasons.why(same, 0, 1, reasons.why(same, 0, 1, None, False).first, True).later == ()


def test_another_name_beside_a_shared_one_is_named() -> None:
    rows = [
        examples.sentence("a", "Olav Renn met Ida Brandt on Monday.", article_id="x"),
        examples.sentence("b", "Clara Finn and Olav Renn met on Monday.", article_id="y"),
        examples.sentence("c", "The ferry will be free.", article_id="y", position=1),
    ]
    grounds = Grounds.of(rows, [], examples.embedder())
    (told,) = reasons.why(grounds, 0, 1, pair_model.SWAPPED_MOST, False).later
    assert told.startswith("Each names two people, of whom only Renn is the same (Brandt, Finn")
    assert reasons.why(grounds, 0, 2, pair_model.SWAPPED_MOST, False).later != (told,)


def test_a_pronoun_is_read_as_the_name_it_stands_for() -> None:
    first = examples.sentence("a", "Olav Renn promised a free ferry.", article_id="x")
    rows = [
        first,
        replace(first, sentence_id="b", position=1, text="He said that it would last."),
        examples.sentence("c", "Mayor Olav Renn said the offer would last.", article_id="y"),
    ]
    voice = Attribution("b", "Olav Renn", "indirect", "said", 0, 2)
    found = reasons.why(Grounds.of(rows, [voice], examples.embedder()), 1, 2, None, False)
    assert found.texts[0] == "Olav Renn said that it would last."
    assert ("Renn", "Renn") in {(p.one.text, p.other.text) for p in found.words.pairs}
