"""The page that a preview shows where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.mkdocs.problem_page import STAND_IN, show_missing_page, show_problems
from coaching_site.staging import MARKER


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Give a site of two pages, marked."""
    (tmp_path / "goals").mkdir()
    for path in (MARKER, "index.html", "goals/a.html"):
        (tmp_path / path).touch()
    return tmp_path


def test_problems(site: Path) -> None:
    """Problems are all that is left of a site: no page from before them stays."""
    show_problems(site, ["a.yml: expected <b>", "b.yml: odd"])
    assert {path.name for path in site.iterdir()} == {MARKER, STAND_IN}
    html = (site / STAND_IN).read_text("utf-8")
    assert "<li>a.yml: expected &lt;b&gt;</li>\n<li>b.yml: odd</li>" in html


def test_missing_page(site: Path) -> None:
    """The pages of a whole site stay; the address of its first is escaped."""
    show_missing_page(site, '/amara/?"')
    assert (site / "goals/a.html").exists()
    assert '<a href="/amara/?&quot;">' in (site / STAND_IN).read_text("utf-8")
