"""Actions of a reply beside those of the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from coaching_site.editing import Put
from coaching_site.model import Engagement
from coaching_site.replies.apply import apply_changes, with_changes
from coaching_site.replies.proposal import CHANGED
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


def suggested(
    now: Engagement, key: str, was: object, day: object, **more: object
) -> dict[str, object]:
    """Return the item that suggests another day for an action."""
    value = {"done": None, "note": None, "target": day, "was": was} | more
    return {"kind": "action", "key": key, "base": bases(now)[key], "value": value,
            **about("Delegate", "Ask Priya")}  # fmt: skip


SUGGESTED = "actions/depots/ask-priya"


@pytest.mark.parametrize(
    ("typed", "was", "day", "state", "reason"),
    [
        ("target: 2026-11-18  # late", "2026-11-18", "2026-12-03", "new", ""),
        ("", None, "2026-12-03", "new", ""),
        ("target: 2026-12-03", "2026-11-18", "2026-12-03", "already so", ""),
        ("target: 2026-11-30", "2026-11-18", "2026-12-03", "conflict", CHANGED),
        ("target: 2026-11-30", None, "2026-12-03", "conflict", CHANGED),
        ("target: 2026-11-18", "2026-11-18", "2026-11-24", "new", ""),
        ("target: 2026-11-18", "2026-11-18", "2026-11-23", "cannot be taken",
         "2026-11-23 had passed on the day of the reply, 2026-11-24"),
        ("target: 2026-11-18", "2026-11-18", "2038-03-02", "cannot be taken",
         "2038-03-02 lies outside of the coaching: correct the year"),
        ("target: 2026-11-18\n        owner: Priya", "2026-11-18", "2026-12-03", "cannot be taken",
         "it is not the executive's own: another day is not for them to suggest"),
        ("target: 2026-11-18\n        dropped: 2026-11-20", "2026-11-18", "2026-12-03",
         "cannot be taken",
         "it was dropped on 2026-11-20: take that out first, if it goes on"),
        ("every: week\n        until: 2026-12-18", None, "2026-12-03", "cannot be taken",
         "it is repeated: 2026-12-03 is no day of its own"),
        ("target: 2026-12-15\n        started: 2026-12-10", "2026-12-15", "2026-12-03",
         "cannot be taken", "2026-12-03 is before it was started, 2026-12-10"),
    ],
)  # fmt: skip
def test_another_day(
    tmp_path: Path, typed: str, was: str | None, day: str, state: str, reason: str
) -> None:
    """The executive may suggest another day for what they promised themselves: one to come, within
    the coaching. One that the coach has changed since is not replaced without a question."""
    began = "" if "started" in typed else "        started: 2026-10-01\n"
    lines = f"{ASK}        id: ask-priya\n" + (f"        {typed}\n" if typed else "")
    now = after(tmp_path, f"{ASK}        started: 2026-10-01\n", lines + began)
    (one,) = compare(now, suggested(now, SUGGESTED, was, day))
    assert (str(one.state), one.reason) == (state, reason)
    if state == "new":
        assert one.before == ("not done", *([f"due {was}"] if was else []))
        assert one.after == ("not done", f"due {day}")
        folder = tmp_path / "after"
        data = (folder / "engagement.yml").read_bytes()
        apply_changes(folder, data, now, programme(), one.changes)
        text = (folder / "engagement.yml").read_text("utf-8")
        assert f"target: {day}" in text
        assert ("# late" in text) == ("# late" in typed)
        again = loaded(folder)
        assert str(again.goals[0].actions[0].target) == day
        assert states(compare(again, suggested(again, SUGGESTED, was, day))) == ["received before"]


def test_days_that_follow_one_another(tmp_path: Path) -> None:
    """A later day of the executive's replaces the earlier one that the coach took, and no other."""
    lines = f"{ASK}        id: ask-priya\n        target: 2026-11-18\n"
    now = after(tmp_path, ASK, lines)
    own = {"id": "d0123456789", "at": "2026-11-24T08:00:00Z"}
    (first,) = compare(now, suggested(now, SUGGESTED, "2026-11-18", "2026-12-03") | own)
    taken = with_changes(now, first.changes)
    later = suggested(now, SUGGESTED, "2026-11-18", "2026-12-10")
    later |= own | {"at": "2026-11-24T09:00:00Z"}
    assert states(compare(taken, later)) == ["new"]
    moved = taken.goals[0].actions[0].model_copy(update={"target": date(2026, 11, 30)})
    goal = taken.goals[0].model_copy(update={"actions": (moved, *taken.goals[0].actions[1:])})
    changed = taken.model_copy(update={"goals": (goal, *taken.goals[1:])})
    assert states(compare(changed, later)) == ["conflict"]


def test_a_day_with_a_note_or_a_tick(tmp_path: Path) -> None:
    """What is done needs no other day. To keep both notes keeps the day that the coach set."""
    lines = f"{ASK}        id: ask-priya\n        target: 2026-11-30\n        note: Mine.\n"
    now = after(tmp_path, ASK, lines)
    (done,) = compare(now, suggested(now, SUGGESTED, None, "2026-12-03", done="2026-11-23"))
    assert "target" not in str(
        [change.location for change in done.changes if isinstance(change, Put)]
    )
    (both,) = compare(now, suggested(now, SUGGESTED, "2026-11-18", "2026-12-03", note="Theirs."))
    assert str(both.state) == "conflict"
    action = with_changes(now, both.both).goals[0].actions[0]
    assert (str(action.target), action.note) == ("2026-11-30", "Mine.\n\nTheirs.")


@pytest.mark.parametrize(
    "day",
    ["2026-02-30", "tomorrow", "2026-12-03\n    done: 2026-01-01", "2026-12-03 # x", "", 20261203,
     1.5, True, ["2026-12-03"], {"on": "2026-12-03"}, "20000-01-01",
     "\u0662\u0660\u0662\u0666-12-03"],
)  # fmt: skip
def test_days_that_are_none(before: Engagement, day: object) -> None:
    """What is no day is refused before anything of the reply is compared."""
    key = "actions/depots/action-1"
    with pytest.raises(ValidationError):
        compare(before, suggested(before, key, None, day))
    with pytest.raises(ValidationError):
        compare(before, suggested(before, key, day, "2026-12-03"))
