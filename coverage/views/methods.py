"""The methods: what each number means, what the models were trained on, what this snapshot is."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from coverage import matching
from coverage.measures import copying, emphasis, omission, side_by_side, voicing
from coverage.store import Snapshot
from coverage.views import methods_text, phrases, state

MEASURES = {
    "Emphasis": emphasis.__doc__,
    "Omission": omission.__doc__,
    "Articles side by side": side_by_side.__doc__,
    "Copying": copying.__doc__,
    "Voices": voicing.__doc__,
}

CARDS = {
    "Same claim: the first reading": "pair_model.json",
    "Same claim: pairs in doubt are read together": "pair_encoder.json",
}
"""What a model tells -> its file in `coverage.matching`."""

FACTS = ("limits", "trained_on", "how", "cross_validated")
"""Entries of a model's file that are told beside what it is about."""

_DEFINITION = re.compile(r"^ {4}(\S.*?) {2,}(\S.*)$")


def page(snapshot: Snapshot) -> None:
    """The whole page."""
    parts = [
        '<div class="methods"><p class="quiet">Methods</p><h1>How the numbers come about</h1>',
        '<p class="finding">Every number is computed from sentences that the event page shows. '
        "Probabilities are a model’s and can be wrong; open the sentences before you rely on "
        "one.</p>",
        *(f"<h2>{name}</h2>{definitions(text or '')}" for name, text in MEASURES.items()),
        *(f"<h2>{name}</h2>{_card(file)}" for name, file in CARDS.items()),
        f"<h2>Same claim: both readings weighed</h2>{_weighed(snapshot)}",
        f"<h2>Words</h2>{_list(methods_text.TERMS)}",
        f"<h2>This snapshot</h2>{_snapshot(snapshot)}</div>",
    ]
    st.html("".join(parts))


def definitions(text: str) -> str:
    """A docstring as HTML: its paragraphs, and its table of terms as a list of definitions."""
    return "".join(
        _terms(block) if _DEFINITION.match(block.split("\n")[0]) else f"<p>{_inline(block)}</p>"
        for block in text.strip("\n").split("\n\n")
    )


def _terms(block: str) -> str:
    """A table of terms, each with the lines that go on with its definition."""
    terms: list[tuple[str, str]] = []
    for line in block.splitlines():
        if match := _DEFINITION.match(line):
            terms.append((match[1], match[2]))
        elif terms:
            terms[-1] = (terms[-1][0], f"{terms[-1][1]} {line.strip()}")
    rows = (f"<dt>{_inline(term)}</dt><dd>{_inline(said)}</dd>" for term, said in terms)
    return f"<dl>{''.join(rows)}</dl>"


def _inline(text: str) -> str:
    """Text as HTML, what stands in backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(" ".join(text.split())))


def _list(values: Mapping[str, Any]) -> str:
    """Names and values as a list of definitions."""
    rows = (
        f"<dt>{html.escape(_words(name))}</dt><dd>{html.escape(_value(value))}</dd>"
        for name, value in values.items()
    )
    return f"<dl>{''.join(rows)}</dl>"


def _words(name: str) -> str:
    return name.replace("_", " ")


def _value(value: object) -> str:
    """A value in words: numbers with commas, tables as "events 54, pairs 7,226"."""
    if isinstance(value, Mapping):
        return ", ".join(f"{_words(str(key))} {_value(part)}" for key, part in value.items())
    return f"{value:,}" if isinstance(value, int) else str(value)


def _place(file: str) -> Path:
    return Path(next(iter(matching.__path__))) / file


def _card(file: str) -> str:
    """What a model is and how well it does."""
    card = json.loads(_place(file).read_text(encoding="utf-8"))
    facts = {name: card[name] for name in FACTS if name in card}
    return f"<p>{html.escape(str(card.get('about', '')))}</p>{_list(facts)}"


def _weighed(snapshot: Snapshot) -> str:
    """How well the snapshot's cross-encoder does together with the first reading."""
    matcher = snapshot.manifest.get("matcher")
    if not matcher:
        return "<p>This snapshot was built without a second reading.</p>"
    known = json.loads(_place("second_reading.json").read_text(encoding="utf-8"))
    card = known.get(matcher["hash"], {})
    facts = {name: card[name] for name in ("weighed_on", "cross_validated") if name in card}
    return f"<p>{html.escape(matcher['name'])}</p>{_list(facts)}"


def _snapshot(snapshot: Snapshot) -> str:
    """What went into the snapshot and what came out."""
    manifest = snapshot.manifest
    inputs = manifest.get("inputs", {})
    told = {
        "name": snapshot.snapshot_id,
        "built": manifest.get("built", "unknown"),
        "inputs": phrases.count(len(inputs), "file"),
        "sentence model": manifest.get("model", {}),
        "cross-encoder": manifest.get("matcher", "none"),
        "counts": manifest.get("counts", {}),
    }
    if manifest.get("adjudicator"):
        counts = {k: v for k, v in manifest.get("adjudicated", {}).items() if v != {}}
        told["adjudicator"] = manifest["adjudicator"] | counts
    return f"{_list(told)}<h3>Settings</h3>{_list(manifest.get('settings', {}))}"


if __name__ == "__main__":
    state.show(page)
