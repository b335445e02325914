"""The adjudicator, asked over real HTTP on loopback, with whatever can go wrong there."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from ipaddress import ip_network
from pathlib import Path

import pytest
import trustme

from coverage.errors import UsageError
from coverage.matching import adjudicator
from coverage.matching.adjudicator import KEY, MISSES, PROMPT, Adjudicator, AdjudicatorOptions
from coverage.matching.endpoints import Endpoint
from coverage.matching.verdicts import MAX_REASON, Verdict, Verdicts
from tests.matching.endpoint import (
    Asked,
    Reply,
    chat,
    chatting,
    closing,
    dripping,
    flooding,
    hanging,
    saying,
    verdict,
)

FREE = "The ferry is free."
COSTLESS = "Crossing by ferry costs nothing."
SHUT = "The bridge is shut."


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY, raising=False)


def judging(base: str, cache: Path | None = None, seconds: float = 5) -> Adjudicator:
    return Adjudicator(AdjudicatorOptions(base, "some-model"), cache, seconds)


def test_it_is_asked_with_the_fixed_prompt_at_temperature_0() -> None:
    """Who has a key sends it; it stands in no question."""
    with chatting(saying(verdict(True, "Both say the ferry is free."))) as endpoint:
        found = judging(endpoint.base)(FREE, COSTLESS)
        (question,) = endpoint.asked
        assert endpoint.paths == ["/v1/chat/completions"]
        assert endpoint.keys == [None]
    assert found == Verdict(True, "Both say the ferry is free.")
    assert question["messages"][0] == {"role": "system", "content": adjudicator.INSTRUCTIONS}
    assert json.loads(question["messages"][1]["content"]) == {"first": COSTLESS, "second": FREE}
    assert (question["model"], question["temperature"], question["seed"]) == ("some-model", 0, 0)
    assert question["response_format"] == {"type": "json_object"}
    assert question["stream"] is False


def test_the_key_comes_from_the_environment_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, " sesame\n")
    with chatting(saying(verdict(True))) as endpoint:
        judge = judging(endpoint.base)
        judge(FREE, COSTLESS)
        assert endpoint.keys == ["Bearer sesame"]
        assert "sesame" not in json.dumps([endpoint.asked, judge.names(), judge.counts()])
    monkeypatch.setenv(KEY, "ses\name")
    with pytest.raises(UsageError, match=KEY):
        judging("http://127.0.0.1:1/v1")


def test_the_order_of_the_two_sentences_does_not_matter(tmp_path: Path) -> None:
    with chatting(saying(verdict(False))) as endpoint:
        judge = judging(endpoint.base, tmp_path)
        assert judge(FREE, SHUT) == judge(SHUT, FREE)
        assert len(endpoint.asked) == 1
        judging(endpoint.base)(SHUT, FREE)
        assert endpoint.asked[0] == endpoint.asked[1]
        judge.close()


def test_what_was_answered_is_not_asked_again(tmp_path: Path) -> None:
    """Not in the next build either; another model is another question, and so is another prompt."""
    with chatting(saying(verdict(True, "Both."))) as endpoint:
        for _ in range(2):
            judge = judging(endpoint.base, tmp_path)
            assert judge(FREE, COSTLESS) == Verdict(True, "Both.")
            judge.close()
        assert len(endpoint.asked) == 1
        assert judge.counts()["n_from_cache"] == 1
        other = Adjudicator(AdjudicatorOptions(endpoint.base, "other-model"), tmp_path)
        other(FREE, COSTLESS)
        other.close()
        assert len(endpoint.asked) == 2
    kept = Verdicts(tmp_path)
    assert kept.get("some-model", PROMPT, (COSTLESS, FREE)) == Verdict(True, "Both.")
    assert kept.get("some-model", "other", (COSTLESS, FREE)) is None
    kept.close()
    assert FREE.encode() not in (tmp_path / "adjudicator.sqlite").read_bytes()


@pytest.mark.parametrize("content", [b"", b"no database" * 100])
def test_a_cache_that_cannot_be_read_counts_as_empty(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "adjudicator.sqlite").write_bytes(content)
    with chatting(saying(verdict(True))) as endpoint:
        for _ in range(2):
            judge = judging(endpoint.base, tmp_path)
            assert judge(FREE, COSTLESS) is not None
            judge.close()
        assert len(endpoint.asked) == 1


def test_a_cache_that_cannot_be_written_costs_only_the_asking(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with chatting(saying(verdict(True))) as endpoint:
        judge = judging(endpoint.base, tmp_path / "file")
        assert judge(FREE, COSTLESS) == judge(FREE, COSTLESS) != None  # noqa: E711
        assert len(endpoint.asked) == 2


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ('{"same": true, "reason": "Both."}', Verdict(True, "Both.")),
        ('Sure! Here it is:\n```json\n{"same": false,\n "reason": "No."}\n```\nHappy to help {',
         Verdict(False, "No.")),
        ('<think>Perhaps {"same": true}?</think>{"same": false}', Verdict(False, "")),
        ('{"same": true, "reason": 7, "more": {"same": false}}', Verdict(True, "")),
        ('{"same": true, "reason": " a\\n\\u0007 b\\ud83d "}', Verdict(True, "a b")),
        (json.dumps({"same": True, "reason": "b" * 5000}), Verdict(True, "b" * MAX_REASON)),
    ],
)  # fmt: skip
def test_a_verdict_is_read_whatever_stands_around_it(content: str, found: Verdict) -> None:
    with chatting(saying(chat(content))) as endpoint:
        assert judging(endpoint.base)(FREE, COSTLESS) == found


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (saying(b"", 401), "it refuses the key (HTTP 401)"),
        (saying(b"", 404), "it has no such model or address (HTTP 404)"),
        (saying(b"", 429), "it asks for a pause (HTTP 429)"),
        (saying(b"oh", 500), "it refuses the question (HTTP 500)"),
        (saying(b""), "its answer is no JSON"),
        (saying(b"<html>"), "its answer is no JSON"),
        (saying(b"\xff\xfe\x00"), "its answer is no JSON"),
        (saying(b"[" * 60_000), "its answer is no JSON"),
        (saying(b"[]"), "its answer is no JSON object"),
        (saying(b"{}"), "its answer holds no message"),
        (saying(b'{"choices": []}'), "its answer holds no message"),
        (saying(b'{"choices": {"0": 1}}'), "its answer holds no message"),
        (saying(chat(None)), "its answer holds no message"),
        (saying(chat("They are the same.")), "its answer holds no verdict"),
        (saying(chat('{"a":' * 1_500)), "its answer holds no verdict"),
        (saying(verdict("true")), "its answer holds no verdict"),
        (saying(verdict(1)), "its answer holds no verdict"),
        (saying(chat('{"same": true} or {"same": false}')), "its answer holds two verdicts"),
        (saying(chat("{" * 9_000)), "its answer is longer than a verdict"),
        (saying(chat("b" * 70_000)), "its answer is larger than 64 KB"),
        (flooding, "its answer is larger than 64 KB"),
        (closing, "the connection broke off"),
        (lambda asked: asked.connection.close(), "the connection broke off"),
    ],
)
def test_a_fault_is_counted_with_its_reason(reply: Reply, reason: str, tmp_path: Path) -> None:
    """Nobody knows then, nothing is kept, and the next question is asked."""
    with chatting(reply) as endpoint:
        judge = judging(endpoint.base, tmp_path)
        assert judge(FREE, COSTLESS) is None
        assert judge.counts()["missed"] == {reason: 1}
        assert not judge.is_complete
        endpoint.reply = saying(verdict(True))
        assert judge(FREE, COSTLESS) == Verdict(True, "Both say so.")
        judge.close()


@pytest.mark.parametrize("reply", [hanging, dripping])
def test_an_answer_has_its_time(reply: Reply) -> None:
    """Whether nothing comes, or a byte now and then for ever."""
    with chatting(reply) as endpoint:
        judge = judging(endpoint.base, seconds=0.4)
        began = time.monotonic()
        assert judge(FREE, COSTLESS) is None
        assert time.monotonic() - began < 5
        assert judge.counts()["missed"] == {"it does not answer within 0.4 seconds": 1}


def test_where_nobody_listens_is_a_miss() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        judge = judging(f"http://127.0.0.1:{free.getsockname()[1]}/v1")
        assert judge(FREE, COSTLESS) is None
        (reason,) = judge.counts()["missed"]
        assert "takes no connection there" in reason


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    """The text goes to the machine that was named, and to no other."""
    with chatting(saying(verdict(True))) as other:
        there = f"{other.base}/chat/completions"
        with chatting(saying(b"", status, Location=there)) as endpoint:
            judge = judging(endpoint.base)
            assert judge(FREE, COSTLESS) is None
            assert judge.counts()["missed"] == {f"it leads to another address (HTTP {status})": 1}
        assert other.asked == []


def test_an_endpoint_without_json_mode_is_asked_in_plain_words() -> None:
    """It refuses the form once; from then on it is not sent."""

    def plain(asked: Asked) -> None:
        status = 400 if "response_format" in asked.question else 200
        asked.answer(verdict(True) if status == 200 else b"unknown field", status)

    with chatting(plain) as endpoint:
        judge = judging(endpoint.base)
        assert judge(FREE, COSTLESS) is not None
        assert judge(FREE, SHUT) is not None
        assert ["response_format" in question for question in endpoint.asked] == [
            True,
            False,
            False,
        ]
        assert judge.is_complete


def test_after_some_misses_in_a_row_it_is_asked_no_more(tmp_path: Path) -> None:
    """What is kept goes on counting; a verdict in between begins the row anew."""
    with chatting(saying(b"", 500)) as endpoint:
        Verdicts(tmp_path).add("some-model", PROMPT, (FREE, SHUT), Verdict(False, ""))
        judge = judging(endpoint.base, tmp_path)
        for number in range(MISSES - 1):
            assert judge(FREE, f"Sentence {number}.") is None
        endpoint.reply = saying(verdict(True))
        assert judge(FREE, COSTLESS) is not None
        endpoint.reply = saying(b"", 500)
        for number in range(MISSES + 2):
            assert judge(FREE, f"Sentence {number}.") is None
        assert judge(FREE, SHUT) == Verdict(False, "")
        assert len(endpoint.asked) == MISSES - 1 + 1 + MISSES
        judge.close()
    counts = judge.counts()
    assert judge.has_stopped
    assert (counts["n_same"], counts["n_different"], counts["n_not_asked"]) == (1, 1, 2)
    assert adjudicator.summary("some-model", counts) == [
        "some-model judged 2 pairs in doubt: 1 the same, the others not.",
        f"some-model gave no verdict on {2 * MISSES - 1} pairs: "
        "it refuses the question (HTTP 500).",
        f"After {MISSES} misses in a row it was not asked about 2 more; the next build asks again.",
    ]


@pytest.mark.parametrize(
    "base",
    [
        "localhost:11434/v1",
        "ftp://127.0.0.1/v1",
        "http://",
        "http://ada:sesame@127.0.0.1/v1",
        "http://127.0.0.1/v1?key=sesame",
    ],
)
def test_an_address_that_cannot_be_used_is_refused(base: str) -> None:
    with pytest.raises(UsageError) as refused:
        Endpoint(base)
    assert "sesame" not in str(refused.value)


@pytest.mark.parametrize(
    "base", ["http://127.0.0.1:9/v1/", "http://127.0.0.1:9/v1/chat/completions"]
)
def test_the_whole_address_does_as_well_as_its_base(base: str) -> None:
    assert Endpoint(base)._url.path == "/v1/chat/completions"


def reached(line: socket.socket) -> list[str]:
    """Who connects to `line` in a moment."""
    line.settimeout(0.3)
    try:
        connection, (address, _) = line.accept()
    except TimeoutError:
        return []
    connection.close()
    return [address]


def own_address() -> str:
    """An address of this machine that is not loopback; skips the test where there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        try:
            line.connect(("192.0.2.1", 9))  # sends nothing
        except OSError:
            pytest.skip("this machine has no address but loopback")
        return str(line.getsockname()[0])


def test_another_machine_is_not_even_connected_to_unless_its_network_is_allowed() -> None:
    """Here this machine by its outer address, which anybody on its network could be."""
    here = own_address()
    with socket.create_server((here, 0)) as line:
        base = f"http://{here}:{line.getsockname()[1]}/v1"
        with pytest.raises(UsageError, match=f"--allow-network {here} lets it be asked"):
            Endpoint(base)
        with pytest.raises(UsageError):
            Endpoint(base, [ip_network("203.0.113.0/24")])
        assert reached(line) == []
        allowed = Endpoint(base, [ip_network(here)], seconds=0.3)
        assert allowed.host in allowed.warning
        assert "leave this machine" in allowed.warning
        assert "unencrypted" in allowed.warning
        judge = Adjudicator(AdjudicatorOptions(base, "some-model", networks=(here,)), seconds=0.3)
        asking = threading.Thread(target=judge, args=(FREE, COSTLESS))
        asking.start()
        assert reached(line) == [here]
        asking.join()


@pytest.mark.parametrize("host", ["192.0.2.7", "[2001:db8::7]", "[::ffff:192.0.2.7]"])
def test_a_machine_that_is_not_this_one_is_refused(host: str) -> None:
    with pytest.raises(UsageError, match="would leave"):
        Endpoint(f"https://{host}/v1")


def test_a_safe_connection_is_made_only_to_whom_a_certificate_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Else the question is not sent."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with chatting(saying(verdict(True)), context) as endpoint:
        base = endpoint.base.replace("http://", "https://")
        judge = judging(base)
        assert judge(FREE, COSTLESS) is None
        assert judge.counts()["missed"] == {"its certificate does not hold": 1}
        assert endpoint.asked == []
        authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        assert judge(FREE, COSTLESS) is not None


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.8.9.10", "[::ffff:127.0.0.1]"])
def test_this_machine_needs_no_permission_and_no_warning(host: str) -> None:
    assert Endpoint(f"http://{host}:11434/v1").warning == ""
    assert Endpoint(f"http://{host}:11434/v1", [ip_network("10.0.0.0/8")]).warning == ""


def test_a_name_that_nobody_has_is_a_miss_and_no_error() -> None:
    """The machine may be there when the app builds again."""
    judge = judging("http://nobody.invalid:11434/v1")
    assert judge(FREE, COSTLESS) is None
    assert list(judge.counts()["missed"]) == ["no machine is called nobody.invalid"]
