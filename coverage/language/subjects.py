"""The words of a sentence, and which run of them can be the subject of a verb, without a parser.

A subject is the run of words between the last boundary of a clause and the verb, less what
stands around its head: "In a letter Ms. Vane" -> "Ms. Vane"; "Senator Vane of Iowa" -> "Senator
Vane". Where the run makes no sense as a speaker there is none: doubt is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from coverage.language.quotes import Quotation

MAX_SUBJECT_WORDS = 12
"""Most words of a subject. Own choice: longer runs are clauses whose verb we do not know."""

MAX_CHUNK_WORDS = 60
"""Most words to look over for a subject's other end, so that no text takes long."""

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
_OFFICES = frozenset("secretary minister director chief head chairman chairwoman leader".split())
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
_NO_HEADS = NOT_SPEAKERS | DETERMINER | PREPOSITION
_PARTY = re.compile(r"(?:[DRI]|Dem|Rep)-[A-Z]")

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
        return self.text[0].isalnum()

    @property
    def is_name(self) -> bool:
        """Whether it is written as a proper name is."""
        return self.text[0].isupper()

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
        stop -= 1
    first, least = stop, max(0, stop - MAX_CHUNK_WORDS)
    while (
        first > least and words[first - 1].is_word and words[first - 1].low not in _CLAUSE_BOUNDARY
    ):
        first -= 1
    return first, stop


def last_name(words: Sequence[Token], first: int, stop: int) -> Span | None:
    """The name at the end of a run that opens with a preposition: "In a letter Ms. Vane"."""
    name = stop
    while name > first + 1 and words[name - 1].is_name:
        name -= 1
    known = name < stop and words[name - 1].low not in PREPOSITION
    return (name, stop) if known else None


def is_clause(run: Sequence[Token]) -> bool:
    """Whether a run of words holds a verb of its own, so that it is no subject."""
    last = run[-1].low
    verb = not run[-1].is_name and last.endswith(("ed", "ing")) and last != "meeting"
    pronoun = len(run) > 1 and run[0].low in PRONOUNS
    nobody = run[0].low in ("nobody", "nothing", "none")
    finite = any(w.low in BE | AUXILIARY for w in run if not w.is_name)
    acts = any(  # "the board denied the ..."
        w.text.endswith("ed") and not w.is_name and after.low in DETERMINER
        for w, after in pairwise(run)
    )
    return verb or pronoun or nobody or finite or acts


def _is_run(run: Sequence[Token]) -> bool:
    """Whether these are the words of a field and a name after it, all capitals."""
    return len(run) > 2 and all(w.is_name or w.low == "and" for w in run)  # noqa: PLR2004


def head(words: Sequence[Token], first: int, stop: int) -> Span | None:
    """The speaker's words within a run that ends before the verb.

    "In a letter Ms. Vane" -> "Ms. Vane"; "Senator Vane of Iowa" -> "Senator Vane"; "a spokesman
    for Vane" whole; "several of them" none.
    """
    while first < stop and is_skippable(words[first]) and not words[first].is_name:
        first += 1
    while first < stop and words[first].low in TIME and words[first].is_name:
        first += 1
    if first >= stop:
        return None
    if words[stop - 1].low in PRONOUNS:
        return stop - 1, stop
    if words[first].low in PREPOSITION:
        return last_name(words, first, stop)
    return _whole(words, first, _cut(words, first, stop))


def _cut(words: Sequence[Token], first: int, stop: int) -> int:
    """Where a name ends that a preposition follows: "Senator Vane | of Iowa"."""
    cut = next((i for i in range(first + 1, stop) if words[i].text in PREPOSITION), stop)
    plural = first == 0 and cut == 1 and words[0].low.endswith("s")  # "Members of ..."
    named = words[cut - 1].is_name and words[first].low not in DETERMINER
    field = words[cut - 1].low in _OFFICES and _is_run(words[cut + 1 : stop])
    return cut if named and not plural and not field else stop  # "Secretary of State Ann Vane"


def _whole(words: Sequence[Token], first: int, stop: int) -> Span | None:
    """The run itself where it may be a speaker, or None."""
    run = [w.low for w in words[first:stop]]
    if run[0] in ALONE and run[1:] in ([], ["of", "them"]):
        return first, stop
    last = run[-1].partition("'")[0]  # "we've reported"
    odd = last in _NO_HEADS or run[0] == "according" or run[-2:] == ["same", "time"]
    if odd or len(run) > MAX_SUBJECT_WORDS or is_clause(words[first:stop]):
        return None
    return first, stop


def is_pure_name(words: Sequence[Token], span: Span) -> bool:
    """Whether a span is a name, and no mere "D-Ohio", "Republican" or "Tuesday"."""
    run = words[span[0] : span[1]]
    tag = _PARTY.match(run[0].text) or run[0].low in ("democrat", "republican", "independent")
    return not tag and run[-1].low not in TIME and all(w.is_name for w in run)
