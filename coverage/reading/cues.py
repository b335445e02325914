"""Marks by which a line of a page shows what it is: addresses, times, bylines, furniture.

Vocabulary, not verdicts: `lines` and `furniture` weigh these against length, wording and
neighbours. The words are those of web pages in general, none of one outlet.
"""

from __future__ import annotations

import re

from coverage.reading import months, zones

URL = re.compile(r"(?:https?:)?//[^\s<>\"]+|\bwww\.[^\s<>\"]+")
# Repetitions are bounded, so that a page of one endless word costs no endless time.
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
MARKUP_PATH = re.compile(
    r"(?<!\S)/[^\s@]{3,200}@\S{0,300}|</?\w{1,20}[^<>]{0,500}>|\b\w{1,40}\[@[^\]]{0,80}\]"
)
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg)\b", re.I)
ICON = re.compile(r"\b[a-z]+(?:_[a-z]+)+|\b\w*icon\b")

_MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
# What stands right behind a time of day; of letters nobody knows, those that end as zones' do.
_ZONE = (
    rf"(?:(?-i:{zones.ABBREVIATION}(?!\w)(?:\s?[+-]\d{{1,2}}(?::?\d{{2}})?)?|[A-Z]{{2,4}}T\b|"
    rf"{zones.SMALL}|"
    r"(?:[A-Z]\w+\s){1,2}(?:[Ll]ocal\s)?[Tt]im(?:e|ing)\b|[Ll]ocal [Tt]ime\b)|[+-]\d{2}:?\d{2}\b)"
)
CLOCK = (
    r"(?<!\d)\d{1,2}(?:[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|\s?[ap]\.?m\b\.?)"
    rf"(?:\s?\(?{_ZONE}\)?)?"
)
DAY = (
    r"(?:(?<!\d)\d{1,2}(?:st|nd|rd|th|er|º|\.)?\s(?:of\s|de\s)?"
    rf"(?:{_MONTHS}|{months.ANY}(?!\w)\.?),?\s(?:de\s)?\d{{4}}(?!\d)|"
    rf"{_MONTHS}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?:\d{{4}})(?!\d)|"
    r"(?<!\w)[^\W\d_]{3,12}\s\d{1,2},\s(?:19|20)\d{2}(?!\d)|"
    r"(?<!\d)\d{4}(?:-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\s?\d{1,2}\.\s?\d{1,2}|"
    r"\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일])(?!\d)|"
    r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{4}(?!\d))"
)
ISO_STAMP = re.compile(
    r"(?<!\d)\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|\s?[+-]\d{2}:?\d{2})?"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s)?"
STAMP = re.compile(
    rf"{ISO_STAMP.pattern}|"
    rf"{DAY}(?:[\s,|·–-]{{1,4}}(?:(?:at|um|à|alle|kl\.?|в|às)\s|Hour:\s)?{CLOCK})?|"
    rf"{CLOCK},?\s{_WEEKDAY}{DAY}",
    re.I,
)
TIMED_DAY = re.compile(
    rf"\d{{1,2}}\s{_MONTHS},?\s\d{{4}},?\s{CLOCK}|{_MONTHS}\s\d{{1,2}},?\s\d{{4}},?\s(?:at\s)?{CLOCK}",
    re.I,
)
FETCHED = re.compile(r"^\s*date (\d{4}-\d{2}-\d{2})\b")
AGE = re.compile(
    r"(\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s?"
    r"(second|sec|minute|min|hour|hr|day|week|month|year|h|m|d)s?\s+ago\b",
    re.I,
)
BYLINE = re.compile(
    r"^(?:(?:written|reported|posted|reviewed|edited|story|words) )?by[: ]\s*"
    r"(?P<name>\S.{1,80})$",
    re.I,
)
COPYRIGHT = re.compile(r"©|\(c\) ?\d{4}|\bcopyright\b|all rights reserved", re.I)
PHOTO = re.compile(
    r"©\s*(?!\d{4})\S|\b(?:photo|image|picture|video)s?(?: credits?| courtesy| by|:)|"
    r"\((?:[^()]{0,120} )?(?:photo|image|getty|reuters/|afp|file)[^()]{0,120}\)|getty images|"
    r"\bAP Photo\b|REUTERS/|\bvia AP\b|/ ?AP\b|shutterstock|\((?:photo|source|credit)\b",
    re.I,
)
# An agency in a paragraph's dateline, "PARIS (AFP) - ...", or behind its end, "(avec AFP)".
WIRE = re.compile(
    r"^[^()]{0,60}\((?![^()]*(?:photo|image|file|getty|courtesy))[^()]{2,30}\)\s?"
    r"(?:[—–]|\.?--?\s)|\((?:avec|with|mit|con)\s[^()]{2,40}\)\W*$",
    re.I,
)
# Lines after which the article is over: what readers say, and what else there is to read.
COMMENTS = re.compile(
    r"^(?:\d+ )?(?:comments?(?: \(\d+\))?|(?:comments|responses|replies|thoughts) (?:to|on) .*|"
    r"no comments.*|leave a (?:reply|comment).*|(?:add|post|view|show|read)(?: \w+)? comments?.*|"
    r"join the (?:conversation|discussion).*)\W*$",
    re.I,
)
ENDING = re.compile(
    r"^(?:(?:you )?(?:may|might) (?:also )?(?:like|be interested).*|recommended(?: for you)?|"
    r"(?:related|more|latest|top|popular|trending|recent|other|similar)"
    r" (?:\w+ )?(?:articles?|stories|story|news|posts?|topics?|content|links?|coverage|reading)|"
    r"most (?:read|popular|viewed|recent|shared)|more (?:from|on|in) .*|trending(?: now)?|"
    r"(?:about|share|tags?|filed under|topics|sponsored|promoted)\b.{0,40}|read next|up next|"
    r"(?:next|previous) (?:article|post|story)|sign up .*|newsletters?|advertisement)\W*$",
    re.I,
)
# The same where a folded page has them in mid-line: known by their capitals.
ENDING_PHRASE = re.compile(
    r"(?<!\S)(?:(?:Related|Recent|Latest|Similar|Popular|Trending|Recommended|Sponsored|Promoted) "
    r"(?:[A-Za-z]+ )?(?:[Aa]rticles?|[Ss]tor(?:y|ies)|[Ll]inks?|[Nn]ews|[Pp]osts?|[Tt]opics?|"
    r"[Cc]ontent|[Cc]overage|[Ss]earches)|(?:Most|MOST) (?i:read|popular|viewed|commented|shared)|"
    r"(?:Trending|TRENDING)(?: [Nn]ow| NOW)?|(?:Share|SHARE) (?:this|THIS)|(?:Read|Up) [Nn]ext|"
    r"(?:Next|Previous) (?:[Aa]rticle|[Pp]ost|[Ss]tory)|You (?:[Mm]ay|[Mm]ight) (?i:also )?[Ll]ike|"
    r"More (?:From|On|In)|(?:Filed|FILED) (?i:under)|(?:DON'T|Don't) (?i:miss)|SEE MORE|"
    r"Leave a (?:[Rr]eply|[Cc]omment)|(?:Post|Add|View|Show) (?:a |[Yy]our )?[Cc]omments?|"
    r"No [Cc]omments|\d+ (?:[Cc]omments|COMMENTS|[Rr]esponses to|[Tt]houghts on))(?!\w)"
)
# Sentences a page says of itself or asks of its reader, whatever it reports.
SELF = re.compile(
    r"\bcookies?\b|privacy policy|terms (?:of|and|&) (?:use|service|conditions)|"
    r"all rights reserved|\bsubscri(?:be|ption|ber)s?\b|\bnewsletters?\b|sign(?:ing)? (?:up|in)\b|"
    r"\blog ?(?:in|out)\b|\bregister\b(?= (?:now|for|to))|your (?:e-?mail|inbox|browser|account)|"
    r"click (?:here|to|on)|download (?:the|our|\w+ app)|\bthe app\b|app store|javascript|"
    r"follow us|like us|share this|read more|continue reading|e-?mail address|advertis(?:e|ing)\b|"
    r"this (?:site|website|material|article) (?:is|uses|may|was)|our (?:website|site|users)\b|"
    r"please (?:enable|wait|enter|try|note|read)|(?:reply|comment) (?:will|to)\b|"
    r"required fields|powered by|loading\b",
    re.I,
)
"""Furniture in sentences. One such phrase is weighed, and does not decide, in a long line."""
