"""What the parts of the Wording page show, as HTML, and names as a table. Knows no Streamlit."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence

import pandas as pd

from coverage.measures.substitutions import Substitution
from coverage.views import phrases

KINDS = {"person": "Person", "place": "Place", "other": "Thing"}

FORMS = 4
"""Forms of one outlet that a cell of the table names; the rest are counted."""


def shifts(found: Sequence[Substitution]) -> str:
    """What is met most often, as HTML."""
    if not found:
        return "No word stands for another."
    first = found[0]
    many = phrases.count(len(found), "substitution")
    times = "once" if first.n == 1 else f"{first.n:,} times"
    sides = [(first.outlet_a, first.words_a), (first.outlet_b, first.words_b)]
    (one, words), (other, others) = ((html.escape(o), html.escape(_bare(w))) for o, w in sides)
    if first.kind == "quoted":
        if _bare(first.words_a) == first.words_a:
            one, other = other, one
        return f"{many}. {one} puts “{words}” in quotation marks where {other} does not, {times}."
    return f"{many}. {one} says “{words}” where {other} says “{others}”, {times}."


def _bare(words: str) -> str:
    return words.strip("\"'“”„‘’«»‹›")


def quotes(rows: pd.DataFrame) -> str:
    """How many each outlet has, as HTML."""
    if rows.empty:
        return "No word stands in quotation marks that nobody is quoted with."
    counts = rows["outlet"].value_counts()
    named = sorted(counts.index, key=lambda outlet: (-counts[outlet], outlet))[: phrases.FEW]
    each = phrases.join([f"{html.escape(outlet)} {counts[outlet]:,}" for outlet in named])
    n_bare = int((rows["n_bare"] > 0).sum())
    stand = "stands" if n_bare == 1 else "stand"
    bare = f"; {n_bare:,} of them {stand} bare in another outlet" if n_bare else ""
    many = phrases.count(len(rows), "phrase")
    verb = "stands" if len(rows) == 1 else "stand"
    return f"{many} {verb} in quotation marks that nobody is quoted with: {each}{bare}."


def tabulated(rows: pd.DataFrame) -> pd.DataFrame:
    """Columns `kind`, `said` (the kind in words), `thing`, then one an outlet: its words, counted.

    Those that most outlets name come first.
    """
    outlets = sorted(set(rows["outlet"]))
    found = []
    for (kind, thing), own in rows.groupby(["kind", "thing"], sort=True):
        cells = {o: _forms(list(own.loc[own["outlet"] == o, "words"])) for o in outlets}
        found.append({"kind": kind, "said": KINDS[str(kind)], "thing": thing, **cells})
    table = pd.DataFrame(found)
    n_outlets = (table[outlets] != "").sum(axis=1)
    n_uses = [
        len(rows[(rows["kind"] == kind) & (rows["thing"] == thing)])
        for kind, thing in zip(table["kind"], table["thing"], strict=True)
    ]
    order = table.assign(outlets_=n_outlets, uses_=n_uses).sort_values(
        ["outlets_", "uses_", "thing"], ascending=[False, False, True], kind="stable"
    )
    return table.loc[order.index].reset_index(drop=True)


def _forms(words: Sequence[str]) -> str:
    """What an outlet calls a thing, most frequent first: Kiev 3, the capital 2."""
    counts = Counter(words).most_common()
    named = [f"{form} {n:,}" for form, n in sorted(counts, key=lambda c: (-c[1], c[0]))[:FORMS]]
    rest = len(counts) - FORMS
    return ", ".join([*named, f"{rest:,} more"] if rest > 0 else named)


def names(rows: pd.DataFrame) -> str:
    """What is named in most ways, as HTML."""
    if rows.empty:
        return "Nothing is named differently."
    forms = rows.groupby(["kind", "thing"])["words"].nunique()
    kinds = forms.groupby("kind").size()
    words = {
        "person": ("person", "people"),
        "place": ("place", "places"),
        "other": ("thing", "things"),
    }
    counted = [phrases.count(int(kinds[kind]), *words[kind]) for kind in KINDS if kind in kinds]
    most = forms.sort_values(ascending=False, kind="stable")
    thing, n = most.index[0][1], int(most.iloc[0])
    return (
        f"{phrases.join(counted)} {'is' if len(forms) == 1 else 'are'} named differently; "
        f"{html.escape(str(thing))} in {phrases.count(n, 'way')}."
    )
