"""Settings of a page from its front matter."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.loading import (
    load_page_settings,
)
from coaching_site.problems import InvalidInput


def test_page_settings(folder: Path) -> None:
    """Settings of a page are what stands between its first lines of dashes."""
    file = folder / "goal.md"
    file.write_text("---\ntitle: The goal\neach: goals\n---\n# {{ goal.title }}\n---\n", "utf-8")
    settings = load_page_settings(file)
    assert (settings.title, settings.each) == ("The goal", "goals")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Words.\n\n# Books I lend ##\n", "Books I lend"),
        ("# Books {: #books }\n", "Books"),
        ("Words.\n", "books"),
    ],
    ids=["heading", "heading with an id", "no heading"],
)
def test_page_without_settings(text: str, title: str, folder: Path) -> None:
    """A page that a coach just drops in is titled by its heading, else by its file."""
    file = folder / "books.md"
    file.write_text(text, "utf-8")
    assert load_page_settings(file).title == title


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("---\ntitle: x\n", "1:1: expected settings such as `title: …` between two lines ---"),
        ("---\ntitel: x\n---\n", "2:1: unknown key `titel`: did you mean `title`?"),
    ],
    ids=["not closed", "misspelt"],
)
def test_bad_page_settings(text: str, problem: str, folder: Path) -> None:
    """Settings with a mistake are reported with the line of the page."""
    file = folder / "goal.md"
    file.write_text(text, "utf-8")
    with pytest.raises(InvalidInput) as caught:
        load_page_settings(file)
    assert str(caught.value) == f"goal.md:{problem}"
