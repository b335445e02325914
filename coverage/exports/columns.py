"""The tables that an export holds, each of their columns defined in a sentence.

The same definitions stand in the workbook's *Read me*, in the Parquet file's schema and in the
manifest. Shares, probabilities and prominence are 0 to 1; a workbook shows shares as per cent.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import pyarrow as pa

from coverage.measures.keyness import Z_SURE


class Kind(Enum):
    """What a column holds: its type in Parquet, its number format and width in a workbook."""

    ID = (pa.string(), "", 18)
    NAME = (pa.string(), "", 22)
    WORD = (pa.string(), "", 14)
    TEXT = (pa.string(), "", 60)  # broken into lines
    LINK = (pa.string(), "", 40)
    FLAG = (pa.bool_(), "", 13)
    TIME = (pa.timestamp("us", tz="UTC"), "yyyy-mm-dd hh:mm", 17)
    COUNT = (pa.int64(), "#,##0", 12)
    WORDS = (pa.float64(), "#,##0.0", 12)  # where a sentence counts in parts
    SHARE = (pa.float64(), "0.0%", 12)
    NUMBER = (pa.float64(), "0.00", 12)

    def __init__(self, arrow: pa.DataType, number_format: str, width: int) -> None:
        self.arrow = arrow
        self.number_format = number_format
        self.width = width


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it `says`, in a sentence; "" where `Subject.definitions` has its name."""

    name: str
    kind: Kind
    says: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: one row each `of` what, in `columns`."""

    name: str
    of: str
    columns: tuple[Column, ...]


_OUTLET = Column("outlet", Kind.NAME, "who published")
_CLAIM_ID = Column("claim_id", Kind.ID, "the claim, by its id in the snapshot")
_CLAIM = Column("claim", Kind.TEXT, "the claim in the words of one of its sentences")
_SECTION = Column("section", Kind.NAME, "the sub-event it belongs to; empty for the event itself")
_VERSIONS = "independent versions among them: articles that carry largely the same text count once"

EMPHASIS = Sheet(
    "Emphasis",
    "claim and outlet of the event",
    (
        _CLAIM_ID,
        _CLAIM,
        _SECTION,
        Column("claim_n_outlets", Kind.COUNT, "outlets that report the claim"),
        Column("claim_n_versions", Kind.COUNT, _VERSIONS),
        _OUTLET,
        Column("status", Kind.WORD, "stressed, mentioned, uncertain or omitted"),
        Column("n_mentions", Kind.COUNT, "sentences of the outlet in the claim"),
        Column(
            "n_words",
            Kind.WORDS,
            "words of these sentences, each sentence's divided by the number of claims it is in",
        ),
        Column("outlet_words", Kind.COUNT, "all words of the outlet on the event"),
        Column("outlet_articles", Kind.COUNT, "articles of the outlet on the event"),
        Column("share", Kind.SHARE),
        Column("lift", Kind.NUMBER),
        Column("prominence", Kind.NUMBER),
        Column("is_headline", Kind.FLAG, "whether it stands in the headline or the standfirst"),
        Column("nearest_probability", Kind.NUMBER, "that the nearest sentence reports the claim"),
        Column(
            "nearest_sentence_id", Kind.ID, "the outlet's nearest sentence, where none reports it"
        ),
        Column("nearest_text", Kind.TEXT, "that sentence"),
    ),
)

EVENT = (
    Column("event_id", Kind.ID, "the event, by its id in the snapshot"),
    Column("event", Kind.NAME, "a headline that stands for the event"),
    Column("n_articles", Kind.COUNT, "articles on the event"),
    Column("n_outlets", Kind.COUNT, "outlets that cover the event"),
    Column("n_versions", Kind.COUNT, _VERSIONS),
)
"""The event's counts: of all of it, also where filters leave outlets out."""

ORIGIN = (
    Column("corpus", Kind.NAME, "names of the inputs"),
    Column("snapshot", Kind.ID, "the build that found all this"),
    Column("strictness", Kind.NUMBER, "the probability from which a match counts"),
    Column("uncertain_from", Kind.NUMBER, "the probability from which a match is uncertain"),
    Column("filters", Kind.NAME, 'what was left out, in words; "none" where all is here'),
    Column("corrections", Kind.COUNT, "corrections by analysts that are applied"),
    Column("made", Kind.TIME, "when this was exported, UTC"),
)

LONG = (*EVENT, *EMPHASIS.columns, *ORIGIN)
"""The long table: what it is a share of and what was asked for stand in each row."""

OUTLETS = Sheet(
    "Outlets",
    "outlet of the event",
    (
        _OUTLET,
        Column("n_articles", Kind.COUNT, "its articles on the event"),
        Column("n_words", Kind.COUNT, "its words on the event"),
        Column("first_published", Kind.TIME, "its first article, UTC; empty for undated"),
        Column("last_published", Kind.TIME, "its last article, UTC; empty for undated"),
    ),
)
ARTICLES = Sheet(
    "Articles",
    "article",
    (
        Column("article_id", Kind.ID, "the article, by its id in the snapshot"),
        _OUTLET,
        Column("title", Kind.TEXT, "its headline"),
        Column("published", Kind.TIME, "UTC; empty for undated"),
        Column("when", Kind.NAME, "the same in words, as exact as it is known"),
        Column("published_precision", Kind.WORD, "minute, hour, day, window or none"),
        Column("published_basis", Kind.TEXT, "from what the time is known"),
        Column("n_words", Kind.COUNT, "its words on the event"),
        Column("url", Kind.LINK, "where it was published"),
        Column("author", Kind.NAME, "as the page says"),
        Column("credit", Kind.NAME, "whom it says it republishes"),
        Column("version_id", Kind.ID, "the independent version it belongs to"),
    ),
)
CLAIMS = Sheet(
    "Claims",
    "claim",
    (
        _CLAIM_ID,
        _CLAIM,
        _SECTION,
        Column("n_outlets", Kind.COUNT, "outlets that report it"),
        Column("n_versions", Kind.COUNT, _VERSIONS),
        Column("is_single", Kind.FLAG, "whether one outlet alone reports it"),
        Column("is_contested", Kind.FLAG, "whether its sentences contradict one another"),
    ),
)
MENTIONS = Sheet(
    "Mentions",
    "claim and sentence that reports it",
    (
        _CLAIM_ID,
        _CLAIM,
        _OUTLET,
        Column("text", Kind.TEXT, "the sentence"),
        Column("place", Kind.NAME, "where it stands in its article"),
        Column("role", Kind.WORD, "headline, standfirst, body, heading, item or caption"),
        Column("probability", Kind.NUMBER, "that it reports what the others report"),
        Column("sentence_id", Kind.ID, "the sentence, by its id in the snapshot"),
        Column("article_id", Kind.ID, "its article"),
    ),
)
VOICES = Sheet(
    "Voices",
    "outlet and speaker",
    (
        _OUTLET,
        Column("speaker", Kind.NAME, "empty for the outlet itself and where nobody is named"),
        Column("kind", Kind.WORD, "own (voice), person, institution, anonymous or unclear"),
        Column("sentences", Kind.COUNT, "sentences with words of the speaker"),
        Column("words", Kind.WORDS, "words given to the speaker"),
        Column("words_quoted", Kind.WORDS, "of these, in quotation marks"),
        Column("outlet_words", Kind.COUNT, "all words of the outlet on the event"),
        Column("share", Kind.SHARE, "words given to the speaker, of all words of the outlet"),
    ),
)
WORDING = Sheet(
    "Wording",
    "two outlets and words that stand for one another",
    (
        Column("outlet_a", Kind.NAME, "one outlet"),
        Column("words_a", Kind.NAME, "its words"),
        Column("outlet_b", Kind.NAME, "the other outlet"),
        Column("words_b", Kind.NAME, "its words"),
        Column("kind", Kind.WORD, "replaced, or quoted: put in quotation marks"),
        Column("n", Kind.COUNT, "times"),
    ),
)
QUOTES = Sheet(
    "Scare quotes",
    "phrase in quotation marks with which nobody is quoted",
    (
        _OUTLET,
        Column("words", Kind.NAME, "the words between the marks"),
        Column("confidence", Kind.NUMBER, "that the outlet holds them at a distance"),
        Column("basis", Kind.TEXT, "what speaks for it and against it"),
        Column("text", Kind.TEXT, "the sentence"),
        Column("bare_outlet", Kind.NAME, "an outlet that has the words without marks"),
        Column("bare_text", Kind.TEXT, "its sentence"),
    ),
)
NAMES = Sheet(
    "Names",
    "use of a name for what outlets name differently",
    (
        Column("thing", Kind.NAME, "who or what is named, by the plainest name"),
        Column("kind", Kind.WORD, "person, place or other"),
        _OUTLET,
        Column("words", Kind.NAME, "the name that the outlet uses"),
        Column("text", Kind.TEXT, "the sentence"),
    ),
)
KEYWORDS = Sheet(
    "Words",
    "outlet and word or phrase that it uses more than the others",
    (
        _OUTLET,
        Column("written", Kind.NAME, "the word or phrase"),
        Column("n", Kind.COUNT, "uses by the outlet"),
        Column("n_others", Kind.COUNT, "uses by all others"),
        Column("rate", Kind.NUMBER, "uses in 1,000 words of the outlet"),
        Column("rate_others", Kind.NUMBER, "uses in 1,000 words of the others"),
        Column("z", Kind.NUMBER, f"how surely it uses it more; from {Z_SURE} seldom chance"),
        Column("is_sure", Kind.FLAG, "whether that is seldom chance"),
    ),
)
REUSE = Sheet(
    "Reuse",
    "passage that two articles share",
    (
        Column("outlet_a", Kind.NAME, "one article, by its outlet"),
        Column("text_a", Kind.TEXT, "the passage there"),
        Column("outlet_b", Kind.NAME, "the other article, by its outlet"),
        Column("text_b", Kind.TEXT, "the passage there"),
        Column("n_words", Kind.COUNT, "words that are the same"),
        Column("kind", Kind.WORD, "verbatim or edited"),
    ),
)
PAIRS = Sheet(
    "Reuse by pair",
    "two articles that share passages",
    (
        Column("said", Kind.NAME, "the two articles, by their outlets"),
        Column("n_passages", Kind.COUNT, "passages that both have"),
        Column("n_words", Kind.COUNT, "words that are the same"),
        Column("n_quoted", Kind.COUNT, "of these, in quotation marks in either"),
        Column("share_left", Kind.SHARE, "of the words of the first"),
        Column("share_right", Kind.SHARE, "of the words of the second"),
        Column("first", Kind.NAME, "whose it likely was first; empty for unknown"),
        Column("first_basis", Kind.TEXT, "from what that is known"),
        Column("is_version", Kind.FLAG, "whether the two count as one independent version"),
    ),
)
DISCREPANCIES = Sheet(
    "Discrepancies",
    "two sentences of a claim that contradict one another",
    (
        _CLAIM_ID,
        _CLAIM,
        Column("kind", Kind.WORD, "number, date, place, name or negation"),
        Column("outlet_a", Kind.NAME, "one outlet"),
        Column("value_a", Kind.NAME, "what it says"),
        Column("sentence_a", Kind.TEXT, "its sentence"),
        Column("outlet_b", Kind.NAME, "the other outlet"),
        Column("value_b", Kind.NAME, "what it says"),
        Column("sentence_b", Kind.TEXT, "its sentence"),
    ),
)
