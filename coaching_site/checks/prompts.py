"""Where the answer to each prompt is typed, by the key that a portal gives the prompt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from coaching_site.checks.locations import ANY, Found, Location
from coaching_site.model import Engagement, Programme
from coaching_site.model.engagement import value_id
from coaching_site.model.goals import Goal, goal_id
from coaching_site.model.programme import Group, Prompt
from coaching_site.problems import quoted, suggestion
from coaching_site.spelling import words_near


def places_of_prompts(engagement: Engagement, programme: Programme) -> dict[str, Location]:
    """Return, for the key of each prompt that a portal asks, where its answer is typed.

    Without any value yet the portal asks for the first, so that has places too.
    """
    return dict(_places(engagement, programme))


def ids_at(programme: Programme, location: Iterable[str | int]) -> tuple[str, ...]:
    """Return the words of the programme that may stand at a location of an engagement.

    They are ids that may be keys there, or the numbers of the steps.
    """
    if tuple(location) == ("step",):
        return tuple(str(number) for number, _ in enumerate(programme.steps, 1))
    path = tuple(ANY if isinstance(part, int) else part for part in location)
    for known, items in answers_of(programme).items():
        if len(path) == len(known) and all(
            part in (ANY, here) for part, here in zip(known, path, strict=True)
        ):
            return tuple(item.id for item in items)
    return ()


def answers_of(programme: Programme) -> dict[Location, tuple[Any, ...]]:
    """Return, for each path of an engagement whose keys are ids, what these ids stand for."""
    values = programme.values
    form = tuple(_prompts_of(programme.goal_form))
    own = Goal.form_fields()
    return {
        ("situation",): programme.situation,
        ("party", "today"): programme.party,
        ("party", "wished"): programme.party,
        ("starters",): programme.starters,
        ("values", ANY, "shown_to"): values.audiences,
        ("values", ANY, "shown_to", ANY): values.prompts,
        ("ratings", ANY, "scores"): programme.ratings,
        ("reviews", ANY, "scores"): programme.ratings,
        ("goals", ANY, "moves"): programme.moves,
        ("goals", ANY, "preparation"): tuple(_prompts_of(programme.preparation)),
        ("goals", ANY, "answers"): tuple(p for p in form if p.id not in own),
    }


def advise_on_history(engagement: Engagement, programme: Programme) -> Found:
    """Yield each earlier answer that no portal shows, if the coach can do something about it.

    What was answered once stays when its goal, value, action or prompt is taken out: nothing is
    wrong then. Of what is known by its place in a list only the first is told.
    """
    known = [*places_of_prompts(engagement, programme)]
    told = False
    for index, one in enumerate(engagement.history):
        section, *names = one.prompt.split("/")
        place = ("history", index, "prompt")
        if section in _BY_PLACE:
            if not told and _BY_PLACE[section].fullmatch("/".join(names)):
                told = not _is_id(section, names, engagement)
                yield from [(place, _NOT_SHOWN)] if told else []
        elif one.prompt not in known and section != "reviews":
            hint = _hint(one.prompt, known)
            yield place, f"no prompt is called {quoted(one.prompt)}, so it is not shown: {hint}"


def _is_id(section: str, names: list[str], engagement: Engagement) -> bool:
    """Whether what looks like a place in a list is an id that was typed."""
    if section == "actions":
        return any(one.id == names[-1] for goal in engagement.goals for one in goal.actions)
    return section == "goals" and any(goal.id == names[0] for goal in engagement.goals)


def _hint(prompt: str, known: list[str]) -> str:
    """Return which prompt may be meant, or which begin as it does, or how they may begin."""
    part = prompt.partition("/")[0].casefold()
    same = [key for key in known if key.startswith(f"{part}/")]
    if same:
        return suggestion(prompt, same)
    beginnings = dict.fromkeys(f"{key.partition('/')[0]}/…" for key in known)
    return suggestion(prompt, known if words_near(prompt, known) else beginnings)


_BY_PLACE: Final = {
    "goals": re.compile(r"goal-\d+/.*"),
    "values": re.compile(r"\d+/.*"),
    "actions": re.compile(r".*/action-\d+"),
}
_NOT_SHOWN: Final = (
    "it is known by its place in a list, which may be that of another by now, so the portal does "
    "not show it: `coaching-site ids` with the name of the folder puts that right"
)


def _places(engagement: Engagement, programme: Programme) -> Iterator[tuple[str, Location]]:
    yield from _below("situation", ("situation",), programme.situation)
    for side in ("today", "wished"):
        yield from _below(f"party/{side}", ("party", side), programme.party)
    for number, value in enumerate(engagement.values or (None,)):
        for audience in programme.values.audiences:
            place = ("values", number, "shown_to", audience.id)
            key = f"values/{value_id(value, number + 1)}/{audience.id}"
            yield from _below(key, place, programme.values.prompts)
    yield from _below("starters", ("starters",), programme.starters)
    for number, goal in enumerate(engagement.goals):
        key = f"goals/{goal_id(goal, number + 1)}"
        yield from _of_goal(key, ("goals", number), programme)


def _of_goal(key: str, place: Location, programme: Programme) -> Iterator[tuple[str, Location]]:
    own = Goal.form_fields()
    for prompt in _prompts_of(programme.goal_form):
        is_own = prompt.id in own
        yield (
            f"{key}/{prompt.id}",
            (*place, prompt.id) if is_own else (*place, "answers", prompt.id),
        )
    yield from _below(f"{key}/moves", (*place, "moves"), programme.moves)
    prepared = _prompts_of(programme.preparation)
    yield from _below(f"{key}/preparation", (*place, "preparation"), prepared)


def _below(key: str, place: Location, prompts: Iterable[Prompt]) -> Iterator[tuple[str, Location]]:
    for prompt in prompts:
        yield f"{key}/{prompt.id}", (*place, prompt.id)


def _prompts_of(groups: Iterable[Group]) -> Iterator[Prompt]:
    for group in groups:
        yield from group.prompts
