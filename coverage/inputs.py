"""What a build reads: pages given, or those that a snapshot holds, and what was added in the app.

A snapshot keeps every page as it came in, so that it can be built again without its files. Its
manifest says which pages were added, and the models, settings, columns, outlets and adjudicator
that were asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from coverage import store
from coverage.errors import SnapshotUnfit
from coverage.language.embeddings import DEFAULT_MODEL
from coverage.matching.adjudicator import AdjudicatorOptions
from coverage.matching.pair_encoder import DEFAULT_MATCHER
from coverage.reading.directory import Directory
from coverage.reading.listing import SHIPPED
from coverage.records import Document, Form, Rejected
from coverage.settings import Settings


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a build is asked for beside its pages; the manifest echoes it as `asked`."""

    model: str = DEFAULT_MODEL
    settings: Settings = field(default_factory=Settings)
    columns: Mapping[str, str] = field(default_factory=dict)
    outlets: Directory = field(default_factory=Directory)  # the analyst's own list
    adjudicator: AdjudicatorOptions | None = None
    matcher: str = DEFAULT_MATCHER

    @property
    def directory(self) -> Directory:
        """All outlets known: the shipped ones and one's own."""
        return SHIPPED.extended(self.outlets)

    def asked(self) -> dict[str, Any]:
        """As JSON: each model's name or, wherever one stands, its whole path; settings changed."""
        default = asdict(Settings())
        changed = {k: v for k, v in asdict(self.settings).items() if v != default[k]}
        return {
            "model": _placed(self.model),
            "matcher": _placed(self.matcher),
            "settings": changed,
            "columns": dict(sorted(self.columns.items())),
            "outlets": self.outlets.told(),
            **({"adjudicator": self.adjudicator.told()} if self.adjudicator else {}),
        }

    @classmethod
    def of(cls, manifest: Mapping[str, Any]) -> Recipe:
        """The recipe that a snapshot's manifest tells; settings that are no more are left out."""
        asked = manifest.get("asked", {})
        known = {setting.name for setting in fields(Settings)}
        changed = {k: v for k, v in asked.get("settings", {}).items() if k in known}
        model = str(asked.get("model", DEFAULT_MODEL))
        outlets = Directory.of(asked.get("outlets", {}))
        judge = asked.get("adjudicator")
        adjudicator = AdjudicatorOptions.of(judge) if judge else None
        matcher = str(asked.get("matcher", DEFAULT_MATCHER))
        settings, columns = Settings(**changed), asked.get("columns", {})
        return cls(model, settings, columns, outlets, adjudicator, matcher)


def _placed(model: str) -> str:
    return str(Path(model).absolute()) if Path(model).is_dir() else model


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a build reads. `added`: addition -> ids of its pages, read or rejected."""

    documents: Sequence[Document]
    rejected: Sequence[Rejected]
    recipe: Recipe
    added: Mapping[str, Sequence[str]] = field(default_factory=dict)


def of_snapshot(folder: Path) -> Inputs:
    """What the snapshot was built from, less what was added in the app.

    Raises SnapshotUnfit where the snapshot lacks pages of its own articles.
    """
    manifest = store.read_manifest(folder)
    left_out = {source_id for ids in manifest.get("added", {}).values() for source_id in ids}
    names = [column.name for column in fields(Document)]
    rows = pq.read_table(folder / "pages.parquet", columns=names).to_pylist()
    documents = [Document(**row | {"form": Form(row["form"])}) for row in rows]
    pages = {document.source_id for document in documents}
    used = pq.read_table(folder / "articles.parquet", columns=["source_id"])[0].to_pylist()
    if not pages.issuperset(used):
        raise SnapshotUnfit("The snapshot lacks the pages it was built from; build it anew.")
    rejected = pq.read_table(folder / "rejected.parquet").to_pylist()
    return Inputs(
        [document for document in documents if document.source_id not in left_out],
        [Rejected(**row) for row in rejected if row["source_id"] not in pages | left_out],
        Recipe.of(manifest),
    )


def join(inputs: Inputs, added: Mapping[str, Sequence[Document | Rejected]]) -> Inputs:
    """`inputs` and what was added to them, each page and refusal added under an id of its own.

    An added page is rejected where a page with the same content is there already, unless the two
    are said to be of different outlets or addresses: that two outlets print one text is a finding.
    """
    documents = sorted(inputs.documents, key=lambda document: document.source_id)
    taken = {document.source_id for document in documents}
    rejected = [replace(row, source_id=_own(row.source_id, taken)) for row in inputs.rejected]
    taken |= {row.source_id for row in rejected}
    alike: defaultdict[str, list[Document]] = defaultdict(list)
    for document in documents:
        alike[document.content].append(document)
    ids: dict[str, list[str]] = {}
    for addition_id, items in added.items():
        ids[addition_id] = []
        for item in items:
            own = _settled(replace(item, source_id=_own(item.source_id, taken)), alike)
            taken.add(own.source_id)
            ids[addition_id].append(own.source_id)
            if isinstance(own, Document):
                documents.append(own)
            else:
                rejected.append(own)
    return Inputs(documents, rejected, inputs.recipe, ids)


def _own(source_id: str, taken: set[str]) -> str:
    """`source_id`, with a number behind it where it is taken, as `sources.read` gives them."""
    own, number = source_id, 1
    while own in taken:
        number += 1
        own = f"{source_id}#{number}"
    return own


def _settled(
    item: Document | Rejected, alike: defaultdict[str, list[Document]]
) -> Document | Rejected:
    """`item` or, where a page before it is the same, its refusal. `alike`: pages by content."""
    if isinstance(item, Rejected):
        return item
    same = next((other for other in alike[item.content] if _agree(item, other)), None)
    if same is not None:
        reason = f"The page is the same as {same.source_id}, which is there already."
        return Rejected(item.source_id, reason)
    alike[item.content].append(item)
    return item


def _agree(one: Document, other: Document) -> bool:
    """Whether nothing that is said of both differs."""
    beside = ((one.outlet, other.outlet), (one.title, other.title), (one.url, other.url))
    return all(a == b for a, b in beside if a and b)
