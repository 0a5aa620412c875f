"""Dates for the reader's own calendar: sessions, reviews and actions as iCalendar files.

Assistants and colleagues read calendars. So titles are neutral unless the engagement asks for full
ones, and nothing else that was typed goes in; what an alarm says is always neutral. Deadlines are
events: Outlook ignores tasks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Protocol
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from coaching_site.model.activities import USUAL_MINUTES
from coaching_site.model.time_zones import TransitionRule, transition_rules, zone_named
from coaching_site.view import PortalView
from coaching_site.view.actions import ActionState, ActionView
from coaching_site.view.sessions import SessionState, SessionView

_PRODID: Final = "-//calendar//EN"  # asked for, and must not tell what the dates are about
_UIDS: Final = UUID("6b1f7f0e-52a4-4d0e-9b57-0d4c1e6f2a93")
# A whole day begins at midnight: its alarm is at nine on the day before.
_ON_THE_EVE: Final = (timedelta(hours=-15),)
_BEFORE_A_MEETING: Final = (timedelta(days=-1), timedelta(minutes=-15))
_SHORTEST_MONTH: Final = 28  # days, every year


class GetWord(Protocol):
    """Gives one of the coach's words with its gaps filled."""

    def __call__(self, key: str, **values: object) -> str:
        """Return the word of this key."""


def calendars_of(portal: PortalView, slug: str, word: GetWord) -> dict[str, bytes]:
    """Return the calendar files of a portal by their path in it.

    `calendar/all.ics` holds all dates, if there are any, and `calendar/session-….ics` one session
    that is not past. What was cancelled or dropped stays in them as such, so that a calendar that
    has it takes it out.
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
    return {path: _file(each, clock, portal, slug, alarm) for path, each in files.items()}


@dataclass(frozen=True)
class _CalendarEntry:
    """An event; `key` stays the same when it is moved or reworded.

    It lasts whole days, the last one excluded, if `start` and `end` have no time. `call` is the
    address of a call, `alarms` are told by their distance from the start. `changes` is
    higher after each of the changes that may be made on one day; `rule` says how it is repeated.
    """

    key: str
    title: str
    start: date
    end: date
    place: str | None = None
    call: str | None = None
    alarms: tuple[timedelta, ...] = _ON_THE_EVE
    is_cancelled: bool = False
    changes: int = 0
    rule: vRecur | None = None


@dataclass(frozen=True)
class _Clock:
    """The clock by which sessions begin; without a zone it is that of whoever reads.

    Not every calendar understands a zone without yearly `rules`: its times are written in UTC.
    """

    zone: ZoneInfo | None = None
    rules: Sequence[TransitionRule] = ()

    def moment(self, day: date, at: time) -> datetime:
        moment = datetime.combine(day, at, self.zone)
        return moment.astimezone(UTC) if self.zone and not self.rules else moment


def _clock_of(portal: PortalView) -> _Clock:
    if portal.timezone is None or not portal.sessions:
        return _Clock()
    year = portal.sessions[0].session.on.year
    return _Clock(zone_named(portal.timezone), transition_rules(portal.timezone, year))


def _meeting(one: SessionView, portal: PortalView, clock: _Clock, word: GetWord) -> _CalendarEntry:
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
    alarms = _BEFORE_A_MEETING if session.at else _ON_THE_EVE
    return _CalendarEntry(key, title, start, end, place, call, alarms, is_cancelled, changes)


def _later(start: datetime, length: timedelta) -> datetime:
    """Return the moment that is `length` later, also in a night that changes the clocks."""
    if start.tzinfo is None:
        return start + length
    return (start.astimezone(UTC) + length).astimezone(start.tzinfo)


def _reminders(portal: PortalView, word: GetWord) -> Iterator[_CalendarEntry]:
    """Yield the reviews, and the days by which actions are due, as whole days."""
    coach, full = portal.coach.name, portal.calendar_titles == "full"
    for number, one in enumerate(reversed(portal.reviews), 1):
        title = word("calendar_review", coach=coach)
        if full:
            title = one.review.title or word("calendar_review_full", coach=coach)
        yield _CalendarEntry(f"review/{number}", title, one.review.on, _day_after(one.review.on))
    for action in portal.actions:
        title = _of_action(action, word) if full else word("calendar_action", coach=coach)
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


def _of_day(action: ActionView, title: str, day: date) -> _CalendarEntry:
    # What others owe is theirs to be reminded of.
    alarms = _ON_THE_EVE if action.own else ()
    return _CalendarEntry(action.key, title, day, _day_after(day), alarms=alarms)


def _repeated(action: ActionView, title: str) -> Iterator[_CalendarEntry]:
    """Yield what is repeated as one entry, on the last day of each of its periods to come."""
    repeat = action.repeat
    if not (repeat and repeat.dues):
        return
    whole = [day for day in repeat.dues if not repeat.is_cut(day)]
    if whole:
        rule = vRecur(FREQ=f"{repeat.unit}LY".upper(), INTERVAL=repeat.every)
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


def _file(
    entries: Sequence[_CalendarEntry], clock: _Clock, portal: PortalView, slug: str, alarm: str
) -> bytes:
    calendar = Calendar()
    calendar.add("PRODID", _PRODID)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    if clock.zone and clock.rules and any(isinstance(entry.start, datetime) for entry in entries):
        calendar.add_component(_timezone(clock.zone.key, clock.rules))
    for entry in entries:
        event = _event(entry, portal.as_of, slug)
        calendar.add_component(event)
        # A calendar would tell at once of what is past.
        day = entry.start.date() if isinstance(entry.start, datetime) else entry.start
        if day >= portal.as_of and not entry.is_cancelled:
            for distance in entry.alarms:
                event.add_component(_alarm(distance, alarm))
    content: bytes = calendar.to_ical()
    return content


def _event(entry: _CalendarEntry, as_of: date, slug: str) -> Event:
    event = Event()
    event.add("UID", str(uuid5(_UIDS, f"{slug}/{entry.key}")))
    # Nothing is remembered of earlier builds: a later day makes a newer version, and on one day
    # a change does.
    event.add("SEQUENCE", 4 * as_of.toordinal() + entry.changes)
    if entry.is_cancelled:
        event.add("STATUS", "CANCELLED")
    if entry.rule:
        event.add("RRULE", entry.rule)
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        event.add(name, datetime.combine(as_of, time.min, UTC))
    event.add("DTSTART", entry.start)
    event.add("DTEND", entry.end)
    event.add("SUMMARY", entry.title)
    if entry.place:
        event.add("LOCATION", entry.place)
    if entry.call:
        event.add("URL", entry.call)
    event.add("CLASS", "PRIVATE")
    # A deadline takes no time of its day.
    is_busy = isinstance(entry.start, datetime) and not entry.is_cancelled
    event.add("TRANSP", "OPAQUE" if is_busy else "TRANSPARENT")
    return event


def _alarm(distance: timedelta, text: str) -> Alarm:
    """Return what a calendar shows some time before an event: it may be read over a shoulder."""
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", text)
    alarm.add("TRIGGER", distance)
    return alarm


def _timezone(name: str, rules: Iterable[TransitionRule]) -> Timezone:
    """Return the zone with its yearly rules; icalendar's own lists days, which Outlook skips."""
    timezone = Timezone()
    timezone.add("TZID", name)
    for rule in rules:
        part = TimezoneDaylight() if rule.after > rule.before else TimezoneStandard()
        part.add("DTSTART", rule.first)
        part.add("TZOFFSETFROM", rule.before)
        part.add("TZOFFSETTO", rule.after)
        part.add("RRULE", vRecur(FREQ="YEARLY", BYMONTH=rule.first.month, BYDAY=rule.day))
        timezone.add_component(part)
    return timezone
