"""Which goal, value or action an item of a reply is about, wherever it stands now.

A reader's own words decide: the title, the name, the action as the portal showed it. What was
reworded since is known by its id. Nothing is known by its place in a list, since another may
stand there by now; replies of older portals, which carry no words, are known by their base.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

from coaching_site.checks import locations_of_prompts
from coaching_site.drafts import ActionDraft, AnswerDraft, ReadingDraft
from coaching_site.locations import Location
from coaching_site.model import Engagement, Programme
from coaching_site.model.activities import first_day, session_names
from coaching_site.model.engagement import value_id
from coaching_site.model.goals import Action, goal_id
from coaching_site.model.placed_actions import PlacedAction, placed_actions
from coaching_site.model.prompt_key import FIRST_VALUE_NAME, PromptKey, is_by_place
from coaching_site.replies.ids import Ids
from coaching_site.replies.proposal import Lines
from coaching_site.view.revisions import revision_of, revision_of_action


@dataclass(frozen=True)
class Finder:
    """Finds what items are about in an engagement as it is now."""

    engagement: Engagement
    programme: Programme
    ids: Ids

    def location_of(self, item: AnswerDraft) -> Location | None:
        """Return where an answer belongs; None if that is not there any more."""
        key = item.key
        if key.section == "sessions":
            number = self._session_of(key)
            return None if number is None else ("sessions", number, "preparation", key.name)
        if key.section not in ("goals", "values"):
            return self._locations.get(key)
        goals = key.section == "goals"
        number = self._goal_of(item) if goals else self._value_of(item)
        return None if number is None else self._location_at(key, number)

    def key_at(self, location: Location, item: AnswerDraft) -> PromptKey:
        """Return the key of an answer at a place, by ids alone."""
        match location:
            case ("goals", int(number), *_):
                return item.key.owned_by(str(self.ids.named.goals[number].id))
            case ("values", int(number), *_) if self.engagement.values:
                return item.key.owned_by(str(self.ids.named.values[number].id))
            case ("sessions", int(number), *_):
                return item.key.owned_by(self._session_names[number])
        return item.key

    def name_at(self, location: Location) -> str:
        """Return the title of the goal or the name of the value at a place."""
        match location:
            case ("goals", int(number), *_):
                return self.engagement.goals[number].title
            case ("values", int(number), *_) if self.engagement.values:
                return self.engagement.values[number].name
        return ""

    @cached_property
    def _locations(self) -> Mapping[PromptKey, Location]:
        return locations_of_prompts(self.engagement, self.programme)

    def _location_at(self, key: PromptKey, number: int) -> Location | None:
        """Return where a prompt is answered if it is asked of the goal or value with an index."""
        names = self._goal_names if key.section == "goals" else self._value_names
        return self._locations.get(key.owned_by(names[number]))

    def goal_called(self, name: str, title: str) -> int | None:
        """Return the index of the goal with a title, or if there is none with an id."""
        goals = self.engagement.goals
        titles = [n for n, goal in enumerate(goals) if title and _same(goal.title, title)]
        # The title that the reader saw decides: an id such as goal-2 may be another's by now.
        if titles or is_by_place(name):
            return next(iter(titles), None)
        return _only(n for n, goal in enumerate(goals) if goal.id == name)

    def action_of(self, item: ActionDraft) -> PlacedAction | None:
        """Return the action that an item is about, in a goal or in none."""
        name, what = item.key.name, item.about.what
        sound = [one for one in self._actions if item.base == _base_of_action(one.action)]
        # Older portals sent no words; the base is made of them, and tells actions apart.
        if not what:
            return self._by_id(name) or _only(sound)
        around = self._list_of(item)
        inside = [
            one
            for one in self._actions
            if one.place[:-1] == around and _same(one.action.what, what)
        ]
        # The same words under another goal may be another promise, unless the id is the same.
        return _one_of(inside, sound, name) if inside else self._by_id(name)

    def _list_of(self, item: ActionDraft) -> Location | None:
        """Return the list in which the reader saw an action; None if its goal is gone."""
        if not item.key.owner:
            return ("actions",)
        goal = self.goal_called(item.key.owner, item.about.of)
        return None if goal is None else ("goals", goal, "actions")

    @cached_property
    def _actions(self) -> tuple[PlacedAction, ...]:
        return placed_actions(self.engagement)

    def metric_of(self, item: ReadingDraft) -> tuple[int, int] | None:
        """Return the index of the goal and of the metric that an item is a reading of."""
        goal = self.goal_called(item.key.owner, item.about.of)
        if goal is None:
            return None
        metrics, name = list(enumerate(self.engagement.goals[goal].metrics)), item.key.name
        called = [n for n, one in metrics if _same(one.name, item.about.what)]
        # A name that a portal gave by its place may be another's by now.
        by_id = [n for n, one in metrics if one.id == name and not is_by_place(name)]
        index = _only(called) if called else _only(by_id)
        return None if index is None else (goal, index)

    def is_unsure(self, item: AnswerDraft | ActionDraft, location: Location) -> bool:
        """Whether the words of an item stand at a place, but its id somewhere else."""
        key, goals = item.key, list(enumerate(self.engagement.goals))
        if key.section == "actions":
            by_id = self._by_id(key.name)
            return by_id is not None and by_id.place != location
        if key.section == "sessions":
            return location[1] not in self._sessions_called(key.owner)
        things = goals if key.section == "goals" else enumerate(self.engagement.values)
        return key.section in ("goals", "values") and any(
            thing.id == key.owner and n != location[1] and not is_by_place(key.owner)
            for n, thing in things
        )

    def _by_id(self, name: str) -> PlacedAction | None:
        """Return the action with an id; a name that a portal gave by place is no id."""
        named = [one for one in self._actions if one.action.id == name]
        return None if is_by_place(name) else _only(named)

    def _session_of(self, key: PromptKey) -> int | None:
        """Return the index of the session that a key names, or of the one it was moved to.

        A coach may change the day alone: then the next session from the old day on is meant.
        """
        if named := self._sessions_called(key.owner):
            return named[0]
        day, sessions = _DAY.fullmatch(key.owner), [*enumerate(self.engagement.sessions)]
        # Of several of that day, it is not known which.
        named = [n for n, session in sessions if day and first_day(session) == day[1]]
        later = [(s.on, n) for n, s in sessions if day and s.on.isoformat() > day[1]
                 and not s.cancelled]  # fmt: skip
        return named[0] if named else min(later)[1] if later else None

    def _sessions_called(self, name: str) -> list[int]:
        """Return the session with a name, or else the only one that had it before it had an id."""
        if name in self._session_names:
            return [self._session_names.index(name)]
        sessions = enumerate(self.engagement.sessions)
        known = _only(n for n, session in sessions if first_day(session) == name)
        return [] if known is None else [known]

    @cached_property
    def _session_names(self) -> tuple[str, ...]:
        return session_names(self.engagement.sessions)

    def _goal_of(self, item: AnswerDraft) -> int | None:
        own = item.key.owner
        if item.about.of:
            return self.goal_called(own, item.about.of)
        goals = self.engagement.goals
        # An id that looks like a place may be one that the coach typed, but nobody can tell.
        by_id = _only(n for n, goal in enumerate(goals) if goal.id == own)
        if by_id is not None and not is_by_place(own):
            return by_id
        return self._by_base(item, [goal.title for goal in goals])

    def _value_of(self, item: AnswerDraft) -> int | None:
        values, name, own = self.engagement.values, item.about.of, item.key.owner
        if not values:
            return 0 if own == FIRST_VALUE_NAME.owner else None
        if not name and item.base == revision_of("", ()):
            return 0 if len(values) == 1 else None  # asked before any value had a name
        by_id = _only(n for n, value in enumerate(values) if value.id == own)
        if not name:
            of_base = self._by_base(item, [value.name for value in values])
            return of_base if by_id is None else by_id
        # Two values may bear one name: then what was seen below it decides, or else the id.
        called = [n for n, value in enumerate(values) if _same(value.name, name)]
        if len(called) > 1:
            sound = [n for n in called if item.base == self._base_at(item.key, n, name)]
            here = [n for n in sound or called if value_id(values[n], n + 1) == own]
            return _only(sound) if len(sound) == 1 else _only(here)
        return called[0] if called else by_id

    def _by_base(self, item: AnswerDraft, names: Sequence[str]) -> int | None:
        """Return the index of the goal or value, of these names, with the base of an item."""
        bases = ((n, self._base_at(item.key, n, name)) for n, name in enumerate(names))
        return _only(n for n, base in bases if base == item.base)

    def _base_at(self, key: PromptKey, number: int, called: str) -> str:
        location = self._location_at(key, number)
        return revision_of(called, self.answers_at(location)) if location else ""

    @property
    def _goal_names(self) -> list[str]:
        return [goal_id(goal, n) for n, goal in enumerate(self.engagement.goals, 1)]

    @property
    def _value_names(self) -> list[str]:
        return [value_id(value, n) for n, value in enumerate(self.engagement.values, 1)] or ["1"]

    def answers_at(self, location: Location) -> Lines:
        """Return what is answered at a place."""
        node: object = self.engagement
        for part in location:
            if isinstance(node, dict):
                node = node.get(part, ())
            elif isinstance(part, int):
                node = node[part] if isinstance(node, tuple) and part < len(node) else ()
            else:
                node = getattr(node, part, ())
        return node if isinstance(node, tuple) else ()


def _one_of(
    alike: list[PlacedAction], sound: Sequence[PlacedAction], name: str
) -> PlacedAction | None:
    """Return which of several actions with the same words is meant, if that can be told."""
    if len(alike) < 2:
        return _only(alike)
    fitting = [one for one in alike if one in sound] or alike
    # Only what no other sign tells apart is known by its number in the list.
    named = [one for one in fitting if one.key.name == name]
    return _only(fitting) or _only(named)


def _base_of_action(action: Action) -> str:
    return revision_of_action(action.what, action.done, action.note)


_DAY: Final = re.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-[0-9]+)?")


def _same(first: str, second: str) -> bool:
    """Whether two titles are the same, however they are spaced and capitalised."""
    return first.casefold().split() == second.casefold().split()


_T = TypeVar("_T")


def _only(candidates: Iterable[_T]) -> _T | None:
    several = list(candidates)
    return several[0] if len(several) == 1 else None
