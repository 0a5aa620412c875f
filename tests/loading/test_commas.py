"""Texts between braces that a comma ends too early."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.loading.commas import texts_with_commas
from coaching_site.parsing.report import Report
from coaching_site.parsing.syntax import read_tree


@pytest.mark.parametrize(
    ("typed", "found", "name"),
    [
        ("{name: Smith, Jane}", [("name", ["Jane"])], "Smith, Jane"),
        ("{name: Smith, Jane, Dr, role: x}", [("name", ["Jane", "Dr"])], "Smith, Jane, Dr"),
        ("{name: Smith, role: x}", [], "Smith"),
        ("{name: Smith, role}", [], "Smith"),
        ("{name: Smith, rloe}", [], "Smith"),
    ],
)
def test_commas(typed: str, found: list[tuple[str, list[str]]], name: str) -> None:
    """What follows a comma belongs to the text before it, unless it is a key, or near to one."""
    root = read_tree(f"coach: {typed}\n", Report(Path("file.yml"))).root
    coach = root and root.child("coach")
    assert coach
    assert [*texts_with_commas(coach, ("name", "role"))] == found
    assert coach.plain()["name"] == name
