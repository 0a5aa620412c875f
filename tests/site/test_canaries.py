"""Portals of clients with a canary in every text are built and verified without a find."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from coaching_site.build.verification import Verification
from coaching_site.build.workspace import Workspace
from tests.canaries import faults_of
from tests.leaks.practice import COMMENT, EMAIL, LEAKS, NOTE, OTHER, WITHHELD
from tests.site.building import AS_OF, TOMAS, Project

_FEEDBACK = """
# {comment}
feedback:
  - on: 2026-11-20
    statements: [{{text: Decides in time., groups: {{Peers: [5, 4, 5]}}}}]
    comments: {{Peers: {withheld}}}
"""


def test_canaries(tmp_path: Path) -> None:
    """Several processes build the same portals in either order, and none has a word of another.

    `make canaries` does it with two hundred clients, which takes minutes.
    """
    assert faults_of(tmp_path / "practice", 3) == []


def test_planted_leaks(tmp_path: Path) -> None:
    """Each kind of leak is found in a portal that was built: each is planted in another file."""
    project = Project(tmp_path / "project", TOMAS)
    project.write("engagements/priya-ramanathan/engagement.yml", OTHER)
    project.write(f"engagements/{TOMAS}/private/notes.md", NOTE.text)
    name = f"engagements/{TOMAS}/engagement.yml"
    project.edit(name, "executive:\n", f"executive:\n  email: {EMAIL.text}\n")
    text = (project.folder / name).read_text("utf-8")
    further = _FEEDBACK.format(comment=COMMENT.text, withheld=WITHHELD.text)
    project.write(name, text + further)
    site = project.build(TOMAS).folder
    folders = [project.folder / each for each in ("content", "overrides", "engagements", ".cache")]
    verification = Verification(Workspace(*folders), date.fromisoformat(AS_OF))
    assert verification.faults(site) == []
    files = [path for ending in ("html", "ics", "js") for path in sorted(site.rglob(f"*.{ending}"))]
    planted = dict(zip(files, LEAKS.items(), strict=False))
    assert len(planted) == len(LEAKS)
    for file, (_, leak) in planted.items():
        before = file.read_bytes()
        file.unlink()  # it may be a file of other portals, too
        file.write_bytes(before + f"\n{leak}\n".encode())
    found = {line.partition(": holds ")[0] for line in verification.faults(site)}
    missed = {
        what
        for file, (what, _) in planted.items()
        if file.relative_to(site).as_posix() not in found
    }
    assert missed == set()
