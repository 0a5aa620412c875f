"""Ids for goals, values, actions and metrics that have none: so they are known anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import chain, count
from typing import Final, TypeVar
from unicodedata import normalize

from coaching_site.editing.changes import Put
from coaching_site.locations import Location
from coaching_site.model import Engagement, Programme
from coaching_site.model.engagement import Value
from coaching_site.model.goals import Action, Goal
from coaching_site.model.metrics import Metric
from coaching_site.model.placed_actions import PlacedAction, placed_actions
from coaching_site.model.prompt_key import PromptKey, is_by_place, name_by_place
from coaching_site.notation.plain import as_read

_MAX_ID_CHARACTERS: Final = 32


@dataclass(frozen=True)
class Ids:
    """The ids of an engagement: those that it has, and for the rest those that it may be given.

    An id comes from words, and is none that the file mentions anywhere, now or in its history.
    """

    engagement: Engagement
    programme: Programme

    @cached_property
    def named(self) -> Engagement:
        """The engagement with an id for each goal, value, action and metric."""
        known = self.engagement
        # An id must be new to the history too, or it would inherit another's earlier answers.
        taken = set(self._mentioned())
        goals = []
        for goal in known.goals:
            actions = tuple(_named(one, one.what, "action", taken) for one in goal.actions)
            metrics = tuple(_named(one, one.name, "metric", taken) for one in goal.metrics)
            name = goal.id or _new(goal.title, "goal", taken)
            named = {"id": name, "actions": actions, "metrics": metrics}
            goals.append(goal.model_copy(update=named))
        values = tuple(_named(one, one.name, "value", taken) for one in known.values)
        others = tuple(_named(one, one.what, "action", taken) for one in known.actions)
        named = {"goals": tuple(goals), "values": values, "actions": others}
        return known.model_copy(update=named)

    def named_key(self, placed: PlacedAction) -> PromptKey:
        """Return the key of an action by ids alone."""
        return next(one.key for one in placed_actions(self.named) if one.place == placed.place)

    def id_for(self, words: str, kind: str, others: Set[str] = frozenset()) -> str:
        """Return an id for something new that is called so, and is none of `others`.

        `kind` is such as `value`.
        """
        named = self.named
        ids = [*(record.id for record in named.goals), *(record.id for record in named.values)]
        ids += [one.id for goal in named.goals for one in _named_in(goal)]
        ids += [one.id for one in named.actions]
        return _new(words, kind, {*self._mentioned(), *filter(None, ids), *others})

    def given(self, location: Location) -> tuple[Put, ...]:
        """Return the changes that give ids to what is at a place, or around it."""
        return tuple(chain.from_iterable(self._given(location)))

    def all_given(self) -> tuple[Put, ...]:
        """Return the changes that give an id to whatever has none."""
        goals = enumerate(self.engagement.goals)
        locations: list[Location] = [("values", n) for n in range(len(self.engagement.values))]
        locations += [("goals", n) for n in range(len(self.engagement.goals))]
        locations += [("actions", n) for n in range(len(self.engagement.actions))]
        for n, goal in goals:
            for section in ("actions", "metrics"):
                count = len(getattr(goal, section))
                locations += [("goals", n, section, index) for index in range(count)]
        # Each action would give an id to its goal as well, which is put once.
        puts: list[Put] = []
        for location in locations:
            puts += [put for put in self.given(location) if put not in puts]
        return tuple(puts)

    def _given(self, location: Location) -> Iterator[tuple[Put, ...]]:
        match location:
            case ("values", int(number), *_):
                if not self.engagement.values[number].id:
                    yield (Put(("values", number, "id"), self.named.values[number].id),)
            case ("actions", int(number), *_):
                if not self.engagement.actions[number].id:
                    yield (Put(("actions", number, "id"), self.named.actions[number].id),)
            case ("goals", int(number), *rest):
                goal, named = self.engagement.goals[number], self.named.goals[number]
                if not goal.id:
                    yield (Put(("goals", number, "id"), named.id),)
                    # Reviews that name the goal by its place would lose it with its new id.
                    yield tuple(self._references(name_by_place("goals", number + 1), named.id))
                match rest:
                    case ("actions", int(index), *_) if not goal.actions[index].id:
                        at = ("goals", number, "actions", index, "id")
                        yield (Put(at, named.actions[index].id),)
                    case ("metrics", int(index), *_) if not goal.metrics[index].id:
                        at = ("goals", number, "metrics", index, "id")
                        yield (Put(at, named.metrics[index].id),)

    def _references(self, by_place: str, name: str | None) -> Iterator[Put]:
        """Yield the changes of what names a goal by its place."""
        for number, review in enumerate(self.engagement.reviews):
            for index, progress in enumerate(review.goals):
                if as_read(progress.goal) == by_place:
                    yield Put(("reviews", number, "goals", index, "goal"), name)
        for number, impact in enumerate(self.engagement.follow_up.impact):
            if as_read(impact.goal) == by_place:
                yield Put(("follow_up", "impact", number, "goal"), name)

    def _mentioned(self) -> Iterator[str]:
        known = self.engagement
        for goal in known.goals:
            yield from filter(None, (goal.id, *(part.id for part in _named_in(goal))))
        yield from filter(None, (value.id for value in known.values))
        yield from filter(None, (action.id for action in known.actions))
        yield from (progress.goal for review in known.reviews for progress in review.goals)
        yield from (impact.goal for impact in known.follow_up.impact)
        yield from chain.from_iterable(earlier.prompt.split("/") for earlier in known.history)
        form = chain.from_iterable(group.prompts for group in self.programme.goal_form)
        yield from (prompt.id for prompt in form)


def _named_in(goal: Goal) -> Iterator[Action | Metric]:
    """Yield what has an id within a goal."""
    yield from goal.actions
    yield from goal.metrics


_Named = TypeVar("_Named", Action, Metric, Value)


def _named(record: _Named, words: str, kind: str, taken: set[str]) -> _Named:
    """Return a record with an id, which is made of words if it has none."""
    return record if record.id else record.model_copy(update={"id": _new(words, kind, taken)})


def _new(words: str, kind: str, taken: set[str]) -> str:
    """Return an id for something that is called so, and note that it is taken."""
    name = next(name for name in _names(words, kind) if _is_free(name, taken))
    taken.add(name)
    return name


def _is_free(name: str, taken: Set[str]) -> bool:
    return name not in taken and not is_by_place(name)


def _names(words: str, kind: str) -> Iterator[str]:
    plain = normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    short = _shortened(re.findall("[a-z0-9]+", plain))
    if not short[:1].isalpha():
        # Of words in another script nothing is left: letters from their hash stay the same.
        letters = "".join(chr(ord("a") + byte % 26) for byte in sha256(words.encode()).digest())
        short = f"{kind}-{letters[:6]}"
    yield short
    yield from (f"{short}-{number}" for number in count(2))


def _shortened(words: Iterable[str]) -> str:
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word[:_MAX_ID_CHARACTERS]
        if len(longer) > _MAX_ID_CHARACTERS:
            break
        name = longer
    return name
