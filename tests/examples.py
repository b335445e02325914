"""A town, three invented outlets and two events: what the tests of the pipeline compare.

    the bridge   Harbour Courier, Valley Gazette, Northern Observer
    the painting Harbour Courier, Northern Observer; the Valley Gazette is silent

On the bridge all three say that it is shut because of a crack. The Courier and the Observer say
that the ferry is free; the Gazette leaves it out and alone recalls an old warning. The Courier
has six weeks of repairs, the Gazette nine.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from coverage.comparison import Comparison, compare
from coverage.language.embeddings import Embedder, SentenceEncoder
from coverage.matching.cross_encoder import Matcher
from coverage.matching.models import Models
from coverage.matching.pair_encoder import PairEncoder
from coverage.records import (
    Article,
    ArticleRole,
    Block,
    Document,
    Form,
    Precision,
    Role,
    Sentence,
    content_id,
    count_words,
)
from coverage.settings import Settings

COURIER, GAZETTE, OBSERVER, HERALD = (
    "Harbour Courier",
    "Valley Gazette",
    "Northern Observer",
    "Coast Herald",
)

COURIER_ON_BRIDGE = Document(
    source_id="courier-bridge",
    form=Form.TEXT,
    outlet=COURIER,
    title="Old Tarn bridge in Melby closed after crack is found",
    published="2031-05-05T09:00:00Z",
    content="""\
Engineers closed the old bridge over the Tarn in Melby on Monday after a diver found a crack in \
its second pillar.
The ferry across the Tarn will be free of charge until the bridge opens again, mayor Olav Renn \
promised.
Repairs will take about 6 weeks, said the town's engineer, Ida Brandt.
Shopkeepers on the eastern bank fear that they will lose most of their summer trade.
""",
)
GAZETTE_ON_BRIDGE = Document(
    source_id="gazette-bridge",
    form=Form.TEXT,
    outlet=GAZETTE,
    title="Crack shuts Melby's bridge over the Tarn",
    published="2031-05-05T11:00:00Z",
    content="""\
The old bridge over the Tarn in Melby was closed on Monday after a crack was found in its second \
pillar.
Repairs will take about 9 weeks, according to the town's engineer, Ida Brandt.
Two years ago an inspection warned of rust in the pillars, but the council put the work off \
because money was short.
Nobody was hurt.
""",
)
OBSERVER_ON_BRIDGE = Document(
    source_id="observer-bridge",
    form=Form.TEXT,
    outlet=OBSERVER,
    title="Melby ferry to be free while the Tarn bridge is closed",
    published="2031-05-06T07:00:00Z",
    content="""\
The ferry over the Tarn will be free of charge until the old bridge opens again, Melby's mayor, \
Olav Renn, promised on Tuesday.
The bridge was closed on Monday after a diver found a crack in its second pillar.
Lorries have to drive round by the motorway, which adds forty minutes to their journey.
""",
)
COURIER_ON_PAINTING = Document(
    source_id="courier-painting",
    form=Form.TEXT,
    outlet=COURIER,
    title="Museum in Oxby buys lost painting by Clara Finn",
    published="2031-02-11T10:00:00Z",
    content="""\
The city museum of Oxby has bought a portrait by Clara Finn that was thought to be lost for a \
century.
A retired teacher had found the canvas in her attic and sold it for two million crowns.
The portrait will hang beside the painter's early landscapes from the first of March, the \
director said.
""",
)
OBSERVER_ON_PAINTING = Document(
    source_id="observer-painting",
    form=Form.TEXT,
    outlet=OBSERVER,
    title="Lost portrait by Clara Finn goes to Oxby museum",
    published="2031-02-11T15:00:00Z",
    content="""\
A missing work by Clara Finn has found its way to Oxby: the city museum bought the portrait this \
week.
It had lain in an attic, where a retired teacher came upon it; she received two million crowns.
From the first of March visitors can see it next to other pictures by Finn, the museum announced.
""",
)
SYNDICATED = replace(COURIER_ON_BRIDGE, source_id="herald-bridge", outlet=HERALD)
"""The Courier's article word for word, printed by another outlet."""

TEASER = Document("teaser", Form.TEXT, "Read more about the bridge.", COURIER, "The bridge")
"""Too short to be an article."""

DOCUMENTS = (
    COURIER_ON_BRIDGE,
    GAZETTE_ON_BRIDGE,
    OBSERVER_ON_BRIDGE,
    COURIER_ON_PAINTING,
    OBSERVER_ON_PAINTING,
)


@cache
def embedder() -> Embedder:
    """The shipped model, loaded once for all tests; texts are embedded once and kept in memory."""
    return Embedder(SentenceEncoder())


@cache
def models() -> Models:
    """All that judges sentences by default; what they computed is kept in memory."""
    return Models(embedder(), Matcher(PairEncoder()))


def compared(*documents: Document) -> Comparison:
    """The documents compared with the shipped models and the default settings."""
    return compare(documents, [], models(), Settings())


@cache
def bridge_and_painting() -> Comparison:
    """`DOCUMENTS` compared, once for all tests, which only read it."""
    return compared(*DOCUMENTS)


def page(document: Document) -> str:
    """A flattened page of `document`, with the furniture that a small outlet's page has."""
    return (
        f"Home News Sport Weather\n{document.title}\nPublished: {document.published}\n\n"
        f"{document.content}\n© 2031 {document.outlet}. All rights reserved.\n"
    )


def write_pages(folder: Path) -> Path:
    """A folder with the three pages on the bridge, one too short, and a manifest of outlets."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for document in (COURIER_ON_BRIDGE, GAZETTE_ON_BRIDGE, OBSERVER_ON_BRIDGE, TEASER):
        file = folder / f"{document.source_id}.txt"
        file.write_text(page(document), encoding="utf-8")
        entries.append(f'[[page]]\nfile = "{file.name}"\noutlet = "{document.outlet}"\n')
    (folder / "manifest.toml").write_text("\n".join(entries), encoding="utf-8")
    return folder


def article(text: str, outlet: str = COURIER, title: str = "Headline") -> Article:
    """An article whose paragraphs are the lines of `text`."""
    whole, blocks, at = f"{title}\n{text}", [], 0
    for number, line in enumerate(whole.split("\n")):
        blocks.append(Block(Role.BODY if number else Role.HEADLINE, at, at + len(line)))
        at += len(line) + 1
    return Article(
        article_id=content_id(outlet, whole),
        source_id=f"{outlet}.txt",
        role=ArticleRole.MAIN,
        outlet=outlet,
        outlet_basis="An example says it.",
        title=title,
        standfirst=None,
        text=whole,
        published=None,
        published_precision=Precision.NONE,
        published_basis="An example has no date.",
        url=None,
        author=None,
        section=None,
        language="en",
        credit=None,
        blocks=tuple(blocks),
    )


def sentence(
    sentence_id: str,
    text: str = "The bridge is closed today.",
    role: Role = Role.BODY,
    article_id: str = "x",
    position: int = 0,
    n_words: int | None = None,
) -> Sentence:
    """A sentence by itself; its words are counted unless their number is given."""
    return Sentence(
        sentence_id=sentence_id,
        article_id=article_id,
        position=position,
        role=role,
        start=0,
        end=len(text),
        text=text,
        n_words=count_words(text) if n_words is None else n_words,
    )
