"""The commands of a coach, run in a project of their own."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coaching_site import shipped
from coaching_site.cli import main
from coaching_site.cli.schema import schema_texts
from coaching_site.loading import load_engagement
from coaching_site.model import Engagement
from tests.samples import load_programme, words_in


def run(*words: str) -> Result:
    """Run a command of `coaching-site`."""
    return CliRunner().invoke(main, [*words], catch_exceptions=False)


def begin(slug: str, executive: str = "Jane Doe", coach: str = "Kim Lee") -> Result:
    """Run `new` with a first day."""
    return run("new", slug, "--executive", executive, "--coach", coach, "--start", "2026-11-30")


def loaded(project: Path, slug: str) -> Engagement:
    """Return an engagement of the project."""
    programme = load_programme(project / "content/programme.yml")
    return load_engagement(project / "engagements" / slug, programme)


def test_new_writes_a_valid_engagement(project: Path) -> None:
    """A new engagement loads at once, and the command that builds its portal is printed."""
    result = begin("jane-doe")
    assert result.output == (
        "engagements/jane-doe/engagement.yml is ready. Open it in your editor.\n"
        "Build its portal with:\n"
        "  ENGAGEMENT=jane-doe mkdocs build\n"
    )
    assert result.exit_code == 0
    engagement = loaded(project, "jane-doe")
    assert (engagement.executive.name, engagement.coach.name) == ("Jane Doe", "Kim Lee")
    assert engagement.start.isoformat() == "2026-11-30"


def test_new_is_short(project: Path) -> None:
    """Fifteen lines at most await a value; the rest are hints."""
    begin("jane-doe")
    lines = (project / "engagements/jane-doe/engagement.yml").read_text("utf-8").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=../engagement.schema.json"
    assert len([line for line in lines if line and not line.startswith("#")]) <= 15


def test_each_hint_is_valid_when_it_is_used(project: Path) -> None:
    """Every hint loads when its # is taken away, one by one and all together."""
    begin("jane-doe")
    file = project / "engagements/jane-doe/engagement.yml"
    head, *hints = re.split(r"^(?=# \w)", file.read_text("utf-8"), flags=re.MULTILINE)[1:]
    used = [re.sub(r"^# ", "", hint, flags=re.MULTILINE) for hint in hints]
    for text in (*used, "".join(used)):
        file.write_text(head + text, encoding="utf-8")
        engagement = loaded(project, "jane-doe")
    assert engagement.model_fields_set == set(Engagement.model_fields) - {
        "calendar_titles",
        "end",
        "feedback",
        "history",
        "organisation",
        "paper",
        "received",
        "step",
    }


@pytest.mark.parametrize(
    "name",
    [
        "Nadia O'Brien",
        "d’Arcy: the 2nd",
        "# 1",
        "- {start}",
        'A "B" C',
        "null",
        "No",
        "2026",
        "大山",
    ],
)
def test_new_keeps_any_name(project: Path, name: str) -> None:
    """A name stands in the file letter for letter, whatever it means in YAML."""
    assert begin("x", executive=name, coach=f"{name} & Co").exit_code == 0
    engagement = loaded(project, "x")
    assert (engagement.executive.name, engagement.coach.name) == (name, f"{name} & Co")


def test_new_never_overwrites(project: Path) -> None:
    """An engagement that is there stays as it is."""
    begin("jane-doe")
    result = begin("jane-doe", executive="Another Person")
    assert result.output == (
        "engagements/jane-doe: this name is taken: nothing was changed, choose another\n"
    )
    assert result.exit_code == 2
    assert loaded(project, "jane-doe").executive.name == "Jane Doe"


@pytest.mark.parametrize("slug", ["../jane", "Jane", "jane doe", ".", "-jane", "", "jane/doe"])
def test_new_refuses_a_name_that_is_no_folder(project: Path, slug: str) -> None:
    """Only small letters, digits and dashes make a name; nothing is written otherwise."""
    result = run("new", "--executive", "Jane", "--coach", "Kim", "--", slug)
    assert "expected the name of an engagement in small letters" in result.output
    assert result.exit_code == 2
    assert [path.name for path in (project / "engagements").iterdir()] == ["starter.yml"]


@pytest.mark.parametrize(
    ("coach", "problem"),
    [
        (" ", "--coach: expected a name, found nothing"),
        ("Kim\a", "--coach: the character U+0007 cannot be read: leave it out"),
    ],
)
def test_new_writes_nothing_that_would_not_load(project: Path, coach: str, problem: str) -> None:
    """A name that no portal can show is refused before a folder is made."""
    result = begin("jane-doe", coach=coach)
    assert result.output == f"{problem}\n"
    assert result.exit_code == 2
    assert not (project / "engagements/jane-doe").exists()


def test_check_says_fine(project: Path) -> None:
    """Engagements without a problem are named, in order, and the exit code is 0."""
    begin("tim")
    begin("ann")
    assert run("check").output == "ann: fine\ntim: fine\n"
    assert run("check", "tim").output == "tim: fine\n"
    assert run("check").exit_code == 0


def test_check_prints_all_problems_of_all_engagements(project: Path) -> None:
    """Every problem of every engagement is printed; one alone makes the exit code 2."""
    for slug in ("ann", "bob", "tim"):
        begin(slug)
    for slug in ("ann", "tim"):
        file = project / f"engagements/{slug}/engagement.yml"
        text = file.read_text("utf-8").replace("role:", "rolle:", 1)
        file.write_text(text.replace("\nend:", "\nstep: nine"), encoding="utf-8")
    result = run("check")
    assert result.stdout == "bob: fine\n"
    ann, tim = "engagements/ann/engagement.yml", "engagements/tim/engagement.yml"
    assert result.stderr.splitlines() == [
        f"{ann}:9:3: executive: unknown key `rolle`: did you mean `role`?",
        f'{ann}:18:7: step: expected a step from 1 to 7, found "nine"',
        f"{tim}:9:3: executive: unknown key `rolle`: did you mean `role`?",
        f'{tim}:18:7: step: expected a step from 1 to 7, found "nine"',
    ]
    assert result.exit_code == 2


def test_advice_is_no_problem(project: Path) -> None:
    """What is odd is told with its place, and the engagement is fine all the same."""
    begin("ann")
    file = project / "engagements/ann/engagement.yml"
    file.write_text(file.read_text("utf-8").replace("\nend:", "\nend: 2033-01-01"), "utf-8")
    result = run("check")
    assert result.stderr == (
        "engagements/ann/engagement.yml:18:6: end: advice: 2033-01-01 is more than 5 years "
        "after the start, 2026-11-30: is the year right?\n"
    )
    assert (result.stdout, result.exit_code) == ("ann: fine\n", 0)


def test_check_notices_a_folder_without_engagement(project: Path) -> None:
    """A folder whose file has another name is a problem, and not passed over."""
    (project / "engagements/ann").mkdir()
    (project / "engagements/ann/engagement.yaml").touch()
    result = run("check")
    assert result.output == "engagements/ann/engagement.yml: there is no such file\n"
    assert result.exit_code == 2


def test_check_of_an_unknown_engagement_names_the_others(project: Path) -> None:
    """A name that is not there is answered with those that are."""
    begin("ann")
    result = run("check", "anne")
    assert result.output == (
        'engagements: there is no engagement "anne": did you mean `ann`? There are `ann`\n'
    )
    assert result.exit_code == 2


def test_schema_is_written(project: Path) -> None:
    """Each schema lands beside what it describes, where the first line there looks for it."""
    result = run("schema")
    words = words_in(shipped.CONTENT / "words.yml")
    texts = schema_texts(load_programme(project / "content/programme.yml"), words)
    assert result.output == "".join(f"{path.as_posix()} is written.\n" for path in texts)
    assert {path: (project / path).read_text("utf-8") for path in texts} == texts
    assert [json.loads(text)["title"] for text in texts.values()] == [
        *("An engagement", "A brand", "A programme", "Words")
    ]


@pytest.mark.parametrize("kind", ["text", "json", "link", "pipe", "folder"])
def test_schema_replaces_only_its_own(project: Path, kind: str) -> None:
    """What stands in the place of the schema and is none is told, and left as it is."""
    path = project / "engagements/engagement.schema.json"
    path.unlink(missing_ok=True)
    make: dict[str, Callable[[], object]] = {
        "text": lambda: path.write_text("my notes"),
        "json": lambda: path.write_text('{"mine": 1}'),
        "link": lambda: path.symlink_to(project / "content/programme.yml"),
        "pipe": lambda: os.mkfifo(path),
        "folder": path.mkdir,
    }
    make[kind]()
    before = path.lstat()
    result = run("schema")
    assert result.output == (
        "engagements/engagement.schema.json: expected the schema that this command writes, "
        "found something else: move it away\n"
    )
    assert (result.exit_code, path.lstat().st_ino) == (2, before.st_ino)
