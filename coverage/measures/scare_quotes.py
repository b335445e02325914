"""Short words in quotation marks that nobody is quoted for: the outlet holds them at a distance.

    a: Vane promised to look into the "accident".     b: The accident killed two.
    ->  words: accident, n_bare: 1, basis: "no speaker; stands in place of a plain noun; ..."

A short quotation is looked at in its sentence: does somebody say it, is it a title, a name, a word
meant as a word? And in its event: is it somebody's word elsewhere, do other outlets use it bare?
Each sign adds its weight; the sum, in log-odds, is the confidence.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from coverage.language.quotes import SINGLE, Quotation
from coverage.measures import quoted_elsewhere, quoted_frames
from coverage.measures.quoted_elsewhere import Phrase, Said, holds
from coverage.measures.quoted_frames import CAPITAL, DOUBT, QUOTING, Evidence
from coverage.measures.word_uses import Uses
from coverage.records import TELLING_ROLES, Article, Attribution, Role, ScareQuote, Sentence

MAX_WORDS = 5
"""Most words between the marks. Own choice, from reading: longer ones are speech."""

LEAST = 0.3
"""Least confidence, 0 to 1, for a row. Own choice: below, most are plain quotations."""

SHOWN = 0.55
"""Least confidence, 0 to 1, that is shown. Own choice, after reading what stands on either side of
it in the labelled events: below, every second one is somebody's words."""

FAR = 8
"""Fewest words between a quotation and a verb that follows for the verb to be of doubtful reach.
Own choice: "…, the office said" stands near what it reports."""

LONGER = 4
"""Fewest words of another quotation of the sentence for the sentence to quote somebody. Own
choice, as in `language.voices`."""


# Own weights, as in `quoted_frames`.
_NO_SPEAKER = Evidence("no speaker", 0.8)
_REPORTED = Evidence("within what somebody is reported to say", -4.0)
_CLAIMED = Evidence("within what is claimed or alleged", 2.0)
_CUE = Evidence("somebody speaks elsewhere in the sentence", -0.7)
_NAME = Evidence("a name that others use bare", 1.0)
_BEFORE_CUE = Evidence("before somebody speaks", -1.0)
_SEVERAL = Evidence("several speak at once", 1.5)
_SINGLE = Evidence("single marks in a headline", -1.2)
_SPEECH = Evidence("taken for speech", -1.5)


def find(
    articles: Sequence[Article],
    sentences: Mapping[str, Sequence[Sentence]],
    voices: Sequence[Attribution],
) -> list[ScareQuote]:
    """Scare quotes of the articles of one event, in order of sentences; none: [].

    `sentences`: article id -> its sentences; `voices`: what is attributed in them. `confidence` is
    the logistic function of summed weights of evidence, 0 to 1; rows under `LEAST` are left out.
    Own definition, weights set by reading. The order of the input changes nothing.
    """
    uses = Uses.of(articles, sentences)
    said: defaultdict[str, list[Attribution]] = defaultdict(list)
    for row in voices:
        said[row.sentence_id].append(row)
    event = _Event(uses, said)
    rows = [
        row
        for article_id in sorted(uses.outlet)
        for sentence in sentences.get(article_id, ())
        if sentence.sentence_id in uses.quoted and sentence.role in TELLING_ROLES
        for row in event.read(sentence)
    ]
    return sorted(rows, key=lambda row: (row.sentence_id, row.start))


class _Event:
    """What an event says, and where it uses the words looked up so far."""

    def __init__(self, uses: Uses, said: Said) -> None:
        self.uses = uses
        self.said = said
        self.phrases: dict[tuple[str, ...], Phrase] = {}

    def read(self, sentence: Sentence) -> Iterator[ScareQuote]:
        """The rows of one sentence, in order."""
        for quotation in self.uses.quoted[sentence.sentence_id]:
            words = quoted_frames.bare_words(sentence.text[quotation.start : quotation.end])
            if not quotation.is_closed or not _is_short(words):
                continue
            phrase = self._phrase(quoted_frames.content(words))
            bare = phrase.bare_elsewhere(self.uses.outlet[sentence.article_id])
            evidence = self._evidence(sentence, quotation, phrase, len(bare))
            confidence = _confidence(evidence)
            if confidence >= LEAST:
                yield ScareQuote(
                    sentence.sentence_id, quotation.start, quotation.end, words, confidence,
                    "; ".join(dict.fromkeys(e.words for e in evidence)),
                    len(bare), bare[min(bare)].sentence_id if bare else "",
                )  # fmt: skip

    def _phrase(self, words: tuple[str, ...]) -> Phrase:
        if words not in self.phrases:
            self.phrases[words] = Phrase.of(words, self.uses, self.said)
        return self.phrases[words]

    def _evidence(
        self, sentence: Sentence, quotation: Quotation, phrase: Phrase, n_bare: int
    ) -> list[Evidence]:
        """Every sign there is for or against, what is found in the sentence first."""
        rows = self.said.get(sentence.sentence_id, ())
        around = [row for row in rows if holds(row, sentence, quotation)]
        is_reported = any(row.kind == "indirect" for row in around)
        found = [
            *_attributed(sentence, quotation, around),
            *quoted_frames.read(sentence.text, quotation),
            *quoted_elsewhere.read(sentence, phrase, n_bare, is_reported),
        ]
        if sentence.role == Role.HEADLINE and sentence.text[quotation.start] in SINGLE:
            found.append(_SINGLE)  # there they stand for a speaker as often as not
        if _is_beside_longer(quotation, self.uses.quoted[sentence.sentence_id], sentence.text):
            found.append(QUOTING)
        if CAPITAL in found and n_bare:
            found.append(_NAME)
        return found


def _is_short(words: str) -> bool:
    """Whether what stands between the marks is a word or more, and at most `MAX_WORDS`."""
    return 0 < len(words.split()) <= MAX_WORDS and any(c.isalnum() for c in words)


def _is_beside_longer(quotation: Quotation, others: Sequence[Quotation], text: str) -> bool:
    """Whether the sentence holds a longer quotation of at least `LONGER` words."""
    return any(len(text[q.start : q.end].split()) >= LONGER for q in others if q is not quotation)


def _confidence(evidence: Sequence[Evidence]) -> float:
    """The logistic function of the summed weights, to three digits."""
    return round(1 / (1 + math.exp(-sum(e.weight for e in evidence))), 3)


def _attributed(
    sentence: Sentence, quotation: Quotation, around: Sequence[Attribution]
) -> Iterator[Evidence]:
    """Whether the sentence gives the quotation to a speaker; `around`: what holds it."""
    indirect = [r for r in around if r.kind == "indirect"]
    if indirect:
        yield _BEFORE_CUE if all(_is_far(r, sentence, quotation) for r in indirect) else _REPORTED
        if any(r.cue.lower() in DOUBT for r in indirect):
            yield _CLAIMED
        is_many = any(r.speaker[:1].islower() and r.speaker.endswith("s") for r in indirect)
        if is_many or len({r.speaker for r in indirect}) > 1:
            yield _SEVERAL
        return
    if not around:
        yield _NO_SPEAKER
    elif any(r.cue for r in around):
        yield _NO_SPEAKER
        yield _CUE
    else:
        yield _SPEECH


def _is_far(row: Attribution, sentence: Sentence, quotation: Quotation) -> bool:
    """Whether the cue follows what is reported, and the quotation stands far before it."""
    end = row.end - sentence.start
    follows = row.cue in sentence.text[end:]
    return follows and len(sentence.text[quotation.end : end].split()) >= FAR
