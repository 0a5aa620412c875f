"""Actions of a reply beside those of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.model import Engagement
from coaching_site.replies.apply import with_changes
from tests.replies.browser import about
from tests.replies.comparing import TODAY, after, compare, states
from tests.replies.samples import bases


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
