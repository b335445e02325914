"""Words and phrases that set an outlet apart from the others.

    keyness({"Gazette": ..., "Courier": ...})  ->  Gazette: "flood wall" 9 times, others 1, z 2.4

Log-odds with an informative Dirichlet prior: B. Monroe, M. Colaresi, K. Quinn, "Fightin' Words:
Lexical Feature Selection and Evaluation for Identifying the Content of Political Conflict",
Political Analysis 16(4), 2008, equations 15, 16, 18 and 22. The prior is what all the outlets say
together, so that a word common in them all must differ much before it counts.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from coverage.records import Attribution, Sentence

PRIOR_WORDS = 500.0
"""Words that the prior weighs as much as at most; where outlets say less, as their mean. Own
choice: a news article's, as Monroe and others take a speech's. A prior of more words than there
are would let nothing stand out."""

LEAST_USES = 2
"""Uses by an outlet from which a term is looked at: one says nothing."""

LONGEST = 3
"""Words of a phrase at most. Own choice: longer ones are told by their parts."""

SAME_USES = 0.75
"""Share of a term's uses that lie within a longer term from which only the longer is shown. Own
choice: "military operation" is hardly ever said but in "special military operation"."""

Z_SURE = 1.96
"""z-score from which a term is told as setting an outlet apart: 95 of 100, by the normal
distribution, where only one term is looked at."""

_NOT_FUNCTION = frozenset(
    "amount bill bottom call con cry de describe detail empty fill find fire front hundred interest"
    " mill mine move name part serious show side sincere system thick thin un".split()
)
FUNCTION = (ENGLISH_STOP_WORDS - _NOT_FUNCTION) | frozenset(
    "did does doing just said say says saying like new told tell tells according don t isn wasn"
    " didn doesn won ll ve monday tuesday wednesday thursday friday saturday sunday".split()
)
"""Words that tell of grammar, not of a subject; a phrase neither begins nor ends with one.
scikit-learn's list less what it has of other words, and words of reporting and days of the week."""

WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[.'’\-][^\W_]+)*")
_BREAK = re.compile(r"[^\s'’\-]")


@dataclass(frozen=True, slots=True)
class Use:
    """A term where it stands in a sentence; offsets into the sentence."""

    term: str
    sentence_id: str
    start: int
    end: int
    is_quoted: bool  # within words that the sentence gives to a speaker directly


@dataclass(frozen=True, slots=True)
class Key:
    """A term that an outlet uses more than the others do, and how sure that is."""

    outlet: str
    term: str
    n: int  # uses by the outlet
    n_others: int  # by all others together
    rate: float  # per 1,000 words of the outlet
    rate_others: float
    log_odds: float  # above the others', in natural logarithms
    z: float


def folded(token: str) -> str:
    """The word as it is counted: lower case but for acronyms, without a possessive's ending.

    >>> folded("U.S."), folded("Mayor’s")
    ('US', 'mayor')
    """
    bare = re.sub(r"['’]s$", "", token)
    if len(bare) > 1 and bare.isupper():
        return bare.replace(".", "")
    return bare.casefold().replace("’", "'")


def _runs(text: str) -> Iterator[list[tuple[str, int, int]]]:
    """Stretches of words that no punctuation parts, each word with its offsets."""
    run: list[tuple[str, int, int]] = []
    for match in WORD.finditer(text):
        if run and _BREAK.search(text, run[-1][2], match.start()):
            yield run
            run = []
        run.append((folded(match.group()), match.start(), match.end()))
    if run:
        yield run


def terms(text: str) -> Iterator[tuple[str, int, int]]:
    """Words and phrases of a text, up to `LONGEST` words, that begin and end with no function word.

    Each with its offsets; phrases do not cross punctuation. Numbers alone are no terms.

    >>> [term for term, _, _ in terms("The special operation")]
    ['special', 'special operation', 'operation']
    """
    for run in _runs(text):
        for first, (word, start, _) in enumerate(run):
            if word in FUNCTION or not any(c.isalpha() for c in word):
                continue
            for last in range(first, min(first + LONGEST, len(run))):
                closing = run[last][0]
                if closing not in FUNCTION and any(c.isalpha() for c in closing):
                    yield (
                        " ".join(word for word, _, _ in run[first : last + 1]),
                        start,
                        run[last][2],
                    )


def uses(sentences: Sequence[Sentence], voices: Iterable[Attribution]) -> list[Use]:
    """Every use of every term in the sentences, in their order.

    `voices` tell which words are quoted; of other sentences they are left aside.
    """
    quoted: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in voices:
        if row.kind == "direct":
            quoted[row.sentence_id].append((row.start, row.end))
    found = []
    for sentence in sentences:
        spans = quoted.get(sentence.sentence_id, ())
        for term, start, end in terms(sentence.text):
            low, high = sentence.start + start, sentence.start + end
            is_quoted = any(first <= low and high <= last for first, last in spans)
            found.append(Use(term, sentence.sentence_id, start, end, is_quoted))
    return found


def keys(counts: Mapping[str, Mapping[str, int]], most: int = 50) -> list[Key]:
    """For each outlet the terms that it uses more than the others together, likeliest first.

    `counts`: outlet -> term -> uses. Of each outlet at most `most`, those with the highest z, used
    at least `LEAST_USES` times; of a term and a longer one that holds it nearly always, the longer.
    Positive z only; fewer than two outlets with any words: []. z has no unit; above `Z_SURE` it is
    seldom chance. Words and phrases of each length have a total and a prior of their own, since a
    phrase is no alternative to its words.
    """
    told = {outlet: own for outlet, own in counts.items() if own}
    if len(told) < 2:  # noqa: PLR2004
        return []
    everything: Counter[str] = Counter()
    for own in told.values():
        everything.update(own)
    totals = _totals(everything)
    weights = {length: min(PRIOR_WORDS, n / len(told)) for length, n in totals.items()}
    found = []
    for outlet in sorted(told):
        rows = _of_outlet(outlet, told[outlet], everything, totals, weights)
        rows.sort(key=lambda key: (-key.z, key.term))
        found += _without_parts(rows, told[outlet])[:most]
    return found


def _totals(counts: Mapping[str, int]) -> Counter[int]:
    """Uses of terms by their number of words."""
    totals: Counter[int] = Counter()
    for term, n in counts.items():
        totals[_length(term)] += n
    return totals


def _length(term: str) -> int:
    return term.count(" ") + 1


def _of_outlet(
    outlet: str,
    own: Mapping[str, int],
    everything: Mapping[str, int],
    totals: Mapping[int, int],
    weights: Mapping[int, float],
) -> list[Key]:
    """All its terms with a positive z, in any order."""
    own_totals = _totals(own)
    rows = []
    for term, n in own.items():
        if n < LEAST_USES:
            continue
        length = _length(term)
        n_mine, n_theirs = own_totals[length], totals[length] - own_totals[length]
        n_others = everything[term] - n
        weight = weights[length]
        prior = weight * everything[term] / totals[length]
        mine, theirs = (n + prior, n_mine + weight), (n_others + prior, n_theirs + weight)
        delta = _log_odds(*mine) - _log_odds(*theirs)
        if delta > 0:
            z = delta / math.sqrt(1 / (n + prior) + 1 / (n_others + prior))
            n_words = own_totals[1]
            rates = 1000 * n / n_words, 1000 * n_others / max(totals[1] - n_words, 1)
            rows.append(Key(outlet, term, n, n_others, *rates, delta, z))
    return rows


def _log_odds(uses_: float, total: float) -> float:
    return math.log(uses_ / max(total - uses_, 1e-9))


def _without_parts(rows: Sequence[Key], own: Mapping[str, int]) -> list[Key]:
    """The rows without terms that are nearly always said within a longer one of the rows."""
    within: Counter[str] = Counter()
    for row in rows:
        words = row.term.split()
        parts = {*words, *map(" ".join, pairwise(words))} - {row.term}
        for part in parts:
            within[part] = max(within[part], own[row.term])
    return [row for row in rows if within[row.term] < SAME_USES * row.n]


def counted(
    found: Iterable[Use], outlets: Mapping[str, str], with_quotations: bool
) -> dict[str, Counter[str]]:
    """Outlet -> term -> uses; `outlets`: sentence id -> outlet; others' sentences are left aside.

    Without quotations only the outlet's own words and what it reports in its own words count.
    """
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for use in found:
        outlet = outlets.get(use.sentence_id)
        if outlet is not None and (with_quotations or not use.is_quoted):
            counts[outlet][use.term] += 1
    return dict(counts)
