"""What an executive takes back: an answer, a tick, a note, a part of a review."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.editing import Put, edited
from coaching_site.editing.changes import Value
from tests.replies.samples import loaded

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
    after = edited(raw.encode(), [Put(("goals", 0, location), value)], lambda _: ())
    (tmp_path / "engagement.yml").write_bytes(after)
    assert after.decode().split("\n")[5:-2] == lines
    goal = loaded(tmp_path).goals[0]
    assert (goal.why, goal.deadline, goal.pain) == ((), None, ("y",))
