"""A small snapshot of invented outlets, written as a build would write it.

Two events can be compared. "Bridge": three outlets, one claim that two share, one that only the
Courier tells (in its headline), one that the Gazette may tell. "Ferry": two outlets that carry one
text. A third event has one outlet only.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from coverage import records, store
from coverage.reading.outlets import table as outlet_table
from coverage.records import Role, Status

MANIFEST: dict[str, Any] = {"snapshot": "small", "out": "current", "settings": {}}


@dataclass(frozen=True)
class Told:
    """An article to be written: its sentences with their roles, the headline first."""

    outlet: str
    event: str
    sentences: tuple[tuple[Role, str], ...]
    day: int = 3
    version: str = ""
    url: str | None = None


BRIDGE = (
    Told(
        "Harbour Courier",
        "bridge",
        (
            (Role.HEADLINE, "Mayor promises a toll-free bridge by spring"),
            (Role.BODY, "The old bridge over the Lenn was closed on Monday after cracks appeared."),
            (Role.BODY, "Mayor Ida Holm promised that crossing it will stay free of charge."),
        ),
        url="https://courier.example/bridge?a=1&b=2",
    ),
    Told(
        "Lenn Gazette",
        "bridge",
        (
            (Role.HEADLINE, "Cracks close the Lenn bridge"),
            (Role.BODY, "On Monday, engineers closed the bridge because of two long cracks."),
            (Role.BODY, "Repairs may take until <b>autumn</b> & cost $4 million."),
        ),
    ),
    Told(
        "The Upland Observer",
        "bridge",
        (
            (Role.HEADLINE, "Ferries are full again"),
            (Role.BODY, "Commuters queued for the ferry since dawn, some of them with bicycles."),
        ),
        day=4,
    ),
)
FERRY_TEXT = (
    (Role.HEADLINE, "Ferry company adds two boats"),
    (Role.BODY, "The ferry company adds two boats on weekdays."),
)
FERRY = (
    Told("Harbour Courier", "ferry", FERRY_TEXT, day=5, version="ferry"),
    Told("Lenn Gazette", "ferry", FERRY_TEXT, day=5, version="ferry"),
)
ALONE = (
    Told(
        "Lenn Gazette",
        "choir",
        ((Role.HEADLINE, "Choir sings"), (Role.BODY, "The town's choir sang on the square.")),
    ),
)

CLAIMS: dict[str, tuple[str, list[str]]] = {
    "The bridge was closed on Monday": (
        "bridge",
        ["The old bridge over the Lenn", "On Monday, engineers", "Cracks close"],
    ),
    "Crossing the bridge stays free": ("bridge", ["Mayor promises", "Mayor Ida Holm"]),
    "=Commuters queue for the ferry": ("bridge", ["Commuters queued"]),
    "Repairs may take until <b>autumn</b> & cost $4 million": ("bridge", ["Repairs may take"]),
    "The ferry company adds two boats": ("ferry", ["The ferry company adds"]),
}
"""Label -> event, and how its sentences begin."""

MAYBE = ("Crossing the bridge stays free", "Lenn Gazette")


def article(told: Told) -> tuple[records.Article, list[records.Sentence]]:
    """The article and its sentences, with offsets that hold."""
    article_id = records.content_id(told.outlet, told.event)
    text, blocks, sentences = "", [], []
    for position, (role, words) in enumerate(told.sentences):
        start = len(text) + (1 if text else 0)
        text = f"{text}\n{words}" if text else words
        blocks.append(records.Block(role, start, len(text)))
        sentence_id = records.content_id(article_id, position)
        n_words = records.count_words(words)
        sentences.append(
            records.Sentence(
                sentence_id, article_id, position, role, start, len(text), words, n_words
            )
        )
    written = records.Article(
        article_id=article_id,
        source_id=f"{article_id}.txt",
        role=records.ArticleRole.MAIN,
        outlet=told.outlet,
        outlet_basis="said on the page",
        title=told.sentences[0][1],
        standfirst=None,
        text=text,
        published=datetime(2031, 5, told.day, 9, 30, tzinfo=UTC),
        published_precision=records.Precision.MINUTE,
        published_basis="said on the page",
        url=told.url,
        author=None,
        section=None,
        language="en",
        credit=None,
        blocks=tuple(blocks),
        version_id=told.version or article_id,
        event_id=told.event,
    )
    return written, sentences


MENU, READ = "menu or link: no running text", "read for date, author or section"


def page(source_id: str, told: Sequence[tuple[str, str]], article_id: str = "") -> records.RawPage:
    """A page whose lines are told with their use; the article takes all but the menu."""
    stretches, at = [], 0
    for words, use in told:
        end = at + len(words)
        stretches.append(records.Stretch(at, end, "" if use == MENU else article_id, use))
        at = end + 1
    text = "\n".join(words for words, _ in told)
    known = (None, None, None, None, None, None)
    return records.RawPage(source_id, records.Form.PAGE, text, *known, tuple(stretches))


def page_of(article: records.Article) -> records.RawPage:
    """The page that the article was read from: a menu before it and a notice behind it."""
    menu = [(words, MENU) for words in ("Home", "News", "Sport", "More")]
    blocks = [(article.text[b.start : b.end], str(b.role)) for b in article.blocks]
    told = [*menu, ("2 hours ago", READ), *blocks, ("We use <i>cookies</i> here.", MENU)]
    return page(article.source_id, told, article.article_id)


def emphasis(
    claim_id: str,
    mentions: dict[str, list[records.Sentence]],
    n_words: dict[str, int],
    nearest: dict[str, tuple[str, float]],
) -> Iterator[records.Emphasis]:
    """A claim's rows: shares and lifts from the words, one claim a sentence."""
    words = {o: float(sum(s.n_words for s in ss)) for o, ss in mentions.items()}
    share = {o: words[o] / n_words[o] for o in mentions}
    mean = sum(share.values()) / len(share)
    for outlet, own in mentions.items():
        is_headline = any(s.role == Role.HEADLINE for s in own)
        near_id, near = nearest[outlet]
        lift = math.log2(share[outlet] / mean) if own else None
        told = Status.STRESSED if is_headline or (lift or 0) >= 0.58 else Status.MENTIONED
        left_out = Status.UNCERTAIN if near >= 0.25 else Status.OMITTED
        yield records.Emphasis(
            claim_id=claim_id,
            outlet=outlet,
            n_mentions=len(own),
            n_words=words[outlet],
            share=share[outlet],
            lift=lift,
            prominence=(1.0 if is_headline else 0.5) if own else None,
            is_headline=is_headline,
            status=told if own else left_out,
            nearest_sentence_id=None if own else near_id,
            nearest_probability=None if own else near,
        )


def tables(stories: Sequence[Told]) -> dict[str, list[Any]]:
    """Every table of a snapshot that tells `stories`."""
    rows: dict[str, list[Any]] = {name: [] for name in records.TABLES}
    for story in stories:
        written, sentences = article(story)
        rows["articles"].append(written)
        rows["pages"].append(page_of(written))
        rows["sentences"] += sentences
    outlet_of = {a.article_id: a.outlet for a in rows["articles"]}
    for event in dict.fromkeys(story.event for story in stories):
        own = [a for a in rows["articles"] if a.event_id == event]
        times = [a.published for a in own]
        versions = {a.version_id for a in own}
        outlets = list(dict.fromkeys(a.outlet for a in own))
        rows["events"].append(
            records.Event(
                event, own[0].title, min(times), max(times), len(own), len(outlets), len(versions)
            )
        )
        ids = {a.article_id for a in own}
        said = [s for s in rows["sentences"] if s.article_id in ids]
        n_words = {o: sum(s.n_words for s in said if outlet_of[s.article_id] == o) for o in outlets}
        for label, (event_of_claim, starts) in CLAIMS.items():
            if event_of_claim != event:
                continue
            members = [s for s in said if s.text.startswith(tuple(starts))]
            by_outlet = {o: [s for s in members if outlet_of[s.article_id] == o] for o in outlets}
            tellers = [o for o in outlets if by_outlet[o]]
            claim_id = records.content_id(event, label)
            rows["claims"].append(
                records.Claim(claim_id, event, label, len(tellers), len(tellers), False)
            )
            rows["mentions"] += [records.Mention(claim_id, s.sentence_id, 0.9) for s in members]
            nearest = {
                o: (
                    next(s.sentence_id for s in said if outlet_of[s.article_id] == o),
                    0.41 if (label, o) == MAYBE else 0.06,
                )
                for o in outlets
            }
            rows["emphasis"] += emphasis(claim_id, by_outlet, n_words, nearest)
    rows["outlets"] = outlet_table(rows["articles"])
    return rows


def add_voice(rows: dict[str, list[Any]]) -> None:
    """Give the mayor her sentence, and one difference in wording and in a number to the closing."""
    mayor = next(s for s in rows["sentences"] if s.text.startswith("Mayor Ida Holm"))
    rows["voices"].append(
        records.Attribution(
            mayor.sentence_id,
            "Ida Holm",
            "indirect",
            "promised",
            mayor.start + 29,
            mayor.end - 1,
            "said",
            "person",
        )
    )
    claim = next(c for c in rows["claims"] if c.label == "The bridge was closed on Monday")
    a, b = (
        next(s for s in rows["sentences"] if s.text.startswith(start))
        for start in ("The old bridge", "On Monday, engineers")
    )
    rows["wording"].append(
        records.Shift(
            claim.claim_id, a.sentence_id, b.sentence_id, "replaced",
            "after cracks appeared", "because of two long cracks", 0, 1, 0, 1,
        )
    )  # fmt: skip
    rows["discrepancies"].append(
        records.Discrepancy(
            claim.claim_id, a.sentence_id, b.sentence_id, "number", "one", "two", 0, 1, 0, 1
        )
    )


UNUSED = page("menu.txt", [("Home & away", MENU)])
"""A page of which nothing was used."""


def write(stories: Sequence[Told], out: Path, rejected: Sequence[records.Rejected] = ()) -> Path:
    """Publish a snapshot of `stories` as `out`, with the pages that were not used."""
    rows = tables(stories)
    rows["rejected"] += rejected
    rows["pages"] += [UNUSED for row in rejected if row.source_id == UNUSED.source_id]
    if any(story.event == "bridge" for story in stories):
        add_voice(rows)
    written = {name: records.to_table(name, each) for name, each in rows.items()}
    store.write(written, MANIFEST | {"out": out.name}, out)
    return out


@pytest.fixture(scope="session")
def snapshot_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small snapshot's link."""
    return write(BRIDGE + FERRY + ALONE, tmp_path_factory.mktemp("data") / "current")


@pytest.fixture
def small(snapshot_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small snapshot, made the one that the app reads."""
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(snapshot_dir))
    return snapshot_dir


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    """Let no open snapshot live on to the next test."""
    yield
    st.cache_resource.clear()
