"""Actions where they stand."""

from __future__ import annotations

from coaching_site.model.placed_actions import placed_actions
from tests.samples import engagement, goal


def test_places_and_keys() -> None:
    """Each action has its place and a key of its own, whatever goals and actions are called."""
    known = engagement(
        goals=[goal({"id": "call"}, {}, id="actions", deadline="2026-12-01"), goal({}, title="b")],
        actions=[{"what": "x", "id": "actions-call"}, {"what": "x"}, {"what": "x", "id": "goal-2"}],
    )
    found = placed_actions(known)
    assert [(one.place, str(one.key)) for one in found] == [
        (("goals", 0, "actions", 0), "actions/actions/call"),
        (("goals", 0, "actions", 1), "actions/actions/action-2"),
        (("goals", 1, "actions", 0), "actions/goal-2/action-1"),
        (("actions", 0), "actions/actions-call"),
        (("actions", 1), "actions/action-2"),
        (("actions", 2), "actions/goal-2"),
    ]
    assert len({one.key.anchor for one in found}) == 6
    assert [one.goal and one.goal.title for one in found[2:4]] == ["b", None]
    assert [str(one.deadline) for one in found[::4]] == ["2026-12-01", "None"]
