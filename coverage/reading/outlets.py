"""Whose page it is, whom it credits, who wrote it and under which section it stands.

The outlet is, in this order: what the input says; the site of the page's address; the name
that the page gives itself in its furniture (rights, app, privacy policy, e-mail address). A
name listed in `outlets.toml` is shown as it is there. A mere mention never decides: a page that
republishes another outlet names it often.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath

from coverage.reading import cues
from coverage.reading.addresses import domain_of
from coverage.reading.drafts import Draft, Page
from coverage.records import Document

_DATA = Path(__file__).with_name("outlets.toml")
_NAME = r"[A-Z0-9][\w’'&.-]*(?:\s(?:of|the|and|&|[A-Z0-9][\w’'&.-]*)){0,4}"
# How a page names itself; the group is the name. Each kind of place counts once.
_SELF_NAMES = (
    re.compile(
        r"(?:©|\(c\)|\b[Cc]opyright\b|COPYRIGHT)[\s@©(c)–,\d-]*(?P<name>[^\d\s|.,@©][^|.,@©]*)"
    ),
    re.compile(rf"(?P<name>{_NAME})\s(?:[Cc]opyright|©)"),
    re.compile(rf"\b(?:[Dd]ownload|[Gg]et)\s(?:the\s)?(?P<name>{_NAME})\s[Aa]pp\b"),
    re.compile(
        rf"\b(?:[Rr]ead|[Aa]bout|[Tt]he)\s(?P<name>{_NAME})\s(?:[Aa]pp|AI|[Pp]rivacy [Pp]olicy)\b"
    ),
    re.compile(rf"^(?P<name>{_NAME})\s(?:[Nn]ews\s)?(?:[Aa]pp|[Pp]rivacy [Pp]olicy)\b"),
    re.compile(rf"\b[Pp]rivacy [Pp]olicy of (?:the\s)?(?P<name>{_NAME})"),
    re.compile(rf"\b(?:what|how)\s(?P<name>{_NAME})\sAI\b"),
)
_NOT_NAME_WORDS = (
    "all the our your this more news app privacy policy policies terms conditions contact about us "
    "get updated designed published posted last cookie cookies site map follow subscribe rights "
    "reserved advertise careers mobile free copyright edition"
)
_NOT_NAMES = frozenset(_NOT_NAME_WORDS.split())
_NO_CREDIT = re.compile(
    r"\b(?:news|world|politics|business|opinion|sports?|international|local|national|economy|"
    r"culture|technology|science|health|entertainment|analysis|features?|published|updated|"
    r"posted|last|modified)\b",
    re.I,
)
_BREADCRUMB = re.compile(
    r"^Home(?:(?=[A-ZÀ-ÞА-Я])|\s*[>›»/|]+\s*)(?P<section>[^>›»/|]{2,40}?)\s*(?:[>›»/|]|$)"
)
_DATELINE = re.compile(r"^[^a-z()]{0,3}[A-Z][^()—–]{0,40}\((?P<name>[A-Z][\w ]{1,20})\)\s[—–-]")
_CREDIT_LINE = re.compile(
    rf"^(?:[Ss]ource|[Vv]ia|[Oo]riginally published (?:by|on|in)|[Rr]epublished from|[Ff]rom):?\s"
    rf"(?P<name>{_NAME})$"
)
_PORTRAIT = re.compile(rf"^(?P<name>{_NAME})\s\S+{cues.PICTURE.pattern}\S*$")
_CREDIT_WORDS = 4  # most words of a name
_AUTHOR_WORDS = 8  # most words of a byline: two names
# What pages put behind a name in a byline: times, places, addresses, buttons.
_BEHIND_NAME = re.compile(
    r"\s(?:on|published|updated|posted|view|for)\b|\s?[|—–@]|\s-\s|\s\d|\s\S+@|"
    r"\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b",
    re.I,
)


@cache
def _known() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Domain -> name, and name or alias in lower case -> name, of the listed outlets."""
    listed = tomllib.loads(_DATA.read_text(encoding="utf-8"))["outlet"]
    domains = {domain: entry["name"] for entry in listed for domain in entry["domains"]}
    names = {
        alias.casefold(): entry["name"]
        for entry in listed
        for alias in [entry["name"], *entry["aliases"]]
    }
    return domains, names


def canonical(name: str) -> str:
    """The name under which a listed outlet is shown; an unlisted one's name as it is."""
    return _known()[1].get(name.casefold().strip(), name.strip())


def outlet_of(document: Document, page: Page, url: str | None) -> str:
    """Whose page it is; "Unknown (...)" with the site's domain or the file's name if unsaid."""
    if document.outlet:
        given = domain_of(document.outlet) or document.outlet.strip()
        return _listed_domain(given.casefold()) or given
    domain = domain_of(url)
    if domain:
        listed = _listed_domain(domain)
        if listed:
            return listed
    if page.site:
        return _listed_domain(page.site.casefold()) or canonical(page.site)
    named = _self_named(page)
    if named:
        return named
    return f"Unknown ({domain or _stem(document.source_id)})"


def _stem(source_id: str) -> str:
    """A file's name without its endings; any other id as it is."""
    name = PurePosixPath(source_id).name
    return re.sub(r"\.(?:txt|html?|pdf)(?:\.gz)?(?=$|#)", "", name) or source_id


def _listed_domain(domain: str) -> str | None:
    domains = _known()[0]
    parts = domain.split(".")
    tails = (".".join(parts[at:]) for at in range(len(parts) - 1))
    return next((domains[tail] for tail in tails if tail in domains), None)


def _self_named(page: Page) -> str | None:
    """The name that the page's furniture gives it most clearly, if clearly enough.

    Votes: 4 for the name behind the title on the page's first lines, 2 for one in a line of
    rights, 1 for one in any other place, 2 more for a listed outlet. An unlisted name needs 2.
    """
    votes: Counter[str] = Counter()
    names = _known()[1]
    for name in _behind_title(page):
        votes[name] += 4
    for line in page.rest:
        for name in dict.fromkeys(_names_in(line)):
            votes[name] += 2 if cues.COPYRIGHT.search(line) else 1
    for name in votes:
        votes[name] += 2 * (name.casefold() in names)
    name, count = max(votes.items(), key=lambda vote: vote[1], default=("", 0))
    return name if count > 1 else None


def _behind_title(page: Page) -> Iterator[str]:
    """The site's name as pages put it behind their title: "Title | Site"."""
    title = page.drafts[0].title if page.drafts else ""
    for line in (*page.drafts[0].header[:1], *page.rest[:1]) if title else ():
        rest = line.removeprefix(title)
        match = re.match(r"\s+[|–—·-]\s+(?P<name>[^|–—·]{2,40})$", rest) if rest != line else None
        if match:
            yield canonical(match["name"])


def _names_in(line: str) -> Iterator[str]:
    for pattern in _SELF_NAMES:
        for match in pattern.finditer(line):
            yield from _cleaned(match["name"])
    for match in cues.EMAIL.finditer(line):
        listed = _listed_domain(match[0].partition("@")[2].casefold())
        if listed:
            yield listed


def _cleaned(name: str) -> Iterator[str]:
    """A name as written less rights and legal words, and the listed names that stand in it."""
    for alias, listed in _known()[1].items():
        if re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", name, re.I):
            yield listed
            return
    bare = re.sub(r"(?i)\s*(?:all rights reserved|copyright|by)\b.*", "", name)
    bare = re.sub(r",?\s(?:Inc|LLC|Ltd|GmbH|Corp)\.?$", "", bare).strip(" \"'“”()–-")
    words = bare.split()
    has_other = any(word.casefold().strip(".,") in _NOT_NAMES for word in words[1:] or words)
    if words and len(words) <= _CREDIT_WORDS + 1 and words[0][:1].isupper() and not has_other:
        yield bare


def credit_of(draft: Draft, outlet: str) -> str | None:
    """Whom the article says it republishes, as written; `None` where it says nobody.

    Read from a name before the article's age ("Russia Today17 hours ago"), a line with a listed
    outlet's name, "Source: ..." or an agency in the dateline ("PARIS (Reuters) -").
    """
    for name in _credited(draft):
        if canonical(name) != outlet and not _NO_CREDIT.fullmatch(name):
            return name
    return None


def _credited(draft: Draft) -> Iterator[str]:
    names = _known()[1]
    for line in draft.header:
        age = cues.AGE.search(line)
        before = line[: age.start()] if age else line
        has_icon = bool(cues.ICON.search(before))
        name = cues.ICON.sub(" ", before).strip()
        is_name = age and not has_icon and re.fullmatch(_NAME, name) and not _NO_CREDIT.search(name)
        if is_name or name.casefold() in names:
            yield name
        stated = _CREDIT_LINE.match(line)
        if stated:
            yield stated["name"]
    dateline = _DATELINE.match(draft.parts[0].text) if draft.parts else None
    if dateline and dateline["name"].casefold() in names:
        yield dateline["name"]


def author_of(page: Page, draft: Draft) -> str | None:
    """Who wrote the article: the metadata's author, a byline, or a name beside a portrait."""
    if page.author:
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
    if page.section:
        return page.section
    for line in draft.header:
        crumb = _BREADCRUMB.match(line)
        if crumb and len(crumb["section"].split()) <= _CREDIT_WORDS:
            return crumb["section"]
        if cues.ICON.search(line):
            age = cues.AGE.search(line)
            name = _without_icons(line[: age.start()] if age else line)
            if _NO_CREDIT.search(name) and len(name.split()) <= _CREDIT_WORDS:
                return name
    return None


def _without_icons(text: str) -> str:
    """`text` without the names of icons, which flattening glues to the words behind them."""
    return re.sub(r"\b[a-z]+(?:_[a-z]+)+", " ", text).strip()
