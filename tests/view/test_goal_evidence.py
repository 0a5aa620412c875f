"""What goals show of a part of the programme, and what they lack of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.model.programme import Evidence
from coaching_site.view import PortalView
from coaching_site.view.goal_evidence import GOAL_EVIDENCE, facts_of_goals
from coaching_site.view.journey import PartProgress
from tests.samples import goal, portal


def lacks(view: PortalView) -> dict[str, dict[str, str]]:
    """Return what goals lack of each part, by their ids, letters in capitals."""
    return {
        part.part.id: {
            key: " ".join(
                [
                    *(letter.letter for letter in one.letters),
                    *(asked.prompt.id for asked in one.questions),
                    *["moves"] * one.moves,
                ]
            )
            for key, one in part.lacks.items()
        }
        for step in view.steps
        for part in step.parts
        if part.lacks
    }


def test_what_goals_lack() -> None:
    """A part tells of each goal what it lacks, a letter in place of its questions."""
    view = portal(
        goals=[
            goal({}, why="Rest.", deadline="2026-12-01", id="rest"),
            goal(title="b", measure="7", actions=[], id="seven"),
            goal(title="c", given_up="2026-11-01"),
        ]
    )
    assert lacks(view) == {
        "why": {"seven": "why"},
        "outcomes": {"rest": "S benefits pain", "seven": "S benefits pain"},
        "smart-plans": {"rest": "S M R", "seven": "S A R T"},
        "measures": {"rest": "M"},
        "self-management": {"rest": "moves", "seven": "moves"},
    }


METRIC = {"name": "m", "start": 4, "target": 2, "id": "m"}


def test_a_metric_needs_no_measure_in_words() -> None:
    """The question for a measure is not told as open of a goal that has a metric."""
    view = portal(goals=[goal({}, metrics=[METRIC], id="rest")])
    assert lacks(view)["smart-plans"] == {"rest": "S R T"}
    assert "measures" not in lacks(view)


@pytest.mark.parametrize(
    ("state", "facts"),
    [
        ({}, [False]),
        ({"reached": "2026-11-01"}, [True]),
        ({"on_hold": "2026-11-01"}, []),
        ({"given_up": "2026-11-01"}, []),
        ({"given_up": "2026-12-01"}, [False]),
        ({"why": "Rest.", "on_hold": "2026-11-01"}, [True]),
        ({"why": "Rest.", "given_up": "2026-11-01"}, []),
    ],
)
def test_which_goals_count(state: dict[str, str], facts: list[bool]) -> None:
    """Nothing is asked of a goal that was reached; one at rest or given up does not count."""
    view = portal(goals=[goal({}, **state)])
    assert facts_of_goals(Evidence.GOAL_REASONS, view.goals) == facts


ANSWERED = ("goal", "why", "benefits", "pain", "measure", "resources_have", "resources_need")
OPTIONAL: dict[str, Any] = {
    **dict.fromkeys(ANSWERED, "x"),
    "deadline": "2026-12-01",
    "moves": {"stop": "Mail."},
    "metrics": [METRIC],
    "actions": [{"what": "x"}],
}
STATES: list[dict[str, str]] = [
    {},
    {},
    *({key: "2026-11-01"} for key in ("reached", "on_hold", "given_up")),
]
GOALS = st.builds(
    lambda keys, state: {"actions": []} | {key: OPTIONAL[key] for key in keys} | state,
    st.sets(st.sampled_from(sorted(OPTIONAL))),
    st.sampled_from(STATES),
)


@given(st.lists(GOALS, max_size=4))
def test_all_pages_say_the_same_of_a_goal(goals: list[dict[str, Any]]) -> None:
    """The programme says of a goal what its own page says is missing, and open questions."""
    view = portal(goals=[{"title": str(n), "id": f"g{n}"} | one for n, one in enumerate(goals)])
    parts = [part for step in view.steps for part in step.parts]
    for one in view.goals:
        told = [part.lacks[one.id] for part in parts if one.id in part.lacks]
        letters = {letter.id for lacking in told for letter in lacking.letters}
        assert letters == {criterion.id for criterion in one.missing}
        assert {asked.key for lacking in told for asked in lacking.questions} <= {
            asked.key for asked in one.open_prompts
        }
    for part in parts:
        if set(part.part.evidence) <= set(GOAL_EVIDENCE):
            assert bool(part.lacks) == bool(part.missing)
            assert not part.lacks or part.progress is not PartProgress.DONE
