"""Rounds that stand in an engagement get files of their own, and the portal shows the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.feedback import moved_rounds
from coaching_site.loading import load_engagement
from coaching_site.model import Programme
from coaching_site.model.feedback import as_typed
from coaching_site.problems import InvalidInput
from coaching_site.view.feedback import views_of_feedback
from tests.fixture import ENGAGEMENTS
from tests.samples import programme as programme_of_tests

BEFORE = "executive: {name: Ann Lee}\ncoach: {name: Kim Lee}\nstart: 2026-09-01\n"
ROUND = """\
feedback:
  # Said by phone.
  - on: 2026-10-01
    title: "First: all"
    statements:
      - text: You stay calm.
        self: 4
        groups: {Team: [5, 6, 7], Board: [1, 2], self: [3, 3, 3], Peers: [1, 2, 3, 4, 5, 6]}
      # Not all of them answered.
      - text: You ask.
        coach: 2
        groups: {Team: [5, 6], Peers: [1, 2, 3, 4]}
    comments: {Team: [One, "Two: too"], Peers: [Three]}
  # The second one.
  - on: 2026-11-01
    scale: 10
    statements: []
"""
AFTER = "\n# What lasts\nfollow_up:\n  sustaining: A walk\n"


def move(folder: Path, raw: bytes, programme: Programme) -> None:
    """Move the rounds of an engagement in a folder."""
    path = folder / "engagement.yml"
    path.write_bytes(raw)
    rounds = as_typed(load_engagement(folder, programme)).feedback
    moved = moved_rounds(raw, path, rounds, programme.feedback)
    (folder / "feedback").mkdir()
    for name, text in moved.rounds.items():
        (folder / f"feedback/{name}.yml").write_text(text, "utf-8")
    path.write_bytes(moved.engagement)


@pytest.mark.parametrize(
    "text",
    [
        BEFORE + ROUND + AFTER,
        BEFORE + ROUND,
        BEFORE + ROUND.rstrip("\n"),
        ROUND + BEFORE + AFTER,
        (BEFORE + ROUND + AFTER).replace("\n", "\r\n"),
        "\ufeff" + BEFORE + ROUND + AFTER,
        BEFORE + "feedback: [{on: 2026-10-01, statements: []}]\n" + AFTER,
        (ENGAGEMENTS / "amara-lindqvist/engagement.yml").read_text("utf-8"),
    ],
    ids=["amid", "last", "unended", "first", "windows", "marked", "flow", "sample"],
)
def test_the_portal_is_the_same(text: str, tmp_path: Path) -> None:
    """What is shown of each round is what was shown, and no other byte of the file has changed."""
    programme = programme_of_tests()
    path, raw = tmp_path / "engagement.yml", text.encode()
    path.write_bytes(raw)
    before = load_engagement(tmp_path, programme)
    end = max(one.on for one in before.feedback).replace(year=2030)
    shown = views_of_feedback(before.feedback, programme.feedback, end)
    move(tmp_path, raw, programme)
    after = load_engagement(tmp_path, programme)
    assert not as_typed(after).feedback
    assert shown
    assert views_of_feedback(after.feedback, programme.feedback, end) == shown
    kept = path.read_bytes()
    head, _, tail = raw.partition(b"feedback:")
    assert kept.startswith(head)
    assert tail.endswith(kept.removeprefix(head))


def test_comments_of_a_coach(tmp_path: Path) -> None:
    """What the coach noted beside a round goes with it."""
    move(tmp_path, (BEFORE + ROUND + AFTER).encode(), programme_of_tests())
    first, second = (tmp_path / f"feedback/2026-{n}-01.yml" for n in (10, 11))
    assert "# Said by phone.\n# Not all of them answered.\n" in first.read_text("utf-8")
    assert "# The second one.\n" in second.read_text("utf-8")
    assert "# What lasts" in (tmp_path / "engagement.yml").read_text("utf-8")


@pytest.mark.parametrize("text", ["{%s, feedback: []}", "? feedback\n: []\n%s"])
def test_what_cannot_be_moved(text: str, tmp_path: Path) -> None:
    """A file that is written so that its lines cannot be taken is refused."""
    raw = (text % BEFORE.replace("\n", ", ").rstrip(", ")).encode()
    with pytest.raises(InvalidInput):
        moved_rounds(raw, tmp_path / "engagement.yml", [], programme_of_tests().feedback)
