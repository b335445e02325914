"""Sessions of the real app without a browser: Streamlit's own messages over a websocket.

A session opens a page by its address or sets a widget, and waits until the script has finished, as
a browser does; it keeps what it was sent, and answers for messages that it has already. Widgets are
named by the `key` that the app gives them.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
SECONDS = 120
"""How long a server may take to start, and a page to be drawn."""

_KEY = re.compile(r"^\$\$[A-Z_]*-?[0-9a-f]+-(.+)$")


@dataclass(slots=True)
class Run:
    """What one run of a page took and sent; `troubles`: what it complained of."""

    seconds: float = 0.0
    n_bytes: int = 0
    largest: tuple[int, str] = (0, "")  # bytes of the largest element, and what it is
    n_elements: int = 0
    troubles: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Widget:
    """A widget that was drawn: its id, its element, the fragment it is in."""

    widget_id: str
    element: Any
    fragment: str


class Session:
    """One session of the app at `base`."""

    def __init__(self, base: str) -> None:
        address = base.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket: ClientConnection = connect(
            address, subprotocols=[Subprotocol("streamlit")], max_size=None, open_timeout=SECONDS
        )
        self.base, self._query = base, ""
        self.page = ""  # the one that is open
        self.widgets: dict[str, _Widget] = {}
        self._states: dict[str, tuple[str, Any]] = {}
        self._seen: set[str] = set()

    def open(self, page: str, **query: str) -> Run:
        """Open a page by its address."""
        self.page, self._query, self._states = page, urlencode(query), {}
        return self._run(self._message(page_name=page))

    def put(self, key: str, value: Any) -> Run:
        """Set a widget, as somebody who types, clicks or draws it."""
        widget = self.widgets[key]
        kind = _kind(widget.element)
        self._states[widget.widget_id] = (kind, value)
        found = self._run(self._message(page_name=self.page, fragment_id=widget.fragment))
        if kind == "trigger_value":
            del self._states[widget.widget_id]
        return found

    def _message(self, **fields: str) -> BackMsg:
        message = BackMsg()
        state = message.rerun_script
        for name, value in fields.items():
            setattr(state, name, value)
        state.query_string = self._query
        state.context_info.timezone = "UTC"
        state.context_info.url = f"{self.base}/{self.page}"
        state.context_info.color_scheme = "light"
        state.cached_message_hashes.extend(self._seen)
        for widget_id, (kind, value) in self._states.items():
            row = state.widget_states.widgets.add()
            row.id = widget_id
            if kind == "string_array_value":
                row.string_array_value.data.extend(value)
            else:
                setattr(row, kind, value)
        return message

    def _run(self, message: BackMsg) -> Run:
        """Send it and take what comes until the script has finished."""
        found, began = Run(), time.perf_counter()
        if not message.rerun_script.fragment_id:
            self.widgets = {}
        self._socket.send(message.SerializeToString())
        while True:
            raw = self._socket.recv(timeout=SECONDS)
            answer = ForwardMsg.FromString(bytes(raw))  # type: ignore[arg-type]
            found.n_bytes += len(raw)
            kind = answer.WhichOneof("type")
            if answer.metadata.cacheable:
                self._seen.add(answer.hash)
            if kind == "delta" and answer.delta.WhichOneof("type") == "new_element":
                self._take(answer, found, len(raw))
            elif kind == "page_info_changed":
                self._query = answer.page_info_changed.query_string
            elif kind == "script_finished" and answer.script_finished != _RERUNS:
                found.seconds = time.perf_counter() - began
                return found

    def _take(self, answer: ForwardMsg, found: Run, n_bytes: int) -> None:
        element = answer.delta.new_element
        kind = str(element.WhichOneof("type"))
        found.n_elements += 1
        found.largest = max(found.largest, (n_bytes, kind))
        own = getattr(element, kind)
        if kind == "exception":
            found.troubles.append(f"{own.type}: {own.message}")
        if kind == "alert":
            found.troubles.append(own.body)
        name = _KEY.match(getattr(own, "id", ""))
        if name:
            self.widgets[name[1]] = _Widget(own.id, own, answer.delta.fragment_id)

    def close(self) -> None:
        """Leave."""
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.close()


_RERUNS = ForwardMsg.FINISHED_EARLY_FOR_RERUN

_KINDS = {
    "TextInput": "string_value",
    "Selectbox": "string_value",
    "Slider": "string_array_value",
    "ButtonGroup": "string_array_value",
    "MultiSelect": "string_array_value",
    "Checkbox": "bool_value",
    "Button": "trigger_value",
}


def _kind(element: Any) -> str:
    """The field of a widget's state in which its value stands."""
    return _KINDS[type(element).__name__]


def labels(element: Any) -> list[str]:
    """What a widget offers, as it says it."""
    return [str(getattr(option, "content", option)) for option in element.options]


@contextmanager
def served(snapshot: Path) -> Iterator[tuple[str, int]]:
    """The app that shows `snapshot`, while it runs: its address and the server's process id."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = int(free.getsockname()[1])
    base = f"http://{HOST}:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    server = subprocess.Popen(
        [*command, "--server.fileWatcherType", "none"],
        cwd=ROOT,
        env=os.environ | {"COVERAGE_SNAPSHOT": str(snapshot)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(base, server)
        yield base, server.pid
    finally:
        server.terminate()
        server.wait(timeout=SECONDS)


def _wait(base: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{base}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    msg = "The app did not start."
    raise RuntimeError(msg)


def memory(pid: int) -> float:
    """MB of a process that are its own: not files that are mapped, which the system may let go."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    found = {line.split(":")[0]: line.split()[1] for line in lines if line.startswith("RssAnon")}
    return int(found["RssAnon"]) / 1024
