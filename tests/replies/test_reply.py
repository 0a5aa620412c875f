"""A reply as it comes out of its envelope."""

from __future__ import annotations

import json

import pytest

from coaching_site.drafts import AnswerDraft, CheckInDraft
from coaching_site.replies.reply import Reply, ReplyRefused, reply_of
from tests.replies.browser import answer, reply

BLANK = ("\x85", " \u2003\x85", "\u2028", "\x1f\x85", "\u00a0", "\u3000")


def read(*items: object) -> Reply:
    """Return a reply of items, read."""
    return reply_of(json.dumps(reply() | {"items": items}).encode())


@pytest.mark.parametrize("blank", BLANK)
def test_blanks_are_no_answer(blank: str) -> None:
    """A text of white space of any kind is left out, and all else of the reply is read."""
    said = answer("starters/year", "Good.", blank, base="0" * 16)
    nothing = answer("starters/one_thing", blank, base="0" * 16)
    word = {"kind": "check-in", "key": "check_ins", "value": {"tried": [blank], "need": ["Time."]}}
    first, second = read(said, nothing, word).items
    assert isinstance(first, AnswerDraft)
    assert first.value == ("Good.",)
    assert isinstance(second, CheckInDraft)
    assert (second.value.tried, second.value.need) == ((), ("Time.",))


def test_a_note_of_blanks_is_none() -> None:
    """A blank note of an action says nothing, and the action is done all the same."""
    value = {"done": "2026-11-23", "note": "\x85"}
    action = {"kind": "action", "key": "actions/a/b", "base": "0" * 16, "value": value}
    (item,) = read(action).items
    assert item.model_dump()["value"]["note"] is None


def test_a_reply_of_nothing_else_is_refused() -> None:
    """A reply in which nothing is said is refused in a line."""
    with pytest.raises(ReplyRefused, match="this is not a reply made by a portal: items"):
        read(answer("starters/one_thing", "\x85", base="0" * 16))


def test_line_breaks_of_other_programs_are_line_breaks() -> None:
    """What was pasted from slides does not hinder a reply: their breaks become plain ones."""
    (item,) = read(answer("starters/year", "One.\x0bTwo.\x0cThree.", base="0" * 16)).items
    assert isinstance(item, AnswerDraft)
    assert item.value == ("One.\\\nTwo.\\\nThree.",)
