"""What comes in: folders, files, tables, and what is refused with a reason."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from coverage.errors import InputMissing, InputUnreadable
from coverage.reading import listing
from coverage.reading.articles import read_articles
from coverage.reading.sources import read
from coverage.records import Form
from coverage.settings import Settings

STORY = (
    "The harbour council of Port Ellery voted on Monday to close the old pier for two years. "
    "Engineers had warned that its piles were rotten below the water line. "
    "Fishing boats will land at the north quay until the repairs are done, the council said. "
    "Traders on the pier asked for help with their rents and were promised an answer by Friday."
)


def test_a_folder_is_read_in_the_order_of_names_and_what_is_no_page_is_left_alone(
    tmp_path: Path,
) -> None:
    (tmp_path / "b.txt").write_text("Pier to close\n\n" + STORY)
    (tmp_path / "a.html").write_text(f"<html><body><p>{STORY}</p></body></html>")
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(("Old pier shut\n\n" + STORY).encode()))
    (tmp_path / "README.md").write_text("not a page")
    (tmp_path / ".hidden.txt").write_text(STORY)
    documents, rejected = read([tmp_path])
    assert [(d.source_id, d.form) for d in documents] == [
        ("a.html", Form.HTML),
        ("b.txt", Form.PAGE),
        ("c.txt.gz", Form.PAGE),
    ]
    assert not rejected


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n\t", "empty"),
        ("binary.txt", b"\x00\x01\x02\xff" * 100, "text"),
        ("broken.txt.gz", b"\x1f\x8bnot gzip at all", ""),
    ],
)
def test_a_bad_page_is_a_row_with_a_reason_and_loses_nothing_else(
    tmp_path: Path, name: str, content: bytes, word: str
) -> None:
    (tmp_path / "good.txt").write_text("Pier to close\n\n" + STORY)
    (tmp_path / name).write_bytes(content)
    documents, rejected = read([tmp_path])
    assert [d.source_id for d in documents] == ["good.txt"]
    assert [r.source_id for r in rejected] == [name]
    assert word in rejected[0].reason.lower()


def test_a_page_given_twice_is_used_once(tmp_path: Path) -> None:
    for name in ("first.txt", "second.txt"):
        (tmp_path / name).write_text("Pier to close\n\n" + STORY)
    documents, rejected = read([tmp_path])
    assert [d.source_id for d in documents] == ["first.txt"]
    assert "first.txt" in rejected[0].reason


def test_a_table_of_clean_texts_keeps_what_its_columns_say(tmp_path: Path) -> None:
    """`outlet`, `title`, `published` and `url` come from the row, the body from `text`."""
    table = tmp_path / "stories.jsonl"
    row = {
        "id": "s1",
        "outlet": "Ellery Echo",
        "title": "Pier to close",
        "published": "2026-03-02T09:30:00+01:00",
        "url": "https://ellery-echo.example/pier",
        "text": STORY,
    }
    table.write_text(json.dumps(row) + "\n{broken\n")
    documents, rejected = read([table])
    (article,), _ = read_articles(documents, Settings())
    assert (article.source_id, article.outlet, article.title) == (
        "s1",
        "Ellery Echo",
        "Pier to close",
    )
    assert article.published is not None
    assert article.published.isoformat() == "2026-03-02T08:30:00+00:00"
    assert article.url == row["url"]
    assert "2" in rejected[0].reason + rejected[0].source_id  # the bad row's line


def test_csv_and_parquet_hold_the_same(tmp_path: Path) -> None:
    import pandas as pd  # noqa: PLC0415

    frame = pd.DataFrame(
        [{"id": "s1", "outlet": "Echo", "title": "Pier", "published": "2026-03-02", "text": STORY}]
    )
    frame.to_csv(tmp_path / "t.csv", index=False)
    frame.to_parquet(tmp_path / "t.parquet")
    first, _ = read([tmp_path / "t.csv"])
    second, _ = read([tmp_path / "t.parquet"])
    assert first == second


def test_html_gives_text_outlet_and_date(tmp_path: Path) -> None:
    """Markup is read by trafilatura; what stands around the article is dropped."""
    page = f"""<html><head><title>Pier to close</title>
      <meta property="og:site_name" content="Ellery Echo">
      <meta property="article:published_time" content="2026-03-02T09:30:00+01:00"></head>
      <body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav>
      <article><h1>Pier to close</h1><p>{STORY}</p><p>{STORY.replace("Monday", "Tuesday")}</p>
      </article><footer>All rights reserved</footer></body></html>"""
    (tmp_path / "pier.html").write_text(page)
    documents, _ = read([tmp_path])
    (article,), _ = read_articles(documents, Settings())
    assert article.title == "Pier to close"
    assert article.outlet == "Ellery Echo"
    assert article.published is not None
    assert "north quay" in article.text
    assert "Sport" not in article.text
    assert "rights reserved" not in article.text


def test_a_short_text_is_rejected_with_its_count(tmp_path: Path) -> None:
    (tmp_path / "short.txt").write_text("Pier to close\n\nThe pier will close on Monday.")
    documents, _ = read([tmp_path])
    articles, rejected = read_articles(documents, Settings())
    assert not articles
    assert rejected[0].source_id == "short.txt"
    assert rejected[0].reason


def test_an_original_takes_the_place_of_its_abstract(tmp_path: Path) -> None:
    """A manifest knows a page by its file name, an original by its hash, wherever it lies."""
    import hashlib  # noqa: PLC0415

    original = ("Pier shut for two years\n\n" + STORY).encode()
    digest = hashlib.sha256(original).hexdigest()
    (tmp_path / "echo.txt").write_text("Pier to close\n\n" + STORY)
    (tmp_path / "manifest.toml").write_text(
        f'[[page]]\nfile = "echo.txt"\noutlet = "Ellery Echo"\noriginal = "x.txt"\n'
        f'sha256 = "{digest}"\n'
    )
    assert [d.outlet for d in read([tmp_path])[0]] == ["Ellery Echo"]
    (tmp_path / "x.txt").write_bytes(original)
    documents, rejected = read([tmp_path])
    assert [(d.source_id, d.outlet) for d in documents] == [("x.txt", "Ellery Echo")]
    assert not rejected


def test_a_folder_set_apart_is_read_only_where_it_is_given(tmp_path: Path) -> None:
    """A second sample inside of the first; without the word it would be part of it.

    Its list of outlets has no say in a build of the folder around it either.
    """
    inner = tmp_path / "second"
    inner.mkdir()
    (tmp_path / "a.txt").write_text("Pier to close\n\n" + STORY)
    (inner / "b.txt").write_text("Old pier shut\n\n" + STORY)
    (inner / "outlets.toml").write_text('[[outlet]]\nname = "Ellery Echo"\ngroup = "local"\n')
    assert [d.source_id for d in read([tmp_path])[0]] == ["a.txt", "second/b.txt"]
    for other in ("apart = false\n", 'apart = "no"\n', '[[page]]\nfile = "b.txt"\n'):
        (inner / "manifest.toml").write_text(other)
        assert len(read([tmp_path])[0]) == 2
    assert len(listing.own([tmp_path]).entries) == 1

    (inner / "manifest.toml").write_text("apart = true\n")
    assert [d.source_id for d in read([tmp_path])[0]] == ["a.txt"]
    assert [d.source_id for d in read([inner])[0]] == ["b.txt"]
    assert not listing.own([tmp_path]).entries
    assert len(listing.own([inner]).entries) == 1


def test_what_cannot_be_used_at_all_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match="nowhere"):
        read([tmp_path / "nowhere"])
    with pytest.raises(InputMissing, match="nothing that can be read"):
        read([tmp_path])
    bad = tmp_path / "bad.txt.gz"
    bad.write_bytes(b"\x1f\x8bnot gzip at all")
    with pytest.raises(InputUnreadable):
        read([bad])
