"""What is typed in a field becomes prose that shows it, and comes back into the field."""

from __future__ import annotations

import re
from time import process_time

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.model.types import MAX_TEXT_LENGTH
from coaching_site.prose.plain_text import (
    first_sentence,
    plain_to_prose,
    prose_to_line,
    prose_to_plain,
)
from coaching_site.rendering.placeholders import prose_to_html

SIGNS = st.text(alphabet="ab1 .)\n\\*_-+[](!#>`&:/~", max_size=30).map(str.strip)


def shown(prose: str) -> list[list[str]]:
    """Return the lines of each paragraph that a reader sees, without spaces at their ends."""
    soup = BeautifulSoup(re.sub("<br>\n?", "\x1f", prose_to_html(prose)), "html5lib")
    assert {tag.name for tag in soup.find_all(True)} <= {"html", "head", "body", "p"}
    return [[" ".join(line.split()) for line in p.text.split("\x1f")] for p in soup.find_all("p")]


@pytest.mark.parametrize(
    ("typed", "prose"),
    [
        ("One.\nTwo.", "One.\\\nTwo."),
        ("One.\n\nTwo.", "One.\n\nTwo."),
        ("- a\n- b", "\\- a\\\n\\- b"),
        ("1986. A year.\n2) b", "1986. A year.\\\n2) b"),
        ("*so* and _so_", "\\*so\\* and \\_so\\_"),
        ("2*3*4, snake_case_name", "2*3*4, snake_case_name"),
        ("3 * 4, # no heading, {{ 7*7 }}, <b>", "3 * 4, # no heading, {{ 7*7 }}, <b>"),
        ("¯\\_(ツ)_/¯", "¯\\_(ツ)_/¯"),
        ("[a](https://b.example)", "\\[a\\](https://b.example)"),
        ("at the end \\\nb", "at the end \\\\\\\nb"),
    ],
)
def test_signs_that_mean_something(typed: str, prose: str) -> None:
    """Line breaks stay, and signs of Markdown are shown; other text is left as it is."""
    assert plain_to_prose(typed) == prose
    assert prose_to_plain(prose) == typed


@given(SIGNS)
def test_letter_for_letter(typed: str) -> None:
    """Whatever is typed is shown line by line, and stands in the field as it was typed."""
    prose = plain_to_prose(typed)
    paragraphs = [one.split("\n") for one in _paragraphs(typed)]
    assert shown(prose) == [[" ".join(line.split()) for line in one] for one in paragraphs]
    assert prose_to_plain(prose) == typed


def test_a_coach_wraps_lines() -> None:
    """Lines that a coach has wrapped are one in the field; their lists and paragraphs stay."""
    prose = "On a good day\n  I am fast:\n\n- it took\n  a minute\n- two argued\n1. one"
    assert (
        prose_to_plain(prose)
        == "On a good day I am fast:\n\n- it took a minute\n- two argued\n1. one"
    )


@pytest.mark.parametrize(
    ("prose", "line"),
    [
        ("", ""),
        ("Speak slowly:\n- it took *nine* minutes\n- nobody left", "Speak slowly: it took nine "
         "minutes, nobody left"),
        ("- a\n- b\n\nthen 1 < 2 & <b>", "a, b then 1 < 2 & <b>"),
        ("100\u00a0%  of\nit\u200b", "100\u00a0% of it\u200b"),
    ],
)  # fmt: skip
def test_in_one_line(prose: str, line: str) -> None:
    """Items stand behind commas, without marks; what looks like a tag is text."""
    assert prose_to_line(prose) == line


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("The urge has a shape. It is gone at 07:50.", "The urge has a shape."),
        ("No end of it", "No end of it"),
        ("", ""),
        ("Ask Dr. Nowak by 3. November. Then wait.", "Ask Dr. Nowak by 3. November."),
        ("Das gilt z. B. für Anrufe. Sonst nicht.", "Das gilt z. B. für Anrufe."),
        ("She said “stop.” And I did.", "She said “stop.”"),
        ("What now? nobody knew. Good.", "What now? nobody knew."),
        ("先问。然后等。", "先问。"),
        ("!? " * 2_000, "!? " * 2_000),
        ("Well! Really? Yes.", "Well!"),
    ],
)
def test_first_sentence(line: str, sentence: str) -> None:
    """A sentence ends where it surely does, and not at an abbreviation or a number."""
    assert first_sentence(line) == sentence


def test_no_longer_than_an_engagement_takes() -> None:
    """A text that its signs would make too long stays as it is."""
    assert plain_to_prose("*a" * 10_000) == "*a" * 10_000


@pytest.mark.parametrize("text", ["\n", "\\", "7. a\n", "\\*\n", "C:\\a ", "* a\n\nx\n\n"])
def test_long_repetition(text: str) -> None:
    """The longest text is as prose, and as it was typed, at once."""
    start = process_time()
    prose = text * (MAX_TEXT_LENGTH // len(text))
    prose_to_plain(plain_to_prose(prose))
    assert process_time() - start < 10


def _paragraphs(typed: str) -> list[str]:
    lines = [line if line.strip() else "" for line in typed.split("\n")]
    return [one.strip("\n") for one in "\n".join(lines).split("\n\n") if one.strip("\n")]
