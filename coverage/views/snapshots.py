"""The snapshots that one can choose from: those published beside the one that is shown first.

    data/current  -> 3f0c9a...      shown first: the default
    data/invented -> 77ab01...      another one, chosen by its link's name

Knows no Streamlit. Manifests alone are read, and each but once.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from coverage.store import MANIFEST, read_manifest
from coverage.views.phrases import count

N_REMEMBERED = 64
"""Manifests whose words are kept; one of 100,000 pages takes a moment to read."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One snapshot to choose. `name`: of its link, "" for the default's; `title`: of its input.

    `about`: its numbers in words, "" where its manifest tells none.
    """

    name: str
    title: str
    about: str
    snapshot_id: str


def listed(default: Path) -> list[Listed]:
    """The snapshot shown as `default`, where there is one, and those that links beside it show.

    Links by name. Of a title that stands for several, each has its link's name behind it.
    """
    places = [default, *(path for path in _links(default.parent) if path.name != default.name)]
    found = []
    for place in places:
        told = _told(place)
        if told is not None:
            name = "" if place == default else place.name
            found.append(replace(told, name=name, title=told.title or place.name))
    titles = [one.title for one in found]
    return [
        replace(one, title=f"{one.title} ({one.name or default.name})")
        if titles.count(one.title) > 1
        else one
        for one in found
    ]


def id_at(place: Path) -> str:
    """Id of the snapshot shown as `place`; "" where there is none."""
    told = _told(place)
    return "" if told is None else told.snapshot_id


def _links(folder: Path) -> list[Path]:
    """The links in `folder` that are not hidden, by name; none where it cannot be looked into."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if entry.is_symlink())
    except OSError:
        return []
    return [folder / name for name in names if not name.startswith(".")]


def _told(place: Path) -> Listed | None:
    """What the manifest of the snapshot shown as `place` tells; nothing where there is none."""
    folder = Path(os.path.realpath(place))
    try:
        changed = (folder / MANIFEST).stat().st_mtime_ns
    except OSError:
        return None
    return _of_manifest(folder, changed)


@lru_cache(maxsize=N_REMEMBERED)
def _of_manifest(folder: Path, changed: int) -> Listed | None:
    """The same of a folder whose manifest was last written at `changed`; without a name."""
    del changed
    manifest = read_manifest(folder)
    if "snapshot" not in manifest:
        return None
    return Listed("", title(manifest), about(manifest), str(manifest["snapshot"]))


def title(manifest: Mapping[str, Any]) -> str:
    """Names of what the snapshot was built from, "" where its manifest does not tell the command.

    >>> title({"command": ["build", "pages/spring", "more.csv", "--out", "data/spring"]})
    'spring, more.csv'
    """
    words = [str(word) for word in manifest.get("command", [])][1:]
    return ", ".join(Path(word).name for word in takewhile(lambda w: not w.startswith("-"), words))


def about(manifest: Mapping[str, Any]) -> str:
    """What the snapshot holds and when it was built.

    >>> about({"counts": {"articles": 5, "events": 2}, "built": "2026-11-26T10:31:07+00:00"})
    '5 articles · 2 events · built 26 Nov 2026'
    """
    counts, nouns = manifest.get("counts", {}), {"articles": "article", "events": "event"}
    parts = [count(int(counts[k]), noun) for k, noun in nouns.items() if k in counts]
    try:
        built = datetime.fromisoformat(str(manifest.get("built", "")))
        parts.append(f"built {built.day} {built:%b %Y}")
    except ValueError:
        pass
    return " · ".join(parts)


def chosen(
    found: Sequence[Listed], default: str, name: str, snapshot_id: str = ""
) -> Listed | None:
    """The snapshot that an address asks for: by its id where one has it, else by its link's name.

    `default`: name of the default's link, which may be written out or left out. Nothing where no
    link has the name.
    """
    name = "" if name == default else name
    named = [one for one in found if one.name == name]
    same = [one for one in found if snapshot_id and one.snapshot_id == snapshot_id]
    return next((one for one in named if one in same), next(iter(same + named), None))
