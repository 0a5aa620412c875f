"""What of the programme holds in one agreement."""

from __future__ import annotations

from typing import Any

import pytest

from coaching_site.model import Programme
from coaching_site.model.agreement import Agreement
from coaching_site.view.agreed_items import agreed_items
from tests.samples import programme

ITEMS = {
    "rules": ["rhythm", "response"],
    "executive": ["feedback", "rhythm"],
    "coach": ["feedback", "response"],
    "promises": ["belief"],
}


def small_programme() -> Programme:
    """Return the programme of the tests with a few items, whose texts say where they stand."""
    listed = {
        name: [{"id": one, "text": f"{name}/{one}"} for one in ids] for name, ids in ITEMS.items()
    }
    commitments = {"executive": listed.pop("executive"), "coach": listed.pop("coach")}
    return Programme.model_validate(
        {**programme().model_dump(), **listed, "commitments": commitments}
    )


ALL = [f"{name}/{one}" for name, ids in ITEMS.items() for one in ids]
CASES: list[tuple[dict[str, Any], dict[str, str | None]]] = [
    ({}, {}),
    ({"leave_out": "belief"}, {"promises/belief": None}),
    ({"leave_out": ["rhythm"]}, {"rules/rhythm": None, "executive/rhythm": None}),
    ({"leave_out": ["executive/rhythm"]}, {"executive/rhythm": None}),
    ({"leave_out": ["unknown", "promises/rhythm"]}, {}),
    ({"replace": {"belief": "New"}}, {"promises/belief": "New"}),
    ({"replace": {"response": "New"}}, {"rules/response": "New", "coach/response": None}),
    ({"replace": {"coach/response": "New"}}, {"coach/response": "New"}),
    (
        {"replace": {"response": "New", "coach/response": "Newer"}},
        {"rules/response": "New", "coach/response": "Newer"},
    ),
    (
        {"leave_out": ["rules/response"], "replace": {"response": "New"}},
        {"rules/response": None, "coach/response": "New"},
    ),
    (
        {"replace": {"rules/response": "Newer", "response": "New"}},
        {"rules/response": "Newer", "coach/response": "New"},
    ),
    (
        {"leave_out": ["feedback"], "replace": {"coach/feedback": "New"}},
        {"executive/feedback": None, "coach/feedback": "New"},
    ),
]


@pytest.mark.parametrize(("typed", "changed"), CASES)
def test_items(typed: dict[str, Any], changed: dict[str, str | None]) -> None:
    """An id stands for one matter in all lists; its new text is said once, where it came first."""
    items = agreed_items(Agreement.model_validate(typed), small_programme())
    said = {f"{name}/{item.id}": item.text for name, listed in items.items() for item in listed}
    expected = {key: changed.get(key, key) for key in ALL}
    assert said == {key: text for key, text in expected.items() if text}


def test_headings_stay() -> None:
    """What follows an item that is left out stands under its heading, unless it has its own."""
    whole = small_programme()
    coach = whole.commitments.coach
    titled = [
        one.model_copy(update={"heading": heading})
        for one, heading in zip((*coach, *coach[:1]), ("A", None, "B"), strict=True)
    ]
    commitments = whole.commitments.model_copy(update={"coach": tuple(titled)})
    left = Agreement.model_validate({"leave_out": ["coach/feedback"]})
    for agreement, expected in ((Agreement(), ["A", None, "B"]), (left, ["A"])):
        held = agreed_items(agreement, whole.model_copy(update={"commitments": commitments}))
        assert [one.heading for one in held["coach"]] == expected
