"""Which words of a sentence attribute, and to whom: "Vane said", "according to the ministry".

    find("Ann Vane said that the bridge is safe.", [])
    ->  [Cue(start=9, end=13, speaker_start=0, speaker_end=8, ...)]

A verb of speech counts with the subject that stands before it, or after it when inverted
("..., said Vane"). What is in quotation marks is masked first, so no cue is found inside.
Passives, negations and infinitives ("declined to say") attribute nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coverage.language import subjects
from coverage.language.people import PERSON_NOUNS
from coverage.language.quotes import Quotation
from coverage.language.subjects import AUXILIARY, BE, PRONOUNS, Span, Token, tokens

_LEXICON = Path(__file__).with_name("speech_verbs.txt")
_REACH = 4
"""Within how many words a verb's fixed companion stands: "raised grave concerns"."""
_SHORT_WORD = 4
"""Longest words that headlines in title case may leave in lower case: "from", "with"."""
_BETWEEN = frozenset("also then now so first still".split())
_NEGATION = frozenset("not never nor cannot no nothing".split())
_PASSIVE = BE | frozenset("get got let".split())
_REFUSAL = frozenset("not never declined refused".split())
_INFINITIVE_AFTER = frozenset("went on goes going continued came began quick".split())
_BEFORE_PARTICIPLE = frozenset(
    "and or but while by in after before then instead report statement letter tweet email memo post"
    " message release interview article ad reporters op-ed also".split()
)
_PLURAL = frozenset("they people police many others some both most men women".split())
_DITRANSITIVE = frozenset("told tells tell informed informs reminded assured advised".split())
_SPEAKING_NOUNS = frozenset(
    "people police staff press service ministry office team campaign administration report"
    " statement letter document complaint indictment lawsuit aide official spokesman spokeswoman"
    " spokesperson source lawyer department company group president minister".split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that attribute and the words that name the speaker; offsets into the sentence.

    Where a verb takes up the subject of its sentence ("..., adding that") `is_shared` is true and
    the speaker's offsets are both the cue's start.
    """

    start: int
    end: int
    speaker_start: int
    speaker_end: int
    is_shared: bool
    manner: str  # say, act, think, beside, according

    @property
    def first(self) -> int:
        """Offset at which cue and speaker together begin."""
        return min(self.start, self.speaker_start)

    @property
    def last(self) -> int:
        """Offset at which cue and speaker together end."""
        return max(self.end, self.speaker_end)


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a verb of speech."""

    manner: str  # say, act, think, beside
    tense: str  # base, third, past, ing
    companion: str  # a word that must follow soon, "" for none


def _ends_in_y(base: str) -> bool:
    return base.endswith("y") and base[-2] not in "aeiou"


def forms(base: str, past: str = "", participle: str = "") -> dict[str, str]:
    """Each form of a verb -> base, third, past or ing; the past by rule when not given.

    >>> forms("deny")
    {'deny': 'base', 'denies': 'third', 'denied': 'past', 'denying': 'ing'}
    """
    if not past:
        past = base[:-1] + "ied" if _ends_in_y(base) else base + "ed"[base.endswith("e") :]
    doubled = past == base + base[-1] + "ed"  # admit, admitted
    stem = base[:-1] if base.endswith("e") else base + (base[-1] if doubled else "")
    hiss = base.endswith(("s", "sh", "ch", "x"))
    third = base[:-1] + "ies" if _ends_in_y(base) else base + ("es" if hiss else "s")
    return {base: "base", third: "third", past: "past", participle or past: "past"} | {
        stem + "ing": "ing"
    }


@cache
def lexicon() -> dict[str, tuple[Form, ...]]:
    """Verbs of speech by form; see `speech_verbs.txt` for their source."""
    found: dict[str, tuple[Form, ...]] = {}
    manner = ""
    for line in _LEXICON.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            manner = line.strip("[]")
        elif line and not line.startswith("#"):
            verb, past, participle = (*line.split(), "", "")[:3]
            base, _, companion = verb.partition("+")
            for form, tense in forms(base, past, participle).items():
                found[form] = (*found.get(form, ()), Form(manner, tense, companion))
    return found


def _before(words: Sequence[Token], at: int) -> list[str]:
    """The four words before `at`, adverbs left out from the end."""
    low = [w.low for w in words[max(0, at - 4) : at] if w.is_word]
    while low and (low[-1].endswith("ly") or low[-1] in _BETWEEN):
        low.pop()
    return low


def _is_free_participle(words: Sequence[Token], at: int) -> bool:
    """Whether the form in -ing at `at` is a verb: ", adding", "is saying", not "the warning"."""
    low = _before(words, at)
    if at == 0 or not words[at - 1].is_word:
        return True
    return bool(low) and low[-1] in _BEFORE_PARTICIPLE | (BE - {"be", "been"})


def _is_finite(words: Sequence[Token], at: int, tense: str) -> bool:
    """Whether the form at `at` is a finite, affirmed, active verb."""
    low = _before(words, at)
    last = low[-1] if low else ""
    follows = words[at + 1].low if at + 1 < len(words) else ""
    if last == "to":
        return bool(_INFINITIVE_AFTER & set(low[-3:-1]))
    is_noun = tense in ("base", "third") and last in subjects.PREPOSITION  # "talks on state aid"
    is_passive = last in _PASSIVE or (tense == "past" and follows == "by")
    is_denied = last in _NEGATION or last.endswith(("n't", "'s")) or bool(_REFUSAL & set(low[-2:]))
    is_other = follows in BE | AUXILIARY or follows.endswith("self")  # "asserted itself"
    return not (is_noun or is_passive or is_denied or is_other)


def _has_companion(words: Sequence[Token], at: int, form: Form) -> bool:
    """Whether what the verb at `at` needs stands near it."""
    near = words[at + 1 : at + 1 + _REACH]
    if form.companion:
        return any(w.low == form.companion for w in near)
    if form.manner == "beside":
        around = words[max(0, at - _REACH) : at + 1 + _REACH]
        return any(w.is_quotation or w.text == ":" for w in around)
    if form.manner == "think":
        clause = {"that", "he", "she", "they", "it", "there", "the"}
        return bool(near) and (near[0].low in clause or near[0].is_name or near[0].is_quotation)
    return True


def _may_speak(words: Sequence[Token], span: Span, tense: str) -> bool:
    """Whether a present form can be a verb after these words: "laws say", not "tax states"."""
    run = words[span[0] : span[1]]
    last = run[-1].low
    if tense == "third":
        return run[-1].is_name or last in PRONOUNS | _SPEAKING_NOUNS | PERSON_NOUNS
    plural = last.endswith("s") and not last.endswith(("ss", "'s"))
    joined = any(w.low == "and" for w in run)
    return tense == "past" or plural or joined or last in _PLURAL


def _subject(words: Sequence[Token], at: int, form: Form) -> Span | None:
    """The speaker's words for the finite verb at `at`."""
    previous = words[at - 1] if at else None
    inverted = subjects.after(words, at) if form.manner in ("say", "beside") else None
    if previous is not None and previous.is_quotation and words[at].low not in _DITRANSITIVE:
        return inverted or subjects.before(words, at)
    span = subjects.before(words, at)
    if span is None and previous is not None and previous.text == ",":
        return inverted if words[at].low not in _DITRANSITIVE else None
    return span


def _progressive_subject(words: Sequence[Token], at: int) -> Span | None:
    """The speaker's words in "Vane is saying"; None where the participle stands alone."""
    if _before(words, at)[-1:] == [] or _before(words, at)[-1] not in BE:
        return None
    return subjects.before(words, max(i for i in range(at) if words[i].low in BE))


def _verb_cue(words: Sequence[Token], at: int, form: Form, is_headline: bool) -> Cue | None:
    """The cue that the verb of speech at `at` makes, or None."""
    token = words[at]
    ing = form.tense == "ing"
    is_verb = _is_free_participle(words, at) if ing else _is_finite(words, at, form.tense)
    if (token.is_name and not is_headline) or not is_verb:
        return None
    if not _has_companion(words, at, form):
        return None
    span = _progressive_subject(words, at) if ing else _subject(words, at, form)
    if (ing and span is None) or (not ing and subjects.is_shared(words, at)):
        return Cue(token.start, token.end, token.start, token.start, True, form.manner)
    helped = at > 0 and words[at - 1].low in AUXILIARY
    if span is None or not (helped or _may_speak(words, span, form.tense)):
        return None
    start, end = words[span[0]].start, words[span[1] - 1].end
    return Cue(token.start, token.end, start, end, False, form.manner)


def _according(words: Sequence[Token], at: int) -> Cue | None:
    """The cue "according to X" at `at`, or None."""
    if at + 2 >= len(words) or words[at + 1].low != "to":
        return None
    first = stop = at + 2
    while stop < len(words) and words[stop].is_word and words[stop].low not in subjects.BOUNDARY:
        if stop > first and words[stop].low in subjects.PREPOSITION - {"of", "for", "to"}:
            break
        stop += 1
    if first == stop:
        return None
    named = stop + 1
    while named < len(words) and words[named].is_name:
        named += 1
    if named > stop + 2 and words[stop].text == "," and not words[stop - 1].is_name:
        first, stop = stop + 1, named
    start, end = words[first].start, words[stop - 1].end
    return Cue(words[at].start, words[at + 1].end, start, end, False, "according")


def _is_title_case(words: Sequence[Token]) -> bool:
    """Whether nearly All Words Begin Like This, as in headlines."""
    long = [w for w in words if w.is_word and len(w.text) > _SHORT_WORD]
    return len(long) > 1 and all(w.is_name or w.text[0].isdigit() for w in long)


def find(text: str, quotations: Sequence[Quotation]) -> list[Cue]:
    """Cues of one sentence in order; `quotations` are offsets into it and may reach beyond it."""
    words = tokens(text, quotations)
    is_headline = _is_title_case(words)
    found: list[Cue] = []
    for at, token in enumerate(words):
        if token.low == "according":
            cue = _according(words, at)
        else:
            tried = (
                _verb_cue(words, at, form, is_headline) for form in lexicon().get(token.low, ())
            )
            cue = next((c for c in tried if c), None)
        if cue is not None:
            found.append(cue)
    return found
