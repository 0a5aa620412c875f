"""Answers as data: what there is, in the words that were typed, and nothing that is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

import yaml

from coaching_site.handover.answers import answers_as_yaml, answers_of
from coaching_site.view import PortalView
from tests.samples import goal, portal


def told(view: PortalView) -> Any:
    """Return the answers of a portal."""
    return answers_of(view)


def test_hardly_anything() -> None:
    """In the first week there is little more than the names."""
    assert answers_of(portal()) == {
        "as_of": date(2026, 11, 15),
        "executive": "Nadia Brandt",
        "coach": "Jon Field",
        "start": date(2026, 9, 1),
    }


def test_figures_and_states() -> None:
    """Numbers are numbers, and an action says what became of it."""
    metric = {"name": "Calls", "unit": "per week", "start": 24, "target": "7.5"}
    metric["readings"] = [{"on": "2026-10-01", "value": 11, "note": "fewer"}]
    one = goal({"what": "Call Ines", "done": "2026-10-02"}, metrics=[metric])
    (found,) = told(portal(goals=[one]))["goals"]
    assert found["metrics"] == [
        {
            "name": "Calls",
            "unit": "week",
            "start": 24,
            "start_on": date(2026, 9, 1),
            "target": 7.5,
            "readings": [{"day": date(2026, 10, 1), "value": 11, "note": "fewer"}],
        }
    ]
    (action,) = found["actions"]
    assert (action["what"], action["state"]) == ("Call Ines", "done")


def test_what_is_repeated() -> None:
    """The days on which a repeated promise was kept are told."""
    action: dict[str, Any] = {
        "what": "Walk",
        "started": "2026-10-05",
        "every": "week",
        "until": "2026-12-20",
    }
    action["done_on"] = ["2026-10-06", "2026-10-13"]
    (found,) = told(portal(actions=[action]))["actions"]
    assert found["repeated"] == {
        "every": 1,
        "unit": "week",
        "until": date(2026, 12, 20),
        "done_on": [date(2026, 10, 6), date(2026, 10, 13)],
    }


def test_a_session_to_come() -> None:
    """What was written for a session that is to come is told; one with a day alone is not."""
    ahead = {"on": "2026-12-01", "agenda": ["The board"]}
    (found,) = told(portal(sessions=[ahead, {"on": "2026-12-15"}]))["sessions"]
    assert found == {"day": date(2026, 12, 1), "state": "next", "agenda": ["The board"]}


def test_hostile_texts() -> None:
    """Whatever was typed comes back to the letter, and a title ends no comment."""
    said = ["# no comment", "- no list\n\nkey: value", "'\"\\", "&a *a !!python/object:x", "null"]
    view = portal(starters={"one_thing": said})
    raw = answers_as_yaml(view, "Answers\nexecutive: Mallory")
    assert raw.startswith(b"# Answers executive: Mallory: Nadia Brandt, Jon Field\n")
    data = yaml.safe_load(raw)
    assert [one.rstrip("\n") for one in data["questions"][0]["answers"]] == said
    assert data["executive"] == "Nadia Brandt"
