"""Actions of a reply beside those of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.model import Engagement
from coaching_site.replies.apply import apply_changes, with_changes
from tests.replies.browser import about
from tests.replies.comparing import TODAY, after, compare, states
from tests.replies.samples import bases, loaded
from tests.samples import programme


def test_an_action_that_is_gone(tmp_path: Path, before: Engagement) -> None:
    """What belongs to an action or goal that was taken out is lost, and told; others move."""
    now = after(
        tmp_path,
        "      - what: Ask Priya   # first\n        started: 2026-10-01\n",
        "",
    )
    first, second = "actions/depots/action-1", "actions/depots/action-2"
    base = bases(before)
    done = {"done": "2026-11-23", "note": None}
    what = {first: "Ask Priya", second: "Write it down"}
    items = [
        {"kind": "action", "key": key, "base": base.get(key, "0" * 16), "value": done}
        for key in (first, second, "actions/gone/action-1")
    ]
    said = [item | about("Delegate", what.get(item["key"], "Go")) for item in items]  # type: ignore[call-overload]
    for sent in (items, said):
        found = compare(now, *sent)
        assert states(found) == ["cannot be taken", "new", "cannot be taken"]
        assert found[1].label == "Delegate: Write it down"
    assert [one.label for one in found] == [
        "Delegate: Ask Priya",
        "Delegate: Write it down",
        "Delegate: Go",
    ]


def test_an_earlier_note_is_kept(before: Engagement) -> None:
    """The note of an action that another replaces, or that is taken out, stands in the history."""
    key = "actions/depots/action-2"
    for note in ("late", None):
        value = {"done": None, "note": note}
        item = {"kind": "action", "key": key, "base": bases(before)[key], "value": value}
        (one,) = compare(before, item)
        (kept,) = with_changes(before, one.changes).history
        assert (kept.on, kept.prompt) == (TODAY, "actions/depots/write-it-down")
        assert kept.was == ("soon",)
    value = {"done": "2026-11-23", "note": "soon"}
    item = {"kind": "action", "key": key, "base": bases(before)[key], "value": value}
    (one,) = compare(before, item)
    assert with_changes(before, one.changes).history == ()


def test_signs_in_a_note(before: Engagement) -> None:
    """What was typed in a note is shown as it was typed: signs are escaped once."""
    key = "actions/depots/action-2"
    value = {"done": None, "note": "* a *b*"}
    item = {"kind": "action", "key": key, "base": bases(before)[key], "value": value}
    (one,) = compare(before, item)
    assert with_changes(before, one.changes).goals[0].actions[1].note == r"\* a \*b\*"


@pytest.mark.parametrize(
    ("done", "reason"),
    [
        ("2026-11-25", "2026-11-25 is later than the reply itself"),
        ("2026-08-31", "2026-08-31 is before the start of the coaching"),
        ("2026-09-30", "2026-09-30 is before it was started, 2026-10-01"),
    ],
)
def test_days_on_which_nothing_can_be_done(before: Engagement, done: str, reason: str) -> None:
    """An action is not done before its start, nor in the future."""
    key = "actions/depots/action-1"
    item = {"kind": "action", "key": key, "base": bases(before)[key],
            "value": {"done": done, "note": None}}  # fmt: skip
    (one,) = compare(before, item)
    assert (str(one.state), one.reason) == ("cannot be taken", reason)


ASK = "      - what: Ask Priya   # first\n"


@pytest.mark.parametrize(
    ("typed", "value", "state", "days", "done"),
    [
        ("every: week", {"days": ["2026-11-23"]}, "new", ["2026-11-23"], None),
        ("every: week", {"days": ["2026-11-10", "2026-11-23"]}, "new",
         ["2026-11-10", "2026-11-23"], None),
        ("every: week", {"done": "2026-11-23"}, "new", ["2026-11-23"], None),
        ("every: week\n        done_on: 2026-11-10", {"days": ["2026-11-10"]}, "already so",
         ["2026-11-10"], None),
        ("every: week\n        done_on: 2026-11-10", {"days": ["2026-11-10", "2026-11-23"]},
         "new", ["2026-11-10", "2026-11-23"], None),
        ("every: week\n        done_on: [2026-11-17, 2026-11-10]  # two",
         {"days": ["2026-11-23"]}, "new", ["2026-11-17", "2026-11-10", "2026-11-23"], None),
        ("every: week\n        done_on: [2026-11-17]", {}, "already so", ["2026-11-17"], None),
        ("every: week", {"days": ["2026-11-25"]}, "cannot be taken", [], None),
        ("every: week\n        dropped: 2026-11-20", {"days": ["2026-11-23"]}, "cannot be taken",
         [], None),
        ("every: week\n        until: 2026-11-20", {"days": ["2026-11-23"]}, "cannot be taken", [],
         None),
        ("every: week", {"days": ["2026-09-30"]}, "cannot be taken", [], None),
        ("target: 2026-12-01", {"days": ["2026-11-10", "2026-11-23"]}, "new", [], "2026-11-23"),
        ("on_hold: 2026-11-10", {"done": "2026-11-23"}, "new", [], "2026-11-23"),
        ("dropped: 2026-11-10", {"done": "2026-11-23"}, "cannot be taken", [], None),
    ],
)  # fmt: skip
def test_states_of_an_action(
    tmp_path: Path, typed: str, value: dict[str, object], state: str, days: list[str], done: str
) -> None:
    """A tick of what is repeated adds its day, and never takes one away or conflicts with one.

    What was dropped is not done by a reply: the coach is told.
    """
    now = after(tmp_path, ASK, f"{ASK}        id: ask-priya\n        {typed}\n")
    key = "actions/depots/ask-priya"
    item = {"kind": "action", "key": key, "base": bases(now)[key], "value": {"note": None} | value}
    (one,) = compare(now, item | about("Delegate", "Ask Priya"))
    assert states([one]) == [state]
    apply_changes(folder := tmp_path / "after", (file := folder / "engagement.yml").read_bytes(),
                  now, programme(), one.changes)  # fmt: skip
    action = loaded(folder).goals[0].actions[0]
    assert [day.isoformat() for day in action.done_on] == days
    assert (action.done and action.done.isoformat()) == done
    assert b"# two" not in file.read_bytes() or "# two" in typed
