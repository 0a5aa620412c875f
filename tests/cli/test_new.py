"""`new` begins an engagement that loads, or writes nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coaching_site.model import Engagement
from tests.cli.commands import begin, loaded, run


def test_new_writes_a_valid_engagement(project: Path) -> None:
    """A new engagement loads at once, and the command that builds its portal is printed."""
    result = begin("jane-doe")
    assert result.output == (
        "engagements/jane-doe/engagement.yml is ready. Open it in your editor.\n"
        "Build its portal with:\n"
        "  coaching-site build jane-doe\n"
    )
    assert result.exit_code == 0
    engagement = loaded(project, "jane-doe")
    assert (engagement.executive.name, engagement.coach.name) == ("Jane Doe", "Mia Lee")
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
        "actions",
        "calendar_titles",
        "devices",
        "end",
        "files",
        "history",
        "lock",
        "organisation",
        "paid",
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


@pytest.mark.parametrize("slug", ["con", "nul", "com1", "lpt9"])
def test_new_refuses_a_name_of_windows(project: Path, slug: str) -> None:
    """A folder that Windows cannot have is refused everywhere, since a workspace may be moved."""
    result = run("new", "--executive", "Jane", "--coach", "Kim", "--", slug)
    assert result.output.endswith(": Windows reserves this name for a device: choose another\n")
    assert (result.exit_code, (project / "engagements" / slug).exists()) == (2, False)


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
