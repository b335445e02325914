"""One event is read without the others: how tables lie on the disk, and what is asked of them.

articles    a1 of "fog", a2 of "pier", a3 of "fog"
events      "pier" (0), "fog" (1)              ->  on the disk a2, a1, a3
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from coverage import records, store
from coverage.by_event import KEYS, NUMBER
from coverage.records import Role
from coverage.store import Snapshot
from tests.views import conftest
from tests.views.conftest import Told

FOG, MIST, PIER, ALONE = (
    Told("Harbour Courier", "fog", ((Role.HEADLINE, "Fog"), (Role.BODY, "Fog lay on the Lenn."))),
    Told("Lenn Gazette", "fog", ((Role.HEADLINE, "Mist"), (Role.BODY, "The Lenn lay in mist."))),
    Told("Lenn Gazette", "pier", ((Role.HEADLINE, "Pier"), (Role.BODY, "The pier closes."))),
    Told("Harbour Courier", "", ((Role.HEADLINE, "Menu"), (Role.BODY, "Home and away."))),
)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles of two events, one after the other by turns, and one of no event."""
    rows = conftest.tables((FOG, PIER, MIST))
    rows["events"] = sorted(rows["events"], key=lambda event: event.event_id, reverse=True)
    alone = conftest.tables((ALONE,))
    for name in ("articles", "sentences"):
        rows[name] += alone[name]
    rows["claims"] = [
        records.Claim("c-fog", "fog", "Fog lay", 2, 2, False),
        records.Claim("c-pier", "pier", "The pier closes", 1, 1, False),
    ]
    rows["mentions"] = [records.Mention(f"c-{e}", f"s-{e}", 0.9) for e in ("fog", "pier")]
    written = {name: records.to_table(name, each) for name, each in rows.items()}
    n = len(rows["sentences"])
    meanings = np.arange(n, dtype=np.int8)[:, None] * np.ones(4, dtype=np.int8)
    link = tmp_path_factory.mktemp("data") / "current"
    store.write(written, conftest.MANIFEST | {"out": link.name}, link, meanings)
    order = {sentence.sentence_id: k for k, sentence in enumerate(rows["sentences"])}
    (link.parent / "order.txt").write_text("\n".join(order))
    return link


@pytest.fixture
def snapshot(out: Path) -> Iterator[Snapshot]:
    with Snapshot(out) as opened:
        yield opened


def test_rows_lie_in_the_order_of_their_events(out: Path) -> None:
    """Each with its event's number, the row of the event in its own table; -1 for none."""
    for name in KEYS:
        numbers = pq.read_table(out / f"{name}.parquet")[NUMBER].to_pylist()
        assert numbers == sorted(numbers), name
    articles = pq.read_table(out / "articles.parquet").to_pandas()
    events = pq.read_table(out / "events.parquet").to_pandas()["event_id"].tolist()
    assert events == ["pier", "fog"]
    assert [events[k] if k >= 0 else "" for k in articles[NUMBER]] == articles["event_id"].tolist()
    assert articles["event_id"].tolist() == ["", "pier", "fog", "fog"]


def test_meanings_lie_as_their_sentences(out: Path, snapshot: Snapshot) -> None:
    """The k-th sentence that was written means k, wherever it lies."""
    written = (out.parent / "order.txt").read_text().split("\n")
    meanings = snapshot.meanings()
    assert meanings is not None
    ids = snapshot.table("sentences")["sentence_id"]
    assert ids.tolist() != written
    assert [written[k] for k in meanings[:, 0]] == ids.tolist()


def test_the_number_is_nobody_elses_matter(snapshot: Snapshot) -> None:
    for name, record in records.TABLES.items():
        names = records.schema(record).names
        assert list(snapshot.query(f"FROM {name}").columns) == names
        assert list(snapshot.table(name).columns) == names


def ids(snapshot: Snapshot, name: str, column: str) -> list[str]:
    return sorted(snapshot.query(f"SELECT {column} FROM {name}")[column])


def test_of_one_event_there_are_its_rows_alone(snapshot: Snapshot) -> None:
    fog = snapshot.of_event("fog")
    assert ids(fog, "articles", "event_id") == ["fog", "fog"]
    assert ids(fog, "claims", "claim_id") == ["c-fog"]
    assert ids(fog, "mentions", "sentence_id") == ["s-fog"]
    assert len(fog.table("sentences")) == 4
    assert fog.of_event("fog") is fog
    assert ids(fog.of_event("pier"), "claims", "claim_id") == ["c-pier"]
    assert ids(snapshot.of_events(["pier", "fog"]), "claims", "claim_id") == ["c-fog", "c-pier"]
    assert ids(snapshot.of_events([""]), "articles", "outlet") == ["Harbour Courier"]
    for name in KEYS:
        assert snapshot.of_event("no such event").table(name).empty


def test_an_answer_that_is_changed_is_no_ones_else(snapshot: Snapshot) -> None:
    """Sessions are given the same answer; what one does to it stays with it."""
    sql = "SELECT claim_id FROM claims"
    first = snapshot.of_event("fog").query(sql)
    first["claim_id"] = "spoilt"
    first["more"] = 1
    assert snapshot.of_event("fog").query(sql).to_dict("list") == {"claim_id": ["c-fog"]}


def claims(name: str) -> dict[str, pa.Table]:
    claim = records.Claim(name, "fog", "Mist lay", 2, 2, False)
    return {"claims": records.to_table("claims", [claim])}


def test_events_can_have_other_rows(snapshot: Snapshot) -> None:
    """In questions about all events, about that one, and about several; no other event changes."""
    other = snapshot.with_events({"fog": claims("c-mist")}, "first")
    assert ids(other, "claims", "claim_id") == ["c-mist", "c-pier"]
    assert sorted(other.table("claims")["claim_id"]) == ["c-mist", "c-pier"]
    assert ids(other.of_event("fog"), "claims", "claim_id") == ["c-mist"]
    assert ids(other.of_event("fog"), "articles", "event_id") == ["fog", "fog"]
    assert ids(other.of_event("pier"), "claims", "claim_id") == ["c-pier"]
    assert ids(other.of_events(["fog", "pier"]), "claims", "claim_id") == ["c-mist", "c-pier"]
    assert ids(other.as_built().of_event("fog"), "claims", "claim_id") == ["c-fog"]
    assert ids(snapshot, "claims", "claim_id") == ["c-fog", "c-pier"]
    assert len({each.content for each in (snapshot, other, other.of_event("fog"))}) == 3


def test_a_snapshot_is_written_from_its_own_files_again(out: Path, tmp_path: Path) -> None:
    """What lies on the disk has the number; it is counted anew."""
    tables = {name: pq.read_table(out / f"{name}.parquet") for name in records.TABLES}
    again = tmp_path / "again"
    store.write(tables, conftest.MANIFEST | {"out": "again"}, again)
    with Snapshot(out) as one, Snapshot(again) as other:
        for name in records.TABLES:
            pd.testing.assert_frame_equal(one.table(name), other.table(name))
