"""What may be new to a reader."""

from __future__ import annotations

from tests.samples import goal, portal


def test_dated_news() -> None:
    """What is dated by the day is told, the newest first; what is to come is not."""
    some = portal(
        "2026-11-15",
        ratings=[{"on": "2026-09-02", "scores": {"team": 4}}],
        sessions=[
            {"on": "2026-11-10", "notes": "x"},
            {"on": "2026-11-11"},
            {"on": "2026-11-20", "notes": "x"},
        ],
        learning=[{"on": "2026-11-14", "tried": "x", "learned": "y"}],
        reviews=[{"on": "2026-11-01"}, {"on": "2026-12-01"}],
    )
    assert [(one.id, one.recent) for one in some.news[:4]] == [
        ("learning/2026-11-14", True),
        ("session/1", True),
        ("review/2026-11-01", False),
        ("ratings/2026-09-02", False),
    ]
    assert [(one.kind, one.on) for one in some.news[4:]] == [("agreement", None)]
    assert [(one.text, one.is_prose) for one in some.news] == [("y", True), *[("", False)] * 4]


def test_what_a_session_leaves() -> None:
    """Without notes a session is told by what was agreed in it."""
    agreed = {"on": "2026-11-10", "agreed": "x"}
    assert portal("2026-11-15", sessions=[agreed]).news[0].kind == "session_agreed"
    both = agreed | {"notes": "x"}
    assert portal("2026-11-15", sessions=[both]).news[0].kind == "session"


def test_what_was_cancelled_is_named_by_its_day() -> None:
    """Two sessions that were cancelled one after the other have no number that tells them apart."""
    days = ["2026-11-09", "2026-11-10"]
    cancelled = [{"on": day, "cancelled": "2026-11-02"} for day in days]
    held = {"on": "2026-11-12", "held": True}
    news = portal("2026-11-15", sessions=[*cancelled, held]).news
    told = [str(one.name) for one in news if one.kind == "session_cancelled"]
    assert sorted(told) == days


def test_two_of_a_day() -> None:
    """Each of two things of one kind and day has a name of its own, which outlives new wording."""
    lesson = {"on": "2026-11-14", "tried": "x", "learned": "y"}
    correction = {"on": "2026-11-14", "seen": "x", "change": "y"}

    def ids(*learning: object) -> list[str]:
        follow_up = {"corrections": [correction, correction]}
        return [one.id for one in portal("2026-11-15", learning=learning, follow_up=follow_up).news]

    assert ids(lesson, lesson | {"learned": "z"})[:4] == [
        "learning/2026-11-14",
        "learning/2026-11-14/2",
        "correction/2026-11-14",
        "correction/2026-11-14/2",
    ]
    assert ids(lesson | {"learned": "again"}, lesson) == ids(lesson, lesson)
    assert ids(lesson)[0] == "learning/2026-11-14"


def test_a_changed_goal_is_another() -> None:
    """A goal is known again until a word of it changes, whatever day it is."""

    def id_of(as_of: str = "2026-11-15", **more: object) -> str:
        return portal(as_of, goals=[goal({}, **more)]).news[-1].id

    assert id_of() == id_of("2026-12-24")
    assert id_of() != id_of(measure="Four weeks in a row")
    assert id_of().startswith("goal/goal-1/")
