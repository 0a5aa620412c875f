"""The problems of several files whose trees were joined."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.parsing.joint_report import JointReport
from coaching_site.parsing.report import Position, Report
from coaching_site.problems import InvalidInput


def test_each_in_its_own_file() -> None:
    """A problem is told of its file; of one that is not the coach's, of the last own one."""
    report = JointReport([Report(Path("shipped.yml")), Report(Path("own.yml"))], {1})
    assert not report
    report.add(Position(3, 1, 1), "odd")
    report.add(Position(7, 1, 0), "missing")
    report.advise(Position(2, 1, 1), "strange")
    assert report
    assert [(one.path, one.line) for one in report.advice] == [("own.yml", 2)]
    with pytest.raises(InvalidInput) as caught:
        report.raise_all()
    assert sorted(map(str, caught.value.problems)) == [
        "own.yml: missing (said in shipped.yml:7)",
        "own.yml:3:1: odd",
    ]
