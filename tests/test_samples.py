"""The shipped programme and the two sample engagements."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

from coaching_site.loading import load_engagement
from coaching_site.model import Engagement, Programme
from coaching_site.model.goals import Goal
from coaching_site.view import view_of
from tests.samples import load_programme

ROOT = Path(__file__).parent.parent
AS_OF = date(2026, 11, 23)


@pytest.fixture(scope="module")
def programme() -> Programme:
    """Return the programme that ships."""
    return load_programme(ROOT / "content/programme.yml")


@pytest.fixture(scope="module")
def amara(programme: Programme) -> Engagement:
    """Return the sample in mid-programme."""
    return load_engagement(ROOT / "engagements/amara-lindqvist", programme)


@pytest.fixture(scope="module")
def tomas(programme: Programme) -> Engagement:
    """Return the sample in its first week."""
    return load_engagement(ROOT / "engagements/tomas-okafor", programme)


def test_every_word_is_said() -> None:
    """A template, script or module names each word that ships, or the beginning of its name."""
    endings = {"content": "md", "coaching_site": "py", "overrides": "[hj]*"}
    files = {path for folder in endings for path in (ROOT / folder).rglob(f"*.{endings[folder]}")}
    texts = "\n".join(path.read_text("utf-8") for path in files if path.name != "gaps.py")
    names = set(re.findall(r"\w+", texts))
    beginnings = set(re.findall(r"""["'`](\w+_)(?:["'] ?~|\$?\{)""", texts))
    words = yaml.safe_load((ROOT / "content/words.yml").read_text("utf-8"))
    unsaid = {
        word
        for word in words
        if not {word, word.removesuffix("_one"), word.removesuffix("_other")} & names
        and not word.startswith(("theme_", *beginnings))
    }
    assert unsaid == set()


def test_seven_steps_of_three_parts(programme: Programme) -> None:
    """The journey has seven steps, each with three parts."""
    assert [len(step.parts) for step in programme.steps] == [3, 3, 3, 3, 3, 3, 3]


def test_agreement_is_complete(programme: Programme) -> None:
    """The agreement carries 23 and 15 commitments, six promises and three rules."""
    assert len(programme.commitments.executive) == 23
    assert len(programme.commitments.coach) == 15
    assert len(programme.promises) == 6
    assert len(programme.rules) == 3


def test_self_awareness_is_complete(programme: Programme) -> None:
    """Self-awareness has its prompts for situation, party and values."""
    assert len(programme.situation) == 8
    assert [prompt.id for prompt in programme.party] == ["toast", "remembered", "legacy", "impact"]
    assert [item.id for item in programme.values.audiences] == ["colleagues", "reports"]
    assert [prompt.id for prompt in programme.values.prompts] == ["feel", "do"]


def test_thought_starters_are_complete(programme: Programme) -> None:
    """Six thought starters, one of exactly three answers, stand beside five ratings."""
    counts = {prompt.id: (prompt.count, prompt.exactly) for prompt in programme.starters}
    assert counts == {
        "expectations": (None, False),
        "changes": (3, True),
        "goals": (3, False),
        "one_thing": (None, False),
        "strengths": (None, False),
        "year": (None, False),
    }
    assert len(programme.ratings) == 5


def test_preparation_of_goals_is_complete(programme: Programme) -> None:
    """A goal is prepared by four criteria, five letters and eleven questions in three groups."""
    assert len(programme.great_goals) == 4
    assert "".join(criterion.letter for criterion in programme.smart) == "SMART"
    assert [len(group.prompts) for group in programme.preparation] == [3, 5, 3]
    assert len({prompt.id for group in programme.preparation for prompt in group.prompts}) == 11


def test_goal_form_asks_for_fields_of_a_goal(programme: Programme) -> None:
    """The two pages of the form ask for thirteen fields that each goal has."""
    assert [(group.id, len(group.prompts)) for group in programme.goal_form] == [
        ("page-1", 9),
        ("page-2", 4),
    ]
    asked = {prompt.id for group in programme.goal_form for prompt in group.prompts}
    assert asked <= set(Goal.model_fields)


def test_five_moves_ask_for_three_answers_each(programme: Programme) -> None:
    """Each of the five moves asks for at least three answers."""
    assert [(move.id, move.count, move.exactly) for move in programme.moves] == [
        ("stop", 3, False),
        ("less", 3, False),
        ("more", 3, False),
        ("continue", 3, False),
        ("start", 3, False),
    ]


def test_every_item_has_its_own_key(programme: Programme) -> None:
    """The shipped programme has 148 items and no two of them share a key."""
    keys = list(programme.keys())
    assert len(keys) == 148
    assert len(set(keys)) == 148


def test_mid_programme_sample_has_something_in_every_state(
    amara: Engagement, programme: Programme
) -> None:
    """On the day of reference its nineteen actions and its sessions stand in most of their states.

    Nothing has ended yet, and each past session is confirmed.
    """
    shown = view_of(amara, programme, AS_OF)
    late = sum(action.fulfilled_late for action in shown.actions)
    assert (late, Counter(str(action.state) for action in shown.actions)) == (
        2,
        {
            "done": 8,
            "overdue": 2,
            "under_way": 3,
            "planned": 3,
            "repeated": 1,
            "on_hold": 1,
            "dropped": 1,
        },
    )
    assert Counter(str(one.state) for one in shown.sessions) == {
        "held": 9,
        "cancelled": 1,
        "next": 1,
        "planned": 3,
    }
    assert [len(one.preparation) for one in shown.sessions if one.state == "next"] == [3]


def test_mid_programme_sample_answers_what_the_programme_asks(
    amara: Engagement, programme: Programme
) -> None:
    """Each answer in the sample belongs to a prompt of the programme."""
    moves = {prompt.id for prompt in programme.moves}
    questions = {prompt.id for group in programme.preparation for prompt in group.prompts}
    assert set(amara.situation) == {prompt.id for prompt in programme.situation}
    assert set(amara.party.today) == {prompt.id for prompt in programme.party}
    assert {prompt.id for prompt in programme.starters} - set(amara.starters) == {"one_thing"}
    assert all(set(goal.moves) <= moves for goal in amara.goals)
    assert all(set(goal.preparation) <= questions for goal in amara.goals)


def test_mid_programme_sample_prepares_its_first_goal_in_full(amara: Engagement) -> None:
    """The first goal answers all eleven questions and makes three of each move."""
    first = amara.goals[0]
    assert len(first.preparation) == 11
    assert [len(answers) for answers in first.moves.values()] == [3, 3, 3, 3, 3]


def test_mid_programme_sample_rates_all_scales_twice(
    amara: Engagement, programme: Programme
) -> None:
    """All five scales are rated at the start and again at the review."""
    scales = {scale.id for scale in programme.ratings}
    assert [set(amara.ratings[0].scores), set(amara.reviews[0].scores)] == [scales, scales]


def test_first_week_sample_is_short(tomas: Engagement) -> None:
    """A first week takes two dozen lines at most, with two sessions and one answer."""
    text = (ROOT / "engagements/tomas-okafor/engagement.yml").read_text(encoding="utf-8")
    assert len([line for line in text.splitlines() if line and line[0] != "#"]) <= 24
    assert [session.on.isoformat() for session in tomas.sessions] == ["2026-11-19", "2026-11-26"]
    assert list(tomas.starters) == ["expectations"]
    assert tomas.goals == ()
