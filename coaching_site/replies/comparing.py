"""A reply beside the engagement as it is now: what is new, what conflicts, what is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import chain

from coaching_site.checks import answers_of, places_of_prompts
from coaching_site.checks.places import ANY
from coaching_site.editing import Append, Change, Put
from coaching_site.editing.changes import Location, Value
from coaching_site.model import Engagement, Programme
from coaching_site.model.goals import Goal, action_id, action_key, goal_id
from coaching_site.model.programme import Prompt
from coaching_site.problems import quoted
from coaching_site.replies.first_value import (
    NAME_KEY,
    answers_without_value,
    first_value,
    name_again,
    name_in,
)
from coaching_site.replies.proposal import Lines, Proposal, Rewriter, State, one_or_many, state_of
from coaching_site.replies.reply import ActionItem, Answer, CheckInItem, RatingItem, Refused, Reply
from coaching_site.replies.reviewing import review_proposals
from coaching_site.replies.wording import Wording
from coaching_site.view.drafts import base_of, base_of_action

_CHANGED = "it differs from what the portal showed"


def proposals_of(
    reply: Reply,
    engagement: Engagement,
    programme: Programme,
    today: date,
    value_name: str | None = None,
    words: Mapping[str, str] | None = None,
) -> list[Proposal]:
    """Return what a reply would change; raise `Refused` if it is no reply to this engagement.

    `value_name` is what the coach calls a first value that the reply gives no name. `words` are
    those of the client's language, for labels.
    """
    if reply.on > today + timedelta(days=1):
        raise Refused(f"the reply is of {reply.on}, which is still to come")
    wording = Wording(programme, words or {})
    comparing = _Comparing(reply, engagement, wording)
    items = [item for item in reply.items if item.key != NAME_KEY]
    name = name_in(reply)
    if name and engagement.values:
        first = [name_again(name, engagement)]
    elif name := name or value_name:
        answers = answers_without_value(reply, engagement)
        comparing.check_prompts(answers)
        items = [item for item in items if item not in answers]
        first = [first_value(answers, name, Rewriter(engagement, reply.on), wording)]
    else:
        first = []
    return [*first, *chain.from_iterable(map(comparing.proposals, items))]


class _Comparing:
    def __init__(self, reply: Reply, engagement: Engagement, wording: Wording) -> None:
        programme = wording.programme
        self._on = reply.on
        self._engagement = engagement
        self._programme = programme
        self._wording = wording
        self._places = places_of_prompts(engagement, programme)
        self._rewriter = Rewriter(engagement, reply.on)
        self._scales = {scale.id: scale.short for scale in programme.ratings}

    def proposals(self, item: object) -> Iterator[Proposal]:
        """Yield what one item would change."""
        if isinstance(item, Answer):
            yield self._answer(item)
        elif isinstance(item, ActionItem):
            yield self._action(item)
        elif isinstance(item, RatingItem):
            self._check_scales(item.value)
            yield self._rating(item)
        elif isinstance(item, CheckInItem):
            yield self._check_in(item)
        else:
            self._check_scales(item.value.scores)  # type: ignore[attr-defined]
            yield from review_proposals(item, self._engagement, self._wording, self._on)  # type: ignore[arg-type]

    def _check_scales(self, scores: dict[str, int]) -> None:
        for name in scores:
            if name not in self._scales:
                raise Refused(f"the reply rates {quoted(name)}, which the programme does not ask")

    def check_prompts(self, answers: Iterable[Answer]) -> None:
        """Raise `Refused` if an answer is to something that nobody asks."""
        for item in answers:
            self._check_prompt(item)

    def _answer(self, item: Answer) -> Proposal:
        self._check_prompt(item)
        key = self._key_now(item)
        if key is None:
            label = self._wording.label(item.key, "")
            return Proposal(label, (), item.value, State.LOST, reason="it is not there any more")
        place = self._places[key]
        if self._too_many(place, item.value):
            raise Refused(f"the reply has too many answers to {quoted(item.key)}")
        if place[0] == "values" and not self._engagement.values:
            reason = "add the value with its name to your file, and receive the reply again"
            return Proposal(self._label(key, place), (), item.value, State.LOST, reason=reason)
        old = self._answers_at(place)
        sound = item.base == base_of(self._identity(place), old)
        state = state_of(same=old == item.value, sound=sound)
        added = (*old, *(text for text in item.value if text not in old))
        changes = self._rewriter.answer(key, place, old, item.value)
        both = self._rewriter.answer(key, place, old, added) if old else ()
        if self._too_many(place, added):
            both = ()
        reason = _CHANGED if state is State.CONFLICT else ""
        label = self._label(key, place)
        return Proposal(label, old, item.value, state, changes, both, reason)

    def _check_prompt(self, item: Answer) -> None:
        """Raise `Refused` for a prompt that no goal, value or page of the programme has."""
        first, *rest = item.key.split("/")
        if first in ("goals", "values") and len(rest) > 1:
            known = {key.split("/", 2)[2] for key in self._every_key(first)}
            found = "/".join(rest[1:]) in known
        else:
            found = item.key in self._places
        if not found:
            raise Refused(f"the reply answers {quoted(item.key)}, which the programme does not ask")

    def _every_key(self, section: str) -> Iterator[str]:
        """Yield the keys that any goal or value has, by the example of a first one."""
        first = self._engagement.model_copy(update={"goals": (Goal(title="?"),), "values": ()})
        for key in places_of_prompts(first, self._programme):
            if key.startswith(f"{section}/"):
                yield key

    def _key_now(self, item: Answer) -> str | None:
        """Return where an answer belongs: goals and values may have moved in their lists."""
        here = self._places.get(item.key)
        if here and item.base == base_of(self._identity(here), self._answers_at(here)):
            return item.key
        first, _, rest = item.key.partition("/")
        if first in ("goals", "values"):
            asked = rest.partition("/")[2]
            moved = [
                key
                for key, place in self._places.items()
                if key.startswith(f"{first}/")
                and key.split("/", 2)[2] == asked
                and self._identity(place)
                and item.base == base_of(self._identity(place), self._answers_at(place))
            ]
            if len(moved) == 1:
                return moved[0]
        return item.key if here else None

    def _identity(self, place: Location) -> str:
        section, number = place[0], place[1]
        if section == "goals" and isinstance(number, int):
            return self._engagement.goals[number].title
        if section == "values" and isinstance(number, int) and self._engagement.values:
            return self._engagement.values[number].name
        return ""

    def _answers_at(self, place: Location) -> Lines:
        found: object = self._engagement
        for part in place:
            if isinstance(found, dict):
                found = found.get(part, ())
            elif isinstance(part, int):
                found = found[part] if isinstance(found, tuple) and part < len(found) else ()
            else:
                found = getattr(found, part, ())
        return found if isinstance(found, tuple) else ()

    def _too_many(self, place: Location, answers: Lines) -> bool:
        path = tuple(ANY if isinstance(part, int) else part for part in place[:-1])
        items = answers_of(self._programme).get(path, ())
        prompt = next((item for item in items if item.id == place[-1]), None)
        exact = isinstance(prompt, Prompt) and prompt.exactly and prompt.count
        return bool(exact and len(answers) > exact)

    def _label(self, key: str, place: Location) -> str:
        return self._wording.label(key, self._identity(place))

    def _action(self, item: ActionItem) -> Proposal:
        _, goal_name, name = ([*item.key.split("/"), "", ""])[:3]
        after = _doing(item.value.done, item.value.note)
        place = self._action_place(goal_name, name, item.base)
        if place is None:
            label, reason = f"action {name}", "it is not there any more"
            return Proposal(label, (), after, State.LOST, reason=reason)
        goal, index = self._engagement.goals[place[0]], place[1]
        action = goal.actions[index]
        label = f"{goal.title}: {action.what}"
        before = _doing(action.done, action.note)
        if reason := self._wrong_day(item.value.done, action.started):
            return Proposal(label, before, after, State.LOST, reason=reason)
        sound = item.base == base_of_action(action.what, action.done, action.note)
        state = state_of(same=before == after, sound=sound)
        at: Location = ("goals", place[0], "actions", index)
        pairs = [("done", action.done, item.value.done), ("note", action.note, item.value.note)]
        changes: tuple[Change, ...] = tuple(
            Put((*at, key), new) for key, old, new in pairs if old != new
        )
        if action.note and action.note != item.value.note:
            kept = action_key(goal_id(goal, place[0] + 1), action, index + 1)
            changes += (self._rewriter.earlier(kept, (action.note,)),)
        note = "\n\n".join(dict.fromkeys(filter(None, (action.note, item.value.note))))
        both = (*(c for c in changes if c.location != (*at, "note")), Put((*at, "note"), note))
        joined = bool(action.note and item.value.note and action.note != item.value.note)
        reason = _CHANGED if state is State.CONFLICT else ""
        return Proposal(label, before, after, state, changes, both if joined else (), reason)

    def _action_place(self, goal_name: str, name: str, base: str) -> tuple[int, int] | None:
        here: tuple[int, int] | None = None
        moved = []
        for number, goal in enumerate(self._engagement.goals):
            for index, action in enumerate(goal.actions):
                sound = base == base_of_action(action.what, action.done, action.note)
                names = (goal_id(goal, number + 1), action_id(action, index + 1))
                if names == (goal_name, name):
                    here = (number, index)
                    if sound:
                        return here
                if sound:
                    moved.append((number, index))
        return moved[0] if len(moved) == 1 else here

    def _wrong_day(self, done: date | None, started: date | None) -> str:
        if done and done > self._on:
            return f"{done} is later than the reply itself"
        if done and done < self._engagement.start:
            return f"{done} is before the start of the coaching"
        if done and started and done < started:
            return f"{done} is before it was started, {started}"
        return ""

    def _rating(self, item: RatingItem) -> Proposal:
        after = tuple(f"{self._scales[key]}: {score}" for key, score in item.value.items())
        label = f"{self._wording.word('reply_ratings')} ({self._on})"
        if reason := self._outside():
            return Proposal(label, (), after, State.LOST, reason=reason)
        rounds = self._engagement.ratings
        number = next((n for n, one in enumerate(rounds) if one.on == self._on), None)
        if number is None:
            record: dict[str, Value] = {"on": self._on, "scores": item.value}
            return Proposal(label, (), after, State.NEW, (Append(("ratings",), record),))
        now = rounds[number].scores
        before = tuple(f"{self._scales.get(key, key)}: {score}" for key, score in now.items())
        same = item.value.items() <= now.items()
        at: Location = ("ratings", number, "scores")
        changes = tuple(Put((*at, k), v) for k, v in item.value.items() if now.get(k) != v)
        both = tuple(Put((*at, k), v) for k, v in item.value.items() if k not in now)
        reason = "there is a round of ratings on this day"
        return Proposal(
            label, before, after, state_of(same=same, sound=False), changes, both, reason
        )

    def _check_in(self, item: CheckInItem) -> Proposal:
        parts = {key: getattr(item.value, key) for key in ("tried", "learned", "need")}
        said = {key: one_or_many(texts) for key, texts in parts.items() if texts}
        if not said:
            raise Refused("the reply has a check-in that says nothing")
        after = tuple(
            f"{self._wording.word(f'check_in_{key}')}: {text}"
            for key, texts in parts.items()
            for text in texts
        )
        label = f"{self._wording.word('reply_check_in')} ({self._on})"
        if reason := self._outside():
            return Proposal(label, (), after, State.LOST, reason=reason)
        same = any(
            one.on == self._on and all(getattr(one, key) == parts[key] for key in parts)
            for one in self._engagement.check_ins
        )
        change = Append(("check_ins",), {"on": self._on, **said})
        return Proposal(label, (), after, State.SAME if same else State.NEW, (change,))

    def _outside(self) -> str:
        start, end = self._engagement.start, self._engagement.end
        if self._on < start:
            return f"it is before the start of the coaching, {start}"
        return f"it is after the end of the coaching, {end}" if end and self._on > end else ""


def _doing(done: date | None, note: str | None) -> Lines:
    return (f"done {done}" if done else "not done", *([note] if note else []))
