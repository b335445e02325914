"""How two outlets word one sentence differently.

    a: Holt called the deal an attack on the port.    b: Holt termed the deal an "attack" on it.
    -> replaced: called / termed · quoted: attack / "attack" · replaced: the port / it

Words are aligned one by one; what does not match is replaced, added (only b has it) or dropped
(only a has it). The style of quotation marks is no difference, whether there are any is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import Indel

from coverage.language import quotes
from coverage.language.quotes import Quotation
from coverage.records import Sentence, Shift

MIN_SHARED_WORDS = 0.5
"""Least share of words that two sentences must have in common, in order, to be compared, 0 to 1:
twice the common words over the words of both. Own choice: where most words differ an alignment
is chance, and a list of its differences says nothing."""

MAX_QUOTED_SHARE = 0.5
"""Largest share of a sentence's words that may stand in quotation marks to count as `quoted`, 0 to
1. Own choice: a sentence quoted whole is quoted speech on both sides, of which one sentence alone
may not show the marks."""

REMEMBERED = 4096
"""Sentences whose words, numbers and days are kept: one is compared with many, one after another.
As many as the largest events have, a few MiB."""

_WORD = re.compile(r"[$€£]?\w+(?:[.,'’\-]\w+)*%?")


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """Two sentences of different outlets that report one claim."""

    claim_id: str
    sentence_a: Sentence
    sentence_b: Sentence

    def canonical(self) -> AlignedPair:
        """The same pair with the smaller id first, so that order of input changes nothing."""
        if self.sentence_a.sentence_id <= self.sentence_b.sentence_id:
            return self
        return replace(self, sentence_a=self.sentence_b, sentence_b=self.sentence_a)


def aligned(
    claims: Mapping[str, Sequence[int]], sentences: Sequence[Sentence], outlets: Sequence[str]
) -> list[AlignedPair]:
    """The sentences of different outlets that share a claim; `claims`: id -> indices of them."""
    return [
        AlignedPair(claim_id, sentences[a], sentences[b])
        for claim_id, members in claims.items()
        for a, b in combinations(members, 2)
        if outlets[a] != outlets[b]
    ]


def canonical(pairs: Sequence[AlignedPair]) -> list[AlignedPair]:
    """Each pair once, smaller id first, in order of claim and sentences; equal ids left out."""
    found = {
        (p.claim_id, p.sentence_a.sentence_id, p.sentence_b.sentence_id): p
        for p in (pair.canonical() for pair in pairs)
        if p.sentence_a.sentence_id != p.sentence_b.sentence_id
    }
    return [found[key] for key in sorted(found)]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a sentence; `key` is what makes two words the same."""

    key: str
    start: int
    end: int


_Run = tuple[str, int, int, int, int]
"""equal or differ, then [first, stop) of words in a and in b."""


@lru_cache(maxsize=REMEMBERED)
def _words(text: str) -> tuple[_Word, ...]:
    return tuple(
        _Word(m.group().lower().replace("’", "'"), m.start(), m.end()) for m in _WORD.finditer(text)
    )


def _runs(a: Sequence[_Word], b: Sequence[_Word]) -> list[_Run]:
    """Stretches of the two sentences that are equal, and those between them that differ."""
    runs: list[_Run] = []
    for op in Indel.opcodes([w.key for w in a], [w.key for w in b]):
        kind = "equal" if op.tag == "equal" else "differ"
        if runs and runs[-1][0] == kind:
            before = runs.pop()
            runs.append((kind, before[1], op.src_end, before[3], op.dest_end))
        else:
            runs.append((kind, op.src_start, op.src_end, op.dest_start, op.dest_end))
    return runs


def _shared(a: Sequence[_Word], b: Sequence[_Word], runs: Sequence[_Run]) -> float:
    """Share of words in common and in order, 0 to 1; 0 for two empty sentences."""
    common = sum(stop - first for kind, first, stop, _, _ in runs if kind == "equal")
    return 2 * common / (len(a) + len(b)) if a or b else 0.0


def _bounds(words: Sequence[_Word], first: int, stop: int) -> tuple[int, int]:
    """Offsets of the words [first, stop); for none, the place where they would stand, twice."""
    if first < stop:
        return words[first].start, words[stop - 1].end
    place = words[first - 1].end if first else 0
    return place, place


_Difference = tuple[str, str, str, int, int, int, int]
"""What a `Shift` says beside whose it is: kind, words, offsets."""


def _difference(
    texts: tuple[str, str], kind: str, a: tuple[int, int], b: tuple[int, int]
) -> _Difference:
    return kind, texts[0][slice(*a)], texts[1][slice(*b)], *a, *b


def _differing(
    texts: tuple[str, str], a: Sequence[_Word], b: Sequence[_Word], runs: Sequence[_Run]
) -> Iterator[_Difference]:
    """Words replaced, added or dropped."""
    for kind, first_a, stop_a, first_b, stop_b in runs:
        if kind == "equal":
            continue
        name = "added" if first_a == stop_a else "dropped" if first_b == stop_b else "replaced"
        yield _difference(texts, name, _bounds(a, first_a, stop_a), _bounds(b, first_b, stop_b))


def _partners(runs: Sequence[_Run]) -> dict[int, int]:
    """Word of a -> the same word of b."""
    return {
        first_a + i: first_b + i
        for kind, first_a, stop_a, first_b, _ in runs
        if kind == "equal"
        for i in range(stop_a - first_a)
    }


@lru_cache(maxsize=REMEMBERED)
def _quotations(text: str) -> tuple[Quotation, ...]:
    return tuple(quotes.find(text))


def _quoted_in(
    text: str, words: Sequence[_Word], other: set[int], partner: dict[int, int], limit: float
) -> Iterator[tuple[tuple[int, int], int, int]]:
    """Quotations whose words all stand bare on the other side: (offsets, [first, stop) there)."""
    for q in _quotations(text):
        inside = [i for i, w in enumerate(words) if q.start <= w.start and w.end <= q.end]
        there = [partner[i] for i in inside if i in partner]
        bare = 0 < len(there) == len(inside) <= limit and not other & set(there)
        if q.is_closed and bare and there[-1] - there[0] == len(there) - 1:
            yield (q.start, q.end), there[0], there[-1] + 1


def _within_marks(text: str, words: Sequence[_Word]) -> set[int]:
    """Words of `text` that stand in quotation marks."""
    found = _quotations(text)
    return {i for i, w in enumerate(words) if any(q.start <= w.start < q.end for q in found)}


def _quoted(
    texts: tuple[str, str], a: Sequence[_Word], b: Sequence[_Word], runs: Sequence[_Run]
) -> Iterator[_Difference]:
    """Words that one side puts in quotation marks while the other has them bare."""
    text_a, text_b = texts
    if not _quotations(text_a) and not _quotations(text_b):
        return
    partner = _partners(runs)
    limit = MAX_QUOTED_SHARE * min(len(a), len(b))
    back = {there: here for here, there in partner.items()}
    for span, first, stop in _quoted_in(text_a, a, _within_marks(text_b, b), partner, limit):
        yield _difference(texts, "quoted", span, _bounds(b, first, stop))
    for span, first, stop in _quoted_in(text_b, b, _within_marks(text_a, a), back, limit):
        yield _difference(texts, "quoted", _bounds(a, first, stop), span)


@lru_cache(maxsize=4 * REMEMBERED)
def _compared(text_a: str, text_b: str) -> tuple[_Difference, ...]:
    """Kept: at another strictness most pairs of an event are the same, and slots ask once more."""
    a, b, texts = _words(text_a), _words(text_b), (text_a, text_b)
    runs = _runs(a, b)
    if _shared(a, b, runs) < MIN_SHARED_WORDS:
        return ()
    rows = [*_differing(texts, a, b, runs), *_quoted(texts, a, b, runs)]
    return tuple(sorted(rows, key=lambda row: (row[3], row[5], row[0])))


def _compare(pair: AlignedPair) -> Iterator[Shift]:
    a, b = pair.sentence_a, pair.sentence_b
    for row in _compared(a.text, b.text):
        yield Shift(pair.claim_id, a.sentence_id, b.sentence_id, *row)


def shifts(pairs: Sequence[AlignedPair]) -> list[Shift]:
    """Differences in words for each pair that shares at least half its words; none: [].

    Offsets are into each sentence's text; the empty side of an added or dropped word has its
    place twice. `sentence_a < sentence_b`, whatever the order given. Own definition, over the
    longest common subsequence of words, upper and lower case alike.
    """
    return [row for pair in canonical(pairs) for row in _compare(pair)]
