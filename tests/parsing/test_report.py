"""The problems of one file, as they are collected."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.parsing.report import Position, Report
from coaching_site.problems import InvalidInput


def told(report: Report) -> list[str]:
    """Return the problems as they are shown, without the file."""
    with pytest.raises(InvalidInput) as caught:
        report.raise_all()
    return [str(problem).removeprefix("f.yml:") for problem in caught.value.problems]


@pytest.fixture
def report() -> Report:
    """Give a report without problems."""
    return Report(Path("f.yml"))


def test_columns_are_those_of_the_file(report: Report) -> None:
    """What repairs have inserted before a place is taken off again."""
    report.shifts[1] = [(4, 2)]
    for column in (3, 5, 9):
        report.add(Position(1, column), "odd")
    assert told(report) == ["1:3: odd", "1:4: odd", "1:7: odd"]


def test_a_guess_is_not_blamed(report: Report) -> None:
    """What follows from a guess in a line is not told; what stands before it is."""
    report.guessed[2] = 5
    for column in (4, 5):
        report.add_unless_guessed(Position(2, column), "odd", "")
    assert told(report) == ["2:4: odd"]


def test_quotes_that_would_not_help(report: Report) -> None:
    """Where a value is wrong in quotes too, that is told in place of the advice to quote it."""
    report.add(Position(1, 4), "this needs quotes")
    report.note_quoting_advice(Position(1, 4), " (without quotes, it is text)")
    report.add_unless_guessed(Position(1, 4), "expected a day", "start")
    assert told(report) == ["1:4: start: expected a day (without quotes, it is text)"]


def test_too_many(report: Report) -> None:
    """After 500 problems a last one says that there are more."""
    for line in range(600):
        report.add(Position(line + 1, 1), "odd")
    assert len(told(report)) == 501
    assert report.is_full


def test_labels_and_advice(report: Report) -> None:
    """Only what has no label gets one; advice is sorted, and each is given once."""
    for line in (2, 1, 2):
        report.advise(Position(line, 1), "odd", "goal 1" if line == 1 else "")
    report.label_unlabelled(lambda position: f"line {position.line}")
    assert [advice.where for advice in report.advice] == ["goal 1", "line 2"]
    assert not report
