"""All that analysts said, as the stages of a build take it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coverage.matching.claim_edits import ClaimEdit
from coverage.matching.event_edits import EventEdit
from coverage.matching.links import Reviewed


@dataclass(frozen=True, slots=True)
class Said:
    """`articles`: article -> fields that are to be other than they were read; `events`: of which
    event articles are; `reviewed`: which pairs of sentences report the same; `claims`: what is to
    be done to claims. Edits are in the order in which they were made.
    """

    articles: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    events: Sequence[EventEdit] = ()
    reviewed: Reviewed = field(default_factory=dict)
    claims: Sequence[ClaimEdit] = ()


NOTHING = Said()
