"""One answer of a server: what is taken of it, and what is cut off."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
import zlib
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from coverage.reading.answers import get, parse, shown
from coverage.reading.hosts import Limits, NotFetched, Unreachable
from tests.reading.loopback import (
    HERE,
    PAGE,
    RSS,
    Asked,
    Reply,
    answering,
    dripping,
    dripping_headers,
    leading,
    serving,
)


def reason(reply: Reply, limits: Limits = HERE, kinds: frozenset[str] | None = None) -> str:
    """Why a page with this `reply` is not fetched."""
    kinds = kinds or frozenset({"text/html"})
    with serving({"/": reply}) as site, pytest.raises(NotFetched) as refused:
        get(site.root, limits, kinds)
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (" HTTPS://Ellery-Echo.Example:443 ", "https://ellery-echo.example/"),
        ("http://bücher.example/ü b?q=é#part", "http://xn--bcher-kva.example/%C3%BC%20b?q=%C3%A9"),
        ("http://ellery-echo.example:8080/a/../b", "http://ellery-echo.example:8080/b"),
    ],
)
def test_an_address_is_normalised(text: str, found: str) -> None:
    assert parse(text).url == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "pier",
        "file:///etc/hostname",
        "javascript:alert(1)",
        "http://",
        "http:///pier",
        "http://name@ellery-echo.example/",
        "http://name:secret@ellery-echo.example/",
        "http://ellery-echo.example:99999/",
        "http://[::1/",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(NotFetched):
        parse(text)


@given(st.text() | st.text().map("http://{}".format))
def test_any_text_is_an_address_in_one_form_or_refused(text: str) -> None:
    try:
        url = parse(text)
    except NotFetched:
        return
    assert url.scheme in {"http", "https"}
    assert url.host
    assert "\n" not in url.url
    assert parse(url.url) == url


def test_an_address_is_shown_without_passwords_and_escapes() -> None:
    url = "http://name:secret@ellery-echo.example/\x1b[2Ja@b"
    assert shown(url) == "http://ellery-echo.example/?[2Ja@b"


@pytest.mark.parametrize(
    "location",
    ["file:///etc/hostname", "ftp://ellery-echo.example/", "http://a:b@127.0.0.1/", "http://[::1"],
)
def test_a_page_cannot_lead_to_what_is_no_page(location: str) -> None:
    said = reason(leading(location))
    assert said.startswith("it leads to ")
    assert "a:b" not in said


def packed(length: int, bits: int) -> bytes:
    """`length` times "a", packed; `bits`: zlib's word for gzip or deflate."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, bits)
    parts = [squeeze.compress(b"a" * 2**20) for _ in range(length >> 20)]
    return b"".join(parts) + squeeze.flush()


SMALL = replace(HERE, max_bytes=1024**2)


@pytest.mark.parametrize(
    "reply",
    [
        answering(b"a" * (2**20 + 1)),
        answering(b"a" * 2**22, Content_Length=str(2**40)),
        answering(packed(2**28, 31), Content_Encoding="gzip"),  # 256 MB in 0.25 MB
        answering(packed(2**28, 15), Content_Encoding="deflate"),
        answering(
            b"100000\r\n" + b"a" * 2**20 + b"\r\n1\r\na\r\n0\r\n\r\n",
            Transfer_Encoding="chunked",
            Content_Length="",
        ),
    ],
)
def test_what_is_too_large_is_cut_off(reply: Reply) -> None:
    assert reason(reply, SMALL) == "it is larger than 1 MB"


def test_what_is_just_small_enough_is_whole() -> None:
    body = b"a" * 2**20
    reply = answering(gzip.compress(body), Content_Encoding="gzip")
    with serving({"/": reply}) as site:
        assert get(site.root, SMALL).body == body


@pytest.mark.parametrize("reply", [dripping, dripping_headers])
def test_a_site_that_drips_is_cut_off(reply: Reply) -> None:
    began = time.monotonic()
    said = reason(reply, replace(HERE, total=0.5))
    assert said == "its answer takes longer than 0.5 seconds"
    assert time.monotonic() - began < 3


def test_greetings_of_tls_that_drip_are_cut_off() -> None:
    def greet() -> None:
        line, _ = listening.accept()
        with line:
            try:
                line.sendall(b"\x16\x03\x03\x40\x00")  # a message of 16 kB follows
                while True:
                    line.sendall(b"a")
                    time.sleep(0.05)
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=greet)
        thread.start()
        with pytest.raises(NotFetched, match=r"longer than 0\.5 seconds"):
            get(f"https://127.0.0.1:{listening.getsockname()[1]}/", replace(HERE, total=0.5))
        thread.join()


def test_a_site_that_says_nothing_is_left() -> None:
    said = reason(lambda asked: time.sleep(1), replace(HERE, silence=0.3))
    assert said == "the site falls silent for more than 0.3 seconds; try again later"


def no_http(asked: Asked) -> None:
    asked.wfile.write(b"220 mail.example ready\r\n")


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (answering(b"%PDF", "application/pdf"), "it is application/pdf, not HTML"),
        (answering(RSS.encode(), "application/rss+xml"), "it is a feed; give it behind --feed"),
        (answering(b"a", None), "its site does not say that it is HTML"),
        (answering(b"a", Content_Encoding="br"), "it is packed in a way that is not read (br)"),
        (answering(b"no gzip", Content_Encoding="gzip"), "it is packed wrongly"),
        (answering(b"a", Content_Length="9"), "the connection broke off; try again later"),
        (lambda asked: None, "the connection broke off; try again later"),
        (no_http, "its machine does not speak HTTP there"),
        (leading("/"), "it leads on to another address more than 5 times"),
    ],
)
def test_why_an_answer_is_not_taken(reply: Reply, said: str) -> None:
    assert reason(reply) == said


def test_a_redirect_is_followed_five_times_and_no_further() -> None:
    pages: dict[str, Reply] = {f"/{n}": leading(f"/{n + 1}") for n in range(6)}
    with serving({**pages, "/6": b"<p>Pier"}) as site:
        assert get(f"{site.root}/1", HERE).url == f"{site.root}/6"
        with pytest.raises(NotFetched, match="more than 5 times"):
            get(f"{site.root}/0", HERE)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """Who vouches for sites; this machine trusts it."""
    made = trustme.CA()
    path = tmp_path / "authority.pem"
    made.cert_pem.write_to_path(str(path))
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    return made


def vouched(authority: trustme.CA, name: str) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(made)
    return made


LOCAL = replace(HERE, allowed=(ip_network("127.0.0.0/8"), ip_network("::1/128")))


def test_a_safe_site_is_asked_by_its_name(authority: trustme.CA) -> None:
    """The connection goes to an address; the certificate and the headers speak of the name."""
    names: list[str] = []
    tls = vouched(authority, "localhost")
    tls.sni_callback = lambda _, name, __: names.append(name)
    with serving({"/": PAGE.encode()}, tls) as site:
        answer = get(f"https://localhost:{site.server_port}", LOCAL)
        assert site.hosts == [f"localhost:{site.server_port}"]
    assert answer.body == PAGE.encode()
    assert names == ["localhost"]


def test_a_certificate_of_another_site_does_not_hold(authority: trustme.CA) -> None:
    with serving({"/": b""}, vouched(authority, "ellery-echo.example")) as site:
        with pytest.raises(Unreachable, match=r"its certificate does not hold \(Hostname mismatch"):
            get(f"https://localhost:{site.server_port}", LOCAL)
        assert site.asked == []


def test_a_certificate_that_nobody_vouches_for_does_not_hold() -> None:
    with (
        serving({"/": b""}, vouched(trustme.CA(), "localhost")) as site,
        pytest.raises(Unreachable, match="its certificate does not hold"),
    ):
        get(f"https://localhost:{site.server_port}", LOCAL)


def test_a_site_without_tls_is_said_to_have_none() -> None:
    with (
        serving({"/": b""}) as site,
        pytest.raises(Unreachable, match="no safe connection"),
    ):
        get(f"https://127.0.0.1:{site.server_port}", HERE)
