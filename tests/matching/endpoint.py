"""A chat endpoint on loopback: real HTTP that speaks the protocol, well or badly."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


def chat(content: object) -> bytes:
    """A body of the protocol with `content` as the words of its one choice."""
    return json.dumps(
        {"choices": [{"message": {"role": "assistant", "content": content}}]}
    ).encode()


def verdict(same: object, reason: object = "Both say so.") -> bytes:
    """A body that holds a verdict."""
    return chat(json.dumps({"same": same, "reason": reason}))


class Asked(BaseHTTPRequestHandler):
    """One question; `server` is the endpoint."""

    server: Chat
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Note the question, and answer as the endpoint does."""
        self.question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(self.question)
        self.server.paths.append(self.path)
        self.server.keys.append(self.headers["Authorization"])
        self.close_connection = True
        self.server.reply(self)

    def texts(self) -> tuple[str, str]:
        """The two sentences asked about."""
        said = json.loads(self.question["messages"][-1]["content"])
        return said["first"], said["second"]

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        """Answer with `headers`, whose names are given with underscores."""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


Reply = Callable[[Asked], None]


class Chat(ThreadingHTTPServer):
    """`reply` answers each question; what was asked is noted."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.reply = reply
        self.asked: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.keys: list[str | None] = []
        self.over = threading.Event()  # set when the test is over: what hangs lets go

    @property
    def base(self) -> str:
        """Its base address."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, *_: object) -> None:
        """A client that hung up is what some tests are about."""


@contextmanager
def chatting(reply: Reply, tls: ssl.SSLContext | None = None) -> Iterator[Chat]:
    """An endpoint that answers while the block runs."""
    with Chat(reply) as endpoint:
        if tls is not None:
            endpoint.socket = tls.wrap_socket(endpoint.socket, server_side=True)
        thread = threading.Thread(target=endpoint.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield endpoint
        finally:
            endpoint.over.set()
            endpoint.shutdown()
            thread.join()


def saying(body: bytes, status: int = 200, **headers: str) -> Reply:
    """A reply that is always the same."""
    return lambda asked: asked.answer(body, status, **headers)


def hanging(asked: Asked) -> None:
    """An answer that does not come."""
    asked.server.over.wait(20)


def dripping(asked: Asked) -> None:
    """An answer that never ends, a byte at a time."""
    asked.send_response(200)
    asked.end_headers()
    while not asked.server.over.wait(0.05):
        asked.wfile.write(b" ")


def closing(asked: Asked) -> None:
    """An answer that breaks off half-way."""
    body = verdict(True)
    asked.send_response(200)
    asked.send_header("Content-Length", str(len(body)))
    asked.end_headers()
    asked.wfile.write(body[: len(body) // 2])


def flooding(asked: Asked) -> None:
    """An answer without end or length, as fast as it goes."""
    asked.send_response(200)
    asked.end_headers()
    while not asked.server.over.is_set():
        asked.wfile.write(b" " * 65536)
