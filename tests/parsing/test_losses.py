"""What a coach types is in the record, or a problem is told."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from coaching_site.loading import load_engagement, read_engagement
from coaching_site.model import Programme
from coaching_site.problems import InvalidInput
from tests.loading.following import START
from tests.loading.typing import LETTERS, mistyped
from tests.samples import load_programme

CASES = Path(__file__).parents[1] / "cases"
_ALONE = re.compile(r"(?:#|[ \t]+#+(?:[\s#!=*~_+-]|$|[A-Za-z_][\w-]*:(?:[ \t]|$)))")
_BEHIND = re.compile(r"(?P<before>.*?)(?:^|[ \t])#+(?:\s|$)(?P<comment>.*)")


@pytest.fixture(scope="module")
def programme() -> Programme:
    """The small programme that all cases are checked against."""
    return load_programme(CASES / "programme.yml")


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=mistyped())
def test_no_letter_is_lost(
    text: str, programme: Programme, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each letter typed outside of comments is in the record, or there is a problem."""
    folder = tmp_path_factory.getbasetemp()
    (folder / "engagement.yml").write_text(text, "utf-8")
    try:
        engagement = load_engagement(folder, programme)
    except InvalidInput:
        return
    kept = json.dumps(engagement.model_dump(mode="json"), ensure_ascii=False)
    lost = [letter for letter in _typed(text) if letter not in kept]
    assert not lost, text


@pytest.mark.parametrize(
    ("written", "is_told"),
    [
        *(("docs\\notes", True), ("\\\\server\\new", True), ("C:\\ and", True), ("and\\/or", True)),
        *(("one\\\n      two", True), ("\\\\server\\\\share", False), ("one\\n- two", False)),
        *(("one.\\n\\nTwo", False), ('a \\"b\\"', False), ("a\\\\n", False), ("\\u00e9", False)),
    ],
)
def test_backslashes_between_quotes(
    written: str, *, is_told: bool, programme: Programme, tmp_path: Path
) -> None:
    """A backslash that YAML takes for a sign of its own, and that may be a letter, is told."""
    found = advice_on(f'"{written}"', tmp_path, programme)
    assert any(message.startswith('between " and " a \\') for message in found) == is_told


@pytest.mark.parametrize(
    ("written", "is_told"),
    [
        *(("[10,000 euros, x]", True), ("[Save 10,000, x]", True), ("[1,5 hours]", True)),
        *(("[10,000]", True), ("[Room 4, 5th floor]", False), ('["10,000 euros", x]', False)),
        *(("[5,6]", False), ("[a,b]", False), ("10,000 euros", False), ("[10, 000]", False)),
    ],
)
def test_comma_within_a_number(
    written: str, *, is_told: bool, programme: Programme, tmp_path: Path
) -> None:
    """A comma between brackets that parts a number into two texts is told."""
    found = advice_on(written, tmp_path, programme)
    assert ["parts two texts" in one for one in found] == [True] * is_told


def _typed(text: str) -> list[str]:
    """Return each letter of a file outside of its comments, and the figure 4, which no key has."""
    lines = text.split("\n")
    outside = "".join(
        _without_comment(line, lines[number + 1 :]) for number, line in enumerate(lines)
    )
    return [letter for letter in outside if letter == "4" or ord(letter) in LETTERS]


def _without_comment(line: str, below: list[str]) -> str:
    if _ALONE.match(line):
        return ""
    found = _BEHIND.match(line)
    if not found:
        return line
    before = found["before"].rstrip()
    empty = re.search(r":$|^\s*(?:- +)*-$|[:-] +[|>][-+0-9]*$", before) is not None
    return line if empty and not _goes_on(line, below) else found["before"]


def _goes_on(line: str, below: list[str]) -> bool:
    """Return whether what a line begins is below it: text, or items of a list."""
    following = next((other for other in below if other.strip(" ") and not _ALONE.match(other)), "")
    indent = len(line) - len(line.lstrip(" "))
    deeper = len(following) - len(following.lstrip(" ")) > indent
    return deeper or following.lstrip(" ").startswith("-")


def advice_on(written: str, folder: Path, programme: Programme) -> list[str]:
    """Return what an engagement is advised whose context is written so."""
    text = f"{START}situation:\n  context: {written}\n"
    (folder / "engagement.yml").write_text(text, "utf-8")
    return [one.message for one in read_engagement(folder, programme).advice]
