"""How well voices are found, against sentences labelled by hand.

The measure is that of the gold: whether a body sentence is attributed at all, and to whom, a
speaker being known by the last word of the name in lower case.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from coverage.errors import InputMissing
from coverage.language.voices import attribute
from coverage.records import (
    Article,
    ArticleRole,
    Block,
    Precision,
    Role,
    Sentence,
    content_id,
    count_words,
)


def labelled_article(
    outlet: str, title: str, paragraphs: Sequence[Sequence[str]]
) -> tuple[Article, list[Sentence]]:
    """An article made of given sentences, a paragraph a line; position 0 is the headline."""
    text = ""
    sentences: list[Sentence] = []
    blocks: list[Block] = []
    for number, paragraph in enumerate([[title], *paragraphs]):
        role = Role.BODY if number else Role.HEADLINE
        text += "\n" if text else ""
        begin = len(text)
        for i, raw in enumerate(paragraph):
            text += " " if i else ""
            start, text = len(text), text + raw
            sentences.append(
                Sentence(
                    content_id(outlet, title, len(sentences)), content_id(outlet, title),
                    len(sentences), role, start, len(text), raw, count_words(raw),
                )
            )  # fmt: skip
        blocks.append(Block(role, begin, len(text)))
    article = Article(
        article_id=content_id(outlet, title), source_id=title, role=ArticleRole.MAIN,
        outlet=outlet, outlet_basis="given", title=title, standfirst=None, text=text,
        published=None, published_precision=Precision.NONE, published_basis="not given",
        url=None, author=None, section=None, language="en", credit=None, blocks=tuple(blocks),
    )  # fmt: skip
    return article, sentences


def last_word(speaker: str) -> str:
    """Last word of a speaker in lower case; "" for "".

    >>> last_word("the press service")
    'service'
    """
    return speaker.lower().replace("’", "'").split()[-1] if speaker.strip() else ""


def gold_speakers(label: Any) -> set[str]:
    """Last words of the speakers of one sentence's label: a name, a list, lists of lists, none."""
    if not label:
        return set()
    if isinstance(label, str):
        return {last_word(label)}
    return set().union(*(gold_speakers(part) for part in label))


def _events(gold: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(gold.glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))


def _pairs(event: dict[str, Any]) -> Iterator[tuple[set[str], set[str]]]:
    """(gold, found) last words of speakers for each body sentence of an event."""
    for outlet, labelled in event["articles"].items():
        article, sentences = labelled_article(outlet, labelled["title"], labelled["paragraphs"])
        found: dict[str, set[str]] = {}
        for row in attribute(article, sentences):
            found.setdefault(row.sentence_id, set()).add(last_word(row.speaker))
        labels = event["voices"].get(outlet, {})
        for sentence in sentences[1:]:
            label = labels.get(str(sentence.position - 1))
            yield gold_speakers(label), found.get(sentence.sentence_id, set())


def _scores(task: str, right: int, n_found: int, n_gold: int) -> dict[str, Any]:
    precision = right / n_found if n_found else 0.0
    recall = right / n_gold if n_gold else 0.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return {
        "task": task, "precision": precision, "recall": recall, "f1": f1,
        "n_right": right, "n_found": n_found, "n_gold": n_gold,
    }  # fmt: skip


def evaluate(gold: Path) -> pd.DataFrame:
    """Precision, recall and F1 (0 to 1) against the labelled events in `gold` or `gold/claims`.

    Two rows: `attributed` over body sentences, attributed or not; `speaker` over (sentence,
    speaker's last word in lower case). Raises InputMissing where there are no such events. Source:
    the gold's README.
    """
    folder = gold / "claims" if (gold / "claims").is_dir() else gold
    pairs = [pair for event in _events(folder) for pair in _pairs(event)]
    if not pairs:
        msg = f"There are no labelled voices in {gold}; name the folder that holds their .json."
        raise InputMissing(msg)
    return pd.DataFrame(
        [
            _scores(
                "attributed",
                sum(bool(g) and bool(f) for g, f in pairs),
                sum(bool(f) for _, f in pairs),
                sum(bool(g) for g, _ in pairs),
            ),
            _scores(
                "speaker",
                sum(len(g & f) for g, f in pairs),
                sum(len(f) for _, f in pairs),
                sum(len(g) for g, _ in pairs),
            ),
        ]
    )
