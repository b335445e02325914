"""Whom a fetch may ask: machines with public addresses, and those that were allowed by network.

A name is looked up once, each of its addresses is checked, and the connection goes to a checked
one. So neither a page of the web nor a name that leads elsewhere at a second look (DNS rebinding)
makes this machine ask one that only it can reach. Proxies are not used: behind one it would be
the proxy that looks the name up.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Self

from coverage.reading.decoding import MAX_BYTES

Network = IPv4Network | IPv6Network
IPAddress = IPv4Address | IPv6Address

# IPv6 addresses given out so far (IANA); the first of a network that translates to IPv4 (RFC 6052).
_GIVEN_OUT = IPv6Network("2000::/3")
_TRANSLATED = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may ask of a server, and a server of a fetch.

    Each comment says: meaning; unit and range; where the default comes from.
    """

    # Networks that may be asked though their addresses are not public. Own choice: none.
    allowed: tuple[Network, ...] = ()
    # Longest silence of a server, in seconds, > 0: until it connects, and between two parts of its
    # answer. Own choice: slow sites begin within a few seconds.
    silence: float = 15.0
    # Longest time from the connection to the last byte of one answer, in seconds, > 0. Own choice:
    # the largest page in that time is 0.3 MB a second.
    total: float = 60.0
    # Largest answer, in bytes after unpacking, > 0. As of every page that is read.
    max_bytes: int = MAX_BYTES
    # How often an address may lead to another, >= 0. RFC 9309 asks for five of a robots.txt.
    max_redirects: int = 5
    # Time between two requests to one host, in seconds, >= 0. Own choice: slower than a reader
    # who opens links.
    pause: float = 1.0
    # Longest time waited between two requests where a site asks for more, in seconds, >= 0.
    # Own choice: at it, the fifty items of a feed take 25 minutes.
    longest_pause: float = 30.0


class NotFetched(Exception):
    """One page cannot be fetched; the message is the reason to show."""


class Unreachable(NotFetched):
    """No connection to the page's machine comes about, or none may."""


def is_public(address: IPAddress) -> bool:
    """Whether anybody may ask `address`: not this machine, its network, or a reserved range.

    An IPv6 address that stands for an IPv4 one is judged as that.
    """
    plain = _plain(address)
    if isinstance(plain, IPv6Address) and plain not in _GIVEN_OUT:
        return False
    return plain.is_global and not (plain.is_multicast or plain.is_reserved)


def _plain(address: IPAddress) -> IPAddress:
    """The IPv4 address that an IPv6 one stands for; another as it is."""
    if isinstance(address, IPv4Address):
        return address
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or address


class Deadline:
    """The time of one request; when it is up, a watched connection is cut, whatever it is doing.

    A limit on each silence alone would let a server send a byte now and then for ever, in the
    greetings of TLS or in headers too.
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._line: socket.socket | None = None
        self._timer: threading.Timer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()  # it may be cutting
        if self._line is not None:
            self._line.close()

    @property
    def left(self) -> float:
        """Seconds left; 0 when the time is up."""
        return max(0.0, self._end - time.monotonic())

    def watch(self, line: socket.socket) -> None:
        """Cut `line` when the time is up."""
        self._line = line.dup()  # TLS takes the socket itself over
        self._timer = threading.Timer(self.left, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def _cut(self) -> None:
        with contextlib.suppress(OSError):  # it is closed already
            if self._line is not None:
                self._line.shutdown(socket.SHUT_RDWR)


def connect(host: str, port: int, limits: Limits, deadline: Deadline) -> socket.socket:
    """A connection to the first address of `host` that may be asked and answers.

    `host`: a name, or an IP address in any form that the system reads. Raises `Unreachable`.
    """
    refused, failure = None, None
    for address in _addresses(host, port):
        plain = _plain(ip_address(address))
        if not (is_public(plain) or any(plain in network for network in limits.allowed)):
            refused = plain
            continue
        if not deadline.left:
            raise Unreachable(f"its machine does not answer within {limits.total:g} seconds")
        try:
            line = socket.create_connection((address, port), min(limits.silence, deadline.left))
        except OSError as error:
            failure = error
            continue
        deadline.watch(line)
        return line
    if failure is not None:
        raise Unreachable(_why(failure, limits)) from failure
    raise Unreachable(
        f"its machine's address {refused} is not public; if it is yours, "
        f"--allow-network {refused} lets it be asked"
    )


def _addresses(host: str, port: int) -> list[str]:
    """IP addresses that `host` has now, in the order in which the system would try them."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise Unreachable("names cannot be looked up; check the network") from error
        raise Unreachable(f"no machine is called {host}; check the address") from error
    except UnicodeError as error:  # a part of the name is empty, or too long
        raise Unreachable(f"no machine can be called {host}; check the address") from error
    return [str(place[0]) for *_, place in found]


def _why(error: OSError, limits: Limits) -> str:
    if isinstance(error, TimeoutError):
        return f"its machine does not answer within {limits.silence:g} seconds; try again later"
    if isinstance(error, ConnectionRefusedError):
        return "its machine takes no connection there; check the address"
    return f"there is no way to its machine ({error.strerror or error}); check the network"
