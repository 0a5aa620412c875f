"""What is refused, what is only odd, and what is fine: one table of typed values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from coaching_site.checks.advice import advise_engagement
from coaching_site.checks.doubles import check_doubles
from coaching_site.checks.engagement import check_engagement
from coaching_site.model import Engagement
from coaching_site.view import view_of
from tests.samples import programme

START = {"executive": {"name": "Amara Obi"}, "coach": {"name": "Jon"}, "start": "2026-09-01"}
GOALS = [{"title": "Delegate", "id": "review"}, {"title": "Listen"}]
STATEMENT = {"text": "Listens", "groups": {"Peers": ["5", "6", "7"]}}


def money(**more: Any) -> dict[str, Any]:
    """Return a reckoning."""
    return {"follow_up": {"return_on_investment": more}}


def benefit(**more: str) -> dict[str, Any]:
    """Return a reckoning with one benefit."""
    usual = {"what": "Time", "amount": "1", "attribution": "50", "confidence": "50"}
    return money(benefits=[{**usual, **more}])


def coach(**more: str) -> dict[str, Any]:
    """Return a coach."""
    return {"coach": {"name": "Jon", **more}}


def session(**more: str) -> dict[str, Any]:
    """Return a session."""
    return {"on": "2026-09-08", **more}


def action(**more: str) -> dict[str, Any]:
    """Return goals with one action, of a goal with a deadline."""
    return {"goals": [{"title": "A", "deadline": "2026-12-01", "actions": [{"what": "B", **more}]}]}


def feedback(*statements: dict[str, Any], **more: str) -> dict[str, Any]:
    """Return a round of feedback."""
    return {"on": "2026-10-01", "statements": list(statements), **more}


def reviewed(*goals: str) -> dict[str, Any]:
    """Return a review of some goals."""
    return {
        "goals": GOALS,
        "reviews": [{"on": "2026-12-01", "goals": [{"goal": g} for g in goals]}],
    }


REFUSED: list[tuple[dict[str, Any], str]] = [
    (reviewed("Delegate", "Delegate"), "an earlier entry here is about this goal"),
    (reviewed("Delegate", "dELEGATE"), "an earlier entry here is about this goal"),
    (reviewed("Delegate", "review"), "an earlier entry here is about this goal"),
    (reviewed("Listen", "Goal-2"), "an earlier entry here is about this goal"),
    (
        {"goals": GOALS, "follow_up": {"impact": [{"goal": "Listen"}, {"goal": "listen"}]}},
        "an earlier entry here is about this goal",
    ),
    ({"reviews": [{"on": "2026-12-01"}, {"on": "2026-12-01", "title": "B"}]}, "on this day"),
    ({"feedback": [feedback(title="A"), feedback(title="B")]}, "an earlier round is on this day"),
    ({"feedback": [feedback(STATEMENT, {"text": "LISTENS "})]}, "an earlier statement"),
    ({"values": [{"name": "Care"}, {"name": "care"}]}, "an earlier value has this name"),
]
ODD: list[tuple[dict[str, Any], str]] = [
    (benefit(attribution="0.5"), "0.5 is less than one per cent: is 50 meant?"),
    (benefit(confidence="0.75"), "0.75 is less than one per cent: is 75 meant?"),
    (money(currency="DEM"), "DEM is no longer used anywhere"),
    (money(costs=2 * [{"what": "Fee", "amount": "1"}]), "an earlier cost is the same"),
    (action(started="2026-10-10", target="2026-10-09"), "2026-10-09 is before it was started"),
    (action(target="2026-12-02"), "2026-12-02 is after the deadline of the goal, 2026-12-01"),
    ({"goals": [{"title": "A", "actions": [{"what": "B"}, {"what": "b"}]}]}, "an earlier action"),
    ({"goals": [{"title": "A", "why": ["So", "Yes", "so"]}]}, "the same text stands above"),
    ({"stakeholders": [{"name": "Mia"}, {"name": "Mia"}]}, "an earlier stakeholder has this name"),
    ({"check_ins": 2 * [{"on": "2026-09-09", "tried": "A"}]}, "says exactly the same"),
    (
        {"history": 2 * [{"on": "2026-09-09", "prompt": "starters/year"}]},
        "says exactly the same",
    ),
    (
        {
            "ratings": [{"on": "2026-09-09", "scores": {"team": "5"}}],
            "reviews": [{"on": "2026-09-09", "scores": {"team": "6"}}],
        },
        "a round of ratings has this day, too",
    ),
    ({"sessions": [session(minutes="1")]}, "a session of 1 minute is rare"),
    ({"sessions": [session(minutes="900")]}, "a session of 900 minutes is rare"),
    ({"sessions": [session(at="3:30")]}, "03:30 is at night: write 15:30 for the afternoon"),
    ({"sessions": [session(at="09:00"), session()]}, "an earlier session has this day, too"),
    (
        {"sessions": [session(at="09:00", minutes="90"), session(at="10:00")]},
        "an earlier session is not over when this one begins",
    ),
    ({"sessions": [session(where="htps://video.example/1")]}, "begins with https://"),
    ({"sessions": [session(where="http//video.example")]}, "begins with https://"),
    ({"timezone": "EST"}, "EST may not change to summer time as a place does: is America/New_York"),
    (coach(phone="ask Kim"), "this number has hardly any digits"),
    (coach(phone="+46 (0)8 123"), "no number in it can be called: is a digit missing?"),
    (coach(phone="tel:+4681234567"), "the number alone is enough"),
    (coach(phone="08-123 45 67"), "it cannot be called from abroad"),
    ({"sessions": [session(where="Zoom, video.example/j/1")]}, "begins with https://"),
    (
        {"executive": {"name": "Dr. Obi"}},
        'the first name is not clear, so the portal says "Dr. Obi": add a `greeting`',
    ),
    (
        coach(name="Wang Xiaoming"),
        'the first name is not clear, so the portal says "Wang Xiaoming": add a `greeting`',
    ),
    (
        {**reviewed("Listen"), "goals": [{"title": "Hear", "id": "listen"}, {"title": "Listen"}]},
        "one goal has this title and another this id: write the other name",
    ),
    (coach(name="amara obi"), "the coach and the executive have the same name"),
    ({"feedback": [feedback(STATEMENT, scale="70")]}, "no score is above 7 of 70"),
    (
        {"feedback": [feedback({"text": "A", "groups": {"Peers": ["5"], "peers": ["6"]}})]},
        "an earlier group has this name, in other letters or spaces",
    ),
]
FINE: list[dict[str, Any]] = [
    reviewed("Delegate", "Listen"),
    {"reviews": [{"on": "2026-12-01"}, {"on": "2026-12-02"}]},
    {"feedback": [feedback(STATEMENT, {"text": "Asks"})]},
    {"feedback": [feedback({"text": "A", "groups": {"Peers": ["70", "90"]}}, scale="100")]},
    {"values": [{"name": "Care"}, {"name": "Candour"}]},
    {"ratings": [{"on": "2026-09-09", "scores": {}}], "reviews": [{"on": "2026-09-09"}]},
    {"sessions": [session(at="09:00", minutes="60"), session(at="10:00")]},
    {"sessions": [session(minutes="480", at="05:00", where="https://video.example/1")]},
    {"sessions": [session(where="Room 4, near www.hotel.example")]},
    {"check_ins": [{"on": "2026-09-09", "tried": "A"}, {"on": "2026-09-09", "tried": "B"}]},
    action(started="2026-10-09", target="2026-10-09", done="2026-10-12"),
    action(target="2026-12-01"),
    benefit(attribution="1", confidence="100"),
    money(currency="USD"),
    {**reviewed("Listen"), "goals": [{"title": "Listen", "id": "listen"}]},
    {"timezone": "UTC"},
    {"timezone": "Europe/Stockholm"},
    coach(phone="+46 8 123 45 67"),
    {"executive": {"name": "Dr. Obi", "greeting": "Amara"}},
    coach(name="Dr. Field", greeting="Jon"),
]


WRITTEN = "Fran\u00e7ois\u2019 caf\u00e9-2"
WRITTEN_OTHERWISE = {
    "composed": "Franc\u0327ois\u2019 cafe\u0301-2",
    "capitals": "FRAN\u00c7OIS\u2019 Caf\u00c9-2",
    "spaces": "  Fran\u00e7ois\u2019\u00a0 \u2009caf\u00e9-2 ",
    "wide": "\uff26ran\u00e7ois\u2019\u3000\uff43\uff41f\u00e9\uff0d\uff12",
    "invisible": "Fran\u00e7\u00adois\u2019 \u200bcaf\u00e9-2\ufe0f",
    "signs": "Fran\u00e7ois' caf\u00e9\u20132",
}
TWICE: dict[str, Callable[[str, str], dict[str, Any]]] = {
    "an earlier value has": lambda a, b: {"values": [{"name": a}, {"name": b}]},
    "an earlier goal has this": lambda a, b: {"goals": [{"title": a}, {"title": b}]},
    "an earlier entry here": lambda a, b: {**reviewed(a, b), "goals": [{"title": a}]},
    "an earlier statement": lambda a, b: {"feedback": [feedback({"text": a}, {"text": b})]},
}
TWICE_ODDLY: dict[str, Callable[[str, str], dict[str, Any]]] = {
    "an earlier stakeholder": lambda a, b: {"stakeholders": [{"name": a}, {"name": b}]},
    "the coach has this name": lambda a, b: {**coach(name=a), "stakeholders": [{"name": b}]},
    "the executive has this name": lambda a, b: {
        "executive": {"name": a},
        "stakeholders": [{"name": b}],
    },
    "the coach and the executive": lambda a, b: {"executive": {"name": a}, **coach(name=b)},
    "an earlier action of the goal": lambda a, b: {
        "goals": [{"title": "A", "actions": [{"what": a}, {"what": b}]}]
    },
    "an earlier cost": lambda a, b: money(
        costs=[{"what": a, "amount": "1"}, {"what": b, "amount": "1"}]
    ),
    "the same text stands above": lambda a, b: {"starters": {"expectations": [a, b]}},
    "an earlier one says exactly the same": lambda a, b: {
        "check_ins": [{"on": "2026-09-09", "tried": a}, {"on": "2026-09-09", "tried": b}]
    },
    "an earlier group has": lambda a, b: {
        "feedback": [
            feedback({"text": "A", "groups": {a: ["5"]}}, {"text": "B", "groups": {b: ["5"]}})
        ]
    },
}


@pytest.mark.parametrize("other", WRITTEN_OTHERWISE)
def test_written_otherwise(other: str) -> None:
    """Two texts that a reader takes for one are one, however their letters are written."""
    for refused, twice in ((True, TWICE), (False, TWICE_ODDLY)):
        for message, more in twice.items():
            record = Engagement.model_validate({**START, **more(WRITTEN, WRITTEN_OTHERWISE[other])})
            told = check_engagement if refused else advise_engagement
            found = [text for _, text in told(record, programme())]
            assert [message in text for text in found] == [True], (message, found)


def test_a_goal_is_found_by_its_title() -> None:
    """Whatever names a goal finds it, however the letters of both are written."""
    for other in WRITTEN_OTHERWISE.values():
        typed = {**reviewed(other), "goals": [{"title": WRITTEN}]}
        record = Engagement.model_validate(
            {**START, **typed, "follow_up": {"impact": [{"goal": other}]}}
        )
        assert [*check_engagement(record, programme())] == []
        portal = view_of(record, programme(), date(2026, 12, 1))
        assert [goal.id for goal, impact in portal.follow_up.impact if impact] == ["goal-1"]


def said(more: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Return the sentences of mistakes, and those of advice."""
    engagement = Engagement.model_validate({**START, **more})
    doubles, advice = check_doubles(engagement), advise_engagement(engagement, programme())
    return [message for _, message in doubles], [message for _, message in advice]


@pytest.mark.parametrize(("more", "message"), REFUSED)
def test_refused(more: dict[str, Any], message: str) -> None:
    """What nothing in a portal tells from an earlier one is a mistake."""
    mistakes, _ = said(more)
    assert len(mistakes) == 1
    assert message in mistakes[0]


@pytest.mark.parametrize(("more", "message"), ODD)
def test_odd(more: dict[str, Any], message: str) -> None:
    """What may be meant is no mistake, and is told softly, once."""
    mistakes, advice = said(more)
    assert mistakes == []
    assert len(advice) == 1
    assert message in advice[0]


@pytest.mark.parametrize("more", FINE)
def test_fine(more: dict[str, Any]) -> None:
    """What lies just beside an oddity needs no word."""
    assert said(more) == ([], [])
