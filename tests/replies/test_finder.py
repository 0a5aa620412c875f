"""What an item is about is found wherever it stands by now."""

from __future__ import annotations

from pathlib import Path

from coaching_site.model import Engagement
from coaching_site.replies.apply import with_changes
from tests.replies.browser import about, answer
from tests.replies.comparing import after, compare, states
from tests.replies.samples import TYPED, bases, folder_with, loaded


def test_values_that_moved_are_found(tmp_path: Path, before: Engagement) -> None:
    """An answer to a value follows the value when the list has shifted."""
    now = after(tmp_path, "values:\n", "values:\n    - name: Courage\n")
    key = "values/2/reports/do"
    (one,) = compare(now, answer(key, "Hear.", base=bases(before)[key]))
    assert states([one]) == ["new"]
    assert with_changes(now, one.changes).values[2].shown_to["reports"]["do"] == ("Hear.",)
    assert with_changes(now, one.changes).history[0].prompt == "values/candour/reports/do"


def test_a_renamed_goal(tmp_path: Path, before: Engagement) -> None:
    """A goal with an id is the same when it is reworded: only what else was changed conflicts."""
    now = after(tmp_path, "title: Delegate", "title: Hand the depots over")
    saw = about("Delegate")
    pain, why = (
        answer(key, "x", base=bases(before)[key], **saw)
        for key in ("goals/depots/pain", "goals/depots/why")
    )
    assert states(compare(now, pain, why)) == ["new", "new"]
    reworded = after(tmp_path, "        Because.\n", "        Because it is time.\n")
    (one,) = compare(reworded, why)
    assert (str(one.state), one.reason) == ("conflict", "it differs from what the portal showed")


def test_a_title_that_moved(tmp_path: Path, before: Engagement) -> None:
    """Where the id of a goal and its words are those of two goals, the coach is asked."""
    swapped = TYPED.replace("title: Rest", "title: Delegate").replace(
        "title: Delegate\n      id", "title: Rest\n      id"
    )
    now = loaded(folder_with(tmp_path / "after", swapped))
    key = "goals/depots/pain"
    (one,) = compare(now, answer(key, "x", base=bases(before)[key], **about("Delegate")))
    assert (str(one.state), one.reason) == ("conflict", "its words stand in another place now")
    assert with_changes(now, one.changes).goals[1].pain == ("x",)


def test_goals_without_id_are_found_by_their_title(tmp_path: Path, before: Engagement) -> None:
    """A goal that is known by its number alone is found where it stands now."""
    now = after(tmp_path, "    - title: Rest\n", "    - title: Read\n    - title: Rest\n")
    key = "goals/goal-2/why"
    (one,) = compare(now, answer(key, "So.", base=bases(before)[key]))
    assert states([one]) == ["new"]
    assert [goal.why for goal in with_changes(now, one.changes).goals][1:] == [(), ("So.",)]


OTHERS = """\
actions:   # of no goal
    - what: Ask Priya
      id: ask
    # her homework
    - {what: Write it down, target: 2026-11-26}   # for the next time
    - {what: Write it down}
values:
"""


def ticked(key: str, what: str, base: str, of: str = "") -> dict[str, object]:
    """Return the item of an action that was done."""
    value = {"done": "2026-11-23", "note": None}
    return {"kind": "action", "key": key, "base": base, "value": value, **about(of, what)}


def test_actions_of_no_goal(tmp_path: Path) -> None:
    """An action of no goal is ticked alone, whatever a goal has of the same words, and moves."""
    typed = TYPED.replace("values:\n", OTHERS)
    folder = folder_with(tmp_path, typed)
    now = loaded(folder)
    base = bases(now)
    for key, index, of_others in (("ask", 0, "actions/ask"), ("action-3", 2, "actions/action-3")):
        item = ticked(f"actions/{key}", now.actions[index].what, base[of_others])
        (one,) = compare(now, item)
        assert (states([one]), one.label) == (["new"], now.actions[index].what)
        changed = with_changes(now, one.changes)
        assert [n for n, action in enumerate(changed.actions) if action.done] == [index]
        assert changed.goals == now.goals
    # Into a goal, and from one: the id is the same.
    moved = loaded(
        folder_with(
            tmp_path / "b", TYPED.replace("what: Ask Priya", "what: Ask Priya\n        id: ask")
        )
    )
    (one,) = compare(moved, ticked("actions/ask", "Ask Priya", base["actions/ask"]))
    assert one.label == "Delegate: Ask Priya"
    (one,) = compare(now, ticked("actions/rest/ask", "Asks Priya", base["actions/ask"], "Rest"))
    assert one.label == "Ask Priya"


def test_replies_that_reach_for_another_action(tmp_path: Path) -> None:
    """A key of no goal means no action of a goal without its id, nor the other way round."""
    now = loaded(folder_with(tmp_path, TYPED.replace("values:\n", OTHERS)))
    base = bases(now)
    lost = (
        ticked("actions/depots", "Call", base["actions/ask"]),
        ticked("actions/action-1", "Rest", base["actions/depots/action-1"]),
        ticked("actions/gone/action-1", "Ask Priya", base["actions/ask"], "Gone"),
        ticked("actions/goal-2", "Write it down", "0" * 16),
    )
    assert states(compare(now, *lost)) == ["cannot be taken"] * 4
    without = loaded(folder_with(tmp_path / "b"))
    words = ticked("actions/ask", "Ask Priya", base["actions/ask"])
    assert states(compare(without, words)) == ["cannot be taken"]
