"""Who wrote an article, and under which section of its outlet it stands, as its page says."""

from __future__ import annotations

import re

from coverage.reading import cues
from coverage.reading.drafts import Draft, Page
from coverage.records import ArticleRole

_NAME = r"[A-Z0-9][\w’'&.-]*(?:\s(?:of|the|and|&|[A-Z0-9][\w’'&.-]*)){0,4}"
_SECTION = re.compile(
    r"\b(?:news|world|politics|business|opinion|sports?|international|local|national|economy|"
    r"culture|technology|science|health|entertainment|analysis|features?|published|updated|"
    r"posted|last|modified)\b",
    re.I,
)
_BREADCRUMB = re.compile(
    r"^Home(?:(?=[A-ZÀ-ÞА-Я])|\s*[>›»/|]+\s*)(?P<section>[^>›»/|]{2,40}?)\s*(?:[>›»/|]|$)"
)
_PORTRAIT = re.compile(rf"^(?P<name>{_NAME})\s\S+{cues.PICTURE.pattern}\S*$")
_SECTION_WORDS = 4  # most words of a section's name
_AUTHOR_WORDS = 8  # most words of a byline: two names
# What pages put behind a name in a byline: times, places, addresses, buttons.
_BEHIND_NAME = re.compile(
    r"\s(?:on|published|updated|posted|view|for)\b|\s?[|—–@]|\s-\s|\s\d|\s\S+@|"
    r"\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b",
    re.I,
)


def author_of(page: Page, draft: Draft) -> str | None:
    """Who wrote the article: the metadata's author, a byline, or a name beside a portrait."""
    if page.author and draft.role is ArticleRole.MAIN:
        return page.author
    for line in draft.header:
        byline = cues.BYLINE.match(line)
        name = _BEHIND_NAME.split(byline["name"])[0].strip(" |,") if byline else ""
        if 0 < len(name.split()) <= _AUTHOR_WORDS:
            return name
    for line in page.rest:
        portrait = _PORTRAIT.match(line)
        if portrait and page.rest.count(line) > 1:
            return portrait["name"]
    return None


def section_of(page: Page, draft: Draft) -> str | None:
    """The section the article stands under: metadata, a breadcrumb, or a name beside a folder."""
    if page.section and draft.role is ArticleRole.MAIN:
        return page.section
    for line in draft.header:
        crumb = _BREADCRUMB.match(line)
        if crumb and len(crumb["section"].split()) <= _SECTION_WORDS:
            return crumb["section"]
        if cues.ICON.search(line):
            age = cues.AGE.search(line)
            name = _without_icons(line[: age.start()] if age else line)
            if _SECTION.search(name) and len(name.split()) <= _SECTION_WORDS:
                return name
    return None


def _without_icons(text: str) -> str:
    """`text` without the names of icons, which flattening glues to the words behind them."""
    return re.sub(r"\b[a-z]+(?:_[a-z]+)+", " ", text).strip()
