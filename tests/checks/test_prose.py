"""Advice on prose whose signs may mean something else than what is shown."""

from __future__ import annotations

from typing import Any

import pytest

from coaching_site.checks.prose import advise_on_prose
from coaching_site.prose.plain_text import plain_to_prose
from tests.samples import engagement, goal

TOGETHER = "• one • two"


@pytest.mark.parametrize(
    ("overrides", "place"),
    [
        ({"situation": {"strengths": [TOGETHER]}}, ("situation", "strengths", 0)),
        ({"goals": [goal(why=TOGETHER)]}, ("goals", 0, "why", 0)),
        ({"goals": [goal({"note": TOGETHER})]}, ("goals", 0, "actions", 0, "note")),
        ({"goals": [goal(moves={"stop": TOGETHER})]}, ("goals", 0, "moves", "stop", 0)),
        ({"sessions": [{"on": "2026-10-01", "agreed": TOGETHER}]}, ("sessions", 0, "agreed", 0)),
    ],
)
def test_wherever_prose_stands(overrides: dict[str, Any], place: tuple[str | int, ...]) -> None:
    """The coach is asked about each prose field of each record, and about no title or name."""
    ((found, message),) = advise_on_prose(engagement(**overrides))
    assert found[: len(place)] == place
    assert message.startswith("this may be a list that runs together")


def test_titles_are_left_alone() -> None:
    """A title or a name is shown letter for letter anyway."""
    assert not list(advise_on_prose(engagement(goals=[goal({"what": TOGETHER}, title=TOGETHER)])))


@pytest.mark.parametrize(
    ("text", "followed", "begins"),
    [
        ("☐ one ☐ two", "☐ one\n☐ two", "this may be a list"),
        ("a) one b) two", "a) one\nb) two", "this may be a list"),
        ("- one - two", "- one\n- two", "this may be a list"),
        ("I went\n- and slept", "I went\n\n- and slept", "lines that begin with a list marker"),
        (
            "I said\n– one\nand\n– two",
            "I said\n\n– one\nand\n– two",
            "lines that begin with a list marker",
        ),
        (
            "I said\n→ one\nand\n→ two",
            "I said\n\n→ one\nand\n→ two",
            "lines that begin with a list marker",
        ),
        ("- one\n- two\nThen", "- one\n- two\n\nThen", "the line below the last point"),
        ("1. one\n2. two\nThen", "1. one\n2. two\n  Then", "the line below the last point"),
        ("- 5 %\n- 3 %", "-5 %\n-3 %", "each line begins with a dash and a number"),
        ("docs\\_old", "docs\\\\_old", "a \\ before punctuation"),
        ("C:\\My Files\\*.txt", "C:\\My Files\\\\*.txt", "a \\ before punctuation"),
        ("a \\\\ b", "a \\\\\\\\ b", "a \\ before punctuation"),
        ("C:\\old\\\nand more", "C:\\old\\\\\nand more", "a \\ before punctuation"),
        ("2 *3 + 4* 5", "2 \\*3 + 4\\* 5", 'the characters around "3 + 4"'),
    ],
)
def test_what_cannot_be_known(text: str, followed: str, begins: str) -> None:
    """Signs that may mean either are told, and no more once the advice is followed."""
    ((_, message),) = advise_on_prose(engagement(situation={"strengths": [text]}))
    assert message.startswith(begins)
    assert not list(advise_on_prose(engagement(situation={"strengths": [followed]})))


@pytest.mark.parametrize(
    "text",
    [
        *("C:\\*.txt", "\\\\server\\share", "a\\b", "\\*so\\*", "1. one\n2. two", "A - b - c"),
        *(
            "**Frei**heit",
            "5*3*2",
            "– Anna",
            "- one\n- two",
            "- one\nTwo\n- c",
            "I went –\nand slept",
            "¯\\_(ツ)_/¯",
        ),
    ],
)
def test_what_is_clear(text: str) -> None:
    """Nothing is asked where nothing else can be meant."""
    assert not list(advise_on_prose(engagement(situation={"strengths": [text]})))


def test_what_replies_have_written() -> None:
    """Backslashes that a reply has put before signs are no coach's."""
    text = plain_to_prose("*one* a_b C:\\docs\\_old \\# \\* [x]\n\n- two\\")
    assert "\\" in text
    assert not list(advise_on_prose(engagement(situation={"strengths": [text]})))
