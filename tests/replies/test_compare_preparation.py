"""What prepares a session comes by a reply, and stays with the session wherever it is moved."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.replies.apply import apply_changes, with_changes
from tests.replies.browser import answer
from tests.replies.comparing import UNNAMED, after, compare, states
from tests.replies.samples import TYPED, loaded
from tests.samples import programme

MARK = "# the end"
LATER = "    - on: 2026-12-20\n"
MOVED = "    - {on: 2026-12-08, moved_from: 2026-12-01}\n"
AT_NINE = "    - {on: 2026-12-01, at: 09:00}\n"
TWICE = f"    - {{on: 2026-12-01, at: 15:00}}\n{AT_NINE}"


@pytest.mark.parametrize(
    ("sessions", "key", "state", "at"),
    [
        ("    - on: 2026-12-01\n", "sessions/2026-12-01/stuck", "new", 0),
        (f"    - on: 2026-12-01\n{LATER}", "sessions/2026-12-20/stuck", "new", 1),
        (
            f"    - {{on: 2026-12-08, moved_from: 2026-12-01}}\n{LATER}",
            "sessions/2026-12-01/stuck",
            "new",
            0,
        ),
        ("    - {on: 2026-12-01, id: closing}\n", "sessions/closing/stuck", "new", 0),
        (f"{LATER}    - on: 2026-12-08\n", "sessions/2026-12-01/stuck", "conflict", 1),
        (
            "    - {on: 2026-12-01, id: closing}\n",
            "sessions/2026-12-01/stuck",
            "new",
            0,
        ),
        # Two sessions of one day: the later one has a number, whatever their order in the file.
        (TWICE, "sessions/2026-12-01/stuck", "new", 1),
        (TWICE, "sessions/2026-12-01-2/stuck", "new", 0),
        (f"    - on: 2026-12-01\n{MOVED}", "sessions/2026-12-01/stuck", "new", 1),
        (f"    - on: 2026-12-01\n{MOVED}", "sessions/2026-12-01-2/stuck", "new", 0),
        (f"    - {{on: 2026-12-01, cancelled: 2026-11-20}}\n{AT_NINE}",
         "sessions/2026-12-01/stuck", "new", 1),
        (f"    - {{on: 2026-12-01, id: first}}\n{AT_NINE}", "sessions/2026-12-01/stuck", "new", 1),
        (AT_NINE, "sessions/2026-12-01-2/stuck", "conflict", 0),
        ("    - on: 2026-11-02\n", "sessions/2026-12-01/stuck", "cannot be taken", -1),
        (LATER, "sessions/gone/stuck", "cannot be taken", -1),
        ("    - on: 2026-12-01\n", "sessions/2026-12-01/cakes", "cannot be taken", -1),
    ],
)  # fmt: skip
def test_an_answer_finds_its_session(
    tmp_path: Path, sessions: str, key: str, state: str, at: int
) -> None:
    """It is known by the id or the day first planned; of a day that is gone the coach is asked."""
    now = after(tmp_path, MARK, f"sessions:\n{sessions}{MARK}")
    (one,) = compare(now, answer(key, "The call.", base=UNNAMED))
    assert states([one]) == [state]
    folder = tmp_path / "after"
    raw = (folder / "engagement.yml").read_bytes()
    apply_changes(folder, raw, now, programme(), one.changes)
    told = [dict(session.preparation) for session in loaded(folder).sessions]
    wanted = {"stuck": ("The call.",)}
    assert [number for number, said in enumerate(told) if said == wanted] == [at] * (at >= 0)


def test_what_was_answered_is_never_lost(tmp_path: Path) -> None:
    """Where the coach has typed an answer since, both are shown, and the old one is kept."""
    typed = "sessions:\n    - on: 2026-12-01\n      preparation: {stuck: Old.}\n"
    now = after(tmp_path, MARK, typed + MARK)
    (one,) = compare(now, answer("sessions/2026-12-01/stuck", "New.", base=UNNAMED))
    assert (states([one]), one.before, one.after) == (["conflict"], ("Old.",), ("New.",))
    both = with_changes(now, one.both).sessions[0].preparation["stuck"]
    taken = with_changes(now, one.changes)
    assert both == ("Old.", "New.")
    assert taken.sessions[0].preparation["stuck"] == ("New.",)
    assert [(e.prompt, e.was) for e in taken.history[-1:]] == [
        ("sessions/2026-12-01/stuck", ("Old.",))
    ]
    assert (
        one.label
        == "about sessions (2026-12-01): Where are you stuck, or what are you putting off?"
    )


def test_the_sample_has_no_sessions() -> None:
    """The cases above add the only sessions that there are."""
    assert "sessions:" not in TYPED
