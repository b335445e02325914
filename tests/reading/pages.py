"""HTML pages for tests, made by code: stories whose every sentence names their subject."""

from __future__ import annotations

from itertools import cycle, islice

_SENTENCES = (
    "The council voted on the {0} for two years, its chairman said on Monday.",
    "Engineers had warned of the {0} since the storm that damaged it in the spring.",
    "Traders near the {0} asked for help with their rents and were promised an answer.",
    "Nobody was hurt, but the {0} will stay closed to visitors until the work is done.",
    "The budget for the {0} is to be debated again before the end of the summer.",
)


def paragraphs(subject: str, n_sentences: int = 15) -> str:
    """Paragraphs of three sentences each, in all of which the subject is named."""
    sentences = [text.format(subject) for text in islice(cycle(_SENTENCES), n_sentences)]
    return "".join(f"<p>{' '.join(sentences[i : i + 3])}</p>" for i in range(0, n_sentences, 3))


def article(title: str, subject: str, heading: str = "h1", more: str = "", mark: str = "") -> str:
    """A story marked as an article; `mark` goes into its tag, `more` under its title."""
    head = f"<{heading}>{title}</{heading}>"
    return f"<article {mark}>{head}{more}{paragraphs(subject)}</article>"


def page(body: str, title: str = "Old pier to close for two years", head: str = "") -> str:
    """A whole page with that body and furniture around it."""
    menu = "".join(
        f'<li><a href="/{name}">{name}</a></li>' for name in ("News", "Sport", "Weather")
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}'
        f"</head><body><nav><ul>{menu}</ul></nav><main>{body}</main>"
        "<footer><p>© 2031 Harbour Courier. All rights reserved.</p></footer></body></html>"
    )
