"""A practice of tiny portals, whose builds are a copy of all that they are made from."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from coaching_site import shipped
from coaching_site.batch import shared_inputs as shared
from coaching_site.batch.changes import INPUTS, Changes
from coaching_site.batch.records import Records
from coaching_site.batch.snapshot import snapshot_of

SLUGS = ("ann", "bob", "cleo")
OWN = ("engagement.yml", "feedback/autumn.yml", "files/week.csv", "files/deep/reading.txt")
BUILT = ("index.html", "assets/style.css", "assets/deep/script.js", ".portal")
REPORTED = "bob"
REPORTS = (f"sponsors/{REPORTED}/index.html", f"sponsors/{REPORTED}/report.pdf")
SHARED = (
    *("mkdocs.yml", "content/words.yml", "content/library/all.txt", "overrides/main.html"),
    *("shipped/content/goals.md", "shipped/overrides/a/b.css", "package/view/goals.py"),
)


@dataclass
class Practice:
    """Three engagements in a folder; `day` and `versions` are what builds find."""

    folder: Path
    day: date = date(2026, 11, 26)
    versions: str = "mkdocs-1.6.1.dist-info"

    def write_all(self) -> None:
        """Write every file that portals are made from."""
        own = (f"engagements/{slug}/{name}" for slug in SLUGS for name in OWN)
        for name in (*SHARED, *own):
            self.write(name, name)

    def write(self, name: str, text: str) -> Path:
        """Write a file, with the folders around it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def changes(self) -> Changes:
        """Return what a command begins with."""
        settings = self.folder / "mkdocs.yml"
        places = (settings, self.folder / "content", self.folder / "overrides")
        return Changes(
            Records(settings),
            self.folder / "engagements",
            self.folder / "site",
            shared.shared_inputs(settings, places, self.versions),
            self.day,
            self.folder / "sponsors",
        )

    def build(self) -> Sequence[str]:
        """Build what has changed, as the command does; return whose portals these were."""
        changes = self.changes()
        unchanged = changes.unchanged(SLUGS)
        changed = [slug for slug in SLUGS if slug not in unchanged]
        for slug in changed:
            inputs = snapshot_of(changes.engagements / slug, INPUTS)
            shutil.rmtree(changes.portals / slug, ignore_errors=True)
            for name in BUILT:
                self.write(f"site/{slug}/{name}", json.dumps([str(self.day), self.versions, name]))
            shutil.rmtree(changes.reports / slug, ignore_errors=True)
            for name in REPORTS if slug == REPORTED else ():
                self.write(name, f"{self.day} {name}")
            report = snapshot_of(changes.reports / slug) if slug == REPORTED else None
            changes.note(slug, inputs, snapshot_of(changes.portals / slug), report)
        return changed


def practice(folder: Path, patch: pytest.MonkeyPatch) -> Practice:
    """Return a practice in a new folder, whose program is in a folder beside it."""
    patch.setattr(shipped, "CONTENT", folder / "shipped/content")
    patch.setattr(shipped, "OVERRIDES", folder / "shipped/overrides")
    patch.setattr(shared, "_PACKAGE", folder / "package")
    made = Practice(folder)
    made.write_all()
    return made
