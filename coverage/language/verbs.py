"""Verbs of speech: their forms, and whether a form in its place is a verb that attributes.

forms("deny")  ->  deny, denies, denied, denying
"declined to say", "was told", "the warning", "called in the envoy": not one of them speaks
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coverage.language.subjects import AUXILIARY, BE, PREPOSITION, Token

_LEXICON = Path(__file__).with_name("speech_verbs.txt")
_REACH = 4
"""Within how many words a verb's fixed companion stands: "raised grave concerns"."""
_BETWEEN = frozenset("also then now so first still".split())
_NEGATION = frozenset("not never nor cannot no nothing".split())
_PASSIVE = BE | frozenset("get got let".split())
_REFUSAL = frozenset("not never declined refused".split())
_INFINITIVE_AFTER = frozenset("went on goes going continued came began quick first".split())
_FAR = 9
"""Within how many words a letter stands before what it says: "a letter to the board warning"."""
_LETTERS = frozenset(
    "letter letters email e-mail memo statement complaint lawsuit tweet message campaign ad"
    " petition resolution report op-ed".split()
)
_STATING = frozenset(
    "saying warning urging claiming accusing arguing calling asking alleging demanding declaring"
    " criticizing criticising blaming denying denouncing condemning threatening defending".split()
)
_BEFORE_PARTICIPLE = frozenset(
    "and or but while by in after before then instead report statement letter tweet email memo post"
    " message release interview article ad reporters op-ed also".split()
)
_BEFORE_NOUN = PREPOSITION | frozenset("his her its their our my your these those a an the".split())
"""What stands before a noun and never before a finite verb: "about his claims"."""
_OBJECTS = frozenset("a an another more his her its their further fresh".split())
_OTHERWISE = {
    "call": frozenset("up in back off out together into".split()),
    "add": _OBJECTS | {"up", "to"},
    "maintain": _OBJECTS | {"contact", "regular", "close"},
    "tweet": frozenset("a an about at".split()),
}
"""What follows a verb when it says nothing: "called in the envoy", "added a twist"."""
_OPEN = frozenset("rule ruled dispute exclude".split())
"""What is said even where it is not done: whoever does not rule out a thing says so."""


SAID = "said"
"""Stance of a cue that says nothing of the words but that somebody says them."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a verb of speech."""

    manner: str  # say, act, think, beside
    tense: str  # base, third, past, ing
    companion: str  # a word that must follow soon, "" for none
    stance: str = SAID  # said, claimed, admitted, warned, denied


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
            entry, _, stance = line.partition("=")
            verb, past, participle = (*entry.split(), "", "")[:3]
            base, _, companion = verb.partition("+")
            for form, tense in forms(base, past, participle).items():
                known = Form(manner, tense, companion, stance or SAID)
                found[form] = (*found.get(form, ()), known)
    return found


def before(words: Sequence[Token], at: int) -> list[str]:
    """The words of the four before `at` that no mark parts from it, adverbs left out at the end."""
    low: list[str] = []
    for word in words[max(0, at - 4) : at]:
        low = [*low, word.low] if word.is_word else []
    while low and (low[-1].endswith("ly") or low[-1] in _BETWEEN):
        low.pop()
    return low


def is_free_participle(words: Sequence[Token], at: int) -> bool:
    """Whether the form in -ing at `at` is a verb: ", adding", "is saying", not "the warning"."""
    low = before(words, at)
    if at == 0 or not words[at - 1].is_word:
        return True
    chunk = [w.low for w in words[max(0, at - _FAR) : at]]
    if words[at - 1].low != "of" and _LETTERS & set(chunk) and words[at].low in _STATING:
        return True
    return bool(low) and low[-1] in _BEFORE_PARTICIPLE | (BE - {"be", "been"})


def is_finite(words: Sequence[Token], at: int, tense: str) -> bool:
    """Whether the form at `at` is a finite, affirmed, active verb."""
    low = before(words, at)
    last = low[-1] if low else ""
    follows = words[at + 1].low if at + 1 < len(words) else ""
    if last == "to":
        return bool(_INFINITIVE_AFTER & set(low[-3:-1]))
    is_noun = tense in ("base", "third") and last in _BEFORE_NOUN  # "talks on state aid"
    ends = " ".join(w.low for w in words[at + 1 : at + 3])
    is_passive = last in _PASSIVE or (tense == "past" and (follows == "by" or ends == "to as"))
    is_denied = last in _NEGATION or last.endswith(("n't", "'s")) or bool(_REFUSAL & set(low[-2:]))
    if words[at].low in _OPEN:  # "did not rule out", "does not dispute", "not only criticised"
        is_denied = False
    is_other = follows in BE | AUXILIARY or follows.endswith("self")  # "asserted itself"
    return not (is_noun or is_passive or is_denied or is_other)


def stance(words: Sequence[Token], at: int, form: Form) -> str:
    """The stance of the form at `at`; whoever "did not rule out" a thing has not denied it."""
    low = before(words, at)
    is_undone = form.stance == "denied" and any(w in _NEGATION or w.endswith("n't") for w in low)
    return SAID if is_undone else form.stance


def has_companion(words: Sequence[Token], at: int, form: Form) -> bool:
    """Whether what the verb at `at` needs stands near it, and nothing that makes it another."""
    near = words[at + 1 : at + 1 + _REACH]
    low = words[at].low
    if near and any(low.startswith(v) and near[0].low in apart for v, apart in _OTHERWISE.items()):
        return False
    if form.companion == "of":  # "spoke of rain", not "spoke to a crowd of friends"
        near = near[: next((i for i, w in enumerate(near) if w.low == "to"), len(near))]
    has_word = not form.companion or any(w.low == form.companion for w in near)
    if form.manner == "beside":
        return has_word and (any(w.is_quotation for w in words) or any(w.text == ":" for w in near))
    if form.manner == "think":
        clause = {"that", "he", "she", "they", "it", "there", "the"}
        opens = bool(near) and (near[0].low in clause or near[0].is_name or near[0].is_quotation)
        return has_word and opens
    return has_word
