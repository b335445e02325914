"""To whom an outlet gives its words on an event: its own voice, each speaker, or nobody named.

    share(v, o)    words of o's sentences that are given to voice v, over all of o's words on the
                   event (headline, standfirst, body, list items). 0 to 1; 0 where v does not speak
                   in o. o's shares, its own voice among them, sum to 1. Own definition.
    direct         of these, words in quotation marks; the others are o's, reporting v's.
    own voice      words that are given to nobody, cues ("Vane said") among them.
    unclear        speech for which nobody can be named: counted, and given to nobody.

A word is counted once: quoted words go to whom the quotation is given, others to whom the report
is; several speakers of the same words share them. Names are made one over the event
(`voice_names`). An outlet without words on the event has no rows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coverage.measures.voice_names import Voice
from coverage.records import Attribution, Sentence, Unvoiced

_WORD = re.compile(r"[^\W_]\S*")
"""A word from its first letter or digit on, as `records.count_words` counts them."""
_DIRECT = "direct"


class Group(StrEnum):
    """Into which an outlet's words part."""

    OWN = "own"  # the outlet's own voice
    PERSON = "person"
    INSTITUTION = "institution"
    ANONYMOUS = "anonymous"
    UNCLEAR = "unclear"  # nobody can be named


OWN, UNCLEAR = Voice("", Group.OWN), Voice("", Group.UNCLEAR)
"""The voices that are no speaker's."""


@dataclass(frozen=True, slots=True)
class Given:
    """Words of one sentence that are given to one voice in one way."""

    sentence_id: str
    voice: Voice
    is_direct: bool
    n_words: float


@dataclass(frozen=True, slots=True)
class Share:
    """What one outlet gives one voice."""

    outlet: str
    voice: Voice
    n_sentences: int
    n_words: float
    n_direct: float  # of these, in quotation marks
    share: float  # 0 to 1


def given(
    sentences: Sequence[Sentence],
    voices: Sequence[Attribution],
    unvoiced: Sequence[Unvoiced],
    called: Mapping[tuple[str, str], Voice],
) -> list[Given]:
    """To whom each sentence gives its words, in order; a sentence's rows sum to its `n_words`.

    `called`: (speaker, kind) -> voice. Sentences without a word have no row.
    """
    rows: defaultdict[str, list[tuple[int, int, bool, Voice]]] = defaultdict(list)
    for row in voices:
        voice = called[row.speaker, row.speaker_kind]
        rows[row.sentence_id].append((row.start, row.end, row.kind == _DIRECT, voice))
    for doubt in unvoiced:
        place = (doubt.start, doubt.end, doubt.kind == _DIRECT, UNCLEAR)
        rows[doubt.sentence_id].append(place)
    return [one for s in sentences for one in _of_sentence(s, rows.get(s.sentence_id, []))]


def _of_sentence(
    sentence: Sentence, rows: Sequence[tuple[int, int, bool, Voice]]
) -> Iterator[Given]:
    """Each word's weight to whom it is given: the named before nobody, quotation before report."""
    places = [m.start() for m in _WORD.finditer(sentence.text)]
    words: defaultdict[tuple[Voice, bool], float] = defaultdict(float)
    for place in places:
        at = sentence.start + place
        owners = _owners([(v, direct) for start, end, direct, v in rows if start <= at < end])
        for owner in owners:
            words[owner] += 1 / len(owners)
    for (voice, is_direct), n in words.items():
        yield Given(sentence.sentence_id, voice, is_direct, n * sentence.n_words / len(places))


def _owners(over: Sequence[tuple[Voice, bool]]) -> list[tuple[Voice, bool]]:
    """To whom a word is given of those whose words it lies in, each once."""
    named = [row for row in over if row[0] != UNCLEAR]
    for rows in (named, over):
        for is_direct in (True, False):
            if found := [row for row in rows if row[1] == is_direct]:
                return list(dict.fromkeys(found))
    return [(OWN, False)]


def shares(
    rows: Iterable[Given],
    outlet_of: Mapping[str, str],
    as_one: Callable[[Voice], Voice] = lambda voice: voice,
) -> list[Share]:
    """What each outlet gives each voice, by outlet and then by words; none: [].

    `outlet_of`: sentence id -> outlet; `as_one`: voice -> what it is counted as, such as its group.
    """
    total: defaultdict[str, float] = defaultdict(float)
    words: defaultdict[tuple[str, Voice], list[Given]] = defaultdict(list)
    for row in rows:
        outlet = outlet_of[row.sentence_id]
        total[outlet] += row.n_words
        words[outlet, as_one(row.voice)].append(row)
    found = [_share(outlet, voice, own, total[outlet]) for (outlet, voice), own in words.items()]
    return sorted(found, key=lambda s: (s.outlet, -s.n_words, s.voice.kind, s.voice.name))


def _share(outlet: str, voice: Voice, rows: Sequence[Given], total: float) -> Share:
    n_words = sum(row.n_words for row in rows)
    n_direct = sum(row.n_words for row in rows if row.is_direct)
    n_sentences = len({row.sentence_id for row in rows})
    return Share(outlet, voice, n_sentences, n_words, n_direct, n_words / total)
