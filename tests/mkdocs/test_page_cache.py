"""Conversions are kept by what was converted and how, and hold nothing of an engagement."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coaching_site.mkdocs.page_cache import Conversion, Conversions
from tests.site.building import AMARA, Project

USED = ["toc", "tables"]
PAGE = Conversion("<h1>x</h1>", [{"name": "x", "id": "x", "level": 1, "children": []}], ["x"])


def test_found_again(tmp_path: Path) -> None:
    """What was kept is found again, by whoever converts in the same way."""
    Conversions(tmp_path / "pages", USED, "as now").keep("# x", PAGE)
    assert Conversions(tmp_path / "pages", USED, "as now").find("# x") == PAGE


def test_not_found(tmp_path: Path) -> None:
    """Another text is not found, nor the same converted otherwise."""
    Conversions(tmp_path, USED, "as now").keep("# x", PAGE)
    assert Conversions(tmp_path, USED, "as now").find("# y") is None
    assert Conversions(tmp_path, USED, "otherwise").find("# x") is None
    assert Conversions(tmp_path, ["toc"], "as now").find("# x") is None


def test_only_what_follows_from_the_page(tmp_path: Path) -> None:
    """With an extension that may read other files, each page is converted each time."""
    Conversions(tmp_path, [*USED, "pymdownx.snippets"], "as now").keep("# x", PAGE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["[a](b.md)", "![a](b.png)", "[a][b]\n\n[b]: c.md"])
def test_links_are_checked_each_time(tmp_path: Path, text: str) -> None:
    """A page whose links MkDocs has to check is not kept."""
    Conversions(tmp_path, USED, "as now").keep(text, PAGE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"html": "x"}', b"\xff"])
def test_damaged(tmp_path: Path, damage: bytes) -> None:
    """A damaged file counts as none."""
    kept = Conversions(tmp_path, USED, "as now")
    kept.keep("# x", PAGE)
    [path] = tmp_path.iterdir()
    path.write_bytes(damage)
    assert kept.find("# x") is None


def test_no_place(tmp_path: Path) -> None:
    """Where nothing can be kept, nothing is found, and nothing else happens."""
    (tmp_path / "pages").write_text("a file, and not a folder", "utf-8")
    kept = Conversions(tmp_path / "pages", USED, "as now")
    kept.keep("# x", PAGE)
    assert kept.find("# x") is None


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a file is not left behind."""

    def refuse(_path: Path, _to: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    Conversions(tmp_path, USED, "as now").keep("# x", PAGE)
    assert list(tmp_path.iterdir()) == []


def test_files_of_others_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many files are kept, one that was not put there by us is not removed."""
    monkeypatch.setattr("coaching_site.mkdocs.page_cache._MOST", 0)
    (tmp_path / "clients.json").touch()
    Conversions(tmp_path, USED, "as now").keep("# x", PAGE)
    assert (tmp_path / "clients.json").exists()


def test_oldest_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder does not grow for ever."""
    monkeypatch.setattr("coaching_site.mkdocs.page_cache._MOST", 10)
    kept = Conversions(tmp_path, USED, "as now")
    for number in range(40):
        kept.keep(f"# {number}", PAGE)
    assert 5 <= len(list(tmp_path.iterdir())) <= 10
    assert kept.find("# 39") == PAGE


def test_same_portal_without_a_word_kept(tmp_path: Path) -> None:
    """A second build takes pages from what was kept, to the same bytes; no client is in it."""
    project = Project(tmp_path / "project", AMARA, apart=True)
    first = project.build(AMARA).files
    kept = sorted((project.folder / ".cache/coaching-site/pages").iterdir())
    assert len(kept) > 10
    text = "\n".join(str(json.loads(path.read_bytes())) for path in kept)
    assert [word for word in ("Amara", "Noor", "Henrik", "listening", "2026") if word in text] == []
    assert project.build(AMARA).files == first
    assert sorted((project.folder / ".cache/coaching-site/pages").iterdir()) == kept
