"""With what a sentence opens, and which speakers stand in a run of words.

"WASHINGTON — " is a dateline, "When he was asked, " a clause that leads to the main one, "The
report, by ..., urged" opens with the report; "the mayor and her deputy" are two speakers.
"""

from __future__ import annotations

import re

from coverage.language.cues import SPEAKING_NOUNS
from coverage.language.institutions import DOCUMENTS
from coverage.language.people import ORGANISATION, PERSON_NOUNS, TITLES, lower
from coverage.language.subjects import ALONE, DETERMINER, PREPOSITION, TIME
from coverage.language.verbs import lexicon

GROUPS = frozenset(n + "s" for n in PERSON_NOUNS) | frozenset(
    "authorities critics opponents supporters residents witnesses relatives families".split()
)
"""Groups of people that speak without a name. Our own list."""
_GROUP = re.compile(
    r"(?<!\w)(?:(?:[A-Z][\w-]{1,39}|senior|top|other|federal|many|some) ){0,6}"
    rf"(?:{'|'.join(sorted(n + 's' for n in PERSON_NOUNS))}|Democrats|Republicans|critics)\b",
)
_LEADING = (
    "After|When|While|As|Although|Though|If|Because|Since|Before|Despite|On|In|At|Asked|During"
    "|Following|Until|Once"
    r"|(?:An?|\w{2,9}) (?:hour|day|week|month|year)s? (?:after|before)"
)
_SUBORDINATE = re.compile(rf"(?:But |And |Yet |So )?(?i:{_LEADING}) [^,]*, ")
_VERB = (
    r"(?:is|are|was|were|has|had|have|will|would|did|does|also|later|then|said|told|put|sent|took"
    r"|made|gave|met|held|wrote|came|went|left|won|lost|led|began|struck|stood|got|found|saw|[a-z]{2,}ed)"
)
_OPENING = re.compile(
    r"(?:But |And |Yet |Still, |Meanwhile, |Instead, )?"
    r"(?P<words>(?!(?:It|There|This|That|He|She|They)\b)(?:[A-Z][\w’'.\-]*|the|an?|some|several)"
    r"(?: [\w’'.\-]+){0,8}?)"
    rf"(?=, | who | that | which | {_VERB}\b)"
)
_WITHIN = frozenset("in at on from".split())
_QUANTITIES = ALONE | frozenset("a dozens hundreds scores nearly more four five six".split())
"""Words with which a group opens: "Two states", "A group of owners"."""
_TAG = re.compile(r"(?:[DRI]|Dem|Rep)-[A-Z]")
"""A party and state after a name, no speaker of their own: "Vane, D-Ohio, and Holt"."""
_DATELINE = re.compile(r"[A-Z]{2}[A-Z .,’'a-z0-9()]{1,39} (?:—|–|--|―) ")


def without_dateline(text: str) -> str:
    """`text` with the dateline at its beginning blanked: "WASHINGTON — "."""
    dateline = _DATELINE.match(text)
    return " " * dateline.end() + text[dateline.end() :] if dateline else text


def main_clause(text: str) -> int:
    """Offset at which the main clause begins, after "When he was asked, "; 0 where it opens."""
    led = _SUBORDINATE.match(text)
    return led.end() if led else 0


def opening(text: str, proper: set[str]) -> str | None:
    """The words with which the main clause opens, where they may speak; `proper`: known names."""
    found = _OPENING.match(text, main_clause(text))
    words = found["words"].split() if found else []
    while len(words) > 1 and lower(words[-1]) in TIME:
        words.pop()
    within = next((i for i, w in enumerate(words) if i and w in _WITHIN), len(words))
    words = words[:within]  # "Officials | in the port"
    if not words or any(w in PREPOSITION - {"of", "for"} for w in words):
        return None
    last, whole = words[-1], " ".join(words)
    if len(words) == 1 and whole.lower() not in GROUPS:  # "Previously", "Yes"
        is_name = whole in proper and not whole.endswith("ly") and whole.lower() not in lexicon()
        return whole if is_name else None
    may_speak = (
        last[0].isupper() or last in SPEAKING_NOUNS | DOCUMENTS or lower(last) in PERSON_NOUNS
    )
    is_group = last.endswith("s") and words[0].lower() in _QUANTITIES
    return whole if may_speak or is_group or whole.lower() in GROUPS else None


def group(text: str) -> str | None:
    """The first group of people that `text` names, "senior officials", or None."""
    found = _GROUP.search(text)
    return found.group() if found else None


def _is_of(first: list[str], last: list[str]) -> bool:
    """Whether "and" joins two names behind a preposition: "lawyers for Vane | and Holt"."""
    at = next((i for i, w in enumerate(first) if i and w in PREPOSITION), 0)
    names = [*first[at + 1 :], *last]
    is_noun = bool(at) and first[at - 1][0].islower() and at + 1 < len(first)
    return is_noun and all(w[0].isupper() or w in ("the", "of") for w in names)


def split(words: str) -> list[str]:
    """The speakers in "the mayor and her deputy"; "the Roads and Ferries Office" is one."""
    parts = re.split(r",? and (?:other )?|, ", words)
    first, *others = [p for p in parts if p.strip() and not _TAG.match(p)] or [words]
    if len(others) > 1 and first.split()[-1][0].isupper():
        others = [p for p in others if not p.startswith("their ")]
    if not others:
        return [words]
    last = others[-1].split()
    if first.startswith(("a ", "an ")) and len(others) == 1 and last[0].lower() not in DETERMINER:
        return [first if last[-1][0].islower() else words]  # "an agent and veteran of the force"
    if len(others) == 1 and _is_of(first.split(), last):
        return [words]  # "the suit from Ohio and Iowa"
    is_joint = first.split()[0].lower() in ("the", "a", "an") and last[0][0].isupper()
    is_apart = lower(last[0]) in TITLES or first.split()[-1].isupper()  # "the FBT and Port Office"
    if is_joint and not is_apart and lower(last[-1]) in ORGANISATION:
        return [words]
    noun = first.split()[-1]
    is_whole = noun[0].isupper() or noun.endswith("s") or lower(noun) in PERSON_NOUNS
    is_pair = len(others) == 1 and " " not in first and "and other " not in words
    shares = is_pair and last[-1][0].islower() and last[0].lower() not in DETERMINER
    if not is_whole or shares or last == ["elsewhere"]:  # "past and present senators"
        return [first] if last == ["elsewhere"] else [words]
    return [first, *others]
