"""Which words a sentence gives to a speaker, and to whom.

    "The bridge is safe," the mayor, Ann Vane, said.   ->  Ann Vane, direct, "said", the words
    Vane added that it will open on Friday.            ->  Ann Vane, indirect, "added", the words

Paragraph by paragraph: quotation marks are paired (`quotes`), so that a quotation may run over
sentences; cues are found in what stands outside them (`cues`); each quotation is given to the
cue of its sentence, or to the nearest one in its paragraph, or, where the paragraph is nothing
but quotation, to whoever spoke last. What nobody can be named for gets no row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from coverage.language import cues, quotes
from coverage.language.cues import Cue
from coverage.language.people import People, names_in
from coverage.language.quotes import Quotation
from coverage.language.reported import MIN_WORDS, reported
from coverage.language.speakers import Memory, resolve
from coverage.language.subjects import PREPOSITION, PRONOUNS
from coverage.records import Article, Attribution, Role, Sentence

MIN_SPEECH_WORDS = 4
"""Fewest words for a quotation without a cue in its sentence to be speech, not a title or a scare
quote. Own choice, from reading: names of shows and ironic marks are of one to three words."""
BESIDE = 3
"""Most characters between a quotation and a cue right beside it: a comma, a space, a colon."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A cue of a sentence with its speaker resolved; offsets into the article."""

    cue: Cue
    speaker: str
    sentence: Sentence

    @property
    def words(self) -> str:
        return self.sentence.text[self.cue.start : self.cue.end]

    @property
    def place(self) -> int:
        return self.sentence.start + self.cue.start


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """What a paragraph holds; offsets into the article."""

    sentences: Sequence[Sentence]
    quotations: Sequence[Quotation]
    said: Sequence[_Said]


def _paragraphs(article: Article, sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences by paragraph: a line break or another role begins a new one."""
    number = 0
    keyed = []
    for i, sentence in enumerate(sentences):
        before = sentences[i - 1] if i else sentence
        between = article.text[before.end : sentence.start]
        number += "\n" in between or before.role != sentence.role
        keyed.append((number, sentence))
    for _, group in groupby(keyed, key=lambda pair: pair[0]):
        yield [sentence for _, sentence in group]


def _shift(quotations: Sequence[Quotation], by: int) -> list[Quotation]:
    return [Quotation(q.start + by, q.end + by, q.is_closed) for q in quotations]


def _meet(quotation: Quotation, sentence: Sentence) -> bool:
    """Whether a quotation runs through a sentence."""
    return quotation.start < sentence.end and sentence.start < quotation.end


class _Reader:
    """Reads an article's paragraphs in order and remembers who was last in question."""

    def __init__(self, article: Article) -> None:
        self.people = People.of(article.text)
        self.memory = Memory()
        self.last: str | None = None  # who spoke last
        self.text = article.text

    def read(self, paragraph: Sequence[Sentence]) -> list[Attribution]:
        """Attributions of one paragraph, in order of sentences."""
        start, end = paragraph[0].start, paragraph[-1].end
        quotations = _shift(quotes.find(self.text[start:end]), start)
        said = [
            cue for s in paragraph for cue in self._cues(s, [q for q in quotations if _meet(q, s)])
        ]
        whole = _Paragraph(paragraph, quotations, said)
        rows = [row for one in said for row in _indirect(one, whole)]
        rows += [row for quotation in quotations for row in self._direct(quotation, whole)]
        if said:
            self.last = said[-1].speaker
        return sorted(set(rows), key=lambda r: (r.start, r.end, r.kind, r.speaker, r.cue))

    def _cues(self, sentence: Sentence, quotations: Sequence[Quotation]) -> list[_Said]:
        """Cues of a sentence with their speakers; keeps the memory up to date."""
        inner = _shift(quotations, -sentence.start)
        found: list[_Said] = []
        bare = _blank(sentence.text, inner)
        subject = self._subject(bare)
        for cue in cues.find(sentence.text, inner):
            if not cue.is_shared:
                words = sentence.text[cue.speaker_start : cue.speaker_end]
                self._look_back(bare[: cue.first])
                speakers = [resolve(w, self.people, self.memory) for w in _split(words)]
            else:
                before = [s.speaker for s in found if s.cue.start < cue.start]
                speakers = before[-1:] or [s for s in (subject or self._opening(bare),) if s]
            for speaker in speakers:
                found.append(_Said(cue, speaker, sentence))
                self._heard(speaker)
        if not found and subject:
            self.memory.saw(subject)
        return found

    def _heard(self, speaker: str) -> None:
        self.memory.speakers.insert(0, speaker)
        if self.people.is_known(speaker):
            self.memory.saw(speaker)
        elif speaker.endswith(("s", "people", "police")):
            self.memory.plural = speaker

    def _subject(self, bare: str) -> str | None:
        """Whom the sentence is about: its first person, named or by pronoun."""
        first = bare.split(maxsplit=1)[:1]
        if first and first[0].lower() in PRONOUNS:
            found = resolve(first[0], self.people, self.memory)
            return found if found != first[0] else None
        return next(self._subjects(bare), None)

    def _subjects(self, bare: str) -> Iterator[str]:
        """People in the place of a subject: no preposition before the name, no 's after it."""
        for at, name in names_in(bare):
            full = self.people.full(name, self.memory.people)
            after = bare.find(name, at) + len(name)
            lead = bare[:at].split()[-1:]
            governed = bool(lead) and lead[0].lower() in PREPOSITION
            owns = bare[after : after + 1] in ("'", "’")
            if self.people.is_prominent(full) and not governed and not owns:
                yield full

    def _opening(self, bare: str) -> str | None:
        """The proper name with which the sentence opens: "Moscow objected, warning that"."""
        first = next(iter(names_in(bare)), None)
        return first[1] if first and first[0] == 0 and first[1] in self.people.proper else None

    def _look_back(self, bare: str) -> None:
        """A person named earlier in the sentence is the one a pronoun means."""
        subject = self._subject(bare)
        if subject:
            self.memory.saw(subject)

    def _direct(self, quotation: Quotation, paragraph: _Paragraph) -> Iterator[Attribution]:
        """Rows for a quotation, one for each sentence it runs through and each speaker."""
        touched = [s for s in paragraph.sentences if _meet(quotation, s)]
        for speaker, cue in self._speakers(quotation, touched, paragraph):
            for s in touched:
                start, end = max(s.start, quotation.start), min(s.end, quotation.end)
                yield Attribution(s.sentence_id, speaker, "direct", cue, start, end)

    def _speakers(
        self, quotation: Quotation, touched: Sequence[Sentence], paragraph: _Paragraph
    ) -> list[tuple[str, str]]:
        """Who speaks a quotation, each with the cue that says so ("" for none in its sentences)."""
        own = [s for s in paragraph.said if s.sentence in touched]
        if own:
            nearest = _nearest(own, quotation)
            return [(s.speaker, s.words) for s in own if s.place == nearest.place]
        if not _is_speech(self.text[quotation.start : quotation.end]):
            return []
        introduced = self._introduced(quotation, touched[0])
        before = [s.speaker for s in paragraph.said if s.sentence.start < quotation.start]
        after = [s.speaker for s in paragraph.said if s.sentence.start > quotation.start]
        opens = quotation.start == paragraph.sentences[0].start
        last = [self.last] if self.last and opens else []
        candidates = [introduced] if introduced else before[-1:] or after[:1] or last
        return [(speaker, "") for speaker in candidates]

    def _introduced(self, quotation: Quotation, sentence: Sentence) -> str | None:
        """The subject of a sentence that leads to the quotation with a colon."""
        lead = self.text[sentence.start : max(sentence.start, quotation.start)].rstrip()
        return self._subject(lead) if lead.endswith(":") else None


def _is_speech(quoted: str) -> bool:
    """Whether a quotation without a cue is speech: long enough, or a whole sentence."""
    bare = quoted.strip("".join(quotes.MARKS))
    whole = bare[:1].isupper() and bare[-1:] in (".", "!", "?")
    return whole or len(quoted.split()) >= MIN_SPEECH_WORDS


def _blank(text: str, quotations: Sequence[Quotation]) -> str:
    """`text` with its quotations blanked."""
    for q in quotations:
        start, end = max(0, q.start), min(len(text), q.end)
        if start < end:
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _split(words: str) -> list[str]:
    """Speakers in "Ann Vane and Bo Holt"; anything but two names is one speaker."""
    parts = words.split(" and ")
    named = all(w[0].isupper() for part in parts for w in part.split())
    return parts if len(parts) > 1 and named else [words]


def _distance(said: _Said, quotation: Quotation) -> int:
    """Characters between a cue and a quotation."""
    start = said.sentence.start + said.cue.first
    end = said.sentence.start + said.cue.last
    return max(start - quotation.end, quotation.start - end, 0)


def _nearest(said: Sequence[_Said], quotation: Quotation) -> _Said:
    """The cue a quotation belongs to: one right beside it, else the last before it."""
    nearest = min(said, key=lambda s: _distance(s, quotation))
    if _distance(nearest, quotation) <= BESIDE:
        return nearest
    before = [s for s in said if s.sentence.start + s.cue.last <= quotation.start]
    return before[-1] if before else nearest


def _indirect(one: _Said, paragraph: _Paragraph) -> Iterator[Attribution]:
    """The row of reported words by a cue; none where all of them are quotation."""
    sentence = one.sentence
    others = [s.cue for s in paragraph.said if s.sentence is sentence]
    start, end = reported(sentence.text, one.cue, others)
    bare = _blank(sentence.text, _shift(paragraph.quotations, -sentence.start))[start:end]
    if len(bare.split()) >= MIN_WORDS:
        start, end = start + sentence.start, end + sentence.start
        yield Attribution(sentence.sentence_id, one.speaker, "indirect", one.words, start, end)


def attribute(article: Article, sentences: Sequence[Sentence]) -> list[Attribution]:
    """Words of `article` that are given to a speaker, in order; none: [].

    `sentences` are the article's, in order. A quotation gives a `direct` row for each sentence it
    runs through, with its marks; reported speech an `indirect` row, within which quoted words have
    a direct row of their own. `start` and `end` are offsets into `article.text`, within the
    sentence. Headings and captions are not read. Own definition.
    """
    reader = _Reader(article)
    told = [s for s in sentences if s.role not in (Role.HEADING, Role.CAPTION)]
    return [row for paragraph in _paragraphs(article, told) for row in reader.read(paragraph)]
