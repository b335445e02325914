"""SQL -> who speaks in an event, and the tables of the Voices page.

A voice has an id, which the URL keeps: "person:Ann Vane" for a speaker, the group's name for what
has none ("own", "unclear") and for all speakers of a group ("institution").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from coverage.measures import voice_names, voicing
from coverage.measures.voice_names import Spoken, Voice
from coverage.measures.voicing import OWN, UNCLEAR, Given, Group, Share
from coverage.records import TELLING_ROLES, Attribution, Role, Unvoiced
from coverage.store import Snapshot
from coverage.views import queries, why_queries

MOST = 12
"""Speakers that have a row of their own in the picture."""

OTHERS = Voice("", "others")
"""The speakers beyond `MOST`, as one."""

KINDS: dict[str, str] = {
    Group.PERSON: "person",
    Group.INSTITUTION: "institution",
    Group.ANONYMOUS: "without a name",
}
"""What a speaker is, in words."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event's sentences, and to whom each gives its words."""

    sentences: pd.DataFrame  # `queries.sentences` of the roles that tell
    starts: dict[str, int]  # sentence id -> offset of the sentence in its article
    voices: list[Attribution]
    unvoiced: list[Unvoiced]
    called: dict[Spoken, Voice]
    given: list[Given]

    @property
    def outlet_of(self) -> dict[str, str]:
        """Sentence id -> outlet."""
        return dict(zip(self.sentences["sentence_id"], self.sentences["outlet"], strict=True))

    def shares(self, as_one: Callable[[Voice], Voice] = lambda voice: voice) -> list[Share]:
        """What each outlet gives each voice, or what `as_one` makes of it."""
        return voicing.shares(self.given, self.outlet_of, as_one)


def read(snapshot: Snapshot, event_id: str) -> Told:
    """What an event's sentences say, and who says it."""
    said = queries.sentences(snapshot, event_id)
    said = said[said["role"].isin(queries.TELLING)]
    sentences = [
        s for s in why_queries.sentences(snapshot, event_id) if Role(s.role) in TELLING_ROLES
    ]
    known = {sentence.sentence_id for sentence in sentences}
    heard = [v for v in why_queries.voices(snapshot, event_id) if v.sentence_id in known]
    doubts = [d for d in unvoiced(snapshot, event_id) if d.sentence_id in known]
    called = voice_names.one_name((row.speaker, row.speaker_kind) for row in heard)
    given = voicing.given(sentences, heard, doubts, called)
    starts = {sentence.sentence_id: sentence.start for sentence in sentences}
    return Told(said, starts, heard, doubts, called, given)


def unvoiced(snapshot: Snapshot, event_id: str) -> list[Unvoiced]:
    """Speech of an event's sentences for which nobody can be named."""
    found = snapshot.of_event(event_id).query(
        """SELECT u.* FROM unvoiced u JOIN sentences s USING (sentence_id)
           JOIN articles a USING (article_id)
           WHERE a.event_id = ? ORDER BY u.sentence_id, u.start""",
        event_id,
    )
    return [Unvoiced(**row) for row in found.to_dict("records")]  # type: ignore[arg-type]


def claims(snapshot: Snapshot, event_id: str) -> pd.DataFrame:
    """The claims that each sentence of an event is in (sentence_id, claim_id, label)."""
    return snapshot.of_event(event_id).query(
        """SELECT m.sentence_id, c.claim_id, c.label FROM mentions m JOIN claims c USING (claim_id)
           WHERE c.event_id = ? ORDER BY m.sentence_id, c.n_outlets DESC, c.claim_id""",
        event_id,
    )


def voice_id(voice: Voice) -> str:
    """The id of a voice."""
    return f"{voice.kind}:{voice.name}" if voice.name else str(voice.kind)


def named(voice: Voice) -> str:
    """The name of a speaker as it begins a line."""
    return voice.name[:1].upper() + voice.name[1:]


def group(voice: Voice) -> Voice:
    """The group of a voice, as a voice."""
    return Voice("", voice.kind)


def speakers(told: Told) -> list[Voice]:
    """Who speaks, by the sum of the shares that the outlets give; those of equal sums by name."""
    sums: dict[Voice, float] = {}
    for row in told.shares():
        if row.voice.name:
            sums[row.voice] = sums.get(row.voice, 0.0) + row.share
    return sorted(sums, key=lambda v: (-round(sums[v], 9), v.name, v.kind))


def rows(told: Told) -> pd.DataFrame:
    """The rows of the picture: the first speakers, the others as one, speech of nobody named."""
    every = speakers(told)
    n_outlets = told.sentences["outlet"].nunique()
    tellers = _tellers(told)
    found = [
        {
            "voice": voice_id(v),
            "label": named(v),
            "note": _note(v, tellers[v], n_outlets),
        }
        for v in every[:MOST]
    ]
    if len(every) > MOST:
        n = len(every) - MOST
        label = f"{n:,} other speaker" + ("s" if n > 1 else "")
        found.append({"voice": voice_id(OTHERS), "label": label, "note": ""})
    if told.unvoiced:
        found.append(
            {"voice": voice_id(UNCLEAR), "label": "Nobody named", "note": "speaker unclear"}
        )
    return pd.DataFrame(found, columns=["voice", "label", "note"])


def _tellers(told: Told) -> dict[Voice, list[str]]:
    """In which outlets each voice speaks."""
    found: dict[Voice, list[str]] = {}
    for row in told.shares():
        found.setdefault(row.voice, []).append(row.outlet)
    return found


def _note(voice: Voice, outlets: list[str], n_outlets: int) -> str:
    """What a speaker is, where that is no person, and whether one outlet alone has it."""
    kind = "" if voice.kind == Group.PERSON else KINDS[voice.kind]
    only = f"only in {outlets[0]}" if len(outlets) == 1 and n_outlets > 1 else ""
    return " · ".join(filter(None, [kind, only]))


def cells(told: Told) -> pd.DataFrame:
    """The bars of the picture's rows (voice, outlet, share, direct, n_sentences)."""
    first = set(speakers(told)[:MOST])

    def as_row(voice: Voice) -> Voice:
        return voice if voice in first or not voice.name else OTHERS

    return _table(row for row in told.shares(as_row) if row.voice != OWN)


def splits(told: Told) -> pd.DataFrame:
    """The segments of the stacked bars (group, outlet, share, direct, n_sentences)."""
    return _table(told.shares(group)).rename(columns={"voice": "group"})


def _table(shares: Iterable[Share]) -> pd.DataFrame:
    found = [
        {
            "voice": voice_id(row.voice),
            "outlet": row.outlet,
            "share": row.share,
            "direct": row.share * row.n_direct / row.n_words if row.n_words else 0.0,
            "n_sentences": row.n_sentences,
        }
        for row in shares
    ]
    return pd.DataFrame(found, columns=["voice", "outlet", "share", "direct", "n_sentences"])


def shares_of(told: Told, wanted: str) -> list[Share]:
    """What each outlet gives the voices that an id stands for, counted as one."""
    voices = chosen(told, wanted)
    one, rest = Voice("", "chosen"), Voice("", "rest")
    found = told.shares(lambda voice: one if voice in voices else rest)
    return [row for row in found if row.voice == one]


def chosen(told: Told, wanted: str) -> set[Voice]:
    """The voices that an id stands for; none where the event has no such voice."""
    every = {row.voice for row in told.given}
    if wanted == voice_id(OTHERS):
        return set(speakers(told)[MOST:])
    return {v for v in every if wanted in (voice_id(v), voice_id(group(v)))}
