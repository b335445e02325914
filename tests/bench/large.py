"""A snapshot of any number of articles with all its tables filled: `python -m tests.bench.large`.

A snapshot that was really built is repeated: each copy has ids and days of its own, its outlets are
dealt out anew, and six letters of its texts change places, so that hardly a sentence is met twice
while most words stay. One event more has 30 outlets and about 200 claims. Every table goes through
`store.write`, one at a time, and lies on the disk as a build would have left it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from itertools import permutations
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from coverage import building, records, store
from coverage.language.meanings import FILE as MEANINGS
from coverage.language.meanings import Meanings
from tests.bench.widest import widest

N = 100_000
SEEDS = Path(__file__).parents[2] / "seeds"

_IDS = {"sentence_a", "sentence_b", "article_a", "article_b", "event_a", "event_b"}

_TEXTS = {
    "text", "title", "standfirst", "label", "words", "words_a", "words_b", "speaker", "thing",
    "content", "value_a", "value_b",
}  # fmt: skip
_LETTERS = "bkpvwy"

_KEPT_OUT = 50
"""Articles for each page that was not used."""


def base(gold: Path, folder: Path) -> Path:
    """The snapshot that is repeated: of the sample and of the invented articles in `gold`.

    Built in `folder`, once; without the cross-encoder, which would take most of the time and
    changes no table's size to speak of.
    """
    file, out = folder / "written.jsonl", folder / "base"
    if not out.exists():
        folder.mkdir(parents=True, exist_ok=True)
        rows = (json.dumps(row, ensure_ascii=False) for row in _pages(gold / "written"))
        file.write_text("\n".join(rows) + "\n", encoding="utf-8")
        building.build([file, SEEDS], out, SEEDS / "manifest.toml", matcher="none")
    return out


def _pages(folder: Path) -> Iterator[dict[str, str]]:
    for file in sorted(folder.glob("*.json")):
        for outlet, article in json.loads(file.read_text(encoding="utf-8"))["articles"].items():
            paragraphs: dict[int, list[str]] = {}
            for row in article["sentences"]:
                paragraphs.setdefault(row["paragraph"], []).append(row["text"])
            yield {
                "id": f"{file.stem}|{outlet}",
                "outlet": outlet,
                "title": article["title"]["text"],
                "published": f"{article['published']}Z",
                "text": "\n\n".join(" ".join(texts) for texts in paragraphs.values()),
            }


def repeat(base: Path, n: int, out: Path) -> Path:
    """Publish `n` articles or a few more, repeated from the snapshot `base`, as `out`; once."""
    name = f"{store.read_manifest(base)['snapshot'][:8]}{n:08d}"
    if store.read_manifest(out).get("snapshot") != name:
        manifest = dict(store.read_manifest(base)) | {"snapshot": name, "out": out.name}
        tables = Repeated(base, n)
        counts = {table: tables.count(table) for table in records.TABLES}
        manifest |= {"counts": counts, "inputs": tables.inputs(), "edits": [], "command": []}
        store.write(tables, manifest, out, tables.meanings())
    return out


class Repeated(Mapping[str, pa.Table]):
    """The tables of `base` repeated up to `n` articles, each made when it is asked for."""

    def __init__(self, base: Path, n: int) -> None:
        self._base, self._connection = base, duckdb.connect(":memory:")
        self._connection.execute("SET TimeZone = 'UTC'; SET preserve_insertion_order = true")
        for name in records.TABLES:
            schema = records.schema(records.TABLES[name]).names
            columns = ", ".join(f'"{column}"' for column in schema)
            self._connection.execute(
                f"CREATE TABLE {name} AS SELECT {columns}, row_number() OVER () AS place "
                f"FROM read_parquet('{base / name}.parquet')"
            )
        self._connection.execute(
            """CREATE TABLE named AS SELECT outlet, row_number() OVER (ORDER BY n, outlet) - 1 AS k,
                      count(*) OVER () AS n_all
               FROM (SELECT outlet, min(event_id) AS n FROM articles GROUP BY outlet)"""
        )
        orders = ("".join(order) for order in permutations(_LETTERS))
        letters = [f"{order}{order.upper()}" for order in orders]
        self._connection.execute("CREATE TABLE letters AS SELECT unnest(?) AS letters", [letters])
        self._widest = widest()
        self.n_copies = -(-(n - len(self._widest["articles"])) // self._n_base("articles"))

    def __len__(self) -> int:
        return len(records.TABLES)

    def __iter__(self) -> Iterator[str]:
        return iter(records.TABLES)

    def __getitem__(self, name: str) -> pa.Table:
        schema = records.schema(records.TABLES[name])
        found = self._connection.sql(self._sql(name), params=[self.n_copies]).to_arrow_table()
        extra = self._widest.get(name, schema.empty_table())
        return pa.concat_tables([found.cast(schema), extra])

    def count(self, name: str) -> int:
        """Rows of the table."""
        if name == "rejected":
            return self.n_copies * self._n_rejected()
        once = 1 if name == "outlets" else self.n_copies
        return self._n_base(name) * once + len(self._widest.get(name, ()))

    def _n_base(self, name: str) -> int:
        rows = self._connection.execute(f"SELECT count(*) FROM {name}").fetchall()
        return int(rows[0][0])

    def _n_rejected(self) -> int:
        return -(-self._n_base("articles") // _KEPT_OUT)

    def inputs(self) -> dict[str, str]:
        """What the manifest says of each page: its hash."""
        ids = self["pages"]["source_id"].to_pylist()
        return {source_id: records.content_id(source_id) for source_id in ids}

    def meanings(self) -> Meanings | None:
        """Of the sentences, in their order; those of the widest event any."""
        try:
            own: Meanings = np.load(self._base / MEANINGS)
        except OSError:
            return None
        extra = np.resize(own, (len(self._widest["sentences"]), own.shape[1]))
        return np.concatenate([np.tile(own, (self.n_copies, 1)), extra])

    def _sql(self, name: str) -> str:
        """Copy by copy, in the order of the base."""
        if name == "outlets":
            return _OUTLETS
        if name == "rejected":
            return _REJECTED.format(n=self._n_rejected())
        schema = records.schema(records.TABLES[name])
        columns = ", ".join(f'{_column(name, field)} AS "{field.name}"' for field in schema)
        deal = "LEFT JOIN named d USING (outlet)" if "outlet" in schema.names else ""
        return f"SELECT {columns} FROM {_COPIES} r, {name} t {deal} ORDER BY r.k, t.place"


def _column(table: str, field: Any) -> str:
    """SQL of one column of copy `r.k`."""
    name, column = field.name, f't."{field.name}"'
    if name in _IDS or name.endswith("_id"):
        return _id(column)
    if pa.types.is_timestamp(field.type):
        return f"{column} + to_days(CAST(r.k AS INTEGER))"
    if name == "outlet":
        return "format('Outlet {:03d}', (d.k + 7 * r.k) % d.n_all)"
    if name in _TEXTS:
        is_numbered = name == "title" or (name == "label" and table == "events")
        number = " || format(' ({})', r.k)" if is_numbered else ""
        return f"translate({column}, '{_LETTERS}{_LETTERS.upper()}', r.letters){number}"
    if name == "stretches":
        parts = f'start := x.start, "end" := x."end", article_id := {_id("x.article_id")}'
        return f"list_transform({column}, lambda x: struct_pack({parts}, use := x.use))"
    return column


_COPIES = """(SELECT k, l.letters FROM range(?) n(k) JOIN (
    SELECT letters, row_number() OVER () - 1 AS own, count(*) OVER () AS n FROM letters) l
    ON l.own = n.k % l.n)"""
"""A row a copy: its number, and how its letters stand."""


def _id(column: str) -> str:
    return f"CASE WHEN {column} = '' THEN '' ELSE {column} || format('{{:04x}}', r.k) END"


_OUTLETS = """
SELECT format('Outlet {:03d}', k) AS outlet, NULL AS domain, NULL AS country,
       ['North', 'South', 'East', ''][1 + k % 4] AS "group",
       CAST(? * n_all / n_all AS BIGINT) AS n_articles
FROM named ORDER BY k"""

_REJECTED = """
SELECT format('menu-{{}}-{{}}.txt', r.k, s.k) AS source_id,
       'The page holds no text that reads as an article.' AS reason
FROM range(?) r(k), range({n}) s(k) ORDER BY r.k, s.k"""


def main(n: int, gold: Path, folder: Path) -> None:
    """Make the snapshot and say what it holds."""
    out = repeat(base(gold, folder), n, folder / f"large{n}")
    counts = store.read_manifest(out)["counts"]
    print(out, ", ".join(f"{table} {rows:,}" for table, rows in counts.items()))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
