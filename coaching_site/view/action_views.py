"""Actions of an engagement as a portal shows them, those of goals and those of none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from coaching_site.model import Engagement
from coaching_site.model.engagement import Rewording
from coaching_site.model.goals import Action, action_id, is_of_action
from coaching_site.model.placed_actions import PlacedAction, placed_actions
from coaching_site.view.actions import ActionState, ActionView, state_of
from coaching_site.view.people import Owners
from coaching_site.view.prompts import AskedPrompt, earlier_of
from coaching_site.view.repeats import repeat_of
from coaching_site.view.revisions import revision_of_action


@dataclass(frozen=True)
class ActionViews:
    """What the views of all actions follow from: `owners` decides whose they are.

    `history` holds what was answered before, in the order of days; it knows actions by the ids
    that they were given, and never by their places. `asked` are the questions of each section.
    """

    owners: Owners
    as_of: date
    history: Sequence[Rewording] = ()
    asked: Mapping[str, tuple[AskedPrompt, ...]] = field(default_factory=dict)

    def of_no_goal(self, engagement: Engagement) -> tuple[ActionView, ...]:
        """Return the actions of an engagement that belong to no goal."""
        return tuple(self.view_of(one) for one in placed_actions(engagement) if not one.goal)

    def view_of(self, placed: PlacedAction, action: Action | None = None) -> ActionView:
        """Return an action as the portal shows it; `action` is how it stands with its goal."""
        action = action or placed.action
        repeat = repeat_of(action, placed.deadline, self.as_of)
        state = state_of(action, self.as_of, repeat)
        # A portal of an earlier day must not name the day on which an action was done later.
        last = repeat.days[-1] if repeat and repeat.days else None
        done = (action.done or last) if state is ActionState.DONE else None
        days = {ActionState.ON_HOLD: action.on_hold, ActionState.DROPPED: action.dropped}
        changed = days.get(state)
        page = f"goals/{placed.goal_name}" if placed.goal else ""
        changes = [one for one in self.history if is_of_action(one.key, action)]
        since, earlier = earlier_of(changes)
        return ActionView(
            key=f"{page or 'actions'}/{action_id(action, placed.number)}",
            draft_key=placed.key,
            what=action.what,
            owner=action.owner or self.owners.executive,
            own=self.owners.is_executive(action.owner),
            note=action.note,
            goal_title=placed.goal.title if placed.goal else "",
            goal_page=page,
            started=action.started,
            target=action.target,
            done=done,
            state=state,
            revision=revision_of_action(action.what, done, action.note),
            since=since,
            earlier=earlier,
            changed=changed,
            reason=action.reason if changed else None,
            repeat=repeat,
            prompts=self.asked.get(action.prompts or "", ()),
        )
