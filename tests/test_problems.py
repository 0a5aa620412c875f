"""Problems show where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.problems import Advice, CollectedProblems, InvalidInput, Problem, shown


def test_a_problem_at_a_place() -> None:
    """A problem is one line that begins with file, line and column, where an editor jumps to."""
    problem = Problem("engagement.yml", 3, 7, "goal 1", "expected a day")
    assert str(problem) == "engagement.yml:3:7: goal 1: expected a day"
    advice = Advice("engagement.yml", 3, 7, "goal 1", "no day is set")
    assert str(advice) == "engagement.yml:3:7: goal 1: advice: no day is set"


def test_a_problem_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A problem of a whole file has no line; its path is shown from the current folder on."""
    monkeypatch.chdir(tmp_path)
    problem = Problem.of_file(tmp_path / "content" / "brand.yml", "there is no such file")
    assert str(problem) == "content/brand.yml: there is no such file"
    within = Problem.of_file(Path("mkdocs.yml"), "expected a list", "keep")
    assert str(within) == "mkdocs.yml: keep: expected a list"


def test_a_path_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path outside of the current folder is shown as it was given."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert shown(tmp_path / "there.yml") == str(tmp_path / "there.yml")
    assert shown(Path("../there.yml")) == "../there.yml"


def test_a_path_on_one_line(tmp_path: Path) -> None:
    """A name of a file that breaks the line, or hides something, cannot forge a message."""
    assert shown(tmp_path / "a\n\u202eb.pdf").endswith("/a��b.pdf")


def test_a_problem_of_a_setting() -> None:
    """A problem of an option or a variable bears its name."""
    assert str(Problem.of_setting("AS_OF", "expected a day")) == "AS_OF: expected a day"


def test_problems_come_together() -> None:
    """Problems of several places are raised at once, sorted, each of them once."""
    mistakes = CollectedProblems()
    later = Problem.of_setting("b", "y")
    for problems in ([later], [Problem.of_setting("a", "x"), later]):
        with mistakes.collecting():
            raise InvalidInput(problems)
    with pytest.raises(InvalidInput) as raised:
        mistakes.raise_all()
    assert str(raised.value) == "a: x\nb: y"


def test_problems_compare_by_position() -> None:
    """Problems are listed once each, in the order of the file and not of the text."""
    late = Problem("a.yml", 10, 1, "", "late")
    early = Problem("a.yml", 9, 7, "goal 1", "early")
    assert str(InvalidInput([late, early, late])) == "a.yml:9:7: goal 1: early\na.yml:10:1: late"
