"""What the executive shares: ticked in the portal, carried by a reply, and taken back by one."""

from __future__ import annotations

from typing import Any

import pytest

from coaching_site.editing import apply_edits
from coaching_site.model import Engagement
from coaching_site.replies.apply import with_changes
from coaching_site.view.revisions import revision_of
from coaching_site.view.sharing import shareable_in, shared_lines
from tests.replies.comparing import compare, states
from tests.samples import engagement
from tests.view.test_sponsor import PROVIDED

GOALS = [
    {"title": "Rest *more*", "metrics": [{"name": "Evenings"}, {"name": "Hours"}]},
    {"title": "Listen", "shared": True, "metrics": [{"name": "Talks", "shared": True}]},
]


@pytest.fixture
def before() -> Engagement:
    """Give an engagement that shares one of two goals, with its number."""
    return engagement(goals=GOALS, **PROVIDED)


def ticked(*lines: str, base: tuple[str, ...] = ("Listen", "Listen · Talks")) -> dict[str, Any]:
    """Return the item of what was ticked, on top of what the portal showed."""
    return {
        "kind": "answer",
        "key": "sharing/goals",
        "base": revision_of("", base),
        "value": [*lines],
    }


def shared(record: Engagement) -> tuple[str, ...]:
    """Return what a record shares."""
    return shared_lines(shareable_in(record))


def test_ticked(before: Engagement) -> None:
    """What is ticked is shared, also where a title has signs of markup; the same is so already."""
    (found,) = compare(before, ticked("Rest *more*", "Rest *more* · Hours", "Listen"))
    assert (states([found]), found.before) == (["new"], ("Listen", "Listen · Talks"))
    after = with_changes(before, found.changes)
    assert shared(after) == ("Rest *more*", "Rest *more* · Hours", "Listen")
    assert [str(change.location) for change in found.changes[:-1]] == [
        "('goals', 0, 'shared')",
        "('goals', 0, 'metrics', 1, 'shared')",
        "('goals', 1, 'metrics', 0, 'shared')",
    ]
    assert states(compare(before, ticked("Listen", "Listen · Talks"))) == ["already so"]


def test_taken_back(before: Engagement) -> None:
    """With a goal its numbers are taken back, whatever is ticked below it."""
    (found,) = compare(before, ticked())
    after = with_changes(before, found.changes)
    assert shared(after) == ()
    assert not after.goals[1].metrics[0].shared
    (found,) = compare(before, ticked("Listen · Talks"))
    assert shared(with_changes(before, found.changes)) == ()


def test_asked(before: Engagement) -> None:
    """The coach is asked where the file shares other than what the portal showed."""
    (found,) = compare(before, ticked("Listen", base=()))
    assert (states([found]), found.reason) == (
        ["conflict"],
        "it differs from what the portal showed",
    )


def test_renamed(before: Engagement) -> None:
    """What was ticked and is called otherwise by now is told, and never another in its place."""
    (found,) = compare(before, ticked("Listen", "Sleep"))
    assert states([found]) == ["conflict"]
    assert shared(with_changes(before, found.changes)) == ("Listen",)
    (found,) = compare(before, ticked("Listen", "Listen · Talks", "Sleep"))
    assert (states([found]), found.changes[:-1]) == (["cannot be taken"], ())


def test_no_report(before: Engagement) -> None:
    """Where the agreement provides for no report, nothing is shared."""
    (found,) = compare(engagement(goals=GOALS), ticked("Listen"))
    assert (states([found]), found.reason) == (
        ["cannot be taken"],
        "the agreement provides for no report to a sponsor",
    )
    assert not [change for change in found.changes if change.location[0] == "goals"]


def test_sent_twice(before: Engagement) -> None:
    """A later choice replaces an earlier one that came by a reply; the same one changes nothing."""
    first = {**ticked("Listen"), "id": "d0123456789", "at": "2026-11-24T10:00:00.000Z"}
    (found,) = compare(before, first)
    now = with_changes(before, found.changes)
    assert states(compare(now, first)) == ["received before"]
    later = {**ticked(), "id": "d0123456789", "at": "2026-11-24T11:00:00.000Z"}
    (found,) = compare(now, later)
    assert (states([found]), shared(with_changes(now, found.changes))) == (["new"], ())


def test_written_into_the_file() -> None:
    """The file says true or false beside the title, and keeps every other line."""
    text = "goals:\n  - title: Rest *more*  # hers\n  - title: Listen\n    shared: true\n"
    record = engagement(
        goals=[{"title": "Rest *more*"}, {"title": "Listen", "shared": True}], **PROVIDED
    )
    (found,) = compare(record, ticked("Rest *more*", base=("Listen",)))
    puts = [change for change in found.changes if change.location[0] == "goals"]
    after = apply_edits(text.encode(), puts, lambda _: ("title", "shared")).decode()
    assert "  - title: Rest *more*  # hers\n    shared: true\n" in after
    assert "  - title: Listen\n    shared: false\n" in after
