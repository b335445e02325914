"""PDF of an article -> a flattened page, by pypdf.

A PDF knows lines as they are set, not paragraphs. Lines that run on are joined, words parted at a
line's end are put together, and what stands at the head or foot of page after page is left out:
of it only addresses are kept. So is the time that a browser prints there, which is that of the
printing.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence

from coverage.reading import cues
from coverage.reading.decoding import MAX_BYTES, NotText

# Share of the usual length of long lines from which a line is full, so that the next goes on with
# it. Own choice: ragged lines of prose seldom lack more than a long word; last lines mostly do.
_FULL = 0.8
_LONG = 0.9  # quantile of the lengths of lines that is taken for the usual length of long ones
_EDGE = 2  # lines at the head and at the foot of a page that can be the same on each page
_PRINTED = re.compile(r"\s*\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d{2}")
_DIGITS = re.compile(r"\d+")
_PARTED = re.compile(r"(\w+)-$")


def read_pdf(raw: bytes) -> str:
    """Text of all pages, a paragraph a line.

    Raises `NotText` for what is no PDF, too large, encrypted, or without a text layer.
    """
    if len(raw) > MAX_BYTES:
        raise NotText(f"larger than {MAX_BYTES // 1024**2} MB, too large for one page")
    pages = [page.splitlines() for page in _pages(raw)]
    addresses, lines = _without_edges(pages)
    if not any(c.isalnum() for line in lines for c in line):
        raise NotText("a PDF without a text layer, as scans are; recognise its text first")
    text = "\n".join([*addresses, *_joined(lines)])
    if len(text) > MAX_BYTES:
        raise NotText("too large for one page")
    return text


def _pages(raw: bytes) -> list[str]:
    # Imported here: inputs without a PDF need not wait for it.
    from pypdf import PdfReader  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every flaw it mends
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted:
            raise NotText("encrypted")
        found = [page.extract_text() for page in reader.pages]
    except NotText:
        raise
    except Exception as error:  # pypdf raises whatever a broken file makes its parser do
        raise NotText("not a PDF that can be read") from error
    return [page.replace("\0", "").encode("utf-8", "replace").decode() for page in found]


def _without_edges(pages: Sequence[Sequence[str]]) -> tuple[list[str], list[str]]:
    """Addresses in heads and feet that pages share, and the lines less these heads and feet."""
    edges = [_edges(page) for page in pages]
    counted = Counter(key for page_edges in edges for key in set(page_edges.values()))
    addresses: dict[str, None] = {}
    kept: list[str] = []
    for page, page_edges in zip(pages, edges, strict=True):
        for number, line in enumerate(page):
            key = page_edges.get(number, "")
            if counted[key] > 1 or key in ("0", "0/0") or (key and _PRINTED.match(line)):
                addresses |= dict.fromkeys(match[0] for match in cues.URL.finditer(line))
            else:
                kept.append(" ".join(line.split()))
    return list(addresses), kept


def _edges(page: Sequence[str]) -> dict[int, str]:
    """Numbers of the lines at the head and foot of `page`, and the lines, numbers as 0."""
    filled = [number for number, line in enumerate(page) if line.strip()]
    near = {*filled[:_EDGE], *filled[-_EDGE:]}
    return {number: _DIGITS.sub("0", page[number]).strip() for number in near}


def _joined(lines: Sequence[str]) -> list[str]:
    """Paragraphs: a line goes on in the next where it is full or the next begins in lower case."""
    lengths = sorted(len(line) for line in lines if line)
    full = _FULL * lengths[int(_LONG * (len(lengths) - 1))]
    known = set(re.findall(r"\w+-\w+", "\n".join(lines)))
    found: list[str] = []
    before = ""
    for line in lines:
        if before and line and (len(before) >= full or line[0].islower()):
            found[-1] = _put_together(found[-1], line, known)
        else:
            found.append(line)
        before = line
    return found


def _put_together(text: str, line: str, known: set[str]) -> str:
    """`text` and the line after it; a word keeps its hyphen if it is written with it elsewhere."""
    parted = _PARTED.search(text)
    rest = re.match(r"\w+", line)
    if parted is None or rest is None or not line[0].islower():
        return f"{text} {line}"
    is_compound = f"{parted[1]}-{rest[0]}" in known
    return f"{text if is_compound else text[:-1]}{line}"
