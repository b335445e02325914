"""What an event's other sentences say of a short quotation: is it somebody's, is it used bare?

here: the "accident"    elsewhere: "It was an accident," Vane said.    ->  WITHIN
                        elsewhere: The accident killed two.            ->  BARE
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coverage.language.quotes import Quotation
from coverage.measures import quoted_frames
from coverage.measures.quoted_frames import SAID_BESIDE, Evidence
from coverage.measures.word_uses import Use, Uses
from coverage.records import Attribution, Role, Sentence

SPOKEN_LENGTH = 6
"""Fewest words of a quotation that is somebody's words whoever says it. Own choice."""

# Own weights, as in `quoted_frames`.
ELSEWHERE = Evidence("somebody's words elsewhere in the event", -2.0)
WITHIN = Evidence("a word of somebody's elsewhere in the event", -0.8)
HEADLINE = Evidence("a headline's quotation of the text below", -2.5)
OWN_BARE = Evidence("bare elsewhere in the article", -1.0)
BARE = Evidence("bare in another outlet", 0.8)
BARE_IN_SEVERAL = Evidence("bare in {} other outlets", 1.3)

Said = Mapping[str, Sequence[Attribution]]
"""Sentence id -> what is attributed in the sentence."""


def holds(row: Attribution, sentence: Sentence, quotation: Quotation) -> bool:
    """Whether the attributed words hold the quotation; `quotation` as offsets into the sentence."""
    start, end = row.start - sentence.start, row.end - sentence.start
    return start <= quotation.start and quotation.end <= end


@dataclass(slots=True)
class Phrase:
    """Where an event uses some words: bare by outlet and by article, and in somebody's speech."""

    bare: dict[str, Sentence] = field(default_factory=dict)  # outlet -> its first sentence
    bare_in: set[str] = field(default_factory=set)  # article ids
    said_whole: set[str] = field(default_factory=set)  # ids of sentences that quote little more
    said_within: set[str] = field(default_factory=set)  # ids of sentences that quote more
    said_in: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, words: Sequence[str], uses: Uses, said: Said) -> Phrase:
        """The uses of the words; () has none."""
        found = cls()
        for use in uses.find(words):
            sentence = use.sentence
            if use.quotation is None:
                found.bare.setdefault(uses.outlet[sentence.article_id], sentence)
                found.bare_in.add(sentence.article_id)
            elif _is_spoken(sentence, use.quotation, said.get(sentence.sentence_id, ())):
                whole = len(words) > 1 or _length(use) <= len(words) + 1
                group = found.said_whole if whole else found.said_within
                group.add(sentence.sentence_id)
                found.said_in[sentence.article_id].add(sentence.sentence_id)
        return found

    def bare_elsewhere(self, outlet: str) -> dict[str, Sentence]:
        """Other outlets than this that use the words bare, each with its first such sentence."""
        return {other: s for other, s in self.bare.items() if other != outlet}


def _length(use: Use) -> int:
    """Words of the quotation around a use."""
    around = use.quotation
    return len(use.sentence.text[around.start : around.end].split()) if around else 0


def _is_spoken(sentence: Sentence, quotation: Quotation, rows: Sequence[Attribution]) -> bool:
    """Whether a quotation is long, or given to somebody by its sentence."""
    text = sentence.text[quotation.start : quotation.end]
    beside = SAID_BESIDE in quoted_frames.read(sentence.text, quotation)
    reported = any(r.kind == "indirect" and holds(r, sentence, quotation) for r in rows)
    return len(text.split()) >= SPOKEN_LENGTH or beside or reported


def read(sentence: Sentence, phrase: Phrase, n_bare: int, is_reported: bool) -> Iterator[Evidence]:
    """The signs for a quotation in a sentence, whose words are the phrase's. Own definition.

    `n_bare`: other outlets that use them bare. Of what the sentence itself gives to a speaker
    (`is_reported`) it tells nothing that others say the same.
    """
    here = {sentence.sentence_id}
    if phrase.said_whole - here and not is_reported:
        yield ELSEWHERE
    elif phrase.said_within - here and not is_reported:
        yield WITHIN
    if sentence.role == Role.HEADLINE and phrase.said_in.get(sentence.article_id, set()) - here:
        yield HEADLINE
    if sentence.article_id in phrase.bare_in:
        yield OWN_BARE
    if n_bare == 1:
        yield BARE
    elif n_bare:
        yield Evidence(BARE_IN_SEVERAL.words.format(n_bare), BARE_IN_SEVERAL.weight)
