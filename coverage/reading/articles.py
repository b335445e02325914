"""Documents -> articles: the stage that reading is.

For each document: take the furniture off (`furniture`, `markup`, or paragraphs as they are),
find whose page it is and when it was published, put the parts together as one text with blocks,
and give it an id. What has no article in it is rejected with a reason; one page that fails does
not stop the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import py3langid

from coverage.reading import addresses, dating, furniture, markup, outlets
from coverage.reading.drafts import Draft, Page, Part
from coverage.records import (
    TELLING_ROLES,
    Article,
    ArticleRole,
    Block,
    Document,
    Form,
    Rejected,
    Role,
    content_id,
    count_words,
)
from coverage.settings import Settings

UNKNOWN_LANGUAGE = "und"
# Letters below which a language cannot be told. Own choice: a headline's length.
_MIN_LETTERS = 40
_LANGUAGE_SAMPLE = 2000  # characters; more change nothing
_BODY_ROLES = TELLING_ROLES - {Role.HEADLINE, Role.STANDFIRST}


def read_articles(
    documents: Sequence[Document], settings: Settings
) -> tuple[list[Article], list[Rejected]]:
    """Articles of all `documents` in their order, a page's main one before its related ones.

    An article is rejected when its body has fewer than `settings.min_article_words` words, or
    when outlet, title and text are those of one before it.
    """
    articles: list[Article] = []
    rejected: list[Rejected] = []
    seen: dict[str, str] = {}
    for document in documents:
        for found in _safely_read(document, settings):
            if isinstance(found, Rejected):
                rejected.append(found)
            elif found.article_id in seen:
                reason = f"The article is a copy of the one in {seen[found.article_id]}."
                rejected.append(Rejected(found.source_id, reason))
            else:
                seen[found.article_id] = found.source_id
                articles.append(found)
    return articles, rejected


def _safely_read(document: Document, settings: Settings) -> list[Article | Rejected]:
    try:
        return list(_read_document(document, settings))
    except Exception as error:  # any page of the web may trip a parser
        reason = f"The page could not be read ({type(error).__name__}); please report it."
        return [Rejected(document.source_id, reason)]


def _read_document(document: Document, settings: Settings) -> Iterator[Article | Rejected]:
    page = _page(document)
    if not page.drafts:
        yield Rejected(document.source_id, "The page holds no text that reads as an article.")
    for draft in page.drafts:
        n_words = sum(count_words(part.text) for part in draft.parts if part.role in _BODY_ROLES)
        if n_words >= settings.min_article_words:
            yield _article(document, page, draft)
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
        return markup.read_page(document.content, document.url)
    if document.form is Form.TEXT:
        parts = tuple(Part(Role.BODY, text) for text in paragraphs(document.content))
        return Page((Draft(document.title or "", None, parts, ()),) if parts else (), ())
    return furniture.read_page(document.content)


def paragraphs(text: str) -> list[str]:
    """Paragraphs of clean text: parted by line ends, unless a line goes on in the next one.

    A line goes on where it ends inside a sentence and the next begins with a lower-case letter.
    """
    found: list[str] = []
    is_open = False
    for line in text.splitlines():
        bare = " ".join(line.split())
        if not any(c.isalnum() for c in bare):
            is_open = False
            continue
        if is_open and bare[0].islower() and not re.search(r"[.!?:;…\"”’]$", found[-1]):
            found[-1] += f" {bare}"
        else:
            found.append(bare)
        is_open = True
    return found


def _article(document: Document, page: Page, draft: Draft) -> Article:
    is_main = draft.role is ArticleRole.MAIN
    title = _title(document, draft)
    text, blocks = assemble(title, draft.standfirst, draft.parts)
    url = (document.url or page.url or addresses.page_url(draft, page)) if is_main else None
    outlet = outlets.outlet_of(document, page, url)
    published = dating.when(document, page, draft, url)
    return Article(
        article_id=content_id(outlet, title, text),
        source_id=document.source_id,
        role=draft.role,
        outlet=outlet,
        title=title,
        standfirst=draft.standfirst,
        text=text,
        published=published.at,
        published_precision=published.precision,
        published_basis=published.basis,
        url=url,
        author=outlets.author_of(page, draft),
        section=outlets.section_of(page, draft),
        language=language_of(text),
        credit=outlets.credit_of(draft, outlet),
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
