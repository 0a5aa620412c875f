"""The way from a project's folders to a draft."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coaching_site.build.workspace import Workspace
from coaching_site.problems import InvalidInput
from tests.samples import ROOT


def test_draft_of_a_sample() -> None:
    """A draft has a name, a notice, its pages, and of the words those that a browser needs."""
    workspace = Workspace(ROOT / "content", ROOT / "overrides", ROOT / "engagements")
    draft = workspace.draft("tomas-okafor", date(2026, 11, 23))
    assert draft.slug == "tomas-okafor"
    assert draft.notice.startswith("As of 23 November 2026 · Private to you and your coach.")
    assert [page.name for page in draft.pages][:2] == ["index", "agreement"]
    assert {"today", "in_days_one", "days_late_other", "state_overdue"} <= set(draft.words)
    assert "site_name" not in draft.words


def test_a_word_that_is_missing(tmp_path: Path) -> None:
    """A project whose words lack one is told which."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "programme.yml").write_bytes((ROOT / "content/programme.yml").read_bytes())
    (content / "words.yml").write_text("as_of: Today\n", "utf-8")
    workspace = Workspace(content, tmp_path / "overrides", ROOT / "engagements")
    with pytest.raises(InvalidInput, match=r"words\.yml: the word `site_name` is missing"):
        workspace.draft("tomas-okafor", date(2026, 11, 23))
