"""Bytes -> text, or the reason why they are none."""

from __future__ import annotations

import codecs

import charset_normalizer

MAX_BYTES = 20 * 1024 * 1024
"""Largest page read, in bytes after unpacking. Own choice: the longest news pages hold 5 MB of
HTML, and what is larger is a dump of many pages."""

# Share of control characters from which a decoded file is no text. Own choice: text has none
# but tabs and line ends.
_MAX_CONTROL_SHARE = 0.01
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class NotText(Exception):
    """The bytes of one page cannot be read as text; the message is the reason to show."""


def decode(raw: bytes) -> str:
    """Text of `raw`: UTF-8, a Unicode form with a byte order mark, or the likeliest encoding.

    Raises `NotText`, with a reason in words, for what is empty, too large or binary.
    """
    if len(raw) > MAX_BYTES:
        raise NotText(f"larger than {MAX_BYTES // 1024**2} MB, too large for one page")
    text = _decoded(raw)
    if not text.strip():
        raise NotText("empty")
    return text


def _decoded(raw: bytes) -> str:
    encoding = next((name for bom, name in _BOMS if raw.startswith(bom)), None)
    if encoding is None and b"\0" in raw:
        raise NotText("not text: it holds NUL bytes, as pictures and archives do")
    try:
        text = raw.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        text = _guessed(raw)
    controls = sum(c < " " and c not in "\t\n\r\f\v" for c in text)
    if controls > _MAX_CONTROL_SHARE * len(text):
        raise NotText("not text: it holds control characters, as pictures and archives do")
    return text


def _guessed(raw: bytes) -> str:
    best = charset_normalizer.from_bytes(raw).best()
    if best is None:
        raise NotText("not text in any known encoding")
    return str(best)
