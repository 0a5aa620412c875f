"""The command that takes replies in, run in a project of its own."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pypdf.generic import NameObject

from coaching_site.cli import main
from coaching_site.crypto.private_key import make_private_key, public_half
from coaching_site.editing import CannotEdit, Change
from coaching_site.editing import apply_edits as as_it_is
from coaching_site.replies import apply as taking
from coaching_site.replies.workbook import BY_HAND
from tests.cli.test_origin import NOTED
from tests.documents.test_pdf import renderer
from tests.fixture import CONTENT, ROOT
from tests.replies.browser import about, answer, lock, reply
from tests.replies.comparing import UNNAMED
from tests.replies.samples import TYPED, bases, folder_with, loaded
from tests.replies.workbooks import fill

PHRASE = "four words of mine"


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The coach's private key."""
    place = tmp_path_factory.mktemp("settings") / "key.pem"
    make_private_key(place, PHRASE)
    return place


@pytest.fixture(scope="module")
def key(pem: Path) -> dict[str, str]:
    """Its public half, as a portal carries it."""
    from coaching_site.crypto.private_key import open_private_key

    return public_half(open_private_key(pem, PHRASE))


@pytest.fixture
def project(tmp_path: Path, pem: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one engagement, which is the current folder."""
    (tmp_path / "content").symlink_to(CONTENT)
    folder_with(tmp_path / "engagements/jane-doe")
    shutil.copy(ROOT / "engagements/starter.yml", tmp_path / "engagements/starter.yml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACHING_SITE_PASSPHRASE", PHRASE)
    monkeypatch.setenv("AS_OF", "2026-11-24")
    monkeypatch.setenv("COLUMNS", "240")
    return tmp_path


def receive(pem: Path, *words: str, typed: str = "") -> Result:
    """Run `coaching-site receive` with a private key, and with what is typed when it asks."""
    command = ["receive", "--private-key", str(pem), *words]
    return CliRunner().invoke(main, command, input=typed, catch_exceptions=False)


def sent(project: Path, key: dict[str, str] | None, *items: Any, **more: Any) -> str:
    """Write a reply as a portal makes it, locked if there is a key, and return its path."""
    plain = json.dumps(reply(*items, **more), ensure_ascii=False).encode()
    path = project / ("reply.jwe" if key else "reply.json")
    path.write_bytes(lock(plain, key) if key else plain)
    return path.name


def file_of(project: Path) -> Path:
    """Return the engagement's file."""
    return project / "engagements/jane-doe/engagement.yml"


def seen(project: Path) -> dict[str, str]:
    """Return the bases that a portal built now would carry."""
    return bases(loaded(file_of(project).parent))


def test_a_reply_is_taken(project: Path, pem: Path, key: dict[str, str]) -> None:
    """What is new goes into the file after one question; the former file and the reply are kept,
    and a former file that is put back takes it once more."""
    before = file_of(project).read_bytes()
    item = answer("starters/one_thing", "Fewer calls.", base=seen(project)["starters/one_thing"])
    name = sent(project, key, item, id="a" * 32)
    raw = (project / name).read_bytes()
    result = receive(pem, name, typed="a\n")
    assert result.exit_code == 0
    assert "A thought starter: If one thing" in result.stdout
    assert "1 taken into engagements/jane-doe/engagement.yml" in result.stdout
    assert loaded(file_of(project).parent).starters["one_thing"] == ("Fewer calls.",)
    private = project / "engagements/jane-doe/private"
    assert [path.read_bytes() for path in (private / "backups").iterdir()] == [before]
    kept = private / f"replies/2026-11-24-{'a' * 32}.jwe"
    assert kept.read_bytes() == raw
    again = receive(pem, name)
    assert again.stderr == "reply.jwe: this reply was received before: nothing was changed\n"
    assert again.exit_code == 2
    file_of(project).write_bytes(before)
    assert "1 taken" in receive(pem, name, typed="a\n").stdout


def test_preparation_and_repeated_ticks_are_taken(
    project: Path, pem: Path, key: dict[str, str]
) -> None:
    """What prepares the next session comes to it, and each tick of a habit adds its day, once."""
    text = file_of(project).read_text("utf-8")
    ask = "      - what: Ask Priya   # first\n        started: 2026-10-01\n"
    habit = ask + "        id: ask-priya\n        every: week\n        done_on: 2026-11-10\n"
    session = "sessions:\n    - on: 2026-12-01   # at hers\n# the end"
    file_of(project).write_text(text.replace(ask, habit).replace("# the end", session), "utf-8")
    tick = "actions/depots/ask-priya"
    items = (
        answer("sessions/2026-12-01/stuck", "The call.", base=UNNAMED),
        {"kind": "action", "key": tick, "base": seen(project)[tick]}
        | {"value": {"note": None, "days": ["2026-11-10", "2026-11-17", "2026-11-23"]}}
        | about("Delegate", "Ask Priya"),
    )
    result = receive(pem, sent(project, key, *items), typed="a\n")
    assert "2 taken into engagements/jane-doe/engagement.yml" in result.stdout
    taken = loaded(file_of(project).parent)
    assert dict(taken.sessions[0].preparation) == {"stuck": ("The call.",)}
    days = [day.isoformat() for day in taken.goals[0].actions[0].done_on]
    assert days == ["2026-11-10", "2026-11-17", "2026-11-23"]
    written = file_of(project).read_text("utf-8")
    assert "# at hers" in written
    assert "# first" in written


def test_a_workbook_is_taken(project: Path, pem: Path) -> None:
    """What was typed into the PDF is shown and taken like a reply, once, and the PDF is kept.

    It has no signature, as is told; where a device is known, it is asked about first.
    """
    raw = fill(
        renderer(loaded(file_of(project).parent)).workbook(),
        {"starters/one_thing": "Fewer calls.", "ratings/team": NameObject("/6")}
        | {"goals/goal-2/deadline": "1 Feb 2027"},
        {"ModDate": "D:20261123183000+01'00'"},
    )
    (project / "workbook.pdf").write_bytes(raw)
    before = file_of(project).read_bytes()
    file_of(project).write_bytes(before + NOTED.encode())
    refused = receive(pem, "workbook.pdf", "--yes")
    assert (refused.exit_code, "Fewer calls." in refused.output) == (2, False)
    assert "It is a workbook, which has no signature" in refused.stdout
    assert "Fewer calls." in receive(pem, "workbook.pdf", "--accept", "unsigned", typed="n").stdout
    file_of(project).write_bytes(before)
    result = receive(pem, "workbook.pdf", typed="a\ny\n")
    assert "A workbook has no signature:" in result.stdout
    assert "A reply of Jane Doe, made on 2026-11-23" in result.stdout
    assert "2 taken into engagements/jane-doe/engagement.yml" in result.stdout
    assert BY_HAND in result.stdout
    taken = loaded(file_of(project).parent)
    assert taken.starters["one_thing"] == ("Fewer calls.",)
    assert [(str(one.on), one.scores) for one in taken.ratings] == [("2026-11-23", {"team": 7})]
    [kept] = (project / "engagements/jane-doe/private/replies").iterdir()
    assert (kept.suffix, kept.read_bytes()) == (".pdf", raw)
    again = receive(pem, "workbook.pdf")
    assert again.stderr == "workbook.pdf: this reply was received before: nothing was changed\n"


def test_nothing_is_written_without_a_yes(project: Path, pem: Path, key: dict[str, str]) -> None:
    """Who takes none changes nothing, and may receive the file again."""
    before = file_of(project).read_bytes()
    item = answer("starters/one_thing", "x", base=seen(project)["starters/one_thing"])
    result = receive(pem, sent(project, key, item), typed="n\n")
    assert (result.exit_code, file_of(project).read_bytes()) == (0, before)
    assert "Nothing was written." in result.stdout
    assert not (project / "engagements/jane-doe/private").exists()


def test_an_open_reply_says_so(project: Path, pem: Path) -> None:
    """A reply without an envelope is taken too, and the coach hears that it was not locked."""
    item = answer("starters/one_thing", "x", base=seen(project)["starters/one_thing"])
    result = receive(pem, sent(project, None, item), "--yes")
    assert "It was not encrypted on its way." in result.stdout
    assert loaded(file_of(project).parent).starters["one_thing"] == ("x",)


def conflict(project: Path, key: dict[str, str]) -> str:
    """Return a reply with one new answer and one that the coach has changed meanwhile."""
    then = seen(project)
    text = file_of(project).read_text("utf-8")
    file_of(project).write_text(text.replace("To be heard.", "To be heard out."), "utf-8")
    return sent(
        project,
        key,
        answer("starters/expectations", "To listen.", base=then["starters/expectations"]),
        answer("starters/one_thing", "x", base=then["starters/one_thing"]),
    )


@pytest.mark.parametrize(
    ("typed", "expected", "earlier", "kept"),
    [
        ("m", ("To be heard out.",), [], True),
        ("t", ("To listen.",), [("To be heard out.",)], True),
        ("b", ("To be heard out.", "To listen."), [("To be heard out.",)], True),
        ("s", ("To be heard out.",), [], False),
    ],
)
def test_a_conflict_is_decided(
    project: Path,
    pem: Path,
    key: dict[str, str],
    typed: str,
    expected: tuple[str, ...],
    earlier: list[tuple[str, ...]],
    kept: bool,
) -> None:
    """Mine, theirs, both or later: the coach decides, and an earlier wording is kept."""
    result = receive(pem, conflict(project, key), typed=f"a\n{typed}\n")
    assert result.exit_code == 0
    assert "conflict: it differs from what the portal showed" in " ".join(result.stdout.split())
    found = loaded(file_of(project).parent)
    assert found.starters["expectations"] == expected
    assert found.starters["one_thing"] == ("x",)
    history = [one.was for one in found.history if one.prompt == "starters/expectations"]
    assert history == earlier
    assert (project / "engagements/jane-doe/private/replies").exists() == kept


def test_yes_leaves_conflicts(project: Path, pem: Path, key: dict[str, str]) -> None:
    """`--yes` takes what does not conflict; the rest can be decided later from the same file."""
    name = conflict(project, key)
    result = receive(pem, name, "--yes")
    assert "1 taken into" in result.stdout
    assert "1 left. Receive the file again to decide: reply.jwe" in result.stdout
    assert loaded(file_of(project).parent).starters["expectations"] == ("To be heard out.",)
    later = receive(pem, name, typed="t\n")
    assert "received before" in later.stdout
    assert loaded(file_of(project).parent).starters["expectations"] == ("To listen.",)


def test_a_first_value_gets_its_name(project: Path, pem: Path, key: dict[str, str]) -> None:
    """The coach names the value that the portal asked for before there was any."""
    folder_with(project / "engagements/jane-doe", TYPED[: TYPED.index("values:")])
    name = sent(project, key, answer("values/1/reports/feel", "Safe.", base="0" * 16))
    result = receive(pem, name, typed="Calm\na\n")
    assert "The reply has answers for a first value, which has no name yet." in result.stdout
    (value,) = loaded(file_of(project).parent).values
    assert (value.name, value.shown_to) == ("Calm", {"reports": {"feel": ("Safe.",)}})


def test_what_is_gone_is_told(project: Path, pem: Path, key: dict[str, str]) -> None:
    """An answer for a goal that is not there any more is shown, and left to the coach."""
    name = sent(project, key, answer("goals/gone/why", "Because.", base="0" * 16))
    result = receive(pem, name, typed="y\n")
    assert "gone: Why " in result.stdout
    assert "1 cannot be taken; type what you want of it by hand." in result.stdout
    assert "Nothing was taken; that you have seen it is noted in engagements" in result.stdout
    assert receive(pem, name).exit_code == 2


def test_a_terminal_is_not_steered(project: Path, pem: Path, key: dict[str, str]) -> None:
    """Signs that turn text around, and markup, stand in the table as what they are."""
    base = seen(project)["starters/one_thing"]
    item = answer("starters/one_thing", "[red]a\u202eb\u200b[/red] :smile: \u2066", base=base)
    result = receive(pem, sent(project, key, item), typed="n\n")
    shown = " ".join(result.stdout.split())
    assert "[red]a‹U+202E›b‹U+200B›[/red] :smile: ‹U+2066›" in shown
    assert not set("\u202e\u200b\u2066\x1b") & set(result.output)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"engagement": "john"}, 'it is for another engagement: there is no engagement "john"'),
        ({"engagement": "../jane-doe"}, "this is not a reply made by a portal: engagement"),
        ({"on": "2026-11-26"}, "of 2026-11-26, which is still to come: if the clock"),
        ({"version": 4}, "the reply has the version 4: a newer coaching-site can read it"),
        ({"format": "coaching-drafts"}, "these are drafts, which only the portal reads"),
        ({"__proto__": {"x": 1}}, "this is not a reply made by a portal: __proto__"),
        ({"items": []}, "this is not a reply made by a portal: items"),
        (
            {"items": [answer("starters/one_thing", "a\x1b[31mb", base="0" * 16)]},
            "expected text without control characters, found",
        ),
        (
            {"items": [answer("starters/one_thing", "x" * 20_001, base="0" * 16)]},
            "this is not a reply made by a portal: items, 0, answer, value, 0",
        ),
    ],
)
def test_what_is_wrong_is_refused(
    project: Path, pem: Path, key: dict[str, str], change: dict[str, Any], problem: str
) -> None:
    """A wrong reply is refused in one line with exit code 2, and nothing is written."""
    before = fingerprint(project)
    item = answer("starters/one_thing", "x", base="0" * 16)
    result = receive(pem, sent(project, key, *change.pop("items", [item]), **change), "--yes")
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert problem in result.stderr
    assert fingerprint(project) == before


def fingerprint(project: Path) -> list[tuple[str, str]]:
    """Return what is in the engagements, file by file."""
    return [
        (path.name, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in sorted((project / "engagements").rglob("*"))
        if path.is_file()
    ]


def test_a_huge_file_is_not_read(project: Path, pem: Path) -> None:
    """A file of a hundred megabytes is refused by its size."""
    with (project / "huge.jwe").open("wb") as file:
        file.truncate(100_000_000)
    result = receive(pem, "huge.jwe")
    assert result.stderr == "huge.jwe: the file is larger than 8 MB, as no reply is\n"
    assert result.exit_code == 2


def test_an_engagement_with_problems_waits(project: Path, pem: Path, key: dict[str, str]) -> None:
    """A file that cannot be read is not written to: its problems come first."""
    name = sent(project, key, answer("starters/one_thing", "x", base="0" * 16))
    with file_of(project).open("a", encoding="utf-8") as file:
        file.write("\nstep: nine\n")
    result = receive(pem, name, "--yes")
    assert result.exit_code == 2
    assert 'step: expected a step from 1 to 7, found "nine"' in result.stderr


def test_a_wrong_passphrase(
    project: Path, pem: Path, key: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong passphrase is told, and nothing else happens."""
    monkeypatch.setenv("COACHING_SITE_PASSPHRASE", "another one")
    name = sent(project, key, answer("starters/one_thing", "x", base="0" * 16))
    result = receive(pem, name)
    assert result.stderr == f"{pem}: the passphrase is wrong\n"
    assert result.exit_code == 2


def test_what_cannot_be_put_leaves_the_others(
    project: Path, pem: Path, key: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One change that the file cannot take is left, with its line; all others are taken."""
    base = seen(project)
    names = ("starters/one_thing", "goals/depots/why", "starters/year", "goals/depots/pain")
    name = sent(project, key, *(answer(one, f"It is {one}.", base=base[one]) for one in names))

    def apply_edits(raw: bytes, changes: Sequence[Change], order: Any) -> bytes:
        if any(change.location[-1] == "why" for change in changes):
            raise CannotEdit("it is written in an odd way")
        return as_it_is(raw, changes, order)

    monkeypatch.setattr(taking, "apply_edits", apply_edits)
    result = receive(pem, name, "--yes")
    assert result.exit_code == 0
    assert "engagements/jane-doe/engagement.yml:19: Delegate: Why" in result.stdout
    assert "it cannot be put there safely, type it by hand" in result.stdout
    assert "3 taken into engagements/jane-doe/engagement.yml" in result.stdout
    assert "1 left. Receive the file again to decide: reply.jwe" in result.stdout
    (goal, _), starters = loaded(file_of(project).parent).goals, seen(project)
    assert (goal.why, goal.pain) == (("Because.",), ("It is goals/depots/pain.",))
    assert starters["starters/year"] != base["starters/year"]
    again = receive(pem, name, "--yes")
    assert again.exit_code == 2
    assert "nothing was written, type them by hand (line 21: Delegate: Why" in again.stderr


def test_each_is_shown_with_its_question(project: Path, pem: Path, key: dict[str, str]) -> None:
    """Who decides one by one sees each text once more, right before the question."""
    base = seen(project)
    items = [
        answer(name, text, base=base[name])
        for name, text in (("starters/one_thing", "First."), ("starters/year", "Second."))
    ]
    result = receive(pem, sent(project, key, *items), typed="e\nn\ny\n")
    told = " ".join(result.stdout.split()).split("Take it: [y]es, [n]o")
    assert told[0].endswith("reply First. new ")
    assert told[1].endswith("reply Second. new ")
    found = loaded(file_of(project).parent).starters
    assert (found.get("one_thing"), found["year"]) == (None, ("Second.",))


def test_a_reply_is_read_at_leisure(project: Path, pem: Path, key: dict[str, str]) -> None:
    """With `--html` a page says what would change, and nothing is taken or archived."""
    before = fingerprint(project)
    name = sent(
        project, key, answer("starters/year", "A <b>.", base=seen(project)["starters/year"])
    )
    page = project.parent / f"{project.name}.html"
    result = receive(pem, "--html", str(page), name)
    assert (result.exit_code, fingerprint(project)) == (0, before)
    assert result.stdout.endswith(f"To read: {page}\n")
    assert "A &lt;b&gt;." in page.read_text("utf-8")
    assert receive(pem, "--html", str(page), "--yes", name).exit_code == 2
    misplaced = receive(pem, "--html", "site/page.html", name)
    assert misplaced.stderr.startswith("site/page.html: --html: what clients wrote may stand in")
    assert misplaced.exit_code == 2
    assert receive(pem, name, "--yes").exit_code == 0


def test_a_new_pair_beside_the_old(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Replies for an old key and for a new one open from one folder, whatever the files' names."""
    settings = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(settings))
    old = make_private_key(settings / "coaching-site/reply-key.pem", PHRASE)
    new = make_private_key(settings / "coaching-site/2027.pem", "another heron sings at noon")
    base = seen(project)
    first = sent(
        project, public_half(old), answer("starters/year", "x", base=base["starters/year"])
    )
    (project / first).rename(project / "old.jwe")
    item = answer("starters/one_thing", "y", base=base["starters/one_thing"])
    second = sent(project, public_half(new), item)
    monkeypatch.delenv("COACHING_SITE_PASSPHRASE")
    command = ["receive", "--yes", "old.jwe", second]
    typed = f"wrong\n{PHRASE}\nanother heron sings at noon\n"
    result = CliRunner().invoke(main, command, input=typed, catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    assert result.stderr.count("Passphrase of reply-key.pem:") == 2
    assert result.stderr.count("The passphrase is wrong. Try again.") == 1
    assert result.stderr.count("Passphrase of 2027.pem:") == 1
    found = loaded(file_of(project).parent).starters
    assert (found["year"], found["one_thing"]) == (("x",), ("y",))


def test_what_else_lies_beside_the_keys(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither another key of old under another passphrase nor what is no key hinders the right."""
    settings = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(settings))
    folder = settings / "coaching-site"
    key = make_private_key(folder / "reply-key.pem", PHRASE)
    (folder / "reply-key.pem").write_bytes(
        (folder / "reply-key.pem").read_bytes().partition(b"\n")[2]  # as it was made before
    )
    make_private_key(folder / "a.pem", "another heron sings at noon")
    (folder / "a.pem").write_bytes((folder / "a.pem").read_bytes().partition(b"\n")[2])
    (folder / "b.pem").write_text("-----BEGIN CERTIFICATE-----\n")
    (folder / "c.pem").mkdir()
    item = answer("starters/year", "x", base=seen(project)["starters/year"])
    name = sent(project, public_half(key), item)
    result = CliRunner().invoke(main, ["receive", "--yes", name], catch_exceptions=False)
    assert (result.exit_code, result.stderr) == (0, "")
    (folder / "reply-key.pem").unlink()
    name = sent(project, public_half(key), item)
    result = CliRunner().invoke(main, ["receive", "--yes", name], catch_exceptions=False)
    assert result.stderr.endswith("a.pem: the passphrase is wrong\n")
    assert result.exit_code == 2


def test_one_bad_file_hinders_no_other(project: Path, pem: Path, key: dict[str, str]) -> None:
    """Each file is received for itself; one refusal makes the exit code 2."""
    (project / "bad.jwe").write_text("nothing", "utf-8")
    item = answer("starters/one_thing", "x", base=seen(project)["starters/one_thing"])
    result = receive(pem, "bad.jwe", sent(project, key, item), "--yes")
    assert "1 taken into" in result.stdout
    assert result.stderr.startswith("bad.jwe: this is not a reply, or it was damaged on its way")
    assert result.exit_code == 2


def test_prompts_of_another_language(project: Path, pem: Path) -> None:
    """Changes are shown below the question as it is asked in the engagement's language."""
    asked = "starters: [{id: one_thing, text: Was bleibt am Abend?}]\n"
    (project / "content/programme.de.yml").write_text(asked, "utf-8")
    file_of(project).write_text(f"language: de\n{TYPED}", "utf-8")
    item = answer("starters/one_thing", "Ruhe.", base=seen(project)["starters/one_thing"])
    result = receive(pem, sent(project, None, item), "--yes")
    assert result.exit_code == 0, result.stderr
    assert "Was bleibt am Abend?" in result.output
