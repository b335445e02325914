"""What judges sentences in a build: the models that were asked for."""

from __future__ import annotations

from dataclasses import dataclass

from coverage.language.embeddings import Embedder
from coverage.matching.adjudicator import Adjudicator
from coverage.matching.cross_encoder import Matcher


@dataclass(frozen=True, slots=True)
class Models:
    """`matcher` reads pairs in doubt a second time, `adjudicator` is asked about what remains so.

    Nobody where `None`.
    """

    embedder: Embedder
    matcher: Matcher | None = None
    adjudicator: Adjudicator | None = None

    def save(self) -> None:
        """Write what they computed to their caches."""
        self.embedder.save()
        if self.matcher is not None:
            self.matcher.save()
