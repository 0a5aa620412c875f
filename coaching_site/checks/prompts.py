"""Where in a file the answer to each prompt is, by the key of the prompt in a portal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from coaching_site.checks.agreement import keys_of_items
from coaching_site.checks.locations import ANY, Findings
from coaching_site.locations import Location
from coaching_site.model import Engagement, Programme
from coaching_site.model.activities import session_names
from coaching_site.model.engagement import value_id
from coaching_site.model.goals import Goal, goal_id
from coaching_site.model.placed_actions import placed_actions
from coaching_site.model.programme import Group, Prompt
from coaching_site.model.prompt_key import PromptKey
from coaching_site.problems import quoted, suggestion
from coaching_site.spelling import words_near


def locations_of_prompts(engagement: Engagement, programme: Programme) -> dict[PromptKey, Location]:
    """Return, for the key of each prompt that a portal asks, where its answer is typed.

    Without any value yet the portal asks for the first, so that has locations too.
    """
    return dict(_locations(engagement, programme))


def ids_at(programme: Programme, location: Iterable[str | int]) -> tuple[str, ...]:
    """Return what the programme allows at a location of an engagement.

    They are ids that may be keys there, or the numbers of the steps.
    """
    if tuple(location) == ("step",):
        return tuple(str(number) for number, _ in enumerate(programme.steps, 1))
    if tuple(location)[:2] in (("agreement", "leave_out"), ("agreement", "replace")):
        return tuple(keys_of_items(programme))
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
        ("files",): programme.steps,
        ("situation",): programme.situation,
        ("party", "today"): programme.party,
        ("party", "wished"): programme.party,
        ("starters",): programme.starters,
        ("values", ANY, "shown_to"): values.audiences,
        ("values", ANY, "shown_to", ANY): values.prompts,
        ("ratings", ANY, "scores"): programme.ratings,
        ("reviews", ANY, "scores"): programme.ratings,
        ("sessions", ANY, "preparation"): programme.session_preparation.prompts,
        ("goals", ANY, "moves"): programme.moves,
        ("goals", ANY, "preparation"): tuple(_prompts_of(programme.preparation)),
        # Answers to all other prompts of the form are fields of the goal itself.
        ("goals", ANY, "answers"): tuple(p for p in form if p.id not in own),
    }


def advise_on_history(engagement: Engagement, programme: Programme) -> Findings:
    """Yield each earlier answer that no portal shows, if the coach can do something about it.

    What was answered once stays when its goal, value, action or prompt is taken out: nothing is
    wrong then. Of answers known by a number in a list only the first is reported.
    """
    known = [*locations_of_prompts(engagement, programme)]
    is_reported = False  # once is enough: one command gives ids to all of them
    for index, rewording in enumerate(engagement.history):
        key, location = rewording.key, ("history", index, "prompt")
        if key and key.is_by_place:
            if not is_reported and not _is_id(key, engagement):
                is_reported = True
                yield location, _NOT_SHOWN
        elif not (key and key.section in _NEVER_MISSED) and key not in known:
            hint = _hint(rewording.prompt, known)
            message = f"no prompt is called {quoted(rewording.prompt)}, so it is not shown: {hint}"
            yield location, message


# What may be taken out while its history stays: that is no mistake.
_NEVER_MISSED: Final = ("goals", "values", "actions", "reviews", "sessions")


def _is_id(key: PromptKey, engagement: Engagement) -> bool:
    """Return whether what looks like the number of an item is the id that it was given."""
    if key.section == "actions":
        return any(one.action.id == key.name for one in placed_actions(engagement))
    return key.section == "goals" and any(goal.id == key.owner for goal in engagement.goals)


def _hint(prompt: str, known: list[PromptKey]) -> str:
    """Return the prompts that may be meant, or those of the section, or all sections."""
    part = prompt.partition("/")[0].casefold()
    if same := [key for key in known if key.section == part]:
        return suggestion(prompt, same)
    beginnings = dict.fromkeys(f"{key.section}/…" for key in known)
    return suggestion(prompt, known if words_near(prompt, known) else beginnings)


_NOT_SHOWN: Final = (
    "it is known by its place in a list, where another may be by now, so the portal does not show "
    "it: `coaching-site ids` with the name of the folder corrects that"
)


_Locations = Iterator[tuple[PromptKey, Location]]


def _locations(engagement: Engagement, programme: Programme) -> _Locations:
    yield from _below(PromptKey("situation"), ("situation",), programme.situation)
    for side in ("today", "wished"):
        yield from _below(PromptKey.of("party", side), ("party", side), programme.party)
    for number, value in enumerate(engagement.values or (None,)):
        for audience in programme.values.audiences:
            location = ("values", number, "shown_to", audience.id)
            key = PromptKey.of("values", value_id(value, number + 1), audience.id)
            yield from _below(key, location, programme.values.prompts)
    yield from _below(PromptKey("starters"), ("starters",), programme.starters)
    for number, name in enumerate(session_names(engagement.sessions)):
        key = PromptKey.of("sessions", name)
        prepared = programme.session_preparation.prompts
        yield from _below(key, ("sessions", number, "preparation"), prepared)
    for number, goal in enumerate(engagement.goals):
        key = PromptKey.of("goals", goal_id(goal, number + 1))
        yield from _of_goal(key, ("goals", number), programme)


def _of_goal(key: PromptKey, location: Location, programme: Programme) -> _Locations:
    own = Goal.form_fields()
    for prompt in _prompts_of(programme.goal_form):
        around = location if prompt.id in own else (*location, "answers")
        yield key.below(prompt.id), (*around, prompt.id)
    yield from _below(key.below("moves"), (*location, "moves"), programme.moves)
    prepared = _prompts_of(programme.preparation)
    yield from _below(key.below("preparation"), (*location, "preparation"), prepared)


def _below(key: PromptKey, location: Location, prompts: Iterable[Prompt]) -> _Locations:
    for prompt in prompts:
        yield key.below(prompt.id), (*location, prompt.id)


def _prompts_of(groups: Iterable[Group]) -> Iterator[Prompt]:
    for group in groups:
        yield from group.prompts
