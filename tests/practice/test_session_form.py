"""The form of a session holds what is known, and is read back as it was written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from coaching_site.practice.clients import Client
from coaching_site.practice.filled_form import number_of_session, read_form
from coaching_site.practice.session_form import form_text
from tests.practice.workspaces import DAY, read_client, write_client

TODAY = date.fromisoformat(DAY)
ODD = '"It\'s 5: 100%" # - [x] {y} & *z \u202e مرحبا'
FIELDS: Final[dict[str, Any]] = {
    "goals": [
        {
            "title": ODD,
            "id": "odd",
            "actions": [{"what": ODD}, {"what": "Old", "done": "2026-11-01"}, {"what": "x" * 200}],
        },
        {"title": "No", "actions": [{"what": ODD}]},
    ],
    "sessions": [
        {"on": "2026-11-09", "agreed": [ODD, "Two lines\n\nof prose"]},
        {"on": DAY, "at": "09:00", "minutes": 60, "where": ODD, "agenda": ODD},
    ],
}


@pytest.fixture
def client(tmp_path: Path) -> Client:
    """Give a client whose texts are full of signs, on the day of a session."""
    write_client(tmp_path, "ann", name=ODD, **FIELDS)
    return read_client(tmp_path, "ann")


def test_blank_form(client: Client) -> None:
    """A blank form is valid, with the session's fields and every open action letter for letter."""
    text = form_text(client, number_of_session(client, TODAY), TODAY)
    form = read_form(text.encode(), Path("form.yml"), client, TODAY)
    session = client.engagement.sessions[1]
    assert (form.on, form.at, form.where) == (session.on, session.at, session.where)
    assert [one.what for one in form.actions] == [ODD, "x" * 200, ODD]
    assert (form.state, form.agreed, form.new_actions) == (None, (), ())
    assert "Old" not in text


def test_goals_can_be_copied(client: Client) -> None:
    """The remark on new actions names each goal as it can be typed."""
    goals = [line[1:].strip() for line in form_text(client, None, TODAY).splitlines()
             if line.startswith("#    goal: ")]  # fmt: skip
    form = "".join(f"  - {goal}\n    what: Go\n" for goal in goals)
    text = f"on: {DAY}\nnew_actions:\n{form}"
    read = read_form(text.encode(), Path("f.yml"), client, TODAY)
    assert [one.goal for one in read.new_actions] == [ODD, "No"]


def test_form_of_a_new_session(client: Client) -> None:
    """A session that is not in the file has its day alone."""
    day = date(2026, 11, 12)
    form = read_form(form_text(client, None, day).encode(), Path("f.yml"), client, TODAY)
    assert (form.on, form.at, form.where) == (day, None, None)
