"""What the Voices page says in words and as tables. HTML where it says so, every value escaped."""

from __future__ import annotations

import html

import pandas as pd

from coverage.charts import percent
from coverage.measures.voice_names import Voice
from coverage.measures.voicing import OWN, Group, Share
from coverage.views import phrases, voices_told
from coverage.views.voices_told import KINDS, Told

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

MADE = (
    "How this was made: each word of an outlet’s headlines, standfirsts and texts counts once. "
    "Words in quotation marks, and words reported by a cue such as “said”, go to their speaker; "
    "several who say the same share them; all the rest, cues too, is the outlet’s own voice. "
    "A speaker is found from the article alone."
)


def finding(told: Told, outlets: pd.DataFrame) -> str:
    """What the picture shows, computed from its table, as HTML."""
    names = [str(name) for name in outlets["outlet"]]
    own = {row.outlet: row.share for row in told.shares() if row.voice == OWN}
    others = {name: 1 - own.get(name, 0.0) for name in names}
    if not any(row.voice.name for row in told.given):
        return "No sentence of these articles gives its words to a speaker."
    return f"{_to_others(others)} {_who(told, names)}"


def _to_others(others: dict[str, float]) -> str:
    """How much of its words each outlet gives to others: all of few outlets, else the ends."""
    order = sorted(others, key=lambda name: (-others[name], name))
    said = {name: html.escape(name) for name in order}
    first = f"{said[order[0]]} gives <b>{_percent(others[order[0]])}</b> of its words to others"
    if len(order) > phrases.FEW:
        last = order[-1]
        return f"{first}, the most of {len(order)} outlets; {said[last]} {_percent(others[last])}."
    rest = [f"{said[name]} {_percent(others[name])}" for name in order[1:]]
    return ", ".join([first, *rest]) + "."


def _percent(share: float) -> str:
    return html.escape(percent(max(share, 0.0)))


def _who(told: Told, names: list[str]) -> str:
    """Who speaks in most outlets, and whose voice one outlet alone has."""
    tellers: dict[Voice, set[str]] = {}
    for row in told.shares():
        if row.voice.name and row.voice.kind != Group.ANONYMOUS:
            tellers.setdefault(row.voice, set()).add(row.outlet)
    order = [voice for voice in voices_told.speakers(told) if voice in tellers]
    most = max((len(tellers[voice]) for voice in order), default=0)
    common = [voice.name for voice in order if len(tellers[voice]) == most > 1]
    single = next((v for v in order if len(tellers[v]) == 1), None)
    parts = [_common(common, most, len(names))]
    if single is not None:
        (outlet,) = tellers[single]
        parts.append(f"{html.escape(single.name)} only in {html.escape(outlet)}")
    return "; ".join(filter(None, parts)) + "." if any(parts) else ""


def _common(common: list[str], most: int, n_outlets: int) -> str:
    """Who speaks in as many outlets as anybody does: two are named, more are counted."""
    if not common:
        return "No named speaker is heard in two outlets" if n_outlets > 1 else ""
    where = "both" if n_outlets == most == 2 else f"all {_number(most)}"  # noqa: PLR2004
    where = where if most == n_outlets else f"{_number(most)} of {_number(n_outlets)}"
    more = len(common) - 2
    names = [html.escape(name) for name in common[:2]]
    told = phrases.join([*names, f"{more:,} more"] if more > 0 else names)
    return f"{told} {'speaks' if len(common) == 1 else 'speak'} in {where} outlets"


def _number(n: int) -> str:
    return NUMBERS[n] if n < len(NUMBERS) else f"{n:,}"


def doubt(told: Told) -> str:
    """How much speech there is for which nobody can be named, in plain text; "" for none."""
    n = len({row.sentence_id for row in told.unvoiced})
    if not n:
        return ""
    return f" For speech in {phrases.count(n, 'sentence')} nobody can be named; it is unclear here."


def title(voices: set[Voice], wanted: str) -> str:
    """What a chosen voice or group is called."""
    names = {"own": "The outlet’s own voice", "unclear": "Nobody named", "others": "Other speakers",
             "person": "Named people", "institution": "Institutions",
             "anonymous": "Speakers without a name"}  # fmt: skip
    return names[wanted] if wanted in names else voices_told.named(next(iter(voices)))


def kind(voices: set[Voice], wanted: str) -> str:
    """What a chosen speaker is; "" for a group."""
    is_one = len(voices) == 1 and wanted == voices_told.voice_id(next(iter(voices)))
    return KINDS.get(next(iter(voices)).kind, "") if is_one else ""


def facts(rows: list[Share], outlet: str, wanted: str) -> str:
    """What an outlet gives a chosen voice, in plain text."""
    own = [row for row in rows if row.outlet == outlet]
    if not own:
        others = phrases.join([f"{row.outlet} ({percent(row.share)})" for row in rows])
        return f"Does not speak in {outlet}." + (f" Speaks in {others}." if others else "")
    row = own[0]
    quoted = row.share * row.n_direct / row.n_words if row.n_words else 0.0
    sentences = phrases.count(row.n_sentences, "sentence")
    said = f"{outlet}: {percent(row.share)} of its words, in {sentences}"
    if wanted == Group.OWN:
        return f"{said}. Here are those that are mostly its own."
    return f"{said}; {percent(quoted)} in quotation marks, {percent(row.share - quoted)} reported."


def table(told: Told, outlets: pd.DataFrame) -> pd.DataFrame:
    """All voices against all outlets: per cent of each outlet’s words, for the eye."""
    shares: dict[Voice, dict[str, float]] = {}
    for row in told.shares():
        shares.setdefault(row.voice, {})[row.outlet] = 100 * row.share
    order = [OWN, *voices_told.speakers(told)]
    order += [voice for voice in shares if voice not in order]
    found = [
        {
            "Speaker": voices_told.named(voice) or title(set(), str(voice.kind)),
            "Kind": KINDS.get(voice.kind, ""),
            **{str(name): shares[voice].get(name, 0.0) for name in outlets["outlet"]},
        }
        for voice in order
        if voice in shares
    ]
    return pd.DataFrame(found)


def to_rows(told: Told) -> pd.DataFrame:
    """All voices and outlets, a row each, to be taken along as CSV."""
    found = [
        {
            "outlet": row.outlet,
            "speaker": row.voice.name,
            "kind": str(row.voice.kind),
            "sentences": row.n_sentences,
            "words": round(row.n_words, 2),
            "words_quoted": round(row.n_direct, 2),
            "share": round(row.share, 5),
        }
        for row in told.shares()
    ]
    return pd.DataFrame(found)
