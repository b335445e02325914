"""When an article was published, how exactly that is known, and from what.

Asked in this order: the input itself; the page's markup (its JSON-LD, then `<meta>`, microdata and
`<time>`; see `metadata`); a time in the article's header; an age ("6 hours ago") before a clock of
the page or the time of fetching (`clocks`); a day in the address; a day that htmldate picks out.
The first that says a day counts, and where a later one says the same day to the minute, that one.

A time of updating is none of publication, nor is the day of fetching. What lies more than two days
after the fetching is refused. Of a time whose zone cannot be told only the day is taken. A date is
never made up: where nothing says it, it stays null and the basis says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from coverage.reading import addresses, clocks, cues, orders, stamps
from coverage.reading.drafts import Draft, Page, Stated
from coverage.records import ArticleRole, Document, Precision

_UPDATED = re.compile(
    r"\b(?:last )?(?:updated?|modified|edited|changed|aktualisiert|mis à jour|actualizad[oa]|"
    r"aggiornat[oa]|atualizad[oa]|обновлено|güncelle\w*|uppdaterad|opdateret|bijgewerkt)\b|"
    r"تحديث|更新|最終更新",
    re.I,
)
_PUBLISHED = re.compile(r"\b(?:published|posted|first|created|issued)\b", re.I)
_LONGEST_LINE = 25  # words of a header's line that can be a time; longer ones tell a story
_LABEL_WORDS = 3  # most words of a line that is but the label of the next


@dataclass(frozen=True, slots=True)
class Published:
    """A time in UTC, or none; how exactly it is known; and from what, or why it is not."""

    at: datetime | None
    precision: Precision
    basis: str


def when(document: Document, page: Page, draft: Draft, url: str | None) -> Published:
    """When `draft` was published. What the input says beside the text speaks of a main article.

    Where the page itself says the same time more exactly, or says how exactly it is known, the
    page's words are the basis.
    """
    is_main = draft.role is ArticleRole.MAIN
    reading = _Reading(document, page, draft, url, _fetched(document, page, draft))
    given = reading.stated(document.published, "the input says") if is_main else None
    seen = _seen(reading)
    if given is None or (seen.at is not None and _agree(given, seen)):
        return seen
    return given


def _fetched(document: Document, page: Page, draft: Draft) -> date | None:
    if document.retrieved is not None:
        return document.retrieved.astimezone(UTC).date()
    return clocks.fetched_day(page, draft)


def _agree(given: Published, seen: Published) -> bool:
    """Whether the page says the given time itself, in other words or more exactly."""
    if given.at is None or seen.at is None:
        return given.at is None
    if given.precision is Precision.DAY:
        return given.at.date() == seen.at.date()
    return given.at == seen.at


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a date is read with: all that is known of the page it stands on."""

    document: Document
    page: Page
    draft: Draft
    url: str | None
    fetched: date | None  # in UTC

    def stated(self, text: str | None, who: str) -> Published | None:
        """A date as written; `None` where nothing is written."""
        if not text or not text.strip():
            return None
        words = f'{who} "{" ".join(text.split())}"'
        order = None
        if stamps.is_ambiguous(text):
            settled = self._settled(text)
            if settled is None:
                return _none(f"{words}, where day and month may be swapped")
            order, why = settled
            words = f"{words}, {why}"
        found = stamps.parse(text, order)
        if found is None:
            return _none(f"{words}, which is no date")
        basis = f"{words}, {found.note}" if found.note else words
        return self.dated(Published(found.at, found.precision, basis))

    def dated(self, found: Published) -> Published:
        """`found`, or nothing where it lies too far after the fetching to be true."""
        last = self.fetched + timedelta(days=clocks.NEAR_DAYS) if self.fetched else None
        if last and found.at and found.at.date() > last:
            return _none(f"{found.basis}, which lies after the page was fetched on {self.fetched}")
        return found

    def _settled(self, text: str) -> orders.Settled | None:
        figures = next(stamps.figures_in(text))
        others = (
            *(stated.text for stated in self.draft.stated),
            *self.draft.header,
            *self.page.rest,
            *(part.text for part in self.draft.parts),
        )
        return orders.settle(figures, others, self.fetched, self.url)


def _none(why: str) -> Published:
    return Published(None, Precision.NONE, why)


def _seen(reading: _Reading) -> Published:
    """What the page says, by the surest of its places that says a day; else why none does."""
    guesses = [stated for stated in reading.draft.stated if stated.is_guess]
    sure = [stated for stated in reading.draft.stated if not stated.is_guess]
    places = [
        *_from_markup(reading, sure),
        *_from_header(reading),
        *_from_age(reading),
        *_from_address(reading),
        *_from_markup(reading, guesses),
    ]
    found = next((place for place in places if place.at is not None), None)
    if found is None:
        return places[0] if places else _none(_why_not(reading))
    return next((place for place in places if _is_finer(place, found)), found)


def _is_finer(place: Published, than: Published) -> bool:
    """Whether a place says the same day to the minute."""
    is_same = place.at is not None and than.at is not None and place.at.date() == than.at.date()
    return is_same and place.precision is Precision.MINUTE and than.precision is Precision.DAY


def _why_not(reading: _Reading) -> str:
    if clocks.fetched_day(reading.page, reading.draft) is not None:
        return "the page says only when it was fetched, not when it was published"
    return "the page does not say when it was published"


def _from_markup(reading: _Reading, stated: Sequence[Stated]) -> Iterator[Published]:
    for place in stated:
        found = reading.stated(place.text, place.who)
        if found is not None:
            yield found


def _from_header(reading: _Reading) -> list[Published]:
    """The times of the header: those below its title first, and of these those with hours.

    Where it has none but of updates, that.
    """
    found, updates = [], []
    for words, label, is_below in _header_stamps(reading.draft):
        stated = reading.stated(words, "the page says")
        if stated is None or not stamps.is_date(words):
            continue
        if _is_update(label):
            updates.append(_none(f'the page says only when it was updated, "{words}"'))
        else:
            found.append((not is_below, stated.precision is not Precision.MINUTE, stated))
    return [stated for *_, stated in sorted(found, key=lambda item: item[:2])] or updates


def _header_stamps(draft: Draft) -> Iterator[tuple[str, str, bool]]:
    """Each time in the header, what stands before it as its label, and if it is below the title."""
    prints = [at for at, line in enumerate(draft.header) if line == draft.title]
    above = ""
    for number, line in enumerate(draft.header):
        label = above if len(above.split()) <= _LABEL_WORDS else ""
        above = line
        if len(line.split()) > _LONGEST_LINE or cues.FETCHED.match(line) or cues.URL.match(line):
            continue
        at = 0
        for match in cues.STAMP.finditer(line):
            yield match[0], f"{label} {line[at : match.start()]}", number > max(prints, default=-1)
            at, label = match.end(), ""


def _is_update(label: str) -> bool:
    return bool(_UPDATED.search(label)) and not _PUBLISHED.search(label)


def _from_age(reading: _Reading) -> Iterator[Published]:
    """An age in the header, counted back; or why it is not."""
    ages = clocks.ages_in(reading.draft.header)
    if not ages:
        return
    age = next((age for age in ages if not _is_update(age.before)), None)
    if age is None:
        yield _none(f'the page says only when it was updated, "{ages[0].words}"')
        return
    clock = clocks.clock_of(reading.page, reading.fetched, reading.document.retrieved)
    if isinstance(clock, str):
        yield _none(f'the page says "{age.words}", but {clock}')
        return
    basis = f'the page says "{age.words}", counted back from {clock.words}'
    yield reading.dated(Published(clocks.count_back(age, clock), age.precision, basis))


def _from_address(reading: _Reading) -> Iterator[Published]:
    found = addresses.day_in(reading.url)
    if found is not None:
        at = datetime.combine(found[0], time(), tzinfo=UTC)
        yield reading.dated(Published(at, Precision.DAY, f'the address says "{found[1]}"'))
