"""Makes the second sample, `seeds/invented/articles.jsonl`, of the events written for the project.

    python -m tests.invented ../shared/gold/written

One row an article: what an outlet would have published, and none of the labels. The labelled
events lie beside the repository; the table is kept in it, so that nothing else is needed later.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TABLE = Path(__file__).resolve().parents[1] / "seeds" / "invented" / "articles.jsonl"


def rows(written: Path) -> Iterator[dict[str, str]]:
    """Articles in the order of the files and in them: `id, outlet, title, published, text`.

    `text`: the body, with an empty line between paragraphs. `published` is UTC.
    """
    for file in sorted(written.glob("*.json")):
        told = json.loads(file.read_text(encoding="utf-8"))
        for number, (outlet, article) in enumerate(told["articles"].items(), start=1):
            yield {
                "id": f"{file.stem.strip('-')}-{number}",
                "outlet": outlet,
                "title": article["title"]["text"],
                "published": f"{article['published']}Z",
                "text": _text(article["sentences"]),
            }


def _text(sentences: list[dict[str, Any]]) -> str:
    paragraphs: defaultdict[int, list[str]] = defaultdict(list)
    for sentence in sentences:
        paragraphs[sentence["paragraph"]].append(sentence["text"])
    return "\n\n".join(" ".join(said) for _, said in sorted(paragraphs.items()))


def table(written: Path) -> str:
    """The table as JSON Lines."""
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows(written))


if __name__ == "__main__":
    TABLE.write_text(table(Path(sys.argv[1])), encoding="utf-8")
