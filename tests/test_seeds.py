r"""The sample corpus is ours: no sentence of an original stands in `seeds/`.

Five published pages were retold as abstracts. Three things have to hold for them:

1. the manifest and the folder agree, and the originals are the ones that were read;
2. no abstract copies: a run of `COPIED` words that also stands in an original is a failure,
   wherever on the page it is (navigation, headline, body, caption) and whichever original;
3. what the originals share, their abstracts share: two outlets that printed one text must look
   like it here too, or the sample would show five independent voices where there are four.

A word is `\w+` in lower case, so case, punctuation and line breaks hide nothing. A run is
excused in two cases only:

- all its words lie inside **one quoted fragment** of the abstract: what a president said can
  only be quoted, not retold in quotation marks;
- all its words are **names**: capitalised words, words with a digit in them (numbers, dates,
  times), or parts of a web address or of the crawler's stamp `date 2022-02-08` on a first line.
  Capitalised words alone are a headline as easily as a credit, so at least one word with a
  digit or one part of an address has to be among them.

Even an excused run ends at nine words. The one exception is Sputnik's address with the stamp
before it: it spells out a headline in its path, and an address cannot be retold.
"""

import hashlib
import json
import re
import tomllib
from itertools import combinations
from operator import or_
from pathlib import Path
from typing import NamedTuple

import pytest
from rapidfuzz import fuzz

from tests.originals import shared_folder

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
PAGES: list[dict[str, str]] = tomllib.loads((SEEDS / "manifest.toml").read_text("utf-8"))["page"]
ABSTRACTS = [page["file"] for page in PAGES]
KEYS_OF_GOLD = {
    "rt.txt": "rt",
    "sputnik.txt": "sputnik",
    "blog.txt": "blog",
    "alahednews.txt": "alahed",
    "daily8.txt": "daily8",
}

COPIED = 9  # words in a row that count as copied
ALIKE = 80  # rapidfuzz ratio, 0 to 100, from which two sentences count as one text

WORD = re.compile(r"\w+")
ADDRESS = re.compile(r"(?:^\s*date \d{4}-\d{2}-\d{2}\s+)?https?://\S+|^\s*date \d{4}-\d{2}-\d{2}")
QUOTED = re.compile(
    r"“[^“”\n]*”"
    r'|"[^"\n]*"'
    r"|‘[^\n]*?[’'](?!\w)"  # Daily8 opens with one sign and closes with the other
    r"|(?<!\w)'[^\n]*?'(?!\w)"  # the apostrophe of "Moscow's" neither opens nor closes
)


class Run(NamedTuple):
    """`COPIED` or more words in a row of a page, with the place they take in its text."""

    words: tuple[str, ...]
    start: int
    end: int


def runs(text: str, n: int) -> list[Run]:
    """Every run of `n` words of `text`, each starting one word after the last.

    >>> [run.words for run in runs("Rain, then snow.", 2)]
    [('rain', 'then'), ('then', 'snow')]
    """
    words = list(WORD.finditer(text))
    windows = (words[i : i + n] for i in range(len(words) - n + 1))
    return [
        Run(tuple(word[0].lower() for word in window), window[0].start(), window[-1].end())
        for window in windows
    ]


def lies_within(run: Run, pattern: re.Pattern[str], text: str) -> bool:
    """Whether one single match of `pattern` holds the whole run."""
    return any(
        match.start() <= run.start and run.end <= match.end() for match in pattern.finditer(text)
    )


def is_all_names(run: Run, text: str) -> bool:
    """Whether each word is capitalised, has a digit or is of an address, not all the first."""
    addresses = [match.span() for match in ADDRESS.finditer(text)]
    words = list(WORD.finditer(text, run.start, run.end))
    exact = [
        any(sign.isdigit() for sign in word[0])
        or any(start <= word.start() and word.end() <= end for start, end in addresses)
        for word in words
    ]
    capital = [word[0][0].isupper() for word in words]
    return any(exact) and all(map(or_, exact, capital))


def shared_runs(text: str, original: str, n: int) -> list[Run]:
    """The runs of `n` words of `text` that stand in `original` as well, excused or not."""
    known = {run.words for run in runs(original, n)}
    return [run for run in runs(text, n) if run.words in known]


def copied_runs(text: str, original: str) -> list[str]:
    """The runs of `COPIED` words that `text` took from `original` without an excuse."""
    return [
        " ".join(run.words)
        for run in shared_runs(text, original, COPIED)
        if not lies_within(run, QUOTED, text) and not is_all_names(run, text)
    ]


def original_texts() -> dict[str, str]:
    """File name of each original -> its text."""
    folder = shared_folder() / "seeds"
    return {page["original"]: (folder / page["original"]).read_text("utf-8") for page in PAGES}


# --- the checker itself, on sentences of our own ---------------------------------------------

OURS = (
    "The harbour master of Lindow closed both piers on Friday because the swell had moved "
    "a crane. “Nobody sails before I have seen that crane stand straight again for a day,” "
    "said Ada Brook. See https://example.org/harbour-master-closes-both-piers-after-swell.html"
)


def test_a_copied_sentence_is_found_under_other_punctuation_and_case() -> None:
    """One clause is lifted into a sentence that is otherwise new: ten words, so two runs."""
    text = "It rained. THE HARBOUR master, of Lindow, closed both\npiers on Friday; nobody knew."
    assert copied_runs(text, OURS) == [
        "the harbour master of lindow closed both piers on",
        "harbour master of lindow closed both piers on friday",
    ]


def test_eight_words_in_a_row_are_not_yet_copying() -> None:
    """Common phrases meet by chance; the ninth word is where chance ends."""
    assert not copied_runs("Why the harbour master of Lindow closed both docks", OURS)
    assert copied_runs("the harbour master of Lindow closed both piers on", OURS)


def test_a_retold_sentence_passes() -> None:
    text = "Lindow's piers stayed shut on Friday: the swell had shifted a crane, its harbour said."
    assert not copied_runs(text, OURS)


@pytest.mark.parametrize("quotes", ["“”", '""', "‘’", "''", "‘'"])
def test_a_quoted_fragment_is_excused_but_not_one_word_beyond_it(quotes: str) -> None:
    """The same nine words, first all inside the quotation marks, then with the last outside."""
    inside = f"She wants to {quotes[0]}have seen that crane stand straight again for a{quotes[1]}."
    across = f"She wants to {quotes[0]}have seen that crane stand straight again for{quotes[1]} a."
    assert not copied_runs(inside, OURS)
    assert copied_runs(across, OURS) == ["have seen that crane stand straight again for a"]


def test_an_apostrophe_is_no_quotation_mark() -> None:
    """Two possessives do not make a quotation out of what stands between them."""
    text = "The boats' crews heard the harbour master of Lindow closed both piers on Ada's word."
    assert copied_runs(text, OURS)


def test_names_numbers_and_addresses_are_excused() -> None:
    """A credit or an address has one form; with a word of prose in it, it is prose again.

    A headline in capitals has no number to tell it from a credit and stays a copied sentence.
    """
    credit = "Ada Brook, Lindow Harbour Authority, Pier 4, Box 12, Norland"
    assert not copied_runs(credit, credit)
    assert not copied_runs(OURS[OURS.index("https") :], OURS)
    assert copied_runs(credit.replace("Norland", "by the sea"), f"{credit[:-7]}by the sea")
    headline = "Lindow Harbour Master Closes Both Piers After Heavy Swell"
    assert copied_runs(headline, headline)


# --- 1. manifest and folder --------------------------------------------------------------------


def test_manifest_and_folder_name_the_same_abstracts() -> None:
    """Nothing unlisted, nothing missing; an original that someone put beside it is allowed."""
    present = {path.name for path in SEEDS.glob("*.txt")}
    assert present - {page["original"] for page in PAGES} == set(ABSTRACTS)
    assert len(set(ABSTRACTS)) == len(PAGES)
    for page in PAGES:
        required = {"file", "outlet", "original", "sha256"}
        assert required <= page.keys() <= required | {"url", "date"}


@pytest.mark.parametrize("page", PAGES, ids=ABSTRACTS)
def test_the_original_is_the_page_that_was_retold(page: dict[str, str]) -> None:
    content = (shared_folder() / "seeds" / page["original"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == page["sha256"]


# --- 2. nothing is copied ----------------------------------------------------------------------


@pytest.mark.parametrize("file", ABSTRACTS)
def test_no_abstract_copies_an_original(file: str) -> None:
    """Each abstract against all originals: a sentence can be borrowed from a neighbour too."""
    text = (SEEDS / file).read_text("utf-8")
    found = {name: copied_runs(text, original) for name, original in original_texts().items()}
    assert not any(found.values()), found


@pytest.mark.parametrize("name", ["manifest.toml", "README.md", *ABSTRACTS])
def test_excused_runs_end_at_nine_words(name: str) -> None:
    """Quotations and names are excused for nine words; only an address may be longer."""
    text = (SEEDS / name).read_text("utf-8")
    for original in original_texts().values():
        too_long = [
            " ".join(run.words)
            for run in shared_runs(text, original, COPIED + 1)
            if not lies_within(run, ADDRESS, text)
        ]
        assert not too_long


def test_the_check_would_have_found_an_original() -> None:
    """Put an original where its abstract stands, and the check above must fail."""
    for original in original_texts().values():
        assert len(copied_runs(original, original)) > 50


# --- 3. what the originals share, the abstracts share -------------------------------------------

BODY = {  # the line before the first sentence of the body, the line after the last one
    "rt.txt": (r"Vladimir Putin \(right\).*", r"Top stories"),
    "sputnik.txt": (r"https://cdnn1.*", r"ukraine"),
    "blog.txt": (r"Talks Between Russia and France", r"This website.*"),
    "alahednews.txt": (r"By Staff, Agencies", r"Russia putin.*"),
    "daily8.txt": (r"Russia Today17 hours ago", r"Orange background"),
}
BETWEEN_SENTENCES = re.compile(r"(?<=[.?!])(?=[A-Z])|(?<=[.?!])['’”\"]?\s+(?=[A-Z“'‘\"<])")


def body_sentences(file: str) -> list[str]:
    """The body's sentences in order, so that their numbers are those of the gold data.

    Headings and the line that introduces a list are no sentences: they end without a full
    stop or semicolon. Sputnik's page glues sentences ("issue.Next"), hence the first
    alternative of the pattern.
    """
    first, last = BODY[file]
    text = (SEEDS / file).read_text("utf-8")
    body = re.split(rf"\n{last}\n", re.split(rf"(?:^|\n){first}\n", text, maxsplit=1)[1])[0]
    prose = [line for line in body.splitlines() if re.search(r"[.;]['’”\"]?$", line)]
    return [sentence for line in prose for sentence in BETWEEN_SENTENCES.split(line.strip())]


def plain(sentence: str) -> str:
    """Without quotation marks: Daily8 sets single ones where Alahednews sets double ones."""
    return re.sub("[“”‘’\"']", "", sentence)


def test_bodies_have_the_originals_numbers_of_sentences() -> None:
    """One sentence retold is one sentence, so that the labels of the gold data hold for both."""
    gold = json.loads((shared_folder() / "gold" / "seeds.json").read_text("utf-8"))
    for file, key in KEYS_OF_GOLD.items():
        assert len(body_sentences(file)) == len(gold["documents"][key]["body"]), file


def test_outlets_that_share_a_text_share_it_in_their_abstracts() -> None:
    """Daily8 carries six sentences that Alahednews shortens: the same six align here."""
    gold = json.loads((shared_folder() / "gold" / "seeds.json").read_text("utf-8"))
    files = {key: file for file, key in KEYS_OF_GOLD.items()}
    for passage in gold["reuse"]:
        ours = body_sentences(files[passage["a"]])
        theirs = body_sentences(files[passage["b"]])
        for i, j in passage["sentences"]:
            assert fuzz.ratio(plain(ours[i]), plain(theirs[j])) >= ALIKE, (ours[i], theirs[j])


def test_no_other_sentences_are_shared() -> None:
    """The other abstracts are independent, as their originals are: retelling made no twins."""
    for one, other in combinations(["rt.txt", "sputnik.txt", "blog.txt", "alahednews.txt"], 2):
        for a in body_sentences(one):
            assert all(fuzz.ratio(plain(a), plain(b)) < ALIKE for b in body_sentences(other))
