"""The journey: where it stands, and by what evidence."""

from __future__ import annotations

from typing import Any

import pytest

from coaching_site.model.programme import Part
from coaching_site.view.journey import journey_of
from tests.samples import engagement, goal, portal, programme

SIGNED = {"signed": {"executive": "2026-09-02", "coach": "2026-09-03"}}
ROI = {"note": "Not counted."}
FIRST: Any = {
    "agreement": SIGNED,
    "stakeholders": [{"name": "Ines Roth"}],
    "sessions": [{"on": "2026-09-04"}],
}


def progress(as_of: str = "2026-11-15", **overrides: object) -> dict[str, str]:
    """Return how far each part has come, by its id."""
    steps = portal(as_of, **overrides).steps
    return {part.part.id: str(part.progress) for step in steps for part in step.parts}


@pytest.mark.parametrize(
    ("part", "half", "whole"),
    [
        ("responsibilities", {"stakeholders": [{"name": "Ines Roth"}]}, {"agreement": SIGNED}),
        ("confidentiality", {"agreement": {"signed": {"coach": "2026-09-03"}}},
         {"agreement": SIGNED}),
        ("rules", {"sessions": [{"on": "2026-09-04"}]},
         {"agreement": SIGNED, "sessions": [{"on": "2026-09-04"}]}),
        ("situation", None, {"situation": {"context": "A merger."}}),
        ("assessment", {"situation": {"leader": "New."}},
         {"situation": {"organisation": "Old.", "leader": "New.", "team": "Seven."}}),
        ("strengths-and-gaps", {"situation": {"gaps": "Time."}},
         {"situation": {"strengths": "Calm.", "gaps": "Time.", "pain_points": "Mail.",
                        "challenges": "Two sites."}}),
        ("why", {"goals": [goal(why="Rest."), goal(title="b")]}, {"goals": [goal(why="Rest.")]}),
        ("outcomes", {"goals": [goal(goal="A"), goal(title="b", goal="A", benefits="B", pain="C")]},
         {"goals": [goal(goal="A", benefits="B", pain="C")]}),
        ("smart-plans",
         {"goals": [goal(), goal({}, title="b", goal="A", measure="7", deadline="2026-12-01",
                                 resources_have="Time.")]},
         {"goals": [goal({}, goal="A", measure="7", deadline="2026-12-01",
                         resources_have="Time.")]}),
        ("key-actions", {"goals": [goal({"done": "2026-11-15"}, {})]},
         {"goals": [goal({"done": "2026-11-15"})]}),
        ("timelines", {"goals": [goal({"target": "2027-11-15"}, {})]},
         {"goals": [goal({"target": "2027-11-15"})]}),
        ("measures", {"goals": [goal(), goal(title="b", measure="7")]},
         {"goals": [goal(measure="7")]}),
        ("active-learning",
         {"sessions": [{"on": "2026-11-15", "held": True}, {"on": "2026-11-16"}]},
         {"sessions": [{"on": "2026-11-15", "held": True}],
          "learning": [{"on": "2026-11-01", "tried": "a", "learned": "b"}]}),
        ("accountability", {"check_ins": [{"on": "2026-11-15"}]},
         {"check_ins": [{"on": "2026-11-14"}], "end": "2026-11-14"}),
        ("self-management", {"goals": [goal(), goal(title="b", moves={"stop": "Mail."})]},
         {"goals": [goal(moves={"stop": "Mail."})]}),
        ("progressive-review", {"reviews": [{"on": "2026-11-15"}, {"on": "2026-11-16"}]},
         {"reviews": [{"on": "2026-11-15"}]}),
        ("feedback-360", {"feedback": [{"on": "2026-11-15", "statements": []},
                                       {"on": "2026-11-16", "statements": []}]},
         {"feedback": [{"on": "2026-11-15", "statements": []}]}),
        ("results", {"reviews": [{"on": "2026-11-15"}],
                     "feedback": [{"on": "2026-11-16", "statements": []}]},
         {"reviews": [{"on": "2026-11-15"}]}),
        ("impact", {"goals": [goal()],
                    "follow_up": {"impact": [{"goal": "goal-1"}], "return_on_investment": ROI}},
         {"goals": [goal()], "end": "2026-11-14",
          "follow_up": {"impact": [{"goal": "goal-1"}], "return_on_investment": ROI}}),
        ("anonymous-feedback", None, {"follow_up": {"coaching_feedback": "Good."}}),
        ("sustaining", {"follow_up": {"sustaining": "A weekly hour."}},
         {"follow_up": {"sustaining": "A weekly hour."}, "end": "2026-11-14"}),
    ],
)  # fmt: skip
def test_evidence_of_each_part(part: str, half: dict[str, Any] | None, whole: Any) -> None:
    """Each part is ahead without a word, under way with some of its evidence, done with all."""
    assert progress()[part] == "ahead"
    assert half is None or progress(**half)[part] == "under_way"
    assert progress(**whole)[part] == "done"


def test_every_part_of_the_programme_has_evidence() -> None:
    """No part that ships is left without a way to tell how far it has come."""
    assert "None" not in progress().values()


@pytest.mark.parametrize(
    ("part", "later"),
    [
        ("confidentiality", {"agreement": SIGNED}),
        ("key-actions", {"goals": [goal({"done": "2026-09-02"})]}),
        ("active-learning", {"sessions": [{"on": "2026-09-02", "held": True}]}),
        ("accountability", {"check_ins": [{"on": "2026-09-02"}]}),
        ("progressive-review", {"reviews": [{"on": "2026-09-02"}]}),
        ("feedback-360", {"feedback": [{"on": "2026-09-02", "statements": []}]}),
    ],
)
def test_nothing_later_counts(part: str, later: Any) -> None:
    """What is dated after the as-of day is no evidence yet."""
    assert progress("2026-09-01", **later)[part] == "ahead"


LAST = {"follow_up": {"impact": [{"goal": "goal-1"}], "sustaining": "A weekly hour."}}


@pytest.mark.parametrize(
    ("more", "states"),
    [
        # At the beginning, and once the first step is done
        ({}, "here ahead ahead ahead ahead ahead ahead"),
        (FIRST, "done here ahead ahead ahead ahead ahead"),
        # The coach's word counts more than the evidence
        (FIRST | {"step": 4}, "done left_open left_open here ahead ahead ahead"),
        ({"step": 1}, "here ahead ahead ahead ahead ahead ahead"),
        (FIRST | {"step": 1}, "here ahead ahead ahead ahead ahead ahead"),
        # What is there of a later step begins it; what is planned for it, and a session, do not
        (
            FIRST | LAST | {"goals": [goal()], "reviews": [{"on": "2026-11-01"}]},
            "done here ahead ahead ahead begun begun",
        ),
        (
            FIRST | {"reviews": [{"on": "2026-11-01"}, {"on": "2027-01-18"}]},
            "done here ahead ahead ahead begun ahead",
        ),
        (
            FIRST | {"sessions": [{"on": "2026-09-04", "held": True}]},
            "done here ahead ahead ahead ahead ahead",
        ),
        ({"reviews": [{"on": "2027-01-18"}]}, "here ahead ahead ahead ahead ahead ahead"),
        # Any answer or rating begins the step that asks about oneself
        ({"starters": {"one_thing": "x"}}, "here begun ahead ahead ahead ahead ahead"),
        ({"values": [{"name": "x"}]}, "here begun ahead ahead ahead ahead ahead"),
        (
            {"ratings": [{"on": "2026-11-15", "scores": {"team": 4}}]},
            "here begun ahead ahead ahead ahead ahead",
        ),
        (
            {"ratings": [{"on": "2026-11-16", "scores": {"team": 4}}]},
            "here ahead ahead ahead ahead ahead ahead",
        ),
        # After the end
        (
            FIRST | {"end": "2026-11-14"},
            "done left_open left_open left_open left_open left_open here",
        ),
        (
            FIRST | {"end": "2026-11-14", "step": 2},
            "done left_open left_open left_open left_open left_open here",
        ),
        (FIRST | {"end": "2026-11-15"}, "done here ahead ahead ahead ahead ahead"),
    ],
)
def test_states_of_steps(more: dict[str, Any], states: str) -> None:
    """One step is the current one, those before done or left open, those after begun or not."""
    steps = portal(**more).steps
    assert " ".join(step.state for step in steps) == states
    assert portal(**more).here.state == "here"


@pytest.mark.parametrize(
    ("as_of", "week"),
    [("2026-08-31", 0), ("2026-09-01", 1), ("2026-09-07", 1), ("2026-09-08", 2), ("2020-01-01", 0)],
)
def test_week_of_the_coaching(as_of: str, week: int) -> None:
    """Weeks count from the start; before it there is none."""
    assert portal(as_of).week == week


@pytest.mark.parametrize(("here", "state"), [(1, "here"), (2, "done")])
def test_a_part_without_evidence_has_no_progress(here: int, state: str) -> None:
    """A part without evidence is shown without a state, and does not hold its step back."""
    first, *rest = programme().steps[5:]
    own = first.model_copy(update={"parts": (*first.parts, Part(id="dinner", title="A dinner"))})
    changed = programme().model_copy(update={"steps": (own, *rest)})
    reviewed = engagement(
        reviews=[{"on": "2026-10-01"}],
        feedback=[{"on": "2026-10-01", "statements": []}],
        step=here,
    )
    step, _ = journey_of(reviewed, changed, portal().as_of)
    assert [part.progress for part in step.parts] == ["done", "done", "done", None]
    assert step.state == state


@pytest.mark.parametrize(
    ("signed", "waits"),
    [
        ({}, {"responsibilities", "confidentiality", "rules"}),
        ({"executive": "2026-09-02"}, {"responsibilities", "confidentiality", "rules"}),
        (SIGNED["signed"], set()),
    ],
)
def test_parts_that_wait_for_a_signature(signed: dict[str, str], waits: set[str]) -> None:
    """A part that signatures show waits for them until both parties have signed."""
    steps = portal(agreement={"signed": signed}).steps
    assert {part.part.id for step in steps for part in step.parts if part.to_sign} == waits
    assert [step.number for step in steps if step.to_sign] == [1] * bool(waits)


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        # None, one, several; of an engagement without goals nothing can be counted
        (FIRST | {"step": 3}, {1: {}, 2: {"prompts": 8}, 3: {}, 4: {}}),
        (
            {"situation": {"context": "A merger.", "team": "Seven."}, "goals": [goal({})]},
            {
                2: {"prompts": 6},
                3: {"goal_reasons": 1, "goal_outcomes": 1, "goal_plans": 1},
                4: {"actions_done": 1, "actions_dated": 1, "goal_measures": 1},
                5: {"goal_moves": 1},
            },
        ),
        (
            {
                "goals": [
                    goal({"target": "2026-12-01"}, why="Rest.", measure="7", deadline="2026-12-01"),
                    goal({"done": "2026-11-02"}, title="b", measure="7", moves={"stop": "Mail."}),
                    goal(title="c", given_up="2026-11-01"),
                ]
            },
            {
                3: {"goal_reasons": 1, "goal_outcomes": 2, "goal_plans": 2},
                4: {"actions_done": 1, "actions_dated": 1},
                5: {"goal_moves": 1},
            },
        ),
        # Two parts ask about the same reviews
        (
            {"reviews": [{"on": "2026-11-15"}, {"on": "2026-11-16"}, {"on": "2026-12-16"}]},
            {6: {"reviews": 2}},
        ),
    ],
)
def test_what_is_missing(more: dict[str, Any], missing: dict[int, dict[str, int]]) -> None:
    """A step counts what it still needs of its goals, actions, questions and reviews."""
    steps = portal(**more).steps
    assert {number: dict(steps[number - 1].missing) for number in missing} == missing
