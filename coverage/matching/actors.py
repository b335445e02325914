"""Whom and when each sentence of an article tells of: who acts or is met there, on which days.

    "Macron met the President of Ukraine, Vladimir Zelensky, on 8 February."
    ->  macron and zelensky act; 8 February
    "On Macron's visit, the senator Andrey Klimov said that much is open."
    ->  nobody acts: Macron's is a visit, and Klimov only speaks

Read off the words around names, without a parser. English only.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from coverage.language import quotes
from coverage.language.people import PERSON_NOUNS, TITLES, People, names_in, surname
from coverage.language.subjects import PREPOSITION
from coverage.matching.named_days import days_in
from coverage.records import Article, Role, Sentence

Day = tuple[int, int]
"""Month and day."""

_SPEAKS_FOR = frozenset("spokesman spokeswoman spokesperson press".split())
_MET = re.compile(
    r"\b(?:with|met|meets?|meeting|between|and|visit(?:s|ed|ing)?|host(?:s|ed|ing)?"
    r"|receiv(?:es?|ed|ing)|call(?:s|ed|ing)?|phon(?:es?|ed|ing)|telephon(?:es?|ed|ing)|see)"
    r"\s(?:[\w’'.\-]+,?\s){0,6}$"
)
_WINDOW = 80  # characters before a name in which it is looked for whom it meets


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence and whom and when it tells of; people are surnames in lower case."""

    sentence: Sentence
    index: int  # among the article's sentences
    paragraph: int
    people: tuple[str, ...]  # each once, in order
    acting: frozenset[str]  # those who act or are met, speakers aside
    days: frozenset[Day]
    is_quotation: bool  # begins with somebody's words

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.sentence.role == Role.HEADING


def read(
    article: Article,
    sentences: Sequence[Sentence],
    people: People,
    speakers: Mapping[str, Collection[str]],
) -> list[Told]:
    """Whom and when each sentence of `article` tells of.

    `people`: those of the whole event; `speakers`: sentence id -> surnames of its speakers.
    """
    day = article.published.toordinal() if article.published else None
    starts = {block.start for block in article.blocks}
    rows, paragraph = [], 0
    for index, sentence in enumerate(sentences):
        paragraph += sentence.start in starts
        bare = _without_quotations(sentence.text)
        named = (surname(name) for _, name in names_in(sentence.text))
        acting = _acting(bare, people).difference(speakers.get(sentence.sentence_id, ()))
        rows.append(
            Told(
                sentence=sentence,
                index=index,
                paragraph=paragraph,
                people=tuple(dict.fromkeys(name for name in named if _is_person(name, people))),
                acting=acting,
                days=frozenset(days_in(sentence.text, day)),
                is_quotation=bare[:1].isspace(),
            )
        )
    return rows


def _is_person(name: str, people: People) -> bool:
    """Whether a surname is that of somebody titled, or called by it alone."""
    return any(people.is_prominent(full) for full in people.by_surname.get(name, ()))


def _may_act(name: str, people: People) -> bool:
    """Whether somebody has a title, as products and places have none, and speaks for himself."""
    titles = set().union(*(people.titles[full] for full in people.by_surname[name]))
    return bool(titles & (TITLES | PERSON_NOUNS)) and not titles & _SPEAKS_FOR


def _without_quotations(text: str) -> str:
    """`text` with its quotations blanked."""
    for quotation in quotes.find(text):
        blank = " " * (quotation.end - quotation.start)
        text = text[: quotation.start] + blank + text[quotation.end :]
    return text


def _acting(text: str, people: People) -> frozenset[str]:
    """Who acts or is met: the first one named, if no preposition governs it, and the ones met."""
    found: set[str] = set()
    is_first = True
    for at, name in names_in(text):
        who = surname(name)
        if not _is_person(who, people):
            continue
        before = text[max(0, at - _WINDOW) : at]
        lead = before.split()[-1:]
        is_governed = bool(lead) and lead[0].lower() in PREPOSITION
        owns = text[text.find(name, at) + len(name) :][:1] in {"'", "’"}
        is_subject = is_first and not is_governed and not owns
        if (is_subject or _MET.search(before)) and _may_act(who, people):
            found.add(who)
        is_first = False
    return frozenset(found)
