"""The list of attacks in the documentation names tests that there are."""

from __future__ import annotations

import ast
import re
from typing import Final

import pytest

from tests.documentation import PAGES
from tests.fixture import ROOT

_ROW: Final = re.compile(r"^\| (.+?) \| (.+?) \| `([^`]+)` \|$", re.MULTILINE)
ROWS: Final = _ROW.findall(PAGES["attacks.md"])
FEWEST: Final = 100


def test_the_list_is_read_whole() -> None:
    """Each row of a table names an attempt, what happens, and one test that no other row names."""
    lines = [line for line in PAGES["attacks.md"].splitlines() if line.startswith("| ")]
    assert len(lines) - PAGES["attacks.md"].count("| Attempt |") == len(ROWS) >= FEWEST
    for column in zip(*ROWS, strict=True):
        assert all(cell.strip() for cell in column)
    for place in (0, 2):
        named = [row[place] for row in ROWS]
        assert sorted(set(named)) == sorted(named)


@pytest.mark.parametrize("named", [row[2] for row in ROWS])
def test_each_test_is_there(named: str) -> None:
    """A function of that name is in its module, or the file is a case that a test reads."""
    path, *names = named.split("::")
    text = (ROOT / path).read_text("utf-8")
    if not names:
        assert path.startswith("tests/cases/problems/")
        assert "problems:" in text
        return
    nodes = ast.parse(text).body
    for name in names:
        [node] = [
            node
            for node in nodes
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == name
        ]
        nodes = node.body
    assert names[-1].startswith("test_")
