"""Answers of raters are read with suspicion."""

from __future__ import annotations

from typing import Any

import pytest

from coaching_site.feedback.sent_answer import answer_of, is_answer
from coaching_site.replies.reply import ReplyRefused
from tests.feedback.answers import sent
from tests.model.test_feedback import asked


def test_an_answer() -> None:
    """What a form sends is read, and told from a reply."""
    data = sent(asked(), comments={"more": "Ask <b>us</b>."})
    assert is_answer(data)
    assert answer_of(data).comments == {"more": "Ask <b>us</b>."}
    assert not any(map(is_answer, ({"format": "coaching-reply"}, [], None, "coaching-answer")))


@pytest.mark.parametrize(
    "more",
    [
        {"name": "Ann"},
        {"code": "1234"},
        {"code": "G" * 32},
        {"engagement": "../jane-doe"},
        {"round": "a/b"},
        {"round": "."},
        {"group": ""},
        {"group": "a\x07b"},
        {"scores": {"calm": 5.5}},
        {"scores": {"calm": "five"}},
        {"scores": {"CALM": "5"}},
        {"scores": {f"s{n}": "5" for n in range(201)}},
        {"scores": []},
        {"comments": {"more": "x" * 4001}},
        {"comments": {"more": ["x"]}},
        {"comments": {"more": "\x00"}},
        {"promised": {}},
        {"promised": None},
    ],
    ids=lambda more: "-".join(more),
)
def test_what_no_form_sends(more: dict[str, Any]) -> None:
    """Anything else is refused, without telling what somebody may have written."""
    with pytest.raises(ReplyRefused, match="not an answer that a form of ours makes"):
        answer_of(sent(asked(), **more))


def test_a_newer_form() -> None:
    """An answer of a later version is told as one."""
    with pytest.raises(ReplyRefused, match="a newer coaching-site"):
        answer_of(sent(asked(), version=2))
