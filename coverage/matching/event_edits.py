"""What analysts said of whose event an article is of, done to the events as they were found.

An event's id is a hash of its articles, so an edit names the articles that the event had when it
was made. The article goes to the event that has more than half of them, and more than half of whose
articles they are; to one of its own where the edit names none. Where there is no such event, the
edit does not apply.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coverage.matching.events import Grouping
from coverage.records import NearEvents, content_id


@dataclass(frozen=True, slots=True)
class EventEdit:
    """An article and the articles of the event that it is of, by ids; none for one of its own."""

    edit_id: str
    article_id: str
    event: frozenset[str]


def move(grouping: Grouping, edits: Sequence[EventEdit]) -> tuple[Grouping, frozenset[str]]:
    """The events after `edits`, each done to what those before it left; ids of those that applied.

    Events that changed have another id, by which they stay in their story and near to others. That
    an article is of the event it was moved to is sure.
    """
    members: dict[str, set[str]] = {}
    for article_id, event_id in grouping.event.items():
        members.setdefault(event_id, set()).add(article_id)
    moved, applied = set(), set()
    for edit in edits:
        wanted = _wanted(members, edit) if edit.article_id in grouping.event else None
        if wanted is None:
            continue
        for own in members.values():
            own.discard(edit.article_id)
        members.setdefault(wanted, set()).add(edit.article_id)
        moved.add(edit.article_id)
        applied.add(edit.edit_id)
    if not applied:
        return grouping, frozenset()
    return _renamed(grouping, members, moved), frozenset(applied)


def _wanted(members: Mapping[str, set[str]], edit: EventEdit) -> str | None:
    """The event that the edit names."""
    if not edit.event:
        alone = (event_id for event_id, own in members.items() if own == {edit.article_id})
        return next(alone, edit.edit_id)
    able = []
    for event_id, own in members.items():
        others = own - {edit.article_id}
        n_shared = len(others & edit.event)
        if 2 * n_shared > max(len(edit.event), len(others)):
            able.append((-n_shared, event_id))
    return min(able)[1] if able else None


def _renamed(grouping: Grouping, members: Mapping[str, set[str]], moved: set[str]) -> Grouping:
    """The grouping with each event named by the articles it has now."""
    name = {old: content_id("event", *sorted(own)) for old, own in members.items() if own}
    near = [
        NearEvents(min(pair), max(pair), row.probability)
        for row in grouping.near
        if (pair := (name.get(row.event_a, ""), name.get(row.event_b, ""))) and all(pair)
    ]
    return replace(
        grouping,
        event={article_id: name[old] for old, own in members.items() for article_id in own},
        probability=grouping.probability | dict.fromkeys(moved, 1.0),
        story={name[old]: story for old, story in grouping.story.items() if old in name},
        near=sorted(near, key=lambda row: (-row.probability, row.event_a, row.event_b)),
    )
