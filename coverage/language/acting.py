"""Who acts in a sentence, as far as its names, roles and pronouns tell.

"When Ann Vane was asked, she left."   ->   Ann Vane
"The mayor met Bo Holt."               ->   Ann Vane, where the article calls her mayor
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from coverage.language import openings
from coverage.language.cast import Cast
from coverage.language.people import PERSON_NOUNS, lower, names_in
from coverage.language.roles import bearer
from coverage.language.speakers import Memory, resolve
from coverage.language.subjects import PREPOSITION, PRONOUNS

names = lru_cache(maxsize=64)(names_in)
"""Names of the last texts looked at: a sentence's are asked for several times."""


@dataclass(frozen=True, slots=True)
class Actors:
    """Tells who acts, by the people of an article and who was in question before."""

    people: Cast
    memory: Memory

    def subject(self, bare: str) -> str | None:
        """Whom the sentence is about: its first person, named or by pronoun."""
        begin = openings.main_clause(bare)
        if begin:
            self._led(bare[:begin], bare[begin:])
            if main := self.subject(bare[begin:]):
                return main
        first = bare.split(maxsplit=1)[:1]
        if first and first[0].lower() in PRONOUNS:
            found = resolve(first[0], self.people, self.memory)
            return found if found != first[0] else None
        return self._role(bare) or next(self._subjects(bare), None)

    def _role(self, bare: str) -> str | None:
        """The person by whose role a sentence opens: "The mayor met"."""
        words = openings.opening(bare, self.people.proper) if bare[:4] == "The " else None
        if not words or lower(words.split()[-1]) not in PERSON_NOUNS:
            return None
        return bearer(words.split(), self.people, self.memory.people)

    def _led(self, clause: str, main: str) -> None:
        """Take in whom "he" means after "While Vane was away, " or "When it was sent to Vane, "."""
        pronoun = main.split(maxsplit=1)[:1]
        if not pronoun or pronoun[0].lower() not in ("he", "she"):
            return
        named = [self.people.full(name, self.memory.people) for _, name in names(clause)]
        known = [name for name in named if self.people.is_prominent(name)]
        if meant := next(self._subjects(clause), known[-1] if known else None):
            self.memory.saw(meant)

    def _subjects(self, bare: str) -> Iterator[str]:
        """People in the place of a subject: no preposition before the name, no 's after it."""
        for at, name in names(bare):
            full = self.people.full(name, self.memory.people)
            after = bare.find(name, at) + len(name)
            lead = bare[:at].rsplit(maxsplit=1)[-1:]
            governed = bool(lead) and lead[0].lower() in PREPOSITION
            owns = bare[after : after + 1] in ("'", "’")
            if self.people.is_prominent(full) and not governed and not owns:
                yield full
