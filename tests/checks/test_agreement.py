"""What an agreement leaves out, replaces and adds."""

from __future__ import annotations

from typing import Any

import pytest

from coaching_site.checks.agreement import advise_on_agreement, check_agreement
from tests.samples import engagement
from tests.view.test_agreed_items import small_programme

REFUSED: list[tuple[dict[str, Any], list[str]]] = [
    ({"leave_out": ["respons"]}, ["unknown id `respons`: did you mean `response`?"]),
    ({"leave_out": ["coach/belief"]}, ["unknown id `coach/belief`: did you mean `belief` or `pro"]),
    ({"replace": {"rules/respose": "A"}}, ["unknown id `rules/respose`: did you mean `rules/resp"]),
    ({"leave_out": ["x"]}, ["unknown id `x`: allowed here: `rhythm`, `response`, `feedback`"]),
    ({"leave_out": ["belief", "belief"]}, ["`belief` is left out already"]),
    ({"leave_out": ["belief"], "replace": {"belief": "A"}}, ["`belief` is left out, too"]),
    ({"leave_out": ["rules/response"], "replace": {"response": "A"}}, []),
    (
        {"leave_out": ["rules/response"], "replace": {"response": "A", "coach/response": "B"}},
        ["`response` is changed in each list separately: this text would appear nowhere"],
    ),
    ({"sections": [{"title": "Fees"}]}, ["the section says nothing: add `text` or `points`"]),
    (
        {"sections": [{"title": one, "id": "a", "text": "A"} for one in "AB"]},
        ["an earlier section has the id `a`"],
    ),
    ({"leave_out": ["response", "coach/feedback"], "replace": {"rhythm": "A"}}, []),
    ({"sections": [{"title": "A", "points": ["A", "B"]}]}, []),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "messages"), REFUSED)
def test_problems(typed: dict[str, Any], messages: list[str]) -> None:
    """A change of what the programme does not say, and a section without a word, are refused."""
    told = [text for _, text in check_agreement(engagement(agreement=typed), small_programme())]
    assert [found[: len(start)] for found, start in zip(told, messages, strict=True)] == messages


NOTICE = "Sessions may be cancelled 24 hours before."
ODD: list[tuple[dict[str, Any], list[str]]] = [
    ({"leave_out": ["coach/response"]}, ["`rules/response` may be about the same, and"]),
    ({"leave_out": ["coach/response", "rules/response"]}, []),
    ({"leave_out": ["response"]}, []),
    ({"replace": {"promises/belief": "A"}}, []),
    ({"rules": NOTICE}, [f'"{NOTICE[:39]}…" is about cancelling, and so is `rules/rhythm`']),
    ({"rules": "Termine kann man absagen."}, ['"Termine kann man absagen." is about cancelling']),
    ({"sections": [{"title": "Notice", "points": [NOTICE]}]}, [f'"{NOTICE[:39]}…" is about']),
    ({"rules": NOTICE, "leave_out": ["rhythm"]}, []),
    ({"rules": NOTICE, "replace": {"rhythm": "We meet."}}, []),
    ({"rules": "We may move a session by two days."}, ['"We may move a session by two days." is']),
    ({"rules": "24 hours’ notice to reschedule."}, ['"24 hours’ notice to reschedule." is about']),
    ({"rules": "Termine kann man verschieben."}, ['"Termine kann man verschieben." is about']),
    ({"replace": {"belief": NOTICE}}, [f'"{NOTICE[:39]}…" is about cancelling']),
    ({"rules": "Either of us may end it at 30 days’ notice."}, []),
    ({"rules": "We move forward, and are kind."}, []),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "messages"), ODD)
def test_advice(typed: dict[str, Any], messages: list[str]) -> None:
    """What leaves the agreement at odds with itself is told, as far as it can be known."""
    programme = small_programme()
    rules = (programme.rules[0].model_copy(update={"text": "Nobody cancels."}), programme.rules[1])
    programme = programme.model_copy(update={"rules": rules})
    told = [text for _, text in advise_on_agreement(engagement(agreement=typed), programme)]
    assert [found[: len(start)] for found, start in zip(told, messages, strict=True)] == messages
