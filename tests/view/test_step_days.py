"""When a step was, is or will be, by the days of what is its evidence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coaching_site.view.step_days import term_of
from tests.samples import goal, portal

SIGNED: Any = {"signed": {"executive": "2026-09-02", "coach": "2026-11-16"}}
METRIC: Any = {"name": "Calls", "start": 9, "target": 1, "unit": "a week"}
DONE: Any = {"started": "2026-10-01", "target": "2026-10-09", "done": "2026-10-20"}
GIVEN_UP: Any = {"given_up": "2026-11-01"}


@pytest.mark.parametrize(
    ("step", "typed", "days"),
    [
        (1, {}, None),
        (1, {"agreement": SIGNED}, ("2026-09-02", "2026-09-02")),
        (1, {"sessions": [{"on": "2026-09-04"}]}, None),
        (2, {"situation": {"leader": "New."}}, None),
        (3, {"goals": [goal()]}, None),
        (3, {"goals": [goal(metrics=[METRIC])]}, ("2026-09-01", "2026-09-01")),
        (
            3,
            {"goals": [goal(metrics=[METRIC, METRIC | {"name": "b", "start_on": "2026-10-05"}])]},
            ("2026-09-01", "2026-10-05"),
        ),
        (3, {"goals": [goal(metrics=[METRIC], **GIVEN_UP)]}, None),
        (4, {"goals": [goal({"target": "2027-03-01"}, DONE)]}, ("2026-10-01", "2027-03-01")),
        (4, {"goals": [goal(DONE)]}, ("2026-10-01", "2026-10-20")),
        (4, {"goals": [goal({"target": "2027-03-01"}, **GIVEN_UP)]}, None),
        (4, {"actions": [{"what": "x", "target": "2026-12-01"}]}, None),
        (
            5,
            {"check_ins": [{"on": "2026-09-20"}], "end": "2027-03-26"},
            ("2026-09-20", "2027-03-26"),
        ),
        (6, {"reviews": [{"on": "2027-01-18"}]}, ("2027-01-18", "2027-01-18")),
        (6, {"reviews": [{"on": "2026-08-01"}]}, None),
        (7, {}, None),
        (7, {"end": "2027-03-26"}, ("2027-03-26", "2027-03-26")),
    ],
)
def test_days_of_a_step(step: int, typed: dict[str, Any], days: tuple[str, str] | None) -> None:
    """A step is from the first to the last day of its evidence; what has no day adds none, and what
    is to come counts where it is planned."""
    found = portal("2026-11-15", **typed).steps[step - 1].days
    assert (found and tuple(map(str, found))) == days


@pytest.mark.parametrize(
    ("first", "last", "goes_on", "term"),
    [
        ("2026-09-02", "2026-10-31", True, "since"),
        ("2026-09-02", "2026-10-31", False, "span"),
        ("2025-11-20", "2025-11-20", True, "since"),
        ("2026-09-02", "2026-11-01", True, "span"),
        ("2026-09-02", "2027-01-18", True, "span"),
        ("2026-11-15", "2027-01-18", True, "span"),
        ("2026-11-16", "2027-01-18", True, "planned"),
        ("2026-11-16", "2027-01-18", False, "span"),
    ],
)
def test_how_days_are_told(first: str, last: str, term: str, *, goes_on: bool) -> None:
    """What goes on is since a day where its last one is of an earlier month, or is planned."""
    days = (date.fromisoformat(first), date.fromisoformat(last))
    assert term_of(days, date(2026, 11, 15), goes_on=goes_on) == term


@pytest.mark.parametrize(
    ("as_of", "term"), [("2026-11-15", "since"), ("2027-03-27", "span")], ids=["within", "after"]
)
def test_a_step_that_goes_on(as_of: str, term: str) -> None:
    """The current step goes on until the coaching is over."""
    typed: Any = {"check_ins": [{"on": "2026-09-20"}], "end": "2027-03-26", "step": 5}
    steps = portal(as_of, **typed | {"end": None} if term == "since" else typed).steps
    assert [one.term for one in steps if one.here] == [term]


def test_days_of_ratings() -> None:
    """The first ratings are of the second step; those of reviews and those to come are not."""
    scores = {"team": 4}
    rounds = [{"on": on, "scores": scores} for on in ("2026-11-10", "2026-09-14", "2027-01-18")]
    found = portal("2026-11-15", ratings=rounds).steps[1].days
    assert found == (date(2026, 9, 14), date(2026, 9, 14))
