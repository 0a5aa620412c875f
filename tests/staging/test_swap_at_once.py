"""Several builds of one portal at once leave one of them whole, and nothing beside it."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from coaching_site.staging import (
    MARKER,
    StagingFolder,
    interrupted_builds,
    recover,
    staging_folder,
)
from tests.fixture import ROOT
from tests.staging.folders import OWNER, contents, names, write

_BUILDS = 40
_PAGES = 60
# What `mkdocs build` does with the folders of a portal, whose pages have other names each time.
_BUILD = f"""
import sys
from pathlib import Path
from coaching_site.staging import MARKER, StagingFolder, recover
target, name = Path(sys.argv[1]), sys.argv[2]
for number in range({_BUILDS}):
    left = recover(target.parent)
    fresh = StagingFolder(target, "{OWNER}")
    pages = [f"page-{{name}}-{{number}}-{{one}}.html" for one in range({_PAGES})]
    for page in pages:
        (fresh.path / page).write_text(page)
    fresh.mark([MARKER, *pages])
    former = fresh.swap_in()
    fresh.discard()
    if left or former:
        print(left, former)
"""


def test_builds_at_once(tmp_path: Path) -> None:
    """No build is refused, none warns of what it cannot remove, and one portal is there, whole."""
    target = tmp_path / "site/amara"
    builds = [
        subprocess.Popen(
            [sys.executable, "-c", _BUILD, str(target), name],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        for name in "abc"
    ]
    assert [build.communicate(timeout=120)[0] for build in builds] == ["", "", ""]
    assert names(target.parent) == ["amara"]
    assert len(contents(target)) == 1 + _PAGES
    assert len({name.split("-")[1] for name in names(target) if name != MARKER}) == 1


def test_nobody_recovers_what_is_being_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a former portal is removed, a build that begins waits, and finds nothing to remove."""
    target = write(tmp_path / "site/amara", "former")
    fresh = StagingFolder(target, OWNER)
    write(fresh.path, "next")
    found: list[list[Path]] = []
    other = threading.Thread(target=lambda: found.append(recover(target.parent)))
    remove = interrupted_builds.remove

    def removed_later(folder: Path) -> None:
        other.start()
        other.join(0.2)
        assert other.is_alive()
        remove(folder)

    monkeypatch.setattr(staging_folder, "remove", removed_later)
    assert fresh.swap_in() is None
    other.join()
    assert (found, names(target.parent)) == ([[]], ["amara"])
