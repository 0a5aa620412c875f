"""One thing that a reply would change: what stands there now, what would, and how to decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coaching_site.editing import Append, Change, Put
from coaching_site.editing.changes import Location
from coaching_site.model import Engagement

Lines = tuple[str, ...]


class State(StrEnum):
    """Whether something can be taken: as it is, after a decision, not any more, or is there."""

    NEW = "new"
    CONFLICT = "conflict"
    LOST = "cannot be taken"
    SAME = "already so"


@dataclass(frozen=True)
class Proposal:
    """What one item of a reply would change; `reason` says why it is not simply taken.

    `both` are the changes that keep the one and add the other, where that makes sense.
    """

    label: str
    before: Lines
    after: Lines
    state: State
    changes: tuple[Change, ...] = ()
    both: tuple[Change, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Rewriter:
    """Makes the changes by which an answer is replaced and its earlier wording kept."""

    engagement: Engagement
    on: date

    def answer(self, key: str, place: Location, old: Lines, new: Lines) -> tuple[Change, ...]:
        """Return the changes that put an answer in place of another."""
        return Put(place, one_or_many(new)), self.earlier(key, old)

    def earlier(self, key: str, old: Lines) -> Append:
        """Return the change that notes what something was until now."""
        earlier = (one.on for one in self.engagement.history if one.prompt == key)
        record: dict[str, date | str | Lines] = {"on": max((self.on, *earlier)), "prompt": key}
        if old:
            record["was"] = one_or_many(old)
        return Append(("history",), record)


def one_or_many(texts: Iterable[str]) -> str | Lines:
    """Return one text alone, and several as they are: so they are typed."""
    texts = tuple(texts)
    return texts[0] if len(texts) == 1 else texts


def state_of(*, same: bool, sound: bool) -> State:
    """Return how something stands that is there already, or was changed since it was seen."""
    return State.SAME if same else State.NEW if sound else State.CONFLICT
