"""What became of sessions, actions and goals: days in their order, and nothing said twice over."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from coaching_site.checks.locations import ACTIONS, ANY, Findings, repeated, values_at
from coaching_site.locations import Location
from coaching_site.model import Engagement
from coaching_site.model.activities import Session
from coaching_site.model.goals import Action, Goal
from coaching_site.model.placed_actions import PlacedAction, placed_actions
from coaching_site.problems import quoted

STATE_DAYS: Final[tuple[Location, ...]] = (
    *((*path, ANY, key) for path in ACTIONS for key in ("until", "on_hold", "dropped")),
    *((*path, ANY, "done_on", ANY) for path in ACTIONS),
    *(("goals", ANY, key) for key in ("reached", "on_hold", "given_up")),
    *(("sessions", ANY, key) for key in ("moved_from", "told", "cancelled")),
)
"""Where days stand that say what became of something."""

_DAYS_OF_DEEDS: Final[tuple[Location, ...]] = (
    *((*path, ANY, "done") for path in ACTIONS),
    *(("agreement", "signed", party) for party in ("executive", "coach", "sponsor")),
)
_TOLD_EARLY: Final = ("told", "cancelled", "moved_from")


def check_states(engagement: Engagement) -> Findings:
    """Yield each day that contradicts another, or has nothing to be about."""
    for path in STATE_DAYS:
        for location, day in values_at(engagement, path):
            # A first session may be moved or cancelled before the coaching begins.
            if day and day < engagement.start and location[-1] not in _TOLD_EARLY:
                message = f"{day} is before the start of the coaching, {engagement.start}"
                yield location, message
    for location, session in values_at(engagement, ("sessions", ANY)):
        yield from _check_session(location, session)
    for location, goal in values_at(engagement, ("goals", ANY)):
        yield from _check_goal(location, goal)
    for placed in placed_actions(engagement):
        yield from _check_ends(placed.place, placed.action)
        yield from _check_repeated(placed.place, placed.action, placed.deadline)


def advise_on_states(engagement: Engagement, as_of: date) -> Findings:
    """Yield what is said to have happened on a day to come, and what is left without a word."""
    for path in (*STATE_DAYS, *_DAYS_OF_DEEDS):
        for location, day in values_at(engagement, path):
            if day and day > as_of and location[-1] not in ("until", "moved_from"):
                # Of a move the portal tells all the same, since its days have changed.
                hidden = "" if location[-1] == "told" else ", so the portal does not show it yet"
                yield location, f"{day} is still to come{hidden}"
    for location, session in values_at(engagement, ("sessions", ANY)):
        if session.held is not None and session.on > as_of:
            hint = "" if session.held else ": is it `cancelled`?"
            yield (*location, "held"), f"the session of {session.on} is still to come{hint}"
        if session.agreed and session.on > as_of:
            message = f"the session of {session.on} is still to come: is it meant for the `agenda`?"
            yield (*location, "agreed"), message
        says = (session.held is not None, session.cancelled, session.agreed, session.notes)
        if session.on < as_of and not (any(says) or session.follow_up):
            yield (*location, "on"), _UNCONFIRMED
    for location, goal in values_at(engagement, ("goals", ANY)):
        yield from _odd_goal(location, goal, as_of)
    for placed in placed_actions(engagement):
        yield from _odd_times(placed)


_UNCONFIRMED: Final = (
    "it is past, and nothing says that it was held: write `held: true`, what was agreed, or the "
    "day on which it was `cancelled`"
)


def _check_session(location: Location, session: Session) -> Findings:
    if session.cancelled and session.held is not None:
        found = "held" if session.held else "not held"
        yield (*location, "held"), f"it was cancelled and {found}: take one of the two out"
    if session.agreed and (session.cancelled or session.held is False):
        found = "cancelled" if session.cancelled else "not held"
        message = f"it was {found}, and something was agreed in it: take one of the two out"
        yield (*location, "agreed"), message
    if session.cancelled and session.cancelled > session.on:
        yield (
            (*location, "cancelled"),
            f"{session.cancelled} is after the session itself, {session.on}: for one that did not "
            "take place, write `held: false`",
        )
    if session.moved_from == session.on:
        yield (
            (*location, "moved_from"),
            "it is the day of the session itself: write the day for which it was planned first",
        )
    if session.told and session.told > session.on:
        yield (*location, "told"), f"{session.told} is after the session itself, {session.on}"
    is_changed = session.cancelled or session.moved_from or session.held is False
    yield from _alone(location, session, ("by", "reason"), "cancelled` or `moved_from", is_changed)
    yield from _alone(location, session, ("told",), "moved_from", session.moved_from)


def _check_goal(location: Location, goal: Goal) -> Findings:
    if goal.reached and goal.given_up:
        message = f"it was reached on {goal.reached}: take one of the two out"
        yield (*location, "given_up"), message
    end, name = (goal.reached, "reached") if goal.reached else (goal.given_up, "given up")
    if goal.on_hold and end and goal.on_hold >= end:
        yield (*location, "on_hold"), f"{goal.on_hold} is after it was {name}, {end}"
    is_told = goal.reached or goal.on_hold or goal.given_up
    yield from _alone(location, goal, ("reason",), "on_hold` or `given_up", is_told)


def _odd_goal(location: Location, goal: Goal, as_of: date) -> Findings:
    left = [a for a in goal.actions if not (a.done or a.dropped or a.on_hold or a.every)]
    if left and goal.reached and goal.reached <= as_of:
        message = f"{quoted(left[0].what)} is still promised: is it `done`, or `dropped`?"
        yield (*location, "reached"), message


def _odd_times(placed: PlacedAction) -> Findings:
    action = placed.action
    last = action.until or action.target or placed.deadline
    for index, day in enumerate(action.done_on):
        if action.every and not action.until and last and day > last:
            there = (*placed.place, "done_on", index)
            yield there, f"{day} is after its last day, {last}: {_LONGER}"


_LONGER: Final = "not counted, unless `until` is later"


def _check_ends(location: Location, action: Action) -> Findings:
    """Yield what contradicts itself in an action that is done, dropped or on hold."""
    if action.done and action.dropped:
        message = f"it was done on {action.done}: take one of the two out"
        yield (*location, "dropped"), message
    elif action.dropped and action.started and action.dropped < action.started:
        message = f"{action.dropped} is before it was started, {action.started}"
        yield (*location, "dropped"), message
    end, name = (action.done, "done") if action.done else (action.dropped, "dropped")
    if action.on_hold and end and action.on_hold >= end:
        yield (*location, "on_hold"), f"{action.on_hold} is after it was {name}, {end}"
    is_told = action.on_hold or action.dropped
    yield from _alone(location, action, ("reason",), "on_hold` or `dropped", is_told)


def _check_repeated(location: Location, action: Action, deadline: date | None) -> Findings:
    yield from _alone(location, action, ("until", "done_on"), "every", action.every)
    if not action.every:
        return
    if not action.started:
        message = "expected `started` beside it, the day from which it is repeated"
        yield (*location, "every"), message
    last = action.until or action.target or deadline
    if last and action.started and last < action.started:
        key = "until" if action.until else "target" if action.target else "started"
        message = f"{last} is before it was started, {action.started}"
        if key == "started":
            message = f"{action.started} is after the deadline of the goal, {deadline}: add `until`"
        yield (*location, key), message
    if action.until and action.target and action.until != action.target:
        message = f"its last day is given twice, and the other is {action.until}: take one out"
        yield (*location, "target"), message
    yield from _check_times(location, action)


def _check_times(location: Location, action: Action) -> Findings:
    days = [((*location, "done_on", n), day) for n, day in enumerate(action.done_on)]
    yield from repeated(days, "{} stands above already")
    last, name = next(
        ((day, name) for day, name in ((action.done, "done"), (action.dropped, "dropped")) if day),
        (action.until, "over"),
    )
    for there, day in days:
        if action.started and day < action.started:
            yield there, f"{day} is before it was started, {action.started}"
        elif last and day > last:
            yield there, f"{day} is after it was {name}, {last}"


def _alone(
    location: Location, record: Any, keys: tuple[str, ...], needed: str, has_it: object
) -> Findings:
    """Yield each key that says nothing without another one, which is not there."""
    for key in keys:
        if getattr(record, key) and not has_it:
            yield (*location, key), f"expected `{needed}` beside it, which it is about"
