"""The form of a session holds what is known, and is read back as it was written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from coaching_site.practice.clients import Client
from coaching_site.practice.session_changes import number_of_session
from coaching_site.practice.session_form import form_text, read_form
from coaching_site.problems import InvalidInput
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


def test_form_of_a_new_session(client: Client) -> None:
    """A session that is not in the file has its day alone."""
    day = date(2026, 11, 12)
    form = read_form(form_text(client, None, day).encode(), Path("f.yml"), client, TODAY)
    assert (form.on, form.at, form.where) == (day, None, None)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("state: hold", 'state: expected held, moved or cancelled, found "hold"'),
        ("state: moved", "state: a session that was moved needs its new day, `moved_to`"),
        ("moved_to: 2026-11-20", "moved_to: write `state: moved`, too"),
        ("state: moved\nmoved_to: 2026-11-16", "moved_to: expected another day than 2026-11-16"),
        ("actions: [{what: Gone, became: done}]", 'there is no open action "Gone"'),
        ("actions: [{what: Old, became: done}]", 'there is no open action "Old"'),
        ("new_actions: [{what: Call, goal: ood}]", 'there is no goal "ood": did you mean "odd"?'),
        ("new_actions: [{goal: odd}]", "what"),
        ("stat: held", "unknown key `stat`"),
    ],
)
def test_mistakes(client: Client, fields: str, message: str) -> None:
    """A mistake is told with its line."""
    with pytest.raises(InvalidInput) as caught:
        read_form(f"on: {DAY}\n{fields}\n".encode(), Path("form.yml"), client, TODAY)
    assert message in str(caught.value)
    assert all(one.line > 1 for one in caught.value.problems)


def test_a_session_to_come_was_not_held(client: Client) -> None:
    """Nobody has held a session that is still to come."""
    with pytest.raises(InvalidInput, match="still to come"):
        read_form(b"on: 2026-11-20\nstate: held\n", Path("form.yml"), client, TODAY)
