"""Documents -> articles: the stage that reading is.

For each document: take the furniture off (`furniture`, `markup`, or paragraphs as they are),
find whose page it is and when it was published, put the parts together as one text with blocks,
and give it an id. What has no article in it is rejected with a reason; one page that fails does
not stop the others. Every page is kept with what became of each line of it (`tracing`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import py3langid

from coverage.reading import (
    addresses,
    bylines,
    clean,
    crediting,
    dating,
    furniture,
    markup,
    outlets,
    seen,
    tracing,
)
from coverage.reading.directory import Directory
from coverage.reading.drafts import Draft, Page, Part
from coverage.reading.listing import SHIPPED
from coverage.reading.outlets import Whose
from coverage.reading.tracing import Fate, Left
from coverage.records import (
    TELLING_ROLES,
    Article,
    ArticleRole,
    Block,
    Document,
    Form,
    RawPage,
    Rejected,
    Report,
    Role,
    content_id,
    count_words,
    silent,
)
from coverage.settings import Settings

UNKNOWN_LANGUAGE = "und"
# Letters below which a language cannot be told. Own choice: a headline's length.
_MIN_LETTERS = 40
_LANGUAGE_SAMPLE = 2000  # characters; more change nothing
_BODY_ROLES = TELLING_ROLES - {Role.HEADLINE, Role.STANDFIRST}


def read_articles(
    documents: Sequence[Document], settings: Settings, directory: Directory = SHIPPED
) -> tuple[list[Article], list[Rejected]]:
    """Articles of all `documents` in their order, a page's main one before its related ones.

    An article is rejected when its body has fewer than `settings.min_article_words` words, or
    when outlet, title and text are those of one before it. `directory`: the outlets known.
    """
    articles, rejected, _ = read_pages(documents, settings, directory=directory)
    return articles, rejected


def read_pages(
    documents: Sequence[Document],
    settings: Settings,
    report: Report = silent,
    directory: Directory = SHIPPED,
) -> tuple[list[Article], list[Rejected], list[RawPage]]:
    """As `read_articles`, and the documents themselves with what became of their lines."""
    articles: list[Article] = []
    rejected: list[Rejected] = []
    pages: list[RawPage] = []
    known: dict[str, str] = {}
    read = []
    for number, document in enumerate(documents, start=1):
        read.append((document, *_safely_read(document, settings, directory)))
        report("reading", number, len(documents))
    named = iter(outlets.settled(a for *_, found in read for a in found if isinstance(a, Article)))
    for document, page, outcomes in read:
        fates: list[Fate] = []
        for outcome in outcomes:
            if isinstance(outcome, Rejected):
                rejected.append(outcome)
                fates.append(Left.SHORT)
                continue
            found = next(named)
            ids = (found.article_id, content_id(found.outlet, found.title, found.text))
            same = next((known[own] for own in ids if own in known), None)
            if same is not None:
                reason = f"The article is a copy of the one in {same}."
                rejected.append(Rejected(found.source_id, reason))
                fates.append(Left.COPY)
            else:
                known |= dict.fromkeys(ids, found.source_id)
                articles.append(found)
                fates.append(found)
        pages.append(_raw(document, page, fates))
    return articles, rejected, pages


def _raw(document: Document, page: Page | None, fates: Sequence[Fate]) -> RawPage:
    """The document with what became of its lines; `page`: `None` where it could not be read."""
    if page is not None:
        return tracing.raw_page(document, page.text, page.traces, fates)
    unread = tracing.whole(document.content, Left.UNREAD)
    return tracing.raw_page(document, None, unread, fates)


def _safely_read(
    document: Document, settings: Settings, directory: Directory
) -> tuple[Page | None, list[Article | Rejected]]:
    """The page and what each of its drafts came to, or why it has none or could not be read."""
    try:
        page = _page(document)
        return page, list(_read_page(document, page, settings, directory))
    except Exception as error:  # any page of the web may trip a parser
        reason = f"The page could not be read ({type(error).__name__}); please report it."
        return None, [Rejected(document.source_id, reason)]


def _read_page(
    document: Document, page: Page, settings: Settings, directory: Directory
) -> Iterator[Article | Rejected]:
    whose = outlets.whose(document, page, directory)
    if not page.drafts:
        yield Rejected(document.source_id, "The page holds no text that reads as an article.")
    for number, draft in enumerate(page.drafts):
        n_words = sum(count_words(part.text) for part in draft.parts if part.role in _BODY_ROLES)
        if n_words >= settings.min_article_words:
            credit = crediting.credit_of(document, page, number, whose.outlet, directory)
            yield _article(document, page, draft, whose, credit)
        else:
            yield Rejected(document.source_id, _too_short(draft, n_words, settings))


def _too_short(draft: Draft, n_words: int, settings: Settings) -> str:
    which = "The article" if draft.role is ArticleRole.MAIN else "A related article"
    return (
        f"{which} has {n_words} words of body text, "
        f"fewer than the {settings.min_article_words} that an article needs."
    )


def _page(document: Document) -> Page:
    if document.form is Form.HTML:
        tree = markup.parse(document.content)
        text = seen.text_of(tree)
        page = markup.read_tree(tree, document.url)
        return replace(page, text=text, traces=tuple(seen.traces(text, page.drafts)))
    if document.form is Form.TEXT:
        return clean.read_page(document.content, document.title or "")
    return furniture.read_page(document.content)


def _article(
    document: Document, page: Page, draft: Draft, whose: Whose, credit: str | None
) -> Article:
    is_main = draft.role is ArticleRole.MAIN
    title = _title(document, draft)
    text, blocks = assemble(title, draft.standfirst, draft.parts)
    url = (document.url or page.url or addresses.page_url(draft, page)) if is_main else None
    published = dating.when(document, page, draft, url)
    return Article(
        article_id=content_id(whose.key, title, text),
        source_id=document.source_id,
        role=draft.role,
        outlet=whose.outlet,
        outlet_basis=whose.basis,
        title=title,
        standfirst=draft.standfirst,
        text=text,
        published=published.at,
        published_precision=published.precision,
        published_basis=published.basis,
        url=url,
        author=bylines.author_of(page, draft),
        section=bylines.section_of(page, draft),
        language=language_of(text),
        credit=credit,
        blocks=blocks,
    )


def _title(document: Document, draft: Draft) -> str:
    """What the input says, else what the page says, else the beginning of the text."""
    given = document.title if draft.role is ArticleRole.MAIN else None
    title = " ".join((given or draft.title).split())
    return title or " ".join(draft.parts[0].text.split()[:12]) + " …"


def assemble(
    title: str, standfirst: str | None, parts: Sequence[Part]
) -> tuple[str, tuple[Block, ...]]:
    """An article's text, its blocks joined by blank lines, and where each block stands in it."""
    pieces = [(Role.HEADLINE, title)] if title else []
    if standfirst:
        pieces.append((Role.STANDFIRST, standfirst))
    pieces += [(part.role, part.text) for part in parts]
    blocks = []
    at = 0
    for role, text in pieces:
        blocks.append(Block(role, at, at + len(text)))
        at += len(text) + len("\n\n")
    return "\n\n".join(text for _, text in pieces), tuple(blocks)


def language_of(text: str) -> str:
    """ISO 639-1 code of the language of `text`, "und" where it is too short to tell."""
    sample = text[:_LANGUAGE_SAMPLE]
    if sum(c.isalpha() for c in sample) < _MIN_LETTERS:
        return UNKNOWN_LANGUAGE
    return str(py3langid.classify(sample)[0])
