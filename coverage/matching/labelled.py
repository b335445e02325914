"""Events whose claims careful readers have labelled, as sentences and matrices.

Two formats are read: real events (`articles` with paragraphs, `claims` with members) and invented
ones (`articles` whose sentences name their propositions). Sentences keep the labels' limits.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coverage.errors import InputMissing, InputUnreadable
from coverage.language.voices import attribute
from coverage.language.voices_evaluation import labelled_article
from coverage.matching import speaker_features
from coverage.records import Role, Sentence, content_id, count_words


@dataclass(frozen=True, slots=True)
class LabelledEvent:
    """One event: n sentences, headline first in each article.

    `shares[i, j]`: they share at least one claim; shape (n, n). `outlets[k]` says sentence k.
    `is_real` is false for invented events. `speakers`: sentence id -> to whom it gives words, as
    `speaker_features.surnames` tells them: as the program finds them, not as readers labelled them.
    """

    name: str
    sentences: tuple[Sentence, ...]
    outlets: tuple[str, ...]
    shares: npt.NDArray[np.bool_]
    is_real: bool
    speakers: Mapping[str, frozenset[str]]


def load(gold: Path) -> list[LabelledEvent]:
    """All labelled events in `gold` or its folders `claims` and `written`, in order of names.

    Raises InputMissing when there are none, InputUnreadable when one is no such file.
    """
    folders = [gold, gold / "claims", gold / "written"]
    files = [file for folder in folders for file in sorted(folder.glob("*.json"))]
    events = [event for file in files if (event := _event(file)) is not None]
    if not events:
        msg = f"There are no labelled events in {gold}; name the folder that holds their .json."
        raise InputMissing(msg)
    return events


def _event(file: Path) -> LabelledEvent | None:
    """The event of one file; None for JSON of another kind."""
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        msg = f"{file.name} is not JSON; repair it or take it out of the folder."
        raise InputUnreadable(msg) from error
    if "propositions" in stored:
        return _invented(file.stem, stored)
    if isinstance(stored.get("articles"), dict) and "claims" in stored:
        return _real(file.stem, stored)
    return None


def _real(name: str, stored: dict[str, Any]) -> LabelledEvent:
    texts: list[tuple[str, int, str]] = []
    place: dict[tuple[str, int | str], int] = {}
    speakers: dict[tuple[str, int], frozenset[str]] = {}
    for outlet, article in stored["articles"].items():
        body = [text for paragraph in article["paragraphs"] for text in paragraph]
        for position, text in enumerate([article["title"], *body]):
            place[outlet, position - 1 if position else "T"] = len(texts)
            texts.append((outlet, position, text))
        speakers |= _speakers(outlet, article["title"], article["paragraphs"])
    groups = [
        [place[outlet, k] for outlet, numbers in claim["members"].items() for k in numbers]
        for claim in stored["claims"]
    ]
    return _build(name, texts, groups, speakers, is_real=True)


def _invented(name: str, stored: dict[str, Any]) -> LabelledEvent:
    texts: list[tuple[str, int, str]] = []
    groups: defaultdict[str, list[int]] = defaultdict(list)
    speakers: dict[tuple[str, int], frozenset[str]] = {}
    for outlet, article in stored["articles"].items():
        for position, row in enumerate([article["title"], *article["sentences"]]):
            for proposition in row["claims"]:
                groups[proposition].append(len(texts))
            texts.append((outlet, position, row["text"]))
        body = [[row["text"]] for row in article["sentences"]]
        speakers |= _speakers(outlet, article["title"]["text"], body)
    return _build(name, texts, groups.values(), speakers, is_real=False)


def _speakers(
    outlet: str, title: str, paragraphs: Sequence[Sequence[str]]
) -> dict[tuple[str, int], frozenset[str]]:
    """(outlet, position) -> surnames of those to whom the sentence gives words, where it does."""
    article, sentences = labelled_article(outlet, title, paragraphs)
    found = speaker_features.surnames(attribute(article, sentences))
    return {(outlet, s.position): found.get(s.sentence_id, frozenset()) for s in sentences}


def _build(
    name: str,
    texts: list[tuple[str, int, str]],
    groups: Iterable[list[int]],
    speakers: Mapping[tuple[str, int], frozenset[str]],
    is_real: bool,
) -> LabelledEvent:
    sentences = tuple(
        Sentence(
            sentence_id=content_id(name, outlet, position),
            article_id=outlet,
            position=position,
            role=Role.BODY if position else Role.HEADLINE,
            start=0,
            end=len(text),
            text=text,
            n_words=count_words(text),
        )
        for outlet, position, text in texts
    )
    shares = np.zeros((len(texts), len(texts)), dtype=np.bool_)
    for members in groups:
        shares[np.ix_(members, members)] = True
    said = {s.sentence_id: speakers[s.article_id, s.position] for s in sentences}
    return LabelledEvent(name, sentences, tuple(o for o, _, _ in texts), shares, is_real, said)
