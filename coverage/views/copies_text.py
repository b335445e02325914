"""Copies in words: who carries whose text, how much of it, who had it first; the same as CSV."""

from __future__ import annotations

import html
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import pandas as pd

from coverage.charts import percent
from coverage.exports import cell_text
from coverage.matching import precedence, reuse, shared_text
from coverage.measures.copying import Pair
from coverage.records import Article, Passage
from coverage.settings import Settings
from coverage.views.phrases import FEW, count, join
from coverage.views.queries import Row

MOST_NAMED = 8
"""Outlets that are named of those that share nothing."""

Names = Mapping[str, str]
"""Article id -> its outlet, with a number where the outlet has several articles on the event."""


def names(articles: Sequence[Article]) -> dict[str, str]:
    """What each article is called; `articles` in their order."""
    n_own = Counter(article.outlet for article in articles)
    seen: Counter[str] = Counter()
    found = {}
    for article in articles:
        seen[article.outlet] += 1
        number = f" ({seen[article.outlet]})" if n_own[article.outlet] > 1 else ""
        found[article.article_id] = article.outlet + number
    return found


def sides(pair: Pair, order: Sequence[str]) -> tuple[str, str]:
    """The articles of a pair: who likely had it first at the left, else as `order` has them."""
    a, b = pair.article_a, pair.article_b
    if pair.first:
        return (a, b) if pair.first == "a" else (b, a)
    return (a, b) if order.index(a) <= order.index(b) else (b, a)


def table(pairs: Sequence[Pair], called: Names, order: Sequence[str]) -> pd.DataFrame:
    """A row a pair, in their order: `said` names it, the other columns are in terms of its sides.

    "A → B" where A likely had it first, "A – B" where that is unknown.
    """
    rows = []
    for pair in pairs:
        left, right = sides(pair, order)
        is_a = left == pair.article_a
        shares = (pair.share_a, pair.share_b) if is_a else (pair.share_b, pair.share_a)
        own = (pair.own_a, pair.own_b) if is_a else (pair.own_b, pair.own_a)
        rows.append({
            "left": left, "right": right,
            "said": f"{called[left]} {'→' if pair.first else '–'} {called[right]}",
            "n_words": pair.n_words, "share_left": shares[0], "share_right": shares[1],
            "n_passages": pair.n_passages, "n_quoted": pair.n_quoted,
            "own_left": own[0], "own_right": own[1],
            "first": called[left] if pair.first else "", "first_basis": pair.first_basis,
            "is_version": pair.is_version,
        })  # fmt: skip
    return pd.DataFrame(rows)


def placed(article: Article, name: str, n_words: Mapping[str, int]) -> Row:
    """An article as the picture takes it: from when to when it may have come out."""
    exact = precedence.EXACT.get(article.published_precision)
    begin = article.published if exact else None
    return {
        "article_id": article.article_id,
        "version_id": article.version_id,
        "outlet": name,
        "title": article.title,
        "n_words": n_words[article.article_id],
        "published": article.published,
        "published_precision": article.published_precision,
        "begin": begin,
        "until": begin + exact if begin and exact else None,
    }


def finding(event: Row, articles: Sequence[Article], pairs: Sequence[Pair]) -> str:
    """How many outlets and versions there are, and who counts as one, as HTML."""
    called = names(articles)
    n_outlets, n_articles = int(event["n_outlets"]), int(event["n_articles"])
    start = [
        count(n_outlets, "outlet"),
        count(n_articles, "article") if n_articles != n_outlets else "",
        f"<b>{count(event['n_versions'], 'independent version')}</b>",
    ]
    versions = defaultdict(list)
    for article in articles:
        versions[article.version_id].append(article.article_id)
    told = [_version(ids, pairs, called) for ids in versions.values() if len(ids) > 1]
    rest = _rest([pair for pair in pairs if not pair.is_version], called, bool(told))
    said = ". ".join(told) if told else "No two articles count as one version"
    return ", ".join(filter(None, start)) + f". {said}." + rest


def _version(ids: Sequence[str], pairs: Sequence[Pair], called: Names) -> str:
    """Who counts as one version, by how many passages, and how much of whose words that is."""
    own = [p for p in pairs if p.article_a in ids and p.article_b in ids]
    carriers = [called[article_id] for article_id in ids]
    if len(carriers) > FEW:
        carriers = [*carriers[: FEW - 1], f"{len(carriers) - FEW + 1:,} more"]
    origin = _origin(ids, own)
    likely = f"; {html.escape(called[origin])} likely had it first" if origin else ""
    start = f"{html.escape(join(carriers))} count as one version"
    if not own:
        return start
    pair = own[0]
    is_a = pair.share_a >= pair.share_b
    whose = called[pair.article_a if is_a else pair.article_b]
    share = f"<b>{html.escape(percent(pair.share_a if is_a else pair.share_b))}</b>"
    passages = count(pair.n_passages, "passage")
    if len(ids) > len((pair.article_a, pair.article_b)):
        both = join([called[i] for i in ids if i in (pair.article_a, pair.article_b)])
        start += f", most of all {html.escape(both)}"
    return f"{start}: {passages}, {share} of {html.escape(whose)}’s words{likely}"


def _origin(ids: Sequence[str], pairs: Sequence[Pair]) -> str:
    """The article of a version that had the text before each of the others; "" for unknown."""
    later = defaultdict(set)
    for pair in pairs:
        if pair.first:
            one, other = pair.article_a, pair.article_b
            earlier, after = (one, other) if pair.first == "a" else (other, one)
            later[earlier].add(after)
    return next((i for i in ids if len(later[i]) == len(ids) - 1), "")


def _rest(pairs: Sequence[Pair], called: Names, is_further: bool) -> str:
    """Pairs that share text but are versions of their own."""
    if not pairs:
        return ""
    most = pairs[0]
    who = html.escape(join([called[most.article_a], called[most.article_b]]))
    further = "further " if is_further else ""
    shared = f"{count(most.n_words, 'word')} in {count(most.n_passages, 'passage')}"
    if len(pairs) == 1:
        return f" As versions of their own, {who} share {shared}."
    pairs_in_words = count(len(pairs), f"{further}pair")
    return (
        f" {pairs_in_words} share some text as versions of their own, most of all {who}: {shared}."
    )


def key(pairs: Sequence[Pair], n_drawn: int) -> str:
    """What the lines of the picture mean, as far as they occur in it; plain text."""
    n_left = len(pairs) - n_drawn
    is_known = {bool(pair.first) for pair in pairs}
    parts = [
        "Line: copied text, the wider the more words",
        "arrow: to who likely has it from the other" if True in is_known else "",
        "no arrow: who had it first is not known" if False in is_known else "",
        f"each article hangs by its nearest copy, {count(n_left, 'further pair')} in the table"
        if n_left > 0
        else "",
    ]
    return " · ".join(filter(None, parts)) + "."


def apart(articles: Sequence[Article], pairs: Sequence[Pair]) -> str:
    """Who shares no text with anybody and so is not drawn; plain text, "" where all do."""
    sharing = {article_id for pair in pairs for article_id in (pair.article_a, pair.article_b)}
    others = [article for article in articles if article.article_id not in sharing]
    if not others:
        return ""
    outlets = list(dict.fromkeys(article.outlet for article in others))
    who = [
        *outlets[:MOST_NAMED],
        *([f"{len(outlets) - MOST_NAMED:,} more"] if len(outlets) > MOST_NAMED else []),
    ]
    shares = "shares" if len(others) == 1 else "share"
    return f"Not drawn: {count(len(others), 'article')} that {shares} no text, by {join(who)}."


def nothing(settings: Settings, n_others: int) -> str:
    """What two articles must share to be shown here, where no two do; plain text.

    `n_others`: events of the snapshot with copies.
    """
    least = max(settings.min_passage_words, reuse.MIN_RUN)
    stand = "stands" if n_others == 1 else "stand"
    others = f" {count(n_others, 'event')} with copies {stand} first under “Other event”."
    return (
        f"No two articles of this event share copied text. A passage counts as copied from {least} "
        f"same words on, {reuse.MIN_RUN} of them in a row, if at least "
        f"{percent(shared_text.MIN_AGREEMENT)} of its words are the same; two articles must share "
        f"{reuse.MIN_ALONE} same words in all."
    ) + (others if n_others else "")


def pairs_csv(rows: pd.DataFrame, articles: Sequence[Article]) -> bytes:
    """`rows` of `table` with what is known of both articles; UTF-8 with a mark that Excel heeds."""
    known = {article.article_id: article for article in articles}
    columns = {
        f"{side}_{field}": [getattr(known[article_id], field) for article_id in rows[side]]
        for side in ("left", "right")
        for field in ("outlet", "title", "published", "url")
    }
    rest = rows.drop(columns=["said"]).rename(columns={"left": "left_id", "right": "right_id"})
    return cell_text.csv(pd.concat([pd.DataFrame(columns, index=rows.index), rest], axis=1))


def passages_csv(passages: Sequence[Passage], articles: Sequence[Article]) -> bytes:
    """A row a passage, with its words in both articles; encoded as `pairs_csv`."""
    known = {article.article_id: article for article in articles}
    rows = []
    for passage in passages:
        a, b = known[passage.article_a], known[passage.article_b]
        rows.append({
            "outlet_a": a.outlet, "outlet_b": b.outlet, "n_words": passage.n_words,
            "n_quoted": passage.n_quoted, "kind": passage.kind, "agreement": passage.agreement,
            "first": {"a": a.outlet, "b": b.outlet}.get(passage.first, ""),
            "first_basis": passage.first_basis,
            "text_a": a.text[passage.start_a : passage.end_a],
            "text_b": b.text[passage.start_b : passage.end_b],
            "article_a": passage.article_a, "start_a": passage.start_a, "end_a": passage.end_a,
            "article_b": passage.article_b, "start_b": passage.start_b, "end_b": passage.end_b,
        })  # fmt: skip
    return cell_text.csv(pd.DataFrame(rows))
