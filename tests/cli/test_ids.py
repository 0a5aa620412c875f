"""`coaching-site ids`: names that stay, for files that have none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coaching_site.cli import main
from tests.fixture import ROOT, write_content
from tests.replies.samples import loaded

OLD = """\
# An older file.
executive: {name: Jane Doe}
coach: {name: Mia Lee}
start: 2026-09-01
values:
  - name: Courage & calm   # her words
  - {name: Ruhe}

goals:
  - title: Measure   # a word of the form
    why: Because.
    actions:

    # the first
    - what: Ask Priya: would she take it over, and when?
    - {what: "Ask Priya, would she take it?", id: ask}
  - title: "مساءلة"
    actions: [{what: Goal 2}, {what: Goal 2}]
  - title: Rest
    id: rest
actions:   # of no goal
  - what: Rest   # at home
  - {what: Walk, id: walk}
reviews:
  - on: 2026-11-10
    goals:
      - goal: goal-2   # by its place
        score: 6
      - {goal: Rest, score: 7}
history:
  - {on: 2026-10-01, prompt: goals/goal-1/why, was: So.}
  - on: 2026-10-01
    prompt: actions/goal-1/action-1   # a note
    was: Soon.
  - {on: 2026-10-01, prompt: actions/action-1, was: Later.}
  - {on: 2026-10-02, prompt: values/2/reports/do}
  - {on: 2026-10-03, prompt: goals/goal-9/why, was: Gone.}
# the end
""".replace("Priya: would she take it over", "Priya if she would take it over")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project with one older engagement, as the current folder."""
    write_content(tmp_path / "content")
    (tmp_path / "engagements").mkdir()
    shutil.copy(ROOT / "engagements/starter.yml", tmp_path / "engagements")
    folder = tmp_path / "engagements/jane-doe"
    folder.mkdir()
    (folder / "engagement.yml").write_text(OLD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def ids(*words: str, typed: str = "") -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["ids", "jane-doe", *words], input=typed)


def test_each_thing_gets_its_own(project: Path) -> None:
    """Ids are made of words, no two alike; what stood by place is asked; no other byte moves."""
    result = ids(typed="y\nn\ny\ny\n")
    assert (result.exit_code, result.stderr) == (0, "")
    found = loaded(project)
    assert [value.id for value in found.values] == ["courage-calm", "ruhe"]
    assert [goal.id for goal in found.goals][::2] == ["measure-2", "rest"]
    assert str(found.goals[1].id).startswith("goal-")
    assert [action.id for goal in found.goals for action in goal.actions] == [
        "ask-priya-if-she-would-take-it",
        "ask",
        "goal-2-2",
        "goal-2-3",
    ]
    assert [action.id for action in found.actions] == ["rest-2", "walk"]
    assert found.reviews[0].goals[0].goal == found.goals[1].id
    assert [one.prompt for one in found.history] == [
        "goals/measure-2/why",
        "actions/goal-1/action-1",
        "actions/rest-2",
        "values/ruhe/reports/do",
        "goals/goal-9/why",
    ]
    text = (project / "engagement.yml").read_text("utf-8")
    added = {line for line in text.splitlines() if line not in OLD.splitlines()}
    assert {"    id: measure-2", '  - {name: Ruhe, id: "ruhe"}', "    id: courage-calm"} <= added
    for comment in ("# An older file.", "# her words", "# a word of the form", "    # the first",
                    "# by its place", "# a note", "# the end"):  # fmt: skip
        assert comment in text
    assert "Was it then?" in result.stdout
    assert next((project / "private/backups").iterdir()).read_text("utf-8") == OLD


def test_nothing_is_left_to_do(project: Path) -> None:
    """Run again it changes nothing, and says so."""
    assert ids("--yes").exit_code == 0
    before = (project / "engagement.yml").read_bytes()
    assert "every goal, value, action and metric has an id." in ids("--yes").stdout
    assert (project / "engagement.yml").read_bytes() == before


def test_who_is_unknown(project: Path) -> None:
    """A folder that is not there, or a file with problems, is told in a line."""
    assert project.is_dir()
    result = CliRunner().invoke(main, ["ids", "jane"])
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
