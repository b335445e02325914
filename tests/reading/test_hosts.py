"""Whom a fetch may ask: nobody on this machine or its network, whatever it is called."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.errors import NothingFetched
from coverage.reading.answers import get
from coverage.reading.fetching import fetch
from coverage.reading.hosts import Limits, Unreachable, is_public
from tests.reading.loopback import (
    HERE,
    PAGE,
    leading,
    serving,
)


class Missed(list[str]):
    """What was told of pages that were not fetched: reasons, in their order."""

    def __call__(self, url: str, reason: str) -> None:
        """Note the reason."""
        self.append(reason)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", r"127\.0\.0\.1"),
        ("localhost", r"(127\.0\.0\.1|::1)"),
        ("2130706433", r"127\.0\.0\.1"),  # as one number
        ("0177.0.0.1", r"127\.0\.0\.1"),  # as octal
        ("0x7f.1", r"127\.0\.0\.1"),
        ("[::ffff:127.0.0.1]", r"127\.0\.0\.1"),
        ("0.0.0.0", r"0\.0\.0\.0"),
    ],
)
def test_this_machine_is_not_asked_whatever_it_is_called(host: str, address: str) -> None:
    """The option that is named would allow it."""
    said = f"{address} is not public; if it is yours, --allow-network {address} lets it be asked"
    with serving({"/": PAGE.encode()}) as site:
        with pytest.raises(Unreachable, match=said):
            get(f"http://{host}:{site.server_port}/", Limits())
        assert site.asked == []


def test_a_page_cannot_lead_to_a_machine_that_is_not_allowed(tmp_path: Path) -> None:
    """127.0.0.2 is this machine too, but only 127.0.0.1 is allowed here."""
    missed = Missed()
    with serving({"/": PAGE.encode()}) as site:
        there = f"http://127.0.0.2:{site.server_port}/"
        site.pages["/away"] = leading(there)
        site.pages["/robots.txt"] = leading(there + "robots.txt")
        with pytest.raises(Unreachable, match=r"127\.0\.0\.2 is not public"):
            get(f"{site.root}/away", HERE)
        with pytest.raises(NothingFetched):
            fetch([site.root], [], tmp_path, HERE, tell=missed)
        assert site.asked == ["/away", "/robots.txt"]
    assert "127.0.0.2 is not public" in missed[0]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address",
    "0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.0.9 169.254.169.254 172.16.0.1 192.168.1.1 "
    "198.18.0.1 203.0.113.9 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 :: ::1 ::7f00:1 fc00::1 "
    "fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 2001:db8::1 ::ffff:10.0.0.1 "
    "64:ff9b::a9fe:a9fe 2002:7f00:1::1 2002:c0a8:101::".split(),
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address", "1.1.1.1 8.8.8.8 2606:4700:4700::1111 64:ff9b::808:808 ::ffff:8.8.8.8".split()
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@given(st.integers(0, 2**32 - 1))
def test_an_address_within_another_is_judged_as_itself(number: int) -> None:
    plain = is_public(IPv4Address(number))
    assert is_public(IPv6Address((0xFFFF << 32) + number)) == plain
    assert is_public(IPv6Address((0x64FF9B << 96) + number)) == plain


def test_a_name_that_can_be_none_is_said_to_be() -> None:
    with pytest.raises(Unreachable, match="no machine can be called aaa"):
        get(f"http://{'a' * 64}.example/", Limits())


def test_a_machine_that_takes_no_connection_is_said_to() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with pytest.raises(Unreachable, match="takes no connection"):
            get(f"http://127.0.0.1:{closed.getsockname()[1]}/", HERE)
