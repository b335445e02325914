"""Which two names of an event mean one thing, and from what that is known.

    said       In Velinsk, which on maps is written as Port Vellin, ...
    spelling   Lvizka / Lviska, each by other outlets
    head       Union Bridge / Liberty Bridge, in sentences of one claim, each by other outlets
    place      the village of Tin Ouzzel / the locality of Fort Lamin, likewise

Doubt is refused: names that one outlet uses both, or one sentence, are two things unless a
sentence says that they are one, or only vowels part their spellings.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, groupby

from rapidfuzz.distance import Levenshtein

from coverage.language.cast import first_names
from coverage.measures.proper_names import PLACES, Name, head
from coverage.records import Sentence

MIN_ALIKE = 0.6
"""Least likeness of two spellings, 0 to 1: one less the share of letters to change, after
transliteration. Own choice, from reading: below stand other names, "Mellin" / "Mirzeva"."""

VERY_ALIKE = 0.75
"""The same for spellings that one outlet uses both, 0 to 1. Own choice: "Kiev" / "Kyiv", not
"Paris" / "Peres"."""

MIN_LETTERS = 4
"""Fewest letters of two spellings of one name. Own choice: "Iran" is near to many."""

FAR = 80
"""Most characters between two names of which a sentence says that they are one. Own choice."""

_APPOSED = re.compile(
    r",? (?:the [a-z]+ )?which (?:[\w’'\-]+ ){1,6}?"
    r"(?:calls?|called|names?|named|writes?|written as|wrote|spells?|spelt|spelled)(?: as| it)? "
    r"|(?:, | \(|, which is |, also |, now |, formerly |, once )"
    r"(?:also |now |once |still |formerly )?"
    r"(?:called|known(?: locally)? as|renamed|spelt|spelled|or, as [\w ]{3,30} call it,) (?:the )?"
)
_PLACE_OF = re.compile(
    r"\b(?:village|town|city|locality|district|settlement|hamlet|region|province|island|port|capital"
    r"|area|suburb|township) of $"
)
_LETTERS = (
    ("kh", "h"), ("zh", "z"), ("dz", "z"), ("ph", "f"), ("ck", "k"), ("ts", "c"), ("sh", "s"),
    ("ch", "s"), ("th", "t"), ("w", "v"), ("y", "i"), ("j", "i"), ("c", "k"), ("q", "k"),
    ("x", "ks"), ("ou", "u"), ("au", "o"), ("ai", "e"), ("ei", "e"),
)  # fmt: skip
"""What one system of writing puts for another. Our own list."""
_ADJECTIVE = re.compile(r"(?:n|an|ian|ean|ish|i|is|s|ns|ans|ians|ese|es|ic|er|ers|ite|ites)$")
_COMPOUND = re.compile(r"-(?:led|controlled|style|backed|based|born|held|run)\b|\b[dri]-|ing\b")
_TWICE = re.compile(r"(.)\1")
_VOWELS = re.compile(r"[aeiou]")
_UNLIKE = frozenset(
    frozenset(pair.split())
    for pair in (
        "iran iraq,niger nigeria,austria australia,slovakia slovenia,mali malawi,georgia algeria"
        ",sweden sudan,latvia lithuania,mauritius mauritania,zambia gambia,guinea guyana"
        ",paraguay uruguay,india indiana,democrat democratic,senate senator"
    ).split(",")
)
"""Names that are alike and mean two things. Our own list."""


@dataclass(frozen=True, slots=True)
class Same:
    """Two names, by key, that mean one thing. `basis`: said, spelling, head or place."""

    key_a: str
    key_b: str
    basis: str


def plain(word: str) -> str:
    """A word without what differs between systems of writing.

    >>> plain("Žurnik") == plain("Zhurnik")
    True
    """
    letters = unicodedata.normalize("NFKD", word.lower())
    found = "".join(c for c in letters if not unicodedata.combining(c))
    for one, other in _LETTERS:
        found = found.replace(one, other)
    return _TWICE.sub(r"\1", found)


@lru_cache(maxsize=1 << 14)
def is_spelling(a: str, b: str, likeness: float = MIN_ALIKE) -> bool:
    """Whether two names are spellings of one: as many words, each the same or alike.

    >>> is_spelling("Lvizka", "Lviska"), is_spelling("Belmark", "Belmarkish")
    (True, False)
    """
    ones, others = a.lower().split(), b.lower().split()
    if len(ones) != len(others) or ones == others:
        return False
    return all(x == y or _is_alike(x, y, likeness) for x, y in zip(ones, others, strict=True))


def _is_alike(a: str, b: str, likeness: float) -> bool:
    if min(len(a), len(b)) < MIN_LETTERS or {a, b} in _UNLIKE:
        return False
    if {a.title(), b.title()} <= first_names().keys() or _COMPOUND.search(f"{a} {b}"):
        return False
    short, long = sorted((a, b), key=len)
    is_adjective = long.startswith(short[:-1]) and _ADJECTIVE.search(long) is not None
    if (is_adjective and len(long) > len(short)) or _stem(a) == _stem(b):
        return False  # a place, its people, its language
    one, other = plain(a), plain(b)
    near = Levenshtein.normalized_similarity(one, other) >= likeness
    return near and one[:1] == other[:1]


def _stem(word: str) -> str:
    """A word without the ending of an adjective or a people; itself where little is left."""
    stem = _ADJECTIVE.sub("", word)
    return stem if stem != word and len(stem) >= MIN_LETTERS - 1 else word


def only_vowels_differ(a: str, b: str) -> bool:
    """Whether two names are near spellings of one, with the same consonants.

    >>> only_vowels_differ("Kiev", "Kyiv"), only_vowels_differ("Paris", "Peres")
    (True, False)
    """
    return is_spelling(a, b, VERY_ALIKE) and _VOWELS.sub("", plain(a)) == _VOWELS.sub("", plain(b))


def find(
    names: Sequence[Name],
    people: frozenset[str],
    sentences: Sequence[Sentence],
    outlets: Sequence[str],
    claims: Mapping[str, Sequence[int]],
) -> list[Same]:
    """Pairs of names that mean one thing, in order of keys; none: []. Own definition.

    `people`: keys of names of people, who are compared by spelling alone; `claims`: id -> indices
    of its sentences; `outlets[k]` says sentence k.
    """
    told = _Told(names, sentences, outlets, claims)
    found = {(s.key_a, s.key_b): s for s in _all(names, people, sentences, told)}
    return [found[pair] for pair in sorted(found)]


class _Told:
    """Where each name stands: its sentences, outlets and claims."""

    def __init__(
        self,
        names: Sequence[Name],
        sentences: Sequence[Sentence],
        outlets: Sequence[str],
        claims: Mapping[str, Sequence[int]],
    ) -> None:
        self.name = {name.key: name for name in reversed(names)}
        self.sentences: defaultdict[str, set[int]] = defaultdict(set)
        for name in names:
            self.sentences[name.key].add(name.sentence)
        of: defaultdict[int, set[str]] = defaultdict(set)
        for claim_id, members in claims.items():
            for k in members:
                of[k].add(claim_id)
        self.outlets = {k: {outlets[i] for i in at} for k, at in self.sentences.items()}
        self.claims = {
            k: set().union(*(of[i] for i in at)) if at else set()
            for k, at in self.sentences.items()
        }
        self.places = {
            n.key for n in names if _PLACE_OF.search(sentences[n.sentence].text[: n.start])
        }

    def share(self, a: str, b: str) -> bool:
        """Whether a claim has sentences with the one and sentences with the other."""
        return not self.claims[a].isdisjoint(self.claims[b])

    def is_apart(self, a: str, b: str) -> bool:
        """Whether no outlet uses both."""
        return self.outlets[a].isdisjoint(self.outlets[b])


def _all(
    names: Sequence[Name], people: frozenset[str], sentences: Sequence[Sentence], told: _Told
) -> Iterator[Same]:
    """Every pair by each kind of evidence, the weakest first so that the best one stands."""
    for a, b in _candidates(told):
        basis = _basis(a, b, people, told)
        if basis:
            yield Same(a, b, basis)
    for k, group in groupby(names, key=lambda name: name.sentence):
        yield from _apposed(list(group), people, sentences[k].text)


def _candidates(told: _Told) -> Iterator[tuple[str, str]]:
    """Pairs of names that may be one thing, so that not all are compared with all.

    Spellings have as many words, that begin alike; names of places their last word in common.
    """
    alike: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in sorted(told.sentences):
        alike[tuple(plain(word)[:1] for word in key.split())].append(key)
        if head(told.name[key]) in PLACES:
            alike["head", head(told.name[key])].append(key)
    for group in (*alike.values(), sorted(told.places)):
        yield from combinations(group, 2)


def _apposed(names: Sequence[Name], people: frozenset[str], text: str) -> Iterator[Same]:
    """Pairs of which one sentence says that they are one thing."""
    for one, other in combinations(names, 2):
        between, before = text[one.end : other.start], text[: one.start].rstrip()
        is_person = one.key in people or other.key in people
        if len(between) > FAR or before.endswith(",") or is_person or one.key == other.key:
            continue
        if _APPOSED.fullmatch(between):
            a, b = sorted((one.key, other.key))
            yield Same(a, b, "said")


def _basis(a: str, b: str, people: frozenset[str], told: _Told) -> str:
    """From what two names are known to be one thing, "" for not at all."""
    is_mixed = (a in people) != (b in people)
    if is_mixed or told.sentences[a] & told.sentences[b]:
        return ""
    met = told.is_apart(a, b) and told.share(a, b)
    if is_spelling(a, b) and (met or only_vowels_differ(a, b)):
        return "spelling"
    is_within = f" {a} " in f" {b} " or f" {b} " in f" {a} "
    if not met or is_within or a in people:
        return ""
    kind, other = head(told.name[a]), head(told.name[b])
    if " " in a and " " in b and kind == other and kind in PLACES:
        return "head"
    return "place" if a in told.places and b in told.places else ""
