"""Dates for the reader's own calendar: sessions, reviews and actions as iCalendar files.

Assistants and colleagues read calendars. So titles are neutral unless the engagement asks for full
ones, and nothing else that was typed goes in; what an alarm says is always neutral. Deadlines are
events: Outlook ignores tasks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final, Protocol

from coaching_site.documents.calendar_entries import (
    ON_THE_EVE,
    CalendarClock,
    CalendarContent,
    CalendarEntry,
)
from coaching_site.documents.former_files import FormerFiles
from coaching_site.model.activities import USUAL_MINUTES
from coaching_site.model.time_zones import transition_rules, zone_named
from coaching_site.view import PortalView
from coaching_site.view.actions import ActionState, ActionView
from coaching_site.view.sessions import SessionState, SessionView

_BEFORE_A_MEETING: Final = (timedelta(days=-1), timedelta(minutes=-15))
_SHORTEST_MONTH: Final = 28  # days, every year


class GetWord(Protocol):
    """Gives one of the coach's words with its gaps filled."""

    def __call__(self, key: str, **values: object) -> str:
        """Return the word of this key."""


def calendars_of(
    portal: PortalView, slug: str, word: GetWord, former: FormerFiles | None = None
) -> dict[str, bytes]:
    """Return the calendar files of a portal by their path in it.

    `calendar/all.ics` holds all dates, if there are any, and `calendar/session-….ics` one session
    that is not past. What was cancelled or dropped stays in them as such, so that a calendar that
    has it takes it out. Those of the `former` portal are used again if they are the same.
    """
    clock = _clock_of(portal)
    meetings = [_meeting(session, portal, clock, word) for session in portal.sessions]
    every = [*meetings, *_reminders(portal, word)]
    files = {"calendar/all.ics": every} if every else {}
    for session, meeting in zip(portal.sessions, meetings, strict=True):
        is_ahead = session.session.on >= portal.as_of and session.state is not SessionState.HELD
        if is_ahead:
            files[f"calendar/session-{session.key}.ics"] = [meeting]
    alarm = word("calendar_alarm")
    contents = {
        path: CalendarContent(each, clock, portal.as_of, slug, alarm)
        for path, each in files.items()
    }
    return {path: _file(path, content, former) for path, content in contents.items()}


def _file(path: str, content: CalendarContent, former: FormerFiles | None) -> bytes:
    source = repr(content).encode("utf-8", "surrogatepass")
    if former and (found := former.find(path, source)):
        return found
    # Here, since a build that finds all its calendars need not load what writes them.
    from coaching_site.documents.calendar_file import file_of

    written = file_of(content)
    if former:
        former.note(path, source, written)
    return written


def _clock_of(portal: PortalView) -> CalendarClock:
    if portal.timezone is None or not portal.sessions:
        return CalendarClock()
    year = portal.sessions[0].session.on.year
    return CalendarClock(zone_named(portal.timezone), transition_rules(portal.timezone, year))


def _meeting(
    one: SessionView, portal: PortalView, clock: CalendarClock, word: GetWord
) -> CalendarEntry:
    key, session = f"session/{one.key}", one.session
    full = portal.calendar_titles == "full"
    name = "calendar_meeting_full" if full else "calendar_meeting"
    numbered = {"number": one.number} if full else {}
    title = word(name, coach=portal.coach.name, **numbered)
    place = session.where if full else None
    call = next((way.address for way in one.place.joins if full and way.kind == "web"), None)
    start: date = session.on
    end = _day_after(start)
    if session.at:
        start = moment = clock.moment(session.on, session.at)
        end = _later(moment, timedelta(minutes=session.minutes or USUAL_MINUTES))
    is_cancelled = one.state is SessionState.CANCELLED
    changes = bool(session.moved_from) + 2 * is_cancelled
    alarms = _BEFORE_A_MEETING if session.at else ON_THE_EVE
    return CalendarEntry(key, title, start, end, place, call, alarms, is_cancelled, changes)


def _later(start: datetime, length: timedelta) -> datetime:
    """Return the moment that is `length` later, also in a night that changes the clocks."""
    if start.tzinfo is None:
        return start + length
    return (start.astimezone(UTC) + length).astimezone(start.tzinfo)


def _reminders(portal: PortalView, word: GetWord) -> Iterator[CalendarEntry]:
    """Yield the reviews, and the days by which actions are due, as whole days."""
    coach, full = portal.coach.name, portal.calendar_titles == "full"
    for number, one in enumerate(reversed(portal.reviews), 1):
        title = word("calendar_review", coach=coach)
        if full:
            title = one.review.title or word("calendar_review_full", coach=coach)
        yield CalendarEntry(f"review/{number}", title, one.review.on, _day_after(one.review.on))
    for action in portal.actions:
        neutral = "calendar_action" if action.own else "calendar_awaited"
        title = _of_action(action, word) if full else word(neutral, coach=coach)
        if action.is_open and action.repeat:
            yield from _repeated(action, title)
        elif action.is_open and action.target:
            yield _of_day(action, title, action.target)
        # Whoever has the date of what is no longer promised, or done before it, gets rid of it.
        elif day := _day_taken_back(action, portal.as_of):
            yield replace(_of_day(action, title, day), is_cancelled=True, changes=1)


def _day_taken_back(action: ActionView, as_of: date) -> date | None:
    day = action.repeat.last if action.repeat else action.target
    is_done = action.state is ActionState.DONE and day is not None and day > as_of
    is_let_go = action.state in (ActionState.ON_HOLD, ActionState.DROPPED)
    return day if is_let_go or is_done else None


def _of_day(action: ActionView, title: str, day: date) -> CalendarEntry:
    # What others owe is theirs to be reminded of.
    alarms = ON_THE_EVE if action.own else ()
    return CalendarEntry(action.key, title, day, _day_after(day), alarms=alarms)


def _repeated(action: ActionView, title: str) -> Iterator[CalendarEntry]:
    """Yield what is repeated as one entry, on the last day of each of its periods to come."""
    repeat = action.repeat
    if not (repeat and repeat.dues):
        return
    whole = [day for day in repeat.dues if not repeat.is_cut(day)]
    if whole:
        rule: dict[str, object] = {"FREQ": f"{repeat.unit}LY".upper(), "INTERVAL": repeat.every}
        if repeat.unit == "month":
            rule.update(_last_days(repeat.first.day))
        if repeat.last:
            rule["UNTIL"] = repeat.last
        yield replace(_of_day(action, title, whole[0]), rule=rule)
    for day in set(repeat.dues).difference(whole):
        entry = _of_day(action, title, day)
        yield replace(entry, key=f"{entry.key}/last") if whole else entry


def _last_days(first: int) -> dict[str, int | list[int]]:
    """Return the part of a rule for months that begin on a day, each of which ends a day before.

    From the 29th on, a shorter month has its last day for its first one, and ends before that.
    """
    if first > _SHORTEST_MONTH:
        return {"BYMONTHDAY": [first - 1, -2], "BYSETPOS": 1}
    return {"BYMONTHDAY": first - 1 or -1}


def _of_action(action: ActionView, word: GetWord) -> str:
    if action.own:
        return action.what
    return word("calendar_awaited_full", owner=action.owner, what=action.what)


def _day_after(day: date) -> date:
    return day + timedelta(days=1)
