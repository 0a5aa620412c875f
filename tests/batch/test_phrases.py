"""Phrases are read by several processes as by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.batch import phrases
from coaching_site.leaks import index
from coaching_site.leaks.index import Index, index_of


def test_by_several_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What several processes have read in any order is what one reads, in its order."""
    monkeypatch.setattr(phrases, "_FEW_FOLDERS", 2)
    for slug, name in (("a", "Ada Abt"), ("b", "Ben Bral"), ("c", "Cleo Cox"), ("d", "")):
        file = tmp_path / f"engagements/{slug}/engagement.yml"
        file.parent.mkdir(parents=True)
        file.write_text(f"executive: {{name: {name}}}\n", "utf-8")
    found: list[Index] = []
    for processes in (1, 2):
        monkeypatch.setattr(index, "_LATEST", {})
        phrases.read_phrases(tmp_path / "engagements", tmp_path / str(processes), processes)
        found.append(index_of(tmp_path / "engagements", tmp_path / str(processes)))
    assert found[0].base == found[1].base
    assert len(found[0].base.heads) == 9
