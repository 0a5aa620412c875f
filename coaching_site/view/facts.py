"""What scripts must know of actions, to lay the drafts of a device over what the pages show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coaching_site.view.actions import ActionView

ActionFacts = Mapping[str, str | bool]
"""An action by the names that `facts.js` reads, without any of its words."""


def facts_of(actions: Iterable[ActionView]) -> tuple[ActionFacts, ...]:
    """Return what is known of actions: `key` and `base` of a draft, `own`, `state`, and its days.

    A day that is not there is left out, and so is `own` of what others do.
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
    }
