"""HTML -> articles and metadata, by trafilatura; nothing is fetched.

1. The page is parsed, however broken: what no parser can nest is laid flat, what is far larger
   than a page of news is cut (`parse`).
2. Further full stories on the page are taken out of it (`further`), and so is what leads to others.
3. trafilatura finds the body of the main article in what is left, and of each further one in its
   own element; title, author and site of the page it reads from its metadata.
4. What says when an article was published is collected (`metadata`) for `dating` to weigh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import dropwhile
from typing import Any

from lxml import etree, html

from coverage.reading import further, jsonld, metadata, places, trees
from coverage.reading.drafts import Draft, Page, Part, Stated
from coverage.reading.headers import is_mark
from coverage.reading.jsonld import Node
from coverage.reading.lines import make_line
from coverage.reading.stories import Story, address_of
from coverage.reading.trees import Element
from coverage.records import ArticleRole, Role

MAX_ELEMENTS = 50_000
"""Elements of a page that are read; the rest is cut. Own choice: a page of news has some thousands,
and trafilatura takes about 0.1 ms for each. It bounds the time that a page of 10 MB takes: measured
on one core, at most ten seconds."""

MAX_COMPARED = 2_000
"""Elements of a page up to which trafilatura compares what it finds with what two others do, of
which one takes time by the square. Gold pages have up to 1,600; without the two F1 is 0.0001 lower.
"""

MAX_DEPTH = 300
"""Elements inside of one another, beyond which a page is laid flat. Own choice: pages of news nest
some tens; the parser gives up at 2,048, and what looks at each element's surroundings takes time by
the square."""

MIN_RELATED_WORDS = 60
"""Words of the body found for a further story, with fewer of which it is left out. Own choice."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# XML's short form of what holds a page, which a parser of HTML takes for its end.
_SHUT = re.compile(r"<(html|head|body)\b([^<>]*?)/>", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
# What is left of a page that is laid flat: its words, parted where elements other than these begin
# or end; _INLINE ones part nothing.
_INLINE = re.compile(
    r"</?(?:span|font|b|i|u|s|em|strong|small|big|a|tt|sub|sup|ins|del|label)\b[^<>]*>", re.I
)
_NESTED = re.compile(
    r"(?:</?(?!(?:html|head|body|title|meta|link|script|style|noscript|template|time|br)\b)[a-z]"
    r"[^<>]*>\s*)+",
    re.I,
)
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2099-12-31"}


def read_page(page: str, url: str | None = None) -> Page:
    """The articles of an HTML page, with what its metadata says; no drafts where there is none.

    `url` is the page's address where the input names it; it helps to find author and day.
    """
    return read_tree(parse(page), url)


def read_tree(tree: Element | None, url: str | None = None) -> Page:
    """As `read_page`, of what `parse` made of the page; `tree` is changed."""
    # Imported here: it takes half a second, which pages of text need not wait for.
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415

    if tree is None:
        return Page((), ())
    said: Any = extract_metadata(tree, default_url=url, date_config=dict(_DATES))
    title = " ".join((said.title or "").split())
    given = _Given.of(tree)
    trees.strip_unseen(tree)
    title, others = (title, []) if given.is_live else further.related(tree, title)
    _take_out(tree, title, others)
    main = _main(tree, title, given, [story.title for story in others])
    if main is None:
        return Page((), ())
    drafts = [main, *filter(None, (_related(story, given) for story in others))]
    return Page(
        tuple(drafts),
        places.rest_of(tree, (*main.header, *(part.text for part in main.parts))),
        author=said.author,
        url=said.url,
        site=said.sitename,
        section=next(iter(said.categories or ()), None),
    )


@dataclass(frozen=True, slots=True)
class _Given:
    """What a page gives to machines: its JSON-LD, and what its `<meta>` say of its date."""

    scripts: list[Element]
    nodes: list[Node]
    stated: list[Stated]

    @classmethod
    def of(cls, tree: Element) -> _Given:
        scripts = jsonld.scripts(tree)
        nodes = [node for script in scripts for node in jsonld.in_script(script.text)]
        return cls(scripts, nodes, list(metadata.from_meta(tree)))

    @property
    def is_live(self) -> bool:
        """Whether the page is a live blog, whose entries are no stories."""
        return any("LiveBlogPosting" in script.text for script in self.scripts)


def parse(page: str) -> Element | None:
    """The tree of a page, of at most `MAX_ELEMENTS` elements; `None` where there is nothing in it.

    Declarations of an encoding count for nothing: what comes in is text.
    """
    text = _SHUT.sub(r"<\1\2>", _DECLARATION.sub("", _CONTROLS.sub("", page)))
    tree, is_whole = _parsed(text)
    if not is_whole:
        tree, _ = _parsed(_NESTED.sub("\n<p>", _INLINE.sub(" ", text)))
    if tree is not None and tree.xpath("count(.//*)") >= MAX_ELEMENTS:
        _cut(tree)
    return tree


def _parsed(text: str) -> tuple[Element | None, bool]:
    """The tree of `text`, and whether it is of no greater depth than can be read."""
    parser = html.HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        default_doctype=False,
    )
    try:
        tree = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except etree.ParserError:  # nothing but white space
        return None, True
    is_cut = any("depth" in str(entry.message) for entry in parser.error_log)
    return tree, not is_cut and not tree.xpath(f"boolean(.//*[count(ancestor::*) > {MAX_DEPTH}])")


def _cut(tree: Element) -> None:
    """Drop from `tree` what stands behind its first `MAX_ELEMENTS` elements."""
    for number, element in enumerate(tree.iter()):
        if number >= MAX_ELEMENTS:
            behind = [element, *element.itersiblings()]
            behind += [s for around in element.iterancestors() for s in around.itersiblings()]
            for dropped in behind:
                dropped.getparent().remove(dropped)
            return


def _take_out(tree: Element, title: str, others: Sequence[Story]) -> None:
    """Leave of `tree` what can hold the main article."""
    for element in [e for story in others for e in story.elements]:
        element.drop_tree()
    for element in (*tree.xpath(".//amp-next-page"), *further.beside(tree, title)):
        if element.getparent() is not None:
            element.drop_tree()


def _main(tree: Element, title: str, given: _Given, others: Sequence[str]) -> Draft | None:
    whole = deepcopy(tree)
    for script in given.scripts:  # where all else fails, trafilatura takes the text from there
        if not any(other in script.text for other in others):
            whole.append(script)
    parts = _body(whole, title)
    if not parts:
        return None
    place = places.place_of(tree, title, parts)
    header = places.header_of(place, title, parts)
    from_nodes, from_times = metadata.of_main(place, given.nodes, title, others)
    stated = (*from_nodes, *given.stated, *from_times) or tuple(metadata.guessed(tree))
    return Draft(title, None, parts, header, stated=stated)


def _related(story: Story, given: _Given) -> Draft | None:
    parts = _body(_page_of(story.elements), story.title)
    if sum(len(part.text.split()) for part in parts) < MIN_RELATED_WORDS:
        return None
    place = places.Place(story.element, story.heading)
    header = places.header_of(place, story.title, parts)
    stated = metadata.of_related(place, given.nodes, story.title, address_of(story))
    return Draft(story.title, None, parts, header, ArticleRole.RELATED, tuple(stated))


def _page_of(elements: Sequence[Element]) -> Element:
    """A page with `elements` alone on it."""
    page = html.document_fromstring("<html><body></body></html>")
    page.body.extend(deepcopy(element) for element in elements)
    return page


def _body(tree: Element, title: str) -> tuple[Part, ...]:
    """The parts of the article that trafilatura finds in `tree`, which it may change."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    is_large = tree.xpath("count(.//*)") > MAX_COMPARED
    found: Any = bare_extraction(tree, include_comments=False, fast=is_large)
    if found is None or not found.text:
        return ()
    parts = [part for part in _parts(found.body) if part.text != title]
    return tuple(dropwhile(lambda part: _is_header(part, title), parts))


def _is_header(part: Part, title: str) -> bool:
    """Whether a part is but a time or a byline, which can stand in one line with the title."""
    return is_mark(make_line(part.text.removeprefix(title).strip()))


def _parts(body: Any) -> Iterator[Part]:
    """Parts of the tree that trafilatura makes of a body, white space made single."""
    for element in body:
        if element.tag in ("list", "table"):
            yield from (_part(item, Role.ITEM) for item in element if _text(item))
        elif _text(element):
            yield _part(element, Role.HEADING if element.tag == "head" else Role.BODY)


def _part(element: Any, role: Role) -> Part:
    return Part(role, _text(element))


def _text(element: Any) -> str:
    text = " ".join(" ".join(element.itertext()).split())
    tail = " ".join((element.tail or "").split())
    found = f"{text} {tail}".strip()
    return found if any(c.isalnum() for c in found) else ""
