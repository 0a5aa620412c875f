"""The list of first steps."""

from __future__ import annotations

from typing import Any

import pytest

from tests.samples import goal, portal, programme

SIGNED: Any = {"agreement": {"signed": {"executive": "2026-09-02"}}}
ALL = {prompt.id: "Yes." for prompt in programme().situation}
RATED: Any = {"ratings": [{"on": "2026-09-03", "scores": {"team": 4}}]}
GOALS: Any = {"goals": [goal()]}


@pytest.mark.parametrize(
    ("as_of", "more", "done"),
    [
        ("2026-08-30", {}, []),
        ("2026-09-03", {}, []),
        ("2026-09-03", SIGNED, ["sign"]),
        ("2026-09-03", {"agreement": {"purpose": "To rest."}}, []),
        ("2026-09-03", {"situation": ALL}, ["tell"]),
        ("2026-09-03", {"situation": {"context": "A merger."}}, []),
        ("2026-09-03", RATED | GOALS, ["rate", "choose"]),
        ("2026-11-15", SIGNED, ["sign"]),
        ("2026-11-15", GOALS, None),
        ("2026-09-03", SIGNED | RATED | GOALS | {"situation": ALL}, None),
        ("2026-11-15", {"end": "2026-11-14"}, None),
    ],
)
def test_first_steps(as_of: str, more: dict[str, Any], done: list[str] | None) -> None:
    """Each is ticked by what is there; an agreement that is not ready is read, not signed.

    The list goes when all are, and with the first weeks.
    """
    steps = portal(as_of, **more).home.first_steps
    sign = "sign" if more.keys() & {"agreement"} else "read"
    assert [step.kind for step in steps] == (
        [] if done is None else [sign, "tell", "rate", "choose"]
    )
    assert [step.kind for step in steps if step.done] == (done or [])


@pytest.mark.parametrize(
    ("more", "kinds"),
    [
        ({}, ["read"]),
        ({"agreement": {"purpose": "To rest."}}, []),
        (SIGNED, []),
        ({"end": "2026-09-02"}, []),
    ],
)
def test_to_read(more: dict[str, Any], kinds: list[str]) -> None:
    """An agreement waits to be read only while it cannot be signed, and while steps are open."""
    assert [step.kind for step in portal("2026-09-03", **more).home.to_read] == kinds


def test_answers_are_counted() -> None:
    """What consists of questions says how many have an answer."""
    told = portal("2026-09-03", situation={"context": "A merger."}).home.first_steps[1]
    assert (told.answered, told.asked, told.page) == (1, len(programme().situation), "about-me")
    assert told.waits[:1] == ("situation/organisation",)
