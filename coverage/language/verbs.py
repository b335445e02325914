"""Verbs of speech: their forms, and whether a form in its place is a verb that attributes.

forms("deny")  ->  deny, denies, denied, denying
"declined to say", "was told", "the warning", "called in the envoy": not one of them speaks
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coverage.language.subjects import AUXILIARY, BE, PREPOSITION, Token, chunk_before

_LEXICON = Path(__file__).with_name("speech_verbs.txt")
_REACH = 4
"""Within how many words a verb's fixed companion stands: "raised grave concerns"."""
_BETWEEN = frozenset("also then now so first still".split())
_NEGATION = frozenset("not never nor cannot no nothing".split())
_PASSIVE = BE | frozenset("get got let".split())
_REFUSAL = frozenset("not never declined refused".split())
_INFINITIVE_AFTER = frozenset("went on goes going continued came began quick first".split())
_MEANS_TO = frozenset("used uses using".split())
_BEGUN = BE | frozenset("went goes going continued came began started".split())
_FAR = 9
"""Within how many words a letter stands before what it says: "a letter to the board warning"."""
_LETTERS = frozenset(
    "letter letters email e-mail memo statement complaint lawsuit tweet message campaign ad"
    " petition resolution report op-ed video videos posts note release".split()
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
_BEFORE_ADJECTIVE = (PREPOSITION - {"in", "on", "over"}) | {"a", "an", "the"}
_NUMBERS = frozenset("two three four five six seven eight nine ten".split())
_NOUNS = frozenset("state states term terms rule rules emails voices claims charges".split())
"""Forms that are more often nouns."""
_LEADS = PREPOSITION | frozenset(
    "the a an his her its their this that these those he she it they we i you there no how why what"
    " if whether out itself himself herself themselves".split()
)
"""What follows a verb of speech, but seldom a noun that stands before another."""
_MEANS = frozenset("telephone phone email e-mail text letter".split())
"""By what something is said, as no passive's agent."""
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
    has_been = len(low) > 1 and low[-1] == "been" and low[-2] in ("has", "have", "had")
    return has_been or (bool(low) and low[-1] in _BEFORE_PARTICIPLE | (BE - {"be", "been"}))


def begins(words: Sequence[Token], at: int) -> int:
    """Where the verb begins whose infinitive stands at `at`: "went on to say"; `at` for none."""
    if at < 2 or words[at - 1].low != "to":  # noqa: PLR2004
        return at
    for back in range(at - 2, max(-1, at - _FAR), -1):
        if words[back].low in _MEANS_TO or (words[back].low == "took" and back < at - 2):
            return back  # "took to Twitter to say", "used a speech to say"
        if not words[back].is_word:
            break
    lead = at - 2
    while lead > at - _REACH and words[lead].low in (_INFINITIVE_AFTER | {"the"}) - _BEGUN:
        lead -= 1
    is_future = words[lead].low in BE and lead == at - 2  # "is to say"
    return lead if words[lead].low in _BEGUN and not is_future else at


def _lead(words: Sequence[Token], at: int) -> str:
    """The word that opens the clause of the verb at `at`."""
    first, _ = chunk_before(words, at)
    return words[first - 1].low if first else ""


def _is_bare(words: Sequence[Token], at: int) -> bool:
    """Whether the word at `at` stands before a mere noun or at the end: "state laws"."""
    if at + 1 >= len(words):
        return True
    follows = words[at + 1]
    return follows.is_word and not follows.is_name and follows.low not in _LEADS


def _is_noun(words: Sequence[Token], at: int, tense: str, last: str) -> bool:
    """Whether the form at `at`, behind the word `last`, is a noun or an adjective."""
    if tense == "past":
        return last in _BEFORE_ADJECTIVE  # "by the newly confirmed judge"
    is_counted = last.isdigit() or last in _NUMBERS  # "three terms"
    is_ruled = tense != "ing" and last in _BEFORE_NOUN  # "talks on state aid"
    return is_counted or is_ruled or (words[at].low in _NOUNS and _is_bare(words, at))


def is_finite(words: Sequence[Token], at: int, tense: str) -> bool:
    """Whether the form at `at` is a finite, affirmed, active verb."""
    low = before(words, at)
    last = low[-1] if low else ""
    follows = words[at + 1].low if at + 1 < len(words) else ""
    if last == "to":
        return begins(words, at) < at or bool(_INFINITIVE_AFTER & set(low[-3:-1]))
    ends = " ".join(w.low for w in words[at + 1 : at + 3])
    is_by = follows == "by" and ends.removeprefix("by ") not in _MEANS
    is_passive = last in _PASSIVE or (tense == "past" and (is_by or ends == "to as"))
    is_denied = last in _NEGATION or last.endswith(("n't", "'s")) or bool(_REFUSAL & set(low[-2:]))
    if words[at].low in _OPEN:  # "did not rule out", "does not dispute", "not only criticised"
        is_denied = False
    is_gap = _lead(words, at) in ("which", "that", "who", "what", "whom")  # "which he said would"
    is_other = follows in BE | AUXILIARY and not is_gap
    is_noun = _is_noun(words, at, tense, last)
    return not (is_noun or is_passive or is_denied or is_other or follows.endswith("self"))


def stance(words: Sequence[Token], at: int, form: Form) -> str:
    """The stance of the form at `at`; whoever "did not rule out" a thing has not denied it."""
    low = before(words, at)
    is_undone = form.stance == "denied" and any(w in _NEGATION or w.endswith("n't") for w in low)
    return SAID if is_undone else form.stance
