"""Where the articles of one event use given words, in quotation marks and bare.

uses = Uses.of(articles, sentences)
list(uses.find(("invasion",)))   ->   each sentence that says "invasion", and in which marks
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coverage.language import quotes
from coverage.language.quotes import Quotation
from coverage.records import Article, Sentence

_WORD = re.compile(r"\w+(?:[.,’'\-]\w+)*")
_MARKED = re.compile("[" + "".join(quotes.MARKS) + "]")
_PARTS = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class Use:
    """A stretch of words in a sentence; `quotation` is the one around it, None where bare."""

    sentence: Sentence
    quotation: Quotation | None


@dataclass(slots=True)
class Uses:
    """The words of an event's sentences by where they stand."""

    outlet: dict[str, str]  # article id -> outlet
    quoted: dict[str, list[Quotation]] = field(default_factory=dict)  # sentence id -> its marks
    _words: list[tuple[Sentence, list[str], list[int]]] = field(default_factory=list)
    _places: defaultdict[str, list[tuple[int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    @classmethod
    def of(cls, articles: Sequence[Article], sentences: Mapping[str, Sequence[Sentence]]) -> Uses:
        """The uses in these articles, whose sentences are given by their ids."""
        found = cls({article.article_id: article.outlet for article in articles})
        for article_id in sorted(found.outlet):
            for sentence in sentences.get(article_id, ()):
                found._add(sentence)
        return found

    def _add(self, sentence: Sentence) -> None:
        if _MARKED.search(sentence.text):
            self.quoted[sentence.sentence_id] = quotes.find(sentence.text)
        words: list[str] = []
        starts: list[int] = []
        for match in _WORD.finditer(sentence.text):
            word = _PARTS.sub("", match.group().lower().replace("’", "'"))
            for part in word.split("-"):
                self._places[part].append((len(self._words), len(words)))
                words.append(part)
                starts.append(match.start())
        self._words.append((sentence, words, starts))

    def find(self, words: Sequence[str]) -> Iterator[Use]:
        """Every use of the words, next to one another, in order of articles; () has none."""
        parts = [p for word in words for p in _PARTS.sub("", word).split("-")]
        if not parts:
            return
        rarest = min(range(len(parts)), key=lambda i: len(self._places.get(parts[i], ())))
        for row, place in self._places.get(parts[rarest], ()):
            sentence, listed, starts = self._words[row]
            first = place - rarest
            if first >= 0 and listed[first : first + len(parts)] == parts:
                at = starts[first]
                around = self.quoted.get(sentence.sentence_id, ())
                yield Use(sentence, next((q for q in around if q.start <= at < q.end), None))
