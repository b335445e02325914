"""The invented event as workbooks and tables are tested with it, and with texts put before its own.

`tests.exports.invented_subject` makes it; the definitions are the app's, as every export has them.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pandas as pd

from coverage.exports.subject import Subject
from coverage.views.methods_text import TERMS
from tests.exports import invented_subject

FORMULAS = (
    '=HYPERLINK("https://bad.example","x")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)",
    "\t=1+1", "\x00=1+1", "<r><t>&", "Charts!A1 ", "_x0041_", "]]>&amp;<b>",
)  # fmt: skip
"""What an article may begin with in order to do harm, or to break a file."""


def subject(n_claims: int = 6, n_outlets: int = 3) -> Subject:
    """The event; see `invented_subject.subject`."""
    return replace(invented_subject.subject(n_claims, n_outlets), definitions=TERMS)


def begun(given: Subject, payload: str) -> Subject:
    """The same with `payload` before every text that somebody may have written."""
    tables: dict[str, Any] = {}
    for field in fields(given):
        value = getattr(given, field.name)
        if isinstance(value, pd.DataFrame):
            tables[field.name] = value.assign(**{
                str(name): value[name].map(lambda v: payload + v if isinstance(v, str) else v)
                for name in value.columns
                if name not in invented_subject.KEPT
            })  # fmt: skip
    findings = {part: payload + said for part, said in given.findings.items()}
    return replace(given, label=payload + given.label, findings=findings, **tables)


def emptied(given: Subject) -> Subject:
    """The same with no row in any table, as of an event that nobody tells anything of."""
    tables: dict[str, Any] = {
        field.name: getattr(given, field.name).head(0)
        for field in fields(given)
        if isinstance(getattr(given, field.name), pd.DataFrame)
    }
    return replace(given, **(tables | {"pairs": pd.DataFrame(), "voices": pd.DataFrame()}))
