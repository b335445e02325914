"""What a verb of speech needs near it to be one, and what near it makes it another verb.

"raised grave concerns", "spoke of rain"; not "raised taxes", "added a twist"
"""

from __future__ import annotations

from collections.abc import Sequence

from coverage.language.subjects import Token
from coverage.language.verbs import Form

_REACH = 4
"""Within how many words a verb's fixed companion stands: "raised grave concerns"."""
_FAR = 9
"""Within how many words "that" follows what somebody wrote."""
_OBJECTS = frozenset("a an another more his her its their further fresh".split())
_OTHERWISE = {
    "call": frozenset("up in back off out together into".split()),
    "add": _OBJECTS | {"up", "to"},
    "maintain": _OBJECTS | {"contact", "regular", "close"},
    "tweet": frozenset("a an about at".split()),
}
"""What follows a verb when it says nothing: "called in the envoy", "added a twist"."""
_EMPTY = frozenset("nothing little much".split())
"""What is said where nothing is: "said little of the plan"."""


def _is_written(words: Sequence[Token], at: int) -> bool:
    """Whether somebody wrote words, not a thing: 'wrote: "..."', "wrote that", "..., he wrote"."""
    is_quoted = any(w.is_quotation for w in words)
    follows = [w.low for w in words[at + 1 : at + 1 + _FAR]]
    return is_quoted or "that" in follows or not follows or not follows[0].isalnum()


def _is_other(words: Sequence[Token], at: int) -> bool:
    """Whether what follows the verb at `at` makes it another: "added a twist", "said little"."""
    follows = words[at + 1].low if at + 1 < len(words) else ""
    low = words[at].low
    if low in ("wrote", "written") and not _is_written(words, at):
        return True
    if follows in _EMPTY and low in ("said", "says", "say", "saying"):
        return True
    return any(low.startswith(verb) and follows in apart for verb, apart in _OTHERWISE.items())


def has_companion(words: Sequence[Token], at: int, form: Form) -> bool:
    """Whether what the verb at `at` needs stands near it, and nothing that makes it another."""
    near = words[at + 1 : at + 1 + _REACH]
    if _is_other(words, at):
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
