"""Workspaces of a few small clients, for tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from coaching_site.build.workspace import Workspace
from coaching_site.practice.clients import Client, ClientReader

DAY: Final = "2026-11-16"
"""The day of these tests, a Monday."""

SETTLED: Final[dict[str, Any]] = {
    "agreement": {"signed": {"executive": "2026-09-01", "coach": "2026-09-01"}},
    "sessions": [
        {"on": "2026-11-09", "agreed": "Write it down."},
        {"on": "2026-12-10", "at": "09:00"},
    ],
}
"""What leaves nothing to do on the day: an agreement, a session held and one planned."""


def write_client(workspace: Path, slug: str, name: str = "Nadia Brandt", **fields: Any) -> Path:
    """Write a client of a workspace who knows its parties and its start, and these fields."""
    file = workspace / "engagements" / slug / "engagement.yml"
    file.parent.mkdir(parents=True)
    shortest = {"executive": {"name": name}, "coach": {"name": "Jon Field"}, "start": "2026-09-01"}
    text = yaml.safe_dump(shortest | fields, allow_unicode=True, sort_keys=False)
    file.write_text(text, "utf-8")
    return file


def enter_workspace(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder the workspace of one client, `ann`, whose file is a text, and the current one.

    The day is that of these tests. Returns the file.
    """
    file = folder / "engagements/ann/engagement.yml"
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("AS_OF", DAY)
    return file


def read_client(workspace: Path, slug: str) -> Client:
    """Return a client of a workspace that has nothing of its own, as of the day of these tests."""
    folders = (workspace / name for name in ("content", "overrides", "engagements"))
    return ClientReader(Workspace(*folders), date.fromisoformat(DAY)).read(slug)
