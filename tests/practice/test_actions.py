"""The actions of a client are told with their places in the file."""

from __future__ import annotations

from pathlib import Path

from coaching_site.practice.actions import actions_in_file
from tests.practice.workspaces import read_client, write_client


def test_places(tmp_path: Path) -> None:
    """Each action has its place, in the order of the file, and whether it can still be done."""
    goals = [
        {"title": "One", "actions": [{"what": "A"}, {"what": "B", "done": "2026-11-02"}]},
        {"title": "Two"},
        {"title": "Three", "actions": [{"what": "C", "on_hold": "2026-11-02"}]},
    ]
    write_client(tmp_path, "ann", goals=goals)
    client = read_client(tmp_path, "ann")
    assert [(one.location, one.goal_title, one.is_open) for one in actions_in_file(client)] == [
        (("goals", 0, "actions", 0), "One", True),
        (("goals", 0, "actions", 1), "One", False),
        (("goals", 2, "actions", 0), "Three", True),
    ]
