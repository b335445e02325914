"""The sentences behind one bar of the Voices page, as HTML: marked, with cue, stance and links.

All text is escaped here or in `instances`; a link is made only of a web address.
"""

from __future__ import annotations

import html
import textwrap
from collections import defaultdict
from collections.abc import Collection, Sequence

import pandas as pd

from coverage.measures.voice_names import Voice
from coverage.measures.voicing import OWN, UNCLEAR
from coverage.records import Attribution, Unvoiced
from coverage.views import instances, panel, places
from coverage.views.phrases import count, join
from coverage.views.queries import Row
from coverage.views.voices_told import Told

MOST = 40
"""Sentences shown at once; the rest are counted."""

LABEL = 70
"""Most letters of a claim in a link."""

HALF = 0.5
"""Least share of a sentence's words in the outlet's own voice to show it as such."""

Spoken = Attribution | Unvoiced

_WAYS = {"direct": "in quotation marks", "indirect": "reported"}
_STANCES = {
    "said": "",
    "claimed": "which leaves open whether it is so",
    "admitted": "as something conceded",
    "warned": "as a warning",
    "denied": "as a denial",
}


def head(title: str, kind: str, facts: str) -> str:
    """Whose words these are, and how many."""
    what = f"<span>{html.escape(kind)}</span>" if kind else ""
    return (
        f'<div class="panel"><h2>{html.escape(title)}{what}</h2>'
        f'<p class="quiet">{html.escape(facts)}</p></div>'
    )


def sentences(
    told: Told, voices: Collection[Voice], outlet: str, claims: pd.DataFrame, event_id: str
) -> str:
    """Every sentence of `outlet` with words of the `voices`, in order."""
    spoken = _spoken(told, voices)
    own = _own(told) if OWN in voices else set[str]()
    said = told.sentences[told.sentences["outlet"] == outlet]
    said = said[said["sentence_id"].isin(spoken.keys() | own)]
    of_sentence = {key: rows.to_dict("records") for key, rows in claims.groupby("sentence_id")}
    has_several = said["article_id"].nunique() > 1
    parts = [
        _sentence(row, spoken[row["sentence_id"]], told, has_several)
        + _claims(of_sentence.get(row["sentence_id"], []), event_id)
        for row in said.head(MOST).to_dict("records")
    ]
    rest = len(said) - MOST
    more = f'<p class="quiet">{count(rest, "more sentence")} not shown.</p>' if rest > 0 else ""
    articles = said.drop_duplicates("article_id").to_dict("records")
    return f'<div class="panel spoken">{"".join(parts)}{more}{_articles(articles)}</div>'


def _spoken(told: Told, voices: Collection[Voice]) -> defaultdict[str, list[Spoken]]:
    """Sentence id -> what it gives to the voices."""
    found: defaultdict[str, list[Spoken]] = defaultdict(list)
    for row in told.voices:
        if told.called[row.speaker, row.speaker_kind] in voices:
            found[row.sentence_id].append(row)
    for doubt in told.unvoiced if UNCLEAR in voices else ():
        found[doubt.sentence_id].append(doubt)
    return found


def _own(told: Told) -> set[str]:
    """Sentences that are for the most part in the outlet's own voice."""
    total: defaultdict[str, float] = defaultdict(float)
    own: defaultdict[str, float] = defaultdict(float)
    for row in told.given:
        total[row.sentence_id] += row.n_words
        own[row.sentence_id] += row.n_words if row.voice == OWN else 0.0
    return {key for key, n in own.items() if n and n >= HALF * total[key]}


def _sentence(row: Row, rows: Sequence[Spoken], told: Told, has_several: bool) -> str:
    """A sentence with its place, its words marked, and how they are given."""
    place = panel.place(row) + (f" · in “{row['title']}”" if has_several else "")
    start, text = told.starts[row["sentence_id"]], str(row["text"])
    spans = _apart([(one.start - start, one.end - start) for one in rows])
    notes = "".join(f'<p class="voice">{html.escape(note)}</p>' for note in _notes(rows))
    said = instances.marked(text, spans)
    return f'<section><p class="place">{html.escape(place)}</p><p>{said}</p>{notes}'


def _apart(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _notes(rows: Sequence[Spoken]) -> list[str]:
    """How the words are given: "Reported by “claimed”, which leaves open whether it is so"."""
    cues: defaultdict[tuple[str, str, str], dict[str, None]] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: (row.start, row.end)):
        reason = row.reason if isinstance(row, Unvoiced) else ""
        cues[row.kind, row.stance, reason] |= {row.cue: None} if row.cue else {}
    found = []
    for (kind, stance, reason), own in cues.items():
        by = " by " + join([f"“{cue}”" for cue in own]) if own else ""
        meant = f", {_STANCES[stance]}" if _STANCES.get(stance) else ""
        way = _WAYS[kind] if by else f"{_WAYS[kind]}, without a cue of its own"
        found.append(f"{way}{by}{meant}" + (f": {reason}" if reason else ""))
    said = "; ".join(found)
    return [said[:1].upper() + said[1:]] if said else []


def _claims(claims: Sequence[Row], event_id: str) -> str:
    """A link to the most widely told claim of the sentence, on the event's page; ends its section.

    Further claims are counted.
    """
    if not claims:
        return "</section>"
    claim, rest = claims[0], len(claims) - 1
    link = places.link("event", event=event_id, claim=claim["claim_id"])
    name = html.escape(textwrap.shorten(str(claim["label"]), LABEL, placeholder=" …"))
    more = f" and {count(rest, 'more claim')}" if rest else ""
    return f'<p class="link"><a href="{link}" target="_self">Claim: {name}</a>{more}</p></section>'


def _articles(articles: Sequence[Row]) -> str:
    """Links to the articles as they were kept, and to the originals."""
    links = []
    for row in articles:
        link = places.link("corpus", article=row["article_id"])
        name = html.escape(str(row["title"]))
        read = f'<a href="{link}" target="_self">Read “{name}”</a>'
        links.append(f'<p class="link">{read}</p>')
    return f"<section>{''.join(links)}{panel.links(articles)}</section>" if links else ""
