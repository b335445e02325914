"""How well reuse is found, against copies whose making is known.

Three kinds of copies are looked for: articles edited by controlled edits, with the independent
articles on the same event as negatives; copies that writers made of an invented article; and the
five originals, of which two share six sentences.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd

from coverage.errors import InputMissing
from coverage.language.voices_evaluation import labelled_article
from coverage.matching import controlled_edits, reuse
from coverage.matching.controlled_edits import EDITS, Copied, Edits, Paragraph
from coverage.records import Article, Passage, Precision, Sentence
from coverage.settings import Settings

WRITTEN, SEEDS, ALL_EDITS = "copies by writers", "originals", "all edits"

HEADLINE = -1
"""Place of a headline among an article's sentences."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Made:
    """An article with, of each of its sentences, span and origin: (source's name, its sentence).

    `copied_from`: name of the article that it is a copy of, or None.
    """

    name: str
    event: str
    article: Article
    paragraphs: tuple[Paragraph, ...]
    spans: Mapping[tuple[str, int], Span]
    copied_from: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found among some articles."""

    passages: Mapping[tuple[str, str], Sequence[Passage]]  # by ids of articles, in order
    versions: Mapping[str, str]

    @classmethod
    def among(cls, articles: Sequence[Article], settings: Settings) -> Found:
        """What is found among these."""
        found = reuse.find(articles, settings)
        by_pair: defaultdict[tuple[str, str], list[Passage]] = defaultdict(list)
        for passage in found:
            by_pair[passage.article_a, passage.article_b].append(passage)
        return cls(by_pair, reuse.versions(articles, found, settings))

    def between(self, one: Article, other: Article) -> list[tuple[Span, Span]]:
        """Spans of the passages of two articles, in each of them, in the order asked for."""
        ids = one.article_id, other.article_id
        if ids in self.passages:
            return [((p.start_a, p.end_a), (p.start_b, p.end_b)) for p in self.passages[ids]]
        turned = self.passages.get(ids[::-1], [])
        return [((p.start_b, p.end_b), (p.start_a, p.end_a)) for p in turned]

    def is_version(self, one: Article, other: Article) -> bool:
        """Whether two articles are one version."""
        return self.versions[one.article_id] == self.versions[other.article_id]


def evaluate(gold: Path) -> pd.DataFrame:
    """A row for each kind of copies: how many pairs, and shares 0-1.

    `precision`, `recall` of pairs of articles with a passage (pairs that share an inserted
    paragraph count neither way); `inserted`, of the articles of which a paragraph was inserted in a
    copy, those found; `passage_recall`, of the characters of copied sentences those that stand in a
    passage with the same sentence of the original; `passage_precision`, of the characters of a
    copy's passages those of such sentences; `passages`, for each copied paragraph or headline;
    `versions`, copies that are one version with their original; `versions_right`, of all pairs that
    are, those that should be; `first`, copies of which the
    original is told to be first, less those told wrongly (edited copies have no dates).

    Raises InputMissing when there are no invented articles in `gold`.
    """
    settings = Settings()
    written = load(gold)
    rows = [_of_edits(edits, written, settings) for edits in EDITS]
    counts = pd.DataFrame(rows).drop(columns="copies").sum()
    rows += [{"copies": ALL_EDITS, **counts}, _of_writers(written, settings)]
    if (gold / "seeds.json").is_file():
        rows.append(_of_originals(gold / "seeds.json", settings))
    return _shares(pd.DataFrame(rows))


def load(gold: Path) -> list[Made]:
    """The invented articles of `gold` or its folder `written`."""
    files = [f for folder in (gold, gold / "written") for f in sorted(folder.glob("*.json"))]
    found = []
    for file in files:
        stored = json.loads(file.read_text(encoding="utf-8"))
        if "propositions" not in stored:
            continue
        for outlet, article in stored["articles"].items():
            found.append(_written(file.stem, outlet, article))
    if not found:
        msg = f"There are no invented articles in {gold}; name the folder that holds their .json."
        raise InputMissing(msg)
    return found


def _written(event: str, outlet: str, stored: Mapping[str, Any]) -> Made:
    name = f"{event} {outlet}"
    groups: defaultdict[int, list[Copied]] = defaultdict(list)
    for place, row in enumerate(stored["sentences"]):
        groups[row["paragraph"]].append(Copied(row["text"], name, place))
    source = stored["copied_from"] and f"{event} {stored['copied_from']}"
    headline = Copied(stored["title"]["text"], name, HEADLINE)
    made = _make(name, event, outlet, headline, groups.values(), source)
    published = datetime.fromisoformat(stored["published"]).replace(tzinfo=UTC)
    dated = replace(made.article, published=published, published_precision=Precision.MINUTE)
    return replace(made, article=dated)


def _make(
    name: str,
    event: str,
    outlet: str,
    headline: Copied,
    paragraphs: Iterable[Sequence[Copied]],
    copied_from: str | None,
) -> Made:
    kept = tuple(tuple(paragraph) for paragraph in paragraphs)
    article, sentences = labelled_article(
        outlet, headline.text, [[s.text for s in p] for p in kept]
    )
    flat = [headline, *(sentence for paragraph in kept for sentence in paragraph)]
    spans = {
        (copied.source, copied.place): (sentence.start, sentence.end)
        for copied, sentence in zip(flat, sentences, strict=True)
    }
    return Made(name, event, article, kept, spans, copied_from)


def _edited(edits: Edits, written: Sequence[Made]) -> list[Made]:
    """Edited copies of the articles that neither copy nor are copied by writers."""
    copied = {made.copied_from for made in written}
    own = [made for made in written if made.copied_from is None and made.name not in copied]
    return [_edited_one(edits, made, own) for made in own]


def _edited_one(edits: Edits, made: Made, own: Sequence[Made]) -> Made:
    others = [p for other in own if other.event != made.event for p in other.paragraphs]
    texts = [o.article.text for o in own if o.event == made.event and o.name != made.name]
    paragraphs = controlled_edits.apply(edits, made.paragraphs, others, texts, made.name)
    name, outlet = f"copy of {made.name}", f"copy of {made.article.outlet}"
    headline = Copied(made.article.title, made.name, HEADLINE)
    if edits.headline:
        headline = Copied(controlled_edits.headline(texts, made.name), name, HEADLINE)
    return _make(name, made.event, outlet, headline, paragraphs, made.name)


def _of_edits(edits: Edits, written: Sequence[Made], settings: Settings) -> dict[str, Any]:
    copies = _edited(edits, written)
    everything = [*written, *copies]
    found = Found.among([made.article for made in everything], settings)
    return {"copies": edits.name, **_counts(everything, copies, found)}


def _of_writers(written: Sequence[Made], settings: Settings) -> dict[str, Any]:
    """What was copied is not known sentence by sentence here, only from which article."""
    copies = [made for made in written if made.copied_from is not None]
    found = Found.among([made.article for made in written], settings)
    counts = _counts(written, copies, found)
    known = ("n", "n_found", "n_wrong", "n_versions", "n_wrong_versions", "n_first")
    return {"copies": WRITTEN, **{count: counts[count] for count in known}}


def _counts(
    everything: Sequence[Made], copies: Sequence[Made], found: Found
) -> defaultdict[str, float]:
    """Counts that `_shares` divides."""
    by_name = {made.name: made for made in everything}
    wanted = {(copy.name, copy.copied_from) for copy in copies}
    counts: defaultdict[str, float] = defaultdict(float)
    for one, other in combinations(everything, 2):
        if (one.name, other.name) in wanted or (other.name, one.name) in wanted:
            continue
        is_neutral = (
            not one.spans.keys().isdisjoint(other.spans)
            or other.copied_from == one.name
            or one.copied_from == other.name
        )
        if not is_neutral:
            counts["n_wrong"] += bool(found.between(one.article, other.article))
            counts["n_wrong_versions"] += found.is_version(one.article, other.article)
    for copy in copies:
        _count_copy(counts, copy, by_name[str(copy.copied_from)], found)
        for name in {name for name, _ in copy.spans} - {copy.name, copy.copied_from}:
            counts["n_inserted"] += 1
            counts["n_inserted_found"] += bool(found.between(copy.article, by_name[name].article))
    return counts


def _count_copy(counts: defaultdict[str, float], copy: Made, original: Made, found: Found) -> None:
    spans = found.between(copy.article, original.article)
    counts["n"] += 1
    counts["n_found"] += bool(spans)
    counts["n_passages"] += len(spans)
    counts["n_paragraphs"] += sum(p[0].source == original.name for p in copy.paragraphs)
    counts["n_paragraphs"] += (original.name, HEADLINE) in copy.spans
    ids = copy.article.article_id, original.article.article_id
    counts["n_versions"] += found.is_version(copy.article, original.article)
    for passage in found.passages.get((min(ids), max(ids)), [])[:1]:
        if passage.first:
            first = passage.article_a if passage.first == "a" else passage.article_b
            counts["n_first"] += 1 if first == ids[1] else -1
    for (start, end), there in spans:
        counts["n_chars_shown"] += end - start
        counts["n_chars_right"] += sum(
            _overlap((start, end), span)
            for key, span in copy.spans.items()
            if key in original.spans and _overlap(there, original.spans[key])
        )
    for key, span in copy.spans.items():
        if key in original.spans:
            counts["n_chars_copied"] += span[1] - span[0]
            counts["n_chars_found"] += sum(
                _overlap(span, here)
                for here, there in spans
                if _overlap(there, original.spans[key])
            )


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _of_originals(file: Path, settings: Settings) -> dict[str, Any]:
    """The pairs of sentences that two originals share; each original is its sentences here."""
    stored = json.loads(file.read_text(encoding="utf-8"))
    split = {
        name: labelled_article(name, of["title"], [[_text(row)] for row in of.get("body", [])])
        for name, of in stored["documents"].items()
    }
    found = Found.among([article for article, _ in split.values()], settings)
    counts: defaultdict[str, float] = defaultdict(float)
    sharing = {frozenset((row["a"], row["b"])) for row in stored["reuse"]}
    for one, other in combinations(split, 2):
        is_wanted = frozenset((one, other)) in sharing
        is_found = bool(found.between(split[one][0], split[other][0]))
        is_version = found.is_version(split[one][0], split[other][0])
        counts["n"] += is_wanted
        counts["n_found"] += is_wanted and is_found
        counts["n_wrong"] += is_found and not is_wanted
        counts["n_versions"] += is_wanted and is_version
        counts["n_wrong_versions"] += is_version and not is_wanted
    for row in stored["reuse"]:
        (a, of_a), (b, of_b) = split[row["a"]], split[row["b"]]
        for i, j in row["sentences"]:
            _count_aligned(counts, of_a[i + 1], of_b[j + 1], found.between(a, b))
    return {"copies": SEEDS, **counts}


def _text(row: Any) -> str:
    return str(row["text"] if isinstance(row, dict) else row)


def _count_aligned(
    counts: defaultdict[str, float], a: Sentence, b: Sentence, spans: Sequence[tuple[Span, Span]]
) -> None:
    """Of two sentences that share their words, the characters that stand in common passages."""
    counts["n_chars_copied"] += a.end - a.start
    counts["n_chars_found"] += sum(
        _overlap((a.start, a.end), here)
        for here, there in spans
        if 2 * _overlap((b.start, b.end), there) >= b.end - b.start
    )


def _shares(counts: pd.DataFrame) -> pd.DataFrame:
    """The columns that `evaluate` tells of."""
    return pd.DataFrame(
        {
            "copies": counts["copies"],
            "n": counts["n"].astype(int),
            "precision": counts["n_found"] / (counts["n_found"] + counts["n_wrong"]),
            "recall": counts["n_found"] / counts["n"],
            "inserted": counts["n_inserted_found"] / counts["n_inserted"],
            "passage_recall": counts["n_chars_found"] / counts["n_chars_copied"],
            "passage_precision": counts["n_chars_right"] / counts["n_chars_shown"],
            "passages": counts["n_passages"] / counts["n_paragraphs"],
            "versions": counts["n_versions"] / counts["n"],
            "versions_right": counts["n_versions"]
            / (counts["n_versions"] + counts["n_wrong_versions"]),
            "first": counts["n_first"] / counts["n"],
        }
    )
