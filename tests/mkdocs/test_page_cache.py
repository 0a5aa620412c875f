"""Converted pages are kept by what was converted and how, and hold nothing of an engagement."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.mkdocs.page_cache import ConvertedPage, PageCache
from tests.site.building import AMARA, Project

USED = ["toc", "tables"]
PAGE = ConvertedPage("<h1>x</h1>", [{"name": "x", "id": "x", "level": 1, "children": []}], ["x"])


def test_found_again(tmp_path: Path) -> None:
    """What was kept is found again, by whoever converts in the same way."""
    PageCache(tmp_path, USED, "as now").put("# x", PAGE)
    assert PageCache(tmp_path, USED, "as now").get("# x") == PAGE


def test_not_found(tmp_path: Path) -> None:
    """Another text is not found, nor the same converted otherwise."""
    PageCache(tmp_path, USED, "as now").put("# x", PAGE)
    assert PageCache(tmp_path, USED, "as now").get("# y") is None
    assert PageCache(tmp_path, USED, "otherwise").get("# x") is None
    assert PageCache(tmp_path, ["toc"], "as now").get("# x") is None


def test_only_what_follows_from_the_page(tmp_path: Path) -> None:
    """With an extension that may read other files, each page is converted each time."""
    PageCache(tmp_path, [*USED, "pymdownx.snippets"], "as now").put("# x", PAGE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["[a](b.md)", "![a](b.png)", "[a][b]\n\n[b]: c.md"])
def test_links_are_checked_each_time(tmp_path: Path, text: str) -> None:
    """A page whose links MkDocs has to check is not kept."""
    PageCache(tmp_path, USED, "as now").put(text, PAGE)
    assert list(tmp_path.iterdir()) == []


def test_same_portal_without_a_word_kept(tmp_path: Path) -> None:
    """A second build takes pages from what was kept, to the same bytes; no client is in it."""
    project = Project(tmp_path / "project", AMARA, apart=True)
    first = project.build(AMARA).files
    kept = sorted((project.folder / ".cache/coaching-site/pages").iterdir())
    assert len(kept) > 10
    text = "\n".join(path.read_bytes().decode(errors="replace") for path in kept)
    assert [word for word in ("Amara", "Noor", "Henrik", "listening", "2026") if word in text] == []
    assert project.build(AMARA).files == first
    assert sorted((project.folder / ".cache/coaching-site/pages").iterdir()) == kept
