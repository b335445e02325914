"""Bytes -> text, or a reason."""

from __future__ import annotations

import pytest

from coverage.reading.decoding import NotText, decode

TEXT = "Der Hafenrat schließt die alte Brücke für zwei Jahre. Die Händler hoffen auf Hilfe."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_same_text_in_the_encodings_that_people_save(encoding: str) -> None:
    assert decode((TEXT * 5).encode(encoding)) == TEXT * 5


@pytest.mark.parametrize(
    ("raw", "reason"),
    [(b"", "empty"), (b" \n", "empty"), (b"ab\0cd", "NUL"), (b"\x01\x02" * 50, "control")],
)
def test_what_is_no_text_is_refused_in_words(raw: bytes, reason: str) -> None:
    with pytest.raises(NotText, match=reason):
        decode(raw)


def test_a_page_over_the_limit_is_refused() -> None:
    with pytest.raises(NotText, match="too large"):
        decode(b"a" * 101, limit=100)
