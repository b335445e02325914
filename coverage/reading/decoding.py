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


def decode(raw: bytes, limit: int = MAX_BYTES, stated: str | None = None) -> str:
    """Text of `raw`: UTF-8, a Unicode form with a byte order mark, or the likeliest encoding.

    `stated`: the encoding that a server named; it counts where `raw` is not UTF-8.

    Raises `NotText`, with a reason in words, for what is empty, larger than `limit` bytes or
    binary.
    """
    if len(raw) > limit:
        raise NotText(f"larger than {limit // 1024**2} MB, too large for one {_what(limit)}")
    text = _decoded(raw, stated)
    if not text.strip():
        raise NotText("empty")
    return text


def _what(limit: int) -> str:
    return "page" if limit == MAX_BYTES else "table"


def _decoded(raw: bytes, stated: str | None) -> str:
    encoding = next((name for bom, name in _BOMS if raw.startswith(bom)), None)
    if encoding is None and b"\0" in raw:
        raise NotText("not text: it holds NUL bytes, as pictures and archives do")
    try:
        text = raw.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        text = _as_stated(raw, stated) or _guessed(raw)
    sample = text[:MAX_BYTES]  # all of a page; of a large table, its beginning tells
    controls = sum(c < " " and c not in "\t\n\r\f\v" for c in sample)
    if controls > _MAX_CONTROL_SHARE * len(sample):
        raise NotText("not text: it holds control characters, as pictures and archives do")
    return text


def _as_stated(raw: bytes, encoding: str | None) -> str | None:
    try:
        return raw.decode(encoding) if encoding else None
    except (UnicodeError, LookupError):  # servers name what is wrong, or is no encoding
        return None


def _guessed(raw: bytes) -> str:
    sample = raw[:MAX_BYTES]
    if len(sample) < len(raw):  # to the end of a line, so that no character is cut in two
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    best = charset_normalizer.from_bytes(sample).best()
    if best is None:
        raise NotText("not text in any known encoding")
    try:
        return str(best) if sample is raw else raw.decode(best.encoding)
    except UnicodeDecodeError as error:
        raise NotText("not text in one encoding") from error
