"""Sentences with their opening pronouns spelt out, for comparing them with other articles'.

    Ann Vane met Bo Holt on Monday.   They spoke for an hour.
    ->                                Ann Vane and Bo Holt spoke for an hour.

Only openings are spelt out, and only where the article makes clear whom they mean; what people
read is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from coverage.language.people import People, names_in, surname
from coverage.language.speakers import Memory, resolve
from coverage.records import Sentence

_ONE = re.compile(r"^(?P<open>[“\"'‘]?)(?P<word>He|She)\b(?!['’])")
_TWO = re.compile(
    r"^(?P<open>[“\"'‘]?)(?P<word>They|(?:The|Both) (?:two )?"
    r"(?:leaders|presidents|ministers|men|women|heads of state|politicians)|Both)\b(?!['’]| of\b)"
)
_NEXT_WORD = re.compile(r"\W*(\w*)")
# After a bare "Both" only a verb shows that two people act: not "Both sides", "Both the ...".
_ACT = re.compile(
    r"(?:are|were|have|had|will|would|can|could|may|might|must|should|do|did|also|then|later"
    r"|say|said|told|met|speak|spoke|agree|took|made|gave|held|left|came|went|got|won|lost|ran|\w{2,}ed)$"
)


def spelt_out(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, in their order, those with a clear opening pronoun with another `text`.

    Sentences of several articles must stand article by article, in order of position.
    """
    found: list[Sentence] = []
    for _, group in groupby(sentences, key=lambda sentence: sentence.article_id):
        found += _of_article(list(group))
    return found


def _of_article(sentences: Sequence[Sentence]) -> list[Sentence]:
    people = People.of("\n".join(sentence.text for sentence in sentences))
    memory = Memory()
    group: list[str] = []  # the people last named together
    found = []
    for sentence in sentences:
        text = _spell(sentence.text, people, memory, group)
        named = _known(text, people)
        for name in reversed(named):  # the first one named, mostly the subject, comes to mind first
            memory.saw(name)
        group = named if len(named) > 1 else group
        found.append(replace(sentence, text=text))
    return found


def _known(text: str, people: People) -> list[str]:
    """Full names of the article's people in `text`, each once, in order."""
    full = [people.full(name) for _, name in names_in(text)]
    return list(dict.fromkeys(name for name in full if people.is_known(name)))


def _spell(text: str, people: People, memory: Memory, group: Sequence[str]) -> str:
    """`text` with its opening pronoun spelt out, or as it is."""
    one, two = _ONE.match(text), _TWO.match(text)
    if one:
        name = resolve(one["word"].lower(), people, memory)
        return text if name.lower() in {"he", "she"} else one["open"] + name + text[one.end() :]
    if two and len(group) == 2:  # noqa: PLR2004
        following = _NEXT_WORD.match(text, two.end())
        is_subject = following is None or following[1].islower()  # not "Both Vane and Holt"
        if two["word"] == "Both" and following is not None:
            is_subject = _ACT.match(following[1]) is not None
        return two["open"] + " and ".join(group) + text[two.end() :] if is_subject else text
    return text


def people(sentences: Sequence[Sentence]) -> list[frozenset[str]]:
    """Surnames of the people each sentence names, of those whom some sentence names in full."""
    known = People.of("\n".join(sentence.text for sentence in sentences))
    return [
        frozenset(surname(name) for _, name in names_in(s.text)) & known.by_surname.keys()
        for s in sentences
    ]
