"""The actions of a client, each with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass

from coaching_site.locations import Location
from coaching_site.model.goals import Action
from coaching_site.model.placed_actions import placed_actions
from coaching_site.practice.clients import Client
from coaching_site.view.actions import ActionState, ActionView


@dataclass(frozen=True)
class ActionInFile:
    """An action as it is in the file, with its place there and its state."""

    location: Location
    action: Action
    view: ActionView

    @property
    def is_open(self) -> bool:
        """Whether it can still be done."""
        return self.view.is_open or self.view.state is ActionState.ON_HOLD

    @property
    def goal_title(self) -> str:
        """The title of the goal that it serves, "" for none."""
        return self.view.goal_title


def actions_in_file(client: Client) -> tuple[ActionInFile, ...]:
    """Return all actions of a client, in the order of the file."""
    return tuple(
        ActionInFile(placed.place, placed.action, view)
        for placed, view in zip(
            placed_actions(client.engagement), client.portal.actions, strict=True
        )
    )
