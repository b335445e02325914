"""A web site on loopback: real HTTP, to be asked only where a test allows it."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network

from coverage.reading.hosts import Limits

HERE = Limits(allowed=(ip_network("127.0.0.1/32"),), silence=5, total=10, pause=0)
"""Allows loopback, and asks without pauses."""


PAGE = "<html><body><p>The council voted on Monday to close the café on the pier.</p></body></html>"
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Ellery Echo</title>
<item><link>/pier</link></item><item><link>/harbour?a=1&amp;b=2</link></item>
<item><link>/pier</link></item><item><guid>https://ellery-echo.example/ferry</guid></item>
<item><title>Without a link</title></item></channel></rss>"""


class Asked(BaseHTTPRequestHandler):
    """One request; `server` is the site."""

    server: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Note what is asked, and answer as `pages` say."""
        self.server.asked.append(self.path)
        self.server.times.append(time.monotonic())
        self.server.hosts.append(self.headers["Host"])
        self.close_connection = True
        reply = self.server.pages.get(self.path)
        if reply is None:
            self.answer(b"", status=404)
        elif callable(reply):
            reply(self)
        else:
            self.answer(reply)

    def answer(
        self, body: bytes, kind: str | None = "text/html", status: int = 200, **headers: str
    ) -> None:
        """Answer with `headers`, whose names are given with underscores."""
        self.send_response(status)
        if kind is not None:
            self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


Reply = bytes | Callable[[Asked], None]


class Site(ThreadingHTTPServer):
    """`pages`: path -> the body of an HTML page, or what answers; all else is not there (404)."""

    def __init__(self, pages: dict[str, Reply]) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.pages = pages
        self.asked: list[str] = []  # paths, in their order
        self.times: list[float] = []
        self.hosts: list[str] = []

    @property
    def root(self) -> str:
        """Where it stands, without a slash."""
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *_: object) -> None:
        """A client that hung up is what many tests are about."""


@contextmanager
def serving(pages: dict[str, Reply], tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site that answers while the block runs."""
    with Site(pages) as site:
        if tls is not None:
            site.socket = tls.wrap_socket(site.socket, server_side=True)
        thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield site
        finally:
            site.shutdown()
            thread.join()


def answering(
    body: bytes = b"", kind: str | None = "text/html", status: int = 200, **headers: str
) -> Reply:
    """A reply that is always the same."""
    return lambda asked: asked.answer(body, kind, status, **headers)


def leading(location: str) -> Reply:
    """A redirect."""
    return answering(status=302, Location=location)


def dripping(asked: Asked) -> None:
    """A page that never ends, a byte at a time."""
    asked.send_response(200)
    asked.send_header("Content-Type", "text/html")
    asked.end_headers()
    _drip(asked)


def dripping_headers(asked: Asked) -> None:
    """Headers that never end."""
    asked.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nServer: ")
    _drip(asked)


def _drip(asked: Asked) -> None:
    for _ in range(400):
        asked.wfile.write(b"a")
        time.sleep(0.05)
