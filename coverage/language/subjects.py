"""Which words before or after a verb are its subject, without a parser.

A subject is the run of words between the last boundary of a clause and the verb, less what
stands around its head: "In a letter Ms. Vane" -> "Ms. Vane"; "Bo Holt, who runs the port," ->
"Bo Holt". Where the run makes no sense as a speaker there is none: doubt is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coverage.language.quotes import Quotation

MAX_SUBJECT_WORDS = 12
"""Most words of a subject. Own choice: longer runs are clauses whose verb we do not know."""
MAX_APPOSITIONS = 4
"""Most stretches between commas to look back over for a name. Own choice, from reading."""

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
    " both in on this last next at turn".split()
)
BOUNDARY = frozenset(
    "and but or as while when that because although though if where whether before after since"
    " which who whom whose than until unless what how why so yet plus".split()
)
PREPOSITION = frozenset(
    "of for from in at with on to by about during over under near behind within into against"
    " between among including despite without through amid following like unlike besides".split()
)
DETERMINER = frozenset(
    "a an the this that these those his her its their our my your some any no several many few"
    " most other another one two three both all each every more such".split()
)
PRONOUNS = frozenset("he she they".split())
NOT_SPEAKERS = frozenset(
    "it there this that these those which what i we you who him her nothing nobody them us".split()
)
_PARTY = re.compile(r"(?:[DRI]|Dem|Rep)-[A-Z]")

Span = tuple[int, int]
"""[first, stop) over tokens."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, or a masked quotation; offsets into the sentence."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The word in lower case, with a straight apostrophe."""
        return self.text.lower().replace("’", "'")

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
    masked = re.sub(r"\([^()]*\)", lambda m: " " * len(m.group()), masked)
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(masked)]


def is_skippable(token: Token) -> bool:
    """Whether the word may stand between a subject and its verb."""
    low = token.low
    known = low in _ADVERB or low in TIME or low in AUXILIARY
    return known or (low.endswith("ly") and not token.is_name) or low.isdigit()


def _chunk_before(words: Sequence[Token], at: int) -> Span:
    """The run of words that ends right before `at`, adverbs and times left out."""
    stop = at
    while stop and words[stop - 1].is_word and is_skippable(words[stop - 1]):
        stop -= 1
    first = stop
    while first and words[first - 1].is_word and words[first - 1].low not in BOUNDARY:
        first -= 1
    return first, stop


def _last_name(words: Sequence[Token], first: int, stop: int) -> Span | None:
    """The name at the end of a run that opens with a preposition: "In a letter Ms. Vane"."""
    name = stop
    while name > first + 1 and words[name - 1].is_name:
        name -= 1
    known = name < stop and words[name - 1].low not in PREPOSITION
    return (name, stop) if known else None


def _is_clause(run: Sequence[Token]) -> bool:
    """Whether a run of words holds a verb of its own, so that it is no subject."""
    last = run[-1].low
    verb = not run[-1].is_name and last.endswith(("ed", "ing")) and last != "meeting"
    pronoun = len(run) > 1 and run[0].low in PRONOUNS
    nobody = run[0].low in ("nobody", "nothing", "none", "it")
    finite = any(w.low in BE | AUXILIARY for w in run if not w.is_name)
    return verb or pronoun or nobody or finite


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
        return _last_name(words, first, stop)
    cut = next((i for i in range(first + 1, stop) if words[i].low in PREPOSITION), stop)
    plural = first == 0 and cut == 1 and words[0].low.endswith("s")  # "Members of ..."
    named = words[cut - 1].is_name and words[first].low not in DETERMINER
    if cut < stop and named and not plural:
        stop = cut
    odd = words[stop - 1].low in NOT_SPEAKERS | DETERMINER | PREPOSITION
    if odd or stop - first > MAX_SUBJECT_WORDS or _is_clause(words[first:stop]):
        return None
    return first, stop


def _is_pure_name(words: Sequence[Token], span: Span) -> bool:
    """Whether a span is a name, and no mere "D-Ohio", "Republican" or "Tuesday"."""
    run = words[span[0] : span[1]]
    tag = _PARTY.match(run[0].text) or run[0].low in ("democrat", "republican", "independent")
    return not tag and run[-1].low not in TIME and all(w.is_name for w in run)


def _apposed(words: Sequence[Token], comma: int) -> Span | None:
    """The subject before one or more appositions, the last of which ends at `comma`.

    "Bo Holt, D-Ohio, head of the port, " -> "Bo Holt"; "the mayor, Ann Vane, " -> "Ann Vane".
    """
    heads: list[Span] = []
    stop = comma
    for _ in range(MAX_APPOSITIONS):
        opening = next((i for i in range(stop - 1, -1, -1) if words[i].text in ",—–;:"), -1)
        first = max(_chunk_before(words, stop)[0], opening + 1)
        span = head(words, first, _chunk_before(words, stop)[1]) if first < stop else None
        if span and _is_pure_name(words, span) and not words[span[0]].is_quotation:
            return span
        if span:
            heads.append(span)
        if opening < 0 or words[opening].text in ";:":
            break
        stop = opening
    return heads[1] if len(heads) > 1 else None


def _joined(words: Sequence[Token], first: int) -> int:
    """Where "Vane and Holt" begins, when the run at `first` is its second name."""
    if first < 2 or words[first - 1].low != "and" or not words[first].is_name:  # noqa: PLR2004
        return first
    left = first - 1
    while left and words[left - 1].is_word and words[left - 1].is_name:
        left -= 1
    starts = left == 0 or not words[left - 1].is_word or words[left - 1].low in BOUNDARY
    return left if left < first - 1 and starts else first


def is_shared(words: Sequence[Token], at: int) -> bool:
    """Whether the verb at `at` takes up the subject of a verb before it: "rose and said"."""
    first, stop = _chunk_before(words, at)
    return first == stop and first > 0 and words[first - 1].low in ("and", "but", "or", "then")


def before(words: Sequence[Token], at: int) -> Span | None:
    """The speaker's words before the verb at `at`, or None."""
    first, stop = _chunk_before(words, at)
    if first < stop:
        span = head(words, first, stop)
        return (_joined(words, first), span[1]) if span and span[0] == first else span
    if not first:
        return None
    boundary = words[first - 1]
    if boundary.low == "who" and first > 1:
        stop = first - 1 - (words[first - 2].text == ",")
        begin, stop = _chunk_before(words, stop)
        return head(words, begin, stop) if begin < stop else None
    return _apposed(words, first - 1) if boundary.text in ",—–" else None


def after(words: Sequence[Token], at: int) -> Span | None:
    """The speaker's words after an inverted verb: `..., said the mayor, Ann Vane.`"""
    first = stop = at + 1
    while stop < len(words) and words[stop].is_word and words[stop].low not in BOUNDARY:
        if stop > first and (words[stop].low in TIME or words[stop].low in PREPOSITION - {"of"}):
            break
        stop += 1
    if first == stop or words[first].low in PREPOSITION | NOT_SPEAKERS | TIME:
        return None
    of = next((i for i in range(first, stop) if words[i].low == "of"), stop)
    if of < stop and words[of - 1].is_name and words[first].low not in DETERMINER:
        stop = of
    if _is_clause(words[first:stop]) or not (
        words[first].is_name or words[first].low in DETERMINER | PRONOUNS or words[stop - 1].is_name
    ):
        return None
    named = stop + 1
    while named < len(words) and words[named].is_name and words[named].is_word:
        named += 1
    if stop < len(words) and words[stop].text == "," and named > stop + 2:
        return (stop + 1, named) if not words[stop - 1].is_name else (first, stop)
    if stop < len(words) and words[stop].low == "and" and named > stop + 1:
        return first, named
    return first, stop
