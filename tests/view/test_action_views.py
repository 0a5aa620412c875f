"""Actions as a portal shows them, those of no goal beside those of goals."""

from __future__ import annotations

from typing import Any

from tests.samples import goal, portal

CALL: Any = {"what": "Call", "id": "call", "target": "2026-11-14"}
PARTY: Any = {"what": "Write it down", "prompts": "party"}


def test_actions_of_no_goal_count_as_all_others() -> None:
    """They are promised or awaited, on hold or done, and in the list, the tally and the months."""
    shown = portal(
        goals=[goal({"id": "call-ida"})],
        actions=[CALL, {"what": "Send it", "owner": "Ida"},
                 CALL | {"id": "b", "done": "2026-11-13"},
                 CALL | {"id": "c", "on_hold": "2026-11-01", "reason": "Away."}],
    )  # fmt: skip
    assert [(one.key, str(one.draft_key)) for one in shown.actions[:2]] == [
        ("goals/goal-1/call-ida", "actions/goal-1/call-ida"),
        ("actions/call", "actions/call"),
    ]
    assert [one.state.value for one in shown.other_actions] == [
        *("overdue", "planned", "done", "on_hold")
    ]
    assert {(one.goal_title, one.goal_page) for one in shown.other_actions} == {("", "")}
    assert (len(shown.promises), len(shown.awaited)) == (4, 1)
    assert (shown.promise_tally.due, shown.promise_tally.fulfilled) == (2, 1)
    assert shown.open_promises[0].key == "actions/call"
    assert [one.key for one in shown.achievements.kept] == ["actions/b"]
    assert shown.timeline is not None
    assert shown.goals[0].done == 0


def test_earlier_notes_stay_when_an_action_leaves_its_goal() -> None:
    """The history knows an action by its id, in whichever list it stands now."""
    earlier = [{"on": "2026-11-01", "prompt": "actions/rest/call", "was": "Soon."},
               {"on": "2026-11-02", "prompt": "actions/call", "was": "Sooner."},
               {"on": "2026-11-03", "prompt": "actions/action-2", "was": "Not mine."}]  # fmt: skip
    first, second = portal(actions=[CALL, {"what": "y"}], history=earlier).other_actions
    assert [one.answers for one in first.earlier] == [("Sooner.",), ("Soon.",)]
    assert second.earlier == ()


def test_the_questions_of_an_action() -> None:
    """An action leads to the questions of its section that have no answer yet, in any list."""
    toast: Any = {"party": {"today": {"toast": "Well done."}}}
    shown = portal(
        goals=[goal(PARTY)], actions=[PARTY, PARTY | {"prompts": "values"}, CALL], **toast
    )
    parties, values = [shown.actions[n].open_prompts for n in (0, 1)], shown.actions[2].open_prompts
    every = [*shown.party_today, *shown.party_wished]
    assert parties == [tuple(one for one in every if not one.answered)] * 2
    assert len(parties[0]) == len(every) - 1
    assert {one.key.section for one in values} == {"values"}
    assert shown.actions[3].prompts == ()


def test_sections_that_are_due() -> None:
    """A section is due while an own open action that asks for it is due in seven days."""
    days: Any = ({"target": "2026-11-22"}, {"target": "2026-11-01"}, {"target": "2026-11-23"}, {},
            {"target": "2026-11-20", "owner": "Ida"},
            {"target": "2026-11-20", "done": "2026-11-10"},
            {"target": "2026-11-20", "dropped": "2026-11-10"})  # fmt: skip
    found = [portal(actions=[PARTY | day]).home.due_by_section for day in days]
    assert [[*one] for one in found] == [["party"], ["party"], [], [], [], [], []]
    assert found[0]["party"].what == "Write it down"
