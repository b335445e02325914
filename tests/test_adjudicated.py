"""A build with an adjudicator: what it asks, says, stores and is named by."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coverage import additions
from coverage.__main__ import EXIT_OK, EXIT_USAGE, main
from coverage.building import Built, build, rebuild
from coverage.errors import UsageError
from coverage.matching.adjudication import DIFFERENT, MARGIN, SAME
from coverage.matching.adjudicator import KEY, PROMPT, AdjudicatorOptions
from coverage.settings import Settings
from coverage.store import Snapshot
from coverage.views import methods, panel, queries
from tests.examples import write_pages
from tests.matching.endpoint import Asked, Chat, chatting, saying, verdict

SETTINGS = Settings(match_sure=0.97, match_possible=0.02, link_floor=0.02)
"""Nearly every pair is in doubt, whatever the matcher thinks of it."""


def in_turn(asked: Asked) -> None:
    """The first pair is the same, the second is not, and so on."""
    asked.answer(verdict(len(asked.server.asked) % 2 == 1, "By turns."))


@pytest.fixture
def endpoint() -> Iterator[Chat]:
    with chatting(in_turn) as found:
        yield found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pages(tmp_path_factory.mktemp("inputs") / "pages")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "data" / "current"


def built(pages: Path, out: Path, base: str, pairs: int = 5, use_cache: bool = True) -> Built:
    options = AdjudicatorOptions(base, "some-model", pairs)
    return build([pages], out, settings=SETTINGS, adjudicator=options, use_cache=use_cache)


def test_verdicts_are_stored_with_their_pairs(pages: Path, out: Path, endpoint: Chat) -> None:
    counts = built(pages, out, endpoint.base).adjudicated
    assert len(endpoint.asked) == 5
    assert counts["n_same"] + counts["n_different"] == 5
    with Snapshot(out) as snapshot:
        links = snapshot.query("FROM links WHERE adjudicated != '' ORDER BY sentence_a, sentence_b")
        rest = snapshot.query("FROM links WHERE adjudicated = ''")
        manifest = snapshot.manifest
    assert len(links) >= 5
    assert set(links["adjudicated"]) == {SAME, DIFFERENT}
    assert set(links["adjudicated_by"]) == {"some-model"}
    assert set(links["reason"]) == {"By turns."}
    moved = {SAME: SETTINGS.match_sure + MARGIN, DIFFERENT: SETTINGS.match_possible - MARGIN}
    assert links["probability"].tolist() == pytest.approx(links["adjudicated"].map(moved).tolist())
    assert links["matched"].between(SETTINGS.match_possible, SETTINGS.match_sure).all()
    assert rest["matched"].isna().all()
    assert manifest["adjudicated"] == counts
    host = endpoint.base.removeprefix("http://").removesuffix("/v1")
    assert manifest["adjudicator"] == {
        "host": host, "model": "some-model", "prompt": PROMPT, "pairs": 5,
    }  # fmt: skip


def test_the_app_says_which_sentences_are_in_a_claim_by_its_verdict(
    pages: Path, out: Path, endpoint: Chat
) -> None:
    endpoint.reply = saying(verdict(True, "Both."))
    built(pages, out, endpoint.base)
    with Snapshot(out) as snapshot:
        told = {
            claim: queries.mentions(snapshot, claim) for claim in snapshot.table("claims").claim_id
        }
        links = snapshot.query("FROM links WHERE adjudicated = 'same'")
        pairs = {frozenset((row.sentence_a, row.sentence_b)) for row in links.itertuples()}
        assert "some-model" in methods._snapshot(snapshot)
        assert "<dt>weighed on</dt>" in methods._weighed(snapshot)
    seen = 0
    for rows in told.values():
        for row in rows.to_dict("records"):
            others = set(rows["sentence_id"]) - {row["sentence_id"]}
            is_judged = any(frozenset((row["sentence_id"], other)) in pairs for other in others)
            assert (row["judges"] == "some-model") is is_judged
            place = {"role": "body", "place": 1, "n_body": 2, "text": "It is shut."}
            sentence = row | place | {"judges": "<some-model>"}
            assert "in part judged by &lt;some-model&gt;" in panel._sentence(
                sentence, set(), "", False
            )
            sentence["judges"] = None
            assert "judged" not in panel._sentence(sentence, set(), "", False)
            seen += is_judged
    assert seen >= 2


def test_without_one_nobody_is_asked_and_nothing_is_marked(
    pages: Path, out: Path, endpoint: Chat
) -> None:
    plain = build([pages], out, settings=SETTINGS)
    with Snapshot(out) as snapshot:
        assert set(snapshot.table("links")["adjudicated"]) == {""}
        assert "adjudicator" not in snapshot.manifest
        claim = snapshot.table("claims").claim_id.iloc[0]
        assert queries.mentions(snapshot, claim)["judges"].isna().all()
    assert (plain.adjudicated, endpoint.asked) == ({}, [])


def test_it_is_part_of_what_names_a_snapshot(pages: Path, out: Path, endpoint: Chat) -> None:
    """With it, without it, and with another bound are three; the same again computes nothing."""
    plain = build([pages], out, settings=SETTINGS)
    first = built(pages, out, endpoint.base)
    other = built(pages, out, endpoint.base, pairs=6)
    assert len({plain.folder, first.folder, other.folder}) == 3
    assert len(endpoint.asked) == 6  # five of them were known
    again = built(pages, out, endpoint.base)
    assert (again.is_new, again.folder) == (False, first.folder)
    assert again.adjudicated == first.adjudicated
    assert len(endpoint.asked) == 6


def test_without_the_cache_it_is_asked_anew_and_its_answers_are_published(
    pages: Path, out: Path, endpoint: Chat
) -> None:
    """Who has changed the model behind a name sees what it says now."""
    built(pages, out, endpoint.base)
    endpoint.reply = saying(verdict(False))
    again = built(pages, out, endpoint.base, use_cache=False)
    assert len(endpoint.asked) == 10
    with Snapshot(out) as snapshot:
        links = snapshot.query("FROM links WHERE adjudicated != ''")
    assert again.folder == out.resolve()
    assert set(links["adjudicated"]) == {DIFFERENT}


def test_what_fails_leaves_the_matcher_s_word_and_is_tried_again(
    pages: Path, out: Path, endpoint: Chat
) -> None:
    """The build goes on; the snapshot is another than the one in which all were answered."""
    endpoint.reply = saying(b"", 503)
    failed = built(pages, out, endpoint.base)
    assert failed.adjudicated["missed"] == {"it refuses the question (HTTP 503)": 3}
    assert failed.adjudicated["n_not_asked"] == 2
    plain = build([pages], out.with_name("plain"), settings=SETTINGS)
    with Snapshot(failed.folder) as one, Snapshot(plain.folder) as other:
        for table in ("links", "claims", "mentions", "emphasis"):
            assert one.table(table).equals(other.table(table)), table
    endpoint.reply = in_turn
    whole = built(pages, out, endpoint.base)
    assert whole.is_new
    assert whole.folder != failed.folder
    assert whole.adjudicated["missed"] == {}
    assert built(pages, out, endpoint.base).is_new is False


def test_the_app_builds_with_it_too(pages: Path, out: Path, endpoint: Chat) -> None:
    first = built(pages, out, endpoint.base)
    assert rebuild(out).folder == first.folder
    additions.add(out, "ferry.txt", b"The ferry to the east bank is free. " * 20, "ada")
    again = rebuild(out)
    assert again.is_new
    with Snapshot(out) as snapshot:
        assert snapshot.manifest["asked"]["adjudicator"]["url"] == endpoint.base


def test_the_key_is_kept_nowhere(
    pages: Path, out: Path, endpoint: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY, "sesame-7f3a")
    built(pages, out, endpoint.base)
    assert set(endpoint.keys) == {"Bearer sesame-7f3a"}
    files = [file for file in out.parent.rglob("*") if file.is_file()]
    assert len(files) > 10
    assert not [file for file in files if b"sesame-7f3a" in file.read_bytes()]


def test_text_that_leaves_the_machine_is_told_before_it_goes(
    pages: Path, out: Path, endpoint: Chat
) -> None:
    """A network is allowed here in which the name may stand; that nobody has it is a miss."""
    options = AdjudicatorOptions(
        "http://nobody.invalid/v1", "some-model", 5, networks=("192.0.2.0/24",)
    )
    told: list[str] = []
    first = build([pages], out, settings=SETTINGS, adjudicator=options, warn=told.append)
    assert told == [
        "Sentences of the articles leave this machine: they go to nobody.invalid, "
        "unencrypted (http)."
    ]
    assert first.adjudicated["missed"] == {"no machine is called nobody.invalid": 3}
    local = AdjudicatorOptions(endpoint.base, "some-model", 5)
    build([pages], out, settings=SETTINGS, adjudicator=local, warn=told.append)
    assert len(told) == 1


def test_a_machine_elsewhere_is_refused_before_anything_is_read(out: Path) -> None:
    options = AdjudicatorOptions("https://192.0.2.7/v1", "some-model")
    with pytest.raises(UsageError, match=r"--allow-network 192\.0\.2\.7"):
        build([Path("nowhere")], out, adjudicator=options)
    assert not out.parent.exists()


def test_the_command_line_asks_and_tells(
    pages: Path, out: Path, endpoint: Chat, capsys: pytest.CaptureFixture[str]
) -> None:
    """How many pairs are in doubt at the shipped thresholds is the matcher's affair."""
    arguments = ["build", str(pages), "--out", str(out), "--adjudicator", endpoint.base]
    assert main([*arguments, "--adjudicator-model", "some-model", "--adjudicator-pairs", "3"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    n = len(endpoint.asked)
    assert n <= 3
    said = f"some-model judged {n} pairs in doubt" if n else "some-model was not asked."
    assert said in printed.out
    shutil.rmtree(out.parent)
    endpoint.reply = saying(b"", 500)
    assert main([*arguments, "--adjudicator-model", "some-model"]) == EXIT_OK
    printed = capsys.readouterr()
    assert ("gave no verdict" in printed.out) is bool(n)


def test_the_command_line_warns_in_one_line_that_text_leaves(
    pages: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["build", str(pages), "--out", str(out), "--adjudicator", "https://nobody.invalid"]
    arguments += ["--adjudicator-model", "some-model", "--allow-network", "192.0.2.0/24"]
    assert main(arguments) == EXIT_OK
    assert capsys.readouterr().err == (
        "coverage: Sentences of the articles leave this machine: they go to nobody.invalid.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--adjudicator", "https://192.0.2.7/v1", "--adjudicator-model", "m"], "would leave it"),
        (["--adjudicator", "http://127.0.0.1:9/v1"], "--adjudicator-model"),
        (["--adjudicator", "", "--adjudicator-model", "m"], "address cannot be used"),
        (["--adjudicator-model", "m"], "There is no adjudicator"),
        (["--allow-network", "10.0.0.0/8"], "There is no adjudicator"),
    ],
)
def test_wrong_usage_is_one_sentence(
    out: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["build", "nowhere", "--out", str(out), *arguments]) == EXIT_USAGE
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.err.count("\n") == 1
