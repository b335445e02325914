"""Claims at another strictness: those of a build, from a snapshot's links alone."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.comparison import Comparison, compare
from coverage.matching.claim_edits import ClaimEdit, Deed
from coverage.matching.models import Models
from coverage.matching.said import Said
from coverage.measures import strictness
from coverage.measures.strictness import Known, Regrouped, known, offered, regroup
from coverage.reading import sources
from coverage.records import Link, to_table
from coverage.settings import Settings
from tests import examples
from tests.examples import COURIER, GAZETTE, OBSERVER, sentence

SEEDS = Path(__file__).parents[2] / "seeds"
OWN = Settings(match_sure=0.5, match_possible=0.25)


@cache
def town(sure: float = OWN.match_sure) -> Comparison:
    """The bridge and the painting, built with `sure`."""
    models = Models(examples.embedder())
    return compare(examples.DOCUMENTS, [], models, replace(OWN, match_sure=sure))


@cache
def seeds() -> Comparison:
    """The sample corpus."""
    documents, rejected = sources.read([SEEDS])
    return compare(documents, rejected, Models(examples.embedder()), OWN)


def stored(comparison: Comparison, event_id: str, chance: random.Random | None = None) -> Known:
    """What the tables of a build tell of an event; their rows shuffled by `chance`."""
    frames = {name: table.to_pandas() for name, table in comparison.tables().items()}
    if chance is not None:
        frames = {
            name: frame.iloc[chance.sample(range(len(frame)), len(frame))]
            for name, frame in frames.items()
        }
    articles = frames["articles"].loc[frames["articles"]["event_id"] == event_id]
    own = frames["claims"].loc[frames["claims"]["event_id"] == event_id, "claim_id"]
    return known(
        event_id,
        frames["sentences"].merge(articles[["article_id", "outlet", "version_id"]]),
        frames["links"][frames["links"]["event_id"] == event_id],
        frames["emphasis"][frames["emphasis"]["claim_id"].isin(own)],
    )


def built(comparison: Comparison, event_id: str) -> Regrouped:
    """The rows of an event as a build has them."""
    claims = [row for row in comparison.claims if row.event_id == event_id]
    own = {row.claim_id for row in claims}
    return Regrouped(
        claims,
        [row for row in comparison.mentions if row.claim_id in own],
        [row for row in comparison.emphasis if row.claim_id in own],
        [row for row in comparison.wording if row.claim_id in own],
        [row for row in comparison.discrepancies if row.claim_id in own],
    )


@pytest.mark.parametrize("comparison", [town, seeds])
def test_at_its_own_strictness_the_tables_of_the_snapshot_come_out_again(
    comparison: Callable[[], Comparison],
) -> None:
    """Row for row, number for number, with sub-events and contested claims; as Arrow tables too."""
    found = comparison()
    assert len(found.events) > 1
    for event in found.events:
        again = regroup(stored(found, event.event_id), OWN)
        as_built = built(found, event.event_id)
        assert again == as_built
        for name, table in again.tables().items():
            assert table == to_table(name, getattr(as_built, name))


@pytest.mark.parametrize("sure", [0.3, 0.8])
def test_at_another_strictness_they_are_those_of_a_build_with_it(sure: float) -> None:
    """But for what an outlet says nearest to a claim, where that is not as near as is stored."""
    found, other = town(), town(sure)
    for event in found.events:
        again = regroup(stored(found, event.event_id), replace(OWN, match_sure=sure))
        as_built = built(other, event.event_id)
        for name in ("claims", "mentions", "wording", "discrepancies"):
            assert getattr(again, name) == getattr(as_built, name)
        assert len(again.emphasis) == len(as_built.emphasis)
        for mine, theirs in zip(again.emphasis, as_built.emphasis, strict=True):
            if mine.nearest_sentence_id is None and theirs.nearest_sentence_id is not None:
                assert (theirs.nearest_probability or 0.0) < OWN.link_floor
                assert mine == replace(theirs, nearest_sentence_id=None, nearest_probability=None)
            else:
                assert mine == theirs


def said(found: Comparison) -> Said:
    """Of the bridge: a pair that does not match, and edits of claims of all kinds but one."""
    ids = {row.text: row.sentence_id for row in found.sentences}

    def one(start: str) -> str:
        (own,) = [ids[text] for text in ids if text.startswith(start)]
        return own

    members = {
        claim.claim_id: frozenset(
            m.sentence_id for m in found.mentions if m.claim_id == claim.claim_id
        )
        for claim in found.claims
    }

    def of(start: str) -> frozenset[str]:
        """The largest claim with that sentence."""
        return max((own for own in members.values() if one(start) in own), key=len)

    ferry, hurt = of("The ferry across"), frozenset({one("Nobody was hurt")})
    work = [
        (Deed.RENAME, of("Engineers closed"), frozenset(), "The bridge is closed"),
        (Deed.MERGE, of("Shopkeepers on"), of("Lorries have"), ""),
        (Deed.PUT_IN, ferry, hurt, ""),
        (Deed.TAKE_OUT, ferry | hurt, frozenset({one("The ferry across")}), ""),
        (Deed.DROP, of("Two years ago"), frozenset(), ""),
        (Deed.OMIT, of("Shopkeepers on") | of("Lorries have"), frozenset(), GAZETTE),
    ]
    pair = sorted((one("Repairs will take about 6"), one("Two years ago")))
    return Said(
        reviewed={(pair[0], pair[1]): False},
        claims=[ClaimEdit(f"{k}", *each) for k, each in enumerate(work)],
    )


def test_what_analysts_say_is_done_at_once_as_a_build_will_do_it() -> None:
    """And what they take back is as it was in a snapshot that was built without."""
    found = town()
    given = said(found)
    models = Models(examples.embedder())
    other = compare(examples.DOCUMENTS, [], models, OWN, said=given)
    assert other.applied == {each.edit_id for each in given.claims}
    assert len(other.claims) != len(found.claims)
    back: dict[tuple[str, str], bool | None] = dict.fromkeys(given.reviewed)
    for event in found.events:
        at_once = regroup(stored(found, event.event_id), OWN, given.reviewed, given.claims)
        again = regroup(stored(other, event.event_id), OWN, given.reviewed, given.claims)
        undone = regroup(stored(other, event.event_id), OWN, back)
        for name in ("claims", "mentions", "wording", "discrepancies", "emphasis"):
            as_built = getattr(built(other, event.event_id), name)
            assert getattr(again, name) == as_built
            if name != "emphasis":
                assert getattr(at_once, name) == as_built
                assert getattr(undone, name) == getattr(built(found, event.event_id), name)
        for mine, theirs in zip(at_once.emphasis, again.emphasis, strict=True):
            assert (mine.status, mine.share, mine.lift) == (
                theirs.status,
                theirs.share,
                theirs.lift,
            )


def test_the_order_of_the_rows_changes_nothing() -> None:
    found = town()
    for event in found.events:
        looser = replace(OWN, match_sure=0.3)
        expected = regroup(stored(found, event.event_id), looser)
        for seed in range(3):
            shuffled = stored(found, event.event_id, random.Random(seed))
            assert regroup(shuffled, looser) == expected


OUTLETS = [COURIER, COURIER, GAZETTE, GAZETTE, OBSERVER, OBSERVER]
IDS = list("abcdef")
PAIRS = list(combinations(range(len(IDS)), 2))


def event_of(probability: Mapping[tuple[int, int], float]) -> Known:
    """Two sentences of each outlet, linked with these probabilities where they are stored."""
    rows = [
        sentence(name, f"The bridge has {name} arches today.", article_id=outlet, position=k)
        for k, (name, outlet) in enumerate(zip(IDS, OUTLETS, strict=True))
    ]
    columns = to_table("sentences", rows).to_pandas()
    table = columns.assign(outlet=columns["article_id"], version_id=columns["article_id"])
    pairs = [
        Link("bridge", IDS[a], IDS[b], p)
        for (a, b), p in probability.items()
        if p >= OWN.link_floor
    ]
    nothing = pa.Table.from_pylist([], to_table("emphasis", []).schema).to_pandas()
    return known("bridge", table, to_table("links", pairs).to_pandas(), nothing)


def together(found: Regrouped) -> set[frozenset[str]]:
    """Pairs of sentences that share a claim."""
    table = pd.DataFrame([(m.claim_id, m.sentence_id) for m in found.mentions], columns=["c", "s"])
    return {frozenset(pair) for _, own in table.groupby("c") for pair in combinations(own["s"], 2)}


def at(event: Known, sure: float) -> set[frozenset[str]]:
    return together(regroup(event, replace(OWN, match_sure=sure)))


def test_a_lower_strictness_brings_a_pair_back_and_a_higher_one_parts_it() -> None:
    """Sentences a and c match with .4, b and e with .7."""
    event = event_of({(0, 2): 0.4, (1, 4): 0.7})
    assert at(event, 0.5) == {frozenset("be")}
    assert at(event, 0.35) == {frozenset("be"), frozenset("ac")}
    assert at(event, 0.75) == set()


def test_an_uncertain_match_stays_uncertain_until_it_is_sure() -> None:
    """The Gazette's c comes within .4 of the Courier's a; no outlet's nearest under the floor."""
    event = event_of({(0, 2): 0.4})

    def row(sure: float) -> tuple[str, str | None, float | None]:
        found = regroup(event, replace(OWN, match_sure=sure))
        claim_id = next(m.claim_id for m in found.mentions if m.sentence_id == "a")
        (own,) = [r for r in found.emphasis if r.claim_id == claim_id and r.outlet == GAZETTE]
        return own.status.value, own.nearest_sentence_id, own.nearest_probability

    assert row(0.5) == ("uncertain", "c", 0.4)
    assert row(0.4)[0] in {"mentioned", "stressed"}
    found = regroup(event, OWN)
    left_out = [row for row in found.emphasis if row.outlet == OBSERVER and not row.n_mentions]
    assert left_out
    assert {row.nearest_sentence_id for row in left_out} == {None}
    assert {row.status.value for row in left_out} == {"omitted"}


def test_what_somebody_decided_of_a_pair_stands_at_every_strictness() -> None:
    """A pair that was confirmed is stored with 1, one that was refused with 0."""
    event = event_of({(0, 2): 1.0, (1, 3): 0.0})
    for sure in offered(OWN):
        assert at(event, sure) == {frozenset("ac")}


@given(
    st.lists(st.integers(0, 100), min_size=len(PAIRS), max_size=len(PAIRS)),
    st.sampled_from(offered(OWN)),
    st.sampled_from(offered(OWN)),
)
def test_the_stricter_the_fewer_sentences_are_joined(
    hundredths: list[int], one: float, other: float
) -> None:
    """What surely matches is together at both; who stands alone when looser does when stricter."""
    probability = {pair: p / 100 for pair, p in zip(PAIRS, hundredths, strict=True)}
    event, (looser, stricter) = event_of(probability), sorted((one, other))
    sure = {frozenset((IDS[a], IDS[b])) for (a, b), p in probability.items() if p >= stricter}
    loose, strict = at(event, looser), at(event, stricter)
    assert sure <= strict
    assert sure <= loose
    assert frozenset().union(*strict) <= frozenset().union(*loose)


def test_strictnesses_offered_lie_between_possible_and_the_strictest() -> None:
    """The snapshot's own is among them, be it as odd as it likes."""
    assert offered(OWN)[0] == OWN.match_possible
    assert offered(OWN)[-1] == strictness.STRICTEST
    odd = replace(OWN, match_sure=0.437, match_possible=0.29)
    assert offered(odd)[:5] == [0.3, 0.35, 0.4, 0.437, 0.45]
    assert offered(replace(OWN, match_sure=0.97))[-1] == 0.97


def test_settings_are_those_that_the_manifest_echoes() -> None:
    manifest = {"settings": {"match_sure": 0.6, "no_more": 3}}
    assert strictness.settings_of(manifest) == Settings(match_sure=0.6)
    assert strictness.settings_of({}) == Settings()
