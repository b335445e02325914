"""One article as it was kept, block by block, as HTML.

All text is escaped; what each block is stands above it in small letters, once for neighbours.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import groupby

from coverage.charts import when
from coverage.records import ArticleRole, Role
from coverage.views import panel
from coverage.views.phrases import count, same_text
from coverage.views.queries import Row

ROLE_NAMES = {
    Role.HEADLINE: "Headline",
    Role.STANDFIRST: "Standfirst",
    Role.BODY: "Body",
    Role.HEADING: "Heading",
    Role.ITEM: "Item",
    Role.CAPTION: "Caption",
}


def facts(article: Row) -> str:
    """Whose article it is, when it was published, from whom it is, and what it shares."""
    same = same_text(article)
    lines = [
        f"{when(article['published'], article['published_precision'])}: "
        f"{article['published_basis']}",
        f"{count(int(article['n_words']), 'word')} · {_origin(article)}",
        f"By {article['author']}" if _is_text(article["author"]) else "",
        f"Credits {article['credit']}" if _is_text(article["credit"]) else "",
        f"Copy: carries largely the same text as {same}; counted once" if same else "",
    ]
    told = "".join(f'<p class="fact">{html.escape(_sentence(x))}</p>' for x in lines if x)
    head = f"<h2>{html.escape(str(article['outlet']))}</h2>"
    return f'<div class="panel">{head}{told}{panel.links([article])}</div>'


def text(article: Row) -> str:
    """The article's `text`, its `blocks` one by one."""
    return f'<div class="panel reader">{"".join(_runs(article))}</div>'


def _runs(article: Row) -> Iterator[str]:
    """Blocks of one role that follow one another, under the role's name."""
    whole = str(article["text"])
    for role, blocks in groupby(article["blocks"], key=lambda block: str(block["role"])):
        parts = [html.escape(whole[block["start"] : block["end"]]) for block in blocks]
        name = ROLE_NAMES[Role(role)]
        yield f'<section class="{html.escape(role)}"><h3>{html.escape(name)}</h3>'
        yield "".join(f"<p>{part}</p>" for part in parts) + "</section>"


def _origin(article: Row) -> str:
    """Where the article stood: "from rt.txt", "a related article of daily8.txt"."""
    is_related = article["role"] == ArticleRole.RELATED
    return f"{'a related article of' if is_related else 'from'} {article['source_id']}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)
