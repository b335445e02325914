"""The evidence behind each kind of reason, in words: which names, which numbers, which words."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from coverage.language.clauses import clauses
from coverage.language.people import surname
from coverage.matching.aligned_words import WordPair
from coverage.matching.clause_features import DAY
from coverage.matching.features import NEGATION
from coverage.matching.phrases import RARE
from coverage.matching.reason_case import (
    Case,
    as_written,
    listed,
    longest_run,
    percent,
    quote,
    quoted,
)
from coverage.matching.reason_kinds import Kind
from coverage.matching.terms import NAME
from coverage.records import Role, Sentence

NEAREST = 0.999
"""1 / rank from which a sentence is the nearest of its article."""


class Told(NamedTuple):
    """What agrees, what differs and what is plain fact, each a sentence without its stop, or ""."""

    agrees: str = ""
    differs: str = ""
    fact: str = ""


def tell(kind: Kind, case: Case, is_for: bool) -> str:
    """What a reason of this kind rests on; what agrees comes first where it spoke for a match.

    A model may take for a sign of something else what looks like agreement: that is said.
    """
    told = TELLERS[kind](case)
    parts = [told.fact, *((told.agrees, told.differs) if is_for else (told.differs, told.agrees))]
    if is_for and told.differs and not told.agrees and not told.fact:
        parts.append("in pairs like this one that speaks rather for a match")
    if not is_for and told.agrees and not told.differs:
        parts.append("in pairs like this one that speaks rather against a match")
    return " ".join(_sentence(part) for part in parts if part)


def _sentence(part: str) -> str:
    return part[:1].upper() + part[1:] + ("" if part.endswith("…") else ".")


def _words(case: Case) -> Told:
    n = len(case.words.one) + len(case.words.other)
    if not n:
        return Told(differs="neither has a word that tells something by itself")
    mutual = [_pair(pair) for pair in case.words.pairs if pair.is_mutual]
    found = f"{case.words.n_found} of their {n} telling words have their like in the other"
    alone = [
        f"in {name} {listed(word.text for word in words)}"
        for name, words in zip(case.names, case.words.alone, strict=True)
        if words
    ]
    differs = f"without their like: {'; '.join(alone)}" if alone else ""
    return Told(f"{found}: {listed(mutual)}" if mutual else "", differs)


def _pair(pair: WordPair) -> str:
    return pair.one.text if pair.is_same else f"{pair.one.text} – {pair.other.text}"


def _meaning(case: Case) -> Told:
    nearer = case.usual.share_below("cosine_centred", case.feature("cosine_centred"))
    wholes = f"as wholes they are nearer than {percent(nearer)} of the event’s pairs"
    forth = case.known.wholes.rank[case.i, case.j] > NEAREST
    back = case.known.wholes.rank[case.j, case.i] > NEAREST
    one, other = case.names
    if forth and back:
        return Told(agrees="each is its article’s nearest to the other", fact=wholes)
    if not forth and not back:
        return Told(differs="in both articles another sentence is nearer", fact=wholes)
    near, far = (one, other) if back else (other, one)
    half = f"{near} is its article’s nearest to {far}, but not the other way round"
    return Told(differs=half, fact=wholes)


def _clauses(case: Case) -> Told:
    parts = [clauses(text) for text in case.known.texts[: max(case.i, case.j) + 1]]
    every = [clause for part in parts for clause in part]
    is_mutual = case.feature("clause_mutual") > NEAREST
    rival = "" if is_mutual else "one of the two articles has a clause that is nearer still"
    if len(parts[case.i]) == len(parts[case.j]) == 1:
        return Told(differs=rival, fact="each is one clause, compared as a whole")
    nearest = case.known.parts.best(np.array([case.i]), np.array([case.j]))
    one, other = (quote(every[int(place[0])]) for place in nearest)
    return Told(differs=rival, fact=f"the clauses that come nearest are {one} and {other}")


def _phrases(case: Case) -> Told:
    run = longest_run(*case.texts)
    told = f"both have the words {quote(run)} in this order" if run else ""
    if case.feature("quoted_shared") > 0:
        one, other = (quoted(text) for text in case.texts)
        common = listed(word for word in one if word in other)
        told += f"{', and' if told else 'both have'} in quotation marks {common}"
    nothing = "" if told else "no two words stand side by side in both"
    apart = "both quote, but no rare word is common to the quotations"
    return Told(told, apart if case.feature("quoted_apart") else nothing)


def _names(case: Case) -> Told:
    inside = {name for text in case.known.texts for name in NAME.findall(text.partition(" ")[2])}
    one, other = ({n for n in NAME.findall(text) if n in inside} for text in case.texts)
    return _common(case, "name", one, other)


def _numbers(case: Case) -> Told:
    one, other = (set(DAY.findall(text)) for text in case.texts)
    return _common(case, "give", one, other)


def _common(case: Case, verb: str, one: set[str], other: set[str]) -> Told:
    """What both have, and what only one of them has, as it stands in its sentence."""
    shared = one & other
    agrees = f"both {verb} {listed(as_written(case.texts[0], shared))}" if shared else ""
    apart = [
        f"only {name} {verb}s {listed(as_written(text, own - shared))}"
        for name, text, own in zip(case.names, case.texts, (one, other), strict=True)
        if own - shared
    ]
    what = "anybody or anything" if verb == "name" else "a number or a day"
    nothing = "" if shared or apart else f"neither {verb}s {what}"
    return Told(agrees, "; ".join(apart), nothing)


def _speakers(case: Case) -> Told:
    one, other = (case.known.speakers[k] for k in (case.i, case.j))
    if one & other:
        same = [name for name in case.speakers[0] if surname(name) in other]
        return Told(agrees=f"both give the words of {listed(same)}")
    named = "the speaker of one is named in the other" if case.feature("speaker_named") else ""
    given = [
        f"{name} gives the words of {listed(who)}"
        for name, who, own in zip(case.names, case.speakers, (one, other), strict=True)
        if own
    ]
    if len(given) == 1:
        return Told(named, f"only {given[0]}")
    if given:
        return Told(named, "; ".join(given))
    if case.feature("speech_both"):
        return Told(fact="both have quotation marks or a verb of speech, and no sure speaker")
    if case.feature("speech_one"):
        return Told(differs="only one has quotation marks or a verb of speech")
    return Told(fact="neither gives somebody’s words")


def _negation(case: Case) -> Told:
    found = [NEGATION.search(text) for text in case.texts]
    for name, match in zip(case.names, found, strict=True):
        if match and not all(found):
            return Told(differs=f"only {name} denies something ({quote(match.group())})")
    return Told(agrees="both deny something" if all(found) else "neither denies anything")


def _matter(case: Case) -> Told:
    more = case.usual.share_below("rarity", case.feature("rarity"))
    words = sorted((*case.words.one, *case.words.other), key=lambda w: (-w.rarity, w.text))
    rare = list(dict.fromkeys(word.text for word in words if word.rarity > RARE))
    told = f"together they hold more that is rare in this event than {percent(more)} of its pairs"
    return Told(fact=told + (f"; rarest are {listed(rare[:3])}" if rare else ""))


def _length(case: Case) -> Told:
    (one, other), (a, b) = case.names, (sentence.n_words for sentence in case.sentences)
    return Told(fact=f"{one} has {a} words, {other} {b}")


def _place(case: Case) -> Told:
    places = [f"{n}: {_where(s)}" for n, s in zip(case.names, case.sentences, strict=True)]
    return Told(fact="; ".join(places))


def _where(sentence: Sentence) -> str:
    if sentence.role in {Role.HEADLINE, Role.STANDFIRST}:
        return str(sentence.role)
    n = sentence.position
    return f"after {n} sentence{'' if n == 1 else 's'} of its article"


def _article(case: Case) -> Told:
    is_same = case.sentences[0].article_id == case.sentences[1].article_id
    return Told(fact=f"both stand in {'the same article' if is_same else 'articles of their own'}")


TELLERS: dict[Kind, Callable[[Case], Told]] = {
    Kind.WORDS: _words,
    Kind.MEANING: _meaning,
    Kind.CLAUSES: _clauses,
    Kind.PHRASES: _phrases,
    Kind.NAMES: _names,
    Kind.NUMBERS: _numbers,
    Kind.SPEAKERS: _speakers,
    Kind.NEGATION: _negation,
    Kind.MATTER: _matter,
    Kind.LENGTH: _length,
    Kind.PLACE: _place,
    Kind.ARTICLE: _article,
}
"""What tells the evidence of each kind."""
