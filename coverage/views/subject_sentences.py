"""The sentences behind an export's figures: what each voice says, and where each key word stands.

Calls nothing of Streamlit's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from coverage.measures import keyness
from coverage.measures.voice_names import Voice
from coverage.store import Snapshot
from coverage.views import keys_told, panel, queries, voices_text, voices_told, wording_queries

HEARD = ["voice", "row", "group", "label", "outlet", "article_id", "place", "text", "is_direct"]
USED = ["outlet", "term", "article_id", "place", "text"]

MOST_USES = 3
"""Sentences of an outlet in which a term is shown. Own choice: the counts tell how many there are.
"""


def heard(told: voices_told.Told, outlets: Sequence[str]) -> pd.DataFrame:
    """A row for each voice and sentence that is given to it, wholly or in part.

    Voices are in the order of the picture, then those of nobody named and the outlets' own, each
    outlet by outlet, in the order of the text. `row`: the voice's row in the picture, "" for none.
    """
    order = voices_told.speakers(told)
    first = set(order[: voices_told.MOST])
    places = {voice: place for place, voice in enumerate(order)}
    said = {row["sentence_id"]: (i, row) for i, row in enumerate(told.sentences.to_dict("records"))}
    names = {outlet: place for place, outlet in enumerate(outlets)}
    direct: dict[tuple[str, Voice], bool] = {}
    for given in told.given:
        key = (given.sentence_id, given.voice)
        direct[key] = direct.get(key, False) or given.is_direct
    found = []
    for (sentence_id, voice), is_direct in direct.items():
        number, row = said[sentence_id]
        if row["outlet"] not in names:
            continue
        own = voices_told.voice_id(voice)
        is_rest = bool(voice.name) and voice not in first
        label = voices_told.named(voice) or voices_text.title(set(), str(voice.kind))
        values = (own, voices_told.voice_id(voices_told.OTHERS) if is_rest else own,
                  str(voice.kind), label, row["outlet"], row["article_id"], panel.place(row),
                  row["text"], is_direct)  # fmt: skip
        place = (places.get(voice, len(order)), own, names[row["outlet"]], number)
        found.append((place, values))
    return pd.DataFrame([values for _, values in sorted(found)], columns=HEARD)


def uses(snapshot: Snapshot, event_id: str, ids: Sequence[str], keys: pd.DataFrame) -> pd.DataFrame:
    """The first sentences of an outlet that use each of its `keys` (outlet, term), key by key."""
    said = keys_told.sentences(wording_queries.sentences(snapshot, ids))
    rows = {
        row["sentence_id"]: row for row in queries.sentences(snapshot, event_id).to_dict("records")
    }
    sought = dict.fromkeys(zip(keys["outlet"], keys["term"], strict=True))
    found: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {key: {} for key in sought}
    seen: Counter[tuple[str, str]] = Counter()
    for use in keyness.uses(said, []):
        row = rows.get(use.sentence_id)
        key = (str(row["outlet"]), use.term) if row else ("", "")
        if row is None or key not in found or use.sentence_id in found[key]:
            continue
        seen[key] += 1
        if seen[key] <= MOST_USES:
            found[key][use.sentence_id] = (*key, row["article_id"], panel.place(row), row["text"])
    return pd.DataFrame([row for own in found.values() for row in own.values()], columns=USED)
