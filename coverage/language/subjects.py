"""The words of a sentence, and the run of them that can be the subject of a verb, without a parser.

A subject stands in the run of words between the last boundary of a clause and the verb; `heads`
finds it there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coverage.language.quotes import Quotation

MAX_CHUNK_WORDS = 60
"""Most words to look over for a subject's other end, so that no text takes long."""

_AGO = 3
"""Words of "a week ago"."""

_MASK = "\x00"
_TOKEN = re.compile(
    rf"{_MASK}+|(?:[A-Z]\.)+|\b(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Prof|Rev|St|Jr|Sr)\."
    r"|[^\W_]+(?:[’'.\-][^\W_]+)*|\S"
)
BE = frozenset("is are was were be been being am isn't wasn't aren't weren't".split())
AUXILIARY = frozenset("has have had did do does will would could should may might can must".split())
TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december today yesterday tonight morning afternoon"
    " evening night week month year earlier later early late then again".split()
)
_ADVERB = frozenset(
    "also later then again already once even just still further first since meanwhile however"
    " instead ever twice long now recently together himself herself themselves though"
    " both in on this last next at turn not".split()
)
BOUNDARY = frozenset(
    "and but or as while when that because although though if where whether before after since"
    " which who whom whose than until unless what how why so yet plus".split()
)
_CLAUSE_BOUNDARY = BOUNDARY | frozenset("said says say told adding saying".split())
PREPOSITION = frozenset(
    "of for from in at with on to by about during over under near behind within into against"
    " between among including despite without through amid following like unlike besides".split()
)
DETERMINER = frozenset(
    "a an the this that these those his her its their our my your some any no several many few"
    " most other another one two three both all each every more such".split()
)
PRONOUNS = frozenset("he she they it".split())
ALONE = frozenset("some many others both several one most all two three neither either".split())
"""What stands for people by itself: "some say"."""
NOT_SPEAKERS = frozenset(
    "there this that these those which what i we you who him her nothing nobody them us".split()
)
Span = tuple[int, int]
"""[first, stop) over tokens."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, or a masked quotation; offsets into the sentence."""

    text: str
    start: int
    end: int
    low: str  # the word in lower case, with a straight apostrophe

    @property
    def is_word(self) -> bool:
        """Whether it is a word."""
        return self.text[0].isalnum() or self.text == "&"

    @property
    def is_name(self) -> bool:
        """Whether it is written as a proper name is."""
        return self.text[0].isupper() or self.text == "&"

    @property
    def is_quotation(self) -> bool:
        """Whether it stands for words in quotation marks."""
        return self.text[0] == _MASK


def tokens(text: str, quotations: Sequence[Quotation]) -> list[Token]:
    """Words and marks of `text`; each quotation is one token, what is in brackets is none."""
    masked = text
    for quotation in quotations:
        start, end = max(0, quotation.start), min(len(text), quotation.end)
        masked = masked[:start] + _MASK * (end - start) + masked[end:]
    if not masked.startswith("("):  # a sentence in brackets is read
        masked = re.sub(r"\([^()]*\)", lambda m: " " * len(m.group()), masked)
    return [
        Token(m.group(), m.start(), m.end(), m.group().lower().replace("’", "'"))
        for m in _TOKEN.finditer(masked)
    ]


def is_skippable(token: Token) -> bool:
    """Whether the word may stand between a subject and its verb."""
    low = token.low
    known = low in _ADVERB or low in TIME or low in AUXILIARY
    return known or (low.endswith("ly") and not token.is_name) or low.isdigit()


def chunk_before(words: Sequence[Token], at: int) -> Span:
    """The run of words that ends right before `at`, adverbs and times left out."""
    stop = at
    while stop and words[stop - 1].is_word and is_skippable(words[stop - 1]):
        if words[stop - 1].low == "both" and (stop == 1 or not words[stop - 2].is_word):
            break  # "Both said"
        stop -= 1
    if stop > 1 and words[stop - 1].low in ("there", "here") and words[stop - 2].is_word:
        stop -= 1  # "officials there said"
    if stop > _AGO and words[stop - 1].low == "ago":  # "who a week ago said"
        stop -= _AGO
    first, least = stop, max(0, stop - MAX_CHUNK_WORDS)
    while (
        first > least and words[first - 1].is_word and words[first - 1].low not in _CLAUSE_BOUNDARY
    ):
        first -= 1
    return first, stop
