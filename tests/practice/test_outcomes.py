"""What an action has come to is read from a word or a day."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from coaching_site.editing import Put
from coaching_site.model.goals import Action
from coaching_site.practice.outcomes import change_of_outcome, fault_of_outcome

TODAY = date(2026, 11, 16)
PLACE = ("goals", 0, "actions", 1)


def found(every: str | None = None, done_on: tuple[date, ...] = (), **more: Any) -> Any:
    """Return an action as a file has it."""
    action = Action.model_validate({"what": "Walk", "every": every, "done_on": done_on} | more)
    return SimpleNamespace(location=PLACE, action=action)


@pytest.mark.parametrize("text", ["done", "Done", "on hold", "DROPPED", "2026-11-16", "2026-01-02"])
def test_outcomes(text: str) -> None:
    """Four kinds of outcome are known, in any case."""
    assert fault_of_outcome(text, TODAY) is None


@pytest.mark.parametrize(
    "text",
    ["dun", "yes", "2026-11-17", "16 Nov", "on_hold", "2026-13-01", "-", "20261116", "2026-W46-1"],
)
def test_no_outcome(text: str) -> None:
    """Anything else is told, and so is a day to come."""
    assert (fault_of_outcome(text, TODAY) or "").startswith("expected ")


@pytest.mark.parametrize(
    ("action", "text", "expected"),
    [
        (found(), "done", Put((*PLACE, "done"), TODAY)),
        (found(), "2026-11-02", Put((*PLACE, "done"), date(2026, 11, 2))),
        (found(), "On hold", Put((*PLACE, "on_hold"), TODAY)),
        (found(on_hold="2026-11-02"), "on hold", None),
        (found(on_hold="2026-11-02"), "dropped", Put((*PLACE, "dropped"), TODAY)),
        (found("week"), "dropped", Put((*PLACE, "dropped"), TODAY)),
        (found("week"), "done", Put((*PLACE, "done_on"), (TODAY,))),
        (found("week", (TODAY,)), "done", None),
        (
            found("week", (TODAY,)),
            "2026-11-10",
            Put((*PLACE, "done_on"), (TODAY, date(2026, 11, 10))),
        ),
    ],
)
def test_changes(action: Any, text: str, expected: Put | None) -> None:
    """An outcome is one day in the file; a repeated action has one more, but no day twice."""
    assert change_of_outcome(action, text, TODAY) == expected
