"""Where the answer to each prompt is typed, by the key that a portal gives the prompt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coaching_site.checks.places import Found, Location
from coaching_site.model import Engagement, Programme
from coaching_site.model.goals import Goal, action_key, goal_id
from coaching_site.model.programme import Group, Prompt
from coaching_site.problems import quoted, suggestion
from coaching_site.spelling import words_near


def places_of_prompts(engagement: Engagement, programme: Programme) -> dict[str, Location]:
    """Return, for the key of each prompt that a portal asks, where its answer is typed.

    Without any value yet the portal asks for the first, so that has places too.
    """
    return dict(_places(engagement, programme))


def check_history(engagement: Engagement, programme: Programme) -> Found:
    """Yield each earlier answer to a prompt that is not there, or before the coaching."""
    known = [*places_of_prompts(engagement, programme), *_keys_of_actions(engagement)]
    for index, one in enumerate(engagement.history):
        if one.prompt not in known:
            hint = _hint(one.prompt, known)
            yield ("history", index, "prompt"), f"no prompt is called {quoted(one.prompt)}: {hint}"


def _hint(prompt: str, known: list[str]) -> str:
    """Return which prompt may be meant, or which begin as it does, or how they may begin."""
    part = prompt.partition("/")[0].casefold()
    same = [key for key in known if key.startswith(f"{part}/")]
    if same:
        return suggestion(prompt, same)
    beginnings = dict.fromkeys(f"{key.partition('/')[0]}/…" for key in known)
    return suggestion(prompt, known if words_near(prompt, known) else beginnings)


def _keys_of_actions(engagement: Engagement) -> Iterator[str]:
    for number, goal in enumerate(engagement.goals, 1):
        for index, action in enumerate(goal.actions, 1):
            yield action_key(goal_id(goal, number), action, index)


def _places(engagement: Engagement, programme: Programme) -> Iterator[tuple[str, Location]]:
    yield from _below("situation", ("situation",), programme.situation)
    for side in ("today", "wished"):
        yield from _below(f"party/{side}", ("party", side), programme.party)
    for number in range(max(len(engagement.values), 1)):
        for audience in programme.values.audiences:
            place = ("values", number, "shown_to", audience.id)
            key = f"values/{number + 1}/{audience.id}"
            yield from _below(key, place, programme.values.prompts)
    yield from _below("starters", ("starters",), programme.starters)
    for number, goal in enumerate(engagement.goals):
        key = f"goals/{goal_id(goal, number + 1)}"
        yield from _of_goal(key, ("goals", number), programme)


def _of_goal(key: str, place: Location, programme: Programme) -> Iterator[tuple[str, Location]]:
    for prompt in _prompts_of(programme.goal_form):
        own = prompt.id in Goal.model_fields
        yield f"{key}/{prompt.id}", (*place, prompt.id) if own else (*place, "answers", prompt.id)
    yield from _below(f"{key}/moves", (*place, "moves"), programme.moves)
    prepared = _prompts_of(programme.preparation)
    yield from _below(f"{key}/preparation", (*place, "preparation"), prepared)


def _below(key: str, place: Location, prompts: Iterable[Prompt]) -> Iterator[tuple[str, Location]]:
    for prompt in prompts:
        yield f"{key}/{prompt.id}", (*place, prompt.id)


def _prompts_of(groups: Iterable[Group]) -> Iterator[Prompt]:
    for group in groups:
        yield from group.prompts
