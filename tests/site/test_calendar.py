"""Calendar files in real portals."""

from __future__ import annotations

import pytest
from ical.calendar_stream import IcsCalendarStream

from tests.site.building import TOMAS, Project, Site


def links(site: Site, page: str) -> list[tuple[str, str]]:
    """Return the links to calendar files on a page: their name to a reader, and their file."""
    found = site.articles[page].select('a[type="text/calendar"]')
    return [(str(link.get("aria-label", link.get_text())), str(link["href"])) for link in found]


ALL = ("All dates for your calendar", "calendar/all.ics")
NEXT = ("Add to calendar: Thursday, 26\u00a0November 2026", "calendar/session-10.ics")


def test_links(amara: Site) -> None:
    """All sessions to come are offered on their page; all dates are there and with actions."""
    assert links(amara, "index.html") == []
    assert links(amara, "actions.html") == [ALL]
    assert links(amara, "sessions.html") == [
        NEXT,
        ("Add to calendar: Thursday, 10\u00a0December 2026", "calendar/session-11.ics"),
        ("Add to calendar: Thursday, 7\u00a0January 2027", "calendar/session-12.ics"),
        ("Add to calendar: Thursday, 21\u00a0January 2027", "calendar/session-13.ics"),
        ALL,
    ]


def test_the_dates_of_a_sample(amara: Site) -> None:
    """The file of the sample in mid-programme holds its sessions, reviews and open actions."""
    text = amara.files["calendar/all.ics"].decode()
    events = IcsCalendarStream.calendar_from_ics(text).events
    titles = [str(event.summary) for event in events]
    assert {title: titles.count(title) for title in titles} == {
        "Meeting with Noor Halvorsen": 13,
        "Reminder from Noor Halvorsen": 9,
        "Note from Noor Halvorsen": 2,
    }


def test_nothing_of_a_sample_is_told(amara: Site) -> None:
    """No word of the sample but the coach's name is in its calendar files."""
    for name in (name for name in amara.files if name.endswith(".ics")):
        text = amara.files[name].decode()
        told = {line for line in text.split("\r\n") if line.startswith(("SUMMARY", "LOCATION"))}
        assert told <= {
            "SUMMARY:Meeting with Noor Halvorsen",
            "SUMMARY:Reminder from Noor Halvorsen",
            "SUMMARY:Note from Noor Halvorsen",
        }
        assert "amara" not in text.lower()


def test_the_same_bytes(project: Project) -> None:
    """Building again on the same day gives the same calendar files; the next day, newer ones."""
    first, second = (project.build(TOMAS).files for _ in range(2))
    names = [name for name in first if name.endswith(".ics")]
    assert names == ["calendar/all.ics", "calendar/session-2.ics"]
    assert [first[name] for name in names] == [second[name] for name in names]
    later = project.build(TOMAS, as_of="2026-11-24").files["calendar/all.ics"]
    assert later == first["calendar/all.ics"].replace(b":2959772", b":2959776").replace(
        b":20261123T000000Z", b":20261124T000000Z"
    )


def test_without_dates(project: Project) -> None:
    """A portal without any date has no calendar file, and no link to one."""
    project.write(
        "engagements/new/engagement.yml",
        "executive: {name: Jane Doe}\ncoach: {name: Noor Halvorsen}\nstart: 2026-11-23\n",
    )
    site = project.build("new")
    assert [name for name in site.files if "calendar" in name] == []
    assert links(site, "sessions.html") == []
    assert links(site, "index.html") == []


@pytest.mark.parametrize("word", ["calendar_meeting", "calendar_action"])
def test_words_of_the_coach(word: str, project: Project) -> None:
    """A coach may reword the titles."""
    project.edit("content/words.yml", f"{word}: ", f"{word}: Blocked # ")
    site = project.build()
    assert b"SUMMARY:Blocked\r\n" in site.files["calendar/all.ics"]
