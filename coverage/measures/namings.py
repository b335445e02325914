"""How each outlet names one person, place or thing.

    a: the village of Tin Ouzzel    b: the locality of Fort Lamin    ->  two rows of one thing

Persons are known by the casts of the articles (`people_named`), places and other names by what
shows two names to be one thing (`same_names`), common nouns by a list (`words_for`). Each use is a
row, so that every count is one step from its sentences. A thing is kept only where two outlets
differ in their words for it. Doubt is refused: a wrong "same thing" is worse than a missing one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coverage.measures import people_named, proper_names, same_names, words_for
from coverage.measures.proper_names import PLACES, Name, head
from coverage.measures.same_names import Same
from coverage.records import Naming, Sentence

PERSON, PLACE, OTHER = "person", "place", "other"

_LOCATIVE = re.compile(
    r"\b(?:in|near|outside|around|into|(?:town|village|city|capital) of)(?: the)? $",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Use:
    thing: str
    kind: str
    sentence: int
    start: int
    end: int


def find(
    event_id: str,
    sentences: Sequence[Sentence],
    outlets: Sequence[str],
    claims: Mapping[str, Sequence[int]],
) -> list[Naming]:
    """Uses of names by which outlets of one event differ, by thing, then in order; none: [].

    `outlets[k]` says sentence k; `claims`: id -> indices of its sentences. Own definition. The
    order of the articles changes nothing.
    """
    mentions = people_named.find(sentences)
    names = proper_names.read(sentences)
    uses = [_Use(m.person, PERSON, m.sentence, m.start, m.end) for m in mentions]
    taken = {(u.sentence, at) for u in uses for at in range(u.start, u.end)}
    people = frozenset(
        key for m in mentions for key in (m.person.lower(), m.person.split()[-1].lower())
    )
    same = same_names.find(names, people, sentences, outlets, claims)
    free = [n for n in names if (n.sentence, n.start) not in taken]
    uses += _named(free, same, sentences, outlets)
    uses += [
        _Use(c.thing, OTHER, c.sentence, c.start, c.end)
        for c in words_for.find(sentences, outlets, claims)
    ]
    rows = [
        Naming(
            event_id, u.thing, u.kind, sentences[u.sentence].sentence_id, u.start, u.end,
            sentences[u.sentence].text[u.start : u.end],
        )
        for u in _differing(uses, sentences, outlets)
    ]  # fmt: skip
    return sorted(rows, key=lambda r: (r.kind, r.thing, r.sentence_id, r.start, r.end))


def _named(
    names: Sequence[Name],
    same: Sequence[Same],
    sentences: Sequence[Sentence],
    outlets: Sequence[str],
) -> Iterator[_Use]:
    """The uses of names of which others mean the same thing."""
    group = _groups(same)
    things: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names:
        if name.key in group:
            things[group[name.key]].append(name)
    for _, uses in sorted(things.items()):
        thing, kind = _plainest(uses, outlets), _kind(uses, sentences)
        for use in uses:
            yield _Use(thing, kind, use.sentence, use.start, use.end)


def _groups(same: Sequence[Same]) -> dict[str, str]:
    """Key of a name -> the first key of all that mean the same thing."""
    first: dict[str, str] = {}

    def root(key: str) -> str:
        while first.get(key, key) != key:
            key = first[key]
        return key

    for pair in same:
        a, b = sorted((root(pair.key_a), root(pair.key_b)))
        first[a] = first[b] = a
    return {key: root(key) for key in first}


def _plainest(names: Sequence[Name], outlets: Sequence[str]) -> str:
    """The form that most outlets use, of several the one used most often, then the shortest."""
    by: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names:
        by[name.key].append(name)

    def rank(key: str) -> tuple[int, int, int, str]:
        used = by[key]
        return -len({outlets[n.sentence] for n in used}), -len(used), len(key), key

    forms = {n.words for n in by[min(by, key=rank)]}
    return min(forms, key=lambda words: (words.isupper(), words))


def _kind(names: Sequence[Name], sentences: Sequence[Sentence]) -> str:
    """Whether the names are a place's: by their last word, or by where they stand."""
    located = any(
        head(n) in PLACES or _LOCATIVE.search(sentences[n.sentence].text[: n.start]) for n in names
    )
    return PLACE if located else OTHER


def _differing(
    uses: Iterable[_Use], sentences: Sequence[Sentence], outlets: Sequence[str]
) -> list[_Use]:
    """The uses of things for which two outlets have other words, upper and lower case alike."""
    words: defaultdict[tuple[str, str], defaultdict[str, set[str]]]
    words = defaultdict(lambda: defaultdict(set))
    kept = list(dict.fromkeys(uses))
    for use in kept:
        text = sentences[use.sentence].text[use.start : use.end].lower()
        words[use.kind, use.thing][outlets[use.sentence]].add(text)
    differ = {
        thing
        for thing, by_outlet in words.items()
        if len({frozenset(forms) for forms in by_outlet.values()}) > 1
    }
    return [use for use in kept if (use.kind, use.thing) in differ]
