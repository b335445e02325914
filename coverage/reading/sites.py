"""How a site wants to be asked: what its robots.txt allows, how often, and when it says stop.

RFC 9309: a robots.txt that is not there (4xx) allows everything, one that cannot be had (5xx, no
connection) nothing for now. Its `Crawl-delay` and `Request-rate`, and the `Retry-After` of an
answer, are waited for up to `Limits.longest_pause`.
"""

from __future__ import annotations

import dataclasses
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from protego import Protego
from urllib3.util import Url

from coverage.reading.answers import AGENT, OK, Answer, get, parse
from coverage.reading.decoding import MAX_BYTES
from coverage.reading.hosts import Limits, NotFetched, Unreachable

_MAX_ROBOTS = 512 * 1024  # bytes; RFC 9309 asks for 500 KiB at least
_TOO_MANY, _UNAVAILABLE = 429, 503
_CLIENT_ERRORS = range(400, 500)
_SERVER_ERRORS = range(500, 600)
_REASONS = {
    401: "the site does not let programs read it",
    403: "the site does not let programs read it",
    404: "the site has no such page; check the address",
    410: "the site has this page no more",
    429: "the site asks for fewer requests; try again later",
    451: "the site may not show it, for legal reasons",
}


@dataclass(slots=True)
class _Site:
    rules: Protego
    closed: str | None = None  # why it is not asked any more


class Sites:
    """The sites of one run, each asked as it wants to be."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._sites: dict[str, _Site] = {}  # by scheme, host and port
        self._free: dict[str, float] = {}  # host -> when it may be asked again

    def page(self, url: str, kinds: frozenset[str], max_bytes: int = MAX_BYTES) -> Answer:
        """The answer to `url` with status 200, of one of `kinds`. Raises `NotFetched`.

        A site that is busy and says for how long is asked once more.
        """
        limits = self._limits_of(max_bytes)
        answer = get(url, limits, kinds, self.may)
        wait = _retry_after(answer)
        if wait is not None and wait <= self._limits.longest_pause:
            self._hold(answer.url, wait)
            answer = get(answer.url, limits, kinds, self.may)
            wait = _retry_after(answer)
        if answer.status == OK:
            return answer
        reason = _reason(answer.status, wait)
        if answer.status == _TOO_MANY:
            self._site(answer.url).closed = reason
        raise NotFetched(reason)

    def _limits_of(self, max_bytes: int) -> Limits:
        """The run's limits with a size of at most `max_bytes`."""
        size = min(max_bytes, self._limits.max_bytes)
        return dataclasses.replace(self._limits, max_bytes=size)

    def may(self, url: Url) -> None:
        """Wait until `url` may be asked. Raises `NotFetched` where it never may in this run."""
        site = self._site(url.url)
        if site.closed is not None:
            raise NotFetched(site.closed)
        if not site.rules.can_fetch(url.url, AGENT):
            raise NotFetched("the site's robots.txt asks programs not to read it")
        self._wait(url, _pause(site.rules))

    def _wait(self, url: Url, pause: float = 0.0) -> None:
        """Wait for the turn of the host of `url`, and take it for `pause` seconds at least."""
        host = url.host or ""
        time.sleep(max(0.0, self._free.get(host, 0.0) - time.monotonic()))
        pause = min(max(pause, self._limits.pause), self._limits.longest_pause)
        self._free[host] = time.monotonic() + pause

    def _hold(self, url: str, seconds: float) -> None:
        """Leave the host of `url` alone for `seconds`."""
        host = parse(url).host or ""
        self._free[host] = max(self._free.get(host, 0.0), time.monotonic() + seconds)

    def _site(self, url: str) -> _Site:
        parsed = parse(url)
        root = f"{parsed.scheme}://{parsed.netloc}"
        if root not in self._sites:
            self._sites[root] = self._asked(root)
        return self._sites[root]

    def _asked(self, root: str) -> _Site:
        """What the robots.txt of the site at `root` says."""
        limits = self._limits_of(_MAX_ROBOTS)
        everything = Protego.parse("")
        try:
            answer = get(f"{root}/robots.txt", limits, may=self._wait)
        except Unreachable as error:
            return _Site(everything, closed=str(error))
        except NotFetched as error:
            return _Site(everything, closed=f"the site's robots.txt cannot be read: {error}")
        if answer.status == OK:
            return _Site(Protego.parse(answer.body.decode("utf-8-sig", errors="replace")))
        if answer.status in _CLIENT_ERRORS and answer.status != _TOO_MANY:
            return _Site(everything)
        reason = _reason(answer.status, _retry_after(answer))
        return _Site(everything, closed=f"the site's robots.txt cannot be read: {reason}")


def _pause(rules: Protego) -> float:
    """Seconds between two requests that a robots.txt asks for; 0 where it does not say."""
    rate = rules.request_rate(AGENT)
    by_rate = rate.seconds / rate.requests if rate is not None and rate.requests else 0.0
    return max(rules.crawl_delay(AGENT) or 0.0, by_rate)


def _retry_after(answer: Answer) -> float | None:
    """Seconds for which a busy site asks to be left alone; `None` where it is not or says none."""
    stated = answer.header("retry-after").strip()
    if answer.status not in {_TOO_MANY, _UNAVAILABLE} or not stated:
        return None
    try:
        return max(0.0, float(int(stated)))
    except (ValueError, OverflowError):  # a time, not seconds
        pass
    try:
        until = parsedate_to_datetime(stated)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _reason(status: int, wait: float | None) -> str:
    """Why an answer with `status` holds no page; `wait`: seconds that the site asks to wait."""
    if wait is not None:
        return f"the site asks to be left alone for {wait:.0f} seconds ({status})"
    known = _REASONS.get(status)
    if known is None and status in _SERVER_ERRORS:
        known = "the site has a fault; try again later"
    return f"{known or 'the site does not send the page'} ({status})"
