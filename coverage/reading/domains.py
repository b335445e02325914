"""Addresses -> the site that a page belongs to, also where an archive or a cache shows it.

A host is told in lower case and in its own letters ("пример.рф", not "xn--e1afmkfd.xn--p1ai"). The
part of it that somebody registered ("bbc.co.uk" of "news.bbc.co.uk") is found by the Public Suffix
List, which the package tld brings along; nothing is looked up on the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote, urlsplit

from tld import get_fld, is_tld

_SCHEME = re.compile(r"(?i)^(?:https?:)?//")
_HOST = re.compile(
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:[^\W\d_]{2,63}|xn--[a-z\d-]{2,59})(?![\w.-])"
)
_PORT = re.compile(r"(?::\d+)?(?=[/?#]|$)")
# An address inside another: behind an archive's time stamp, after "cache:", as a query's value.
_INSIDE = re.compile(r"(?i)https?:/{1,2}[^\s/]+\..+")
_CACHED = re.compile(r"^cache:(?:[\w-]{8,}:)?(?P<url>\S+)")
_WITHOUT_SCHEME = re.compile(r"/(?:web|wayback)/\d{4,14}[a-z_*]*/(?P<url>[^/:]+\..+)")
_AMP_PATH = re.compile(r"^/(?:(?:amp|[acdiorvw])/)?(?:s/)?(?P<url>[\w-]+(?:\.[\w-]+)+(?:/.*)?$)")
_QUERIES = ("u", "url", "q")

_ARCHIVES = frozenset(
    "web.archive.org wayback.archive.org archive.org arquivo.pt webarchive.org.uk "
    "archive.ph archive.is archive.today archive.li archive.md archive.vn archive.fo "
    "webcache.googleusercontent.com cc.bingj.com 12ft.io".split()
)
_LEADERS = frozenset(
    "google.com translate.google.com translate.googleusercontent.com l.facebook.com "
    "lm.facebook.com out.reddit.com".split()
)
# Sites on which many publish.
_PLATFORMS = frozenset(
    "facebook.com x.com twitter.com t.me telegram.me instagram.com youtube.com vk.com ok.ru "
    "medium.com linkedin.com reddit.com msn.com news.yahoo.com flipboard.com dzen.ru zen.yandex.ru "
    "tiktok.com weibo.com mp.weixin.qq.com".split()
)
# Sites whose subdomain spells another's host: "www-rt-com.translate.goog".
_SPELLING = (".cdn.ampproject.org", ".bing-amp.com", ".translate.goog")
_MAX_LAYERS = 4
"""Archives of caches of copies within one address that are looked through."""


def host_of(address: str | None) -> str | None:
    """Host of an address, or of a bare one ("rt.com/news"), without "www."; else `None`.

    Bare words are a host where no capital stands in them, or their ending is a registered one:
    "Gazeta.Ru" is, "St.Peter" is not.
    """
    text = (address or "").strip()
    if "." not in text and ":" not in text:
        return None
    scheme = _SCHEME.match(text)
    try:
        host = urlsplit(text if scheme else f"//{text}").hostname or ""
    except ValueError:  # a broken address in brackets
        return None
    if scheme:
        return _told(host) or None
    bare = _HOST.match(text)
    is_alone = bare is not None and bool(_PORT.match(text, bare.end()))
    if bare is None or not is_alone:
        return None
    is_plain = text == text.lower() or text.lower().startswith("www.")
    return _told(host) if is_plain or _registered(_told(host)) else None


def site_of(address: str | None) -> str | None:
    """Host of the page that an address shows: that of the original, of an archive's copy."""
    return host_of(original(address))


def original(address: str | None) -> str | None:
    """The address of which an archive, a cache or a translation shows a copy; else as it is."""
    for _ in range(_MAX_LAYERS):
        inner = _inner(address) if address else None
        if inner is None:
            break
        address = inner
    return address


def _inner(address: str) -> str | None:
    host = host_of(address)
    if host is None:
        return None
    try:
        parts = urlsplit(address if _SCHEME.match(address.strip()) else f"//{address.strip()}")
    except ValueError:
        return None
    if host in _ARCHIVES:
        return _within(parts.path, parts.query)
    if host in _LEADERS or host.startswith("google."):
        amp = _AMP_PATH.match(parts.path) if parts.path.startswith("/amp/") else None
        return f"https://{amp['url']}" if amp else _asked(parts.query)
    tail = next((tail for tail in _SPELLING if host.endswith(tail)), None)
    if tail is None:
        return None
    amp = _AMP_PATH.match(parts.path) if tail != ".translate.goog" else None
    inner = amp["url"] if amp else _spelt(host.removesuffix(tail)) + parts.path
    return f"https://{inner}"


def _within(path: str, query: str) -> str | None:
    """The address that stands inside an archive's own."""
    whole = f"{path}?{query}" if query else path
    inside = _INSIDE.search(whole) or _INSIDE.search(unquote(whole))
    if inside:
        return re.sub(r"^(\w+):/{1,2}", r"\1://", inside[0])
    plain = _WITHOUT_SCHEME.match(path)
    if plain:
        return f"https://{plain['url']}"
    cached = next(filter(None, map(_CACHED.match, parse_qs(query).get("q", []))), None)
    return _with_scheme(cached["url"]) if cached else None


def _asked(query: str) -> str | None:
    asked = parse_qs(query)
    values = (value for key in _QUERIES for value in asked.get(key, []))
    return next((value for value in values if _SCHEME.match(value)), None)


def _with_scheme(address: str) -> str:
    return address if _SCHEME.match(address) else f"https://{address}"


def _spelt(label: str) -> str:
    """The host that a cache spells in one label: a point as "-", a hyphen as "--"."""
    return label.replace("--", "\0").replace("-", ".").replace("\0", "-")


def _told(host: str) -> str:
    """A host as it is told: in lower case, its own letters, without "www." and a last point."""
    labels = [_decoded(label) for label in host.lower().rstrip(".").split(".")]
    return ".".join(labels).removeprefix("www.")


def _decoded(label: str) -> str:
    try:
        return label.encode("ascii").decode("idna") if label.startswith("xn--") else label
    except UnicodeError:
        return label


def is_archive(host: str) -> bool:
    """Whether `host` shows copies of others' pages, or leads to them."""
    return bool({host, domain_of(host)} & (_ARCHIVES | _LEADERS))


def is_shared(host: str) -> bool:
    """Whether pages of many outlets stand on `host`: an archive, a cache, a platform."""
    return is_archive(host) or bool({host, domain_of(host)} & _PLATFORMS)


def tails(host: str) -> Iterator[str]:
    """A host and the domains it is in, the longest first, none of a single label."""
    labels = host.split(".")
    return (".".join(labels[at:]) for at in range(len(labels) - 1))


@lru_cache(maxsize=10_000)
def domain_of(host: str) -> str:
    """The domain that somebody registered, or was given by a host of blogs, of which `host` is.

    Where the Public Suffix List does not know the ending, that is its last two labels; an IP
    address is its own.
    """
    return _registered(host) or (host if _is_address(host) else ".".join(host.split(".")[-2:]))


def is_suffix(host: str) -> bool:
    """Whether `host` is an ending under which many register, as "co.uk" and "com" are."""
    return bool(is_tld(host))


def _registered(host: str) -> str | None:
    found = get_fld(f"//{host}", fail_silently=True)
    return str(found) if found else None


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
