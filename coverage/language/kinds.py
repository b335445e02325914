"""What a speaker is: a person by name, an institution, or somebody without a name.

    "Ann Vane"                -> person
    "the port's press service" -> institution: offices, agencies, companies, what they publish
    "senior officials"        -> anonymous: groups, roles and sources that the article does not name

A person's name is what the article shows to be one. Of other names, those of offices and known
outlets, acronyms, and what things happen *in* ("in Moscow") are institutions. Who speaks for an
office ("a spokesman for the port") is the office's voice. A pronoun that stands for nobody is
nobody (`is_nobody`): doubt is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coverage.language.cast import Cast, first_names
from coverage.language.institutions import COMMON, DOCUMENTS
from coverage.language.openings import GROUPS
from coverage.language.people import (
    ORGANISATION,
    PERSON_NOUNS,
    POSSESSIVE,
    TITLES,
    lower,
    names_in,
)
from coverage.language.subjects import PREPOSITION
from coverage.reading.listing import SHIPPED
from coverage.records import SpeakerKind

_NOBODY = frozenset("he she it they him her them who which that this those these what".split())
_SPOKE = frozenset("spokesman spokeswoman spokesperson spokespeople spokesmen".split())
_OFFICES = COMMON | frozenset(
    "administration government parliament court church hospital school cabinet embassy mission"
    " kremlin regime camp squad unit division bureau secretariat state agency company party"
    " ministry outlet media authority authorities".split()
)
_PAPERS = DOCUMENTS | frozenset(
    "document record petition slide excerpt indictment complaint lawsuit affidavit brief charge"
    " transcript guideline rule return note version bill constitution law review advert ad video"
    " advisory announcement website site page account cable decision ruling paper"
    " finding tracker estimate".split()
)
_PLATFORMS = frozenset("twitter facebook youtube instagram telegram tiktok whatsapp".split())
_GOVERNMENTS = frozenset(
    "moscow kyiv kiev washington beijing london paris berlin rome madrid brussels warsaw ankara"
    " tehran damascus riyadh doha cairo jerusalem baghdad kabul islamabad delhi tokyo seoul"
    " pyongyang taipei minsk belgrade budapest vienna athens canberra ottawa caracas havana"
    " russia ukraine china america britain england france germany italy spain poland turkey"
    " türkiye iran iraq syria israel egypt qatar yemen lebanon jordan libya afghanistan pakistan"
    " india japan taiwan belarus serbia hungary greece canada mexico brazil venezuela cuba"
    " australia sweden finland norway denmark europe".split()
)
"""Capitals and countries that stand for their government: "Moscow said". Our own list."""
PEOPLE_NOUNS = PERSON_NOUNS | frozenset(
    "aide staffer congressman member attendee source person resident critic supporter opponent"
    " witness relative backer colleague ally veteran observer scholar insider representative"
    " leader voter protester neighbor neighbour friend woman man student teacher doctor nurse"
    " farmer driver soldier customer passenger shopkeeper mother father guest fan user"
    " teenager".split()
)
"""Nouns for people without a name, in the singular. Our own list."""
_SEVERAL = frozenset(
    "some many more others most both several all one two three none neither".split()
)
_PEOPLES = re.compile(r"(?:icans|sians|eans|inians|aelis|crats|ists)$")
"""Endings of groups of people called by party, country or trade."""
_FIRST = re.compile(r"(?:s|men|ed|ing)$")
"""Endings of a sentence's first word that is no name: "Backers of it said"."""
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,}$")
_ODD = re.compile(r"^(?!Mac|Mc|De|Di|Du|La|Le|O['’]|Van)[A-Z][a-z]+[A-Z]|\d|\.com$|&")
"""A capital within a word, a digit: BuzzFeed, 4chan; not McCain, DeSantis."""
_LEAD = 20
"""Characters before a name in which the word that leads to it stands."""
_WITHIN = frozenset("in near across outside inside throughout".split())


def is_nobody(speaker: str) -> bool:
    """Whether the words for a speaker name nobody: a pronoun that was left as it stands."""
    return speaker.lower() in _NOBODY


def _singular(word: str) -> str:
    """A noun in lower case, in the singular: "agencies" -> "agency"."""
    low = lower(POSSESSIVE.sub("", word))
    if low.endswith("ies"):
        return low[:-3] + "y"
    known = PEOPLE_NOUNS | _OFFICES | _PAPERS
    return low if low in known else low.removesuffix("s")


@dataclass(frozen=True, slots=True)
class Kinds:
    """What the speakers of one article are."""

    people: Cast
    places: frozenset[str]  # names in which things happen, or that stand alone behind "the"

    @classmethod
    def of(cls, text: str, people: Cast) -> Kinds:
        """For the speakers of an article with this text and these people."""
        return cls(people, frozenset(_places(text)))

    def kind(self, speaker: str) -> SpeakerKind:
        """What a speaker is, by the words of `Attribution.speaker`; own definition."""
        words = POSSESSIVE.sub("", speaker).split()
        stop = next((i for i, w in enumerate(words) if i and lower(w) in PREPOSITION), len(words))
        words = words[:stop]
        is_known = self.people.is_known(speaker)
        if SHIPPED.named(speaker) or _SPOKE & {lower(w) for w in words}:
            return SpeakerKind.INSTITUTION
        if is_known and words[0] in first_names():  # Peter King is no king
            return SpeakerKind.PERSON
        if _is_group(words[-1]):
            return SpeakerKind.ANONYMOUS
        if is_known and speaker not in self.places:
            return SpeakerKind.PERSON
        if _is_office(words):
            return SpeakerKind.INSTITUTION
        return self._named(words) if words[-1][0].isupper() else SpeakerKind.ANONYMOUS

    def _named(self, words: list[str]) -> SpeakerKind:
        """What a name is that the article does not show to be a person's: mostly no person's."""
        first = next(i for i in range(len(words)) if all(w[0].isupper() for w in words[i:]))
        run = words[first:]
        is_odd = any(_ODD.search(w) or _ACRONYM.match(w) for w in run)
        if not is_odd and (lower(run[0]) in TITLES or run[0] in first_names()):
            return SpeakerKind.PERSON
        is_word = len(run) == 1 and run[0] not in self.people.proper and _FIRST.search(run[0])
        return SpeakerKind.ANONYMOUS if is_word else SpeakerKind.INSTITUTION


def _places(text: str) -> Iterator[str]:
    """Names with "in" or the like before them, or with "the" and without a word behind them."""
    for at, name in names_in(text):
        lead = text[max(0, at - _LEAD) : at].split()[-1:]
        end = text.find(name, at) + len(name)
        is_within = bool(lead) and lead[0].lower() in _WITHIN and text[end : end + 1] not in "'’"
        is_alone = bool(lead) and lead[0].lower() == "the" and not text[end + 1 : end + 2].isalpha()
        if is_within or is_alone:
            yield name


def _is_office(words: list[str]) -> bool:
    """Whether a speaker's words are an office's, an agency's, a paper's."""
    names = {lower(w) for w in words if w[0].isupper()}
    head = _singular(words[-1])
    is_name = words[-1][0].isupper() and bool(names & ORGANISATION)
    is_metonym = words[-1].lower() in _PLATFORMS | _GOVERNMENTS
    return is_name or is_metonym or head in _PAPERS | _OFFICES | ORGANISATION


def _is_group(head: str) -> bool:
    """Whether the last word for a speaker is a noun for people: "critics", "Republicans"."""
    low = lower(head)
    is_noun = _singular(low) in PEOPLE_NOUNS or low in (GROUPS - _OFFICES) | _SEVERAL
    return is_noun or bool(_PEOPLES.search(low))
