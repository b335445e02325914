"""What the words around a short quotation, and those in it, say of why the marks are there.

    read('He saw the so-called "pause".', Quotation(21, 28, True))  ->  (SO_CALLED, SHORT)

Marks are put around words that somebody said, around titles and names, around words meant as
words, and around words that the writer does not want to be taken for his own. Each sign of one
or the other is an `Evidence` with a weight, in log-odds that it is the last of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coverage.language.quotes import MARKS, Quotation
from coverage.language.verbs import lexicon


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sign for or against a scare quote. `weight`: log-odds; `words`: for the reader."""

    words: str
    weight: float


# Own weights, set after reading the short quotations of the labelled events; see `scare_quotes`.
SO_CALLED = Evidence("words before it that keep a distance", 3.5)
NUMBER = Evidence("a number in quotation marks", 2.0)
NOUN = Evidence("stands in place of a plain noun", 0.7)
SHORT = Evidence("one or two words", 0.5)
MIDDLE = Evidence("three words", -0.3)
LONG = Evidence("four words or more", -1.0)
CALLED = Evidence("what something is called or described as", -3.0)
MENTIONED = Evidence("the word itself is meant", -4.0)
TITLE = Evidence("capitals of a name or a title", -3.0)
CAPITAL = Evidence("a capital within a sentence", -2.2)
SPOKEN = Evidence("worded as somebody speaks", -3.0)
DENIED = Evidence("opens with a denial", -1.0)
JUDGED = Evidence("an adverb and what it grades", -1.0)
BY_NOUN = Evidence("what a remark or a charge holds", -1.5)
QUOTING = Evidence("beside a longer quotation", -1.0)
SAID_BEFORE = Evidence("a verb of speech before it", -2.0)
SAID_BESIDE = Evidence("a verb of speech right beside it", -3.0)
ALONE = Evidence("a sentence of its own", -5.0)

DOUBT = frozenset("claim claims claimed claiming allege alleges alleged alleging".split())
"""Verbs of speech whose writer does not vouch for what is said."""

REMEMBERED = 4096
"""Quotations whose signs are kept: one that many articles repeat is asked for many times."""

NEAR = 4
"""Most words between a verb of speech and the quotation it leads to: "hailed it as a". Own
choice."""

_SO_CALLED = re.compile(
    r"\b(?:so[- ]called|self-(?:styled|proclaimed|described|identified|appointed)|alleged"
    r"|supposed|purported|would-be|famous|infamous|customary|notorious|much-vaunted|vaunted"
    r"|pretended|ostensible|known euphemistically as|what passes for)(?: [\w-]+)?\s*$",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"(?:^|\b)(?:the|an?|this|that|these|those|some|any|such|no|its|their|his|her|our|your|my|of"
    r"|to|about|\w+[’']s?|\w+s[’'])(?: (?:\w+(?:ed|ing|al|an|ous|ive|ic|ful|ish|great|new|own)))?"
    r"\s*$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:call(?:s|ed|ing)?|dub(?:s|bed|bing)?|nam(?:es?|ed|ing)|nicknam(?:es?|ed|ing)"
    r"|brand(?:s|ed|ing)?|label(?:s|l?ed|l?ing)?|term(?:s|ed|ing)|entitled|titled|headlined|marked"
    r"|known as|describ(?:es?|ed|ing)|referred to|refer(?:s|ring) to|code[- ]?name(?:d)?|portrays?"
    r"|listed|defin(?:es?|ed|ing)|meaning|rated?|reads?|spelled|spelt|signed|tagged|declar(?:ed|ing)"
    r"|hail(?:s|ed|ing)?|promis(?:es?|ed|ing)|invok(?:es?|ed|ing)"
    r"|instruct(?:s|ed|ing)?|deplor(?:es?|ed|ing)|cit(?:es?|ed|ing))"
    r"(?: [\w’'-]+){0,5}\s*$",
    re.IGNORECASE,
)
_AS = re.compile(r"\bas(?: (?:an?|the|being|having))?\s*$")
_MENTIONED = re.compile(
    r"\b(?:words?|terms?|phrases?|slogans?|mottos?|expressions?|name|names|title|headline"
    r"|caption|hashtag|concept|notion|reference|label|verb|noun|adjective|pronoun|spelling"
    r"|chants?|cries|cry|signs?|letters)"
    r"(?: (?:of|like|such as|was|is|are|were|reading|saying))?:?\s*$",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"\b(?:chang|edit|amend|alter)(?:es?|ed|ing|s)\b.* (?:to|for)\s*$")
_BY_NOUN = re.compile(
    r"\b(?:comments?|claims?|remarks?|charges?|allegations?|arguments?|assertions?|accusations?"
    r"|statements?|suggestions?|warnings?|concerns?|complaints?)\b(?: [\w’'-]+){0,3} that\b"
)
_LISTED = re.compile(r"(?:[\"“][^\"“”]{1,40}[\"”],? (?:and|or|but|not) (?:an? )?)+$")
_DETERMINER = re.compile(r"(?:an?|the|this|these|those) ", re.IGNORECASE)
_JUDGED = re.compile(r"(?:\w{3,}ly|very|too|so|quite|most|more) \w+", re.IGNORECASE)
_DENIED = re.compile(r"no |not |never ", re.IGNORECASE)
_MENTIONED_AFTER = re.compile(
    r"\s*,?\s*(?:is|was) (?:a|the) (?:word|term|phrase)\b|\s*(?:votes?|ballots?|rating)\b"
)
_TITLE_BEFORE = re.compile(
    r"\b(?:show|program(?:me)?|series|film|movie|book|novel|song|album|podcast|play|musical|episode"
    r"|magazine|segment|article|essay|exercises?|manoeuvres|operation|game|code name|complex"
    r"|project|(?:ABC|CBS|NBC|CNN|MSNBC|Fox|PBS|BBC)(?: News)?[’']?s?)(?:,| called| of)?\s*$",
    re.IGNORECASE,
)
_TITLE_AFTER = re.compile(
    r"\s*(?:show|program(?:me)?|series|film|movie|book|novel|song|album|podcast|character|segment"
    r"|actor|actress|host|star)\b"
)
_NAMES_AROUND = re.compile(r"[A-Z][\w.]+ $")
_PERSON = re.compile(
    r"\b(?:I|I['’]\w+|we|we['’]\w+|you|you['’]\w+|my|our|your|me|us|let['’]s|don['’]t|can['’]t"
    r"|won['’]t|isn['’]t|it['’]s|that['’]s|there['’]s|is|are|was|were|am|will|would|should|must"
    r"|can|could|has|have|had)\b",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"(?:he|she|they|it|we|I|(?:the )?\w+) (?:said|says|added|wrote|told|noted)", re.I
)
"""What stands between two quotations, where their marks are paired wrongly."""
_NEGATIONS = frozenset("not never nor without".split())
_ANSWERS = frozenset("yes no yea nay aye okay ok thanks sorry maybe possible".split())
_WORD = re.compile(r"\w+(?:[.,’'\-]\w+)*")
_FUNCTION = frozenset(
    "a an the of in on at for to by with from and or but as is are was were be been it its this"
    " that these those his her their our my your no not any some such than then so".split()
)
_SMALL = frozenset("a an the of in on at for to by with from and or but as is vs".split())
_STOP = re.compile(r"[!?…:;—–]")


def bare_words(quoted: str) -> str:
    """What stands within the marks, without the comma or full stop that is printed inside them.

    >>> bare_words("“a farce,”")
    'a farce'
    """
    return quoted.strip("".join(MARKS) + " ,.;:–—-")


def content(words: str) -> tuple[str, ...]:
    """The words in lower case, without articles and prepositions at either end; () for none else.

    >>> content("an invasion")
    ('invasion',)
    """
    found = [m.group().lower().replace("’", "'") for m in _WORD.finditer(words)]
    while found and found[0] in _FUNCTION:
        del found[0]
    while found and found[-1] in _FUNCTION:
        del found[-1]
    return tuple(found)


@lru_cache(maxsize=REMEMBERED)
def read(text: str, quotation: Quotation) -> tuple[Evidence, ...]:
    """The signs in a sentence of why a closed quotation of it has marks; in a fixed order.

    Own definition. Attribution is judged elsewhere (`scare_quotes`): here only the words count.
    """
    before, after = _LISTED.sub("", text[: quotation.start]), text[quotation.end :]
    quoted = text[quotation.start : quotation.end]
    words = bare_words(quoted)
    if _is_sentence(before, quoted, after) or _CUE.fullmatch(words):
        return (ALONE,)
    return (*_of_place(before, after), *_of_words(words, before, after))


def _is_sentence(before: str, quoted: str, after: str) -> bool:
    """Whether the quotation is all of its sentence, or is led to by a colon."""
    bare = quoted.strip("".join(MARKS))
    lead = before.rstrip().rstrip("".join(MARKS))
    opens = not lead or lead[-1] in ":?!" or (lead[-1] == "," and bare[:1].isupper())
    closes = not after.strip().strip("".join(MARKS))
    return bare[-1:] in "?!" or (opens and closes) or (opens and bare[-1:] in ".,")


def _of_place(before: str, after: str) -> Iterator[Evidence]:
    """Signs in the words before and after."""
    if _SO_CALLED.search(before):
        yield SO_CALLED
        return
    if any(p.search(before) for p in (_MENTIONED, _CHANGED)) or _MENTIONED_AFTER.match(after):
        yield MENTIONED
    clause = _STOP.split(before)[-1]
    if _CALLED.search(clause) or _AS.search(clause):
        yield CALLED
    elif _is_said_beside(clause, after):
        yield SAID_BESIDE
    elif _speaks(_WORD.findall(clause.rpartition(",")[2])):
        yield SAID_BEFORE
    elif _BY_NOUN.search(clause):
        yield BY_NOUN


def _is_said_beside(clause: str, after: str) -> bool:
    """Whether a verb of speech stands a few words before, or right after: "…," said Vane."""
    near = _WORD.findall(clause.rpartition(",")[2])[-NEAR:]
    return _speaks(near) or re.match(r"\s*,?\s*(?:said|says?)\b", after) is not None


def _speaks(words: Sequence[str]) -> bool:
    """Whether a verb of speech is among the words, not denied, for which the writer vouches."""
    verbs = lexicon()
    low = [w.lower() for w in words]
    return any(
        w not in DOUBT
        and any(not form.companion for form in verbs.get(w, ()))
        and not any(n in _NEGATIONS or n.endswith(("n't", "n’t")) for n in low[max(0, i - 2) : i])
        for i, w in enumerate(low)
    )


def _of_words(words: str, before: str, after: str) -> Iterator[Evidence]:
    """Signs in the quoted words themselves."""
    listed = [m.group() for m in _WORD.finditer(words)]
    if _NOUN.search(before) or _DETERMINER.match(words):
        yield NOUN
    if any(c.isdigit() for c in words) and all(w[0].isdigit() for w in listed):
        yield NUMBER
    if len(listed) <= 2:  # noqa: PLR2004
        yield SHORT
    elif len(listed) > 3:  # noqa: PLR2004
        yield LONG
    else:
        yield MIDDLE
    if _DENIED.match(words):
        yield DENIED
    if _JUDGED.match(words):
        yield JUDGED
    if words.lower() in _ANSWERS:
        yield MENTIONED
    if _PERSON.search(words) and len(listed) > 1:
        yield SPOKEN
    yield from _capitals(listed, before, after)


def _capitals(listed: list[str], before: str, after: str) -> Iterator[Evidence]:
    """Whether the words are written as a name or a title."""
    telling = [w for w in listed if w not in _SMALL]
    capital = [w for w in telling if w[:1].isupper()]
    is_name = len(capital) == len(telling) > 0
    nickname = bool(_NAMES_AROUND.search(before)) and bool(re.match(r" ?[A-Z]", after))
    if is_name and (len(listed) > 1 or nickname or _is_title(before, after)):
        yield TITLE
    elif is_name and before.strip():
        yield CAPITAL


def _is_title(before: str, after: str) -> bool:
    """Whether the words beside say that it is the name of a work."""
    return bool(_TITLE_BEFORE.search(before) or _TITLE_AFTER.match(after))
