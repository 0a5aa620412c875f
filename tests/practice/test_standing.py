"""How a client stands on a day, and which client comes first."""

from __future__ import annotations

from typing import Any

import pytest

from coaching_site.practice.standing import is_off_course, standing_of, urgency
from tests.practice.workspaces import DAY, SETTLED
from tests.samples import goal, portal

PROMISED: Any = {"what": "Call Ines", "target": "2026-11-10"}


def settled(**fields: Any) -> dict[str, Any]:
    """Return a client with nothing to do but what these fields bring."""
    return SETTLED | fields


def sessions(*more: dict[str, Any]) -> dict[str, Any]:
    """Return a settled client with further sessions."""
    return settled(sessions=[*SETTLED["sessions"], *more])


def metric(**fields: Any) -> dict[str, Any]:
    """Return a settled client with a goal that has one metric, from 10 to 20."""
    numbers = {"name": "Calls", "start": 10, "target": 20, **fields}
    return settled(goals=[goal(metrics=[numbers])])


# Clients from the one who needs the coach first, with all that each needs.
ORDER: list[tuple[dict[str, Any], list[str]]] = [
    (sessions({"on": "2026-11-16", "at": "08:00"}), ["session"]),
    (sessions({"on": "2026-11-16", "at": "17:00"}), ["session"]),
    (sessions({"on": "2026-11-17"}), ["session"]),
    (sessions({"on": "2026-10-01"}), ["unconfirmed"]),
    (sessions({"on": "2026-11-15"}), ["unconfirmed"]),
    (settled(goals=[goal({"target": "2026-10-01"})]), ["late"]),
    (settled(goals=[goal(PROMISED, {"target": "2026-11-20"})]), ["late", "due"]),
    (settled(reviews=[{"on": "2026-11-02"}]), ["review"]),
    (settled(reviews=[{"on": "2026-11-23"}]), ["review"]),
    ({}, ["agreement", "unplanned"]),
    (settled(sessions=[]) | {"start": "2026-11-01"}, ["unplanned"]),
    (settled(goals=[goal(PROMISED | {"owner": "Ines Roth"})]), ["awaited"]),
    (settled(goals=[goal({"target": "2026-11-16"})]), ["due"]),
    (settled(goals=[goal({"target": "2026-11-23"})]), ["due"]),
    (metric(readings=[{"on": "2026-11-01", "value": 8}]), ["metrics"]),
    (sessions({"on": "2026-11-18"}), []),
    (settled(), []),
    (settled(end="2026-11-15", sessions=SETTLED["sessions"][:1]), []),
]


def test_who_comes_first() -> None:
    """The first need decides, of equals the earlier day; then the next session; the end last."""
    standings = [standing_of(portal(DAY, **fields)) for fields, _ in ORDER]
    needs = [[need.kind.value for need in one.needs] for one in standings]
    assert needs == [expected for _, expected in ORDER]
    keys = [urgency(one) for one in standings]
    assert keys == sorted(keys)
    assert len({*keys}) == len(keys)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        # Nothing yet, before the first day, after the last one
        ({}, {"step": 1, "week": 11, "last": None, "next": None, "agreement": "open"}),
        ({"start": "2027-01-01"}, {"step": 1, "week": 0, "over": False}),
        ({"end": "2026-11-15"}, {"over": True, "step": 7, "needs": ()}),
        # Sessions: cancelled and missed ones are neither last nor next
        (
            {"sessions": [{"on": "2026-11-09", "cancelled": "2026-11-08"}]},
            {"last": None, "next": None, "unconfirmed": ()},
        ),
        ({"sessions": [{"on": "2026-11-09", "held": False}]}, {"last": None, "unconfirmed": ()}),
        # Promises: what was done, dropped, rests or is repeated is neither late nor due
        ({"goals": [goal(PROMISED | {"done": "2026-11-12"})]}, {"late": 0, "open_promises": 0}),
        ({"goals": [goal(PROMISED | {"dropped": "2026-11-12"})]}, {"late": 0}),
        ({"goals": [goal(PROMISED | {"on_hold": "2026-11-12"})]}, {"late": 0, "due": 0}),
        ({"goals": [goal(PROMISED, given_up="2026-11-12")]}, {"late": 0}),
        ({"goals": [goal({"every": "week", "started": "2026-09-01"})]}, {"late": 0, "due": 0}),
        ({"goals": [goal(PROMISED, PROMISED)]}, {"late": 2, "late_of_others": 0}),
        ({"goals": [goal({})]}, {"late": 0, "due": 0, "open_promises": 1}),
        # Reviews: one that says something is done
        ({"reviews": [{"on": "2026-11-02", "summary": "Good."}]}, {"review": None}),
        # The agreement
        (SETTLED, {"agreement": "signed", "unsigned": ()}),
        (
            {"agreement": {"purpose": "x", "signed": {"executive": "2026-11-17"}}},
            {"agreement": "unsigned", "unsigned": ("Nadia Brandt", "Jon Field")},
        ),
        (
            {"agreement": SETTLED["agreement"] | {"fingerprint": "AAAA-AAAA-AAAA"}},
            {"agreement": "changed"},
        ),
        # Metrics: those of a goal that rests are not off course
        (metric(readings=[{"on": "2026-11-01", "value": 8}]), {"metrics_off": ("Calls",)}),
        (metric(), {"metrics_off": ()}),
        (
            {"goals": [goal(metrics=[{"name": "A", "start": 1, "target": 2,
                                      "target_on": "2026-11-01"}], on_hold="2026-11-02")]},
            {"metrics_off": ()},
        ),
    ],
)  # fmt: skip
def test_figures(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    """What a client's portal shows is counted as of the day."""
    standing = standing_of(portal(DAY, **fields))
    assert {name: getattr(standing, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("fields", "off"),
    [
        ({}, False),
        ({"readings": [{"on": "2026-11-01", "value": 9.9}]}, True),
        ({"readings": [{"on": "2026-11-01", "value": 11}]}, False),
        ({"target_on": "2026-11-15"}, True),
        ({"target_on": "2026-11-16"}, False),
        ({"target_on": "2026-11-15", "readings": [{"on": "2026-11-01", "value": 21}]}, False),
        ({"target_on": "2026-11-15", "start": None}, False),
    ],
)
def test_off_course(fields: dict[str, Any], off: bool) -> None:
    """A metric is off course if it moves away, or had not arrived on its day."""
    [one] = portal(DAY, **metric(**fields)).goals[0].metrics
    assert is_off_course(one) is off
