"""What analysts said of claims, done to the claims of an event as they were found.

A claim's id is a hash of its sentences, and so a claim of the next build has another one as soon as
a sentence joins it. An edit therefore names the sentences that the claim had when it was made. It
is done to the claim that has more than half of them, and half of whose own sentences they are: of
the groups that have, the one likest to it. Where there is none, the edit does not apply.

    the edit names   a b c          finds   a b      a b c d      a b c d e
                                    not     a        a b x y

Edits are done in their order, each to what those before it left. What somebody put together by hand
is kept as `parts`: how near a sentence comes to such a claim, or how surely a member of it reports
it, is what it is within the likest, or within its own part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from coverage.matching.groups import Group


class Deed(StrEnum):
    """What is done to a claim, and with what."""

    RENAME = "rename"  # name: its label
    DROP = "drop"
    MERGE = "merge"  # others: the sentences of another claim, which becomes one with it
    SPLIT = "split"  # others: those of its sentences that become a claim of their own
    TAKE_OUT = "take out"  # others: those of its sentences that do not report it
    PUT_IN = "put in"  # others: sentences that report it too
    OMIT = "omit"  # name: an outlet that does not report it


NAMED = {Deed.RENAME: "label", Deed.OMIT: "outlet"}
"""Deeds with a name, and what it is the name of."""

WITH_OTHERS = {
    Deed.MERGE: "claim",
    Deed.SPLIT: "sentences",
    Deed.TAKE_OUT: "sentences",
    Deed.PUT_IN: "sentences",
}
"""Deeds with other sentences, and what these are called where an edit is written."""


@dataclass(frozen=True, slots=True)
class ClaimEdit:
    """One edit of one claim, which had the sentences `claim`; all are ids."""

    edit_id: str
    deed: Deed
    claim: frozenset[str]
    others: frozenset[str] = frozenset()
    name: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be done to any claim, with ValueError."""
        is_within = self.deed in {Deed.SPLIT, Deed.TAKE_OUT}
        wrong = {
            "names no sentence": not self.claim,
            "gives no name": self.deed in NAMED and not self.name.strip(),
            "names no other sentence": self.deed in WITH_OTHERS and not self.others,
            "leaves nothing behind": is_within and not self.others < self.claim,
            "puts in what is there": self.deed is Deed.PUT_IN and bool(self.others & self.claim),
        }
        for reason, is_so in wrong.items():
            if is_so:
                raise ValueError(f"an edit of a claim that {reason}")


@dataclass(frozen=True, slots=True)
class Edited:
    """The claims of an event after all edits; `applied`: the ids of those that found theirs."""

    groups: list[Group]
    applied: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Event:
    """The event's sentences: their ids, their places by id, and who says each."""

    ids: Sequence[str]
    place: Mapping[str, int]
    outlets: Sequence[str]

    def places(self, ids: Iterable[str]) -> set[int]:
        """Those of the sentences that are in the event."""
        return {self.place[each] for each in ids if each in self.place}

    def order(self, group: Group) -> list[str]:
        return sorted(self.ids[k] for k in group.members)


def apply(
    groups: Sequence[Group], ids: Sequence[str], outlets: Sequence[str], edits: Sequence[ClaimEdit]
) -> Edited:
    """Do `edits` to the `groups` of an event, whose sentence k has `ids[k]` and is `outlets[k]`'s.

    The result does not depend on the order of sentences or groups.
    """
    event = _Event(ids, {sentence_id: k for k, sentence_id in enumerate(ids)}, outlets)
    now, applied = list(groups), set()
    for edit in edits:
        own = _find(now, edit.claim, event)
        done = None if own is None else _DONE[edit.deed](now, own, edit, event)
        if done is not None:
            now = done
            applied.add(edit.edit_id)
    if applied:
        now = sorted(_distinct(now, event), key=event.order)
    return Edited(now, frozenset(applied))


def _find(now: Sequence[Group], wanted: frozenset[str], event: _Event) -> Group | None:
    """The group that was `wanted`, if it is still there."""
    there = event.places(wanted)
    if 2 * len(there) <= len(wanted):
        return None  # most edits are of other events
    able = []
    for group in now:
        n_shared = len(there.intersection(group.members))
        if 2 * n_shared > max(len(wanted), len(group.members)):
            likeness = n_shared / (len(wanted) + len(group.members) - n_shared)
            able.append((-likeness, event.order(group), group))
    return min(able, key=lambda one: one[:2])[2] if able else None


def _instead(now: Sequence[Group], own: Group, *new: Group) -> list[Group]:
    return [*(group for group in now if group is not own), *new]


def _marked(group: Group, edit: ClaimEdit) -> Group:
    return replace(group, edits=(*group.edits, edit.edit_id))


def _rename(now: Sequence[Group], own: Group, edit: ClaimEdit, _: _Event) -> list[Group]:
    return _instead(now, own, replace(_marked(own, edit), label=edit.name))


def _drop(now: Sequence[Group], own: Group, _: ClaimEdit, __: _Event) -> list[Group]:
    return _instead(now, own)


def _merge(now: Sequence[Group], own: Group, edit: ClaimEdit, event: _Event) -> list[Group] | None:
    other = _find(now, edit.others, event)
    if other is None:
        return None
    if other is own:
        return _instead(now, own, _marked(own, edit))
    return _instead(_instead(now, other), own, _marked(_joined(own, other), edit))


def _joined(own: Group, other: Group) -> Group:
    """Two claims as one; the first one's name goes before the other's."""
    members = {*own.members, *other.members}
    return Group(
        tuple(sorted(members)),
        (*own.as_matched(), *other.as_matched()),
        (own.refused | other.refused) - members,
        own.omitted_by | other.omitted_by,
        own.label or other.label,
        tuple(dict.fromkeys((*own.edits, *other.edits))),
    )


def _split(now: Sequence[Group], own: Group, edit: ClaimEdit, event: _Event) -> list[Group] | None:
    going = event.places(edit.others).intersection(own.members)
    staying = {*own.members} - going
    if not going or not staying:
        return None
    left = replace(_only(own, staying), refused=own.refused | going)
    gone = replace(_only(own, going), label="", omitted_by=frozenset())
    return _instead(now, own, _marked(left, edit), _marked(gone, edit))


def _take_out(
    now: Sequence[Group], own: Group, edit: ClaimEdit, event: _Event
) -> list[Group] | None:
    """As a split; but whoever is in another claim has no need of one, and the others have each."""
    parted = _split(now, own, edit, event)
    if parted is None:
        return None
    *rest, gone = parted
    placed = {k for group in rest for k in group.members}
    return [*rest, *(_only(gone, {k}) for k in gone.members if k not in placed)]


def _only(group: Group, kept: set[int]) -> Group:
    """The group without all others of its sentences, which are said not to report it."""
    parts = [tuple(k for k in part if k in kept) for part in group.as_matched()]
    others = {*group.members} - kept
    members = tuple(k for k in group.members if k in kept)
    return replace(
        group,
        members=members,
        parts=tuple(part for part in parts if part),
        refused=group.refused | others,
    )


def _put_in(now: Sequence[Group], own: Group, edit: ClaimEdit, event: _Event) -> list[Group] | None:
    """Sentences that stood alone do so no more."""
    coming = event.places(edit.others)
    if not coming:
        return None
    new = sorted(coming.difference(own.members))
    fuller = replace(
        own,
        members=tuple(sorted({*own.members, *new})),
        parts=(*own.as_matched(), *((k,) for k in new)),
        refused=own.refused - coming,
    )
    alone = {(k,) for k in new}
    kept = [group for group in now if group is own or group.members not in alone]
    return _instead(kept, own, _marked(fuller, edit))


def _omit(now: Sequence[Group], own: Group, edit: ClaimEdit, event: _Event) -> list[Group] | None:
    says_it = edit.name in {event.outlets[k] for k in own.members}
    if says_it or edit.name not in event.outlets:
        return None
    omitted_by = own.omitted_by | {edit.name}
    return _instead(now, own, replace(_marked(own, edit), omitted_by=omitted_by))


_DONE: Mapping[Deed, Callable[[Sequence[Group], Group, ClaimEdit, _Event], list[Group] | None]] = {
    Deed.RENAME: _rename,
    Deed.DROP: _drop,
    Deed.MERGE: _merge,
    Deed.SPLIT: _split,
    Deed.TAKE_OUT: _take_out,
    Deed.PUT_IN: _put_in,
    Deed.OMIT: _omit,
}
"""What each deed makes of the groups and the one it was meant for; `None` where it cannot be."""


def _distinct(now: Sequence[Group], event: _Event) -> list[Group]:
    """The groups, those of the same sentences as one; nobody omits what they report."""
    found: dict[tuple[int, ...], Group] = {}
    for group in now:
        said_by = {event.outlets[k] for k in group.members}
        kept = replace(group, omitted_by=group.omitted_by - said_by)
        twin = found.get(kept.members)
        found[kept.members] = (
            kept
            if twin is None
            else replace(
                twin,
                omitted_by=twin.omitted_by | kept.omitted_by,
                label=twin.label or kept.label,
                edits=tuple(dict.fromkeys((*twin.edits, *kept.edits))),
            )
        )
    return list(found.values())
