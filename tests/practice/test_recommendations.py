"""What is recommended of an engagement that has no problem."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coaching_site.practice.recommendations import recommendations_of
from coaching_site.view import view_of
from tests.practice.workspaces import DAY
from tests.samples import engagement, goal, programme

GOOD: Any = {"title": "A", "deadline": "2027-01-31", "measure": "Calls",
             "actions": [{"what": "x", "target": "2026-12-01"}]}  # fmt: skip
HELD: Any = [{"on": f"2026-{day}", "held": True} for day in ("09-02", "09-09", "09-16", "09-23")]
ALL_SAID = (
    "It is no therapy. The fee is in the contract. Sessions are moved a day before. Each of us may "
    "end it early. Notes are deleted after a year. Complaints go to the ICF."
)
DE_SAID = (
    "Es ist keine Therapie. Das Honorar steht im Vertrag. Termine werden einen Tag vorher verlegt. "
    "Wir können jederzeit kündigen. Notizen werden gelöscht. Es gilt die Ethik der ICF."
)


def recommended(**fields: Any) -> list[tuple[str, str]]:
    """Return what is recommended of an engagement: where, and what."""
    one = engagement(**fields)
    portal = view_of(one, programme(), date.fromisoformat(DAY))
    found = recommendations_of(one, portal)
    return [("/".join(map(str, location)), message) for location, message in found]


@pytest.mark.parametrize(
    "fields",
    [
        # What is not there yet, has not begun, is over, rests, or is good
        {},
        {"goals": [GOOD], "start": "2027-01-01"},
        {"goals": [goal()], "end": "2026-11-15", "agreement": {"version": "1"}},
        {"goals": [goal(reached="2026-11-01"), goal(given_up="2026-11-01"),
                   goal(on_hold="2026-11-01")]},
        {"goals": [GOOD, GOOD | {"measure": [], "metrics": [{"name": "Calls"}]}]},
        {"goals": [GOOD | {"actions": [
            {"what": "Walk", "every": "week", "started": "2026-09-01"},
            {"what": "y", "done": "2026-11-01"}, {"what": "z", "dropped": "2026-11-01"},
            {"what": "w", "on_hold": "2026-11-01"}]}]},
        {"sessions": HELD[:2]},
        {"agreement": {"purpose": "Delegate.", "sections": [{"title": "All", "text": ALL_SAID}]},
         "end": "2027-03-01"},
        {"agreement": {"purpose": "Ziel.", "rules": DE_SAID}, "end": "2027-03-01",
         "language": "de"},
        {"agreement": {"purpose": "But.", "rules": "Non."}, "end": "2027-03-01",
         "language": "fr"},
    ],
)  # fmt: skip
def test_nothing(fields: dict[str, Any]) -> None:
    """Nothing is said of what has not begun, is over, or is as it should be."""
    found = [one for one in recommended(**fields) if one[0] != "sessions"]
    assert found == []


@pytest.mark.parametrize(
    ("fields", "where", "what"),
    [
        ({"goals": [GOOD | {"deadline": None}]}, "goals/0", "give it a `deadline`"),
        ({"goals": [GOOD | {"measure": []}]}, "goals/0", "say how you will both know"),
        ({"goals": [GOOD, GOOD | {"actions": []}]}, "goals/1", "agree on a first action"),
        (
            {"goals": [GOOD | {"actions": [{"what": name} for name in ("a", "b", "c", "d\nd")]}]},
            "goals/0", "agree on a day (`target`) for `a`, `b`, `c` and 1 more",
        ),
        ({"agreement": {"rules": ALL_SAID}, "end": "2027-01-01"}, "agreement", "say what the"),
        ({"agreement": {"purpose": "x", "rules": ALL_SAID}}, "agreement", "agree on the last day"),
        (
            {"agreement": {"purpose": "x", "rules": ALL_SAID.replace("fee", "rest")},
             "end": "2027-01-01"},
            "agreement", "say something of fees, or where that is agreed, in `sections`",
        ),
    ],
)  # fmt: skip
def test_one(fields: dict[str, Any], where: str, what: str) -> None:
    """What is missing is recommended at the record that lacks it."""
    [(found, message)] = recommended(**fields)
    assert found == where
    assert message.startswith(what)


@pytest.mark.parametrize(
    ("days", "message"),
    [
        # Four are agreed for the first month, two for each that follows; the third is not over
        (["09-02", "09-09", "09-16", "09-23", "10-05", "10-12"], ""),
        (["09-02", "10-05", "10-12"], ""),
        (
            ["09-02", "09-09", "09-16", "09-23", "10-05"],
            "one session fewer was held in the last month",
        ),
        (["09-02", "09-09"], "4 sessions fewer were held in the last 2 months than agreed"),
    ],
)
def test_rhythm(days: list[str], message: str) -> None:
    """Sessions are counted since the last month that had as many as were agreed."""
    sessions = [{"on": f"2026-{day}", "held": True} for day in days]
    found = [text for where, text in recommended(sessions=sessions) if where == "sessions"]
    assert [text.startswith(message) for text in found] == ([True] if message else [])


def test_prompts() -> None:
    """After three sessions each section says how many of its prompts have no answer."""
    found = dict(recommended(sessions=HELD[:3]))
    assert [*found] == ["sessions", "situation", "party", "values", "starters"]
    answered = {prompt.id: "x" for prompt in programme().starters}
    assert "starters" not in dict(recommended(sessions=HELD[:3], starters=answered))
    answered.popitem()
    one = dict(recommended(sessions=HELD[:3], starters=answered))["starters"]
    assert one.startswith(f"1 of {len(answered) + 1} prompts has no answer after 3 sessions: ask")
