"""What scripts are told of actions."""

from __future__ import annotations

from coaching_site.view.facts import facts_of
from tests.samples import goal, portal


def test_each_action_by_its_key_and_its_days() -> None:
    """Keys, bases, states and days travel; no word that anybody wrote does."""
    actions = portal(
        goals=[
            goal(
                {"id": "call", "started": "2026-11-01", "target": "2026-11-14", "note": "Secret"},
                {"what": "Secret", "owner": "Ida", "done": "2026-11-02"},
                id="rest",
            )
        ]
    ).actions
    mine, theirs = facts_of(actions)
    assert mine == {
        "key": "actions/rest/call",
        "base": actions[0].revision,
        "state": "overdue",
        "own": True,
        "started": "2026-11-01",
        "target": "2026-11-14",
    }
    assert theirs == {
        "key": "actions/rest/action-2",
        "base": actions[1].revision,
        "state": "done",
        "done": "2026-11-02",
    }
