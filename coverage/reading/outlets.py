"""Whose page it is, by one name for one outlet, and how that is known.

Asked in this order: what the input says; the site of the page's address, of the original where an
archive or a cache shows it; the name in the page's metadata; the name that the page gives itself
(`naming`). A known outlet (`directory`) is shown by its name there, any other by the name found.
Where nothing names it, it is "Unknown (...)", with the site's domain or the file's name.

`settled` then makes one name of what all pages say together; `table` lists the outlets found.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from coverage.reading import addresses, domains
from coverage.reading.directory import Directory, folded, normalised
from coverage.reading.drafts import Page
from coverage.reading.listing import SHIPPED
from coverage.reading.naming import is_like, self_name
from coverage.reading.surroundings import LONGEST
from coverage.records import Article, Document, Outlet

_TAGLINE = re.compile(r"\s+[|–—·:»-]+\s+")
_SITE_WORDS = 6  # most words of a site's name with nothing behind it


@dataclass(frozen=True, slots=True)
class Whose:
    """An outlet's name, and in words from what it is known.

    `key`: what was gone by, the same whatever list of outlets is used; ids are made of it.
    """

    outlet: str
    basis: str
    key: str


def canonical(name: str, directory: Directory = SHIPPED) -> str:
    """The name under which a known outlet is shown; another name as it is."""
    return directory.canonical(name)


def whose(document: Document, page: Page, directory: Directory = SHIPPED) -> Whose:
    """Whose page it is."""
    if document.outlet and normalised(document.outlet):
        return _given(document.outlet, directory)
    url = _own_url(document, page)
    host = domains.site_of(url)
    entry = directory.at(host)
    if host and entry:
        copy = "" if host == domains.host_of(url) else "of a copy of a page "
        listed = domains.domain_of(host)
        return Whose(entry.name, f"the address is {copy}on {listed}", listed)
    domain = domains.domain_of(host) if host and not domains.is_shared(host) else None
    if page.site:
        told = _of_site(page.site, domain, directory)
        if told:
            return Whose(told, f'the page\'s metadata say "{page.site}"', domain or folded(told))
    named = self_name(document, page, directory, domain)
    if named:
        return Whose(named.name, named.basis, domain or folded(named.name))
    site = host or domains.host_of(page.site)
    if site:
        site = domains.domain_of(site)
        return Whose(unknown(site), f"nothing names it; it is on {site}, which is not listed", site)
    stem = _stem(document.source_id)
    return Whose(unknown(stem), "nothing names it", stem)


def unknown(what: str) -> str:
    """The name of an outlet of which only a domain or a file is known."""
    return f"Unknown ({what})"


def _given(outlet: str, directory: Directory) -> Whose:
    """The outlet that the input names, or whose address it gives in place of a name."""
    name = " ".join(outlet.split())
    basis = f'the input says "{name}"'
    entry = directory.named(name)
    host = None if entry else domains.site_of(name)
    entry = entry or directory.at(host)
    if host is None:
        return Whose(entry.name if entry else name, basis, folded(name))
    domain = domains.domain_of(host)
    is_spelt = name.casefold() == domain  # "PanARMENIAN.Net" is how it writes itself
    return Whose(entry.name if entry else name if is_spelt else domain, basis, domain)


def _own_url(document: Document, page: Page) -> str | None:
    """The address of the page, which all its articles stand on; an archive's where no other is."""
    seen = addresses.page_url(page.drafts[0], page) if page.drafts else None
    urls = [url for url in (document.url, page.url, seen) if url]
    own = (url for url in urls if not domains.is_archive(domains.site_of(url) or ""))
    return next(own, urls[0] if urls else None)


def _of_site(site: str, domain: str | None, directory: Directory) -> str | None:
    """The name in a page's metadata, less what advertises it; `None` where it is but a domain."""
    name = " ".join(site[:LONGEST].split())
    host = domains.host_of(name)
    entry = directory.named(name) or directory.at(host)
    if entry:
        return entry.name
    if host is not None and name == name.lower():
        return None
    parts = _TAGLINE.split(name)
    like = [part for part in parts if domain and is_like(part, domain)]
    if len(parts) > 1:
        name = next((part for part in (*like, *parts) if len(part.split()) <= _SITE_WORDS), name)
    return directory.canonical(name)


def _stem(source_id: str) -> str:
    """A file's name without its endings; any other id as it is."""
    name = PurePosixPath(source_id).name
    return re.sub(r"\.(?:txt|html?|pdf)(?:\.gz)?(?=$|#)", "", name) or source_id


def settled(articles: Iterable[Article]) -> list[Article]:
    """The articles, each spelling of an outlet's name made the one that most of them have.

    An article known only by its site's domain gets the name that more than half of the others
    there have, unless many outlets share the site.
    """
    articles = list(articles)
    hosts = _hosts(articles)
    named: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        host = hosts.get(article.source_id) or domains.host_of(article.outlet)
        if host and not article.outlet.startswith("Unknown ("):
            named[host][article.outlet] += 1
    shown = {host: _alike(counts) for host, counts in named.items()}
    found = []
    for article in articles:
        host = hosts.get(article.source_id)
        known = _named(article, host, named)
        name = shown.get(host or "", {}).get(known.outlet, known.outlet)
        found.append(known if name == known.outlet else replace(known, outlet=name))
    return _spelt_alike(found)


def _alike(counts: Mapping[str, int]) -> dict[str, str]:
    """Name -> that of the names it begins, or that begin it, which stands most often on a site.

    "The Real Deal" and "The Real Deal New York" are one; "CBS Detroit" and "CBS New York" not.
    """
    ranked = sorted(counts, key=lambda name: (-counts[name], len(name), name))
    shown: dict[str, str] = {}
    for name in ranked:
        like = (other for other in shown.values() if _begins(other, name) or _begins(name, other))
        shown[name] = next(like, name)
    return shown


def _begins(one: str, other: str) -> bool:
    return bool(re.match(rf"{re.escape(folded(one))}(?!\w)", folded(other)))


def _hosts(articles: Sequence[Article]) -> dict[str, str]:
    """Source -> the site its page is on, where that site is of one outlet."""
    hosts = ((a.source_id, domains.site_of(a.url)) for a in articles if a.url)
    return {source: host for source, host in hosts if host and not domains.is_shared(host)}


def _named(article: Article, host: str | None, named: Mapping[str, Counter[str]]) -> Article:
    if host is None or article.outlet != unknown(domains.domain_of(host)):
        return article
    counts = named.get(host) or named.get(domains.domain_of(host)) or Counter()
    outlet, count = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if 2 * count <= counts.total():
        return article
    return replace(article, outlet=outlet, outlet_basis=f"other pages of {host} are of {outlet}")


def _spelt_alike(articles: Sequence[Article]) -> list[Article]:
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        spellings[folded(article.outlet)][article.outlet] += 1
    best = {
        key: min(counts, key=lambda name: (-counts[name], name))
        for key, counts in spellings.items()
    }
    return [
        a if best[folded(a.outlet)] == a.outlet else replace(a, outlet=best[folded(a.outlet)])
        for a in articles
    ]


def table(articles: Sequence[Article], directory: Directory = SHIPPED) -> list[Outlet]:
    """One row for each outlet of `articles`, by name, with what the list says of it.

    The domain of one that is not listed is that of most of its articles' addresses.
    """
    own: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        own[article.outlet].append(article)
    rows = []
    for outlet in sorted(own):
        entry = directory.named(outlet)
        listed = entry.domains[0] if entry and entry.domains else None
        country, group = (entry.country, entry.group or "") if entry else (None, "")
        domain = listed or _usual_domain(own[outlet])
        rows.append(Outlet(outlet, domain, country, group, len(own[outlet])))
    return rows


def _usual_domain(articles: Sequence[Article]) -> str | None:
    hosts = _hosts(articles).values()
    counts = Counter(domains.domain_of(host) for host in hosts)
    return min(counts, key=lambda domain: (-counts[domain], domain), default=None)
