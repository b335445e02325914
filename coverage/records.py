"""What the pipeline passes on, and the schema of every table it writes.

Each column is named once, as a field of the frozen dataclass whose rows the table holds:
`Article` -> `articles.parquet` and so on (`TABLES`). `schema()` derives the Arrow schema from
the annotations, so a record and its table cannot drift apart.

Ids are hashes of content (`content_id`), so that links and corrections survive a rebuild.
Offsets are in Python characters, `start` inclusive, `end` exclusive. Times are aware, in UTC.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
import types
import typing
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import pyarrow as pa

Report = Callable[[str, int, int], None]
"""Progress: called as `report(stage, done, total)`; `done == total` ends the stage."""


def silent(stage: str, done: int, total: int) -> None:
    """Report progress to nobody."""


class Form(StrEnum):
    """In which form a document came in."""

    PAGE = "page"  # text copied off a web page, furniture and all
    HTML = "html"
    TEXT = "text"  # clean article text


class ArticleRole(StrEnum):
    """Whether an article is what its page is about, or stands beside it."""

    MAIN = "main"
    RELATED = "related"


class Precision(StrEnum):
    """How exactly the time of publication is known."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WINDOW = "window"  # somewhere in a span of days
    NONE = "none"  # `published` is null


class Role(StrEnum):
    """What a block of an article, and so each of its sentences, is."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BODY = "body"
    HEADING = "heading"
    ITEM = "item"  # of a list
    CAPTION = "caption"


TELLING_ROLES = frozenset({Role.HEADLINE, Role.STANDFIRST, Role.BODY, Role.ITEM})
"""Roles whose words count as what an outlet tells; headings and captions do not."""


class Status(StrEnum):
    """What an outlet does with a claim of an event it covers."""

    STRESSED = "stressed"
    MENTIONED = "mentioned"
    UNCERTAIN = "uncertain"
    OMITTED = "omitted"


class SpeakerKind(StrEnum):
    """What a speaker is; see `language.kinds`."""

    PERSON = "person"  # named
    INSTITUTION = "institution"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Document:
    """One input before reading: a page, an HTML file, or a row of a table.

    `outlet`, `title`, `published` and `url` hold only what the input says beside its text (a
    table's columns, a manifest); what the text itself says is found by `reading`.
    """

    source_id: str  # the row's id, or the file's name
    form: Form
    content: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None  # as written
    url: str | None = None
    retrieved: datetime | None = None  # when the page was fetched, where that is known


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a page's text and what became of it; stretches are in order, none overlap."""

    start: int
    end: int
    article_id: str  # "" where no article took it
    use: str  # the role it has in the article, or in words why it was left out


@dataclass(frozen=True, slots=True)
class RawPage:
    """A document as it came in, and what became of each stretch of its text.

    With it a snapshot can be built again, and added to, without the files it was built from.
    """

    source_id: str
    form: Form
    content: str
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    retrieved: datetime | None
    text: str | None  # of HTML: the words seen, in which `stretches` count; else null: `content`
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an article's text with one role; blocks are in order and do not overlap."""

    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article. `text` holds headline, standfirst and body, as `blocks` says."""

    article_id: str
    source_id: str
    role: ArticleRole
    outlet: str
    outlet_basis: str  # in words: from what the outlet is known
    title: str
    standfirst: str | None
    text: str
    published: datetime | None
    published_precision: Precision
    published_basis: str  # in words: from what the time is known, or why it is not
    url: str | None
    author: str | None
    section: str | None
    language: str  # ISO 639-1, "und" when unknown
    credit: str | None  # whom it republishes
    blocks: tuple[Block, ...]
    version_id: str = ""  # set by matching.reuse
    event_id: str = ""  # set by matching.events
    event_probability: float = 0.0  # that it is of its event, 0 to 1; set by matching.events
    window_start: datetime | None = None  # set by matching.windows, where `published` is null
    window_end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet of the articles, and what the list of outlets says of it."""

    outlet: str
    domain: str | None  # of its site; null where neither the list nor an address tells it
    country: str | None  # where it is based, ISO 3166-1 alpha-2; null where the list does not say
    group: str  # the analyst's own word, "" for none
    n_articles: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """A page that was not used, and why, in one sentence."""

    source_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; `article.text[start:end] == text`."""

    sentence_id: str
    article_id: str
    position: int  # 0-based over the article's sentences, headline included
    role: Role
    start: int
    end: int
    text: str
    n_words: int
    sub_event_id: str = ""  # its passage's, set by matching.sub_events; "" for the event itself


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as a set of articles."""

    event_id: str
    label: str  # a headline that stands for it
    first_published: datetime | None
    last_published: datetime | None
    n_articles: int
    n_outlets: int
    n_versions: int
    story_id: str = ""  # of events that one story parts into; "" for any other


@dataclass(frozen=True, slots=True)
class SubEvent:
    """Something else that happened, to which articles of an event turn in passages of their own."""

    sub_event_id: str
    event_id: str
    label: str  # a passage's heading, or the beginning of its first sentence
    n_articles: int  # with a passage on it
    n_outlets: int
    n_sentences: int


@dataclass(frozen=True, slots=True)
class NearEvents:
    """Two events that are perhaps one; `probability` that they are. `event_a < event_b`."""

    event_a: str
    event_b: str
    probability: float


@dataclass(frozen=True, slots=True)
class Join:
    """One join of the tree that events are cut from: the groups of two articles become one.

    Kept from the likest pair down to the broadest events looked at, so that events can be made
    broader or narrower without comparing anew. `likeness`: log-odds, mean over the two groups.
    """

    article_a: str
    article_b: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition that sentences of one event report."""

    claim_id: str
    event_id: str
    label: str  # a member's own words
    n_outlets: int
    n_versions: int
    is_contested: bool
    sub_event_id: str = ""  # whose section it stands in; "" for the event itself


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence in a claim. `probability`: that it reports what the others report, 0 to 1."""

    claim_id: str
    sentence_id: str
    probability: float


@dataclass(frozen=True, slots=True)
class Link:
    """Two sentences of one event and the probability that they share a claim, 0 to 1.

    Kept for every pair above `Settings.link_floor`, so that strictness can change without
    matching anew. `sentence_a < sentence_b`. Where an adjudicator was asked about the pair, its
    verdict has moved the probability (`matching.adjudication`). Where somebody confirmed or refused
    the pair, the probability is 1 or 0.
    """

    event_id: str
    sentence_a: str
    sentence_b: str
    probability: float
    adjudicated: str = ""  # same, different; "" where there is no verdict, as everywhere by default
    adjudicated_by: str = ""  # the model whose verdict it is
    reason: str = ""  # its reason, in its words
    matched: float | None = None  # the matcher's own probability, where another stands
    reviewed: str = ""  # same, different: what an analyst said; "" where nobody did


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What one outlet that covers the event does with one claim; see `measures.emphasis`."""

    claim_id: str
    outlet: str
    n_mentions: int
    n_words: float  # words of its mentions, each divided by its number of claims
    share: float  # 0 to 1
    lift: float | None  # log2; null where the outlet does not report the claim
    prominence: float | None  # 0 to 1; null where the outlet does not report the claim
    is_headline: bool  # a mention stands in the headline or the standfirst
    status: Status
    nearest_sentence_id: str | None  # where it does not report the claim: the nearest it says
    nearest_probability: float | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that a sentence gives to a speaker; offsets into the article's text."""

    sentence_id: str
    speaker: str
    kind: str  # direct, indirect
    cue: str  # the words that attribute, "" where only quotation marks do
    start: int
    end: int
    stance: str = ""  # of the cue: said, claimed, admitted, warned, denied; "" where there is none
    speaker_kind: str = ""  # person, institution, anonymous


@dataclass(frozen=True, slots=True)
class Unvoiced:
    """Words that somebody speaks where nobody can be named; offsets into the article's text."""

    sentence_id: str
    kind: str  # direct, indirect
    cue: str  # the words that attribute, "" where only quotation marks do
    start: int
    end: int
    stance: str  # as in `Attribution`
    reason: str  # in words: why nobody can be named


@dataclass(frozen=True, slots=True)
class Passage:
    """The same text in two articles; offsets into each article's text. `article_a < article_b`."""

    article_a: str
    start_a: int
    end_a: int
    article_b: str
    start_b: int
    end_b: int
    n_words: int  # the words that are the same
    kind: str  # verbatim, edited
    n_quoted: int  # of the same words, in quotation marks in either article
    agreement: float  # the words that are the same to those of the longer of the stretches, 0-1
    first: str  # whose it likely was first: a, b; "" where that is unknown
    first_basis: str  # in words: from what that is known, or why it is not


@dataclass(frozen=True, slots=True)
class Shift:
    """One difference in words between two aligned sentences of different outlets."""

    claim_id: str
    sentence_a: str
    sentence_b: str
    kind: str  # replaced, added, dropped, quoted (quotation marks put around bare words)
    words_a: str  # "" for added
    words_b: str  # "" for dropped
    start_a: int  # offsets into the sentences
    end_a: int
    start_b: int
    end_b: int


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A number, date, place or name in which two sentences of one claim contradict one another."""

    claim_id: str
    sentence_a: str
    sentence_b: str
    kind: str  # number, date, place, name, negation
    value_a: str
    value_b: str
    start_a: int  # offsets into the sentences
    end_a: int
    start_b: int
    end_b: int


@dataclass(frozen=True, slots=True)
class ScareQuote:
    """Words in quotation marks in a sentence, without anybody who says them."""

    sentence_id: str
    start: int  # offsets into the sentence, marks included
    end: int
    words: str  # without the marks
    confidence: float  # that the outlet holds them at a distance, 0 to 1
    basis: str  # in words: what speaks for it and against it
    n_bare: int  # other outlets of the event that use the words bare
    bare_sentence_id: str  # a sentence of one of them, "" for none


@dataclass(frozen=True, slots=True)
class Naming:
    """One use of one of the words by which outlets name a thing differently."""

    event_id: str
    thing: str  # its plainest common name: a person's full name, else the form most outlets use
    kind: str  # person, place, other
    sentence_id: str
    start: int  # offsets into the sentence
    end: int
    words: str  # as they stand


TABLES: dict[str, type] = {
    "pages": RawPage,
    "articles": Article,
    "outlets": Outlet,
    "sentences": Sentence,
    "events": Event,
    "sub_events": SubEvent,
    "near_events": NearEvents,
    "joins": Join,
    "claims": Claim,
    "mentions": Mention,
    "links": Link,
    "emphasis": Emphasis,
    "voices": Attribution,
    "unvoiced": Unvoiced,
    "reuse": Passage,
    "wording": Shift,
    "discrepancies": Discrepancy,
    "scare_quotes": ScareQuote,
    "namings": Naming,
    "rejected": Rejected,
}
"""Table name -> the record its rows are."""

_ARROW: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    datetime: pa.timestamp("us", tz="UTC"),
}


def _arrow_type(annotation: Any) -> tuple[pa.DataType, bool]:
    """Arrow type of a field's annotation, and whether it may be null."""
    if isinstance(annotation, types.UnionType):
        inner = [a for a in typing.get_args(annotation) if a is not type(None)]
        return _arrow_type(inner[0])[0], True
    if typing.get_origin(annotation) is tuple:
        element = typing.get_args(annotation)[0]
        return pa.list_(pa.struct(list(schema(element)))), False
    if issubclass(annotation, StrEnum):
        return pa.string(), False
    return _ARROW[annotation], False


def schema(record: type) -> pa.Schema:
    """Arrow schema of the table whose rows are `record`s."""
    hints = typing.get_type_hints(record)
    fields = []
    for field in dataclasses.fields(record):
        arrow_type, nullable = _arrow_type(hints[field.name])
        fields.append(pa.field(field.name, arrow_type, nullable=nullable))
    return pa.schema(fields)


def to_table(name: str, rows: Iterable[Any]) -> pa.Table:
    """The Arrow table `name` with one row for each record, in the order given."""
    return pa.Table.from_pylist([dataclasses.asdict(row) for row in rows], schema(TABLES[name]))


def content_id(*parts: object) -> str:
    """16 hexadecimal digits (64 bits of SHA-256) that stand for `parts`, in their order."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


# Scripts that put no space between words: Chinese, Japanese, Thai, Lao, Burmese, Khmer.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def count_words(text: str) -> int:
    """Number of words: runs between white space that hold a letter or a digit, and for scripts
    without spaces one word more for every two letters, the usual length of a Chinese word.
    """
    return sum(any(c.isalnum() for c in token) for token in text.split()) + further_words(text)


def further_words(text: str) -> int:
    """Words of scripts without spaces that `text` holds beyond its runs between white space."""
    return 0 if text.isascii() else len(_UNSPACED.findall(text)) // 2
