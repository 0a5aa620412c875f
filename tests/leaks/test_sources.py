"""Words of what all portals share are read once, whichever folder they lie in."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.leaks import sources
from coaching_site.leaks.sources import Sources


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Give the place of the cache, where the words of one folder are kept."""
    assert shared(tmp_path / "first", "Henrik plans", tmp_path / "cache").know("henrik")
    return tmp_path / "cache"


def shared(folder: Path, text: str, cache: Path | None) -> Sources:
    """Return the sources of a portal whose workspace has one page, with that text."""
    folder.mkdir()
    (folder / "page.md").write_text(text)
    return Sources([], [folder], cache_dir=cache)


def test_the_same_text_elsewhere(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of a workspace, such as a clone, finds the words that were kept for the first."""
    monkeypatch.delattr(sources, "readings")
    assert shared(tmp_path / "second", "Henrik plans", cache).say(["henrik", "plans"])


@pytest.mark.parametrize("is_kept", [True, False])
def test_another_text(tmp_path: Path, cache: Path, is_kept: bool) -> None:
    """Another text, even one as long, is never taken for the one that was kept."""
    other = shared(tmp_path / "second", "Priya! plans", cache if is_kept else None)
    assert [other.know(word) for word in ("henrik", "priya")] == [False, True]
