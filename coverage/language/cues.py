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

from coverage.language import according, around_verbs, participles, subjects, verbs
from coverage.language.companions import has_companion
from coverage.language.people import PERSON_NOUNS
from coverage.language.quotes import Quotation
from coverage.language.subjects import AUXILIARY, BE, PRONOUNS, Span, Token, tokens
from coverage.language.verbs import (
    Form,
    before,
    is_finite,
    is_free_participle,
    lexicon,
)

_SHORT_WORD = 4
"""Longest words that headlines in title case may leave in lower case: "from", "with"."""
_OWNERS = frozenset("his her its their".split())
_LONG_TAIL = 4
"""Words of a place behind a subject that are too many for a verb in the present to follow:
"the ministry in the capital claims", but "lasses of the night shift gave the only answer"."""
_PLURAL = frozenset("they people police many others some both most men women".split())
_DITRANSITIVE = frozenset("told tells tell informed informs reminded assured advised".split())
SPEAKING_NOUNS = frozenset(
    "man woman student user caller people police staff press service ministry office team campaign"
    " administration report"
    " statement letter document complaint indictment lawsuit aide official spokesman spokeswoman"
    " spokesperson source lawyer department company group president minister ministry agency party"
    " union federation government court committee bank firm concern army force council commission"
    " bureau insider head rector university movement board panel institute society church synod"
    " study survey poll author writer one someone nobody victim witness friend neighbour neighbor"
    " doctor nurse father mother wife husband son daughter brother sister widow it paper newspaper"
    " network website outlet lobby camp side opposition mission embassy hospital message memo"
    " notice note tweet article story filing suit ruling order opinion transcript affidavit draft"
    " review".split()
)


_NAMING = frozenset("called dubbed labeled labelled termed".split())
_TIMES = frozenset("when after before since as once until".split())


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
    stance: str = verbs.SAID  # said, claimed, admitted, warned, denied

    @property
    def first(self) -> int:
        """Offset at which cue and speaker together begin."""
        return min(self.start, self.speaker_start)

    @property
    def last(self) -> int:
        """Offset at which cue and speaker together end."""
        return max(self.end, self.speaker_end)


def _may_speak(words: Sequence[Token], span: Span, tense: str) -> bool:
    """Whether a present form can be a verb after these words: "laws say", not "tax states"."""
    run = words[span[0] : span[1]]
    cut = next((i for i in range(1, len(run)) if run[i].low in subjects.PREPOSITION), len(run))
    owned = any(w.low in _OWNERS for w in run[cut:])
    cut = cut if len(run) - cut < _LONG_TAIL and not owned else len(run)
    last = run[cut - 1].low
    if last in subjects.ALONE:
        return tense == "past" or (tense == "base" and last != "one")
    if tense == "third":
        return run[-1].is_name or last in PRONOUNS | SPEAKING_NOUNS | PERSON_NOUNS
    plural = last.endswith("s") and not last.endswith(("ss", "'s"))
    joined = any(w.low == "and" for w in run)
    return tense in ("past", "ing") or plural or joined or last in _PLURAL


def _subject(words: Sequence[Token], at: int, form: Form) -> Span | None:
    """The speaker's words for the finite verb at `at`."""
    begun = verbs.begins(words, at)
    if begun < at:
        return around_verbs.before(words, begun)
    previous = words[at - 1] if at else None
    inverted = around_verbs.after(words, at) if form.manner in ("say", "beside") else None
    if previous is not None and previous.is_quotation and words[at].low not in _DITRANSITIVE:
        return inverted or around_verbs.before(words, at)
    span = around_verbs.before(words, at)
    if span is None and previous is not None and previous.text == ",":
        return inverted if words[at].low not in _DITRANSITIVE else None
    return span


def _has_verb(tail: Sequence[Token]) -> bool:
    """Whether another verb stands between a subject and a form that is perhaps a noun: "Vane on
    Monday rejected calls".
    """
    is_whole = all(w.is_word for w in tail)  # no aside, "Vane, who tried, says"
    return is_whole and any(w.text.endswith("ed") and not w.is_name for w in tail)


def _is_gap(words: Sequence[Token], first: int, at: int, form: Form) -> bool:
    """Whether a relative clause takes what is said away: "whom Vane has accused", "what they call".

    Not so in "which critics said would": there another verb follows.
    """
    lead = words[first - 1].low if first else ""
    if lead not in ("whom", "which") and (lead != "what" or form.manner == "say"):
        return False
    follows = words[at + 1 : at + 2]
    is_quoted = any(w.is_quotation or w.text == ":" for w in words[at + 1 :])
    return not is_quoted and not any(w.low in BE | AUXILIARY for w in follows)


def _participle_cue(words: Sequence[Token], at: int, form: Form) -> Cue | None:
    """The cue that the form in -ing at `at` makes, or None: "Vane is saying", ", adding"."""
    span = participles.quoted(words, at) or participles.progressive(words, at)
    if span is None and form.manner == "say":
        span = participles.accompanied(words, at)
        if span is not None:
            return _cue(words, at, form, span)
    if span is None and not is_free_participle(words, at):
        return None
    if span is None:
        return _shared(words, at, form)
    return _cue(words, at, form, span) if _may_act(words, at, form, span) else None


def _finite_cue(words: Sequence[Token], at: int, form: Form) -> Cue | None:
    """The cue that the finite verb at `at` makes, or None."""
    if not is_finite(words, at, form.tense):
        return None
    if around_verbs.is_shared(words, at):
        return _shared(words, at, form)
    span = _subject(words, at, form)
    is_noun = form.tense in ("base", "third") and span and _has_verb(words[span[1] : at])
    is_noun = is_noun and verbs.begins(words, at) == at
    if span is None or is_noun or not _may_act(words, at, form, span):
        return None
    return _cue(words, at, form, span)


def _may_act(words: Sequence[Token], at: int, form: Form, span: Span) -> bool:
    """Whether the subject at `span` says something by the verb at `at`."""
    opener = words[span[0] - 1].low if span[0] else ""
    asks = opener == "whether"
    if opener in _TIMES and form.manner == "act" and not any(w.is_quotation for w in words[at:]):
        return False  # "After Vane dismissed her, Holt left"
    near = [low for low in before(words, at) if low != "not"]
    helped = (bool(near) and near[-1] in AUXILIARY) or verbs.begins(words, at) < at
    if words[at].low in _NAMING and words[span[0]].low in ("a", "an") and not helped:
        return False  # "a company called Vane"
    is_beside = any(w.is_quotation for w in words[at + 1 : at + 3])
    speaks = helped or is_beside or _may_speak(words, span, form.tense)
    return speaks and not asks and not _is_gap(words, span[0], at, form)


def _cue(words: Sequence[Token], at: int, form: Form, span: Span) -> Cue:
    start, end = words[span[0]].start, words[span[1] - 1].end
    stance = verbs.stance(words, at, form)
    return Cue(words[at].start, words[at].end, start, end, False, form.manner, stance)


def _shared(words: Sequence[Token], at: int, form: Form) -> Cue:
    start, end = words[at].start, words[at].end
    return Cue(start, end, start, start, True, form.manner, verbs.stance(words, at, form))


def _verb_cue(words: Sequence[Token], at: int, form: Form, is_headline: bool) -> Cue | None:
    """The cue that the verb of speech at `at` makes, or None."""
    if (words[at].is_name and not is_headline) or not has_companion(words, at, form):
        return None
    find_cue = _participle_cue if form.tense == "ing" else _finite_cue
    return find_cue(words, at, form)


def _according(words: Sequence[Token], at: int) -> Cue | None:
    """The cue "according to X" at `at`, or None."""
    span = according.source(words, at)
    if span is None:
        return None
    start, end = words[span[0]].start, words[span[1] - 1].end
    return Cue(words[at].start, words[at + 1].end, start, end, False, "according")


def _is_title_case(words: Sequence[Token]) -> bool:
    """Whether nearly All Words Begin Like This, as in headlines."""
    long = [w for w in words if w.is_word and len(w.text) > _SHORT_WORD]
    return len(long) > 1 and all(w.is_name or w.text[0].isdigit() for w in long)


def find(text: str, quotations: Sequence[Quotation]) -> list[Cue]:
    """Cues of one sentence in order; `quotations` are offsets into it and may reach beyond it."""
    words = tokens(text, quotations)
    is_headline = _is_title_case(words)
    known = lexicon()
    found: list[Cue] = []
    for at, token in enumerate(words):
        tried: list[Cue | None] = []
        if token.low == "according":
            tried = [_according(words, at)]
        elif token.low in known:
            tried = [_verb_cue(words, at, form, is_headline) for form in known[token.low]]
        found += [cue for cue in tried if cue][:1]
    return found
