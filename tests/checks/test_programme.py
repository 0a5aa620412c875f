"""Rules of the programme."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.checks import (
    check_programme,
)
from coaching_site.locations import Location
from coaching_site.model import Programme
from tests.samples import load_programme


@pytest.fixture(scope="module")
def programme() -> Programme:
    """The small programme that all cases are checked against."""
    return load_programme(Path(__file__).parents[1] / "cases" / "programme.yml")


def _with_letter(programme: Programme, **letter: str) -> Programme:
    smart = [{"id": "wise", "letter": "W", "title": "Wise", "text": "It is wise.", **letter}]
    return Programme.model_validate({**programme.model_dump(), "smart": smart})


@pytest.mark.parametrize(
    ("letter", "location"),
    [
        ({}, None),
        ({"supported_by": "deadline", "missing": "Set a day."}, None),
        ({"supported_by": "deadline"}, ("smart", 0)),
        ({"supported_by": "dedline", "missing": "x"}, ("smart", 0, "supported_by", 0)),
    ],
    ids=["only explained", "checked", "nothing said when missing", "no such key"],
)
def test_letters_of_smart(
    programme: Programme, letter: dict[str, str], location: Location | None
) -> None:
    """A coach may add a letter; what supports it must be something that a goal has."""
    found = [place for place, _ in check_programme(_with_letter(programme, **letter))]
    assert found == ([location] if location else [])
