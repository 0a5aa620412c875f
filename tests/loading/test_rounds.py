"""Rounds of feedback from their files, with all problems together."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.loading import load_engagement, read_engagement
from coaching_site.loading.rounds import read_rounds
from coaching_site.model import Programme
from coaching_site.problems import InvalidInput
from tests.model.test_feedback import RULES

TYPED = """\
closes: 2026-10-01
scale: -3 to 3
statements:
  - {id: calm, text: You stay calm.}
groups:
  - name: Team
frozen:
  statements: "%s"
  scale: "%s"
  groups: "%s"
  days: "%s"
answers:
  - {group: Team, scores: {calm: -3}}
  - {group: Team, scores: {calm: cannot say}}
"""
ENGAGEMENT = "executive: {name: Ann Lee}\ncoach: {name: Kim Lee}\nstart: 2026-09-01\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of an engagement with a folder for rounds."""
    (tmp_path / "feedback").mkdir()
    (tmp_path / "engagement.yml").write_text(ENGAGEMENT, "utf-8")
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    """Write a round, frozen as it is if there are gaps for that."""
    path = folder / "feedback" / name
    if "%s" in text:
        path.write_text(text.partition("frozen:")[0], "utf-8")
        (asked,) = read_rounds(folder, RULES).rounds.values()
        text %= tuple(digest for _, digest in asked.freeze(RULES))
    path.write_text(text, "utf-8")


def problems(folder: Path, programme: Programme) -> list[str]:
    """Return the problems of an engagement, without the path of its folder."""
    with pytest.raises(InvalidInput) as caught:
        read_engagement(folder, programme)
    return [str(one).replace(folder.as_posix() + "/", "") for one in caught.value.problems]


def test_a_round(folder: Path, programme: Programme) -> None:
    """A round is read with its answers, and is one of the rounds of the engagement."""
    write(folder, "2026-autumn.yml", TYPED)
    loaded = read_rounds(folder, RULES)
    (asked,) = loaded.rounds.values()
    assert [dict(answer.scores) for answer in asked.answers] == [
        {"calm": "-3"},
        {"calm": "cannot say"},
    ]
    assert ["fewer than 3 have answered" in str(one) for one in loaded.advice] == [True]
    (feedback,) = load_engagement(folder, programme).feedback
    assert (feedback.lowest, feedback.scale, feedback.statements[0].groups) == (
        -3,
        3,
        {"Team": (-3,)},
    )


def test_problems_of_all_files(folder: Path, programme: Programme) -> None:
    """The problems of the engagement and of every round are told together, each with its place."""
    (folder / "engagement.yml").write_text(ENGAGEMENT.replace("2026-09-01", "soon"), "utf-8")
    write(folder, "a.yml", TYPED.partition("frozen:")[0].replace("calm,", "Calm,"))
    write(folder, "b.yml", "closes: 2026-10-01\nstatement: []\ngroups: [{name: Team}]\n")
    found = problems(folder, programme)
    assert [line.partition(": ")[0] for line in found] == [
        "engagement.yml:3:8",
        "feedback/a.yml:4:10",
        "feedback/b.yml:2:1",
    ]


def test_changed_after_the_first_answer(folder: Path, programme: Programme) -> None:
    """A statement reworded after the first answer is refused, at the digest of that part."""
    write(folder, "a.yml", TYPED)
    path = folder / "feedback/a.yml"
    path.write_text(path.read_text("utf-8").replace("stay calm", "are calm"), "utf-8")
    (line,) = problems(folder, programme)
    assert line.startswith("feedback/a.yml:8:15: frozen, statements: the statements, the questions")


@pytest.mark.parametrize("name", ["Autumn.yml", "my round.yml", "über.yml", "a.b.yml"])
def test_names(folder: Path, programme: Programme, name: str) -> None:
    """A round is known by the name of its file, which every system must be able to hold."""
    write(folder, name, TYPED.partition("frozen:")[0])
    (line,) = problems(folder, programme)
    assert "expected a name in small letters, digits and -" in line


def test_other_files(folder: Path) -> None:
    """A file with another ending is told, since it is not read; hidden files are no one's."""
    write(folder, "notes.yaml", "closes: 2026-10-01\n")
    write(folder, ".DS_Store", "x")
    assert [Path(one.path).name for one in read_rounds(folder, RULES).advice] == ["notes.yaml"]


def test_a_file_in_place_of_the_folder(tmp_path: Path, programme: Programme) -> None:
    """The folder of rounds is a folder."""
    (tmp_path / "engagement.yml").write_text(ENGAGEMENT, "utf-8")
    (tmp_path / "feedback").write_text("closes: 2026-10-01\n", "utf-8")
    assert problems(tmp_path, programme) == [
        "feedback: expected a folder with a file for each round of feedback"
    ]
