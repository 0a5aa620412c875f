"""Goals in depth."""

from __future__ import annotations

from datetime import date

import pytest

from coaching_site.model.goals import Goal
from coaching_site.model.programme import Prompt
from coaching_site.view.action_views import ActionViews
from coaching_site.view.goals import smart_check, view_of_goal
from coaching_site.view.people import owners_of
from tests.samples import engagement, goal, portal, programme


@pytest.mark.parametrize(
    ("evidence", "letters"),
    [
        ({}, ""),
        ({"goal": "Out by Friday noon."}, "S"),
        ({"measure": "Hours a week."}, "M"),
        ({"metrics": [{"name": "Hours"}]}, "M"),
        ({"actions": [{"what": "x"}]}, "A"),
        ({"resources_have": "A deputy."}, "R"),
        ({"resources_need": "An hour."}, "R"),
        ({"deadline": "2026-12-01"}, "T"),
        ({"why": "Rest.", "pain": "None.", "success_for_me": "Sleep."}, ""),
    ],
)
def test_each_letter_of_smart(evidence: dict[str, object], letters: str) -> None:
    """A letter is met by the one thing in the goal that shows it, and by nothing else."""
    check = smart_check(Goal.model_validate({"title": "x"} | evidence), programme())
    assert "".join(one.criterion.letter for one in check if one.met) == letters


def test_missing_letters_are_named() -> None:
    """What is not met is listed in the order of the letters, with what to do about it."""
    (view,) = portal(goals=[goal({}, goal="x", resources_have="y")]).goals
    assert [criterion.id for criterion in view.missing] == ["measurable", "time-bound"]
    assert str(view.missing[0].missing).startswith("Say how you will measure it")


@pytest.mark.parametrize("closed", ["on_hold", "reached", "given_up"])
def test_nothing_is_missing_once_closed(closed: str) -> None:
    """A goal that is not open lacks no letter."""
    (view,) = portal(goals=[goal({}, **{closed: "2026-11-01"})]).goals
    assert view.missing == ()
    assert not view.smart[0].met


def test_ids_pages_and_keys() -> None:
    """Goals and actions go by their own ids, else by their place in the file."""
    goals = portal(goals=[goal({}, {"id": "call"}), goal({}, title="b", id="rest")]).goals
    assert [(view.id, view.number, view.page) for view in goals] == [
        ("goal-1", 1, "goals/goal-1"),
        ("rest", 2, "goals/rest"),
    ]
    assert [action.key for view in goals for action in view.actions] == [
        "goals/goal-1/action-1",
        "goals/goal-1/call",
        "goals/rest/action-1",
    ]


def test_actions_know_their_goal() -> None:
    """An action carries the title and the page of its goal."""
    (action,) = portal(goals=[goal({"note": "By phone."})]).actions
    assert (action.goal_title, action.goal_page) == ("Hand over the weekly review", "goals/goal-1")
    assert action.note == "By phone."


def test_the_form_is_filled_in() -> None:
    """Each prompt of the form shows the field of the goal that it asks for."""
    (view,) = portal(goals=[goal(why=["Rest.", "Pride."], success_for_company="Growth.")]).goals
    answered = {p.key: p.answers for g in view.form for p in g.prompts if p.answered}
    assert answered == {
        "goals/goal-1/why": ("Rest.", "Pride."),
        "goals/goal-1/success_for_company": ("Growth.",),
    }
    assert [group.answered for group in view.form] == [1, 1]
    assert view.form[0].prompts[2].item == "goal_form/page-1/why"


def test_a_field_of_the_coach_s_own() -> None:
    """A prompt that a coach adds to the form is answered by what stands under `answers`."""
    page = programme().goal_form[0]
    own = page.model_copy(update={"prompts": (Prompt(id="smell", text="What does it smell of?"),)})
    changed = programme().model_copy(update={"goal_form": (own,)})
    typed = Goal.model_validate(goal(answers={"smell": "Coffee."}))
    view = view_of_goal(typed, 1, changed, ActionViews(owners_of(engagement()), date(2026, 11, 15)))
    assert [p.answers for group in view.form for p in group.prompts] == [("Coffee.",)]


def test_a_measure_in_words() -> None:
    """A goal is measured in words by its own field, not by a move that is called the same."""
    move = Prompt(id="measure", text="Measure what?")
    changed = programme().model_copy(update={"moves": (move,)})
    own, other = goal(measure="I sleep."), goal(moves={"measure": "Hours."})
    actions = ActionViews(owners_of(engagement()), date(2026, 11, 15))
    views = [
        view_of_goal(Goal.model_validate(one), 1, changed, actions, (None, None))
        for one in (own, other)
    ]
    assert [view.measure and view.measure.answers for view in views] == [("I sleep.",), ()]
    assert [view.unmeasured for view in views] == [None, programme().smart[1]]


def test_a_field_wins_over_an_answer_of_the_same_name() -> None:
    """What stands under `answers` never replaces a field of the goal."""
    (view,) = portal(goals=[goal(why="Mine.", answers={"why": "Other."})]).goals
    assert view.form[0].prompts[2].answers == ("Mine.",)


def test_prompts_in_reading_order() -> None:
    """A goal asks 29 prompts, form first, then moves, then questions; open ones lack answers."""
    (view,) = portal(
        goals=[goal(goal="x", moves={"stop": "Mail."}, preparation={"cost": "Sleep."})]
    ).goals
    assert len(view.prompts) == 29
    assert [view.prompts[index].key for index in (0, 13, 28)] == [
        "goals/goal-1/goal",
        "goals/goal-1/moves/stop",
        "goals/goal-1/preparation/effect",
    ]
    assert len(view.open_prompts) == 26
    assert not any(prompt.answered for prompt in view.open_prompts)


def test_moves_still_wanted() -> None:
    """A move with one answer of three wants two more."""
    (view,) = portal(goals=[goal(moves={"stop": "Mail.", "less": ["a", "b", "c", "d"]})]).goals
    assert [move.wanted for move in view.moves] == [2, 0, 3, 3, 3]


def test_done_counts_as_of_the_day() -> None:
    """Progress of a goal counts what is done by the day."""
    (view,) = portal(goals=[goal({"done": "2026-11-15"}, {"done": "2026-11-16"}, {})]).goals
    assert view.done == 1


@pytest.mark.parametrize(
    ("days", "state", "day"),
    [
        ({}, "open", None),
        ({"reached": "2026-11-15"}, "reached", "2026-11-15"),
        ({"reached": "2026-11-16"}, "open", None),
        ({"on_hold": "2026-11-01", "reached": "2026-11-16"}, "on_hold", "2026-11-01"),
        ({"on_hold": "2026-11-01", "reached": "2026-11-14"}, "reached", "2026-11-14"),
        ({"on_hold": "2026-11-01", "given_up": "2026-11-14"}, "given_up", "2026-11-14"),
    ],
)
def test_states_of_goals(days: dict[str, str], state: str, day: str | None) -> None:
    """A goal is open, reached, on hold or given up; a reason is told with its state alone."""
    (one,) = portal(goals=[goal(reason="So it was.") | days]).goals
    assert (str(one.state), one.changed and one.changed.isoformat()) == (state, day)
    assert one.reason == ("So it was." if day else None)
    assert bool(one.open_prompts) == (state in ("open", "on_hold"))
    assert bool(one.missing) == (state == "open")
