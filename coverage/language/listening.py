"""Who speaks in each sentence of an article, read in order: cues with their speakers resolved.

    "Ann Vane said it was late. She added that it rained."  ->  Ann Vane said; Ann Vane added

What was read before decides whom "she", "they", "the ministry" or "the statement" mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coverage.language import cues, openings
from coverage.language.cast import Cast
from coverage.language.cues import Cue
from coverage.language.institutions import Institutions, acronyms
from coverage.language.kinds import Kinds
from coverage.language.people import PERSON_NOUNS, lower, names_in
from coverage.language.quotes import Quotation
from coverage.language.speakers import Memory, called, resolve
from coverage.language.subjects import PREPOSITION, PRONOUNS, TIME
from coverage.language.verbs import lexicon
from coverage.records import Article, Role, Sentence

_QUESTION = re.compile(r"(?:^|(?<=[.?!]))[^.?!]*\?")
_names = lru_cache(maxsize=64)(names_in)
"""Names of the last texts looked at: a sentence's are asked for several times."""
_ARTICLES = frozenset(("the", "a", "an", "but", "and"))
_LEAD = 2
"""Most words before the name with which a sentence opens: "But the"."""


@dataclass(frozen=True, slots=True)
class Said:
    """A cue of a sentence with its speaker resolved."""

    cue: Cue
    speaker: str  # "" where there is none
    sentence: Sentence

    @property
    def words(self) -> str:
        """The words of the cue."""
        return self.sentence.text[self.cue.start : self.cue.end]

    @property
    def place(self) -> int:
        """Where the cue begins in the article."""
        return self.sentence.start + self.cue.start


def shift(quotations: Sequence[Quotation], by: int) -> list[Quotation]:
    """The quotations with `by` added to their offsets."""
    return [Quotation(q.start + by, q.end + by, q.is_closed) for q in quotations]


def blank(text: str, quotations: Sequence[Quotation]) -> str:
    """`text` with its quotations blanked; offsets may reach beyond it."""
    for q in quotations:
        start, end = max(0, q.start), min(len(text), q.end)
        if start < end:
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _without_headline(article: Article) -> str:
    """What names are read from: a headline's capitals ("Indicting Bo Holt") would mislead."""
    told = [article.text[b.start : b.end] for b in article.blocks if b.role != Role.HEADLINE]
    return "\n".join(told) or article.text


def _is_sure(cue: Cue, text: str) -> bool:
    """Whether a cue without a speaker is speech all the same: "saying", not "tax and state"."""
    known = lexicon().get(text[cue.start : cue.end].lower(), ())
    return cue.manner == "say" and any(form.tense in ("past", "ing") for form in known)


class Listener:
    """Reads an article's sentences in order and remembers who was in question."""

    def __init__(self, article: Article) -> None:
        self.people = Cast.of(_without_headline(article))
        self.memory = Memory()
        self.institutions = Institutions(acronyms(article.text))
        self.kinds = Kinds.of(article.text, self.people)
        self.together: list[str] = []  # who last spoke together

    def hear(
        self, sentence: Sentence, quotations: Sequence[Quotation]
    ) -> tuple[list[Said], list[Said]]:
        """(cues of a sentence with their speakers, those without one).

        `quotations` as offsets into the article.
        """
        inner = shift(quotations, -sentence.start)
        bare = openings.without_dateline(blank(sentence.text, inner))
        subject = self.subject(bare)
        found: list[Said] = []
        lost: list[Said] = []
        for cue in cues.outer(cues.find(sentence.text, inner), sentence.text):
            speakers = self._speakers(cue, sentence.text, bare, subject, found)
            for speaker in speakers:
                found.append(Said(cue, speaker, sentence))
                self._heard(speaker, bare)
            if not speakers and _is_sure(cue, sentence.text):
                lost.append(Said(cue, "", sentence))
        self._remember(bare, subject, found)
        return found, lost

    def _speakers(
        self, cue: Cue, text: str, bare: str, subject: str | None, found: Sequence[Said]
    ) -> list[str]:
        """The speakers of a cue: whom its words name, or who acts where it names nobody."""
        if not cue.is_shared:
            if earlier := self.subject(bare[: cue.first]):
                self.memory.saw(earlier)
            words = text[cue.speaker_start : cue.speaker_end]
            if words.lower() == "they" and self.together:
                return self.together
            names = [name for name in map(self._resolve, openings.split(words)) if name]
            self.together = names if len(names) > 1 else []
            return names
        before = [s.speaker for s in found if s.cue.start < cue.start]
        return self._main(bare, cue, found) or before[-1:] or self._acting(bare, subject)

    def _main(self, bare: str, cue: Cue, found: Sequence[Said]) -> list[str]:
        """Who acts after an opening clause if nobody has spoken since: "When he asked, Vane"."""
        begin = openings.main_clause(bare)
        if not begin or not found or cue.start < begin or found[-1].cue.start >= begin:
            return []
        subject = self.subject(bare[begin:])
        return [subject] if subject else []

    def _acting(self, bare: str, subject: str | None) -> list[str]:
        """Who acts in a sentence: with whom it opens, or the first person it names."""
        opening = self.opening(bare)
        is_office = opening is not None and lower(opening.split()[-1]) in PERSON_NOUNS
        acting = (subject or opening) if is_office else (opening or subject)
        return [acting] if acting else []

    def opening(self, bare: str) -> str | None:
        """With whom a sentence opens: "Moscow objected, warning", "The report, by ..., urged"."""
        words = openings.opening(bare, self.people.proper)
        return (self._resolve(words) or None) if words else None

    def subject(self, bare: str) -> str | None:
        """Whom the sentence is about: its first person, named or by pronoun."""
        begin = openings.main_clause(bare)
        if begin and (main := self.subject(bare[begin:])):
            return main
        first = bare.split(maxsplit=1)[:1]
        if first and first[0].lower() in PRONOUNS:
            found = resolve(first[0], self.people, self.memory)
            return found if found != first[0] else None
        return next(self._subjects(bare), None)

    def _subjects(self, bare: str) -> Iterator[str]:
        """People in the place of a subject: no preposition before the name, no 's after it."""
        for at, name in _names(bare):
            full = self.people.full(name, self.memory.people)
            after = bare.find(name, at) + len(name)
            lead = bare[:at].rsplit(maxsplit=1)[-1:]
            governed = bool(lead) and lead[0].lower() in PREPOSITION
            owns = bare[after : after + 1] in ("'", "’")
            if self.people.is_prominent(full) and not governed and not owns:
                yield full

    def _resolve(self, words: str) -> str:
        """The speaker whom words name: an institution, an author, a person; "" for nobody."""
        if words.lower() == "it":
            return self.institutions.last or ""
        meant = self.institutions.meant(words.split())
        found = resolve(meant or words, self.people, self.memory)
        if self.people.is_known(found):
            return found
        return called(meant or found)

    def _heard(self, speaker: str, bare: str) -> None:
        """Take in who spoke."""
        self.memory.speakers.insert(0, speaker)
        if self.people.is_known(speaker):
            self.memory.saw(speaker)
        elif speaker.endswith(("s", "people", "police")):
            self.memory.plural = speaker
        self.institutions.heard(speaker, bare, self.people.is_known(speaker))

    def _remember(self, bare: str, subject: str | None, said: Sequence[Said]) -> None:
        """Whom a pronoun after the sentence means: its speaker, its subject, then whom it names."""
        self.institutions.read(bare)
        if acting := self._institution(bare):
            self.institutions.acted(acting)
        if all(s.speaker != self.memory.plural for s in said):
            self.memory.plural = openings.group(bare) or self.memory.plural
        told = _names(_QUESTION.sub(" ", bare))
        named = [self.people.full(name, self.memory.people) for _, name in told]
        for name in filter(self.people.is_prominent, reversed(named)):
            self.memory.saw(name)
        for name in filter(self.people.is_known, [s.speaker for s in said] or [subject or ""]):
            self.memory.saw(name)

    def _institution(self, bare: str) -> str | None:
        """The name that opens a sentence and is no person's: "But the Port Office moved"."""
        at, name = next(iter(_names(bare)), (0, ""))
        lead = bare[:at].split()
        opens = not lead or (len(lead) <= _LEAD and lead[-1].lower() in _ARTICLES)
        is_name = name in self.people.proper and name.lower() not in PRONOUNS | TIME
        is_person = self.people.is_known(self.people.full(name)) if name else True
        return name if opens and is_name and not is_person else None
