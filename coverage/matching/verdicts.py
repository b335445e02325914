"""What an adjudicator said of two texts, read out of its answer and kept beside the vectors."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from coverage.matching.endpoints import Unanswered
from coverage.records import content_id

MAX_REASON = 200
"""Characters of a reason that are kept."""

MAX_TEXT = 8_000
"""Characters of an answer in which a verdict is looked for; a short thought before it fits."""

_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two sentences report the same proposition, and why, in the adjudicator's words."""

    is_same: bool
    reason: str


def of_answer(answer: Mapping[str, Any]) -> Verdict:
    """The verdict in an answer of the chat protocol: one JSON object, whatever stands around it.

    Raises Unanswered where there is none, where "same" is neither true nor false, and where
    several disagree.
    """
    text = _text(answer)
    if len(text) > MAX_TEXT:
        raise Unanswered("its answer is longer than a verdict")
    found = [row for row in _objects(_THOUGHT.sub("", text)) if isinstance(row.get("same"), bool)]
    if not found:
        raise Unanswered("its answer holds no verdict")
    if len({row["same"] for row in found}) > 1:
        raise Unanswered("its answer holds two verdicts")
    return Verdict(found[-1]["same"], _line(found[-1].get("reason")))


def _text(answer: Mapping[str, Any]) -> str:
    """The words of the first choice."""
    try:
        text = answer["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError) as error:
        raise Unanswered("its answer holds no message") from error
    if not isinstance(text, str):
        raise Unanswered("its answer holds no message")
    return text


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """JSON objects in `text`, those within another aside."""
    decoder, at = json.JSONDecoder(), text.find("{")
    while at >= 0:
        end = at + 1
        with suppress(ValueError, RecursionError):
            found, end = decoder.raw_decode(text, at)
            yield found
        at = text.find("{", end)


def _line(reason: object) -> str:
    """A reason as one short line that any file or page can hold."""
    text = reason if isinstance(reason, str) else ""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:MAX_REASON]


class Verdicts:
    """Verdicts by question, in SQLite; a file that cannot be read or written counts as empty.

    `folder`: where the file lies, `None` to keep nothing. A verdict is written as it comes, so that
    a build that is killed asks nothing twice. The texts themselves are not in it.
    """

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / "adjudicator.sqlite" if folder else None

    def get(self, model: str, prompt: str, texts: tuple[str, str]) -> Verdict | None:
        """What `model` said of the two texts, in whichever order, to the prompt of that version."""
        if self._base is None:
            return None
        with suppress(sqlite3.Error):
            sql = "SELECT is_same, reason FROM verdicts WHERE question = ?"
            row = self._base.execute(sql, (_question(model, prompt, texts),)).fetchone()
            return Verdict(bool(row[0]), str(row[1])) if row else None
        return None

    def add(self, model: str, prompt: str, texts: tuple[str, str], verdict: Verdict) -> None:
        """Keep a verdict; the first one on a question stays."""
        if self._base is None:
            return
        row = (_question(model, prompt, texts), verdict.is_same, verdict.reason)
        with suppress(sqlite3.Error):
            self._base.execute("INSERT OR IGNORE INTO verdicts VALUES (?, ?, ?)", row)

    def close(self) -> None:
        """Let the file go."""
        base = self.__dict__.pop("_base", None)
        if base is not None:
            base.close()

    @cached_property
    def _base(self) -> sqlite3.Connection | None:
        if self._file is None:
            return None
        with suppress(OSError, sqlite3.Error):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            try:
                return _opened(self._file)
            except sqlite3.OperationalError:  # another build has it, or it is closed to writing
                return None
            except sqlite3.DatabaseError:
                self._file.unlink()
                return _opened(self._file)
        return None


def _opened(file: Path) -> sqlite3.Connection:
    with ExitStack() as undo:
        base = undo.enter_context(closing(sqlite3.connect(file, isolation_level=None)))
        base.execute(
            "CREATE TABLE IF NOT EXISTS verdicts"
            " (question TEXT PRIMARY KEY, is_same INTEGER NOT NULL, reason TEXT NOT NULL)"
        )
        undo.pop_all()
    return base


def _question(model: str, prompt: str, texts: tuple[str, str]) -> str:
    return content_id(model, prompt, *sorted(texts))
