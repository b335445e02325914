"""Copied passages sentence by sentence: which are copies of which, and what of each is copied."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from rapidfuzz.distance import Indel

from coverage.matching.shingles import Places, Words
from coverage.records import Passage, Sentence
from coverage.views.copies_marks import differing

MOST = 0.5
"""Share of a sentence from which it is a copy. Own choice, as for versions: half or more."""

Span = tuple[int, int]
"""Offsets in a sentence."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What is copied between articles.

    `same`: of two sentences that are copies of one another, by their ids, the number of words that
    are the same; `spans`: what of a sentence is copied; `marks`: which of that the other article
    has otherwise. Spans of one sentence may overlap where it is copied twice.
    """

    same: dict[frozenset[str], int] = field(default_factory=dict)
    spans: defaultdict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    marks: defaultdict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))


def copied(
    passages: Sequence[Passage],
    words: Mapping[str, Words],
    sentences: Mapping[str, Sequence[Sentence]],
) -> Copied:
    """What `passages` are, sentence by sentence; `words` and `sentences` by article id."""
    found = Copied()
    for passage in passages:
        one, other = passage.article_a, passage.article_b
        a, b = (passage.start_a, passage.end_a), (passage.start_b, passage.end_b)
        found.same.update(_same(passage, words, sentences))
        marks = differing(words[one], a, words[other], b)
        for article_id, span, own in ((one, a, marks[0]), (other, b, marks[1])):
            for sentence in sentences[article_id]:
                found.spans[sentence.sentence_id] += _within(sentence, [span])
                found.marks[sentence.sentence_id] += _within(sentence, own)
    return found


def _within(sentence: Sentence, spans: Sequence[Span]) -> Iterator[Span]:
    """The parts of an article's `spans` in a sentence, as offsets in it."""
    for begin, end in spans:
        start, stop = max(begin, sentence.start), min(end, sentence.end)
        if start < stop:
            yield start - sentence.start, stop - sentence.start


def _same(
    passage: Passage, words: Mapping[str, Words], sentences: Mapping[str, Sequence[Sentence]]
) -> dict[frozenset[str], int]:
    """Sentences that are copies by the passage: of most of the shorter's words, and the two that
    have most words of the passage in any case.
    """
    one, other = sentences[passage.article_a], sentences[passage.article_b]
    a, b = _aligned(passage, words)
    pairs = Counter(zip(_places(one, a), _places(other, b), strict=True))
    found: dict[frozenset[str], int] = {}
    for (i, j), n in pairs.most_common():
        is_copy = n >= MOST * min(one[i].n_words, other[j].n_words)
        if is_copy or not found:
            found[frozenset((one[i].sentence_id, other[j].sentence_id))] = n
    return found


def _places(sentences: Sequence[Sentence], offsets: Places) -> list[int]:
    """In which of an article's sentences what stands at `offsets` is."""
    starts = np.array([sentence.start for sentence in sentences])
    found: list[int] = (np.searchsorted(starts, offsets, side="right") - 1).clip(0).tolist()
    return found


def _aligned(passage: Passage, words: Mapping[str, Words]) -> tuple[Places, Places]:
    """Where in either article the words begin that are the same; aligned as they were found."""
    a, b = words[passage.article_a], words[passage.article_b]
    low_a, high_a = np.searchsorted(a.starts, (passage.start_a, passage.end_a)).tolist()
    low_b, high_b = np.searchsorted(b.starts, (passage.start_b, passage.end_b)).tolist()
    codes = a.codes[low_a:high_a].tolist(), b.codes[low_b:high_b].tolist()
    steps = [step for step in Indel.opcodes(*codes) if step.tag == "equal"]
    one = [low_a + k for step in steps for k in range(step.src_start, step.src_end)]
    other = [low_b + k for step in steps for k in range(step.dest_start, step.dest_end)]
    return a.starts[one], b.starts[other]
