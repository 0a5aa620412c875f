"""Questions without an answer, in groups by what they are about."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.view import PortalView
from coaching_site.view.prompts import AskedPrompt
from coaching_site.view.question_groups import question_groups
from tests.samples import goal, portal

GOALS: Any = {"goals": [goal(), goal(title="Home by six")]}
EVERY = portal(values=[{"name": "Calm"}, {"name": "Wit"}], **GOALS).open_prompts
SECTIONS = ("situation", "party", "values", "starters", "goals")


def all_of(prompts: tuple[AskedPrompt, ...]) -> dict[str, list[str]]:
    """Return an answer to each prompt outside goals that is asked once, by the name of its id."""
    return {one.prompt.id: ["x"] for one in prompts}


@given(
    st.lists(st.booleans(), min_size=len(EVERY), max_size=len(EVERY)),
    st.sets(st.sampled_from(SECTIONS)),
)
def test_groups_add_up(is_open: list[bool], due: set[str]) -> None:
    """Whatever is open and due: each open prompt is in one row of one group, and no other is."""
    asked = [one for one, is_left in zip(EVERY, is_open, strict=True) if is_left]
    groups = question_groups(asked, due)
    assert sum(len(one.prompts) for one in groups) == len(asked)
    found = [prompt for group in groups for prompt in group.prompts]
    assert sorted(str(one.key) for one in found) == sorted(str(one.key) for one in asked)
    assert all({*chain(*one.rows)} == {*one.prompts} for one in groups)
    assert all(sum(map(len, one.rows)) == len(one.prompts) for one in groups)
    places = [(one.is_of_goal, one.section not in due) for one in groups]
    assert places == sorted(places)
    assert all(len({one.source for one in group.prompts}) == 1 for group in groups)
    assert len({group.prompts[0].source for group in groups}) == len(groups)


FIRST = portal()


@pytest.mark.parametrize(
    ("view", "left"),
    [
        (FIRST, "situation 8, party 8, values 4, starters 6"),
        (portal(situation=all_of(FIRST.situation)), "party 8, values 4, starters 6"),
        (
            portal(party={"today": all_of(FIRST.party_today)}),
            "situation 8, party 4, values 4, starters 6",
        ),
        (
            portal(
                actions=[{"what": "x", "prompts": "starters", "target": "2026-11-16"}],
                starters={FIRST.starters[0].prompt.id: ["x"]},
            ),
            "starters 5, situation 8, party 8, values 4",
        ),
    ],
)
def test_groups_of_a_portal(view: PortalView, left: str) -> None:
    """What is due comes first, what is answered is left out, and nothing is counted twice."""
    groups = view.home.questions
    assert ", ".join(f"{one.section} {len(one.prompts)}" for one in groups) == left
    assert sum(len(one.prompts) for one in groups) == len(view.open_prompts)


def test_rows_of_the_party() -> None:
    """What is asked of both parties is one row while both are open, and one when one is."""
    first = FIRST.party_today[0].prompt.id
    (party,) = [
        one
        for one in portal(party={"wished": {first: ["x"]}}).home.questions
        if one.section == "party"
    ]
    assert [len(row) for row in party.rows] == [1, 2, 2, 2]
    assert not party.is_of_goal


def test_goals_that_are_over_ask_nothing() -> None:
    """Groups of goals come last, and none of a goal that was given up."""
    given_up = goal(title="Home by six", given_up="2026-11-02")
    view = portal(goals=[goal(), given_up])
    assert [one.is_of_goal for one in view.home.questions] == [False] * 4 + [True]
