"""Numbers, dates, places, names and denials in which two sentences of one claim disagree.

    a: Fifteen bills were signed on 3 May.    b: He signed 16 bills on May 4.
    -> number: Fifteen bills / 16 bills · date: 3 May / May 4

Precision comes first. A number is compared only with one that counts the same thing; what the
other sentence lacks is no discrepancy, nor is one word for the other ("nearly six hours", "about
six hours"). Where several could be meant, nothing is said.

Each kind has a module: `quantities`, `days` and `clock`, `slots`, `denials`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coverage.measures import clock, days, denials, slots
from coverage.measures.clock import Time
from coverage.measures.days import Day
from coverage.measures.denials import Denial
from coverage.measures.quantities import TALLY, Quantity, quantities
from coverage.measures.slots import Name
from coverage.measures.wording import REMEMBERED, AlignedPair, canonical
from coverage.records import Discrepancy

MAX_RATIO = 4.0
MAX_RATIO_OF_MEASURES = 1.6
"""How many times larger one number may be than the other, for counts and for money, per cent and
time. Chosen on the gold's planted numbers (counts differ up to 3.3 times, measures up to 1.5);
farther apart, the two count different things more often than the same."""
MAX_RATIO_NEAR = 1.25
"""How many times larger one count may be than another of which the words do not tell that it counts
the same ("31 civilians", "27 names"). Of the gold's 48 planted numbers 31 are found with 1, 37 with
1.25 as with 2; beyond, more is shown and nothing more found."""
MIN_NEAR = 10
LEAST_BARE = 100
"""Least of two counts of which the words do not tell that they count the same, and of which one
has no words. Own choice: small numbers are often near by chance, and a bare one is an age or a
time."""
MAX_RATIO_BARE = 1.1
"""How many times larger a number may be than a bare one that yet says the same. Own choice."""

_Place = Quantity | Day | Time | Denial | Name


def _is_told(x: Quantity, y: Quantity) -> bool:
    """Whether y says what x says, or may: the same value, or a near one that counts nothing."""
    if x.counts_as(y):
        return x.agrees(y)
    is_bare = not x.units or not y.units
    return x.value == y.value or (is_bare and x.agrees(y) and x.values_ratio(y) <= MAX_RATIO_BARE)


def _lone(xs: Sequence[Quantity], ys: Sequence[Quantity]) -> list[Quantity]:
    """Quantities that the other side has nothing to agree with."""
    return [x for x in xs if not any(_is_told(x, y) for y in ys)]


def _may_differ(x: Quantity, y: Quantity) -> bool:
    """Whether both count the same thing and lie near enough to be two accounts of it."""
    limit = MAX_RATIO_OF_MEASURES if x.is_exact_unit else MAX_RATIO
    return x.counts_as(y) and x.ratio(y) <= limit


def _may_be_one(x: Quantity, y: Quantity) -> bool:
    """Whether two counts, differently named or not at all, lie so near that they are likely one."""
    if x.is_exact_unit or y.is_exact_unit or TALLY in (x.units, y.units) or x.agrees(y):
        return False
    is_bare = not x.units or not y.units
    least = LEAST_BARE if is_bare else MIN_NEAR
    return min(x.value, y.value) >= least and x.values_ratio(y) <= MAX_RATIO_NEAR


def _pairs(
    a: Sequence[Quantity], b: Sequence[Quantity], test: Callable[[Quantity, Quantity], bool]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Those that pass the test with one of the other side, and that one with no other."""
    for x in a:
        rivals = [y for y in b if test(x, y)]
        if len(rivals) == 1 and sum(test(other, rivals[0]) for other in a) == 1:
            yield x, rivals[0]


def _numbers(a: Sequence[Quantity], b: Sequence[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """Numbers that count the same thing and cannot both be right.

    Numbers that the other side has too are set aside; the rest must be one against one.
    """
    lone_a, lone_b = _lone(a, b), _lone(b, a)
    return [*_pairs(lone_a, lone_b, _may_differ)] or [*_pairs(lone_a, lone_b, _may_be_one)]


@dataclass(frozen=True, slots=True)
class _Named:
    """What a sentence names that another may contradict."""

    numbers: tuple[Quantity, ...]
    denials: tuple[Denial, ...]
    days: tuple[Day, ...]
    times: tuple[Time, ...]


@lru_cache(maxsize=REMEMBERED)
def _named(text: str) -> _Named:
    return _Named(
        tuple(quantities(text)), denials.denials(text), days.named(text), clock.times(text)
    )


def _differing(pair: AlignedPair) -> Iterator[tuple[str, _Place, _Place]]:
    """(kind, place in a, place in b) for each discrepancy of a pair."""
    text_a, text_b = pair.sentence_a.text, pair.sentence_b.text
    a, b = _named(text_a), _named(text_b)
    for x, y in _numbers(a.numbers, b.numbers):
        yield "number", x, y
    for day_a, day_b in days.differing(text_a, a.days, text_b, b.days):
        yield "date", day_a, day_b
    if days.may_be_one_day(a.days, b.days):
        for time_a, time_b in clock.differing(a.times, b.times):
            yield "date", time_a, time_b
    yield from slots.differing(pair)
    for denial, count in denials.differing(a.denials, b.numbers):
        yield "negation", denial, count
    for denial, count in denials.differing(b.denials, a.numbers):
        yield "negation", count, denial


def _compare(pair: AlignedPair) -> Iterator[Discrepancy]:
    a, b = pair.sentence_a, pair.sentence_b
    for kind, in_a, in_b in _differing(pair):
        yield Discrepancy(
            pair.claim_id, a.sentence_id, b.sentence_id, kind, a.text[in_a.start : in_a.end],
            b.text[in_b.start : in_b.end], in_a.start, in_a.end, in_b.start, in_b.end,
        )  # fmt: skip


def find(pairs: Sequence[AlignedPair]) -> list[Discrepancy]:
    """Where the two sentences of each pair cannot both be right; none: [].

    `sentence_a < sentence_b`, whatever the order given; offsets are into each sentence's text.
    Kinds: `number` (a count, votes, money, a percentage, a length of time), `date` (a day, a month,
    a year, a time of day), `place` and `name` (another in the same slot of sentences otherwise
    alike), `negation` (nobody killed or hurt, against a number of them). Own definition.
    """
    return [row for pair in canonical(pairs) for row in _compare(pair)]


def contested(rows: Iterable[Discrepancy]) -> set[str]:
    """Claims that two outlets contradict one another about: those with a discrepancy of any kind.

    Contradictions that do not come down to a number, a date, a name or a denial of harm are not
    found. Own definition.
    """
    return {row.claim_id for row in rows}
