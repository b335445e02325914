"""Claims: overlapping groups of sentences that all fit together."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.matching import claims
from coverage.matching.groups import Group
from coverage.matching.terms import Floats
from coverage.records import Role, Sentence
from coverage.settings import Settings
from tests.examples import sentence

SETTINGS = Settings(match_sure=0.5, match_possible=0.25)


def probabilities(n: int, pairs: dict[str, float], rest: float = 0.05) -> Floats:
    """A matrix for sentences a, b, c ...: {"ab": 0.9} is the probability of the first two."""
    matrix = np.full((n, n), rest, dtype=np.float32)
    np.fill_diagonal(matrix, 1)
    for pair, value in pairs.items():
        i, j = ("abcdefgh".index(letter) for letter in pair)
        matrix[i, j] = matrix[j, i] = value
    return matrix


def grouped(n: int, pairs: dict[str, float]) -> list[str]:
    """Claims as words: "abc" has the first three sentences."""
    sentences = [sentence(letter) for letter in "abcdefgh"[:n]]
    found = claims.group(sentences, probabilities(n, pairs), SETTINGS)
    return ["".join("abcdefgh"[k] for k in group.members) for group in found]


def test_sentences_that_all_match_are_one_claim() -> None:
    assert grouped(4, {"ab": 0.9, "ac": 0.8, "bc": 0.7}) == ["abc", "d"]


def test_a_sentence_that_tells_two_things_is_in_two_claims() -> None:
    """a: The bridge is shut. b: The bridge is shut and the ferry is free. c: The ferry is free."""
    assert grouped(3, {"ab": 0.9, "bc": 0.8}) == ["ab", "bc"]


def test_one_vague_sentence_does_not_chain_two_claims() -> None:
    """The vague one, c, is like all others; a and b on one side are not like d and e."""
    chain = {"ab": 0.9, "de": 0.9, "ac": 0.6, "bc": 0.6, "cd": 0.6, "ce": 0.6}
    assert grouped(5, chain) == ["abc", "cde"]


def test_a_sentence_joins_where_it_matches_on_the_whole_and_nowhere_clashes() -> None:
    """Sure with a and only possible with b, c fits: it matches on the whole. At 0.2 it clashes."""
    assert grouped(3, {"ab": 0.9, "ac": 0.8, "bc": 0.3}) == ["abc"]
    assert grouped(3, {"ab": 0.9, "ac": 0.8, "bc": 0.2}) == ["ab", "ac"]


def test_a_sentence_without_a_match_is_a_claim_by_itself() -> None:
    assert grouped(2, {"ab": 0.49}) == ["a", "b"]


@pytest.mark.parametrize(
    "silent",
    [
        sentence("a", "Nobody was hurt."),
        sentence("a", role=Role.HEADING),
        sentence("a", role=Role.CAPTION),
    ],
)
def test_three_words_a_heading_and_a_caption_make_no_claim(silent: Sentence) -> None:
    """However well they match."""
    sentences = [silent, sentence("b"), sentence("c")]
    found = claims.group(sentences, probabilities(3, {"ab": 0.9, "bc": 0.9}), SETTINGS)
    assert found == [Group((1, 2))]


def test_no_sentences_make_no_claims() -> None:
    assert claims.group([], probabilities(0, {}), SETTINGS) == []


@st.composite
def matrices(draw: st.DrawFn) -> Floats:
    """Symmetric probabilities of up to seven sentences, in tenths so that there are ties."""
    n = draw(st.integers(1, 7))
    values = draw(st.lists(st.integers(0, 10), min_size=n * n, max_size=n * n))
    upper = np.triu(np.array(values, dtype=np.float32).reshape(n, n) / np.float32(10), 1)
    return np.asarray(upper + upper.T + np.eye(n, dtype=np.float32), dtype=np.float32)


@given(matrices(), st.randoms(use_true_random=False))
def test_the_order_of_the_sentences_changes_nothing(matrix: Floats, chance: random.Random) -> None:
    order = list(range(len(matrix)))
    chance.shuffle(order)
    sentences = [sentence(f"s{k}") for k in range(len(matrix))]
    straight = claims.group(sentences, matrix, SETTINGS)
    shuffled = claims.group([sentences[k] for k in order], matrix[np.ix_(order, order)], SETTINGS)
    assert [set(g.members) for g in straight] == [{order[k] for k in g.members} for g in shuffled]


@given(matrices())
def test_every_sentence_is_in_a_claim_and_every_sure_pair_shares_one(matrix: Floats) -> None:
    n = len(matrix)
    groups = claims.group([sentence(f"s{k}") for k in range(n)], matrix, SETTINGS)
    for i in range(n):
        for j in range(n):
            if matrix[i, j] >= SETTINGS.match_sure:
                assert any(i in g.members and j in g.members for g in groups)


@given(matrices())
def test_members_of_a_claim_never_clash(matrix: Floats) -> None:
    groups = claims.group([sentence(f"s{k}") for k in range(len(matrix))], matrix, SETTINGS)
    for group in groups:
        inside = matrix[np.ix_(group.members, group.members)]
        assert inside.min() >= np.float32(SETTINGS.match_possible)


def test_a_claim_counts_outlets_and_versions_and_is_named_in_a_member_s_words() -> None:
    """Three sentences of three outlets, two of them of one version: two versions.

    a has 5 words, too few for a label; b and c have 7; b lies nearer to the others.
    """
    sentences = [
        sentence("a", "The bridge is closed today."),
        sentence("b", "The bridge over the Tarn is closed."),
        sentence("c", "Engineers closed the bridge for six weeks."),
    ]
    matrix = probabilities(3, {"ab": 0.9, "bc": 0.9, "ac": 0.5})
    claim, mentions = claims.describe(
        Group((0, 1, 2)), "e", sentences, matrix, ["x", "y", "z"], ["v", "v", "w"]
    )
    assert (claim.n_outlets, claim.n_versions, claim.event_id) == (3, 2, "e")
    assert claim.label == "The bridge over the Tarn is closed."
    assert {m.sentence_id: m.probability for m in mentions} == {"a": 0.7, "b": 0.9, "c": 0.7}


def test_a_claim_of_one_sentence_is_certain() -> None:
    _, (mention,) = claims.describe(
        Group((0,)), "e", [sentence("a")], probabilities(1, {}), ["x"], ["v"]
    )
    assert mention.probability == 1.0


def test_claims_that_share_a_sentence_have_labels_that_tell_them_apart() -> None:
    """Where the sentence is another claim's label already, a clause of it stands for this one."""
    text = "The bridge was shut on Monday and the ferry is free of charge."
    arguments = (Group((0,)), "e", [sentence("a", text)], probabilities(1, {}), ["x"], ["v"])
    first, _ = claims.describe(*arguments)
    second, _ = claims.describe(*arguments, taken={text})
    assert (first.label, second.label) == (text, "The bridge was shut on Monday")
