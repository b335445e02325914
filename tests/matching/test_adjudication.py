"""Which pairs are asked about, and what a verdict changes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coverage.matching.adjudication import DIFFERENT, LONGEST, MARGIN, SAME, Verdicts, judge
from coverage.matching.adjudicator import Adjudicator, AdjudicatorOptions
from coverage.matching.claims import group
from coverage.matching.terms import Floats
from coverage.records import Role, Sentence
from coverage.settings import Settings
from tests import examples
from tests.examples import COURIER, GAZETTE, OBSERVER
from tests.matching.endpoint import Asked, Chat, chatting, saying, verdict

SETTINGS = Settings(match_sure=0.6, match_possible=0.3)
OUTLETS = (COURIER, GAZETTE, OBSERVER)


def by_words(asked: Asked) -> None:
    """Says that two sentences are the same where both name the ferry."""
    one, other = asked.texts()
    asked.answer(verdict("ferry" in one and "ferry" in other, "The ferry."))


@pytest.fixture
def endpoint() -> Iterator[Chat]:
    with chatting(by_words) as found:
        yield found


def told(*texts: str, role: Role = Role.BODY) -> list[Sentence]:
    """A sentence an article."""
    return [
        examples.sentence(f"id {n}", text, role, article_id=f"a{n}") for n, text in enumerate(texts)
    ]


def alike(n: int, **probability: float) -> Floats:
    """A matrix of n sentences, 0 but where `p01=0.5` says otherwise."""
    matrix = np.eye(n, dtype=np.float32)
    for name, value in probability.items():
        i, j = int(name[1]), int(name[2])
        matrix[i, j] = matrix[j, i] = value
    return matrix


def judged(
    endpoint: Chat, sentences: list[Sentence], probability: Floats, pairs: int = 40
) -> tuple[Floats, Verdicts]:
    options = AdjudicatorOptions(endpoint.base, "some-model", pairs)
    return judge(sentences, OUTLETS[: len(sentences)], probability, SETTINGS, Adjudicator(options))


FERRY = told("The ferry will be free today.", "A free ferry runs today.", "The bridge is shut now.")


def test_a_verdict_moves_a_pair_just_across_a_threshold(endpoint: Chat) -> None:
    """Nearer than any pair of which the matcher is surer, and the matcher's word is kept."""
    before = alike(3, p01=0.5, p02=0.55, p12=0.1)
    after, said = judged(endpoint, FERRY, before)
    assert after[0, 1] == after[1, 0] == np.float32(SETTINGS.match_sure + MARGIN)
    assert after[0, 2] == after[2, 0] == np.float32(SETTINGS.match_possible - MARGIN)
    assert after[1, 2] == np.float32(0.1)
    assert {pair: row.verdict for pair, row in said.items()} == {(0, 1): SAME, (0, 2): DIFFERENT}
    assert said[0, 1].matched == 0.5
    assert (said[0, 1].model, said[0, 1].reason) == ("some-model", "The ferry.")
    assert before[0, 1] == 0.5


def test_a_pair_judged_the_same_becomes_a_claim(endpoint: Chat) -> None:
    after, _ = judged(endpoint, FERRY, alike(3, p01=0.5))
    assert [g.members for g in group(FERRY, after, SETTINGS)] == [(0, 1), (2,)]


@pytest.mark.parametrize(("sure", "possible"), [(0.995, 0.5), (1.0, 0.0), (0.5, 0.005)])
def test_nothing_becomes_certain(endpoint: Chat, sure: float, possible: float) -> None:
    extreme = Settings(match_sure=sure, match_possible=possible)
    adjudicator = Adjudicator(AdjudicatorOptions(endpoint.base, "some-model"))
    before = alike(3, p01=0.4, p02=0.4) if sure == 0.5 else alike(3, p01=0.9, p02=0.9)
    after, said = judge(FERRY, OUTLETS, before, extreme, adjudicator)
    assert len(said) >= 2
    assert sure <= after[0, 1] <= (1 + sure) / 2
    assert possible / 2 <= after[0, 2] <= possible


@pytest.mark.parametrize(
    ("sentences", "probability"),
    [
        (FERRY, alike(3, p01=0.6, p02=0.299)),  # not in doubt
        (told("A free ferry.", "The ferry will be free."), alike(2, p01=0.5)),  # too few words
        (told(*(s.text for s in FERRY[:2]), role=Role.CAPTION), alike(2, p01=0.5)),
        (told("The ferry is free now.", "ferry " * LONGEST), alike(2, p01=0.5)),
        (told("The ferry is free.", "The ferry is free."), alike(2, p01=0.5)),  # one text
        ([], alike(0)),
    ],
)
def test_what_is_not_asked_about(
    endpoint: Chat, sentences: list[Sentence], probability: Floats
) -> None:
    after, said = judged(endpoint, sentences, probability)
    assert endpoint.asked == []
    assert said == {}
    assert after is probability


def test_two_sentences_of_one_outlet_are_not_asked_about(endpoint: Chat) -> None:
    """Which outlet tells a claim does not hang on them."""
    adjudicator = Adjudicator(AdjudicatorOptions(endpoint.base, "some-model"))
    judge(FERRY[:2], [COURIER, COURIER], alike(2, p01=0.5), SETTINGS, adjudicator)
    assert endpoint.asked == []


def test_at_most_so_many_are_asked_about_and_the_likeliest_first(endpoint: Chat) -> None:
    before = alike(3, p01=0.31, p02=0.5, p12=0.55)
    after, said = judged(endpoint, FERRY, before, pairs=2)
    assert len(endpoint.asked) == 2
    assert list(said) == [(1, 2), (0, 2)]
    assert after[0, 1] == np.float32(0.31)


def test_copies_cost_one_question(endpoint: Chat) -> None:
    """The Observer prints the Courier's sentence: both pairs are judged by one answer."""
    sentences = told(FERRY[0].text, FERRY[1].text, FERRY[0].text)
    after, said = judged(endpoint, sentences, alike(3, p01=0.5, p12=0.5), pairs=1)
    assert len(endpoint.asked) == 1
    assert set(said) == {(0, 1), (1, 2)}
    assert after[0, 1] == after[1, 2] > SETTINGS.match_sure


def test_a_pronoun_is_asked_about_as_the_name_it_stands_for(endpoint: Chat) -> None:
    """As the matcher compares it."""
    article = [
        examples.sentence("a", "Mayor Olav Renn spoke on Monday.", position=0),
        examples.sentence("b", "He said that the ferry will be free.", position=1),
    ]
    other = examples.sentence("c", "The ferry costs nothing, Renn promised.", article_id="y")
    adjudicator = Adjudicator(AdjudicatorOptions(endpoint.base, "some-model"))
    outlets = [COURIER, COURIER, GAZETTE]
    judge([*article, other], outlets, alike(3, p12=0.5), SETTINGS, adjudicator)
    assert "Renn" in endpoint.asked[0]["messages"][1]["content"].split('"second"')[0]
    assert "He said" not in endpoint.asked[0]["messages"][1]["content"]


def test_without_an_answer_the_matcher_s_word_stands() -> None:
    with chatting(saying(b"", 500)) as endpoint:
        before = alike(3, p01=0.5, p02=0.55)
        after, said = judged(endpoint, FERRY, before)
    assert said == {}
    assert np.array_equal(after, before)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    order=st.permutations(range(6)),
    values=st.lists(st.sampled_from([0.1, 0.35, 0.4, 0.5, 0.7]), min_size=15, max_size=15),
    most=st.integers(1, 6),
)
def test_the_order_of_the_sentences_changes_nothing(
    endpoint: Chat, order: list[int], values: list[float], most: int
) -> None:
    """The same questions, in the same order, and the same probabilities."""
    texts = [f"The {what} number {n} is free." for n in range(3) for what in ("ferry", "bridge")]
    sentences = told(*texts)
    outlets = [OUTLETS[n % 3] for n in range(6)]
    before = np.eye(6, dtype=np.float32)
    before[np.triu_indices(6, 1)] = values
    before = np.maximum(before, before.T)
    options = AdjudicatorOptions(endpoint.base, "some-model", most)
    found = []
    for way in (list(range(6)), order):
        endpoint.asked.clear()
        after, said = judge(
            [sentences[k] for k in way],
            [outlets[k] for k in way],
            before[np.ix_(way, way)],
            SETTINGS,
            Adjudicator(options),
        )
        back = np.argsort(way)
        ids = {frozenset((way[i], way[j])): row for (i, j), row in said.items()}
        asked = [question["messages"][1]["content"] for question in endpoint.asked]
        assert len(asked) <= most
        found.append((after[np.ix_(back, back)].tolist(), ids, asked))
    assert found[0] == found[1]
