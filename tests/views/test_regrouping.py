"""Broader and narrower events from the joins: what would join, what would part, how to build it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.matching import cutting
from coverage.matching.linkage import Tree
from coverage.views import regrouping
from coverage.views.regrouping import Grouped, Indices, command, grouped, positions, regroup

ARTICLES = pd.DataFrame(
    {
        "article_id": ["a", "b", "c", "d", "e", "f"],
        "event_id": ["bridge", "bridge", "bridge", "ferry", "ferry", "choir"],
        "outlet": ["A", "B", "C", "A", "A", "B"],
    }
)
JOINS = pd.DataFrame(
    [("d", "e", 11.0), ("a", "b", 9.0), ("a", "c", 8.0), ("a", "d", 5.0)],
    columns=["article_a", "article_b", "likeness"],
)
BUILT = 7.25


def now() -> Grouped:
    return grouped(ARTICLES, JOINS, BUILT)


def names(rows: Indices) -> str:
    return "".join(ARTICLES["article_id"].iloc[rows])


def test_the_levels_are_those_that_a_build_looks_at() -> None:
    assert list(cutting.LEVELS) == regrouping.LEVELS


def test_a_broader_level_joins_events() -> None:
    """At 5 the bridge and the ferry, which one outlet alone told, become one; the choir stays."""
    found = regroup(now(), 5.0)
    assert (found.n_events, found.n_shared, found.n_joined, found.n_joining) == (2, 1, 1, 2)
    assert [[now().event_ids[k] for k in own] for own in found.joined] == [["bridge", "ferry"]]
    assert found.parted == []


def test_a_narrower_level_parts_them() -> None:
    found = regroup(now(), 8.5)
    assert (found.n_events, found.n_parted, found.joined) == (4, 1, [])
    assert [[names(part) for part in parts] for parts in found.parted] == [["ab", "c"]]
    assert [[names(part) for part in parts] for parts in regroup(now(), 9.5).parted] == [
        ["a", "b", "c"]
    ]


def test_at_its_own_level_nothing_changes() -> None:
    found = regroup(now(), BUILT)
    assert (found.n_events, found.joined, found.parted) == (3, [], [])


def test_an_event_that_no_join_explains_is_left_whole() -> None:
    """Put together by hand, say: narrower levels part only what a join that is undone held."""
    by_hand = grouped(ARTICLES.assign(event_id="all"), JOINS[:1], BUILT)
    assert regroup(by_hand, 10.0).n_events == 1


def test_only_as_many_are_named_as_asked_for_and_all_are_counted() -> None:
    many = pd.DataFrame({"article_id": [str(k) for k in range(40)], "outlet": "A"})
    many["event_id"] = many["article_id"]
    pairs = [(str(k), str(k + 1), 4.0) for k in range(0, 40, 2)]
    joins = pd.DataFrame(pairs, columns=JOINS.columns)
    found = regroup(grouped(many, joins, BUILT), 4.0, most=7)
    assert (len(found.joined), found.n_joined, found.n_joining) == (7, 20, 40)


def test_each_position_gives_another_number_of_events() -> None:
    assert positions(now()) == {5.0: 2, 7.25: 3, 8.25: 4, 9.25: 5}


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """A tree of up to 12 articles, joined from the likest on as average linkage would."""
    n = draw(st.integers(2, 12))
    group = list(range(n))
    steps = sorted(draw(st.lists(st.integers(8, 48), max_size=n - 1)), reverse=True)
    a, b, level = [], [], []
    for step in steps:
        firsts = sorted(set(group))
        if len(firsts) == 1:
            break
        one, other = sorted(draw(st.permutations(firsts))[:2])
        group = [one if g == other else g for g in group]
        a.append(one)
        b.append(other)
        level.append(step / 4)
    ends = np.array(a, dtype=np.intp), np.array(b, dtype=np.intp)
    return Tree(n, *ends, np.array(level, dtype=np.float32))


@given(trees(), st.sampled_from(regrouping.LEVELS), st.sampled_from(regrouping.LEVELS))
def test_it_is_what_a_build_at_that_level_cuts(tree: Tree, built: float, level: float) -> None:
    ids = [f"{k:02d}" for k in range(tree.n)]
    articles = pd.DataFrame(
        {"article_id": ids, "outlet": ids, "event_id": tree.cut(built).astype(str)}
    )
    joins = pd.DataFrame(
        {
            "article_a": [ids[k] for k in tree.a],
            "article_b": [ids[k] for k in tree.b],
            "likeness": tree.level.astype(float),
        }
    )
    seen = grouped(articles, joins, built)
    cut = tree.cut(level)
    found = regroup(seen, level, most=99)
    assert found.n_events == regrouping.count(seen, level) == len(set(cut))
    assert found.n_shared == int((np.bincount(cut) > 1).sum())
    for parts in found.parted:
        for part in parts:
            assert len(set(cut[part])) == 1
    for own in found.joined:
        assert len(set(cut[np.isin(seen.event, own)])) == 1
    assert positions(seen)[built] == len(seen.event_ids)


@pytest.mark.parametrize(
    ("words", "level", "said"),
    [
        ([], 6.5, "build INPUT --out data/current --event-level 6.5"),
        (["build", "my pages", "--out", "x"], 6.5, "build 'my pages' --out x --event-level 6.5"),
        (["build", "--event-level", "4", "x"], 6.0, "build x --event-level 6"),
        (["build", "--event-level=4", "x"], None, "build x"),
    ],
)
def test_the_command_builds_at_that_level(words: list[str], level: float, said: str) -> None:
    assert command({"command": words}, "data/current", level) == f"python -m coverage {said}"
