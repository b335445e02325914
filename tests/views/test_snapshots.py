"""Which snapshots can be chosen, how they are named, and which one an address means."""

from __future__ import annotations

import ast
import json
import os
from pathlib import Path
from typing import Any

import pytest

from coverage.views import snapshots
from coverage.views.snapshots import Listed

VIEWS = Path(snapshots.__file__).parent


def publish(folder: Path, link: str, snapshot_id: str, **told: Any) -> Path:
    """A snapshot of which only the manifest is there, and the link that shows it."""
    (folder / snapshot_id).mkdir(parents=True, exist_ok=True)
    manifest = json.dumps({"snapshot": snapshot_id, "out": link} | told)
    (folder / snapshot_id / "manifest.json").write_text(manifest)
    (folder / link).symlink_to(snapshot_id)
    return folder / link


def test_the_default_comes_first_and_then_each_link_that_shows_a_snapshot(tmp_path: Path) -> None:
    """What is no link, shows nothing, or is hidden, is no snapshot to choose.

    `current` was built from `seeds`; of `spring` it is not known from what, so its link names it.
    """
    default = publish(
        tmp_path, "current", "aa", command=["build", "seeds", "--out", "data/current"],
        counts={"articles": 5, "events": 1}, built="2026-11-26T10:31:07+00:00",
    )  # fmt: skip
    publish(tmp_path, "spring", "bb", counts={"articles": 1200, "events": 30})
    publish(tmp_path, ".half-written", "cc")
    (tmp_path / "gone").symlink_to("nowhere")
    (tmp_path / "current.added").mkdir()
    (tmp_path / "broken").symlink_to("dd")
    (tmp_path / "dd").mkdir()
    (tmp_path / "dd" / "manifest.json").write_text("[]")
    assert snapshots.listed(default) == [
        Listed("", "seeds", "5 articles · 1 event · built 26 Nov 2026", "aa"),
        Listed("spring", "spring", "1,200 articles · 30 events", "bb"),
    ]


def test_a_snapshot_opened_by_its_own_folder_is_the_default_too(tmp_path: Path) -> None:
    publish(tmp_path, "spring", "bb")
    assert [(one.name, one.title) for one in snapshots.listed(tmp_path / "bb")] == [
        ("", "bb"),
        ("spring", "spring"),
    ]


def test_without_a_default_the_others_can_be_chosen(tmp_path: Path) -> None:
    publish(tmp_path, "spring", "bb")
    assert [one.name for one in snapshots.listed(tmp_path / "current")] == ["spring"]
    assert snapshots.listed(tmp_path / "nowhere" / "current") == []


def test_one_title_for_two_snapshots_tells_their_links_too(tmp_path: Path) -> None:
    told = {"command": ["build", "pages/", "more.csv", "--out", "x"]}
    default = publish(tmp_path, "current", "aa", **told)
    publish(tmp_path, "spring", "bb", **told)
    titles = [one.title for one in snapshots.listed(default)]
    assert titles == ["pages, more.csv (current)", "pages, more.csv (spring)"]


def test_a_link_that_moves_on_is_read_anew(tmp_path: Path) -> None:
    """And so is a manifest that is written again: it is known by its place and its time."""
    default = publish(tmp_path, "current", "aa")
    assert [one.snapshot_id for one in snapshots.listed(default)] == ["aa"]
    publish(tmp_path, "next", "bb")
    (tmp_path / "next").replace(default)
    assert [one.snapshot_id for one in snapshots.listed(default)] == ["bb"]
    manifest = tmp_path / "bb" / "manifest.json"
    manifest.write_text('{"snapshot": "bb", "counts": {"events": 2}}')
    os.utime(manifest, ns=(1, 1))
    assert [one.about for one in snapshots.listed(default)] == ["2 events"]


SHOWN = [
    Listed("", "seeds", "", "aa"),
    Listed("invented", "invented", "", "bb"),
    Listed("twin", "invented", "", "bb"),
]


@pytest.mark.parametrize(
    ("name", "snapshot_id", "expected"),
    [
        ("", "", ""),
        ("invented", "", "invented"),
        ("current", "", ""),  # the default, written out
        ("", "bb", "invented"),  # a link copied where that one was the default
        ("twin", "bb", "twin"),  # the name decides between two of one id
        ("invented", "aa", ""),  # the id is what the reader saw
        ("invented", "older", "invented"),  # built again since: `linking.tell` says so
        ("gone", "", None),
        ("../../etc", "", None),
    ],
)
def test_an_address_means_the_snapshot_of_its_id_or_else_of_its_name(
    name: str, snapshot_id: str, expected: str | None
) -> None:
    one = snapshots.chosen(SHOWN, "current", name, snapshot_id)
    assert (None if one is None else one.name) == expected


def _parameters(file: Path) -> list[str]:
    """What a view gives as `query_params`."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    words = [word for call in calls for word in call.keywords if word.arg == "query_params"]
    return [ast.unparse(word.value) for word in words]


@pytest.mark.parametrize("file", sorted(VIEWS.glob("*.py")), ids=lambda file: file.stem)
def test_no_way_within_the_app_forgets_the_snapshot(file: Path) -> None:
    """Each address is made by `state.event_link` or `places`, which name the chosen one.

    A slide keeps the address that it was added at, which names it as well.
    """
    text = file.read_text(encoding="utf-8")
    for value in _parameters(file):
        made_by = ("params", "state.event_link(", "places.query(", "slide.selection")
        assert any(maker in value for maker in made_by)
    if "urlencode(" in text:
        assert file.stem in {"places", "linking"} or "urlencode(state.event_link(" in text
