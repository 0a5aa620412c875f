"""What scripts must know of actions, to lay the drafts of a device over what the pages show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from coaching_site.view.actions import ActionView
from coaching_site.view.repeats import RepeatView

ActionFacts = Mapping[str, str | bool]
"""An action by the names that `facts.js` reads, without any of its words."""


def facts_of(actions: Iterable[ActionView]) -> tuple[ActionFacts, ...]:
    """Return what is known of actions: `key` and `base` of a draft, `own`, `state`, and its days.

    A day that is not there is left out, and so is `own` of what others do. What is repeated and
    open has the first days of its periods in `starts`, its `last` day, and the `days` on which it
    was done, each with a space between.
    """
    return tuple(_facts(action) for action in actions)


def _facts(action: ActionView) -> ActionFacts:
    days = {"started": action.started, "target": action.target, "done": action.done}
    return {
        "key": str(action.draft_key),
        "base": action.revision,
        "state": str(action.state),
        **({"own": True} if action.own else {}),
        **{name: day.isoformat() for name, day in days.items() if day},
        **(_repeat_facts(action.repeat) if action.repeat and action.is_open else {}),
    }


def _repeat_facts(repeat: RepeatView) -> ActionFacts:
    last = {"last": repeat.last.isoformat()} if repeat.last else {}
    return {"starts": _joined(repeat.starts), "days": _joined(repeat.days), **last}


def _joined(days: Iterable[date]) -> str:
    return " ".join(day.isoformat() for day in days)
