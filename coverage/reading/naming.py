"""What a page calls itself: behind its title, in its line of rights, in its furniture.

A mere mention never decides: a page that republishes another outlet names it often. Names are
voted for: 4 for the one behind the page's title, 2 for one in a line of rights, 1 for one in any
other place, 2 more for a known outlet, 3 more for a name like the site's. An unknown name needs 2.

A line of rights right behind an article's body is of what the page republishes, where the page
has another one of its own. A company that publishes several outlets names none of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten

from coverage.reading import cues
from coverage.reading.directory import Directory, normalised
from coverage.reading.drafts import Page
from coverage.reading.surroundings import behind, outside
from coverage.records import Document

_NAME = r"[A-Z0-9][\w’'&.-]*(?:\s(?:of|the|and|&|[A-Z0-9][\w’'&.-]*)){0,4}"
_RIGHTS = re.compile(
    r"(?:©|\([cC]\)|\b[Cc]opyright\b|COPYRIGHT)(?:[\s@©–—,\d-]|\([cC]\)|[Cc]opyright\b){0,30}"
    r"(?P<name>[^\d\s|,@©–—-][^|,@©]*)"
)
_FULL_RIGHTS = re.compile(r"copyright|rights reserved|\d{4}", re.I)
_FURNITURE = (
    re.compile(rf"\b(?:[Dd]ownload|[Gg]et)\s(?:the\s)?(?P<name>{_NAME})\s[Aa]pp\b"),
    re.compile(
        rf"\b(?:[Rr]ead|[Aa]bout|[Tt]he)\s(?P<name>{_NAME})\s(?:[Aa]pp|AI|[Pp]rivacy [Pp]olicy)\b"
    ),
    re.compile(rf"^(?P<name>{_NAME})\s(?:[Nn]ews\s)?(?:[Aa]pp|[Pp]rivacy [Pp]olicy)\b"),
    re.compile(rf"\b[Pp]rivacy [Pp]olicy of (?:the\s)?(?P<name>{_NAME})"),
    re.compile(rf"\b(?:what|how)\s(?P<name>{_NAME})\sAI\b"),
)
# Places where only a known outlet's name counts, and one of them does not decide: others, and
# persons, stand there too.
_KNOWN_ONLY = re.compile(
    rf"^(?:Follow|About|Contact|Advertise with|Subscribe to|Work at|Search|Visit)\s(?:the\s)?"
    rf"(?P<name>{_NAME})(?:\son\s\w+)?$|^(?P<home>{_NAME})\s(?:homepage|Homepage|main menu)$"
)
_SEPARATOR = re.compile(r"\s+(?:[|–—·»«-]+|::?)\s+")
_NOT_NAME_WORDS = (
    "all the our your this more news app privacy policy policies terms conditions contact about us "
    "get updated designed published posted last cookie cookies site map follow subscribe rights "
    "reserved advertise careers mobile free copyright edition"
)
_NOT_NAMES = frozenset(_NOT_NAME_WORDS.split())
_CUT = re.compile(
    r"(?i)\s*(?:\ball rights reserved|\bcopyright|\bby\b|\bunless\b|\bexcept\b|\b(?:and|or) its\b|"
    r"\bis a\b|\bpowered\b|\bdesigned\b|\s[-–—]\s|\.\s).*"
)
_LEGAL_END = re.compile(r"(?:,?\s(?:Inc|LLC|Ltd|Limited|GmbH|Corp|plc|Pty|Pvt|Private)\b\.?)+$")
_YEARS = re.compile(r"\s*(?:19|20)\d\d(?:\s?[-–—]\s?(?:19|20)?\d\d)?\s*$")
_OF_PICTURE = re.compile(r"\b(?:photo|image|pool|file|getty|archive|via)\b|/", re.I)
_NAME_WORDS = 5  # most words of a name
_BEHIND_BODY = 3  # lines behind a body within which a line of rights is of the article
_BASIS = 80  # characters of a rights line that are quoted
_TITLE_LINES = 3  # lines at the page's top among which its title stands
_SHORT_WORD = 3  # letters up to which a word is left out of a site's name
_LIKE = 4  # fewest letters by which a name and a site can be alike


@dataclass(frozen=True, slots=True)
class SelfName:
    """A name that a page gives itself, and in words where."""

    name: str
    basis: str


@dataclass(frozen=True, slots=True)
class _Vote:
    name: str
    weight: int
    basis: str
    is_weak: bool = False  # another outlet's name may stand there too


def self_name(
    document: Document, page: Page, directory: Directory, domain: str | None
) -> SelfName | None:
    """The name that the page gives itself most clearly, if clearly enough.

    `domain`: the page's site, where its address is known; then an unknown name from anywhere but
    the page's title must be like it.
    """
    lines = list(outside(document, page))
    votes = [*_behind_title(lines, page, directory), *_in_lines(document, page, lines, directory)]
    by_name: dict[str, list[_Vote]] = {}
    for vote in votes:
        by_name.setdefault(vote.name, []).append(vote)
    counts = {name: _count(own, directory, domain) for name, own in by_name.items()}
    for name in sorted(counts, key=lambda name: (-counts[name], not directory.named(name))):
        best = max(by_name[name], key=lambda vote: vote.weight)
        if counts[name] > 1 and _is_fit(best, directory, domain):
            return SelfName(name, best.basis)
    return None


_WEIGHT_TITLE, _WEIGHT_RIGHTS, _WEIGHT_OTHER = 4, 2, 1


def _count(votes: Sequence[_Vote], directory: Directory, domain: str | None) -> int:
    name = votes[0].name
    is_known = directory.named(name) is not None and not all(vote.is_weak for vote in votes)
    is_site = domain is not None and is_like(name, domain)
    return sum(vote.weight for vote in votes) + 2 * is_known + 3 * is_site


def _is_fit(best: _Vote, directory: Directory, domain: str | None) -> bool:
    """Whether a name can be that of the site at `domain`, where that is known."""
    if domain is None or best.weight > _WEIGHT_RIGHTS or is_like(best.name, domain):
        return True
    is_foreign = not re.search(r"[a-z]", best.name, re.I)  # in letters that no domain tells
    is_known = directory.named(best.name) is not None
    return best.weight == _WEIGHT_RIGHTS and (is_foreign or is_known)


def is_like(name: str, domain: str) -> bool:
    """Whether a name is that of a site: "The Slate Group" of slate.com, "City A.M." of cityam.com.

    One holds the other, or its first letters are the other; accents and short words do not count.
    """
    label = _letters(domain.partition(".")[0])
    words = normalised(name).split()
    long = "".join(_letters(word) for word in words if len(word) > _SHORT_WORD)
    initials = "".join(_letters(word)[:1] for word in words)
    if len(initials) > 1 and label == initials:
        return True
    for bare in {_letters("".join(words)).removeprefix("the"), long}:
        short = min(len(bare), len(label))
        if bare == label or (short >= _LIKE and (bare in label or label in bare)):
            return True
    return False


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\W_]", "", plain)


def _behind_title(lines: Sequence[str], page: Page, directory: Directory) -> Iterator[_Vote]:
    """The site's name as pages put it behind their title: "Title | Site"."""
    title = page.drafts[0].title if page.drafts else ""
    for at, line in enumerate(lines[:_TITLE_LINES] if title else ()):
        parts = _SEPARATOR.split(line)
        name = " ".join(parts[-1].split())
        if len(parts) == 1 or not 0 < len(name.split()) <= _NAME_WORDS:
            continue
        known = directory.named(name)
        rest = line.removeprefix(title)
        if (known and at == 0) or (rest != line and len(_SEPARATOR.split(rest)) > 1):
            basis = f'the page\'s title ends in "{name}"'
            yield _Vote(known.name if known else name, _WEIGHT_TITLE, basis)
            return


def _in_lines(
    document: Document, page: Page, lines: Sequence[str], directory: Directory
) -> Iterator[_Vote]:
    of_article = {
        line
        for number in range(len(page.drafts))
        for line in behind(document, page, number, _BEHIND_BODY)
    }
    own = [line for line in lines if _RIGHTS.search(line) and line not in of_article]
    for line in dict.fromkeys(lines):
        is_bare = len(line.split()) <= _NAME_WORDS and not _FULL_RIGHTS.search(line)
        if not (line in of_article and (own or is_bare)):
            yield from _of_rights(line, directory)
        yield from {vote.name: vote for vote in _of_furniture(line, directory)}.values()


def _of_rights(line: str, directory: Directory) -> Iterator[_Vote]:
    is_full = bool(_FULL_RIGHTS.search(line))
    for match in _RIGHTS.finditer(line):
        name = _cleaned(match["name"], directory)
        if name and not _OF_PICTURE.search(match["name"]):
            words = line[match.start() : match.start("name")] + _CUT.sub("", match["name"])
            basis = f'the page\'s rights line says "{shorten(words, _BASIS, placeholder=" …")}"'
            yield _Vote(name, _WEIGHT_RIGHTS if is_full else _WEIGHT_OTHER, basis)
            return


def _of_furniture(line: str, directory: Directory) -> Iterator[_Vote]:
    for pattern in _FURNITURE:
        for match in pattern.finditer(line):
            name = _cleaned(match["name"], directory)
            if name:
                yield _Vote(name, _WEIGHT_OTHER, f'the page says "{match[0]}"')
    place = _KNOWN_ONLY.match(line)
    known = directory.named(place["name"] or place["home"]) if place else None
    if known:
        yield _Vote(known.name, _WEIGHT_OTHER, f'the page says "{line}"', is_weak=True)
    for match in cues.EMAIL.finditer(line):
        entry = directory.at(match[0].rpartition("@")[2].casefold())
        if entry:
            yield _Vote(entry.name, _WEIGHT_OTHER, f"the page gives the address {match[0]}")


def _cleaned(name: str, directory: Directory) -> str | None:
    """A name as written less rights and legal words, or the known outlet whose name is in it."""
    cut = _YEARS.sub("", _CUT.sub("", name))
    bare = _LEGAL_END.sub("", cut).strip(" .\"'“”‘’()–—-")
    if directory.is_publisher(bare):
        return None
    known = directory.named(bare) or directory.within(cut)
    if known:
        return known.name
    words = bare.split()
    has_other = any(word.casefold().strip(".,") in _NOT_NAMES for word in words[1:] or words)
    is_name = 0 < len(words) <= _NAME_WORDS and words[0][:1].isupper() and not has_other
    return bare if is_name else None
