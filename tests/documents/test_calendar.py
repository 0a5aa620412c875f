"""Calendar files, read back by a library that had no part in writing them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from coaching_site.documents.calendar import calendars_of
from tests.samples import portal

WORDS: Final = {
    "calendar_alarm": "Reminder",
    "calendar_awaited_full": "{owner}: {what}",
    "calendar_meeting": "Meeting with {coach}",
    "calendar_review": "Reminder from {coach}",
    "calendar_action": "Reminder of {coach}",
    "calendar_awaited": "Note of {coach}",
    "calendar_meeting_full": "Session {number} with {coach}",
    "calendar_review_full": "Review with {coach}",
}
HOSTILE: Final = (
    "a,b;c:d\\e\\n\"f\" ^n %0D%0A",
    "END:VEVENT BEGIN:VEVENT UID:x",
    "DESCRIPTION;VALUE=\"x\":y\tz",
    "=?utf-8?q?x?= \u202egnp.exe\u2069",
    "ö" * 400,
    "👩🏽‍💻" * 100,
    "مراجعة الأهداف " * 20 + "مع",
)  # fmt: skip


def written(slug: str = "jane-doe", **overrides: Any) -> dict[str, bytes]:
    """Return the calendar files of an engagement, by their path."""
    return calendars_of(
        portal(**overrides), slug, lambda key, **values: WORDS[key].format(**values)
    )


def read(content: bytes) -> list[Event]:
    """Return the events of a file, in their order."""
    return list(IcsCalendarStream.calendar_from_ics(content.decode()).events)


def events(**overrides: Any) -> list[Event]:
    """Return the events of the file that holds all dates."""
    return read(written(**overrides)["calendar/all.ics"])


def uids(**overrides: Any) -> list[str]:
    """Return the UIDs of all dates."""
    return [str(event.uid) for event in events(**overrides)]


def actions(*targets: str, **more: str) -> list[dict[str, Any]]:
    """Return a list with one goal, whose actions have these targets."""
    return [{"title": "A", "actions": [{"what": "x", "target": day, **more} for day in targets]}]


def session(on: str, at: str = "09:00", **more: str) -> dict[str, str]:
    """Return a session as a coach types it."""
    return {"on": on, "at": at, **more}


def test_a_small_file() -> None:
    """One session, next week at nine in the morning, is written like this, to the byte."""
    files = written(timezone="Europe/Stockholm", sessions=[session("2026-11-19")])
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Stockholm",
        "BEGIN:DAYLIGHT",
        "DTSTART:20250330T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20251026T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        "SUMMARY:Meeting with Jon Field",
        "DTSTART;TZID=Europe/Stockholm:20261119T090000",
        "DTEND;TZID=Europe/Stockholm:20261119T100000",
        "DTSTAMP:20261115T000000Z",
        "UID:a9df6714-680f-5064-80fe-9f9bbb73ffea",
        "SEQUENCE:2959740",
        "CLASS:PRIVATE",
        "LAST-MODIFIED:20261115T000000Z",
        "TRANSP:OPAQUE",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Reminder",
        "TRIGGER:-P1D",
        "END:VALARM",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Reminder",
        "TRIGGER:-PT15M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    assert files["calendar/all.ics"] == "\r\n".join(lines).encode()
    assert files["calendar/session-1.ics"] == files["calendar/all.ics"]


@pytest.mark.parametrize(
    ("zone", "days", "hours"),
    [
        ("Europe/Stockholm", ["2026-10-24", "2026-10-25", "2027-03-27", "2027-03-28"],
         [7, 8, 8, 7]),
        ("America/New_York", ["2026-10-31", "2026-11-01", "2027-03-13", "2027-03-14"],
         [13, 14, 14, 13]),
        ("Europe/Dublin", ["2026-10-24", "2026-10-25", "2027-03-27", "2027-03-28"],
         [8, 9, 9, 8]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", [None, "Somewhere"], ids=["by name", "by the rules in the file"])
def test_nine_stays_nine(zone: str, days: list[str], hours: list[int], name: str | None) -> None:
    """Nine in the morning is nine on the day of a change of clocks, the day before, and after.

    So it is for a reader that knows the zone by its name, and for one that has only the file.
    """
    files = written(timezone=zone, sessions=[session(day) for day in days])
    content = files["calendar/all.ics"].decode()
    found = read(content.replace(zone, name or zone).encode())
    starts = [event.start for event in found]
    assert [start.isoformat()[:16] for start in starts] == [f"{day}T09:00" for day in days]
    assert [start.astimezone(UTC).hour for start in starts if isinstance(start, datetime)] == hours
    assert {event.computed_duration for event in found} == {timedelta(hours=1)}


@pytest.mark.parametrize(
    ("zone", "hours"),
    [("Asia/Kolkata", ["03:30", "03:30"]), ("Asia/Jerusalem", ["06:00", "07:00"])],
    ids=["clocks stand still", "clocks follow no simple rule"],
)
def test_a_zone_without_a_yearly_rule(zone: str, hours: list[str]) -> None:
    """Where no yearly rule moves the clocks, nine is written in UTC, which nobody gets wrong."""
    sessions = [session("2026-10-24"), session("2026-10-25")]
    content = written(timezone=zone, sessions=sessions)["calendar/all.ics"]
    assert b"VTIMEZONE" not in content
    starts = [event.start for event in read(content)]
    assert [f"{start:%H:%M%z}" for start in starts] == [f"{hour}+0000" for hour in hours]
    local = [one.astimezone(ZoneInfo(zone)) for one in starts if isinstance(one, datetime)]
    assert [f"{one:%d %H:%M}" for one in local] == ["24 09:00", "25 09:00"]


def test_without_a_time_zone() -> None:
    """Without a zone a session is at nine by the clock of whoever looks."""
    content = written(sessions=[session("2026-11-19", minutes="45")])["calendar/all.ics"]
    assert b"TZID" not in content
    (event,) = read(content)
    assert (event.start, event.end) == (
        datetime(2026, 11, 19, 9),
        datetime(2026, 11, 19, 9, 45),
    )


def test_a_night_that_changes_the_clocks() -> None:
    """A session lasts as long as it says, also when an hour is left out in its midst."""
    files = written(
        timezone="Europe/Stockholm", sessions=[session("2027-03-28", "01:30", minutes="90")]
    )
    (event,) = read(files["calendar/all.ics"])
    assert str(event.end) == "2027-03-28 04:00:00+02:00"


def test_whole_days() -> None:
    """Reviews, actions and sessions without a time are whole days, whose end is the day after."""
    found = events(
        timezone="Europe/Stockholm",
        sessions=[{"on": "2026-12-01", "minutes": "90"}],
        reviews=[{"on": "2027-01-31"}],
        goals=actions("2026-12-31"),
    )
    assert [(event.start, event.end) for event in found] == [
        (date(2026, 12, 1), date(2026, 12, 2)),
        (date(2027, 1, 31), date(2027, 2, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
    ]


def test_busy_and_free() -> None:
    """Only a session with a time makes its reader busy."""
    found = events(
        sessions=[session("2026-12-01"), {"on": "2026-12-02"}], goals=actions("2026-12-31")
    )
    assert [event.transparency for event in found] == ["OPAQUE", "TRANSPARENT", "TRANSPARENT"]


def test_which_dates() -> None:
    """Late actions are in the calendar; those that are done or have no date are not."""
    goals = [
        *actions("2026-11-01", "2026-12-01"),
        {"title": "B", "actions": [
            {"what": "x", "target": "2026-11-02", "done": "2026-11-02"}, {"what": "y"}
        ]},
    ]  # fmt: skip
    assert [str(event.start) for event in events(goals=goals)] == ["2026-11-01", "2026-12-01"]


def test_files() -> None:
    """There is a file for each session that is not past, named by its id or its number."""
    sessions = [session("2026-11-14"), session("2026-11-15"), session("2026-12-01", id="closing")]
    files = written(sessions=sessions)
    assert [*files] == [
        "calendar/all.ics",
        "calendar/session-2.ics",
        "calendar/session-closing.ics",
    ]
    assert [str(event.start) for event in read(files["calendar/session-closing.ics"])] == [
        "2026-12-01 09:00:00"
    ]
    assert len(read(files["calendar/all.ics"])) == 3


CANCELLED: Final = {"cancelled": "2026-11-15"}


@pytest.mark.parametrize(
    ("more", "status", "sequence", "start"),
    [
        ({}, None, 0, "2026-11-20"),
        ({"moved_from": "2026-11-18"}, None, 1, "2026-11-20"),
        (CANCELLED, "CANCELLED", 2, "2026-11-20"),
        (CANCELLED | {"moved_from": "2026-11-18"}, "CANCELLED", 3, "2026-11-20"),
        ({"held": "false"}, None, 0, "2026-11-20"),
        ({"on": "2026-11-10", "held": "true"}, None, 0, "2026-11-10"),
        ({"on": "2026-11-10"}, None, 0, "2026-11-10"),
    ],
)
def test_states_of_sessions(
    more: dict[str, str], status: str | None, sequence: int, start: str
) -> None:
    """A session that is moved or cancelled is the same entry in a newer version.

    One that is cancelled takes nobody's time.
    """
    (plain,) = events(sessions=[session("2026-11-20")])
    (found,) = events(sessions=[session("2026-11-20") | more])
    assert (found.uid, str(found.start)) == (plain.uid, f"{start} 09:00:00")
    assert (found.sequence or 0) - (plain.sequence or 0) == sequence
    assert found.status == status
    assert found.transparency == ("TRANSPARENT" if status else "OPAQUE")


WEEKLY: Final = {"started": "2026-11-02", "every": "week"}


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ({"target": "2026-12-01"}, ["2026-12-01 None None"]),
        ({"target": "2026-12-01", "done": "2026-11-10"}, ["2026-12-01 CANCELLED None"]),
        ({"target": "2026-11-12", "done": "2026-11-10"}, []),
        ({"target": "2026-12-01", "on_hold": "2026-11-10"}, ["2026-12-01 CANCELLED None"]),
        ({"target": "2026-12-01", "dropped": "2026-11-10"}, ["2026-12-01 CANCELLED None"]),
        ({"dropped": "2026-11-10"}, []),
        (WEEKLY, ["2026-11-15 None FREQ=WEEKLY"]),
        (
            WEEKLY | {"until": "2026-12-20", "done_on": "2026-11-11"},
            ["2026-11-22 None FREQ=WEEKLY;UNTIL=20261220"],
        ),
        (
            WEEKLY | {"until": "2026-12-18"},  # a Friday, two days before the week is over
            ["2026-11-15 None FREQ=WEEKLY;UNTIL=20261218", "2026-12-18 None None"],
        ),
        (WEEKLY | {"until": "2026-11-15"}, ["2026-11-15 None FREQ=WEEKLY;UNTIL=20261115"]),
        (WEEKLY | {"started": "2026-11-14", "until": "2026-11-17"}, ["2026-11-17 None None"]),
        (WEEKLY | {"until": "2026-11-10"}, []),
        (WEEKLY | {"every": "2 months", "started": "2026-11-01"},
         ["2026-12-31 None FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1"]),
        (WEEKLY | {"every": "month", "started": "2026-10-31"},
         ["2026-11-29 None FREQ=MONTHLY;BYMONTHDAY=30,-2;BYSETPOS=1"]),
        (WEEKLY | {"every": "month", "started": "2027-02-01"},
         ["2027-02-28 None FREQ=MONTHLY;BYMONTHDAY=-1"]),
        (WEEKLY | {"every": "month", "started": "2026-11-02"},
         ["2026-12-01 None FREQ=MONTHLY;BYMONTHDAY=1"]),
        (WEEKLY | {"until": "2026-12-20", "dropped": "2026-11-12"}, ["2026-12-20 CANCELLED None"]),
    ],
)  # fmt: skip
def test_states_of_actions(typed: dict[str, str], wanted: list[str]) -> None:
    """What is past is left out, what is no longer due is taken back, what repeats has a rule."""
    goals = [{"title": "A", "actions": [{"what": "x"} | typed]}]
    files = written(goals=goals)
    found = read(files["calendar/all.ics"]) if files else []
    rules = [one.rrule and one.rrule.as_rrule_str() for one in found]
    assert [
        f"{one.start} {one.status and one.status.value} {rule}"
        for one, rule in zip(found, rules, strict=True)
    ] == wanted


def test_no_dates() -> None:
    """Without any date there is no file: an empty calendar is not allowed to be."""
    assert written(timezone="Europe/Stockholm") == {}


def test_events_only() -> None:
    """Actions are events too, since Outlook leaves out tasks, and nobody is asked to reply."""
    content = written(sessions=[session("2026-11-20")], goals=actions("2026-12-01"))
    lines = content["calendar/all.ics"].decode().split("\r\n")
    names = {line.partition(":")[2] for line in lines if line.startswith("BEGIN:")}
    assert names == {"VCALENDAR", "VEVENT", "VALARM"}
    assert not any(line.startswith(("ORGANIZER", "ATTENDEE")) for line in lines)
    told = {line for line in lines if line.startswith("DESCRIPTION")}
    assert told == {"DESCRIPTION:Reminder"}


def test_neutral_titles() -> None:
    """By default nothing that was typed is in a calendar but the name of the coach."""
    files = written(
        slug="canary",
        executive={"name": "canary", "greeting": "canary", "role": "canary"},
        organisation="canary",
        stakeholders=[{"name": "canary"}],
        timezone="Europe/Stockholm",
        sessions=[
            dict.fromkeys(("id", "where", "agenda", "follow_up", "agreed", "notes"), "canary")
            | session("2026-12-01")
        ],
        reviews=[{"on": "2027-01-10", "title": "canary", "summary": "canary"}],
        goals=[
            {"title": "canary", "id": "canary", "goal": "canary"}
            | {"actions": [{"what": "canary", "owner": "canary", "target": "2026-12-24",
                            "note": "canary", "id": "canary-1"}]}
        ],
    )  # fmt: skip
    for content in files.values():
        assert b"canary" not in content.replace(b"\r\n ", b"").lower()
    assert [(e.summary, e.location, e.description) for e in read(files["calendar/all.ics"])] == [
        ("Meeting with Jon Field", None, None),
        ("Reminder from Jon Field", None, None),
        ("Reminder of Jon Field", None, None),
    ]


def test_full_titles() -> None:
    """If the engagement asks for it, titles say what the dates are about, and where one meets."""
    found = events(
        calendar_titles="full",
        sessions=[session("2026-12-01", where="Room 4"), session("2026-12-08")],
        reviews=[{"on": "2027-01-10", "title": "Half-way"}, {"on": "2027-03-10"}],
        goals=[{"title": "A", "actions": [{"what": "Ask Priya", "target": "2026-12-24"}]}],
    )
    assert [(event.summary, event.location) for event in found] == [
        ("Session 1 with Jon Field", "Room 4"),
        ("Session 2 with Jon Field", None),
        ("Half-way", None),
        ("Review with Jon Field", None),
        ("Ask Priya", None),
    ]


def test_every_event_is_private() -> None:
    """Each event asks not to be shown to those with whom the calendar is shared."""
    found = events(
        sessions=[session("2026-12-01")],
        reviews=[{"on": "2027-01-01"}],
        goals=actions("2027-01-01"),
    )
    assert [event.classification for event in found] == ["PRIVATE"] * 3


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles(text: str) -> None:
    """Whatever a title holds is read back letter for letter, and adds nothing."""
    files = written(
        calendar_titles="full",
        sessions=[session("2026-12-01", where=text)],
        goals=[{"title": "A", "actions": [{"what": text, "target": "2026-12-24"}]}],
    )
    found = read(files["calendar/all.ics"])
    assert [found[0].location, found[1].summary, len(found)] == [text, text, 2]
    assert [found[1].description, found[1].extras] == [None, []]


@pytest.mark.parametrize("text", HOSTILE)
def test_lines(text: str) -> None:
    """Lines end in CR LF, have 75 octets at most, and no letter is torn apart."""
    goals = [{"title": "A", "actions": [{"what": text, "target": "2026-12-24"}]}]
    content = written(calendar_titles="full", goals=goals)["calendar/all.ics"]
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert all(b"\r" not in line and b"\n" not in line for line in lines)
    assert max(map(len, lines)) <= 75
    assert [line for line in lines if "\ufffd" in line.decode("utf-8", "replace")] == []


DATES: Final[Mapping[str, Any]] = {
    "sessions": [session("2026-11-20"), session("2026-12-01")],
    "reviews": [{"on": "2027-01-10"}, {"on": "2027-03-10"}],
    "goals": [*actions("2026-12-24", "2026-12-24"), {"title": "B", "id": "b", "actions": [
        {"what": "x", "target": "2026-12-24"}, {"what": "y", "target": "2026-12-24", "id": "y"}
    ]}],
}  # fmt: skip


def test_uids_are_different() -> None:
    """No two dates share a UID, nor do those of two clients."""
    jane, john = (written(slug, **DATES)["calendar/all.ics"] for slug in ("jane", "john"))
    assert len({event.uid for event in (*read(jane), *read(john))}) == 16


def test_uids_are_stable() -> None:
    """A UID stays through other days, words, times, zones and the order of what was typed."""
    changed = {
        "goals": [
            *actions("2026-12-25", "2027-01-24", note="new"),
            {"actions": [{"target": "2027-12-24", "what": "z"}, {"id": "y", "target": "2027-01-24",
             "what": "y!"}], "id": "b", "title": "Another title"},
        ],
        "reviews": [{"title": "Last", "on": "2027-03-11"}, {"on": "2027-01-12"}],
        "sessions": [{"at": "15:00", "on": "2026-12-02"}, {"where": "x", "on": "2026-11-21"}],
        "timezone": "Europe/Stockholm",
        "calendar_titles": "full",
        "coach": {"name": "Jonathan Field"},
        "as_of": "2026-11-17",
    }  # fmt: skip
    assert uids(**DATES) == uids(**changed)


def test_one_session_in_both_files() -> None:
    """A session has the same event in its own file as in the one with all dates."""
    files = written(timezone="Europe/Stockholm", **DATES)
    assert read(files["calendar/session-2.ics"])[0] == read(files["calendar/all.ics"])[1]


def test_a_session_with_an_id_moves() -> None:
    """A session with an id keeps its UID wherever it moves, and when others come before it."""
    before = {"sessions": [session("2026-11-20", id="a"), session("2026-12-01", id="b")]}
    after = {"sessions": [session("2026-11-27"), session("2026-12-01", id="b"),
                          session("2026-12-08", id="a")]}  # fmt: skip
    a, b = uids(**before)
    assert uids(**after)[1:] == [b, a]


def test_sessions_without_ids_count() -> None:
    """Without ids a new session among the others takes the UID of the one that it goes before."""
    before = uids(sessions=[session("2026-11-20"), session("2026-12-01")])
    sessions = [session("2026-11-20"), session("2026-12-01"), session("2026-11-27")]
    after = events(sessions=sessions)
    assert [event.uid for event in after][:2] == before
    assert str(after[1].start) == "2026-11-27 09:00:00"


def test_a_later_day_is_a_newer_version() -> None:
    """Each later day of the portal makes a higher SEQUENCE, so that importing again updates."""
    days = ["2026-11-15", "2026-11-16", "2027-11-15"]
    every = [events(as_of=day, start="2026-09-01", **DATES) for day in days]
    assert [{event.sequence for event in found} for found in every] == [
        {2959740},
        {2959744},
        {2961200},
    ]
    assert [str(found[0].dtstamp) for found in every] == [
        "2026-11-15 00:00:00+00:00",
        "2026-11-16 00:00:00+00:00",
        "2027-11-15 00:00:00+00:00",
    ]


def test_a_later_start_makes_no_older_version() -> None:
    """Correcting the first day of the coaching leaves the version as it is."""
    versions = {events(start=day, **DATES)[0].sequence for day in ("2026-08-01", "2026-10-01")}
    assert versions == {2959740}


EVE, BEFORE = [timedelta(hours=-15)], [timedelta(days=-1), timedelta(minutes=-15)]
ALARMS: list[tuple[dict[str, Any], list[timedelta]]] = [
    ({"sessions": [{"on": "2026-11-15", "at": "09:00"}]}, BEFORE),
    ({"sessions": [{"on": "2026-11-15"}]}, EVE),
    ({"sessions": [{"on": "2026-11-14", "at": "09:00"}]}, []),
    ({"sessions": [{"on": "2026-11-20", "at": "09:00", "cancelled": "2026-11-10"}]}, []),
    ({"reviews": [{"on": "2026-11-20"}]}, EVE),
    ({"goals": actions("2026-11-20")}, EVE),
    ({"goals": actions("2026-11-20", owner="Ed Ott")}, []),
    ({"goals": actions("2026-11-14")}, []),
]


@pytest.mark.parametrize("titles", ["neutral", "full"])
@pytest.mark.parametrize(("typed", "wanted"), ALARMS)
def test_alarms(typed: dict[str, Any], wanted: list[timedelta], titles: str) -> None:
    """What is to come has alarms, a whole day on its eve, and none says what it is about."""
    (event,) = events(calendar_titles=titles, **typed)
    assert [alarm.trigger for alarm in event.alarm] == wanted
    assert {(alarm.action, alarm.description) for alarm in event.alarm} <= {("DISPLAY", "Reminder")}


@pytest.mark.parametrize(
    ("titles", "address"), [("neutral", None), ("full", "https://meet.example/a?b=1,2;c")]
)
def test_address_of_a_call(titles: str, address: str | None) -> None:
    """A call can be joined from the calendar, where that may know what it is about."""
    session = {"on": "2026-11-20", "at": "09:00", "where": "Call, https://meet.example/a?b=1,2;c"}
    content = written(calendar_titles=titles, sessions=[session])["calendar/all.ics"]
    (event,) = read(content)
    assert (str(event.url) if event.url else None) == address
    assert (b"meet.example" in content) == bool(address)
