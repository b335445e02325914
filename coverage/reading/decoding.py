"""Bytes -> text, or the reason why they are none.

What is UTF-8 is read as such, whatever is declared: text in another encoding is hardly ever valid
UTF-8. A few stray bytes in it, as pasted quotation marks leave, do not make it another encoding.
Else the encodings that the server and the page itself name are tried, and what they make of the
bytes must read as words; where it does not, the likeliest encoding is taken.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

import charset_normalizer

MAX_BYTES = 20 * 1024 * 1024
"""Largest page read, in bytes after unpacking. Own choice: the longest news pages hold 5 MB of
HTML, and what is larger is a dump of many pages."""

# Share of control characters from which a file is no text. Own choice: text has none but tabs and
# line ends, and a page that was stored badly a few.
_MAX_CONTROL_SHARE = 0.01
# Sound characters outside of ASCII for each stray byte, from which a text is in an encoding all
# the same. Own choice: what looks like UTF-8 by chance is rarer than what then does not.
_MIN_SOUND = 4
# Bytes outside of ASCII with fewer of which an encoding cannot be told from the text, and most of
# them that are looked at.
_MIN_TELLING = 16
_SAMPLE = 100_000
_HEAD = 4096  # bytes of a page within which it names its encoding
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r"))
_DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})|"
    rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{2,30})",
    re.I,
)
# What browsers read where a page names these (WHATWG's encoding standard).
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "iso8859-11": "cp874",
}  # fmt: skip
_PYTHONS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"})
# Encodings that the web uses, and of those that fit alike the commonest.
_WEB = (
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859_2 iso8859_5 "
    "iso8859_7 iso8859_15 koi8_r koi8_u cp866 cp932 euc_jp gb18030 big5 cp949"
).split()
_COMMONEST = "cp1252"
_ALIKE = 0.05  # chaos that charset-normalizer may see more in the commonest


class NotText(Exception):
    """The bytes of one page cannot be read as text; the message is the reason to show."""


def decode(raw: bytes, limit: int = MAX_BYTES, stated: str | None = None) -> str:
    """Text of `raw`, without NUL: UTF-8, a Unicode form with a byte order mark, or the likeliest.

    `stated`: the encoding that a server named; it counts where `raw` is not UTF-8, beside the one
    that an HTML page names in its beginning.

    Raises `NotText`, with a reason in words, for what is empty, larger than `limit` bytes or
    binary.
    """
    if len(raw) > limit:
        raise NotText(f"larger than {limit // 1024**2} MB, too large for one {_what(limit)}")
    text = _decoded(raw, stated).replace("\0", "")
    if not text.strip():
        raise NotText("empty")
    return text


def _what(limit: int) -> str:
    return "page" if limit == MAX_BYTES else "table"


def _decoded(raw: bytes, stated: str | None) -> str:
    encoding = next((name for bom, name in _BOMS if raw.startswith(bom)), None)
    if encoding is None:
        _check_controls(raw)
    try:
        text = raw.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        text = _as_utf8(raw, error) or _in_other(raw, stated)
    sample = text[:MAX_BYTES]  # all of a page; of a large table, its beginning tells
    controls = sum(c < " " and c not in "\t\n\r\f\v" for c in sample)
    if controls > _MAX_CONTROL_SHARE * len(sample):
        raise NotText("not text: it holds control characters, as pictures and archives do")
    return text


def _check_controls(raw: bytes) -> None:
    sample = raw[:MAX_BYTES]
    n_controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if n_controls > _MAX_CONTROL_SHARE * len(sample):
        what = "NUL bytes" if b"\0" in sample else "control characters"
        raise NotText(f"not text: it holds {what}, as pictures and archives do")


def _as_utf8(raw: bytes, error: UnicodeDecodeError) -> str | None:
    """`raw` as UTF-8 that breaks off in a character or has few stray bytes, taken as Windows's."""
    if error.reason == "unexpected end of data" and error.end == len(raw):
        return raw[: error.start].decode("utf-8")
    text = raw.decode("utf-8", "surrogateescape")
    stray = [c for c in text if "\udc80" <= c <= "\udcff"]
    n_sound = sum(c > "\x7f" for c in text) - len(stray)
    if len(stray) * _MIN_SOUND > n_sound:
        return None
    meant = {
        ord(c): c.encode("utf-8", "surrogateescape").decode("cp1252", "replace") for c in stray
    }
    return text.translate(meant)


def _in_other(raw: bytes, stated: str | None) -> str:
    """`raw` in the likeliest of the encodings named for it, else in the likeliest of all."""
    declared = [found for match in _DECLARED.finditer(raw[:_HEAD]) for found in match.groups()]
    named = [stated, *(found.decode("ascii", "replace") for found in declared if found)]
    encodings = list(dict.fromkeys(filter(None, (_meant(name) for name in named if name))))
    lines = _telling(raw)
    n_telling = sum(byte > 127 for line in lines for byte in line)  # noqa: PLR2004
    if n_telling < _MIN_TELLING and encodings:
        best: str | None = encodings[0]
    else:  # servers name the commonest of any page, so that alone it says nothing
        claimed = [] if encodings == [_COMMONEST] else encodings
        best = (_likeliest(lines, claimed) if claimed else None) or _likeliest(lines, _WEB)
    best = best or next(iter(encodings), None) or _likeliest(lines, ())
    text = raw.decode(best, "replace") if best else ""
    n_lost = text.count("\ufffd")
    if best is None or n_lost * _MIN_SOUND > sum(c > "\x7f" for c in text) - n_lost:
        raise NotText("not text in any one known encoding")
    return text


def _meant(name: str) -> str | None:
    """Python's name of an encoding that a page names; `None` for Unicode, which `raw` is not."""
    try:
        found = codecs.lookup(name.strip()).name
        "".encode(found)  # Python's codecs are not all of text
    except (LookupError, ValueError):  # servers name what is no encoding
        return None
    return None if found.startswith("utf") or found in _PYTHONS else _MEANT.get(found, found)


def _telling(raw: bytes) -> list[bytes]:
    """The stretches of `raw`, up to `_SAMPLE` bytes, that are not ASCII, as its words are.

    Between the tags of a page, where markup would outweigh them.
    """
    found, size = [], 0
    for line in re.split(rb"[<>\n]", raw[:MAX_BYTES]):
        if not line.isascii():
            found.append(line)
            size += len(line)
            if size > _SAMPLE:
                break
    return found


def _likeliest(lines: Sequence[bytes], encodings: Sequence[str]) -> str | None:
    """The one of `encodings`, of all where there are none, in which `lines` read best, if any.

    A few lines with stray bytes that are none in `encodings` count for nothing.
    """
    sound = [line for line in lines if all(_can_be(line, encoding) for encoding in encodings)]
    kept = sound if len(sound) * 2 > len(lines) else lines
    matches = charset_normalizer.from_bytes(b"\n".join(kept), cp_isolation=list(encodings) or None)
    best = matches.best()
    for match in matches:
        if best and _COMMONEST in (match.encoding, *match.could_be_from_charset):
            is_alike = match.chaos <= best.chaos + _ALIKE and match.coherence >= best.coherence
            return _COMMONEST if is_alike else best.encoding
    return best.encoding if best else None


def _can_be(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeError:
        return False
    return True
