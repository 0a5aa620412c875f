"""What an executive adds: taken with an id of its own, once, and never over anything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from coaching_site.model import Engagement
from coaching_site.replies.apply import apply_changes, with_changes
from coaching_site.replies.proposal import Proposal
from coaching_site.replies.reply import ReplyRefused, reply_of
from tests.replies.browser import about, reply
from tests.replies.comparing import after, compare, states
from tests.replies.samples import TYPED, folder_with, loaded
from tests.samples import programme

TOKEN = "0123456789abcdef"
MOMENT = {"at": "2026-11-24T10:00:00.000Z"}
SECOND = {"id": "d" + "1" * 16, **MOMENT}
THIRD = {"id": "d" + "2" * 16, **MOMENT}


def action(what: str, target: str | None = None, goal: str = "Delegate", **more: Any) -> Any:
    """Return the item of an action that is added."""
    value = {"what": what, "target": target}
    key = f"new_actions/depots/{TOKEN}"
    return {"kind": "new-action", "key": key, "value": value, **about(goal), **_draft(more)}


def goal(title: str, **value: Any) -> Any:
    """Return the item of a goal that is added."""
    return {"kind": "new-goal", "key": f"new_goals/{TOKEN}", "value": {"title": title, **value}}


def value(name: str, **more: Any) -> Any:
    """Return the item of a value that is added."""
    return {"kind": "new-value", "key": f"new_values/{TOKEN}", "value": {"name": name, **more}}


def _draft(more: dict[str, Any]) -> dict[str, Any]:
    return {"id": "d0123456789abcdef", **MOMENT, **more}


def taken(engagement: Engagement, *items: Any) -> Engagement:
    """Return an engagement after all that is new was taken."""
    proposals = compare(engagement, *items)
    assert states(proposals) == ["new"] * len(items)
    return with_changes(engagement, [c for one in proposals for c in one.changes])


def test_each_kind_is_added(before: Engagement) -> None:
    """An action, a goal and a value stand at the end of their lists, each with an id."""
    now = taken(
        before,
        action("Call Priya on Fridays", "2026-12-04"),
        {
            **goal("Sleep", why="*To* think", deadline="2027-01-15"),
            **_draft({"id": "d" + "1" * 16}),
        },
        {**value("Courage", meaning="To say it first"), **THIRD},
    )
    added, new = now.goals[0].actions[-1], now.goals[-1]
    assert (added.what, added.id, str(added.target), added.owner) == (
        "Call Priya on Fridays", "call-priya-on-fridays", "2026-12-04", None
    )  # fmt: skip
    assert (new.title, new.id, new.why, str(new.deadline)) == (
        "Sleep", "sleep", ("\\*To\\* think",), "2027-01-15"
    )  # fmt: skip
    assert (now.values[-1].name, now.values[-1].id, now.values[-1].meaning) == (
        "Courage", "courage", "To say it first"
    )  # fmt: skip
    assert now.goals[0].actions[:2] == before.goals[0].actions
    assert now.values[:2] == before.values


def test_the_file_keeps_its_comments(tmp_path: Path) -> None:
    """All else in the file stays as it was, and what is added reads as it was decided."""
    folder = folder_with(tmp_path / "jane-doe")
    raw = (folder / "engagement.yml").read_bytes()
    known = loaded(folder)
    items = [
        action("Walk: # not a comment", "2026-12-04"),
        {**goal("{{ 7*7 }} | <b>", why="- a\n- b"), **SECOND},
        {**value("*Calm* & bold"), **THIRD},
    ]
    changes = [c for one in compare(known, *items) for c in one.changes]
    apply_changes(folder, raw, known, programme(), changes)
    text = (folder / "engagement.yml").read_text("utf-8")
    assert [line for line in TYPED.splitlines() if "#" in line and line not in text] == []
    now = loaded(folder)
    assert now.goals[0].actions[-1].what == "Walk: # not a comment"
    assert now.goals[-1].title == "{{ 7*7 }} | <b>"
    assert now.values[-1].name == "*Calm* & bold"


@pytest.mark.parametrize(
    ("item", "state"),
    [
        (action("Ask Priya"), "already so"),
        (action("  ask  PRIYA "), "already so"),
        (action("Ask Priya", "2026-12-04"), "new"),
        (action("Ask Sam", goal="Gone"), "new"),  # the goal is known by its id
        ({**action("x", goal="Gone"), "key": f"new_actions/gone/{TOKEN}"}, "cannot be taken"),
        ({**action("x", goal="Rest"), "key": f"new_actions/goal-2/{TOKEN}"}, "new"),
        (action("x", "2026-08-31"), "cannot be taken"),
        (action("x", "2077-01-01"), "cannot be taken"),
        (goal("Rest"), "already so"),
        (goal("Rest", why="To think"), "new"),
        (goal("delegate", why="Another"), "conflict"),
        (goal("Sleep", deadline="2026-08-31"), "cannot be taken"),
        (value("Calm"), "already so"),
        (value("Calm", meaning="m"), "new"),
    ],
)
def test_beside_what_is_there(before: Engagement, item: Any, state: str) -> None:
    """What is there already is known again, gaps are filled, and nothing is overwritten unasked."""
    assert states(compare(before, item)) == [state]


@pytest.mark.parametrize(
    ("old", "new", "item", "state", "reason"),
    [
        ("title: Rest", "title: Rest\n      given_up: 2026-11-01", goal("Rest"), "cannot be taken",
         "there is one with this title, and the goal was given up on 2026-11-01"),
        ("title: Delegate", "title: Delegate\n      reached: 2026-11-01", action("x"), "conflict",
         "the goal was reached on 2026-11-01"),
        # What was done, dropped or is somebody else's may be promised again.
        ("note: soon", "done: 2026-11-01", action("Write it down"), "new", ""),
        ("note: soon", "dropped: 2026-11-01", action("Write it down", "2026-12-04"), "new", ""),
        ("note: soon", "owner: Sam", action("Write it down"), "new", ""),
        ("note: soon", "owner: Jane", action("Write it down"), "already so", ""),
    ],
)  # fmt: skip
def test_beside_what_is_over(
    tmp_path: Path, old: str, new: str, item: Any, state: str, reason: str
) -> None:
    """A goal that is over is not added to unasked, and an action that is over is no obstacle."""
    (one,) = compare(after(tmp_path, old, new), item)
    assert (str(one.state), one.reason) == (state, reason)


def test_what_is_there_stays(before: Engagement) -> None:
    """A goal of the same title gets what it does not say; taking theirs is the coach's decision."""
    now = taken(before, goal("Rest", why="To think"))
    assert [one.title for one in now.goals] == ["Delegate", "Rest"]
    assert (now.goals[1].why, now.goals[0].why) == (("To think",), ("Because.",))


def test_the_same_reply_twice(before: Engagement) -> None:
    """What was taken is known again, whatever the coach has made of it since."""
    item = action("Call Priya", "2026-12-04")
    now = taken(before, item)
    assert states(compare(now, item)) == ["received before"]
    renamed = now.goals[0].actions[-1].model_copy(update={"what": "Call her"})
    changed = now.goals[0].model_copy(update={"actions": (*before.goals[0].actions, renamed)})
    after = now.model_copy(update={"goals": (changed, *now.goals[1:])})
    assert states(compare(after, item)) == ["received before"]
    later = action("Call Priya twice", at="2026-11-24T11:00:00.000Z")
    assert states(compare(after, later)) == ["conflict"]  # no second one without a question


def test_a_later_wording_corrects(before: Engagement) -> None:
    """Written on before the portal shows it, an action that was taken is corrected, not doubled."""
    now = taken(before, action("Call Priya", "2026-12-04"))
    after = taken(now, action("Call Priya and Sam", at="2026-11-24T11:00:00.000Z"))
    assert len(after.goals[0].actions) == len(now.goals[0].actions)
    last = after.goals[0].actions[-1]
    assert (last.what, last.target, last.id) == ("Call Priya and Sam", None, "call-priya")


def test_a_declined_one_stays_declined(before: Engagement) -> None:
    """What the coach did not take is known as such."""
    (one,) = compare(before, action("Call Priya"))
    now = with_changes(before, one.declined)
    assert now.goals == before.goals
    (again,) = compare(now, action("Call Priya"))
    assert (str(again.state), again.reason) == ("received before", "you kept your own wording")


def test_two_in_a_reply(before: Engagement) -> None:
    """Two of one name are never both taken; two that would have one id get two."""
    key = {"key": f"new_values/{TOKEN[::-1]}"}
    assert states(compare(before, value("Fun"), {**value("fun"), **SECOND, **key})) == [
        "new", "cannot be taken"
    ]  # fmt: skip
    now = taken(before, value("Fun"), {**value("Fun!"), **SECOND, **key})
    assert [one.id for one in now.values[2:]] == ["fun", "fun-2"]


@pytest.mark.parametrize(
    "item",
    [
        {**action("x"), "key": "new_actions/depots"},
        {**action("x"), "key": f"new_goals/{TOKEN}"},
        {**goal("x"), "key": "new_goals/../../etc"},
        action(""),
        action("x" * 501),
        action("\x1b[2J"),
        action("\U0010ffe0"),
        action("x", "2026-02-30"),
        goal("x", owner="Marek"),
        goal("x", why="y" * 20_001),
        value("\u200b"),
        value(""),
    ],
)  # fmt: skip
def test_hostile_items_are_refused(item: Any) -> None:
    """What no portal writes is refused in one line."""
    with pytest.raises(ReplyRefused):
        reply_of(json.dumps(reply(item)).encode())


def test_lines_lose_their_breaks(before: Engagement) -> None:
    """A title is one line, whatever was pasted."""
    assert taken(before, goal("Sleep\nmore")).goals[-1].title == "Sleep more"


def shown(proposal: Proposal) -> tuple[str, tuple[str, ...]]:
    """Return what a coach reads of a proposal."""
    return proposal.label, proposal.after


def test_what_a_coach_reads(before: Engagement) -> None:
    """Each is shown with what it is, its goal, its words and its day."""
    found = compare(before, action("Call", "2026-12-04"), goal("Sleep"), value("Fun"))
    assert [shown(one) for one in found] == [
        ("Delegate: reply new action", ("Call", "2026-12-04")),
        ("reply new goal", ("Sleep",)),
        ("reply new value", ("Fun",)),
    ]
