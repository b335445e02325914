"""A chat endpoint that the user names: where it stands, whether it may be asked, and one question.

It speaks the protocol that Ollama, llama.cpp and vLLM have taken over from OpenAI. On this machine
it is asked freely; elsewhere only where its network was allowed, since the text of articles goes
there. A name is looked up for each question and the connection goes to an address that was checked
(see `reading.hosts`). Redirects are not followed and proxies not used.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import ssl
from collections.abc import Mapping, Sequence
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError, ReadTimeoutError
from urllib3.util import Url

from coverage.errors import UsageError
from coverage.reading import answers, hosts
from coverage.reading.hosts import Deadline, IPAddress, Limits, Network, NotFetched

LOOPBACK: tuple[Network, ...] = (IPv4Network("127.0.0.0/8"), IPv6Network("::1/128"))

SECONDS = 120.0
"""Longest time for one answer. Own choice: a model of eight billion weights on a few cores, which
is loaded at the first question, takes up to a minute."""

MAX_BYTES = 64 * 1024
"""Largest answer taken; a verdict with its reason has under two thousand."""

_PORTS = {"http": 80, "https": 443}
_CHUNK = 16 * 1024  # bytes read at once
_REASONS = {
    401: "it refuses the key",
    403: "it refuses the key",
    404: "it has no such model or address",
    429: "it asks for a pause",
}


class Unanswered(Exception):
    """A question got no answer that can be used; the message is the reason to show."""


class Refused(Unanswered):
    """The endpoint refused the question with an HTTP status."""

    def __init__(self, status: int) -> None:
        is_elsewhere = 300 <= status < 400  # noqa: PLR2004
        other = "it leads to another address" if is_elsewhere else "it refuses the question"
        super().__init__(f"{_REASONS.get(status, other)} (HTTP {status})")
        self.status = status


class Endpoint:
    """An endpoint by its base address, such as http://localhost:11434/v1.

    `networks`: where it may stand beside this machine; `key`: sent with each question, if any.
    Raises UsageError for what is no address, holds a password or a query, or leads only to
    machines that may not be asked. Looks the name up, but connects to nobody yet.
    """

    def __init__(
        self,
        url: str,
        networks: Sequence[Network] = (),
        key: str = "",
        seconds: float = SECONDS,
    ) -> None:
        self._url = _parsed(url)
        self._key = key
        self._allowed = (*LOOPBACK, *networks)
        self._limits = Limits(self._allowed, silence=seconds, total=seconds)
        self.host = str(self._url.netloc)
        self.is_local = not networks
        with contextlib.suppress(Unanswered):  # it may be there when it is asked
            self.is_local = all(_is_in(found, LOOPBACK) for found in self._addresses())

    @property
    def warning(self) -> str:
        """That text leaves this machine, and to where; "" where it does not."""
        if self.is_local:
            return ""
        open_to_all = "" if self._url.scheme == "https" else ", unencrypted (http)"
        return f"Sentences of the articles leave this machine: they go to {self.host}{open_to_all}."

    def ask(self, question: Mapping[str, Any]) -> dict[str, Any]:
        """The JSON object that answers `question`, a JSON object. Raises Unanswered."""
        body = json.dumps(question).encode("ascii")
        failure: Exception | None = None
        with Deadline(self._limits.total) as deadline:
            try:
                answer = self._exchange(body, deadline)
            except (OSError, http.client.HTTPException, HTTPError, NotFetched) as error:
                failure = error
            if not deadline.left or isinstance(failure, (TimeoutError, ReadTimeoutError)):
                reason = f"it does not answer within {self._limits.total:g} seconds"
                raise Unanswered(reason) from failure
        if failure is not None:
            broken = "the connection broke off"
            raise Unanswered(str(failure) if isinstance(failure, NotFetched) else broken)
        return _json(answer)

    def _addresses(self) -> list[IPAddress]:
        """Addresses of its host that may be asked.

        Raises Unanswered where it has none at all, UsageError where none of them may be asked.
        """
        host = str(self._url.host).strip("[]")
        try:
            found = socket.getaddrinfo(host, self._port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise Unanswered(f"no machine is called {host}") from error
        plain = [_plain(str(place[0])) for *_, place in found]
        may = [address for address in plain if _is_in(address, self._allowed)]
        if plain and not may:
            raise UsageError(
                f"The adjudicator at {self.host} is not on this machine ({plain[0]}), and the text "
                f"of articles would leave it; --allow-network {plain[0]} lets it be asked."
            )
        return may

    @property
    def _port(self) -> int:
        return self._url.port or _PORTS[str(self._url.scheme)]

    def _exchange(self, body: bytes, deadline: Deadline) -> bytes:
        """Send `body` and read what comes, within limits."""
        try:
            address = str(self._addresses()[0])
        except UsageError as error:  # the name leads elsewhere by now
            raise Unanswered("its name leads to a machine that may not be asked") from error
        host = str(self._url.host).strip("[]")
        line = hosts.connect(address, self._port, self._limits, deadline)
        connection = HTTPConnection(host, self._port, timeout=self._limits.silence)
        with contextlib.closing(connection), contextlib.ExitStack() as undo:
            undo.callback(line.close)
            if self._url.scheme == "https":
                line = _safe(line, host)
            connection.sock = line
            undo.pop_all()
            headers = {
                "Host": self.host,
                "Content-Type": "application/json",
                "Accept": "application/json",
                "Accept-Encoding": "identity",
                "Connection": "close",
            }
            if self._key:
                headers["Authorization"] = f"Bearer {self._key}"
            path = str(self._url.path)
            connection.request("POST", path, body=body, headers=headers, preload_content=False)
            with contextlib.closing(connection.getresponse()) as response:
                return _body(response)


def _parsed(text: str) -> Url:
    """The address to which questions go."""
    try:
        url = answers.parse(text)
    except NotFetched as error:
        raise UsageError(f"The adjudicator's address cannot be used: {error}.") from error
    if url.query:
        raise UsageError("The adjudicator's address has a query; give it without.")
    base = (url.path or "").rstrip("/").removesuffix("/chat/completions")
    return url._replace(path=f"{base}/chat/completions")


def _plain(text: str) -> IPAddress:
    """The address `text`; the IPv4 one where an IPv6 address stands for it."""
    address = ip_address(text)
    return (isinstance(address, IPv6Address) and address.ipv4_mapped) or address


def _is_in(address: IPAddress, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)


def _safe(line: socket.socket, host: str) -> ssl.SSLSocket:
    try:
        return ssl.create_default_context().wrap_socket(line, server_hostname=host.rstrip("."))
    except ssl.SSLCertVerificationError as error:
        raise Unanswered("its certificate does not hold") from error


def _body(response: HTTPResponse) -> bytes:
    if response.status != answers.OK:
        raise Refused(response.status)
    body = bytearray()
    while part := response.read(_CHUNK, decode_content=False):
        body += part
        if len(body) > MAX_BYTES:
            raise Unanswered(f"its answer is larger than {MAX_BYTES // 1024} KB")
    return bytes(body)


def _json(body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unanswered("its answer is no JSON") from error
    if not isinstance(answer, dict):
        raise Unanswered("its answer is no JSON object")
    return answer
