"""Who speaks in each sentence of an article, read in order: cues with their speakers resolved.

    "Ann Vane said it was late. She added that it rained."  ->  Ann Vane said; Ann Vane added

What was read before decides whom "she", "they", "the ministry" or "the statement" mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coverage.language import cues, headlines, nested, openings, together
from coverage.language.acting import Actors, names
from coverage.language.cast import Cast
from coverage.language.completed import completed
from coverage.language.cues import Cue
from coverage.language.institutions import Institutions, acronyms
from coverage.language.kinds import Kinds
from coverage.language.masks import blank, shift, told, without_questions
from coverage.language.people import PERSON_NOUNS, lower
from coverage.language.quotes import Quotation
from coverage.language.speakers import Memory, called, is_passing, resolve
from coverage.language.subjects import PRONOUNS, TIME
from coverage.language.verbs import lexicon
from coverage.records import Article, Role, Sentence, SpeakerKind

MOST_CUES = 60
"""Most cues of a sentence that are read, so that no text takes long."""
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


def _is_sure(cue: Cue, text: str) -> bool:
    """Whether a cue without a speaker is speech all the same: "saying", not "tax and state"."""
    known = lexicon().get(text[cue.start : cue.end].lower(), ())
    return cue.manner == "say" and any(form.tense in ("past", "ing") for form in known)


class Listener:
    """Reads an article's sentences in order and remembers who was in question."""

    def __init__(self, article: Article) -> None:
        self.text = article.text
        self.people = Cast.of(told(article))
        self.completed = completed(told(article), self.people)
        self.memory = Memory()
        self.actors = Actors(self.people, self.memory)
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
        text = openings.without_dateline(sentence.text)
        bare = without_questions(blank(text, inner))
        self.institutions.credit(bare)
        if bare.split(maxsplit=1)[:1] not in (["He"], ["She"], ["he"], ["she"]):
            self.memory.passing = None
        subject = self.actors.subject(bare)
        found: list[Said] = []
        lost: list[Said] = []
        spoken = nested.outer(cues.find(text, inner), text)
        if sentence.role == Role.HEADLINE and not spoken:
            spoken = headlines.find(text, self.text)
        for cue in spoken[:MOST_CUES]:
            speakers = self._speakers(cue, text, bare, subject, found)
            for speaker in speakers:
                found.append(Said(cue, speaker, sentence))
                self._heard(speaker, bare)
            if not speakers and _is_sure(cue, text):
                lost.append(Said(cue, "", sentence))
        self._remember(bare, subject, found)
        return found, lost

    def _speakers(
        self, cue: Cue, text: str, bare: str, subject: str | None, found: Sequence[Said]
    ) -> list[str]:
        """The speakers of a cue: whom its words name, or who acts where it names nobody."""
        if not cue.is_shared:
            if earlier := self.actors.subject(bare[: cue.first]):
                self.memory.saw(earlier)
            words = text[cue.speaker_start : cue.speaker_end]
            if words.lower() in ("they", "both") and self.together:
                return self.together
            if pair := together.both(words, self.people, self.memory):
                return pair
            parts = openings.split(together.whole(words))
            speakers = [name for name in map(self.resolved, parts) if name]
            self.together = speakers if len(speakers) > 1 else []
            return speakers
        before = [s.speaker for s in found if s.cue.start < cue.start]
        return self._main(bare, cue, found) or before[-1:] or self._acting(bare, subject)

    def _main(self, bare: str, cue: Cue, found: Sequence[Said]) -> list[str]:
        """Who acts after an opening clause if nobody has spoken since: "When he asked, Vane"."""
        begin = openings.main_clause(bare)
        if not begin or not found or cue.start < begin or found[-1].cue.start >= begin:
            return []
        subject = self.actors.subject(bare[begin:])
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
        return (self.resolved(words) or None) if words else None

    def resolved(self, words: str) -> str:
        """The speaker whom words name: an institution, an author, a person; "" for nobody."""
        if words.lower() == "it":
            return self.institutions.last or ""
        meant = self.institutions.meant(words.split())
        found = resolve(meant or words, self.people, self.memory)
        if self.people.is_known(found):
            return found
        name = called(meant or found)
        return self.completed.get(name, name)

    def _heard(self, speaker: str, bare: str) -> None:
        """Take in who spoke."""
        self.memory.speakers.insert(0, speaker)
        if self.people.is_known(speaker):
            self.memory.saw(speaker)
        elif speaker.endswith(("s", "people", "police")) and not self._is_office(speaker):
            self.memory.plural = speaker
        self.institutions.heard(speaker, bare, self.people.is_known(speaker))

    def _is_office(self, speaker: str) -> bool:
        return self.kinds.kind(speaker) == SpeakerKind.INSTITUTION

    def _remember(self, bare: str, subject: str | None, said: Sequence[Said]) -> None:
        """Whom a pronoun after the sentence means: its speaker, its subject, then whom it names."""
        self.institutions.read(bare)
        if acting := self._institution(bare):
            self.institutions.acted(acting)
        if all(s.speaker != self.memory.plural for s in said):
            self.memory.plural = openings.group(bare) or self.memory.plural
        named = [self.people.full(name, self.memory.people) for _, name in names(bare)]
        for name in filter(self.people.is_prominent, reversed(named)):
            self.memory.saw(name)
        acting_people = [s.speaker for s in said] or [subject or ""]
        for name in filter(self.people.is_known, acting_people):
            self.memory.saw(name)
        opening = openings.opening(bare, self.people.proper) or ""
        if not said and len(several := openings.split(opening)) > 1:
            self.together = [name for name in map(self.resolved, several) if name]
        if not (said or subject) and opening and is_passing(opening):
            self.memory.passing = opening
            return
        anonymous = said[-1].speaker if said and is_passing(said[-1].speaker) else None
        self.memory.passing = anonymous

    def _institution(self, bare: str) -> str | None:
        """The name that opens a sentence and is no person's: "But the Port Office moved"."""
        at, name = next(iter(names(bare)), (0, ""))
        lead = bare[:at].split()
        opens = not lead or (len(lead) <= _LEAD and lead[-1].lower() in _ARTICLES)
        is_name = name in self.people.proper and name.lower() not in PRONOUNS | TIME
        is_person = self.people.is_known(self.people.full(name)) if name else True
        return name if opens and is_name and not is_person else None
