"""What speaks for or against two sentences of one event reporting the same claim.

Sentences of one event share their people and places, so everything here is measured against what
the event itself makes common: vectors after removing the event's mean, terms weighted by their
rarity within the event, ranks among the other sentences that could have matched instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from coverage.language.embeddings import Vectors
from coverage.language.words import WORD
from coverage.matching.terms import (
    NAME,
    Floats,
    dot,
    letters,
    mass,
    presence,
    shared_mass,
    tfidf,
    weighted_presence,
)
from coverage.records import Role, Sentence

FEATURES = (
    "cosine",  # of the vectors
    "cosine_centred",  # after removing the event's mean
    "terms",  # cosine of TF-IDF over words, within the event
    "letters",  # the same over letter n-grams: forms of one word meet
    "covered_most",  # share of a sentence's rare terms that the other has: the better direction
    "covered_least",  # and the worse one
    "names",  # rarity-weighted overlap of capitalised words
    "numbers_shared",  # numbers that stand in both
    "numbers_differ",  # both have numbers, none in common
    "negation_differs",  # one of the two negates
    "rank",  # 1 / rank of each for the other among that article's sentences, averaged
    "margin",  # centred cosine minus the mean of the best rivals'
    "length_least",  # log of the shorter one's words
    "length_ratio",  # log of the longer over the shorter
    "place",  # distance between their places in their articles, 0 to 1
    "place_counted",  # the same in log(1 + sentences from the top): leads tell the same things
    "place_first",  # log(1 + sentences from the top) of the higher one
    "headlines",  # how many of the two are headline or standfirst
    "terms_x_cosine",  # product of two that must both hold
    "rank_x_terms",
    "speech_one",  # one of the two has a verb of speech or quotation marks
    "speech_both",
)
"""Names of the sentence features, in the order of their columns."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NEGATION = re.compile(r"\b(?:not?|never|none|nor|neither|without|deni\w+|\w+n['’]t)\b", re.I)
_SPEECH = re.compile(
    r"[“”«»\"]|\b(?:sa(?:id|ys?|ying)|told|stat(?:ed|es|ing)|not(?:ed|es|ing)|add(?:ed|s|ing)"
    r"|claim\w*|according|announc\w*|stress\w*|urg(?:ed|es|ing)|warn\w*|call(?:ed|s|ing)"
    r"|tweet\w*|assur\w*|accus\w*|den(?:y|ied|ies)|insist\w*|argu\w*)\b",
    re.I,
)
_TINY = np.float32(1e-9)


@dataclass(frozen=True, slots=True)
class EventFeatures:
    """What the features of all pairs of one event's sentences are computed from.

    Shapes: n sentences. `cosine`, `centred`: (n, n). `terms`, `letters`, `presence`, `names`,
    `numbers`: (n, vocabulary), sparse. `rank`, `rival`: (n, n), row i about sentence i's view of
    sentence j among the sentences of j's article.
    """

    cosine: Floats
    centred: Floats
    terms: sparse.csr_matrix
    letters: sparse.csr_matrix
    presence: sparse.csr_matrix
    names: sparse.csr_matrix
    numbers: sparse.csr_matrix
    negated: npt.NDArray[np.bool_]
    rank: Floats
    rival: Floats
    log_words: Floats
    place: Floats
    log_position: Floats
    speaks: npt.NDArray[np.bool_]
    is_top: npt.NDArray[np.bool_]


def prepare(sentences: Sequence[Sentence], vectors: Vectors) -> EventFeatures:
    """Everything that the pairs of one event's sentences need; `vectors` has a row for each."""
    texts = [sentence.text for sentence in sentences]
    centred = vectors - vectors.mean(axis=0, keepdims=True)
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), _TINY)
    similarity = (centred @ centred.T).astype(np.float32)
    rank, rival = views(similarity, [sentence.article_id for sentence in sentences])
    terms = tfidf(texts, WORD)
    return EventFeatures(
        cosine=(vectors @ vectors.T).astype(np.float32),
        centred=similarity,
        terms=terms,
        letters=letters(texts),
        presence=weighted_presence(texts, WORD, lower=True),
        names=weighted_presence([_without_first(text) for text in texts], NAME, lower=False),
        numbers=presence(texts, _NUMBER),
        negated=np.array([bool(NEGATION.search(text)) for text in texts]),
        rank=rank,
        rival=rival,
        log_words=np.log1p(np.array([s.n_words for s in sentences], dtype=np.float32)),
        place=_places(sentences),
        log_position=np.log1p(np.array([s.position for s in sentences], dtype=np.float32)),
        speaks=np.array([bool(_SPEECH.search(text)) for text in texts]),
        is_top=np.array([s.role in {Role.HEADLINE, Role.STANDFIRST} for s in sentences]),
    )


def of_pairs(
    event: EventFeatures, rows: npt.NDArray[np.intp], columns: npt.NDArray[np.intp]
) -> Floats:
    """Features of the pairs (rows[k], columns[k]), shape (n pairs, len(FEATURES)); symmetric."""
    i, j = rows, columns
    cosine, centred = event.cosine[i, j], event.centred[i, j]
    terms = dot(event.terms, i, j)
    shared = shared_mass(event.presence, i, j)
    weight = mass(event.presence)
    covered = np.stack([shared / weight[i], shared / weight[j]])
    name_shared, name_mass = shared_mass(event.names, i, j), mass(event.names)
    n_numbers = np.asarray(event.numbers.sum(axis=1)).ravel()
    numbers = dot(event.numbers, i, j)
    rank = (event.rank[i, j] + event.rank[j, i]) / 2
    lengths = np.stack([event.log_words[i], event.log_words[j]])
    columns_of = {
        "cosine": cosine,
        "cosine_centred": centred,
        "terms": terms,
        "letters": dot(event.letters, i, j),
        "covered_most": covered.max(axis=0),
        "covered_least": covered.min(axis=0),
        "names": name_shared / np.maximum(name_mass[i] + name_mass[j] - name_shared, 1.0),
        "numbers_shared": np.minimum(numbers, 3.0),
        "numbers_differ": (numbers == 0) & (n_numbers[i] > 0) & (n_numbers[j] > 0),
        "negation_differs": event.negated[i] != event.negated[j],
        "rank": rank,
        "margin": centred - (event.rival[i, j] + event.rival[j, i]) / 2,
        "length_least": lengths.min(axis=0),
        "length_ratio": lengths.max(axis=0) - lengths.min(axis=0),
        "place": np.abs(event.place[i] - event.place[j]),
        "place_counted": np.abs(event.log_position[i] - event.log_position[j]),
        "place_first": np.minimum(event.log_position[i], event.log_position[j]),
        "headlines": event.is_top[i].astype(np.float32) + event.is_top[j],
        "terms_x_cosine": terms * centred,
        "rank_x_terms": rank * terms,
        "speech_one": event.speaks[i] != event.speaks[j],
        "speech_both": event.speaks[i] & event.speaks[j],
    }
    return np.stack([columns_of[name] for name in FEATURES], axis=1).astype(np.float32)


def views(similarity: Floats, articles: Sequence[str]) -> tuple[Floats, Floats]:
    """For each i and j: 1 / rank of j for i within j's article, and the best other one's value."""
    rank, rival = np.ones_like(similarity), np.zeros_like(similarity)
    owner = np.array(articles)
    alone = similarity - 3 * np.eye(len(similarity), dtype=np.float32)  # a sentence is no rival
    for article in sorted(set(articles)):
        mine = np.flatnonzero(owner == article)
        block = alone[:, mine]
        order = np.argsort(-block, axis=1, kind="stable")
        reciprocals = (1.0 / np.arange(1, len(mine) + 1, dtype=np.float64)).astype(np.float32)
        place = np.empty_like(block)
        np.put_along_axis(place, order, np.broadcast_to(reciprocals, block.shape), axis=1)
        rank[:, mine] = place
        if len(mine) > 1:
            best, second = np.take_along_axis(block, order[:, :2], axis=1).T[..., None]
            rival[:, mine] = np.where(place == 1, second, best)
    return rank, np.maximum(rival, -1.0)


def _places(sentences: Sequence[Sentence]) -> Floats:
    """Place of each sentence in its article, 0 first, 1 last."""
    last: dict[str, int] = {}
    for sentence in sentences:
        last[sentence.article_id] = max(last.get(sentence.article_id, 1), sentence.position)
    return np.array([s.position / last[s.article_id] for s in sentences], dtype=np.float32)


def _without_first(text: str) -> str:
    """The text less its first word, whose capital says nothing."""
    return text.partition(" ")[2]
