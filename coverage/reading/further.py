"""Which elements of an HTML page hold further stories beside its main one, and which teasers.

A further story is in an element marked as an article, or under one of several main headings.
Readers' comments, the entries of a live blog and the chapters of one article are none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from coverage.reading.stories import (
    HEADINGS,
    MIN_WORDS,
    Story,
    address_of,
    has_mark,
    is_same_title,
    n_prose,
    story_of,
)
from coverage.reading.trees import Element, is_aside, lines_of, names_of, words_of

# Share of the longest other article's words that an article with the page's title needs.
MAIN_SHARE = 0.5
# Elements marked as articles, and main headings, that are looked at; a page with more is a list.
MAX_MARKED = 200
MAX_HEADINGS = 50

_LIVE = re.compile(r"(?:^|[\s_-])live-?(?:blog|update|post|entry|feed)|liveblog", re.I)
_LIVE_KIND = ".//*[contains(@itemtype, 'LiveBlog')]"
_MARKED = (
    ".//article | .//*[@role='article'] | .//*[contains(@itemtype, 'Article')] | "
    ".//*[contains(@itemtype, 'BlogPosting')]"
)


def related(tree: Element, title: str) -> tuple[str, list[Story]]:
    """The main article's title, and the stories of the page beside it, in order.

    `title` is the page's own; where it heads none of several stories, the first is the main one.

    Own definition: at least `MIN_WORDS` words of prose under a title of its own, and a sign of
    standing by itself: a heading as high as the page's, one that leads elsewhere, an address, a
    time or a byline. Where the page's title stands above them all, they are its chapters or the
    entries of a live blog, unless they have addresses of their own.
    """
    marked = [] if tree.xpath(_LIVE_KIND) else _marked(tree)
    stories = marked or _under_headings(tree)
    main = next((story for story in stories if is_same_title(story.title, title)), None)
    above = None if main or not stories else _title_above(tree, stories, title)
    if above is not None:
        addressed = [story for story in stories if address_of(story) is not None]
        if _n_between(tree, above, stories[0]) >= MIN_WORDS:
            return title, addressed
        main = stories[0] if stories[:1] == addressed[:1] else None  # a list of whole stories
        return _titled(title, main, addressed[1:] if main else addressed)
    main = main or next(iter(stories), None)
    others = [s for s in stories if main and _stands_alone(s, main, bool(marked))]
    return _titled(title, main, others)


def _titled(title: str, main: Story | None, others: list[Story]) -> tuple[str, list[Story]]:
    """The title of the story that is the main one of several, else the page's."""
    is_list = main is not None and others and not is_same_title(main.title, title)
    return main.title if main is not None and is_list else title, others


def beside(tree: Element, title: str) -> list[Element]:
    """Elements marked as articles outside of the one that has the page's title: teasers of others.

    None where that one has few words itself, or fewer than half of those of another.
    """
    marked = list(islice(tree.iter("article"), MAX_MARKED))
    articles = [element for element in marked if not _is_apart(element)]
    own = [e for e in articles if any(is_same_title(words_of(h), title) for h in e.iter(*HEADINGS))]
    if len(articles) <= 1 or not own:
        return []
    main = own[-1]
    around, inside = set(main.iterancestors()), set(main.iterdescendants())
    others = [e for e in articles if e is not main and e not in around and e not in inside]
    innermost = [e for e in others if next(e.iterdescendants("article"), None) is None]
    most = max((sum(n_prose(lines_of(e))) for e in innermost), default=0)
    is_whole = sum(n_prose(lines_of(main))) >= max(MIN_WORDS, MAIN_SHARE * most)
    return others if is_whole else []


def _marked(tree: Element) -> list[Story]:
    """Stories in elements that are marked as articles, none in another without an own address."""
    elements = [e for e in tree.xpath(_MARKED)[:MAX_MARKED] if not _is_apart(e) and _is_long(e)]
    if len(elements) == 1 and all(elements[0] in h.iterancestors() for h in tree.iter("h1")):
        return []  # there is but the main one
    stories = [story for element in elements if (story := story_of((element,))) is not None]
    holders = [story for story in stories if _is_holder(story, stories)]
    return [
        story
        for story in stories
        if story not in holders
        and (address_of(story) is not None or not _is_inside(story, stories, holders))
    ]


def _is_apart(element: Element) -> bool:
    around = (element, *element.iterancestors())
    return is_aside(element) or any(_LIVE.search(names_of(holder)) for holder in around)


def _is_long(element: Element) -> bool:
    """Whether there can be `MIN_WORDS` words in `element`: a quick look."""
    return sum(map(len, element.itertext())) >= 2 * MIN_WORDS


def _is_holder(story: Story, stories: Sequence[Story]) -> bool:
    """Whether nearly all that a story has stands in other stories inside of it."""
    inner = sum(
        other.n_words for other in stories if story.element in other.element.iterancestors()
    )
    return inner > 0 and story.n_words - inner < MIN_WORDS


def _is_inside(story: Story, stories: Sequence[Story], holders: Sequence[Story]) -> bool:
    around = {other.element for other in stories if other not in holders}
    return any(element in around for element in story.element.iterancestors())


def _under_headings(tree: Element) -> list[Story]:
    """Stories under main headings of their own, where a page has several and marks no article.

    Each needs an address, a time or a byline: old pages head their chapters so.
    """
    headings = list(islice(tree.iter("h1"), MAX_HEADINGS + 1))
    if not 1 < len(headings) <= MAX_HEADINGS:
        return []
    headings = [h for h in headings if not _is_apart(h) and len(words_of(h).split()) > 1]
    held = Counter(e for heading in headings for e in (heading, *heading.iterancestors()))
    found = []
    for group in _groups(tree, held):
        whole = story_of(group[:1]) or story_of(group)
        if whole is not None and (address_of(whole) is not None or has_mark(whole)):
            found.append(whole)
    return found


def _groups(element: Element, held: Mapping[Element, int]) -> Iterator[tuple[Element, ...]]:
    """Elements in a row that share one heading: the one that holds it, and those after it.

    `held`: how many of the headings an element holds.
    """
    holders = [child for child in element if child in held]
    while len(holders) == 1 and held[holders[0]] > 1:  # not by recursion: it can be deep
        element = holders[0]
        holders = [child for child in element if child in held]
    group: list[Element] = []
    for child in element:
        if child not in held:
            if group and not is_aside(child):
                group.append(child)
            continue
        if group:
            yield tuple(group)
        group = [child] if held[child] == 1 else []
        if held[child] > 1:
            yield from _groups(child, held)
    if group:
        yield tuple(group)


def _title_above(tree: Element, stories: Sequence[Story], title: str) -> Element | None:
    """The heading with the page's title that stands in no story."""
    inside = {element for story in stories for element in story.elements}
    return next(
        (
            heading
            for heading in tree.iter("h1")
            if not inside.intersection((heading, *heading.iterancestors()))
            and is_same_title(words_of(heading), title)
        ),
        None,
    )


def _n_between(tree: Element, heading: Element, story: Story) -> int:
    """Words of prose from a heading to a story."""
    lines = lines_of(tree)
    top = words_of(heading)
    start = lines.index(top) if top in lines else len(lines)
    stop = next((at for at in range(start + 1, len(lines)) if lines[at] == story.title), start)
    return sum(n_prose(lines[start + 1 : stop]))


def _stands_alone(story: Story, main: Story, is_marked: bool) -> bool:
    """Whether `story` is another one than `main`; a page can print that twice."""
    if story is main or is_same_title(story.title, main.title):
        return False
    is_high = is_marked and story.heading.tag in ("h1", "h2", main.heading.tag)
    return is_high or address_of(story) is not None or has_mark(story)
