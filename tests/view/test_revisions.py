"""What a draft says it was written on top of."""

from __future__ import annotations

from typing import Any

import pytest

from coaching_site.view.revisions import revision_of
from tests.samples import goal, portal


def test_base_is_that_of_the_contract() -> None:
    """The portal's scripts and what receives their replies agree on these very digits."""
    assert revision_of("", ()) == "055539df4a0b804c"
    assert revision_of("Zuhören", ("“Weiter”", "zwei")) == "0064d4a8f99b6c9d"


def bases(**engagement: Any) -> dict[str, str]:
    """Return the base of all that can be answered, by its key."""
    shown = portal(**engagement)
    prompts: dict[str, str] = {prompt.key: prompt.revision for prompt in shown.all_prompts}
    prompts |= {p.key: p.revision for one in shown.goals for p in one.prompts}
    actions = {action.draft_key: action.revision for action in shown.actions}
    return prompts | actions | {review.draft_key: review.revision for review in shown.reviews}


BEFORE: dict[str, Any] = {
    "starters": {"year": "Long.", "strengths": ["a", "b"]},
    "values": [{"name": "Calm", "shown_to": {"reports": {"do": "Listen."}}}],
    "goals": [goal({}, {"note": "n"}, id="review", why="So that I sleep.")],
    "reviews": [
        {"on": "2026-12-01", "goals": [{"goal": "review", "progress": "p"}], "works": "w"},
    ],
}


@pytest.mark.parametrize(
    ("after", "changed"),
    [
        ({}, set()),
        ({"starters": {"year": "Short.", "strengths": ["a", "b"]}}, {"starters/year"}),
        ({"starters": {"year": "Long.", "strengths": ["a\nb"]}}, {"starters/strengths"}),
        (
            {"values": [{"name": "Cool", "shown_to": {"reports": {"do": "Listen."}}}]},
            {f"values/1/{who}/{what}" for who in ("colleagues", "reports") for what in
             ("do", "feel")},
        ),
        (
            {"goals": [goal({"done": "2026-11-02"}, {"note": "m"}, id="review", why="Sleep.")]},
            {"goals/review/why", "actions/review/action-1", "actions/review/action-2"},
        ),
        (
            {"goals": [goal({"what": "y"}, {"note": "n"}, id="review", why="So that I sleep.")]},
            {"actions/review/action-1"},
        ),
        (
            {"reviews": [{"on": "2026-12-01", "works": "w"}]},
            {"reviews/2026-12-01"},
        ),
    ],
)  # fmt: skip
def test_a_base_changes_with_what_it_stands_for(after: dict[str, Any], changed: set[str]) -> None:
    """An answer, an action or a review that was changed has another base, and nothing else has."""
    old, new = bases(**BEFORE), bases(**BEFORE | after)
    assert {key for key in old if old[key] != new[key]} == changed


@pytest.mark.parametrize("key", ["scores", "works", "change", "goals"])
def test_all_that_a_reader_fills_in_counts_for_a_review(key: str) -> None:
    """Each part of a review that a reply may hold is part of its base."""
    full: dict[str, Any] = {
        "on": "2026-12-01",
        "scores": {"team": "5"},
        "goals": [{"goal": "goal-1", "progress": "Half way.", "score": "4"}],
        "works": ["x"],
        "change": ["y"],
    }
    less = {name: value for name, value in full.items() if name != key}
    both = [portal(goals=[goal()], reviews=[one]).reviews[0].revision for one in (full, less)]
    assert both[0] != both[1]


def test_a_text_elsewhere_is_another_review() -> None:
    """What works is told from what to change, though the words be the same."""
    one, other = ({"on": "2026-12-01", key: "x"} for key in ("works", "change"))
    assert portal(reviews=[one]).reviews[0].revision != portal(reviews=[other]).reviews[0].revision


def test_base_of_what_the_reader_sees() -> None:
    """On an earlier day, an action that is done later stands on what was known then."""
    later = {"done": "2026-11-20"}
    then, now = (portal(day, goals=[goal(later)]) for day in ("2026-11-15", "2026-11-20"))
    assert then.actions[0].revision == portal(goals=[goal({})]).actions[0].revision
    assert then.actions[0].revision != now.actions[0].revision


def test_receipts_for_scripts() -> None:
    """Of each item the last receipt is told: ten letters, the moment to the base of 36, `m`."""
    lines = [
        "d0123456789abcdef 2026-11-24T120000.123Z 0123456789ab mine",
        "d0123456789abcdef 2026-11-24T110000.000Z 0123456789ab",
        "dfedcba9876543210/goals/rest 2026-11-24T120000.000Z 0123456789ab",
    ]
    # 1795521600123 and 1795521600000 milliseconds
    assert portal(received=lines).received.tokens == (
        "d012345678 mwun79ff m",
        "dfedcba987/goals/rest mwun79c0",
    )


def test_answers_of_the_last_day() -> None:
    """An answer that was taken of the last day is known by its wording; one that was kept or
    has changed since is not."""
    said = portal(situation={"context": "x", "team": "y"}).situation
    one, other = (prompt.wording for prompt in said if prompt.answered)
    lines = [
        "d0123456781 2026-11-03T080000.000Z 0123456789ab",
        f"d0123456782 2026-11-14T080000.000Z {one}",
        f"d0123456783 2026-11-14T090000.000Z {other} mine",
    ]
    assert portal(received=lines).received.wordings == {one}
    assert portal(situation={"context": "z"}).situation[0].wording != one


@pytest.mark.parametrize(
    ("moments", "zone", "written"),
    [
        ([], None, None),
        (["2026-11-14T233000.000Z", "2026-11-03T080000.000Z"], None, "2026-11-14"),
        (["2026-11-14T233000.000Z"], "Europe/Berlin", "2026-11-15"),
        (["2026-11-14T033000.000Z"], "America/New_York", "2026-11-13"),
        (["2026-11-16T080000.000Z", "2026-11-03T080000.000Z"], None, "2026-11-03"),
        (["2026-11-16T080000.000Z"], None, None),
    ],
)
def test_day_of_what_was_received(
    moments: list[str], zone: str | None, written: str | None
) -> None:
    """Told is the newest day up to 15 November, in the zone of the coaching."""
    lines = [f"d012345678{n} {at} 0123456789ab" for n, at in enumerate(moments)]
    day = portal(received=lines, timezone=zone).received.written
    assert (day and day.isoformat()) == written
