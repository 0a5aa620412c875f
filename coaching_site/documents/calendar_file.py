"""A calendar as a file in iCalendar, by a library that takes long to load."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from coaching_site.documents.calendar_entries import CalendarContent, CalendarEntry
from coaching_site.model.time_zones import TransitionRule

_PRODID: Final = "-//calendar//EN"  # asked for, and must not tell what the dates are about
_UIDS: Final = UUID("6b1f7f0e-52a4-4d0e-9b57-0d4c1e6f2a93")


def file_of(content: CalendarContent) -> bytes:
    """Return the file that holds some entries."""
    entries, clock = content.entries, content.clock
    calendar = Calendar()
    calendar.add("PRODID", _PRODID)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    if clock.zone and clock.rules and any(isinstance(entry.start, datetime) for entry in entries):
        calendar.add_component(_timezone(clock.zone.key, clock.rules))
    for entry in entries:
        event = _event(entry, content.as_of, content.slug)
        calendar.add_component(event)
        # A calendar would tell at once of what is past.
        day = entry.start.date() if isinstance(entry.start, datetime) else entry.start
        if day >= content.as_of and not entry.is_cancelled:
            for distance in entry.alarms:
                event.add_component(_alarm(distance, content.alarm))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: CalendarEntry, as_of: date, slug: str) -> Event:
    event = Event()
    event.add("UID", str(uuid5(_UIDS, f"{slug}/{entry.key}")))
    # Nothing is remembered of earlier builds: a later day makes a newer version, and on one day
    # a change does.
    event.add("SEQUENCE", 4 * as_of.toordinal() + entry.changes)
    if entry.is_cancelled:
        event.add("STATUS", "CANCELLED")
    if entry.rule:
        event.add("RRULE", vRecur(entry.rule))
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
