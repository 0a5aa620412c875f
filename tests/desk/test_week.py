"""The week ahead: what is in it, on which day, and side by side with what."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from coaching_site.desk.week import Week, WeekItem, week_of
from tests.practice.workspaces import DAY, read_client, write_client

ON = date.fromisoformat(DAY)


def week(folder: Path, **clients: dict[str, Any]) -> Week:
    """Return the week of clients by slug, whose names are their slugs."""
    for slug, fields in clients.items():
        write_client(folder, slug, slug, **fields)
    return week_of([read_client(folder, slug) for slug in clients], ON)


def told(item: WeekItem) -> str:
    """Return an item in a line."""
    at = f" {item.at:%H:%M}" if item.at else ""
    return f"{item.on:%d}{at} {item.kind} {item.slug} {item.what}".strip()


def test_what_is_in_it(tmp_path: Path) -> None:
    """Seven days have sessions, reviews, promises that are due, and what the coach owes."""
    found = week(
        tmp_path,
        ann={
            "sessions": [
                {"on": DAY, "at": "08:00", "held": True},
                {"on": "2026-11-22", "at": "18:45", "minutes": 90},
                {"on": "2026-11-23", "at": "09:00"},
                {"on": "2026-11-17", "cancelled": "2026-11-16"},
            ],
            "reviews": [{"on": "2026-11-18", "title": "Half-way"},
                        {"on": "2026-11-19", "summary": "Done."}],
        },
        bo={
            "sessions": [{"on": "2026-11-18"}],
            "goals": [{"title": "G", "actions": [
                {"what": "Call", "target": "2026-11-18"},
                {"what": "Late", "target": "2026-11-10"},
                {"what": "Done", "target": "2026-11-18", "done": "2026-11-12"},
                {"what": "Send it", "target": "2026-11-18", "owner": "Jon Field"},
                {"what": "Theirs", "target": "2026-11-18", "owner": "Ines"},
            ]}],
        },
        old={"end": "2026-11-10", "reviews": [{"on": "2026-11-18"}]},
    )  # fmt: skip
    assert [told(item) for day in found.days for item in day.items] == [
        "16 08:00 session ann",
        "18 session bo",
        "18 review ann Half-way",
        "18 promise bo Call",
        "18 own bo Send it",
        "22 18:45 session ann",
    ]
    assert [day.on.day for day in found.days] == [*range(16, 23)]
    assert (found.sessions, found.days[0].items[0].is_held) == (2, True)
    assert (found.hours[0], found.hours[-1]) == (time(8), time(20))


@pytest.mark.parametrize(
    ("times", "lanes"),
    [
        (["09:00", "10:00"], ["1-1 r1", "1-1 r5"]),
        (["09:00", "09:30"], ["1-2 r1", "2-2 r3"]),
        # The third begins as the first ends: it takes its place beside the second.
        (["09:00", "09:30", "10:00"], ["1-2 r1", "2-2 r3", "1-2 r5"]),
        (["23:50"], ["1-1 r60"]),
        (["00:00"], ["1-1 r1"]),
        # Of more at a time the others are told with what has no time.
        (["09:00"] * 3, ["1-2 r1", "2-2 r1", "3-2 r0"]),
        (["09:00"] * 5, ["1-2 r1", "2-2 r1", "3-2 r0", "4-2 r0", "5-2 r0"]),
    ],
)
def test_side_by_side(tmp_path: Path, times: list[str], lanes: list[str]) -> None:
    """Sessions of one time stand side by side, from the quarter of an hour on that they begin."""
    sessions = [{"sessions": [{"on": DAY, "at": at}]} for at in times]
    found = week(tmp_path, **{f"c{n}": fields for n, fields in enumerate(sessions)})
    assert [f"{one.lane}-{one.lanes} r{one.row}" for one in found.days[0].items] == lanes
    assert all(one.row + one.rows - 1 <= len(found.hours) * 4 for one in found.days[0].timed)


def test_clocks(tmp_path: Path) -> None:
    """Whose clock is another than most clients' is told with its place."""
    session = {"on": DAY, "at": "09:00"}
    zones = {"a": "Europe/Stockholm", "b": "Europe/Stockholm", "c": "America/New_York", "d": None}
    found = week(
        tmp_path, **{k: {"sessions": [session], "timezone": zone} for k, zone in zones.items()}
    )
    assert [item.zone for item in found.days[0].items] == ["", "", "New York", ""]


def test_nobody(tmp_path: Path) -> None:
    """Without clients a week has seven free days, and no hours."""
    found = week(tmp_path)
    assert found.hours == ()
    assert ([*map(len, (day.items for day in found.days))], found.sessions) == ([0] * 7, 0)
