"""What one portal shows: an allow-list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

import pytest

from coaching_site.loading import load_engagement
from coaching_site.model import Engagement
from coaching_site.model.activities import FeedbackRound, Statement
from coaching_site.model.types import Record
from coaching_site.view import PortalView, view_of
from tests.fixture import ENGAGEMENTS
from tests.samples import goal, portal, programme

DAY = date(2026, 11, 23)


def sample() -> PortalView:
    """Return the portal of the sample in mid-programme."""
    return view_of(load_engagement(ENGAGEMENTS / "amara-lindqvist", programme()),
                   programme(), DAY)  # fmt: skip


def reachable(value: object) -> Iterator[object]:
    """Yield a value and all that can be reached from it: fields, items and properties."""
    yield value
    inner: list[object] = []
    if is_dataclass(value):
        inner += [getattr(value, field.name) for field in fields(value)]
        known = vars(type(value)).items()
        inner += [getattr(value, name) for name, one in known if isinstance(one, property)]
    elif isinstance(value, Record):
        inner += [getattr(value, name) for name in type(value).model_fields]
    elif isinstance(value, dict):
        inner += [*value.keys(), *value.values()]
    elif isinstance(value, tuple | list):
        inner += value
    for item in inner:
        yield from reachable(item)


def test_raw_marks_stay_behind() -> None:
    """From a portal no way leads to the engagement, a round of feedback or a person's marks."""
    shown = sample()
    assert shown.feedback
    assert not [
        item
        for item in reachable(shown)
        if isinstance(item, Engagement | FeedbackRound | Statement)
    ]


def test_walk_reaches_what_is_shown() -> None:
    """The walk of the test above does find what a portal holds, deep inside."""
    texts = {item for item in reachable(sample()) if isinstance(item, str)}
    assert {"Amara Lindqvist", sample().goals[0].actions[0].what} <= texts
    statement = sample().feedback[0].statements[0].text
    assert statement in texts


def test_portal_is_an_allow_list() -> None:
    """A portal has these fields and no others: a new one is a decision."""
    assert [field.name for field in fields(PortalView)] == [
        *("as_of", "executive", "coach", "greeting", "coach_greeting", "contact", "organisation"),
        *(
            "stakeholders",
            "language",
            "timezone",
            "calendar_titles",
            "start",
            "end",
            "steps",
            "step_files",
            "agreement",
        ),
        *("situation", "party_today", "party_wished", "values", "starters", "ratings", "goals"),
        *("other_actions", "sessions", "rhythm", "check_ins", "learning", "reviews", "feedback"),
        *("follow_up", "days_to_prepare", "received", "sponsors"),
    ]


@pytest.mark.parametrize(
    ("executive", "greeting"),
    [
        ({"name": "Nadia Brandt"}, "Nadia"),
        ({"name": "Nadia Brandt", "greeting": "Ms Brandt"}, "Ms Brandt"),
        ({"name": "Nadia"}, "Nadia"),
    ],
)
def test_greeting(executive: dict[str, str], greeting: str) -> None:
    """The executive is called by their first name, or as they like."""
    assert portal(executive=executive).greeting == greeting


@pytest.mark.parametrize(
    ("end", "over"), [(None, False), ("2026-11-15", False), ("2026-11-14", True)]
)
def test_over_after_the_last_day(end: str | None, over: bool) -> None:
    """A coaching is over from the day after its end on."""
    assert portal(end=end).over is over


def test_check_ins_and_learning_up_to_the_day() -> None:
    """Check-ins and learning stand newest first, without what is dated later."""
    days = ("2026-10-01", "2026-11-15", "2026-11-16")
    shown = portal(
        check_ins=[{"on": day} for day in days],
        learning=[{"on": day, "tried": "a", "learned": "b"} for day in days],
    )
    for items in (shown.check_ins, shown.learning):
        assert [item.on.isoformat() for item in items] == ["2026-11-15", "2026-10-01"]


def test_values_ask_each_audience() -> None:
    """Each value asks both audiences two prompts, and shows what was answered."""
    value = {"name": "Calm", "shown_to": {"reports": {"feel": ["Safe", "Heard"]}}}
    (shown,) = portal(values=[value]).values
    assert [
        (audience.id, [(prompt.key, prompt.answers) for prompt in prompts])
        for audience, prompts in shown.audiences
    ] == [
        ("colleagues", [("values/1/colleagues/feel", ()), ("values/1/colleagues/do", ())]),
        ("reports", [("values/1/reports/feel", ("Safe", "Heard")), ("values/1/reports/do", ())]),
    ]


def test_same_input_same_view() -> None:
    """Two views of the same engagement on the same day are equal."""
    assert sample() == sample()


def test_actions_of_all_goals() -> None:
    """A portal lists the actions of its goals one goal after the other."""
    shown = portal(goals=[goal({"what": "a"}, {"what": "b"}), goal({"what": "c"}, title="y")])
    assert [action.what for action in shown.actions] == ["a", "b", "c"]


def test_version() -> None:
    """The version of a portal is another on another day, and after another answer."""
    first = portal().version
    assert first.startswith("2026-11-15 ")
    assert portal().version == first
    assert portal(starters={"year": "Long."}).version != first
    assert portal("2026-11-16").version[-16:] == first[-16:]
