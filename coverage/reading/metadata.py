"""When the markup of an HTML page says that an article was published; times of change are left.

Asked in this order: JSON-LD (`jsonld`), of several nodes that with the article's headline; the
names of `<meta>` in use for it, OpenGraph's `article:published_time` first; microdata and `<time>`
in the element that holds the article, those behind its title first. Where none of them says a day,
htmldate picks one; it counts as a guess, and only with the words that say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy

from coverage.reading import addresses, stamps
from coverage.reading.drafts import Stated
from coverage.reading.jsonld import Node
from coverage.reading.places import Place
from coverage.reading.stories import is_same_title
from coverage.reading.trees import COMMENT, Element, lines_of, names_of, words_of

META = (
    "article:published_time", "og:article:published_time", "og:published_time", "og:pubdate",
    "article:published", "article.published", "article:published_date", "datepublished",
    "date_published", "rnews:datepublished", "parsely-pub-date", "sailthru.date", "bt:pubdate",
    "cxenseparse:recs:publishtime", "citation_publication_date", "citation_online_date",
    "dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created", "dc.date.publication",
    "publication_date", "publication-date", "publish_date", "publish-date", "publishdate",
    "published_date", "published-date", "published_time", "published_at", "pubdate", "pub_date",
    "originalpublicationdate", "article_date_original", "displaydate", "dc.date", "dc:date",
    "dcterms.date", "citation_date", "date",
)  # fmt: skip
"""Names of `<meta>` that give the day of publication, the surest first."""

# Marks by class or label of a time of change, and of one of publication, which outweighs it:
# WordPress has "entry-date published updated" on what was never changed.
_CHANGE = re.compile(
    r"modif|updat|changed|edited|aktualis|mis à jour|actualiz|aggiornat|обновл|更新", re.I
)
_PUBLICATION = re.compile(r"publi|entry-date|posted|pubdate", re.I)
_TIMES = ".//time | .//*[@itemprop='datePublished'] | .//abbr[@title]"
_OTHER = frozenset({"article", "nav", "aside"})
_UNASKED = ("script", "title", "h1", "nav", "aside", "p")
_LONGEST_LABEL = 60  # characters of a line that says little but the day


def of_main(
    place: Place, nodes: Sequence[Node], title: str, others: Sequence[str]
) -> tuple[list[Stated], list[Stated]]:
    """What JSON-LD says of the main article at `place`, and what times say; `others` are the titles
    of those beside it.

    Where several nodes of articles say different days and none has the title, none counts.
    """
    nodes = [
        node for node in nodes if not any(is_same_title(node.headline, other) for other in others)
    ]
    own = _own(nodes, title)
    articles = [node for node in nodes if node.is_article]
    if len({node.published for node in articles}) > 1:
        articles = [node for node in articles if not node.headline]
    pages = [node for node in nodes if not node.is_article]
    return list(_from_nodes([*own, *articles, *pages])), list(_from_times(place))


def of_related(
    place: Place, nodes: Sequence[Node], title: str, address: str | None
) -> list[Stated]:
    """What JSON-LD, times and its own address say of an article beside the main one."""
    found = addresses.day_in(address)
    own = [Stated(found[1], "its address says")] if found and stamps.is_date(found[1]) else []
    return [*_from_nodes(_own(nodes, title)), *_from_times(place), *own]


def _own(nodes: Sequence[Node], title: str) -> list[Node]:
    return [node for node in nodes if node.headline and is_same_title(node.headline, title)]


def _from_nodes(nodes: Sequence[Node]) -> Iterator[Stated]:
    """What the first of `nodes` with a date says."""
    for node in [node for node in nodes if stamps.is_date(node.published)][:1]:
        broken = "" if node.is_whole else ", which is broken,"
        yield Stated(node.published, f"the page's JSON-LD{broken} says")


def from_meta(tree: Element) -> Iterator[Stated]:
    """What the `<meta>` of a page say, the surest first."""
    said: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or meta.get("value") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            name = (meta.get(attribute) or "").strip().casefold()
            if name in META and stamps.is_date(content):
                said.setdefault(name, content)
    for name in META:
        if name in said:
            yield Stated(said[name], f"the page's meta tag {name} says")


def _from_times(place: Place) -> Iterator[Stated]:
    """The surest of the times marked as such there: of publication, behind the heading."""
    times = [time for time in place.element.xpath(_TIMES) if _is_own(time, place.element)]
    behind = _behind(place, times)
    ranked = sorted(
        times, key=lambda time: (not _PUBLICATION.search(_marks(time)), time not in behind)
    )
    for time in ranked:
        said = _said(time)
        if said is not None:
            tag = "microdata" if time.get("itemprop") else f"{time.tag} tag"
            yield Stated(said, f"the page's {tag} says")
            return


def _behind(place: Place, times: Sequence[Element]) -> set[Element]:
    """Those of `times` that stand behind the heading."""
    sought, found, is_behind = set(times), set(), place.heading is None
    for element in place.element.iter() if times else ():
        is_behind = is_behind or element is place.heading
        if is_behind and element in sought:
            found.add(element)
    return found


def _is_own(time: Element, place: Element) -> bool:
    """Whether a time is none of a change, and not of a comment or an article inside of `place`."""
    label = f"{_marks(time)} {_label(time)}"
    if _CHANGE.search(label) and not _PUBLICATION.search(label):
        return False
    for around in time.iterancestors():
        if around is place:
            return True
        if around.tag in _OTHER or COMMENT.search(names_of(around)):
            return False
    return True


def _marks(time: Element) -> str:
    names = ("class", "itemprop", "id", "data-type")
    return " ".join(filter(None, (time.get(name) for name in names))) + " pubdate" * (
        time.get("pubdate") is not None
    )


def _label(time: Element) -> str:
    """What is written in a time and right before it."""
    before, around = time.getprevious(), time.getparent()
    if before is None:
        words = around.text if around is not None else ""
    else:
        words = before.tail if (before.tail or "").strip() else before.text
    return f"{(words or '')[-_LONGEST_LABEL:]} {words_of(time)}"


def _said(time: Element) -> str | None:
    """The first of a time's attributes and words that is a date."""
    words = (time.get("datetime"), time.get("content"), time.get("title"), words_of(time))
    return next((said for said in words if said and stamps.is_date(said)), None)


def guessed(tree: Element) -> Iterator[Stated]:
    """The day that htmldate finds outside of what was asked, in the words that say it."""
    # Imported here, as trafilatura is: pages of text need not wait for it.
    from htmldate import find_date  # noqa: PLC0415
    from lxml import etree  # noqa: PLC0415

    rest = deepcopy(tree)
    etree.strip_elements(rest, *_UNASKED, with_tail=False)
    lines = lines_of(rest)
    found = find_date(
        rest,
        extensive_search=False,
        original_date=True,
        url="",
        min_date=stamps.EARLIEST.replace(tzinfo=None),
        max_date=stamps.LATEST.replace(tzinfo=None),  # not today: the same page, the same answer
    )
    for line in lines if found else ():
        if len(line) <= _LONGEST_LABEL and not _CHANGE.search(line):
            stamp = stamps.parse(line)
            if stamp is not None and str(stamp.at.date()) == found:
                yield Stated(line, "htmldate finds on the page", is_guess=True)
                return
