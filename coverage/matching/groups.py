"""The sentences of one claim, as they were found or as somebody corrected them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """Indices of the sentences of one claim, ascending; the rest is set where it was corrected.

    `parts`: its sentences by how they matched, where some were put to others by hand; `refused`:
    sentences said not to report it; `omitted_by`: outlets said to leave it out; `label`: the name
    it was given; `edits`: ids of the edits that made it so, in their order.
    """

    members: tuple[int, ...]
    parts: tuple[tuple[int, ...], ...] = ()
    refused: frozenset[int] = frozenset()
    omitted_by: frozenset[str] = frozenset()
    label: str = ""
    edits: tuple[str, ...] = ()

    def as_matched(self) -> tuple[tuple[int, ...], ...]:
        """Its parts: those sentences that fit one another without anybody's word."""
        return self.parts or (self.members,)

    def beside(self, k: int) -> tuple[int, ...]:
        """The other sentences of the largest part that member `k` is in."""
        own = max((part for part in self.as_matched() if k in part), key=len)
        return tuple(m for m in own if m != k)
