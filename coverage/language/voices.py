"""Which words a sentence gives to a speaker, and to whom.

    "The bridge is safe," the mayor, Ann Vane, said.   ->  Ann Vane, direct, "said", the words
    Vane added that it will open on Friday.            ->  Ann Vane, indirect, "added", the words

Paragraph by paragraph: quotation marks are paired (`quotes`), so that a quotation may run over
sentences; cues are found in what stands outside them and their speakers resolved (`listening`);
each quotation is given to the cue of its sentence, or to whom the sentence is about, or to the
nearest cue in its paragraph, or, where the paragraph is nothing but quotation, to whoever spoke
last. Speech for which nobody can be named is kept apart, as `unvoiced`: doubt is refused, counted
and shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from coverage.language import kinds, quotes
from coverage.language.listening import Listener, Said
from coverage.language.masks import blank, shift
from coverage.language.quotes import Quotation
from coverage.language.reported import MIN_WORDS, reported
from coverage.records import Article, Attribution, Role, Sentence, Unvoiced

MIN_SPEECH_WORDS = 4
"""Fewest words for a quotation without a cue in its sentence to be speech, not a title or a scare
quote. Own choice, from reading: names of shows and ironic marks are of one to three words."""
BESIDE = 3
"""Most characters between a quotation and a cue right beside it: a comma, a space, a colon."""
_SIGNATURE = re.compile(
    r"\s*(?:—|–|--|-) ?(?P<name>[A-Z][\w’'.\-]{0,39}(?: [A-Z][\w’'.\-]{0,39}){0,5})"
)
"""A name behind a dash at a paragraph's end: "“It sank.” — Ann Vane"."""


Row = Attribution | Unvoiced

UNNAMED = "nobody is named who could say it"
NOBODY = "“{}” is nobody whom the article names"
"""Why words are unvoiced."""


@dataclass(frozen=True, slots=True)
class Heard:
    """To whom an article's sentences give words, and the speech for which nobody can be named."""

    voices: list[Attribution]
    unvoiced: list[Unvoiced]


@dataclass(frozen=True, slots=True)
class _Speech:
    """Words that somebody speaks, before it is settled whether the speaker is anybody."""

    sentence_id: str
    speaker: str  # "" for nobody
    kind: str
    cue: str
    start: int
    end: int
    stance: str


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """What a paragraph holds; offsets into the article."""

    sentences: Sequence[Sentence]
    quotations: Sequence[Quotation]
    said: Sequence[Said]


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


def _meet(quotation: Quotation, sentence: Sentence) -> bool:
    """Whether a quotation runs through a sentence."""
    return quotation.start < sentence.end and sentence.start < quotation.end


class _Reader:
    """Reads an article's paragraphs in order and remembers who was last in question."""

    def __init__(self, article: Article) -> None:
        self.listener = Listener(article)
        self.last: str | None = None  # who spoke last
        self.text = article.text

    def read(self, paragraph: Sequence[Sentence]) -> list[Row]:
        """What is spoken in one paragraph, in order of sentences."""
        start, end = paragraph[0].start, paragraph[-1].end
        quotations = shift(quotes.find(self.text[start:end]), start)
        heard = [self.listener.hear(s, [q for q in quotations if _meet(q, s)]) for s in paragraph]
        said = [cue for found, _ in heard for cue in found]
        lost = [cue for _, without in heard for cue in without]
        whole = _Paragraph(paragraph, quotations, said)
        rows = [row for one in (*said, *lost) for row in _indirect(one, whole)]
        rows += [row for quotation in quotations for row in self._direct(quotation, whole)]
        spoken = [row.speaker for row in rows if row.kind == "direct" and row.speaker]
        if spoken or said:
            self.last = spoken[-1] if spoken else said[-1].speaker
        elif not quotations and (subject := self.listener.actors.subject(paragraph[-1].text)):
            self.last = subject
        order = sorted(set(rows), key=lambda r: (r.start, r.end, r.kind, r.speaker, r.cue))
        return [self._settled(row) for row in order]

    def _settled(self, row: _Speech) -> Row:
        """The row of a speaker, or of nobody."""
        named = row.speaker if row.speaker and not kinds.is_nobody(row.speaker) else ""
        place = (row.kind, row.cue, row.start, row.end, row.stance)
        if not named:
            reason = NOBODY.format(row.speaker) if row.speaker else UNNAMED
            return Unvoiced(row.sentence_id, *place, reason)
        return Attribution(row.sentence_id, named, *place, self.listener.kinds.kind(named))

    def _direct(self, quotation: Quotation, paragraph: _Paragraph) -> Iterator[_Speech]:
        """Rows for a quotation, one for each sentence it runs through and each speaker."""
        touched = [s for s in paragraph.sentences if _meet(quotation, s)]
        for speaker, cue, stance in self._speakers(quotation, touched, paragraph):
            for s in touched:
                start, end = max(s.start, quotation.start), min(s.end, quotation.end)
                yield _Speech(s.sentence_id, speaker, "direct", cue, start, end, stance)

    def _speakers(
        self, quotation: Quotation, touched: Sequence[Sentence], paragraph: _Paragraph
    ) -> list[tuple[str, str, str]]:
        """Who speaks a quotation, each with cue and stance ("" for none in its sentences).

        Somebody without a name is "", and where nobody speaks there is none.
        """
        own = [s for s in paragraph.said if s.sentence in touched]
        if own:
            nearest = _nearest(own, quotation)
            return [(s.speaker, s.words, s.cue.stance) for s in own if s.place == nearest.place]
        if not _is_speech(self.text[quotation.start : quotation.end]):
            return []
        introduced = self._signed(quotation, paragraph) or self._introduced(quotation, touched[0])
        earlier = [s for s in paragraph.said if s.sentence.start < quotation.start]
        own = [s for s in earlier if s.cue.manner != "according"]  # "Vane said, according to ..."
        before = [s.speaker for s in own or earlier]
        after = [s.speaker for s in paragraph.said if s.sentence.start > quotation.start]
        opens = quotation.start == paragraph.sentences[0].start
        last = [self.last] if self.last and (opens or touched[0].start == quotation.start) else []
        candidates = [introduced] if introduced else before[-1:] or after[:1] or last
        return [(speaker, "", "") for speaker in candidates or [""]]

    def _signed(self, quotation: Quotation, paragraph: _Paragraph) -> str | None:
        """Whom a name behind a dash after the quotation gives as its speaker."""
        end = paragraph.sentences[-1].end
        found = _SIGNATURE.fullmatch(self.text, quotation.end, end)
        return self.listener.resolved(found["name"]) if found else None

    def _introduced(self, quotation: Quotation, sentence: Sentence) -> str | None:
        """Whom the words before the quotation in its sentence are about."""
        lead = self.text[sentence.start : max(sentence.start, quotation.start)].rstrip()
        if lead.endswith("?"):  # "And Mr. Vane? “A fine man.”"
            return self.last
        return (self.listener.actors.subject(lead) or self.listener.opening(lead)) if lead else None


def _is_speech(quoted: str) -> bool:
    """Whether a quotation without a cue is speech: long enough, or a whole sentence."""
    bare = quoted.strip("".join(quotes.MARKS))
    whole = bare[:1].isupper() and bare[-1:] in (".", "!", "?")
    return whole or len(quoted.split()) >= MIN_SPEECH_WORDS


def _distance(said: Said, quotation: Quotation) -> int:
    """Characters between a cue and a quotation."""
    start = said.sentence.start + said.cue.first
    end = said.sentence.start + said.cue.last
    return max(start - quotation.end, quotation.start - end, 0)


def _nearest(said: Sequence[Said], quotation: Quotation) -> Said:
    """The cue a quotation belongs to: one right beside it, else the last before it."""
    nearest = min(said, key=lambda s: _distance(s, quotation))
    if _distance(nearest, quotation) <= BESIDE:
        return nearest
    before = [s for s in said if s.sentence.start + s.cue.last <= quotation.start]
    return before[-1] if before else nearest


def _indirect(one: Said, paragraph: _Paragraph) -> Iterator[_Speech]:
    """The row of reported words by a cue; none where all of them are quotation."""
    sentence = one.sentence
    others = [s.cue for s in paragraph.said if s.sentence is sentence]
    start, end = reported(sentence.text, one.cue, others)
    bare = blank(sentence.text, shift(paragraph.quotations, -sentence.start))[start:end]
    if len(bare.split()) >= MIN_WORDS:
        start, end = start + sentence.start, end + sentence.start
        told = (one.speaker, "indirect", one.words, start, end, one.cue.stance)
        yield _Speech(sentence.sentence_id, *told)


def attribute(article: Article, sentences: Sequence[Sentence]) -> list[Attribution]:
    """Words of `article` that are given to a speaker, in order; none: []; see `hear`."""
    return hear(article, sentences).voices


def hear(article: Article, sentences: Sequence[Sentence]) -> Heard:
    """What is spoken in `article`, in order: to whom words are given, and words of nobody named.

    `sentences` are the article's, in order. A quotation gives a `direct` row for each sentence it
    runs through, with its marks; reported speech an `indirect` row, within which quoted words have
    a direct row of their own. `start` and `end` are offsets into `article.text`, within the
    sentence. Unvoiced are quotations long enough to be speech, and reported words, whose cue or
    surroundings name nobody. Headings and captions are not read. Own definition.
    """
    reader = _Reader(article)
    told = [s for s in sentences if s.role not in (Role.HEADING, Role.CAPTION)]
    rows = [row for paragraph in _paragraphs(article, told) for row in reader.read(paragraph)]
    return Heard(
        [row for row in rows if isinstance(row, Attribution)],
        [row for row in rows if isinstance(row, Unvoiced)],
    )
