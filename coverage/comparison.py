"""Documents -> a comparison: everything one snapshot holds. The only orchestrator."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa

from coverage.language import sentences as splitting
from coverage.language import voices
from coverage.language.embeddings import Embedder, Vectors
from coverage.language.meanings import Meanings, packed
from coverage.matching import (
    claims,
    event_edits,
    events,
    links,
    reuse,
    speaker_features,
    sub_events,
    windows,
)
from coverage.matching.models import Models
from coverage.matching.pairs import Speakers
from coverage.matching.said import NOTHING, Said
from coverage.matching.terms import Floats
from coverage.measures import discrepancies, emphasis, namings, omission, scare_quotes, wording
from coverage.measures.emphasis import Telling
from coverage.measures.wording import AlignedPair
from coverage.reading import outlets
from coverage.reading.articles import read_pages
from coverage.reading.directory import Directory
from coverage.reading.listing import SHIPPED
from coverage.records import (
    TABLES,
    Article,
    Attribution,
    Claim,
    Discrepancy,
    Document,
    Emphasis,
    Event,
    Join,
    Link,
    Mention,
    Naming,
    NearEvents,
    Outlet,
    Passage,
    RawPage,
    Rejected,
    Report,
    ScareQuote,
    Sentence,
    Shift,
    SubEvent,
    Unvoiced,
    silent,
    to_table,
)
from coverage.settings import Settings


@dataclass(slots=True)
class Comparison:
    """All rows of a snapshot, by table, and the seconds that each stage took."""

    pages: list[RawPage] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    outlets: list[Outlet] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    sub_events: list[SubEvent] = field(default_factory=list)
    near_events: list[NearEvents] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    emphasis: list[Emphasis] = field(default_factory=list)
    voices: list[Attribution] = field(default_factory=list)
    unvoiced: list[Unvoiced] = field(default_factory=list)
    reuse: list[Passage] = field(default_factory=list)
    wording: list[Shift] = field(default_factory=list)
    discrepancies: list[Discrepancy] = field(default_factory=list)
    scare_quotes: list[ScareQuote] = field(default_factory=list)
    namings: list[Naming] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    meanings: Meanings | None = None  # of the sentences, in their order
    event_level: float = 0.0  # where the tree of articles was cut, in log-odds of likeness
    applied: frozenset[str] = frozenset()  # edits of events and claims that found theirs

    def tables(self) -> dict[str, pa.Table]:
        """The Arrow tables that `store.write` publishes."""
        return {name: to_table(name, getattr(self, name)) for name in TABLES}

    @contextmanager
    def timed(self, stage: str, report: Report = silent) -> Iterator[None]:
        """Add the time spent inside to `seconds[stage]`, and report that it begins and ends."""
        began = time.perf_counter()
        report(stage, 0, 1)
        yield
        report(stage, 1, 1)
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - began


@dataclass(frozen=True, slots=True)
class _Means:
    """What every event is compared with."""

    models: Models
    settings: Settings
    said: Said
    report: Report


def compare(
    documents: Sequence[Document],
    rejected: Sequence[Rejected],
    models: Models,
    settings: Settings,
    report: Report = silent,
    said: Said = NOTHING,
    directory: Directory = SHIPPED,
) -> Comparison:
    """Compare how outlets cover the same events.

    Reads the articles of the documents, splits them into sentences, finds their voices, finds
    copied passages and so independent versions, embeds the sentences, groups the articles by
    event, lends undated articles their event's days, and for each event matches sentences,
    groups them by claim and measures emphasis and omission; then parts the events into their
    sub-events, and compares the wording, the numbers and the names of sentences that share a claim,
    what stands in quotation marks and how things are named.

    `said`: what analysts corrected, each at its stage; `directory`: the outlets known.
    The result does not depend on the order of the documents.
    """
    comparison = Comparison()
    with comparison.timed("reading"):
        documents = sorted(documents, key=lambda document: document.source_id)
        articles, refused, comparison.pages = read_pages(documents, settings, report, directory)
        articles = [replace(a, **said.articles.get(a.article_id, {})) for a in articles]
        articles.sort(key=lambda article: article.article_id)
        comparison.outlets = outlets.table(articles, directory)
        comparison.rejected = sorted([*rejected, *refused], key=lambda row: row.source_id)
    with comparison.timed("sentences", report):
        comparison.sentences = splitting.split(articles)
        by_article = _by_article(comparison.sentences)
    with comparison.timed("voices", report):
        for article in articles:
            heard = voices.hear(article, by_article.get(article.article_id, []))
            comparison.voices += heard.voices
            comparison.unvoiced += heard.unvoiced
    with comparison.timed("reuse", report):
        comparison.reuse = reuse.find(articles, settings)
        version = reuse.versions(articles, comparison.reuse, settings)
        articles = [replace(a, version_id=version[a.article_id]) for a in articles]
    with comparison.timed("embedding"):
        vectors = _vectors(by_article, models.embedder, report)
        if vectors:
            comparison.meanings = packed(np.concatenate(list(vectors.values())))
    with comparison.timed("events", report):
        cache_folder = models.embedder.cache_folder
        grouping = events.group(articles, by_article, vectors, settings, cache_folder)
        grouping, comparison.applied = event_edits.move(grouping, said.events)
        comparison.articles = windows.borrow([grouping.placed(article) for article in articles])
        comparison.near_events, comparison.joins = grouping.near, grouping.joins
        comparison.event_level = grouping.level
    means = _Means(models, settings, said, report)
    _compare_events(comparison, grouping.story, by_article, vectors, means)
    models.save()
    return comparison


def _by_article(sentences: Sequence[Sentence]) -> dict[str, list[Sentence]]:
    found: defaultdict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        found[sentence.article_id].append(sentence)
    return dict(found)


def _vectors(
    by_article: Mapping[str, Sequence[Sentence]], embedder: Embedder, report: Report
) -> dict[str, Vectors]:
    """Vectors of each article's sentences, all embedded in one go."""
    texts = [sentence.text for rows in by_article.values() for sentence in rows]
    vectors = embedder(texts, report)
    ends = np.cumsum([len(rows) for rows in by_article.values()]).tolist()
    starts = [0, *ends][:-1]
    return {
        article_id: vectors[start:end]
        for article_id, start, end in zip(by_article, starts, ends, strict=True)
    }


def _compare_events(
    comparison: Comparison,
    story: Mapping[str, str],
    by_article: Mapping[str, Sequence[Sentence]],
    vectors: Mapping[str, Vectors],
    means: _Means,
) -> None:
    """Fill the tables of events, claims and measures, event by event."""
    members: defaultdict[str, list[Article]] = defaultdict(list)
    for article in comparison.articles:
        members[article.event_id].append(article)
    aligned: list[AlignedPair] = []
    speakers = speaker_features.surnames(comparison.voices)
    said: defaultdict[str, list[Attribution]] = defaultdict(list)
    for row in comparison.voices:
        said[row.sentence_id].append(row)
    for number, event_id in enumerate(sorted(members), start=1):
        comparison.events.append(
            events.describe(event_id, members[event_id], vectors, story.get(event_id, ""))
        )
        articles = members[event_id]
        telling, probability = _match(comparison, event_id, articles, by_article, speakers, means)
        _measure(comparison, telling, probability, means)
        _word(comparison, event_id, articles, telling, said)
        aligned += wording.aligned(telling.claims, telling.sentences, telling.outlets)
        means.report("claims", number, len(members))
    with comparison.timed("sub-events", means.report):
        _part(comparison, members, by_article, vectors)
    with comparison.timed("wording", means.report):
        comparison.wording = wording.shifts(aligned)
        comparison.discrepancies = discrepancies.find(aligned)
        contested = discrepancies.contested(comparison.discrepancies)
        comparison.claims = [
            replace(claim, is_contested=claim.claim_id in contested) for claim in comparison.claims
        ]


def _match(
    comparison: Comparison,
    event_id: str,
    articles: Sequence[Article],
    by_article: Mapping[str, Sequence[Sentence]],
    speakers: Speakers,
    means: _Means,
) -> tuple[Telling, Floats]:
    """Match the sentences of one event and group them by claim."""
    rows = [(article, s) for article in articles for s in by_article[article.article_id]]
    sentences = [sentence for _, sentence in rows]
    outlets = [article.outlet for article, _ in rows]
    versions = [article.version_id for article, _ in rows]
    with comparison.timed("matching"):
        probability, found_links = links.find(
            event_id, sentences, outlets, speakers,
            means.models, means.settings, means.said.reviewed, means.report,
        )  # fmt: skip
    comparison.links += found_links
    with comparison.timed("claims"):
        told = (sentences, probability, outlets, versions)
        found = claims.find(event_id, *told, means.settings, means.said.claims)
    comparison.applied |= found.applied
    comparison.claims += found.claims
    comparison.mentions += found.mentions
    return Telling(sentences, outlets, found.members, found.corrected), probability


def _part(
    comparison: Comparison,
    members: Mapping[str, Sequence[Article]],
    by_article: Mapping[str, Sequence[Sentence]],
    vectors: Mapping[str, Vectors],
) -> None:
    """Find the sub-events of each event, and which sentences and claims belong to one."""
    comparison.sub_events, place = sub_events.part(members, by_article, vectors, comparison.voices)
    comparison.sentences = [
        replace(s, sub_event_id=place.get(s.sentence_id, "")) for s in comparison.sentences
    ]
    section = sub_events.sections(comparison.mentions, place)
    comparison.claims = [
        replace(claim, sub_event_id=section[claim.claim_id]) for claim in comparison.claims
    ]


def _measure(comparison: Comparison, telling: Telling, probability: Floats, means: _Means) -> None:
    """Emphasis and omission of each claim by each outlet of one event."""
    with comparison.timed("measures"):
        told = (telling.claims, telling.sentences, telling.outlets)
        nearest = omission.nearest(*told, probability, telling.corrected)
        comparison.emphasis += emphasis.measure(telling, nearest, means.settings)


def _word(
    comparison: Comparison,
    event_id: str,
    articles: Sequence[Article],
    telling: Telling,
    said: Mapping[str, Sequence[Attribution]],
) -> None:
    """What one event's outlets put in quotation marks, and how they name the same things."""
    with comparison.timed("wording"):
        own = _by_article(telling.sentences)
        voiced = [row for s in telling.sentences for row in said.get(s.sentence_id, ())]
        comparison.scare_quotes += scare_quotes.find(articles, own, voiced)
        comparison.namings += namings.find(
            event_id, telling.sentences, telling.outlets, telling.claims
        )
