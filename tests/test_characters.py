"""Ranges of characters that nobody reads."""

from __future__ import annotations

import re

import pytest

from coaching_site.characters import CONTROLS, NONCHARACTERS, SURROGATES


@pytest.mark.parametrize(
    ("characters", "inside", "outside"),
    [
        (CONTROLS, "\0\x08\x0b\r\x1f\x7f\x84\x86\x9f", "\t\n\x85 ~\xa0"),
        (SURROGATES, "\ud800\udfff", "\ud7ff\ue000"),
        (NONCHARACTERS, "\ufdd0\ufdef\ufffe\uffff", "\ufdcf\ufdf0\ufffd"),
    ],
)
def test_ranges(characters: str, inside: str, outside: str) -> None:
    """Each range has its first and last character, and not those next to them."""
    assert re.sub(f"[{characters}]", "", inside + outside) == outside
