"""What an executive takes back: an answer, a tick, a note, a part of a review."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coaching_site.editing import Put, apply_edits
from coaching_site.editing.changes import Value
from coaching_site.replies.apply import with_changes
from coaching_site.replies.compare import proposals_of
from coaching_site.replies.reply import Reply
from tests.replies.browser import answer, reply
from tests.replies.samples import TYPED, bases, folder_with, loaded
from tests.samples import programme

TODAY = date(2026, 11, 24)

FIRST = "executive: {name: A}\ncoach: {name: B}\nstart: 2026-09-01\n"


@pytest.mark.parametrize(
    ("typed", "location", "value", "lines"),
    [
        ("    why: x", "why", (), ["    why: []"]),
        ("    why: x  # hers", "why", (), ["    why: []  # hers"]),
        ("    why: [a, b]  # hers", "why", (), ["    why: []  # hers"]),
        ("    why: # hers\n    - a\n    - b", "why", (), ["    why: [] # hers"]),
        ("    why:\n    - a # one\n    - b", "why", (), ["    why: []", "    # one"]),
        ("    why: | # hers\n      a\n\n      b", "why", (), ["    why: [] # hers"]),
        ("    why: >\n      a", "why", (), ["    why: []"]),
        ("    deadline: 2026-12-01", "deadline", None, ["    deadline:"]),
        ("    deadline: 2026-12-01  # hers", "deadline", None, ['    deadline: ""  # hers']),
        ('    deadline: "2026-12-01" # hers', "deadline", None, ['    deadline: "" # hers']),
    ],
)
def test_what_is_taken_out(
    tmp_path: Path, typed: str, location: str, value: Value | None, lines: list[str]
) -> None:
    """A value that is taken out leaves an empty one, its comments, and a file that is valid."""
    raw = f"{FIRST}goals:\n  - title: A\n{typed}\n    pain: y\n"
    after = apply_edits(raw.encode(), [Put(("goals", 0, location), value)], lambda _: ())
    (tmp_path / "engagement.yml").write_bytes(after)
    assert after.decode().split("\n")[5:-2] == lines
    goal = loaded(tmp_path).goals[0]
    assert (goal.why, goal.deadline, goal.pain) == ((), None, ("y",))


def test_receiving_what_is_taken_back(tmp_path: Path) -> None:
    """An answer, a tick and parts of a review that are taken back go; history keeps the answer."""
    typed = TYPED.replace(
        "- what: Ask Priya   # first\n", "- what: Ask Priya   # first\n        done: 2026-11-01\n"
    )
    typed = typed.replace(
        "    - on: 2026-12-01\n",
        "    - on: 2026-12-01\n      works: Waiting.\n      change: More.\n      goals:\n"
        "      - {goal: depots, progress: Far., score: 5}\n",
    )
    before = loaded(folder_with(tmp_path / "before", typed))
    base = bases(before)
    action, review = "actions/depots/action-1", "reviews/2026-12-01"
    said = {"scores": {}, "works": [], "goals": {"depots": {"score": 5, "progress": None}}}
    items = [
        answer("starters/expectations", base=base["starters/expectations"]),
        answer("starters/changes", base=base["starters/changes"]),
        {
            "kind": "action",
            "key": action,
            "base": base[action],
            "value": {"done": None, "note": None},
        },
        {"kind": "review", "key": review, "base": base[review], "value": said},
    ]
    found = proposals_of(Reply.model_validate(reply(*items)), before, programme(), TODAY)
    assert [str(one.state) for one in found] == ["new"] * 5
    after = with_changes(before, [change for one in found for change in one.changes])
    assert (after.starters.get("expectations"), after.starters.get("changes")) == ((), ())
    assert after.goals[0].actions[0].done is None
    held = next(one for one in after.reviews if one.on.isoformat() == "2026-12-01")
    assert (held.works, held.change, held.goals[0].progress, held.goals[0].score) == (
        (),
        ("More.",),
        None,
        5,
    )
    assert [one.was for one in after.history] == [("To be heard.",), ("One.", "Two.")]
    (again,) = proposals_of(Reply.model_validate(reply(items[1])), after, programme(), TODAY)
    assert str(again.state) in ("already so", "received before")
