"""An invented event as wide as the matrix has to bear: 30 outlets, some 200 claims.

Each outlet tells a share of the propositions, a sentence each, the most told ones most often.
Sentences of one proposition are linked, one pair in eight in doubt only, and a few links in doubt
join others. Claims, emphasis and wording are what `measures.strictness` makes of that, as at a
click on the slider.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any

import pandas as pd
import pyarrow as pa

from coverage import records
from coverage.measures import strictness
from coverage.records import Role, content_id
from coverage.settings import Settings

N_OUTLETS, N_EACH, N_PROPOSITIONS = 30, 25, 145
EVENT = content_id("widest") + "0000"
LABEL = "Harbour strike ends after twelve days"
FIRST = datetime(2031, 3, 1, 6, tzinfo=UTC)
WORDS = (
    "bridge ferry mayor council river tax port strike school budget winter court signs refuses"
    " delays warns counts repairs closes opens crews pilots unions owners letters talks tonnage"
).split()
DOUBT, N_DOUBTFUL = 1 / 8, 900
NO_CELLS = pd.DataFrame(
    columns=["claim_id", "outlet", "nearest_sentence_id", "nearest_probability"]
)


def widest(seed: int = 1) -> dict[str, pa.Table]:
    """The event's rows of each table that it has any in, by name; the same for the same seed."""
    chance = random.Random(seed)
    articles, sentences, told = _articles(chance)
    links = _links(sentences, told, chance)
    found = _claims(articles, sentences, links)
    rows: dict[str, Sequence[Any]] = {
        "articles": articles,
        "sentences": sentences,
        "links": links,
        "events": [_event(articles)],
        "voices": [_voice(row, k) for k, row in enumerate(sentences) if k % 4 == 1],
        "unvoiced": [_unvoiced(row) for k, row in enumerate(sentences) if k % 40 == 2],
        "namings": [_naming(row, k) for k, row in enumerate(sentences) if k % 20 == 3],
        "scare_quotes": [_scare(row) for k, row in enumerate(sentences) if k % 60 == 4],
        "reuse": [_passage(a, b) for a, b in combinations(articles[:4], 2)],
        "pages": [_page(article) for article in articles],
    }
    return found | {name: records.to_table(name, own) for name, own in rows.items()}


def _articles(
    chance: random.Random,
) -> tuple[list[records.Article], list[records.Sentence], list[int]]:
    """An article each outlet; all sentences, and the proposition that each tells."""
    said = [" ".join(chance.choices(WORDS, k=9)) for _ in range(N_PROPOSITIONS)]
    weights = [1 / (1 + k) ** 0.7 for k in range(N_PROPOSITIONS)]
    articles, sentences, told = [], [], []
    for outlet in range(N_OUTLETS):
        once = range(outlet, N_PROPOSITIONS, N_OUTLETS)
        numbers = list(
            dict.fromkeys([*once, *chance.choices(range(N_PROPOSITIONS), weights, k=90)])
        )
        numbers = chance.sample(numbers[:N_EACH], N_EACH)
        texts = [_text(said[number], number, chance) for number in numbers]
        article = _article(outlet, texts)
        articles.append(article)
        sentences += _sentences(article, texts)
        told += numbers
    return articles, sentences, told


def _text(said: str, number: int, chance: random.Random) -> str:
    words = [word for word in said.split() if chance.random() < 0.85]
    return f"The {' '.join(words)} on pier {number}, “the port” said, in {chance.choice(WORDS)}."


def _article(outlet: int, texts: Sequence[str]) -> records.Article:
    article_id = content_id("widest", outlet) + "0000"
    head, body = len(texts[0]), "\n\n".join(texts)
    blocks = (
        records.Block(Role.HEADLINE, 0, head),
        records.Block(Role.BODY, head + 2, len(body)),
    )
    return records.Article(
        article_id, f"widest-{outlet}.txt", records.ArticleRole.MAIN, f"Outlet {outlet:03d}",
        "the input says it", texts[0], None, body, FIRST + timedelta(hours=5 * outlet),
        records.Precision.MINUTE, "the input says it", f"https://outlet{outlet}.example/strike",
        None, None, "en", None, blocks, version_id=article_id, event_id=EVENT,
        event_probability=0.97,
    )  # fmt: skip


def _sentences(article: records.Article, texts: Sequence[str]) -> list[records.Sentence]:
    found, start = [], 0
    for position, text in enumerate(texts):
        role = Role.BODY if position else Role.HEADLINE
        sentence_id = content_id(article.article_id, position) + "0000"
        found.append(
            records.Sentence(
                sentence_id,
                article.article_id,
                position,
                role,
                start,
                start + len(text),
                text,
                records.count_words(text),
            )
        )
        start += len(text) + 2
    return found


def _links(
    sentences: Sequence[records.Sentence], told: Sequence[int], chance: random.Random
) -> list[records.Link]:
    found: dict[tuple[str, str], float] = {}
    for i, j in combinations(range(len(sentences)), 2):
        if told[i] == told[j]:
            low, high = (0.3, 0.5) if chance.random() < DOUBT else (0.6, 0.99)
            found[_pair(sentences[i], sentences[j])] = round(chance.uniform(low, high), 4)
    for _ in range(N_DOUBTFUL):
        one, other = chance.sample(sentences, 2)
        found.setdefault(_pair(one, other), round(chance.uniform(0.05, 0.5), 4))
    return [records.Link(EVENT, a, b, p) for (a, b), p in sorted(found.items())]


def _pair(one: records.Sentence, other: records.Sentence) -> tuple[str, str]:
    a, b = sorted((one.sentence_id, other.sentence_id))
    return a, b


def _claims(
    articles: Sequence[records.Article],
    sentences: Sequence[records.Sentence],
    links: Sequence[records.Link],
) -> dict[str, pa.Table]:
    """The tables of the event's claims."""
    about = {a.article_id: {"outlet": a.outlet, "version_id": a.version_id} for a in articles}
    table = pd.DataFrame([asdict(row) | about[row.article_id] for row in sentences])
    pairs = pd.DataFrame([asdict(link) for link in links])
    known = strictness.known(EVENT, table, pairs, NO_CELLS)
    return strictness.regroup(known, Settings()).tables()


def _event(articles: Sequence[records.Article]) -> records.Event:
    days = [article.published for article in articles if article.published]
    n = len(articles)
    return records.Event(EVENT, LABEL, min(days), max(days), n, n, n)


def _voice(row: records.Sentence, k: int) -> records.Attribution:
    speaker, kind = (("Ann Vane", "person"), ("Port Authority", "institution"))[k % 3 == 0]
    return records.Attribution(
        row.sentence_id, speaker, "indirect", "said", row.start, row.end, "said", kind
    )


def _unvoiced(row: records.Sentence) -> records.Unvoiced:
    return records.Unvoiced(
        row.sentence_id, "indirect", "said", row.start, row.end, "said", "no name stands near"
    )


def _naming(row: records.Sentence, k: int) -> records.Naming:
    start = row.text.index("the port")
    return records.Naming(
        EVENT, f"pier {k % 5}", "place", row.sentence_id, start, start + 8, "the port"
    )


def _scare(row: records.Sentence) -> records.ScareQuote:
    start = row.text.index("“")
    return records.ScareQuote(row.sentence_id, start, start + 10, "the port", 0.8, "no verb", 0, "")


def _passage(a: records.Article, b: records.Article) -> records.Passage:
    one, other = sorted((a, b), key=lambda article: article.article_id)
    return records.Passage(
        one.article_id, 0, 60, other.article_id, 0, 60, 9, "verbatim", 0, 1.0, "", "not known"
    )


def _page(article: records.Article) -> records.RawPage:
    stretch = records.Stretch(0, len(article.text), article.article_id, "body")
    return records.RawPage(
        article.source_id, records.Form.TEXT, article.text, article.outlet, article.title, None,
        article.url, None, None, (stretch,),
    )  # fmt: skip
