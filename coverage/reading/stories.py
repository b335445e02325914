"""A story on an HTML page: elements that hold a title and a body of its own.

Teasers are none, nor are excerpts that lead to the rest of themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coverage.reading import cues
from coverage.reading.headers import shared
from coverage.reading.lines import key, make_line
from coverage.reading.trees import Element, lines_of, words_of

# Fewest words of prose of a story, and fewest lines and longest title. Own choice: teasers on the
# gold pages have one paragraph of up to 51 words.
MIN_WORDS = 100
MIN_LINES = 2
MAX_TITLE_WORDS = 40
# Words of prose that may stand before a story's title: a standfirst, a picture's caption.
MAX_BEFORE = 40
# Share of telling words that two prints of one title have in common.
SAME_TITLE = 0.7
# Characters of a title that another print of it goes on behind: sites put their name there.
MIN_CUT_TITLE = 10
HEADINGS = ("h1", "h2", "h3")

_LAST_LINKS = 3  # of an excerpt, one of which leads to the rest of it
_ADDRESSES = ("data-url", "data-href", "data-permalink", "data-canonical")
_MORE = re.compile(
    r"^\W*(?:read (?:more|on|the)|continue reading|keep reading|full (?:story|article|text)|more\b|"
    r"weiterlesen|mehr lesen|lire la suite|leer más|seguir leyendo|leggi|leia mais|lees verder|"
    r"читать|подробнее|devamı|czytaj)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Story:
    """Elements in a row that hold a whole story; its heading; its lines; its words of prose."""

    elements: tuple[Element, ...]
    heading: Element
    title: str
    lines: tuple[str, ...]
    n_words: int

    @property
    def element(self) -> Element:
        """The first of the elements, most often the only one."""
        return self.elements[0]


def is_same_title(one: str, other: str) -> bool:
    """Whether two prints of a title have their telling words in common, or one begins the other."""
    short, long = sorted((key(one), key(other)), key=len)
    is_cut = len(short) >= MIN_CUT_TITLE and long.startswith(short)
    is_alike = min(shared(one, other), shared(other, one)) >= SAME_TITLE
    return is_cut or is_alike or short == long != ""


def story_of(elements: tuple[Element, ...]) -> Story | None:
    """`elements` as a story, if they are one."""
    headings = (heading for element in elements for heading in element.iter(*HEADINGS))
    heading = next((h for h in headings if len(words_of(h).split()) > 1), None)
    if heading is None or _is_excerpt(elements[-1]):
        return None
    title = words_of(heading)
    lines = tuple(line for element in elements for line in lines_of(element))
    at = lines.index(title) if title in lines else 0
    before, body = n_prose(lines[:at]), n_prose(lines[at + 1 :])
    is_whole = sum(body) >= MIN_WORDS and len(body) >= MIN_LINES and sum(before) <= MAX_BEFORE
    if not is_whole or len(title.split()) > MAX_TITLE_WORDS:
        return None
    return Story(elements, heading, title, lines, sum(body))


def n_prose(lines: Sequence[str]) -> list[int]:
    """Words of each of `lines` that reads as running text."""
    return [line.n_words for line in map(make_line, lines) if line.is_prose]


def _is_excerpt(element: Element) -> bool:
    """Whether a link at the end of `element` leads to the rest of it."""
    links = [link for link in element.iter("a") if link.get("href")]
    return any(_MORE.match(words_of(link)) for link in links[-_LAST_LINKS:])


def address_of(story: Story) -> str | None:
    """The address that the story has of its own, or to which its heading leads."""
    found = [story.element.get(name) for name in _ADDRESSES]
    found += [link.get("href") for link in story.element.iterfind(".//link[@rel='canonical']")]
    for element in story.element.xpath(".//*[@itemprop='mainEntityOfPage' or @itemprop='url']"):
        found += [element.get(name) for name in ("href", "content", "itemid")]
    around = (*story.heading.iter("a"), *story.heading.iterancestors("a"))
    found += [link.get("href") for link in around]
    return next((address for address in found if address and address[0] != "#"), None)


def has_mark(story: Story) -> bool:
    """Whether a time, an age or a byline stands near the story's title."""
    if next(story.element.iter("time"), None) is not None:
        return True
    lines = story.lines
    at = lines.index(story.title) if story.title in lines else 0
    return any(
        cues.BYLINE.match(line) or cues.STAMP.search(line) or cues.AGE.search(line)
        for line in lines[max(0, at - 3) : at + 6]
        if not make_line(line).is_prose
    )
