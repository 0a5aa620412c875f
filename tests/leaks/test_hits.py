"""Phrases are found wherever they begin, and are told but for those that are the client's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.leaks.hits import HitFinder, OwnPhrases, runs_of
from coaching_site.leaks.index import index_of
from coaching_site.leaks.phrases import PhraseKind, TypedValue, phrases_of_values
from tests.leaks.practice import OTHER


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of two engagements that say the same of a stakeholder."""
    folder = tmp_path_factory.mktemp("engagements")
    for slug, text in (("priya-ramanathan", OTHER), ("a-b", "stakeholders: [{name: Will May}]\n")):
        (folder / slug).mkdir()
        (folder / slug / "engagement.yml").write_text(text, "utf-8")
    return folder


def _finder(folder: Path, slug: str) -> HitFinder:
    note = TypedValue("", "Her manager asked me whether she will stay.", 1)
    own = OwnPhrases({Path("notes.md"): [*phrases_of_values([note])]})
    return HitFinder(index_of(folder), own, slug)


def test_hits(folder: Path) -> None:
    """A phrase is found once, whatever stands around it, with all whom it is from."""
    text = "Dear Priya\nRamanathan, Will May, dear Will May"
    text += "; her manager asked me whether she will stay"
    hits = _finder(folder, "jane-doe").hits(text)
    assert hits == {
        ("priya", "ramanathan"): {"priya-ramanathan": PhraseKind.NAME},
        ("will", "may"): {"a-b": PhraseKind.NAME, "priya-ramanathan": PhraseKind.NAME},
        ("her", "manager", "asked", "me", "whether", "she", "will", "stay"): {
            "notes.md": PhraseKind.TEXT
        },
    }


def test_own_phrases_are_no_hits(folder: Path) -> None:
    """What is the client's own, too, is passed, in the second text as in the first."""
    finder = _finder(folder, "a-b")
    for text in ("Will May and Priya Ramanathan", "Will May", "Will May, Priya Ramanathan"):
        expected = {("priya", "ramanathan")} if "Priya" in text else set()
        assert finder.hits(text).keys() == expected


def test_runs() -> None:
    """Heads are single words, each once, and any two that follow one another."""
    assert [run.heads for run in runs_of("The board, the board")] == [
        ["the", "board"],
        ["the board", "board the", "the board"],
    ]
