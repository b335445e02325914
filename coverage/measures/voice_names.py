"""Which speakers of an event are one: "Vane", "Ann Vane" and "Ann B. Vane" of different articles.

    one_name([("Ann Vane", "person"), ("Vane", "person"), ("the Port's office", "institution")])
    ->  every pair -> the voice it belongs to

People go by surname where all who bear it in the event share a first name; who is only called by
that surname is one of them. Institutions and speakers without a name go by their words, less an
article before them. Where it is not clear two stay two: doubt is refused.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from coverage.language.people import lower, surname
from coverage.records import SpeakerKind

Spoken = tuple[str, str]
"""A speaker as a sentence has it, and its kind."""

_ARTICLES = ("the ", "a ", "an ")
_JUNIOR = ("jr", "sr", "ii", "iii")


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker of an event under one name."""

    name: str
    kind: str  # person, institution, anonymous


def one_name(spoken: Iterable[Spoken]) -> dict[Spoken, Voice]:
    """The voice of each speaker of an event; `spoken` has one entry for each time one speaks.

    The voice bears the name used most, of equals the longest. Order does not matter. Own
    definition.
    """
    counted = Counter(spoken)
    groups: defaultdict[tuple[str, ...], list[Spoken]] = defaultdict(list)
    people = _people(counted)
    for speaker in counted:
        groups[_key(speaker, people)].append(speaker)
    found: dict[Spoken, Voice] = {}
    for key, own in groups.items():
        voice = _voice(key, own, counted)
        found |= dict.fromkeys(own, voice)
    return found


def _people(spoken: Iterable[Spoken]) -> dict[str, set[str]]:
    """Family -> the first names that go with it, initials spelt out where that is clear."""
    firsts: defaultdict[str, set[str]] = defaultdict(set)
    for name, kind in spoken:
        if kind == SpeakerKind.PERSON and not _is_alone(name):
            firsts[_family(name)].add(_first(name))
    return {family: {_spelt(f, known) for f in known} for family, known in firsts.items()}


def _first(name: str) -> str:
    return lower(name.split(maxsplit=1)[0])


def _spelt(first: str, known: Collection[str]) -> str:
    """The first name that an initial stands for, if only one of the known does."""
    longer = [f for f in known if len(f) > 1 and f[0] == first[0]]
    return longer[0] if len(first) == 1 and len(longer) == 1 else first


def _is_alone(name: str) -> bool:
    """Whether a name is a surname alone, perhaps with "Jr."."""
    return len([w for w in name.split() if lower(w) not in _JUNIOR]) == 1


def _family(name: str) -> str:
    """A surname, with "jr" behind it for juniors."""
    last = lower(name.rsplit(maxsplit=1)[-1])
    return f"{surname(name)} {last}" if last in _JUNIOR else surname(name)


def _key(speaker: Spoken, people: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """What is the same for speakers that are one."""
    name, kind = speaker
    family = _family(name)
    known = people.get(family, ())
    if kind == SpeakerKind.PERSON and not _is_alone(name):
        return SpeakerKind.PERSON, family, _spelt(_first(name), known)
    if len(known) == 1 and len(name.split()) == 1:  # whatever an article took it for
        return SpeakerKind.PERSON, family, *known
    return kind, _plain(name)


def _plain(name: str) -> str:
    """A name in lower case without an article before it and without 's."""
    low = name.casefold().replace("’", "'").replace("'s ", " ")
    return next((low.removeprefix(a) for a in _ARTICLES if low.startswith(a)), low)


def _voice(key: tuple[str, ...], own: list[Spoken], counted: Mapping[Spoken, int]) -> Voice:
    kind = key[0]
    full = [s for s in own if kind != SpeakerKind.PERSON or not _is_alone(s[0])] or own
    counts: Counter[str] = Counter()
    for speaker in full:
        counts[speaker[0]] += counted[speaker]
    name = max(counts, key=lambda n: (counts[n], len(n), n))
    return Voice(name, kind)
