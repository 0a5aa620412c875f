"""What the executive can share, and the line by which each of it is known."""

from __future__ import annotations

from coaching_site.view.sharing import shareable_in, shared_lines
from tests.samples import engagement, portal
from tests.view.test_sponsor import PROVIDED

GOALS = [
    {"title": "A", "shared": True, "metrics": [{"name": "M", "shared": True}, {"name": "N"}]},
    {"title": "B", "metrics": [{"name": "M", "shared": True}]},
    {"title": "A · M", "shared": True},
]


def test_lines() -> None:
    """Each goal has its title, each metric both names; no two lines are the same."""
    choices = shareable_in(engagement(goals=GOALS))
    assert [(one.line, one.goal, one.metric, one.counts) for one in choices] == [
        ("A", 0, None, True),
        ("A · M", 0, 0, True),
        ("A · N", 0, 1, False),
        ("B", 1, None, False),
        ("B · M", 1, 0, False),
        ("A · M (2)", 2, None, True),
    ]
    assert shared_lines(choices) == ("A", "A · M", "A · M (2)")


def test_the_page_of_a_portal() -> None:
    """There is one page where the agreement provides for a report, and none where it does not."""
    (page,) = portal(goals=GOALS, **PROVIDED).sponsors
    assert (page.id, page.key, page.lines) == (
        "report",
        "sharing/goals",
        ("A", "A · M", "A · M (2)"),
    )
    assert page.report.sponsor == "Ines Roth"
    assert page.greeting == "Ines"
    offered = [(one.title, [number.name for number in one.metrics]) for one in page.on_offer]
    assert offered == [("A", ["M", "N"]), ("B", ["M"]), ("A · M", [])]
    assert portal(goals=GOALS).sponsors == ()


def test_the_revision() -> None:
    """What is shared decides on the revision, and on the version of the portal; no goal else."""
    first, same, other = (
        portal(goals=goals, **PROVIDED).sponsors[0].revision
        for goals in (GOALS, [*GOALS, {"title": "C"}], GOALS[:2])
    )
    assert first == same != other
    assert portal(goals=GOALS, **PROVIDED).version != portal(goals=GOALS).version
