"""Goals as a portal shows them: the form filled in, the SMART check, progress."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

from coaching_site.model.activities import Review
from coaching_site.model.engagement import Engagement, Rewording
from coaching_site.model.goals import Action, Goal, goal_id
from coaching_site.model.placed_actions import actions_of_goal
from coaching_site.model.programme import Criterion, Group, Programme, Prompt
from coaching_site.model.prompt_key import PromptKey
from coaching_site.view.action_views import ActionViews
from coaching_site.view.actions import (
    ActionState,
    ActionView,
    awaited_in,
    closed_in,
    most_urgent,
    promises_in,
)
from coaching_site.view.attachments import FileView, files_of
from coaching_site.view.goal_course import GoalCourse, GoalState, course_of
from coaching_site.view.goal_score import GoalScore, score_of
from coaching_site.view.metrics import MetricView, metrics_of
from coaching_site.view.prompts import AskedPrompt, PromptGroup, ask

_Answers = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class SmartLetter:
    """One letter of SMART, and whether the goal's own data supports it."""

    criterion: Criterion
    met: bool


@dataclass(frozen=True)
class GoalView:
    """One goal in depth.

    `changed` is the day on which it was reached or given up, or since which it is on hold, and
    `reason` says why. With a goal that rests or is given up, what is open of it does the same.
    Wherever it is listed, its first metric tells how far it has come; without metrics `rated` does,
    or else how much of what was agreed for it is done.
    """

    id: str
    number: int
    title: str
    page: str
    deadline: date | None
    smart: tuple[SmartLetter, ...]
    form: tuple[PromptGroup, ...]
    moves: tuple[AskedPrompt, ...]
    preparation: tuple[PromptGroup, ...]
    actions: tuple[ActionView, ...]
    metrics: tuple[MetricView, ...] = ()
    state: GoalState = GoalState.OPEN
    changed: date | None = None
    reason: str | None = None
    files: tuple[FileView, ...] = ()
    rated: GoalScore | None = None

    @property
    def is_over(self) -> bool:
        """Whether it was reached or given up."""
        return self.state in (GoalState.REACHED, GoalState.GIVEN_UP)

    @property
    def course(self) -> GoalCourse:
        """How it stands, in one word."""
        return course_of(self.state, {metric.pace for metric in self.metrics}, self._lacks)

    @property
    def _lacks(self) -> list[GoalCourse]:
        """What it lacks, in one word each."""
        others = [one for one in self.lacking if one is not self.unmeasured]
        kinds = {
            GoalCourse.UNMEASURED: self.unmeasured,
            GoalCourse.UNREAD: any(metric.needs_reading for metric in self.metrics),
            GoalCourse.UNDATED: len(self.lacking) < len(self.missing),
            GoalCourse.NEEDS: others,
        }
        return [kind for kind, lacks in kinds.items() if lacks]

    @property
    def measure(self) -> AskedPrompt | None:
        """The prompt that asks for its measure in words; None where the programme has none."""
        return next((one for one in self.prompts if one.key.path == ("measure",)), None)

    @cached_property
    def closed(self) -> list[ActionView]:
        """The actions that do not wait any more."""
        return closed_in(self.actions)

    @property
    def done(self) -> int:
        """The number of actions done."""
        return sum(action.state is ActionState.DONE for action in self.actions)

    @cached_property
    def promises(self) -> tuple[ActionView, ...]:
        """What the executive promised for it."""
        return promises_in(self.actions)

    @cached_property
    def awaited(self) -> tuple[ActionView, ...]:
        """What others do for it."""
        return awaited_in(self.actions)

    @cached_property
    def open_promises(self) -> list[ActionView]:
        """What the executive has not done for it yet, the earliest target first."""
        return most_urgent(self.promises)

    @cached_property
    def open_awaited(self) -> list[ActionView]:
        """What others have not done for it yet, the earliest target first."""
        return most_urgent(self.awaited)

    @cached_property
    def missing(self) -> tuple[Criterion, ...]:
        """The letters of SMART that nothing in an open goal supports yet; none of any other."""
        if self.state is not GoalState.OPEN:
            return ()
        return tuple(letter.criterion for letter in self.smart if not letter.met)

    @cached_property
    def lacking(self) -> tuple[Criterion, ...]:
        """What is missing, but for a deadline, whose place says so itself."""
        return tuple(one for one in self.missing if "deadline" not in one.supported_by)

    @property
    def has_tick(self) -> bool:
        """Whether the bar of one of its metrics shows how far an even pace would be."""
        return any(metric.has_tick for metric in self.metrics)

    @property
    def unmeasured(self) -> Criterion | None:
        """The letter that asks for a measure, if it is missing."""
        return next((one for one in self.missing if "measure" in one.supported_by), None)

    @cached_property
    def prompts(self) -> tuple[AskedPrompt, ...]:
        """Every prompt of the goal, in reading order."""
        form, prepared = (
            chain.from_iterable(group.prompts for group in groups)
            for groups in (self.form, self.preparation)
        )
        return (*form, *self.moves, *prepared)

    @cached_property
    def open_prompts(self) -> tuple[AskedPrompt, ...]:
        """The prompts without an answer; none of a goal that is over."""
        if self.is_over:
            return ()
        return tuple(prompt for prompt in self.prompts if not prompt.answered)


def smart_check(goal: Goal, programme: Programme) -> tuple[SmartLetter, ...]:
    """Return the letters of SMART that the programme checks, with what the goal supports."""
    return tuple(
        SmartLetter(letter, any(_holds(goal, key) for key in letter.supported_by))
        for letter in programme.smart
        if letter.supported_by
    )


def _holds(goal: Goal, key: str) -> bool:
    if key == "measure" and goal.metrics:
        return True
    return bool(goal.answers.get(key) or getattr(goal, key, None))


def views_of_goals(
    engagement: Engagement, programme: Programme, actions: ActionViews
) -> tuple[GoalView, ...]:
    """Return all goals as the portal shows them, with what the views of their actions are of."""
    days = (engagement.start, engagement.end)
    return tuple(
        view_of_goal(goal, number, programme, actions, days, engagement.reviews)
        for number, goal in enumerate(engagement.goals, 1)
    )


def view_of_goal(
    goal: Goal,
    number: int,
    programme: Programme,
    actions: ActionViews,
    coaching: tuple[date | None, date | None] = (None, None),
    reviews: Sequence[Review] = (),
) -> GoalView:
    """Return one goal as the portal shows it, on the day and with the history of `actions`.

    `coaching` are the first day of the coaching, by which metrics without a day began, and the
    last.
    """
    as_of, history = actions.as_of, actions.history
    key = goal_id(goal, number)
    page = f"goals/{key}"
    state, changed = state_of_goal(goal, as_of)
    # Without an id, the key is a number, which may have been that of another goal.
    prompts = _GoalPrompts(PromptKey.of("goals", key), goal.title, history if goal.id else ())
    return GoalView(
        id=key,
        number=number,
        title=goal.title,
        page=page,
        deadline=goal.deadline,
        smart=smart_check(goal, programme),
        form=prompts.form(programme, goal),
        moves=prompts.moves(programme, goal),
        preparation=prompts.preparation(programme, goal),
        actions=tuple(
            actions.view_of(placed, _as_its_goal(placed.action, goal, as_of))
            for placed in actions_of_goal(goal, number - 1)
        ),
        metrics=metrics_of(goal, key, as_of, (coaching[0], changed or coaching[1])),
        state=state,
        changed=changed,
        reason=goal.reason if changed else None,
        files=files_of(goal.files),
        rated=None if goal.metrics else score_of(reviews, goal, key, as_of),
    )


def state_of_goal(goal: Goal, as_of: date) -> tuple[GoalState, date | None]:
    """Return how a goal stands on a day, and since when; later dates have not happened yet."""
    for state, day in (
        (GoalState.GIVEN_UP, goal.given_up),
        (GoalState.REACHED, goal.reached),
        (GoalState.ON_HOLD, goal.on_hold),
    ):
        if day and day <= as_of:
            return state, day
    return GoalState.OPEN, None


def _as_its_goal(action: Action, goal: Goal, as_of: date) -> Action:
    """Return an action of a goal; what is open rests, or is dropped, with its goal."""
    state, day = state_of_goal(goal, as_of)
    # What the file says of a later day has not happened yet.
    on_hold, dropped, done = (
        is_told is not None and is_told <= as_of
        for is_told in (action.on_hold, action.dropped, action.done)
    )
    if state is GoalState.ON_HOLD and not on_hold:
        return action.model_copy(update={"on_hold": day})
    if state is GoalState.GIVEN_UP and not (dropped or done):
        return action.model_copy(update={"dropped": day})
    return action


@dataclass(frozen=True)
class _GoalPrompts:
    """Asks the prompts of one goal, below its `key`."""

    key: PromptKey
    title: str
    history: Sequence[Rewording]

    def form(self, programme: Programme, goal: Goal) -> tuple[PromptGroup, ...]:
        # What is typed under `answers` never replaces a field of the goal.
        answers = {**goal.answers, **{name: getattr(goal, name) for name in Goal.form_fields()}}
        return self._groups(self.key, "goal_form", programme.goal_form, answers)

    def moves(self, programme: Programme, goal: Goal) -> tuple[AskedPrompt, ...]:
        return self._ask(self.key.below("moves"), "moves", programme.moves, goal.moves)

    def preparation(self, programme: Programme, goal: Goal) -> tuple[PromptGroup, ...]:
        key = self.key.below("preparation")
        return self._groups(key, "preparation", programme.preparation, goal.preparation)

    def _groups(
        self, key: PromptKey, section: str, groups: Iterable[Group], answers: _Answers
    ) -> tuple[PromptGroup, ...]:
        return tuple(
            PromptGroup(group, self._ask(key, f"{section}/{group.id}", group.prompts, answers))
            for group in groups
        )

    def _ask(
        self, key: PromptKey, section: str, prompts: Iterable[Prompt], answers: _Answers
    ) -> tuple[AskedPrompt, ...]:
        return ask(key, section, prompts, answers, self.history, self.title)
