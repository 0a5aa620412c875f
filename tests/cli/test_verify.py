"""`verify` searches portals that are built already, with all clients that there are now."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.privacy.policy import harden
from coaching_site.staging import StagingFolder
from tests.cli.commands import begin, run

PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>'


@pytest.fixture
def portal(project: Path) -> Path:
    """Give a portal of one page, of one of two clients."""
    begin("jane-doe", "Jane Doe")
    begin("client-2", "Priya Ramanathan")
    staging = StagingFolder(project / "site/jane-doe", "jane-doe")
    (staging.path / "index.html").write_text(f"{PAGE}Jane Doe</body></html>\n", "utf-8")
    harden(staging.path)
    staging.mark(["index.html"])
    staging.swap_in()
    staging.discard()
    return project / "site/jane-doe"


def test_portals(portal: Path) -> None:
    """A portal in which nothing is found is named; what is foreign, missing or a leak is told."""
    result = run("verify")
    assert (result.exit_code, result.stdout) == (0, "jane-doe: nothing found\n")
    page = portal / "index.html"
    page.write_text(page.read_text("utf-8").replace("Jane", "PRIYA R&#97;manathan, Jane"), "utf-8")
    (portal / "notes.txt").write_text("x", "utf-8")
    (portal / ".DS_Store").write_bytes(b"Priya")
    result = run("verify", "site/jane-doe")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "site/jane-doe/notes.txt: was not meant to be built",
        "site/jane-doe/index.html: holds a name from engagements/client-2/engagement.yml:8: "
        "executive.name",
    ]
    (portal / "notes.txt").unlink()
    page.unlink()
    result = run("verify", "site/jane-doe")
    assert result.stderr == "site/jane-doe/.portal: 1 of what it names are missing\n"


def test_what_is_no_portal(portal: Path) -> None:
    """A folder that is no portal, or one of nobody here, is told with what to do."""
    result = run("verify", "engagements")
    assert (result.exit_code, result.stderr) == (
        2,
        "engagements: expected a portal that was built by this program, found none\n",
    )
    (portal.parents[1] / "engagements/jane-doe").rename(portal.parents[1] / "engagements/jane")
    result = run("verify")
    assert (result.exit_code, result.stderr) == (
        2,
        "site/jane-doe: this is the portal of no engagement here: it cannot be searched for "
        "others\n",
    )


def test_no_portals(project: Path) -> None:
    """Before any is built, it says how to build one."""
    begin("jane-doe")
    result = run("verify")
    assert result.exit_code == 2
    assert "there are no portals yet: build one" in result.stderr
