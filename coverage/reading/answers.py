"""One GET within limits: what a server answered, or the reason why that is not taken.

The connection is of `hosts`; urllib3 reads what comes over it. An answer's body is read as it
comes and dropped as soon as it is too large, unpacked or not, or not of a kind that was asked for.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin

import urllib3
from urllib3.connection import HTTPConnection
from urllib3.exceptions import DecodeError, HTTPError, LocationParseError, ReadTimeoutError
from urllib3.util import Url, parse_url

from coverage.reading import hosts
from coverage.reading.hosts import Deadline, Limits, NotFetched, Unreachable

AGENT = "Coverage"
"""The name under which a robots.txt may speak of this program."""

OK = 200
_AGENT_LINE = f"{AGENT}/1.0 (fetches pages of news that its user names)"
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PACKINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_CHUNK = 64 * 1024  # bytes; what is unpacked at once
_SHOWN = 200  # characters of an address


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered. The body is empty unless the status is 200."""

    url: str  # which gave it, behind all redirects
    status: int
    headers: tuple[tuple[str, str], ...]  # in their order
    body: bytes  # unpacked
    retrieved: datetime  # when its headers were there

    def header(self, name: str) -> str:
        """The first value of the header `name`, "" where there is none."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


def parse(text: str) -> Url:
    """The web address `text`, normalised: no fragment, no port that its scheme has anyway.

    Raises `NotFetched` for what is no address of a page.
    """
    try:
        url = parse_url(text.strip())
    except LocationParseError as error:
        raise NotFetched("it is no address of a page") from error
    if url.scheme not in _PORTS:
        raise NotFetched("it does not begin with http:// or https://")
    if not url.host:
        raise NotFetched("it names no site")
    if url.auth:
        raise NotFetched("it holds a user's name or password; leave them out")
    port = None if url.port in {None, _PORTS[url.scheme]} else url.port
    return Url(url.scheme, None, url.host, port, url.path or "/", url.query)


def shown(url: str) -> str:
    """`url` for a terminal: one short line, without control characters and passwords."""
    scheme, mark, rest = url.strip().partition("://")
    site, slash, path = rest.partition("/")
    bare = scheme + mark + site.rpartition("@")[2] + slash + path
    return "".join(c if c.isprintable() else "?" for c in bare)[:_SHOWN]


def get(
    text: str,
    limits: Limits,
    kinds: frozenset[str] | None = None,
    may: Callable[[Url], None] = lambda _: None,
) -> Answer:
    """The answer to the address `text`, or to the one that it leads to.

    `kinds`: content types that are taken, all where `None`; `may` is called with each address
    before it is asked, and raises `NotFetched` where it must not be. Raises `NotFetched`.
    """
    url = parse(text)
    for _ in range(limits.max_redirects + 1):
        may(url)
        answer = _ask(url, limits, kinds)
        location = answer.header("location")
        if answer.status not in _REDIRECTS or not location:
            return answer
        url = _led(url, location)
    raise NotFetched(f"it leads on to another address more than {limits.max_redirects} times")


def _led(url: Url, location: str) -> Url:
    # Headers are read as Latin-1, and some sites send UTF-8.
    with contextlib.suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return parse(urljoin(url.url, location))
    except (ValueError, NotFetched) as error:
        why = f": {error}" if isinstance(error, NotFetched) else ""
        raise NotFetched(f"it leads to {shown(location)}, which is not asked{why}") from error


def _ask(url: Url, limits: Limits, kinds: frozenset[str] | None) -> Answer:
    with Deadline(limits.total) as deadline:
        try:
            with contextlib.closing(_open(url, limits, deadline)) as connection:
                answer = _answer(url, connection, limits, kinds)
        except (OSError, http.client.HTTPException, HTTPError) as error:
            if deadline.left:
                raise NotFetched(_why(error, limits)) from error
        except NotFetched as error:  # what was cut off may look like anything
            if deadline.left or isinstance(error, Unreachable):
                raise
        if deadline.left:
            return answer
    raise NotFetched(f"its answer takes longer than {limits.total:g} seconds")


def _open(url: Url, limits: Limits, deadline: Deadline) -> HTTPConnection:
    """A connection to the site of `url`, safe where its scheme says so."""
    host = (url.host or "").strip("[]")
    port = url.port or _PORTS[url.scheme or "http"]
    line = hosts.connect(host, port, limits, deadline)
    connection = HTTPConnection(host, port, timeout=limits.silence)
    try:
        connection.sock = _safe(line, host, deadline) if url.scheme == "https" else line
    except BaseException:
        line.close()
        raise
    return connection


def _safe(line: socket.socket, host: str, deadline: Deadline) -> ssl.SSLSocket:
    try:
        return ssl.create_default_context().wrap_socket(line, server_hostname=host.rstrip("."))
    except ssl.SSLCertVerificationError as error:
        reason = f"its certificate does not hold ({error.verify_message.rstrip('.')})"
        raise Unreachable(reason) from error
    except ssl.SSLError as error:
        if not deadline.left:
            raise
        raise Unreachable("no safe connection to its machine comes about") from error


def _answer(
    url: Url, connection: HTTPConnection, limits: Limits, kinds: frozenset[str] | None
) -> Answer:
    headers = {
        "Host": url.netloc or "",
        "User-Agent": _AGENT_LINE,
        "Accept": ", ".join(sorted(kinds)) if kinds else "*/*",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    connection.request("GET", url.request_uri, headers=headers, preload_content=False)
    with contextlib.closing(connection.getresponse()) as response:
        retrieved = datetime.now(UTC)
        body = b""
        if response.status == OK:
            _check_head(response, limits, kinds)
            body = _body(response, limits)
        return Answer(url.url, response.status, tuple(response.headers.items()), body, retrieved)


def _check_head(
    response: urllib3.HTTPResponse, limits: Limits, kinds: frozenset[str] | None
) -> None:
    kind = _kind(response.headers.get("content-type", ""))
    if kinds is not None and kind not in kinds:
        raise NotFetched(_other_kind(kind))
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing not in _PACKINGS:
        raise NotFetched(f"it is packed in a way that is not read ({packing})")
    if int(response.length_remaining or 0) > limits.max_bytes:
        raise NotFetched(_too_large(limits))


def _other_kind(kind: str) -> str:
    if kind in _FEEDS:
        return "it is a feed; give it behind --feed"
    return f"it is {kind}, not HTML" if kind else "its site does not say that it is HTML"


def _kind(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _body(response: urllib3.HTTPResponse, limits: Limits) -> bytes:
    body = bytearray()
    # One part at a time as it comes, unpacked no further than asked: a megabyte that unpacks to a
    # gigabyte is dropped at the limit.
    while part := response.read1(_CHUNK, decode_content=True):
        body += part
        if len(body) > limits.max_bytes:
            raise NotFetched(_too_large(limits))
    return bytes(body)


def _too_large(limits: Limits) -> str:
    return f"it is larger than {limits.max_bytes / 1024**2:g} MB"


def _why(error: Exception, limits: Limits) -> str:
    if isinstance(error, (TimeoutError, ReadTimeoutError)):
        return f"the site falls silent for more than {limits.silence:g} seconds; try again later"
    if isinstance(error, DecodeError):
        return "it is packed wrongly"
    if isinstance(error, (http.client.BadStatusLine, http.client.LineTooLong)) and not isinstance(
        error, ConnectionError
    ):
        return "its machine does not speak HTTP there"
    return "the connection broke off; try again later"
